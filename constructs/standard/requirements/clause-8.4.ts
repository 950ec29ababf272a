import type { RequirementRow } from '../requirement';

export const clause8_4 = [
  {
    id: '8.4/classification',
    clause: '8.4',
    expected: 'control',
    title: { en: 'data classification and grading', zh: '数据分类分级' },
    summary: {
      en: 'Data is graded by a defined scheme, every resource that holds data carries its class, and the class decides key, retention, backup, region and export. Scans look for data graded too low.',
      zh: '数据按既定方案分级，每个存储数据的资源均带级别，密钥、留存、备份、区域与导出由级别决定。定期扫描以发现定级过低的数据。',
    },
  },
  {
    id: '8.4/encryption-at-rest',
    clause: '8.4',
    expected: 'control',
    title: { en: 'sensitive data encrypted at rest', zh: '敏感数据加密（存储）' },
    summary: {
      en: 'Classified data, with its logs, snapshots and backups, is stored encrypted under keys that the organisation manages, separate per class and rotated. Who administers a key cannot decrypt with it, and keys and secrets are guarded against hasty deletion and leakage.',
      zh: '分级数据连同其日志、快照与备份均以本组织管理的密钥加密存储，密钥按级别分设并轮换。密钥管理者不能解密，密钥与机密防误删、防外泄。',
    },
  },
  {
    id: '8.4/encryption-in-transit',
    clause: '8.4',
    expected: 'control',
    title: { en: 'sensitive data encrypted in transit', zh: '敏感数据加密（传输）' },
    summary: {
      en: "Stores, databases, queues and file shares refuse connections that are not encrypted, by their own setting rather than the client's choice. Clients verify the server's certificate.",
      zh: '存储、数据库、队列与文件共享由服务端拒绝未加密连接，不取决于客户端的选择。客户端校验服务端证书。',
    },
  },
  {
    id: '8.4/masking',
    clause: '8.4',
    expected: 'control',
    title: { en: 'masking', zh: '数据脱敏' },
    summary: {
      en: 'Personal and sensitive fields are masked by a rule for their class before data goes to non-production, to logs or outside. Detection is measured against labelled samples, and unmasking belongs to a separate role.',
      zh: '个人与敏感字段在进入非生产环境、写入日志或对外提供前按级别规则脱敏。识别准确率以标注样本实测，解除脱敏由独立角色掌握。',
    },
  },
  {
    id: '8.4/watermark',
    clause: '8.4',
    expected: 'control',
    title: { en: 'watermarking', zh: '水印' },
    summary: {
      en: 'Exported classified data bears a visible mark with recipient, time and request, and an invisible one that survives editing and leads back to the recipient. Nothing leaves unmarked.',
      zh: '导出的分级数据带有标明接收人、时间与申请的可见水印，以及经编辑仍可溯源到接收人的隐形水印。未加水印者不得外发。',
    },
  },
  {
    id: '8.4/leak-prevention',
    clause: '8.4',
    expected: 'control',
    title: { en: 'leak prevention', zh: '防泄露' },
    summary: {
      en: 'Stores, snapshots and images cannot be made public by any member account, what goes out is inspected for sensitive content, and unusual extraction raises an alarm.',
      zh: '成员账号无法将存储、快照与镜像设为公开，外发内容检查敏感信息，异常取数触发告警。',
    },
  },
  {
    id: '8.4/operation-audit',
    clause: '8.4',
    expected: 'control',
    title: { en: 'audit of data operations', zh: '操作审计' },
    summary: {
      en: 'Reading, writing and deleting classified data, work in databases and use of keys are logged with the person. Exports, disclosures, deletions and border crossings leave records that can be found by data set and person.',
      zh: '对分级数据的读写删、数据库操作与密钥使用均按人留痕。导出、提供、删除与出境留有可按数据集和人员检索的记录。',
    },
  },
  {
    id: '8.4/backup',
    clause: '8.4',
    expected: 'control',
    title: { en: 'backup and restore', zh: '备份与恢复' },
    summary: {
      en: 'Every classified store is backed up by a plan that fits its tier, into a locked vault under its own key, with a copy in another region and account. No administrator alone can delete a recovery point, and failed jobs raise tickets.',
      zh: '每个分级存储按其等级的计划备份到锁定且密钥独立的备份库，并在另一区域与账号存有副本。任何管理员不能单独删除恢复点，作业失败自动成单。',
    },
  },
  {
    id: '8.4/disaster-tolerance',
    clause: '8.4',
    expected: 'control',
    title: { en: 'disaster tolerance', zh: '容灾' },
    summary: {
      en: 'Data survives the loss of an availability zone, of a region where its recovery point objective demands it, and of its own integrity: replicas take over, lag is watched, and earlier states can be restored.',
      zh: '数据可承受可用区失效、恢复点目标所要求的区域失效以及自身损坏：副本可接管，复制延迟受监视，可恢复到先前状态。',
    },
  },
  {
    id: '8.4/drill',
    clause: '8.4',
    expected: 'control',
    title: { en: 'regular drills', zh: '定期演练' },
    summary: {
      en: 'Backups are proved by restoring them on schedule in an isolated network and comparing content, not by a successful job alone. Each drill leaves an unalterable record.',
      zh: '按计划在隔离网络中实际恢复并比对内容来证明备份有效，而非仅凭作业成功。每次演练留有不可更改的记录。',
    },
  },
  {
    id: '8.4/cross-border',
    clause: '8.4',
    expected: 'control',
    title: { en: 'cross-border compliance', zh: '数据跨境合规' },
    summary: {
      en: 'Data stays in the regions and territory permitted to its class, including replicas, logs and remote reading. What does cross the border stands in a register with legal basis, assessment, contract or filing, and expiry.',
      zh: '数据留在其级别许可的区域与地域内，副本、日志与远程读取亦然。确需出境者登记法律依据、评估、合同或备案及到期日。',
    },
  },
  {
    id: '8.4/retention',
    clause: '8.4',
    expected: 'control',
    title: { en: 'retention control', zh: '留存期限管控' },
    summary: {
      en: 'Each class and type of record has a shortest and a longest period with its legal basis, and storage settings enforce both. Personal data past its time is removed by itself; a legal hold suspends this only on approval.',
      zh: '每个级别与记录类型均规定最短与最长期限及法律依据，并由存储设置强制执行。到期的个人信息自动清除，法律保全须经批准方可暂停。',
    },
  },
  {
    id: '8.4/destruction',
    clause: '8.4',
    expected: 'control',
    title: { en: 'secure destruction', zh: '安全销毁' },
    summary: {
      en: "Data is destroyed only by an approved workflow that covers every copy, versions and backups included, makes keys unusable where it can, and ends with a certificate that can be verified. A departing customer's data is returned and then removed.",
      zh: '数据仅经批准的流程销毁，覆盖包括版本与备份在内的全部副本，尽可能销毁密钥，并出具可验证的证明。客户退出时先返还其数据再予清除。',
    },
  },
] as const satisfies readonly RequirementRow[];
