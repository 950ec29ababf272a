import type { FacetRow } from '../facet';

export const facets10 = [
  {
    id: '10.2/a#automatic-registration',
    requirement: '10.2/a',
    statement: {
      en: 'Each adverse result, ineffective control, incident or audit finding becomes a nonconformity with owner within 24 hours.',
      zh: '不符合结果、失效控制、事件与审核发现 24 小时内登记为有责任人的不合格项。',
    },
    availability: { aws: 'yes', awsCn: 'yes', azure: 'yes' },
    evidence: ['test', 'rule'],
    operation: 'open findings equal registered nonconformities, weekly',
  },
  {
    id: '10.2/a#immediate-correction',
    requirement: '10.2/a',
    statement: {
      en: 'Safe deviations are corrected by machine, others contained by a deadline of their severity; consequences are recorded.',
      zh: '可安全自动纠正的偏差由系统纠正，其余按严重程度限期控制，并记录影响。',
    },
    availability: {
      aws: 'yes',
      awsCn: 'other: event-driven functions, Config remediation is missing in cn-northwest-1',
      azure: 'yes',
    },
    evidence: ['rule', 'test'],
    operation: 'corrections of 31 days within deadline ≥ 95 %',
  },
  {
    id: '10.2/c#cause-linked-action',
    requirement: '10.2/c',
    statement: {
      en: 'A corrective action names its cause, owner, due date and resources, and an overdue one escalates.',
      zh: '纠正措施对应原因并明确责任人、期限与资源，逾期升级。',
    },
    availability: { aws: 'yes', awsCn: 'yes', azure: 'yes' },
    evidence: ['test', 'proof:state-machine'],
    operation: 'no overdue action without escalation',
  },
  {
    id: '10.2/c#similar-occurrence-search',
    requirement: '10.2/c',
    statement: {
      en: 'The same weakness is searched by rule over all accounts and clouds, and the result is part of the action.',
      zh: '以规则在全部账号与云上排查同类问题，结果纳入纠正措施。',
    },
    availability: { aws: 'yes', awsCn: 'yes', azure: 'yes' },
    evidence: ['test', 'proof:coverage'],
    operation: 'actions of 92 days each carry a search result',
  },
  {
    id: '10.2/d#independent-verification',
    requirement: '10.2/d',
    statement: {
      en: 'Effectiveness is confirmed by another person than the implementer from evidence observed ≥ 30 days after the action.',
      zh: '由非实施人依据措施完成 30 天后的观测证据确认有效性。',
    },
    availability: { aws: 'yes', awsCn: 'yes', azure: 'yes' },
    evidence: ['proof:state-machine', 'test'],
    operation: 'verifications of 92 days re-checked for person and date',
  },
  {
    id: '10.2/d#recurrence-reopens',
    requirement: '10.2/d',
    statement: {
      en: 'The same finding returning within 90 days reopens its nonconformity by itself.',
      zh: '同一问题 90 天内复发时自动重开原不合格项。',
    },
    availability: { aws: 'yes', awsCn: 'yes', azure: 'yes' },
    evidence: ['test', 'proof:state-machine'],
    operation: 'recurrence rate reported ≤ 92 days ago',
  },
] as const satisfies readonly FacetRow[];
