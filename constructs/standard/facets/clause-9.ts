import type { FacetRow } from '../facet';

export const facets9 = [
  {
    id: '9.1/a#objective-evaluation',
    requirement: '9.1/a',
    statement: {
      en: 'Each objective of 6.2 is computed at least every 31 days, kept with history ≥ 13 months and compared with its target.',
      zh: '6.2 各项目标至少每 31 天计算一次，保留 13 个月以上历史并与目标比对。',
    },
    availability: { aws: 'yes', awsCn: 'yes', azure: 'yes' },
    evidence: ['rule', 'test'],
    operation: 'last computation ≤ 31 days old',
  },
  {
    id: '9.1/a#off-target-alarm',
    requirement: '9.1/a',
    statement: {
      en: 'An objective off target or without data alarms its owner and opens an action.',
      zh: '目标未达成或缺少数据时通知责任人并立项改进。',
    },
    availability: { aws: 'yes', awsCn: 'yes', azure: 'yes' },
    evidence: ['rule', 'test'],
    operation: 'off-target objectives of 92 days each have an action',
  },
  {
    id: '9.1/a#metric-integrity',
    requirement: '9.1/a',
    statement: {
      en: 'Every figure names population, query and a second source; an empty population shows no data, never 100 %.',
      zh: '每个指标注明总体、查询与第二来源，总体为空时显示无数据而非 100%。',
    },
    availability: { aws: 'yes', awsCn: 'yes', azure: 'yes' },
    evidence: ['test'],
    operation: 'quarterly recomputation by hand agrees',
  },
  {
    id: '9.1/b#continuous-compliance',
    requirement: '9.1/b',
    statement: {
      en: 'Configuration rules evaluate all accounts and regions continuously, aggregated in the security account.',
      zh: '配置规则持续评估全部账号与区域，结果汇集至安全账号。',
    },
    availability: { aws: 'yes', awsCn: 'yes', azure: 'other: policy initiative and Defender for Cloud compliance' },
    evidence: ['rule', 'proof:coverage'],
    operation: 'evaluation of every account ≤ 24 hours old',
  },
  {
    id: '9.1/b#control-effectiveness',
    requirement: '9.1/b',
    statement: {
      en: 'Weakening each security property makes a rule or proof fail: ≥ 95 % of seeded mutants are caught, survivors explained.',
      zh: '弱化任一安全属性须致规则或证明失败，植入变异检出率不低于 95%，漏检须说明。',
    },
    availability: { aws: 'yes', awsCn: 'yes', azure: 'yes' },
    evidence: ['test'],
    operation: 'mutation run ≤ 31 days old',
  },
  {
    id: '9.1/b#evidence-freshness',
    requirement: '9.1/b',
    statement: {
      en: 'Observed evidence older than its cadence turns stale by itself, and a failed look never counts as effective.',
      zh: '观测证据超过周期自动转为过期，采集失败不得视为有效。',
    },
    availability: { aws: 'yes', awsCn: 'yes', azure: 'yes' },
    evidence: ['test'],
    operation: 'share of stale evidence reported ≤ 31 days ago',
  },
  {
    id: '9.1/b#exception-control',
    requirement: '9.1/b',
    statement: {
      en: 'Exceptions have rule, resource, reason, owner and expiry; expired, unused or stale ones fail the check.',
      zh: '例外须载明规则、资源、理由、责任人与期限，过期、未用或失效即校验失败。',
    },
    availability: { aws: 'yes', awsCn: 'yes', azure: 'yes' },
    evidence: ['rule', 'test'],
    operation: 'no expired exception live',
  },
  {
    id: '9.1/c#permission-deviations',
    requirement: '9.1/c',
    statement: {
      en: 'Access deviations are tracked from finding to verified removal, with open age and closure rate within 30 days ≥ 95 %.',
      zh: '权限偏差从发现到核实移除全程跟踪，30 天内关闭率不低于 95%。',
    },
    availability: { aws: 'yes', awsCn: 'yes', azure: 'yes' },
    evidence: ['test', 'rule'],
    operation: 'closure rate computed ≤ 31 days ago',
  },
  {
    id: '9.1/c#log-audit-findings',
    requirement: '9.1/c',
    statement: {
      en: 'Gaps and findings of log audit are tracked to verified closure with cause, owner and due date.',
      zh: '日志审计缺口与问题跟踪至核实关闭，载明原因、责任人与期限。',
    },
    availability: { aws: 'yes', awsCn: 'yes', azure: 'yes' },
    evidence: ['test', 'rule'],
    operation: 'no overdue log-audit finding',
  },
  {
    id: '9.1/c#vulnerability-closure',
    requirement: '9.1/c',
    statement: {
      en: 'Share of vulnerabilities fixed within their deadline and confirmed by rescan is measured per severity; target ≥ 95 %.',
      zh: '按严重程度统计期限内修复并经复扫确认的漏洞占比，目标不低于 95%。',
    },
    availability: { aws: 'yes', awsCn: 'yes', azure: 'yes' },
    evidence: ['test', 'rule'],
    operation: 'rate computed ≤ 31 days ago',
  },
  {
    id: '9.3/input-c#performance-pack',
    requirement: '9.3/input-c',
    statement: {
      en: 'For each review period a pack shows objectives with trend, control status by clause, and what got better, worse or stale.',
      zh: '每个评审周期生成资料包，展示目标趋势、各条款控制状态及改善、恶化与过期项。',
    },
    availability: { aws: 'yes', awsCn: 'yes', azure: 'yes' },
    evidence: ['test', 'record'],
    operation: 'pack of the last review ≤ 365 days old',
  },
  {
    id: '9.3/input-c#pack-integrity',
    requirement: '9.3/input-c',
    statement: {
      en: 'Figures of the pack equal the ledger, and the pack can be reproduced byte for byte from the same inputs and date.',
      zh: '资料包数值与证据台账一致，相同输入与日期可逐字节重现。',
    },
    availability: { aws: 'yes', awsCn: 'yes', azure: 'yes' },
    evidence: ['test'],
    operation: 'pack of the last review verified by hash',
  },
] as const satisfies readonly FacetRow[];
