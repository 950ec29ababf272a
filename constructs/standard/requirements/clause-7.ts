import type { RequirementRow } from '../requirement';

export const clause7 = [
  {
    id: '7.1/a',
    clause: '7.1',
    expected: 'organisational',
    title: { en: 'people, technology, funds, tools, premises', zh: '人力技术资金工具场所' },
    summary: {
      en: 'People, technology, money, tools and premises for cloud security are provided and kept. To supply: the approved plan and budget, and what was in fact provided in the period.',
      zh: '配备并保持云安全所需的人员、技术、经费、工具与场地。需提供：经批准的计划与预算，以及当期实际投入。',
    },
  },
  {
    id: '7.1/b',
    clause: '7.1',
    expected: 'organisational',
    title: { en: 'roles staffed', zh: '人员配置' },
    summary: {
      en: 'Security owner, security administrators, auditors and emergency responders are in place, with deputies and without conflicting duties. To supply: the staffing list, matched to identity groups and the on-call roster.',
      zh: '安全负责人、管理员、审计员与应急人员均已到岗，设有替补且职责不冲突。需提供：人员配置表，并与身份组和值班表对应。',
    },
  },
  {
    id: '7.1/c',
    clause: '7.1',
    expected: 'control',
    title: {
      en: 'tools: identity, encryption, masking, bastion, log audit, monitoring and alerting, backup and recovery',
      zh: '安全工具',
    },
    summary: {
      en: 'Tools for identity, encryption, masking, bastion access, log audit, monitoring and alerting, and backup and recovery are deployed and usable. Each counts only where the requirements that it serves are met.',
      zh: '身份、加密、脱敏、运维跳板、日志分析、监控告警与备份恢复等工具均已部署并可用。只有相应要求判定为满足，该工具才计为到位。',
    },
  },
  {
    id: '7.1/d',
    clause: '7.1',
    expected: 'organisational',
    title: { en: 'audit, review and drill resources', zh: '审核评审演练资源' },
    summary: {
      en: 'Internal audits, management reviews and emergency drills have people, time and budget of their own. To supply: the yearly plan with the resources assigned to each.',
      zh: '为内审、管理评审和应急演练安排专门的人员、时间与预算。需提供：写明各项所配资源的年度计划。',
    },
  },
  {
    id: '7.2/a',
    clause: '7.2',
    expected: 'organisational',
    title: { en: 'competence required', zh: '能力要求' },
    summary: {
      en: 'The competence needed for each cloud security post is determined. To supply: a competence profile per post: knowledge, skill, experience, certificates.',
      zh: '确定每个云安全岗位所需的能力。需提供：各岗位的能力标准，含知识、技能、经验与资质。',
    },
  },
  {
    id: '7.2/b',
    clause: '7.2',
    expected: 'organisational',
    title: { en: 'competence ensured', zh: '胜任' },
    summary: {
      en: 'Those who hold the posts are competent by education, training or experience. To supply: each holder compared with the profile, and the action taken where something is missing.',
      zh: '任职人员凭其学历、培训或经历胜任岗位。需提供：逐人对照能力标准的结果，以及对差距采取的措施。',
    },
  },
  {
    id: '7.2/c',
    clause: '7.2',
    expected: 'organisational',
    title: { en: 'training', zh: '培训' },
    summary: {
      en: 'Training is given on cloud security, ISO/IEC 27017, the division of responsibility and data protection. To supply: the training plan, the material and the attendance of each post-holder.',
      zh: '开展云安全、ISO/IEC 27017、责任划分与数据保护方面的培训。需提供：培训计划、教材及各岗位人员的参训记录。',
    },
  },
  {
    id: '7.2/d',
    clause: '7.2',
    expected: 'organisational',
    title: { en: 'evaluated', zh: '评价' },
    summary: {
      en: 'Whether training worked and competence suffices is judged. To supply: tests, observations or exercises with their results and what followed from them.',
      zh: '评估培训是否见效、能力是否足够。需提供：考试、观察或演练的结果及后续措施。',
    },
  },
  {
    id: '7.2/e',
    clause: '7.2',
    expected: 'organisational',
    title: { en: 'records', zh: '记录' },
    summary: {
      en: 'Evidence of competence, training and assessment is kept. To supply: the records per person, dated, retained for the period that the retention schedule sets.',
      zh: '保存能力、培训与考核的证据。需提供：按人建档、注明日期并按留存表规定期限保存的记录。',
    },
  },
  {
    id: '7.3/a',
    clause: '7.3',
    expected: 'organisational',
    title: { en: 'policy and shared responsibility', zh: '方针与责任模型' },
    summary: {
      en: 'Everyone knows the cloud security policy and how responsibility is shared with the provider. To supply: acknowledgements or test results that cover all people in scope.',
      zh: '全员知晓云安全方针，并了解与云服务商如何分担责任。需提供：覆盖范围内全部人员的确认书或测验结果。',
    },
  },
  {
    id: '7.3/b',
    clause: '7.3',
    expected: 'organisational',
    title: { en: 'own contribution', zh: '个人贡献' },
    summary: {
      en: 'People know what their own work adds to the system. To supply: role-based awareness material, and proof that it reached its readers.',
      zh: '每个人都清楚自己的工作对体系有何作用。需提供：按角色编写的意识材料及送达证明。',
    },
  },
  {
    id: '7.3/c',
    clause: '7.3',
    expected: 'organisational',
    title: { en: 'consequences', zh: '后果与责任' },
    summary: {
      en: 'Everyone knows what follows from a breach of rules, a leak or an incident, and who answers for it. To supply: the disciplinary rule, its acknowledgement and the awareness record.',
      zh: '每个人都知道违反规定、造成泄密或引发安全事件将有何后果、由谁承担。需提供：惩戒规定、签收确认与意识教育记录。',
    },
  },
  {
    id: '7.3/d',
    clause: '7.3',
    expected: 'organisational',
    title: { en: 'data protection and operating rules', zh: '保护与操作规范' },
    summary: {
      en: 'Everyone knows how to protect data, handle rights and operate in the cloud. To supply: the operating rules per role and proof that they were read and understood.',
      zh: '每个人都掌握云上保护数据、使用权限与规范操作的要领。需提供：各角色操作规范，以及已阅读并理解的证明。',
    },
  },
  {
    id: '7.4/internal',
    clause: '7.4',
    expected: 'organisational',
    title: { en: 'internal communication: requirements, events, corrective action, training', zh: '内部沟通' },
    summary: {
      en: 'It is settled what is said inside about security demands, incidents, corrections and training, when, to whom and how, and a record is kept. To supply: the communication plan and the records of the period.',
      zh: '规定内部就安全要求、事件、整改与培训沟通什么、何时、向谁、以何方式，并保留记录。需提供：沟通计划与当期记录。',
    },
  },
  {
    id: '7.4/external',
    clause: '7.4',
    expected: 'organisational',
    title: { en: 'external communication: regulator, customer, cloud supplier, third party, auditor', zh: '外部沟通' },
    summary: {
      en: 'It is settled who speaks to regulators, customers, cloud suppliers, third parties and auditors, about what, when and by which channel, and a record is kept. To supply: the communication plan with current contacts and the records of the period.',
      zh: '规定由谁就何事、何时、经何渠道与监管机构、客户、云服务商、第三方及审计方联络，并保留记录。需提供：含有效联系人的沟通计划与当期记录。',
    },
  },
  {
    id: '7.5.1/a',
    clause: '7.5.1',
    expected: 'organisational',
    title: { en: 'policy, objectives, scope, shared-responsibility matrix', zh: '方针目标范围责任矩阵' },
    summary: {
      en: 'Policy, objectives, scope and the responsibility matrix exist as controlled documents. To supply: the four documents in their approved versions.',
      zh: '方针、目标、范围与责任矩阵均作为受控文件存在。需提供：上述四份文件的批准版本。',
    },
  },
  {
    id: '7.5.1/b',
    clause: '7.5.1',
    expected: 'control',
    title: { en: 'asset inventory, data classification, risk assessment and treatment', zh: '资产/分级/风险记录' },
    summary: {
      en: 'The asset inventory, the classification of data and the records of risk assessment and treatment are kept under control and agree with what is deployed: no store is missing from the inventory, no class differs, every risk has an owner and an approved treatment.',
      zh: '资产台账、数据级别目录和风险处置记录受控并与实际部署一致：台账不漏任何存储，级别无出入，每项风险均有责任人和经批准的处置。',
    },
  },
  {
    id: '7.5.1/c',
    clause: '7.5.1',
    expected: 'organisational',
    title: { en: 'rules, processes, procedures, emergency plans', zh: '制度流程规程预案' },
    summary: {
      en: 'Rules, processes, operating procedures and emergency plans exist as controlled documents. To supply: the document list with the version in force of each.',
      zh: '制度、流程、规程和预案均作为受控文件存在。需提供：文件目录及各文件的现行版本。',
    },
  },
  {
    id: '7.5.1/d',
    clause: '7.5.1',
    expected: 'control',
    title: { en: 'identity, access, encryption, audit-log, backup and restore records', zh: '权限/加密/日志/备份记录' },
    summary: {
      en: 'Records of identities and permissions, of access, of encryption and keys, of audit logs, and of backup and restore exist for every period and can be read back, which holds where the requirements that produce them are met.',
      zh: '身份与授权、访问、密钥与加密、审计日志、备份与恢复的记录在各周期均存在且可回读；产生这些记录的要求判定为满足时即成立。',
    },
  },
  {
    id: '7.5.1/e',
    clause: '7.5.1',
    expected: 'organisational',
    title: { en: 'supplier management records', zh: '供应商记录' },
    summary: {
      en: 'The management of cloud suppliers leaves controlled records: contracts, assessments, supervision. To supply: the file of each supplier in the register.',
      zh: '对云供应商的管理留有受控记录，包括合同、评估与监督。需提供：登记册中每家供应商的档案。',
    },
  },
  {
    id: '7.5.1/f',
    clause: '7.5.1',
    expected: 'organisational',
    title: { en: 'incident, emergency, corrective-action records', zh: '事件记录' },
    summary: {
      en: 'Incidents, emergencies and the corrections that follow leave controlled records. To supply: the case files of the period; case records of the incident workflow are inputs.',
      zh: '事件、应急及后续整改留有受控记录。需提供：当期案卷；事件流程自动生成的档案可作为输入。',
    },
  },
  {
    id: '7.5.1/g',
    clause: '7.5.1',
    expected: 'organisational',
    title: { en: 'audit, management review, improvement records', zh: '内审评审改进记录' },
    summary: {
      en: 'Internal audits, management reviews and improvements leave controlled records. To supply: audit reports, review minutes and the improvement log.',
      zh: '内审、管理评审与改进工作留有受控记录。需提供：审核报告、评审纪要与改进台账。',
    },
  },
  {
    id: '7.5.2/control',
    clause: '7.5.2',
    expected: 'control',
    title: {
      en: 'documented information: identified, legible, approved, issued, changed, stored, protected, retrieved, disposed of',
      zh: '成文信息控制',
    },
    summary: {
      en: 'Each document has an identity, a version, an owner, an approver other than its author and a review date; a changed file loses its approval until approved again. Records are protected against change, found by requirement and period, and disposed of only with a logged approval.',
      zh: '每份文件有编号、版本、责任人、非作者的批准人和评审日期，内容一经改动即失去批准状态，须重新批准。记录防篡改，可按要求与周期查找，仅在审批留痕后销毁。',
    },
  },
] as const satisfies readonly RequirementRow[];
