import type { RequirementRow } from '../requirement';

export const clause6 = [
  {
    id: '6.1/risks',
    clause: '6.1',
    expected: 'organisational',
    title: {
      en: 'risks identified: leak, unauthorised access, shared environment, impersonation, runaway operations, cross-border, supplier, interruption',
      zh: '风险',
    },
    summary: {
      en: 'Cloud risks are identified, at least leaks, access beyond authority, shared tenancy, impersonation, operations out of control, data abroad, failing suppliers and interruption. To supply: a risk register that covers all eight groups, each risk with owner and rating.',
      zh: '识别云上风险，至少涵盖八类：泄露、越权、共享环境、冒用身份、运维失控、出境、供应商失控与中断。需提供：覆盖八类风险的登记册，逐项注明责任人与等级。',
    },
  },
  {
    id: '6.1/opportunities',
    clause: '6.1',
    expected: 'organisational',
    title: { en: 'opportunities identified', zh: '机遇' },
    summary: {
      en: 'Opportunities are identified as risks are: firmer compliance, more mature capability, trust of customers, lower cost of security, business that lasts. To supply: a list with owner, expected benefit and decision.',
      zh: '与风险同样识别机遇：更稳固的合规、更成熟的能力、更高的客户信任、更低的安全成本及更持久的业务。需提供：机遇清单，载明责任人、预期收益与决定。',
    },
  },
  {
    id: '6.1/a',
    clause: '6.1',
    expected: 'organisational',
    title: { en: 'actions', zh: '应对措施' },
    summary: {
      en: 'Actions that answer the risks and opportunities are planned. To supply: a treatment plan that gives per entry the option chosen, the control, owner, due date and accepted residual risk.',
      zh: '针对风险与机遇制定行动计划。需提供：处置计划，逐项载明所选方案、控制、责任人、期限及接受的残余风险。',
    },
  },
  {
    id: '6.1/b',
    clause: '6.1',
    expected: 'organisational',
    title: { en: 'built into processes', zh: '整合实施' },
    summary: {
      en: 'The actions are worked into the ordinary processes of the system and carried out there, not beside them. To supply: for each action the process, procedure or deployed control that holds it; ids of this catalogue may be cited.',
      zh: '把行动纳入体系的日常过程实施，而非另行一套。需提供：每项行动所落实的过程、规程或已部署控制；可引用本目录编号。',
    },
  },
  {
    id: '6.1/c',
    clause: '6.1',
    expected: 'organisational',
    title: { en: 'effectiveness evaluated', zh: '有效性评价' },
    summary: {
      en: 'How the effect of each action will be judged is planned beforehand. To supply: measure, target, cycle and judge per action, with the results so far; measured facets are inputs.',
      zh: '事先规定如何判断每项行动的效果。需提供：各行动的度量、目标、周期、评价人及已有结果；要点的实测值可作为输入。',
    },
  },
  {
    id: '6.1/measures',
    clause: '6.1',
    expected: 'control',
    title: {
      en: 'measures include risk assessment, shared-responsibility agreement, access control, encryption, audit trail, incident response, multi-cloud control',
      zh: '措施清单',
    },
    summary: {
      en: 'The set of measures is complete: risk assessment, agreed responsibilities, access control, encryption, audit trail, incident response and multi-cloud control all exist and meet their own requirements. Each of the eight risk groups is answered by at least one measured control.',
      zh: '措施组合完整：风险评估、责任划分、权限控制、加密、留痕审计、事件响应与多云治理均已落地，且各自要求判定为满足。八类风险中的每一类至少有一项可度量的控制与之对应。',
    },
  },
  {
    id: '6.2/a',
    clause: '6.2',
    expected: 'control',
    title: { en: 'control coverage, risk closure', zh: '控制覆盖率、风险闭环率' },
    summary: {
      en: 'Two figures are measured against targets: the share of applicable controls with positive evidence, per cloud, and the share of risk treatments verified closed by their due date.',
      zh: '按目标测量两项数值：各云平台有正向证据的适用控制所占比例，以及到期前完成并经验证的风险处置所占比例。',
    },
  },
  {
    id: '6.2/b',
    clause: '6.2',
    expected: 'control',
    title: {
      en: 'authentication and permission compliance, least-privilege rate',
      zh: '认证与权限合规率、最小权限落实率',
    },
    summary: {
      en: 'Two figures are measured against targets: the share of identities whose sign-in and grants comply, and the share of roles that use what they were granted.',
      zh: '按目标测量两项数值：登录方式与授权均合规的身份占比，以及所授权限确有使用的角色占比。',
    },
  },
  {
    id: '6.2/c',
    clause: '6.2',
    expected: 'control',
    title: { en: 'encryption coverage, audit-log completeness', zh: '加密覆盖率、日志审计完整率' },
    summary: {
      en: 'Two figures are measured against targets: the share of data stores encrypted as their class demands, and the share of expected audit logs that really arrived.',
      zh: '按目标测量两项数值：按级别要求加密的数据存储占比，以及应到审计日志的实际到达占比。',
    },
  },
  {
    id: '6.2/d',
    clause: '6.2',
    expected: 'control',
    title: { en: 'incident rate, response-time attainment', zh: '事件发生率、响应时效达标率' },
    summary: {
      en: 'Two figures are measured: incidents per grade and period, and, against a target, the share handled and reported in the time that their grade allows, taken from the timestamps of the case.',
      zh: '测量两项数值：各级别、各周期的事件数量，以及在所属级别时限内完成处置与上报的占比（对照目标），均取自事件系统的时间戳。',
    },
  },
  {
    id: '6.2/e',
    clause: '6.2',
    expected: 'control',
    title: { en: 'third-party supplier compliance rate', zh: '供应商合规率' },
    summary: {
      en: 'The share of third-party cloud suppliers in compliance (valid contract, current assessment, no overdue finding) is measured against a target. An item that lapses lowers the figure the same day.',
      zh: '对照目标测量合规供应商占比，即合同有效、评估在期且无逾期问题的云供应商所占比例。任一条件失效，当日即计入不合规。',
    },
  },
  {
    id: '6.2/f',
    clause: '6.2',
    expected: 'control',
    title: { en: 'drill coverage, RTO/RPO attainment', zh: '演练覆盖率、RTO/RPO 达标率' },
    summary: {
      en: 'Two figures are measured against targets: the share of services and data stores drilled within their period, and the share of drills and real recoveries whose clocked RTO and RPO met the objective.',
      zh: '按目标测量两项数值：周期内完成演练的业务与存储占比，以及实测 RTO、RPO 达到目标的演练和真实恢复占比。',
    },
  },
  {
    id: '6.2/planning',
    clause: '6.2',
    expected: 'organisational',
    title: { en: 'objectives planned: what, resources, owner, deadline, evaluation', zh: '目标策划' },
    summary: {
      en: 'For each objective it is planned what is done, with what means, by whom, by when and how the result is judged; objectives agree with the policy and are kept current and on paper. To supply: the approved plan of objectives.',
      zh: '逐项目标策划行动内容、所需资源、承担人、完成时间与评价办法；目标与方针相符，及时更新并书面化。需提供：经批准的目标实施计划。',
    },
  },
  {
    id: '6.3/change-planning',
    clause: '6.3',
    expected: 'control',
    title: { en: 'security planned with every change; change records kept', zh: '变更策划' },
    summary: {
      en: 'A change of service, architecture, supplier or business process carries its own security planning: its effect is stated before approval, nothing that lowers security goes live without an owned exception, and the whole change is kept on record.',
      zh: '服务、架构、供应商或业务流程变更时同步策划安全：审批前说明影响，会降低安全水平的变更须有责任人明确的例外方可上线，变更全过程留存记录。',
    },
  },
] as const satisfies readonly RequirementRow[];
