import {
  attainable,
  BACKUP_COPY_MINUTES,
  HEALTH_METRICS_REGION,
  MANUAL_SWITCH_MINUTES,
  SHORTEST_BACKUP_INTERVAL_MINUTES,
} from '../../../constructs/partition';
import type { Fault, Path } from '../problem';
import type { Service, Tier } from '../schema';
import { check, duplicates, unknownReferences } from './check';

const LONGEST_BACKUP_INTERVAL_MINUTES = 1440;

const tiersWithinReach = check(['continuity'], function* ({ continuity: { tiers } }) {
  const named = tiers.map(({ name }, index) => ({ path: ['continuity', 'tiers', index, 'name'], value: name }));
  yield* duplicates(named, 'duplicate-tier', { en: 'tier', zh: '等级' }, '8.8/rto-rpo');
  for (const [index, tier] of tiers.entries()) {
    const best = bestOf(tier);
    if (tier.rto < best.rto) yield beyond(index, tier, 'rto', best.rto);
    if (tier.rpo < best.rpo) yield beyond(index, tier, 'rpo', best.rpo);
  }
});

/** What the strategy can reach, in minutes. Where only backups exist, the newest that stands in the recovery region counts. */
function bestOf({ strategy, backupEvery }: Tier): { readonly rto: number; readonly rpo: number } {
  const { rtoMinutes, rpoMinutes } = attainable[strategy];
  return { rto: rtoMinutes, rpo: rpoMinutes ?? backupEvery + BACKUP_COPY_MINUTES };
}

function beyond(index: number, tier: Tier, key: 'rto' | 'rpo', best: number): Fault {
  const byBackups = key === 'rpo' && attainable[tier.strategy].rpoMinutes === undefined;
  const why = byBackups
    ? {
        en: ` (a backup every ${written(tier.backupEvery)}, and ${written(BACKUP_COPY_MINUTES)} until its copy stands in the recovery region)`,
        zh: `（每 ${written(tier.backupEvery)} 备份一次，副本到达恢复区域另需 ${written(BACKUP_COPY_MINUTES)}）`,
      }
    : { en: '', zh: '' };
  return {
    code: `unreachable-${key}`,
    path: ['continuity', 'tiers', index, key],
    message: {
      en: `is ${written(tier[key])}, and ${tier.strategy} reaches ${written(best)} at best${why.en}`,
      zh: `为 ${written(tier[key])}，而 ${tier.strategy} 最好只能达到 ${written(best)}${why.zh}`,
    },
    mend: {
      en: `Give ${written(best)} or more, choose a stronger strategy${byBackups ? ', or back up more often' : ''}.`,
      zh: `请给出不少于 ${written(best)} 的值，选择更强的策略${byBackups ? '，或提高备份频率' : ''}。`,
    },
    requirement: '8.8/rto-rpo',
  };
}

/** Alarms on health checks stand where their metrics are, and a guardrail refuses regions that are not allowed. */
const failoverRegionAllowed = check(
  ['profile', 'partition', 'regions', 'continuity'],
  function* ({ profile, partition, regions, continuity: { services } }) {
    const first = services.findIndex(({ failover }) => failover !== undefined);
    if (first < 0 || profile !== 'organization' || partition !== 'aws') return;
    if (regions.allowed.includes(HEALTH_METRICS_REGION)) return;
    yield {
      code: 'failover-region-denied',
      path: ['continuity', 'services', first, 'failover'],
      message: {
        en: `needs ${HEALTH_METRICS_REGION}, where alone the alarms on its health checks see them, and regions.allowed leaves it out`,
        zh: `需要 ${HEALTH_METRICS_REGION}：健康检查的告警只能在该区域看到指标，而 regions.allowed 未包含它`,
      },
      mend: {
        en: `Add ${HEALTH_METRICS_REGION} to regions.allowed; residency rules still keep data of your classes out of it.`,
        zh: `请将 ${HEALTH_METRICS_REGION} 加入 regions.allowed；数据驻留规则仍会将分级数据排除在外。`,
      },
      requirement: '8.8/automatic-failover',
    };
  },
);

const backupsPossible = check(['continuity', 'retention'], function* ({ continuity: { tiers }, retention }) {
  for (const [index, { backupEvery, backupRetention }] of tiers.entries()) {
    if (
      backupEvery < SHORTEST_BACKUP_INTERVAL_MINUTES ||
      backupEvery > LONGEST_BACKUP_INTERVAL_MINUTES ||
      1440 % backupEvery !== 0
    ) {
      yield {
        code: 'backup-interval',
        path: ['continuity', 'tiers', index, 'backupEvery'],
        message: {
          en: `is ${written(backupEvery)}, which is no interval that divides a day and is 1h or longer`,
          zh: `为 ${written(backupEvery)}，应为不短于 1h 且能整除一天的间隔`,
        },
        mend: { en: 'Give 1h, 2h, 3h, 4h, 6h, 8h, 12h or 1d.', zh: '请给出 1h、2h、3h、4h、6h、8h、12h 或 1d。' },
        requirement: '8.4/backup',
      };
    }
    if (backupRetention < retention.minimum) {
      yield {
        code: 'retention-too-short',
        path: ['continuity', 'tiers', index, 'backupRetention'],
        message: {
          en: `is ${backupRetention} days, shorter than the ${retention.minimum} needed`,
          zh: `为 ${backupRetention} 天，短于所需的 ${retention.minimum} 天`,
        },
        mend: {
          en: `Leave it out, or give ${retention.minimum} or more.`,
          zh: `请省略，或给出不少于 ${retention.minimum} 的天数。`,
        },
        requirement: '8.4/retention',
      };
    }
  }
});

