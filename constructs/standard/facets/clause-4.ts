import type { FacetRow } from '../facet';

export const facets4 = [
  {
    id: '4.4/outsourced#external-party-inventory',
    requirement: '4.4/outsourced',
    statement: {
      en: 'Every external principal, integration and outsourced process found in templates or accounts maps to a registered supplier with an owner.',
      zh: '模板和账号中发现的每个外部主体、集成与外包过程，均对应一个登记在册且有责任人的供应商。',
    },
    availability: { aws: 'yes', awsCn: 'yes', azure: 'yes' },
    evidence: ['rule', 'proof:completeness', 'record'],
    operation: 'live external trusts and guest accounts reconciled with the register ≤ 31 days ago',
  },
  {
    id: '4.4/outsourced#third-party-access-conditions',
    requirement: '4.4/outsourced',
    statement: {
      en: "Third-party roles name one supplier principal, demand an external id or exact federated subject, and stop working at the contract's end.",
      zh: '第三方角色仅信任指定供应商主体，须校验外部 ID 或精确联合身份主题，合同到期自动失效。',
    },
    availability: {
      aws: 'yes',
      awsCn: 'yes',
      azure: 'other: Lighthouse delegation or guest with PIM eligibility and end date',
    },
    evidence: ['rule', 'proof:policy-simulation'],
    operation: 'no third-party sign-in outside an approved window in 92 days',
  },
  {
    id: '4.4/outsourced#third-party-traceability',
    requirement: '4.4/outsourced',
    statement: {
      en: 'Any third-party action of the last 183 days can be listed by supplier, natural person, ticket, time and target.',
      zh: '近 183 天内任一第三方操作均可按供应商、自然人、工单、时间和对象检索列出。',
    },
    availability: { aws: 'yes', awsCn: 'yes', azure: 'yes' },
    evidence: ['rule', 'test'],
    operation: 'quarterly sample of third-party sessions traced to person and ticket',
  },
  {
    id: '4.4/outsourced#responsibility-boundary',
    requirement: '4.4/outsourced',
    statement: {
      en: 'Each outsourced or multi-cloud process names the responsible party per control and per cloud in use, with no control left unassigned.',
      zh: '每个外包或多云过程按在用云平台逐项明确控制责任方，不存在无人负责的控制项。',
    },
    availability: { aws: 'yes', awsCn: 'yes', azure: 'yes' },
    evidence: ['proof:completeness', 'record'],
    operation: 'none',
  },
] as const satisfies readonly FacetRow[];
