import type { RequirementRow } from '../requirement';

export const clause9 = [
  {
    id: '9.1/a',
    clause: '9.1',
    expected: 'control',
    title: { en: 'objectives met', zh: '目标完成情况' },
    summary: {
      en: 'Each objective of 6.2 is computed on a fixed cycle, kept with its history and compared with its target; one that misses or lacks data alarms its owner. Every figure names its population and is checked against a second source.',
      zh: '6.2 各项目标按固定周期计算，保留历史并与目标比对，未达标或缺数据时通知责任人。每个数值注明统计总体，并与第二来源核对。',
    },
  },
  {
    id: '9.1/b',
    clause: '9.1',
    expected: 'control',
    title: { en: 'control effectiveness and compliance', zh: '控制有效性、合规性' },
    summary: {
      en: 'Settings are evaluated continuously in every account and region, and the checks themselves are tested by weakening what they protect. Old evidence turns stale by itself, and exceptions have owner and expiry.',
      zh: '各账号与区域的配置持续评估，检查本身通过弱化受保护属性来验证。证据过期自动失效，例外均有责任人与期限。',
    },
  },
  {
    id: '9.1/c',
    clause: '9.1',
    expected: 'control',
    title: { en: 'permissions, log audit, vulnerability closure', zh: '权限、日志、漏洞整改闭环' },
    summary: {
      en: 'Deviations of access, findings of log audit and vulnerabilities are followed from discovery to verified closure, with the age of what is open and the share closed in time measured.',
      zh: '访问偏差、日志审计发现与漏洞从发现跟踪到验证关闭，并测量未结项的时长与按期关闭的比例。',
    },
  },
  {
    id: '9.1/d',
    clause: '9.1',
    expected: 'organisational',
    title: { en: 'incidents, hazards, supplier compliance, feedback', zh: '事件、隐患、供应商、反馈' },
    summary: {
      en: "Incidents, latent weaknesses, suppliers' compliance and feedback of interested parties are monitored. To supply: the periodic summary of each, with trend and action; incident and supplier figures are inputs.",
      zh: '监测事件、潜在隐患、供应商的合规状况与各方反馈。需提供：各项定期汇总，含趋势与措施；事件和供应商数据可作为输入。',
    },
  },
  {
    id: '9.1/e',
    clause: '9.1',
    expected: 'organisational',
    title: { en: 'audit and review findings', zh: '内审评审整改' },
    summary: {
      en: 'What internal audits and management reviews found, and how far its correction has come, is monitored. To supply: the list of findings with owner, due date and verified state.',
      zh: '跟踪内审与管理评审所提问题的纠正进展。需提供：问题清单，载明责任人、期限与经核实的状态。',
    },
  },
  {
    id: '9.1/f',
    clause: '9.1',
    expected: 'organisational',
    title: { en: 'other', zh: '其他' },
    summary: {
      en: 'Whatever else the organisation needs to know about its cloud security is determined and measured. To supply: the list of further measures with reason and results, or the reasoned statement that none is needed.',
      zh: '确定并测量组织还需掌握的其他云安全情况。需提供：补充监测项的清单、理由与结果；如无需要，则说明理由。',
    },
  },
  {
    id: '9.2/a',
    clause: '9.2',
    expected: 'organisational',
    title: { en: 'yearly internal audit: conformity', zh: '符合性审核' },
    summary: {
      en: "A yearly internal audit verifies conformity with this standard, ISO/IEC 27017, the law and the organisation's own rules. To supply: the audit report of the last twelve months with its criteria; the compliance report is an input.",
      zh: '每年内审，核实是否符合本标准、ISO/IEC 27017、法律及组织自身规定。需提供：最近十二个月的审核报告及审核准则；合规报告可作为输入。',
    },
  },
  {
    id: '9.2/b',
    clause: '9.2',
    expected: 'organisational',
    title: { en: 'yearly internal audit: implemented and kept', zh: '实施与保持' },
    summary: {
      en: "The yearly audit also verifies that the system is really carried out and kept up, by samples and interviews, not by documents alone. To supply: the audit's samples, evidence and conclusion on effectiveness.",
      zh: '年度内审还须通过抽样与访谈核实体系确已施行并保持，而非仅看文件。需提供：审核的样本、证据及有效性结论。',
    },
  },
  {
    id: '9.2/programme',
    clause: '9.2',
    expected: 'organisational',
    title: { en: 'audit programme, objectivity, report, corrections verified', zh: '审核方案与报告' },
    summary: {
      en: "Audits follow a programme, are done by people who do not audit their own work, end in a report, and what they find is corrected and verified. To supply: the programme, the auditors' independence, the reports and verified corrections.",
      zh: '审核按方案进行，审核员不审自己的工作，形成报告，所发现问题须纠正并核实。需提供：审核方案、审核员独立性说明、报告及经核实的纠正。',
    },
  },
  {
    id: '9.3/input-a',
    clause: '9.3',
    expected: 'organisational',
    title: { en: 'earlier actions', zh: '以往措施' },
    summary: {
      en: 'The review looks at what became of the actions of earlier reviews. To supply: the list of those actions with their state.',
      zh: '评审检查此前评审所定措施的落实情况。需提供：历次措施及其状态的清单。',
    },
  },
  {
    id: '9.3/input-b',
    clause: '9.3',
    expected: 'organisational',
    title: { en: 'changes in issues and needs', zh: '问题与需求变化' },
    summary: {
      en: 'The review looks at what has changed in the issues of 4.1 and the needs of 4.2. To supply: the changes since the last review, with their effect on the system.',
      zh: '评审关注 4.1 各项因素与 4.2 各方要求有何变化。需提供：自上次评审以来的变化及其对体系的影响。',
    },
  },
  {
    id: '9.3/input-c',
    clause: '9.3',
    expected: 'control',
    title: { en: 'performance and measurement results', zh: '绩效与测量结果' },
    summary: {
      en: 'The review gets a pack for its period with the objectives and their trend, the state of controls by clause, and what got better, worse or stale. Its figures equal the evidence ledger and can be reproduced.',
      zh: '评审获得当期资料包，含目标及趋势、各条款控制状态以及改善、恶化与过期项。数值与证据台账一致并可重现。',
    },
  },
  {
    id: '9.3/input-d',
    clause: '9.3',
    expected: 'organisational',
    title: { en: 'audit, nonconformity, corrective action', zh: '内审与纠正' },
    summary: {
      en: 'The review looks at results of internal audit, at nonconformities and at corrective actions. To supply: their summary with open items and overdue ones.',
      zh: '评审审阅内审情况、各不符合项和纠正工作的进展。需提供：汇总材料，并列出未结与逾期项。',
    },
  },
  {
    id: '9.3/input-e',
    clause: '9.3',
    expected: 'organisational',
    title: { en: 'risk, incidents, emergencies, suppliers', zh: '风险/事件/应急/供应商' },
    summary: {
      en: 'The review looks at risk assessment, incidents, emergencies and drills, and suppliers. To supply: a summary of each for the period; register and workflow figures are inputs.',
      zh: '评审审阅风险、事件、应急与演练以及供应商状况。需提供：当期各项汇总；登记册与流程数据可作为输入。',
    },
  },
  {
    id: '9.3/input-f',
    clause: '9.3',
    expected: 'organisational',
    title: { en: 'resources and improvement opportunities', zh: '资源与改进机会' },
    summary: {
      en: 'The review looks at whether resources suffice and where improvement is possible. To supply: planned against actual resources, and the proposals for improvement.',
      zh: '评审审视资源是否足够、哪些方面可以改进。需提供：资源计划与实际投入的对比，以及改进建议。',
    },
  },
  {
    id: '9.3/output',
    clause: '9.3',
    expected: 'organisational',
    title: { en: 'outputs: improvement, objectives, resources, risk measures updated', zh: '评审输出' },
    summary: {
      en: 'The review ends in decisions on improvement, changed objectives, resources and risk measures. To supply: the signed minutes with each decision, owner and due date.',
      zh: '评审形成关于改进、目标修订、资源投入与风险应对的决定。需提供：签署的纪要，逐项载明决定、责任人与期限。',
    },
  },
] as const satisfies readonly RequirementRow[];
