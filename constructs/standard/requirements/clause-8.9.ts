import type { RequirementRow } from '../requirement';

export const clause8_9 = [
  {
    id: '8.9/grading',
    clause: '8.9',
    expected: 'control',
    title: { en: 'grading', zh: '分级' },
    summary: {
      en: 'Incidents are graded by measurable criteria tied to the legal thresholds, by rule within minutes; what cannot be graded takes the higher grade. Raising is immediate, lowering needs a second person.',
      zh: '事件按与法定阈值对应的可度量判据在数分钟内自动定级，无法判定的从高。升级即时生效，降级须第二人确认。',
    },
  },
  {
    id: '8.9/activation',
    clause: '8.9',
    expected: 'control',
    title: { en: 'activation', zh: '启动' },
    summary: {
      en: 'A graded incident opens a case, names a commander and pages the person on call within the time of its grade, day and night. A flood of alerts becomes one case per cause without losing the gravest.',
      zh: '事件定级后自动立案、指定指挥，并在级别时限内全天候呼叫值班人员。海量告警按原因归并为单一案件，且不遗漏最严重者。',
    },
  },
  {
    id: '8.9/resources',
    clause: '8.9',
    expected: 'organisational',
    title: { en: 'resources', zh: '资源' },
    summary: {
      en: 'People, tools, accounts and outside help for incidents are arranged beforehand. To supply: the list of responders, tools, forensic account and contracts for outside help, with the date last checked.',
      zh: '事先备妥应急所需的人员、工具、账号与外部支援。需提供：处置人员、工具、取证账号与外援合同清单，并注明最近核查日期。',
    },
  },
  {
    id: '8.9/process',
    clause: '8.9',
    expected: 'control',
    title: { en: 'process', zh: '流程' },
    summary: {
      en: 'An incident passes detection, grading, containment, eradication, recovery, review and closure, and no mandatory step can be skipped. Every detection has a run-book, and every step is written to the case record.',
      zh: '事件依次经过检测、定级、遏制、根除、恢复、复盘与关闭，必经步骤不可跳过。每条检测均有处置手册，每一步写入案卷。',
    },
  },
  {
    id: '8.9/plan',
    clause: '8.9',
    expected: 'organisational',
    title: { en: 'plan', zh: '预案' },
    summary: {
      en: 'Plans for the kinds of incident that the risk assessment expects say who does what, in which order, with which contacts. To supply: the approved plans per kind of incident with their review dates.',
      zh: '针对风险评估所预见的各类事件，预案写明由谁、按何顺序、联系何人行动。需提供：经批准的分类预案及评审日期。',
    },
  },
  {
    id: '8.9/drill',
    clause: '8.9',
    expected: 'control',
    title: { en: 'drill', zh: '演练' },
    summary: {
      en: 'Incident response is drilled in several scenarios each year, the gravest grade more often. Times to detect, activate, contain and report are measured, and each shortfall becomes an owned action.',
      zh: '每年以多个场景演练事件响应，最高级别频次更高。实测检测、启动、遏制与上报用时，差距转为有责任人的措施。',
    },
  },
  {
    id: '8.9/handling',
    clause: '8.9',
    expected: 'control',
    title: { en: 'immediate handling', zh: '立即处置' },
    summary: {
      en: 'Handling starts at once, within the time of the grade and on a running clock. Response automation stands ready in every account and region, and responders get logged, time-limited access in minutes.',
      zh: '按级别时限立即启动处置并计时督办。响应自动化预置于各账号与区域，处置人员数分钟内获得留痕且限时的访问权。',
    },
  },
  {
    id: '8.9/containment',
    clause: '8.9',
    expected: 'control',
    title: { en: 'containment', zh: '止损' },
    summary: {
      en: 'Damage is stopped in minutes: hosts cut off, credentials and sessions ended, stores closed, hostile addresses blocked, without destroying evidence. Reversible steps run by grade; irreversible ones need two persons.',
      zh: '数分钟内止住损害：隔离主机、终止凭证与会话、封闭存储、阻断恶意地址，且不破坏证据。可逆措施按级别执行，不可逆措施须两人批准。',
    },
  },
  {
    id: '8.9/tracing',
    clause: '8.9',
    expected: 'control',
    title: { en: 'tracing', zh: '溯源' },
    summary: {
      en: 'What happened, and through whom, can be reconstructed: evidence is taken before destructive steps, kept with hash and custody record under lock, and joined with all logs into a timeline. Those investigated cannot reach it.',
      zh: '可还原事件经过与涉及人员：破坏性步骤之前取证，连同哈希与保管记录锁定保存，并与全部日志汇成时间线。被调查者无法触及。',
    },
  },
  {
    id: '8.9/notification',
    clause: '8.9',
    expected: 'control',
    title: { en: 'notification', zh: '通报' },
    summary: {
      en: 'Authorities, customers and people affected are told within the time that law and contract set, with a countdown that warns beforehand. Each notice is approved, and its delivery proved.',
      zh: '在法律与合同规定时限内通知主管部门、客户与受影响的个人，倒计时提前预警。每份通报经批准并证明送达。',
    },
  },
  {
    id: '8.9/rectification',
    clause: '8.9',
    expected: 'control',
    title: { en: 'rectification', zh: '整改' },
    summary: {
      en: 'Each cause ends in an action with owner and due date, verified before the case closes or tracked beyond it. Grave cases add a detection, rule or guardrail, and a closing report goes out in time.',
      zh: '每个原因均落实为有责任人和期限的措施，结案前验证或转入跟踪。严重事件须新增检测、规则或护栏，并按时报送结案报告。',
    },
  },
  {
    id: '8.9/review',
    clause: '8.9',
    expected: 'organisational',
    title: { en: 'review and improvement', zh: '复盘改进' },
    summary: {
      en: 'After an incident it is examined what went well, what did not and what changes. To supply: the review minutes of each grave incident with lessons, decisions and the actions that follow; the case timeline is an input.',
      zh: '事件结束后检讨得失并确定改进。需提供：每起严重事件的复盘纪要，含教训、决定与后续措施；案件时间线可作为输入。',
    },
  },
] as const satisfies readonly RequirementRow[];
