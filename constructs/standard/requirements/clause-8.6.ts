import type { RequirementRow } from '../requirement';

export const clause8_6 = [
  {
    id: '8.6/privilege-control',
    clause: '8.6',
    expected: 'control',
    title: { en: 'operations privilege control', zh: '运维权限管控' },
    summary: {
      en: 'Nobody holds standing write access to production: privilege is granted when needed, for a set time, and ends with its sessions at expiry or revocation. Tools that can override controls are limited to an approved list.',
      zh: '任何人不持有生产环境的常设写权限：特权按需限时授予，到期或撤销时连同会话一并终止。可绕过控制的工具限于批准清单。',
    },
  },
  {
    id: '8.6/traceability',
    clause: '8.6',
    expected: 'control',
    title: { en: 'traces of operations', zh: '操作留痕' },
    summary: {
      en: 'Any operation can be followed from request over approval, session and command to the changed resource, with the natural person named at each step and clocks in agreement.',
      zh: '任一操作均可从申请、审批、会话、命令一直追查到被改动的资源，每一步都指明自然人，且各处时钟一致。',
    },
  },
  {
    id: '8.6/two-person',
    clause: '8.6',
    expected: 'control',
    title: { en: 'two-person review', zh: '双人复核' },
    summary: {
      en: "No production change or change of rules goes live on one person's word, and where configured a second person watches a session and can end it. The approval policy itself changes only by two.",
      zh: '生产变更与规则变更不得由一人决定，按配置须有第二人实时监看会话并可终止。审批策略本身的修改也须两人共同批准。',
    },
  },
  {
    id: '8.6/change',
    clause: '8.6',
    expected: 'control',
    title: { en: 'change management', zh: '变更管理' },
    summary: {
      en: 'Production changes only through the pipeline, after checks pass and within the rules of its class of change. Drift is detected, roll-back is rehearsed, and customers are told beforehand of changes that can affect them.',
      zh: '生产环境只能经流水线变更，须先通过检查并符合所属变更类别的规则。偏离可被发现，回退经过演练，可能影响客户的变更提前告知。',
    },
  },
  {
    id: '8.6/version',
    clause: '8.6',
    expected: 'control',
    title: { en: 'version management', zh: '版本管理' },
    summary: {
      en: 'Infrastructure, policy and configuration live in protected version control, dependencies are pinned, artefacts are immutable and verified, and every deployed stack leads back to a commit. Nothing runs past its end of support.',
      zh: '基础设施、策略与配置置于受保护的版本库，依赖锁定，制品不可变且经校验，每个已部署堆栈可追溯到提交。不运行已停止支持的版本。',
    },
  },
  {
    id: '8.6/vulnerability',
    clause: '8.6',
    expected: 'control',
    title: { en: 'vulnerability management', zh: '漏洞管理' },
    summary: {
      en: 'All hosts, images, functions and dependencies are scanned on change and on a fixed cycle; each finding has an owner and a due date by severity. Fixable severe ones stop a release, and what stays open needs an expiring exception.',
      zh: '主机、镜像、函数与依赖在变更时及按固定周期扫描，每个漏洞按严重程度定责定期。可修复的严重漏洞阻断发布，未修复者须有到期的例外。',
    },
  },
  {
    id: '8.6/patch',
    clause: '8.6',
    expected: 'control',
    title: { en: 'patch management', zh: '补丁管理' },
    summary: {
      en: 'Every host belongs to a patch group with a baseline and a window and reports its state. Patches go to non-production first, an emergency path exists, and managed engines update themselves.',
      zh: '每台主机归属补丁组，设有基线与维护窗口并上报状态。补丁先行在非生产环境验证，另设紧急通道，托管引擎自动更新。',
    },
  },
  {
    id: '8.6/log-collection',
    clause: '8.6',
    expected: 'control',
    title: { en: 'central log collection', zh: '日志集中采集' },
    summary: {
      en: 'Every kind of source in every account, region and network sends its logs to one central place, new ones by themselves within a day, and a source that falls silent raises an alarm.',
      zh: '各账号、区域与网络的每类日志源均送往同一中心，新增来源一日内自动接入，来源静默即告警。',
    },
  },
  {
    id: '8.6/log-storage',
    clause: '8.6',
    expected: 'control',
    title: { en: 'log storage', zh: '日志存储' },
    summary: {
      en: 'Logs lie in an account of their own under their own key, write-once and replicated to the recovery region. Operations and workload roles can neither read nor change them, and only named services may write.',
      zh: '日志存放于独立账号并使用独立密钥，一次写入并复制到恢复区域。运维与业务角色既不能读也不能改，仅指定服务可写入。',
    },
  },
  {
    id: '8.6/log-analysis',
    clause: '8.6',
    expected: 'control',
    title: { en: 'log analysis', zh: '日志分析' },
    summary: {
      en: 'Logs of all sources can be queried over their whole retention and joined into one timeline by person, session and resource. Behaviour is analysed at least daily, and each result becomes a finding with an owner.',
      zh: '全部来源的日志在整个留存期内均可查询，并可按人员、会话与资源关联成统一时间线。至少每日分析行为，结果转为有责任人的问题项。',
    },
  },
  {
    id: '8.6/log-alerting',
    clause: '8.6',
    expected: 'control',
    title: { en: 'log alerting', zh: '日志告警' },
    summary: {
      en: 'A catalogue of tested detections covers the high-risk events, each with severity, response and owner. Alerts reach the person on call in time over two channels, and the path itself is watched.',
      zh: '经测试的检测规则目录覆盖高危事件，每条均有级别、响应与责任人。告警经两个渠道及时送达值班人员，告警链路本身也受监视。',
    },
  },
  {
    id: '8.6/log-retention',
    clause: '8.6',
    expected: 'control',
    title: { en: 'log retention for audit', zh: '留存审计' },
    summary: {
      en: 'Logs, those of networks included, are kept for at least the six months that Chinese law demands, or longer where another basis says so, and can be read back to the end. Shortening the period is denied, and auditors read through a role of their own.',
      zh: '日志（含网络日志）至少保存法定的六个月，另有依据的从长，且期满前始终可回读。缩短期限被拒绝，审计员经专用角色读取。',
    },
  },
] as const satisfies readonly RequirementRow[];
