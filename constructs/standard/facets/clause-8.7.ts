import type { FacetRow } from '../facet';

export const facets8_7 = [
  {
    id: '8.7/supervision#supplier-access-analysis',
    requirement: '8.7/supervision',
    statement: {
      en: 'External access by suppliers is analysed continuously; a new or unused external trust raises a finding within 24 hours.',
      zh: '持续分析供应商外部访问，新增或闲置的外部信任 24 小时内产生问题项。',
    },
    availability: { aws: 'yes', awsCn: 'yes', azure: 'other: guest and delegation inventory with sign-in logs' },
    evidence: ['rule', 'test'],
    operation: 'no open external-access finding older than 7 days',
  },
  {
    id: '8.7/supervision#provider-events',
    requirement: '8.7/supervision',
    statement: {
      en: 'Provider health, security and end-of-life notices of all clouds reach on-call and become tickets when they touch used services.',
      zh: '各云健康、安全与停服通知送达值班人员，涉及在用服务的自动成单。',
    },
    availability: { aws: 'yes', awsCn: 'yes', azure: 'yes' },
    evidence: ['rule', 'test'],
    operation: 'notices of 31 days each have a ticket or reason',
  },
  {
    id: '8.7/supervision#expiry-alarms',
    requirement: '8.7/supervision',
    statement: {
      en: 'Assessment, contract, certificate and review dates of each supplier alarm ≥ 60 days ahead and again on expiry.',
      zh: '供应商评估、合同、证书与复审日期至少提前 60 天告警，到期再次告警。',
    },
    availability: { aws: 'yes', awsCn: 'yes', azure: 'yes' },
    evidence: ['rule', 'test'],
    operation: 'register checked daily; expired items listed',
  },
  {
    id: '8.7/audit#audit-schedule',
    requirement: '8.7/audit',
    statement: {
      en: 'Each supplier of classified data or critical service is audited, or its attestation reviewed, every ≤ 365 days.',
      zh: '涉及分级数据或关键服务的供应商至少每 365 天接受审计或鉴证复核。',
    },
    availability: { aws: 'yes', awsCn: 'yes', azure: 'yes' },
    evidence: ['test', 'record'],
    operation: 'last audit of each such supplier ≤ 365 days old',
  },
  {
    id: '8.7/audit#attestation-scope',
    requirement: '8.7/audit',
    statement: {
      en: 'Attestations cover services, regions and period in use; each gap is listed with a compensating control.',
      zh: '鉴证报告覆盖在用服务、区域与期间，缺口逐项列出并配补偿控制。',
    },
    availability: { aws: 'yes', awsCn: 'yes', azure: 'yes' },
    evidence: ['record', 'proof:coverage'],
    operation: 'scope reconciled with live services ≤ 92 days ago',
  },
  {
    id: '8.7/audit#finding-follow-up',
    requirement: '8.7/audit',
    statement: {
      en: 'Audit findings on suppliers have owner, due date and verified closure; an overdue one alarms.',
      zh: '供应商审计问题均有责任人、期限与关闭验证，逾期告警。',
    },
    availability: { aws: 'yes', awsCn: 'yes', azure: 'yes' },
    evidence: ['test', 'record'],
    operation: 'no overdue finding without escalation',
  },
  {
    id: '8.7/exit#exit-plan',
    requirement: '8.7/exit',
    statement: {
      en: 'Each critical supplier has an exit plan with data return, format, replacement and duration, exercised on paper ≤ 365 days ago.',
      zh: '关键供应商均有退出方案，含数据返还、格式、替代与工期，365 天内推演过。',
    },
    availability: { aws: 'yes', awsCn: 'yes', azure: 'yes' },
    evidence: ['record', 'test'],
    operation: 'exercise record ≤ 365 days old',
  },
  {
    id: '8.7/exit#no-residual-access',
    requirement: '8.7/exit',
    statement: {
      en: 'After exit no trust, key, role, route, endpoint, DNS record or guest of the supplier is left in templates or live.',
      zh: '退出后模板与线上均不残留该供应商的信任、密钥、角色、路由、端点、DNS 记录或来宾账号。',
    },
    availability: { aws: 'yes', awsCn: 'yes', azure: 'yes' },
    evidence: ['proof:completeness', 'test'],
    operation: 'residue scan clean within 7 days of exit',
  },
  {
    id: '8.7/exit#secrets-and-data-closure',
    requirement: '8.7/exit',
    statement: {
      en: 'Secrets the supplier knew are rotated within 24 hours, and its return and deletion of data is certified.',
      zh: '供应商知悉的机密 24 小时内轮换，并取得数据返还与删除证明。',
    },
    availability: { aws: 'yes', awsCn: 'yes', azure: 'yes' },
    evidence: ['test', 'record'],
    operation: 'each exit of 365 days has rotation and certificate',
  },
  {
    id: '8.7/multi-cloud#common-requirements',
    requirement: '8.7/multi-cloud',
    statement: {
      en: 'Every control facet is judged in every cloud in use under the same id, and the worst status counts overall.',
      zh: '每个控制要点以同一编号在各在用云上判定，总体取最差状态。',
    },
    availability: { aws: 'yes', awsCn: 'yes', azure: 'yes' },
    evidence: ['proof:completeness', 'test'],
    operation: 'observations of all clouds in one ledger ≤ 31 days old',
  },
  {
    id: '8.7/multi-cloud#central-visibility',
    requirement: '8.7/multi-cloud',
    statement: {
      en: 'Inventory, findings, logs and alerts of all clouds are seen in one place by the security team.',
      zh: '安全团队可在一处查看所有云的资产、问题、日志与告警。',
    },
    availability: { aws: 'yes', awsCn: 'yes', azure: 'yes' },
    evidence: ['rule', 'test'],
    operation: 'test finding from each cloud appears within 60 minutes, monthly',
  },
  {
    id: '8.7/multi-cloud#parity-gaps',
    requirement: '8.7/multi-cloud',
    statement: {
      en: 'What one cloud lacks is listed with substitute or accepted risk, owner and expiry; an unlisted difference fails.',
      zh: '某云缺失的能力均列明替代措施或已接受风险、责任人与期限，未列差异即失败。',
    },
    availability: { aws: 'yes', awsCn: 'yes', azure: 'yes' },
    evidence: ['proof:diff', 'record'],
    operation: 'parity table reviewed ≤ 92 days ago',
  },
] as const satisfies readonly FacetRow[];
