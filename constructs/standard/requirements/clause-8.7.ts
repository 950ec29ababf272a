import type { RequirementRow } from '../requirement';

export const clause8_7 = [
  {
    id: '8.7/admission',
    clause: '8.7',
    expected: 'organisational',
    title: { en: 'supplier admission', zh: '供应商准入' },
    summary: {
      en: 'A cloud supplier is used only after it met set criteria and was entered in the register. To supply: the admission criteria, and the decision with approver and date for each supplier.',
      zh: '云供应商须达到既定条件并登记在册后方可使用。需提供：准入条件，以及每家供应商的准入决定、批准人与日期。',
    },
  },
  {
    id: '8.7/assessment',
    clause: '8.7',
    expected: 'organisational',
    title: { en: 'security assessment', zh: '安全评估' },
    summary: {
      en: 'The security of a supplier is assessed before use and again at set intervals, in depth that fits what it handles. To supply: the assessment reports with findings and their state.',
      zh: '对供应商的安全状况在使用前及定期开展评估，深度与其承担的事项相称。需提供：评估报告、所发现问题及其状态。',
    },
  },
  {
    id: '8.7/contract',
    clause: '8.7',
    expected: 'organisational',
    title: { en: 'contract terms', zh: '合同约定' },
    summary: {
      en: 'The contract binds the supplier to security: data handling, access, incident notice, audit rights, sub-contractors, return and deletion at the end. To supply: the signed contract or terms, with the passages that cover each of these.',
      zh: '合同就安全约束供应商：数据处理、访问、事件通知、审计权、分包，以及终止时的返还与删除。需提供：签署的合同或条款，并标明对应上述各点的段落。',
    },
  },
  {
    id: '8.7/responsibility',
    clause: '8.7',
    expected: 'organisational',
    title: { en: 'clear responsibility', zh: '责任明确' },
    summary: {
      en: 'It is clear for each service which security tasks the supplier does and which the organisation does. To supply: the responsibility matrix per supplier, accepted by both sides.',
      zh: '每项服务中哪些安全工作由供应商承担、哪些由本组织承担均已明确。需提供：双方确认的逐家供应商责任矩阵。',
    },
  },
  {
    id: '8.7/supervision',
    clause: '8.7',
    expected: 'control',
    title: { en: 'continuous supervision', zh: '持续监督' },
    summary: {
      en: 'What suppliers can reach is analysed all the time, their health, security and end-of-life notices become tickets where they touch services in use, and lapsing contracts, assessments and certificates give warning.',
      zh: '持续分析供应商可触及的范围；其健康、安全与停服通知涉及在用服务时自动成单；合同、评估与证书临期预警。',
    },
  },
  {
    id: '8.7/audit',
    clause: '8.7',
    expected: 'control',
    title: { en: 'regular audit', zh: '定期审计' },
    summary: {
      en: 'Each supplier of classified data or critical service is audited, or its attestation reviewed, at least yearly against the services, regions and period in use. Findings are followed to verified closure.',
      zh: '涉及分级数据或关键服务的供应商至少每年接受审计或鉴证复核，并核对在用服务、区域与期间。发现的问题跟踪至验证关闭。',
    },
  },
  {
    id: '8.7/risk-assessment',
    clause: '8.7',
    expected: 'organisational',
    title: { en: 'risk assessment', zh: '风险评估' },
    summary: {
      en: 'The risk of depending on each supplier is assessed: failure, lock-in, location, sub-contractors, access. To supply: the assessment per supplier with rating, treatment and date, linked to the risk register.',
      zh: '评估依赖每家供应商的风险：失效、锁定、所在地、分包与访问。需提供：逐家供应商的评估，含等级、处置与日期，并关联风险登记册。',
    },
  },
  {
    id: '8.7/exit',
    clause: '8.7',
    expected: 'control',
    title: { en: 'exit control', zh: '退出管控' },
    summary: {
      en: 'Leaving a supplier is planned and rehearsed on paper, with data return, replacement and duration. After exit none of its access is left, secrets it knew are rotated, and return and deletion of data are certified.',
      zh: '退出供应商有方案并经推演，含数据返还、替代与工期。退出后不残留任何访问，其知悉的机密已轮换，并取得数据返还与删除证明。',
    },
  },
  {
    id: '8.7/multi-cloud',
    clause: '8.7',
    expected: 'control',
    title: { en: 'one control over multi-cloud and hybrid suppliers', zh: '多云、混合云供应商统一管控' },
    summary: {
      en: 'All clouds in use, private ones included, are judged by the same criteria and seen in one place; the worst result counts. What one cloud lacks is listed with its substitute or the accepted risk.',
      zh: '所有在用的云（含私有云）按同一准则判定并在一处查看，总体取最差结果。某云缺失的能力列明替代措施或已接受的风险。',
    },
  },
] as const satisfies readonly RequirementRow[];
