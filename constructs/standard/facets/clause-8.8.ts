import type { FacetRow } from '../facet';

export const facets8_8 = [
  {
    id: '8.8/rto-rpo#objectives-set',
    requirement: '8.8/rto-rpo',
    statement: {
      en: 'Every service and classified store has RTO and RPO through a tier, from an impact analysis approved by its owner.',
      zh: '每项业务与分级存储均通过等级确定 RTO 与 RPO，源自责任人批准的影响分析。',
    },
    availability: { aws: 'yes', awsCn: 'yes', azure: 'yes' },
    evidence: ['proof:completeness', 'record'],
    operation: 'objectives reviewed ≤ 365 days ago',
  },
  {
    id: '8.8/rto-rpo#objectives-attainable',
    requirement: '8.8/rto-rpo',
    statement: {
      en: 'The RTO and RPO attainable from what is deployed meet the objective, the arithmetic of each step shown.',
      zh: '按已部署能力计算的可达 RTO 与 RPO 满足目标，并列出各步骤算式。',
    },
    availability: { aws: 'yes', awsCn: 'yes', azure: 'yes' },
    evidence: ['proof:rto-rpo'],
    operation: 'step times of the calculation updated from drills ≤ 183 days ago',
  },
  {
    id: '8.8/rto-rpo#dependency-alignment',
    requirement: '8.8/rto-rpo',
    statement: {
      en: 'No service depends for recovery on identity, DNS, keys, network or data with a weaker objective than its own.',
      zh: '业务恢复所依赖的身份、DNS、密钥、网络与数据，其目标均不弱于该业务。',
    },
    availability: { aws: 'yes', awsCn: 'yes', azure: 'yes' },
    evidence: ['proof:rto-rpo', 'proof:completeness'],
    operation: 'none',
  },
  {
    id: '8.8/restore-drill#service-restore',
    requirement: '8.8/restore-drill',
    statement: {
      en: 'Tier-1 services are restored whole (network, compute, data, secrets) every ≤ 183 days, others every ≤ 365, and probed.',
      zh: '一级业务至少每 183 天、其他至少每 365 天整体恢复并探测可用。',
    },
    availability: {
      aws: 'yes',
      awsCn: 'other: Step Functions drill, restore testing is not offered',
      azure: 'other: Site Recovery test failover and run-book drill',
    },
    evidence: ['test', 'proof:state-machine'],
    operation: 'last service drill within its period',
  },
  {
    id: '8.8/restore-drill#measured-objectives',
    requirement: '8.8/restore-drill',
    statement: {
      en: 'RTO is clocked from declared loss to passing probe and RPO from the newest verified record; both are compared with the objective.',
      zh: 'RTO 自宣告中断计至探测通过，RPO 取最新已验证数据，二者均与目标比对。',
    },
    availability: { aws: 'yes', awsCn: 'yes', azure: 'yes' },
    evidence: ['test', 'proof:rto-rpo'],
    operation: 'measured values of the last drill on file',
  },
  {
    id: '8.8/restore-drill#scenario-variety',
    requirement: '8.8/restore-drill',
    statement: {
      en: 'Over a year drills cover oldest, newest and random points, region loss, key loss and encrypted production data.',
      zh: '一年内演练覆盖最旧、最新与随机恢复点，以及区域失效、密钥丢失与生产数据遭加密。',
    },
    availability: { aws: 'yes', awsCn: 'yes', azure: 'yes' },
    evidence: ['test', 'record'],
    operation: 'scenario list of 365 days complete',
  },
  {
    id: '8.8/restore-drill#failed-drill-handling',
    requirement: '8.8/restore-drill',
    statement: {
      en: 'A missed, failed or over-objective drill alarms, opens an owned action and stays open until a repeat passes.',
      zh: '演练缺失、失败或超标即告警并立项，直至复测通过方可关闭。',
    },
    availability: { aws: 'yes', awsCn: 'yes', azure: 'yes' },
    evidence: ['rule', 'test', 'proof:state-machine'],
    operation: 'no failed drill without repeat after 31 days',
  },
  {
    id: '8.8/cross-region#recovery-region',
    requirement: '8.8/cross-region',
    statement: {
      en: 'Critical services and their keys, images, configuration and backups exist in a second region within the permitted residency.',
      zh: '关键业务及其密钥、镜像、配置与备份在许可驻留范围内的第二区域就绪。',
    },
    availability: { aws: 'yes', awsCn: 'yes', azure: 'yes' },
    evidence: ['rule', 'proof:residency', 'proof:completeness'],
    operation: 'recovery stacks at the same release, weekly',
  },
  {
    id: '8.8/cross-region#standby-capacity',
    requirement: '8.8/cross-region',
    statement: {
      en: "The recovery region has the network, quotas and standby capacity that the tier's RTO assumes.",
      zh: '恢复区域具备等级 RTO 所假设的网络、配额与备用容量。',
    },
    availability: { aws: 'yes', awsCn: 'yes', azure: 'yes' },
    evidence: ['rule', 'proof:rto-rpo'],
    operation: 'quotas and standby read ≤ 7 days ago',
  },
  {
    id: '8.8/cross-region#home-region-independence',
    requirement: '8.8/cross-region',
    statement: {
      en: 'Detection, decision and switch run without the home region or control planes that may fail with it; responders can still sign in.',
      zh: '检测、决策与切换不依赖主区域及可能同时失效的控制面，处置人员仍可登录。',
    },
    availability: { aws: 'yes', awsCn: 'yes', azure: 'yes' },
    evidence: ['proof:state-machine', 'test'],
    operation: 'yearly drill with the home region blocked',
  },
  {
    id: '8.8/cross-region#multi-cloud-recovery',
    requirement: '8.8/cross-region',
    statement: {
      en: 'Where a second cloud is in scope its end is health-checked and switchable; otherwise the exclusion is recorded with reason.',
      zh: '第二云纳入范围时须有健康检查且可切换，否则记录排除及理由。',
    },
    availability: { aws: 'yes', awsCn: 'yes', azure: 'yes' },
    evidence: ['rule', 'record'],
    operation: 'yearly switch to the second cloud, or exclusion reviewed',
  },
  {
    id: '8.8/automatic-failover#health-quorum',
    requirement: '8.8/automatic-failover',
    statement: {
      en: 'Failure is declared by a quorum of independent observers that check the service and its dependencies, not one ping.',
      zh: '故障由多个独立观测点按法定数判定，检查业务及其依赖，而非单点探测。',
    },
    availability: { aws: 'yes', awsCn: 'yes', azure: 'yes' },
    evidence: ['rule', 'test'],
    operation: 'observer health alarmed; states read daily',
  },
  {
    id: '8.8/automatic-failover#automatic-switch',
    requirement: '8.8/automatic-failover',
    statement: {
      en: "The switch starts without a person within the tier's detection time, with DNS time-to-live ≤ 60 seconds.",
      zh: '在等级规定的检测时间内自动启动切换，DNS 生存时间不超过 60 秒。',
    },
    availability: { aws: 'yes', awsCn: 'yes', azure: 'yes' },
    evidence: ['rule', 'proof:rto-rpo'],
    operation: 'half-yearly failover drill within RTO',
  },
  {
    id: '8.8/automatic-failover#fencing',
    requirement: '8.8/automatic-failover',
    statement: {
      en: 'The old side is fenced before promotion, so that no history of injected faults yields two writable primaries.',
      zh: '提升前先隔离原主端，任何注入故障的历史中均不出现两个可写主端。',
    },
    availability: { aws: 'yes', awsCn: 'yes', azure: 'yes' },
    evidence: ['proof:state-machine', 'test'],
    operation: 'drill log shows fence before promotion',
  },
  {
    id: '8.8/automatic-failover#flapping-guards',
    requirement: '8.8/automatic-failover',
    statement: {
      en: 'One failover at a time, hold-down times and plan versions stop flapping; an older plan never overwrites a newer one.',
      zh: '同一时刻仅一次切换，以抑制时间与方案版本防止抖动，旧方案不得覆盖新方案。',
    },
    availability: { aws: 'yes', awsCn: 'yes', azure: 'yes' },
    evidence: ['proof:state-machine'],
    operation: 'no unplanned repeated switch within 1 hour',
  },
  {
    id: '8.8/automatic-failover#controlled-failback',
    requirement: '8.8/automatic-failover',
    statement: {
      en: 'Fail-back waits for approval and verified replication, loses no acknowledged write, and every run ends or alarms.',
      zh: '回切须经审批并验证复制完成，不丢失已确认写入，每次执行均有终态或告警。',
    },
    availability: { aws: 'yes', awsCn: 'yes', azure: 'yes' },
    evidence: ['proof:state-machine', 'test'],
    operation: 'fail-back part of each failover drill',
  },
] as const satisfies readonly FacetRow[];
