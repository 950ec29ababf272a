import type { RequirementRow } from '../requirement';

export const clause8_8 = [
  {
    id: '8.8/continuity-plan',
    clause: '8.8',
    expected: 'organisational',
    title: { en: 'continuity plan', zh: '业务连续性计划' },
    summary: {
      en: 'A plan keeps or restores cloud services through disruption, based on an impact analysis. To supply: the approved plan with priorities, strategies, roles and contacts, and the date of its last test.',
      zh: '制定计划，使云服务在中断时得以维持或恢复，并以影响分析为依据。需提供：经批准的计划，含优先级、策略、角色与联系人，以及最近一次测试日期。',
    },
  },
  {
    id: '8.8/emergency-plan',
    clause: '8.8',
    expected: 'organisational',
    title: { en: 'emergency plan', zh: '应急预案' },
    summary: {
      en: 'Plans say what to do in the first hours of a foreseeable emergency, such as loss of a region, a provider, keys or data. To supply: the approved plans per scenario, with triggers, steps and who decides.',
      zh: '针对可预见的紧急情况（如区域、服务商、密钥或数据失效）规定最初数小时的行动。需提供：经批准的分场景预案，含触发条件、步骤与决策人。',
    },
  },
  {
    id: '8.8/rto-rpo',
    clause: '8.8',
    expected: 'control',
    title: { en: 'RTO/RPO objectives', zh: 'RTO/RPO 目标设定' },
    summary: {
      en: 'Every service and classified store has a recovery time and a recovery point objective from an approved impact analysis. What is deployed can reach them by a shown calculation, and no dependency has a weaker objective.',
      zh: '每项业务与分级存储均有源自经批准影响分析的恢复时间与恢复点目标。经列式计算，已部署的能力可以达到，且所依赖的各项目标不弱于它。',
    },
  },
  {
    id: '8.8/restore-drill',
    clause: '8.8',
    expected: 'control',
    title: { en: 'restore drills', zh: '备份恢复演练' },
    summary: {
      en: 'Services are restored whole on schedule and probed, with recovery time and point clocked rather than estimated. Scenarios vary over the year, and a failed drill stays open until a repeat passes.',
      zh: '业务按计划整体恢复并经探测，恢复时间与恢复点为实测而非估计。一年内场景多样，失败的演练须复测通过方可关闭。',
    },
  },
  {
    id: '8.8/cross-region',
    clause: '8.8',
    expected: 'control',
    title: { en: 'multi-cloud or cross-region disaster recovery', zh: '多云/跨区域容灾' },
    summary: {
      en: 'Critical services, with keys, images, configuration and backups, can run in a second region inside the permitted territory, and the switch does not depend on the region that failed. A second cloud is tested likewise or excluded with a reason.',
      zh: '关键业务连同密钥、镜像、配置与备份可在许可地域内的第二区域运行，切换不依赖失效区域。第二云同样验证，否则说明排除理由。',
    },
  },
  {
    id: '8.8/automatic-failover',
    clause: '8.8',
    expected: 'control',
    title: { en: 'automatic failover', zh: '故障自动切换' },
    summary: {
      en: "Failure is declared by several independent observers and the switch starts by itself within the tier's time. The old side is fenced first so that two primaries never exist, and fail-back waits for approval.",
      zh: '故障由多个独立观测点共同判定，并在等级规定时间内自动启动切换。先隔离原主端以杜绝双主，回切须经批准。',
    },
  },
] as const satisfies readonly RequirementRow[];
