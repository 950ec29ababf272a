import type { RequirementRow } from '../requirement';

export const clause8_2 = [
  {
    id: '8.2/identity',
    clause: '8.2',
    expected: 'control',
    title: { en: 'unified identity management', zh: '统一身份管理' },
    summary: {
      en: 'People come in through one identity provider per partition and hold rights only through directory groups; who leaves loses them within a day. Long-lived keys do not exist except two sealed break-glass identities, and changes to federation are guarded and alarmed.',
      zh: '人员经每个分区唯一的身份提供方登录，权限仅通过目录组授予，离职后一日内收回。除两个封存的应急身份外不存在长期密钥，联合认证的变更受控并告警。',
    },
  },
  {
    id: '8.2/mfa',
    clause: '8.2',
    expected: 'control',
    title: { en: 'multi-factor authentication', zh: '多因素认证' },
    summary: {
      en: 'Every sign-in by a person needs a second factor, and raising privilege needs a fresh one. Privileged users hold phishing-resistant factors, and root, owner and break-glass identities cannot act without theirs.',
      zh: '人员每次登录均需第二因子，提升权限时须重新验证。特权用户使用抗钓鱼因子，根用户、账号所有者及应急身份未经验证不得操作。',
    },
  },
  {
    id: '8.2/least-privilege',
    clause: '8.2',
    expected: 'control',
    title: { en: 'least privilege', zh: '最小权限' },
    summary: {
      en: 'Permissions name actions and resources, no more than the work needs: no wildcard grants, boundaries on roles that teams create, exact trust policies, and the published ways to escalate privilege denied.',
      zh: '权限精确到操作与资源，仅够工作所需：无通配授权，团队自建角色受边界约束，信任策略指明主体，公开的提权路径均被阻断。',
    },
  },
  {
    id: '8.2/access-review',
    clause: '8.2',
    expected: 'control',
    title: { en: 'periodic access review', zh: '权限定期评审' },
    summary: {
      en: 'Reviews of all access start by themselves on a fixed cycle, shorter for privileged and third-party access, over a population reconciled to zero difference. Nobody reviews their own access, and what is refused is gone and read back as gone.',
      zh: '全部访问权限按固定周期自动发起评审，特权与外部方权限周期更短，评审清单与第二来源核对零差异。任何人不得评审自身权限，被否决的权限须移除并回读确认。',
    },
  },
  {
    id: '8.2/bastion',
    clause: '8.2',
    expected: 'control',
    title: { en: 'bastion', zh: '堡垒机' },
    summary: {
      en: 'Hosts are reached only through the bastion; every way round it is denied. It has no inbound port or public address, is hardened, gives each person a named user, and takes session settings that users cannot change.',
      zh: '主机只能经堡垒机访问，任何绕行途径均被拒绝。堡垒机无入站端口和公网地址，经过加固，一人一个具名用户，会话设置不可由使用者更改。',
    },
  },
  {
    id: '8.2/operation-audit',
    clause: '8.2',
    expected: 'control',
    title: { en: 'audit of operations', zh: '操作审计' },
    summary: {
      en: 'Every management operation and sign-in in every account and region is logged with person, source, target and result. The log proves its own integrity, cannot be switched off by those it records, and is reviewed by an independent auditor.',
      zh: '各账号、各区域的管理操作与登录均留存日志，含人员、来源、对象与结果。日志可自证完整，被记录者无法关闭，并由独立审计员定期复核。',
    },
  },
  {
    id: '8.2/session-recording',
    clause: '8.2',
    expected: 'control',
    title: { en: 'session recording', zh: '会话录屏' },
    summary: {
      en: 'Operations sessions are recorded as seen on screen and can be replayed and searched. Without recording no session runs; recordings are sealed against change and out of reach of those recorded.',
      zh: '运维会话按屏幕所见录制，可回放与检索。录制不可用则会话不得进行；录像防篡改，被录制者无法触及。',
    },
  },
  {
    id: '8.2/high-risk-approval',
    clause: '8.2',
    expected: 'control',
    title: { en: 'approval of high-risk operations', zh: '高危操作审批' },
    summary: {
      en: 'Operations listed as high-risk run only after approval, destructive ones by two different persons, and only for the approved person, target and time. Break-glass is the one way around, short and always reviewed.',
      zh: '列入高危目录的操作须经批准方可执行，破坏性操作须两名不同的人批准，且限于获批的人员、对象与时段。应急通道是唯一旁路，时限短且事后必须复核。',
    },
  },
  {
    id: '8.2/no-shared-accounts',
    clause: '8.2',
    expected: 'control',
    title: { en: 'no shared accounts', zh: '禁止共享账号' },
    summary: {
      en: "Every session belongs to one natural person: sessions without a person's identity are refused, generic or team logins do not exist in directory, host or database, and use of one identity in two places at once alarms.",
      zh: '每个会话归属唯一的自然人：缺少人员标识的会话被拒绝，目录、主机与数据库均无通用或团队登录，同一身份异地同时使用即告警。',
    },
  },
  {
    id: '8.2/no-excess-access',
    clause: '8.2',
    expected: 'control',
    title: { en: 'no access beyond authority', zh: '禁止越权访问' },
    summary: {
      en: 'Nobody reaches beyond what they are authorised for: known attacks on the platform are denied by policy, data stays within trusted identities and networks, tenants and environments cannot touch each other, and no role joins conflicting duties.',
      zh: '任何人不得超出授权行事：已知攻击被策略阻断，数据限于可信身份与网络，租户和环境互不可及，任一角色不兼有冲突职责。',
    },
  },
  {
    id: '8.2/no-unauthorised-export',
    clause: '8.2',
    expected: 'control',
    title: { en: 'no unauthorised download or export', zh: '禁止未授权下载与导出' },
    summary: {
      en: 'Classified data leaves only through an export gate, on approval by its owner and one more person, to a named recipient and for a short time. Direct downloads, sharing of snapshots and the side channels of the terminal are closed.',
      zh: '分级数据只能经导出网关外发，须数据所有者与另一人批准，限定接收人与短时效。直接下载、快照共享及终端侧信道均已关闭。',
    },
  },
] as const satisfies readonly RequirementRow[];