const servicesHaveTiers = check(
  ['continuity', 'dataClasses'],
  function* ({ continuity: { tiers, services }, dataClasses }, { isWritten }) {
    const named = services.map(({ name }, index) => ({ path: ['continuity', 'services', index, 'name'], value: name }));
    yield* duplicates(named, 'duplicate-service', { en: 'service', zh: '服务' }, '8.8/rto-rpo');
    const classes = dataClasses.map(({ name }) => name);
    for (const [index, { dataClass }] of services.entries()) {
      const path = ['continuity', 'services', index, 'dataClass'];
      if (!isWritten(path) && !classes.includes(dataClass)) yield noClass(path, dataClass);
    }
    yield* unknownReferences(
      services.flatMap(({ tier, dataClass }, index) => [
        {
          path: ['continuity', 'services', index, 'tier'],
          name: tier,
          kind: { en: 'continuity tier', zh: '连续性等级' },
          known: tiers.map(({ name }) => name),
          collection: ['continuity', 'tiers'],
          requirement: '8.8/rto-rpo' as const,
        },
        ...(isWritten(['continuity', 'services', index, 'dataClass'])
          ? [
              {
                path: ['continuity', 'services', index, 'dataClass'],
                name: dataClass,
                kind: { en: 'data class', zh: '数据类别' },
                known: classes,
                collection: ['dataClasses'],
                requirement: '8.4/classification' as const,
              },
            ]
          : []),
      ]),
    );
  },
);

/** The class that is taken by default may have another name in a scheme of one's own. */
const noClass = (path: Path, name: string): Fault => ({
  code: 'missing-key',
  path,
  lacks: [path, ['dataClasses', '*', 'name']],
  message: {
    en: `is missing, and there is no class "${name}", which would be taken`,
    zh: `缺失，且没有默认采用的类别“${name}”`,
  },
  mend: { en: 'Name the gravest class of data it holds.', zh: '请指定其所含数据的最高类别。' },
  requirement: '8.4/classification',
});

const servicesSwitch = check(['continuity'], function* ({ continuity: { tiers, services } }) {
  for (const [index, service] of services.entries()) {
    const tier = tiers.find(({ name }) => name === service.tier);
    if (tier && !service.failover && tier.rto < bestOf(tier).rto + MANUAL_SWITCH_MINUTES) yield noSwitch(index, tier);
    if (service.failover) yield* failoverFaults(index, service.failover);
  }
});

const noSwitch = (index: number, tier: Tier): Fault => ({
  code: 'missing-failover',
  path: ['continuity', 'services', index, 'failover'],
  message: {
    en: `is missing: people need ${written(MANUAL_SWITCH_MINUTES)} to switch, too long for the RTO of ${written(tier.rto)}`,
    zh: `缺失，人工切换需要 ${written(MANUAL_SWITCH_MINUTES)}，无法满足 ${written(tier.rto)} 的 RTO`,
  },
  mend: {
    en: 'Add failover with the hosted zone and both hosts, or choose another tier.',
    zh: '请添加 failover（托管区与两端主机），或选择其他等级。',
  },
  requirement: '8.8/automatic-failover',
});

function* failoverFaults(
  index: number,
  { zoneName, recordName, primary, recovery }: NonNullable<Service['failover']>,
): Iterable<Fault> {
  const path = ['continuity', 'services', index, 'failover'];
  if (recordName !== zoneName && !recordName.endsWith(`.${zoneName}`)) {
    yield {
      code: 'record-outside-zone',
      path: [...path, 'recordName'],
      message: { en: `${recordName} is not in the zone ${zoneName}`, zh: `${recordName} 不在托管区 ${zoneName} 之内` },
      mend: { en: `Give a name that ends in .${zoneName}.`, zh: `请给出以 .${zoneName} 结尾的名称。` },
      requirement: '8.8/automatic-failover',
    };
  }
  const repeated =
    [primary, recovery].find((host) => host === recordName) ?? (primary === recovery ? recovery : undefined);
  if (repeated === undefined) return;
  yield {
    code: 'same-host',
    path: [...path, 'recovery'],
    message: {
      en: `record, primary and recovery are not three names: ${repeated} comes twice`,
      zh: `recordName、primary、recovery 应为三个不同名称，${repeated} 重复`,
    },
    mend: { en: 'Name the host of each region.', zh: '请分别指定各区域的主机。' },
    requirement: '8.8/automatic-failover',
  };
}

function written(minutes: number): string {
  if (minutes % 1440 === 0) return `${minutes / 1440}d`;
  return minutes % 60 === 0 ? `${minutes / 60}h` : `${minutes}m`;
}

export const continuityChecks = [
  tiersWithinReach,
  backupsPossible,
  servicesHaveTiers,
  servicesSwitch,
  failoverRegionAllowed,
];
