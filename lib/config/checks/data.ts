import { legalPeriods } from '../../../constructs/partition';
import type { Fault } from '../problem';
import type { ParsedConfig } from '../schema';
import { dataLevels } from '../sections/data';
import { check, duplicates, unknownReferences } from './check';

const kind = { en: 'data class', zh: '数据类别' };

const schemeWhole = check(['dataClasses'], function* ({ dataClasses }) {
  const named = dataClasses.map(({ name }, index) => ({ path: ['dataClasses', index, 'name'], value: name }));
  yield* duplicates(named, 'duplicate-data-class', kind, '8.4/classification');
  const absent = dataLevels.filter((level) => !dataClasses.some((dataClass) => dataClass.level === level));
  if (absent.length === 0) return;
  yield {
    code: 'missing-data-level',
    path: ['dataClasses'],
    lacks: [['dataClasses', '*', 'level']],
    at: 'key',
    message: { en: `have no class of level ${absent.join(', ')}`, zh: `没有级别为 ${absent.join('、')} 的类别` },
    mend: {
      en: 'Add a class for each level, or leave dataClasses out for the ready-made scheme.',
      zh: '请为每个级别添加类别，或省略 dataClasses 以采用现成方案。',
    },
    requirement: '8.4/classification',
  };
});

const classesName = check(['dataClasses', 'continuity', 'identity'], function* (config, { isWritten }) {
  const { dataClasses, continuity, identity } = config;
  if (!isWritten(['dataClasses'])) {
    yield* readyMadeWithoutTier(config);
    return;
  }
  yield* unknownReferences(
    dataClasses.flatMap(({ handling }, index) => {
      const path = ['dataClasses', index, 'handling'];
      const tier = {
        path: [...path, 'tier'],
        name: handling.tier,
        kind: { en: 'continuity tier', zh: '连续性等级' },
        known: continuity.tiers.map(({ name }) => name),
        collection: ['continuity', 'tiers'],
        requirement: '8.4/classification',
      } as const;
      if (handling.approvers === undefined) return [tier];
      return [
        tier,
        {
          path: [...path, 'approvers'],
          name: handling.approvers,
          kind: { en: 'group', zh: '组' },
          known: identity.groups.map(({ name }) => name),
          collection: ['identity', 'groups'],
          requirement: '8.2/no-unauthorised-export',
        } as const,
      ];
    }),
  );
});

/** Who writes tiers of their own has the ready-made classes name others. */
function* readyMadeWithoutTier({
  dataClasses,
  continuity: { tiers },
}: Pick<ParsedConfig, 'dataClasses' | 'continuity'>): Iterable<Fault> {
  const wanted = new Set(dataClasses.map(({ handling }) => handling.tier));
  const absent = [...wanted].filter((name) => !tiers.some((tier) => tier.name === name));
  if (absent.length === 0) return;
  yield {
    code: 'unknown-reference',
    path: ['continuity', 'tiers'],
    at: 'key',
    lacks: [['continuity', 'tiers', '*', 'name']],
    message: {
      en: `lack ${absent.join(', ')}, which the ready-made data classes name`,
      zh: `缺少现成数据类别所引用的 ${absent.join('、')}`,
    },
    mend: {
      en: 'Keep tiers of these names, or write dataClasses with your own.',
      zh: '请保留这些名称的等级，或在 dataClasses 中引用自己的等级。',
    },
    requirement: '8.4/classification',
  };
}

const exportsApproved = check(['dataClasses'], function* ({ dataClasses }) {
  for (const [index, { level, handling }] of dataClasses.entries()) {
    const path = ['dataClasses', index, 'handling'];
    if (handling.export === 'approval' && handling.approvers === undefined) {
      yield {
        code: 'missing-key',
        path: [...path, 'approvers'],
        message: { en: 'is missing: nobody could approve an export', zh: '缺失，无人可批准导出' },
        mend: { en: 'Name the group that approves.', zh: '请指定批准的组。' },
        requirement: '8.2/no-unauthorised-export',
      };
    }
    if (handling.export === 'allowed' && level !== 'general') {
      yield {
        code: 'free-export',
        path: [...path, 'export'],
        message: { en: `is allowed for data of level ${level}`, zh: `对 ${level} 级数据为 allowed` },
        mend: { en: 'Write denied or approval.', zh: '请写 denied 或 approval。' },
        requirement: '8.2/no-unauthorised-export',
      };
    }
  }
});

const classesKept = check(['dataClasses', 'retention'], function* ({ dataClasses, retention }) {
  for (const [index, { level, handling }] of dataClasses.entries()) {
    const path = ['dataClasses', index, 'handling'];
    if (handling.retention < retention.minimum) {
      yield tooShort([...path, 'retention'], handling.retention, retention.minimum, '8.4/retention');
    }
    if (handling.longest !== undefined && handling.longest < handling.retention) {
      yield {
        code: 'contradicting-retention',
        path: [...path, 'longest'],
        message: {
          en: `is ${handling.longest} days, shorter than the ${handling.retention} for which the data must be kept`,
          zh: `为 ${handling.longest} 天，短于至少保存的 ${handling.retention} 天`,
        },
        mend: { en: 'Give a longer period, or shorten retention.', zh: '请延长该期限，或缩短 retention。' },
        requirement: '8.4/retention',
      };
    }
    if (level === 'personal' && handling.longest === undefined) {
      yield {
        code: 'missing-key',
        path: [...path, 'longest'],
        message: { en: 'is missing: personal data may not be kept without end', zh: '缺失，个人信息不得无限期保存' },
        mend: { en: 'Give the days after which it is deleted or anonymised.', zh: '请给出删除或匿名化的天数。' },
        requirement: '8.4/retention',
      };
    }
  }
});

const recordsKept = check(['retention'], function* ({ retention }) {
  if (retention.logs < retention.minimum)
    yield tooShort(['retention', 'logs'], retention.logs, retention.minimum, '8.6/log-retention');
  if (retention.recordings < retention.minimum) {
    yield tooShort(['retention', 'recordings'], retention.recordings, retention.minimum, '8.2/session-recording');
  }
  const records = Math.max(retention.minimum, legalPeriods.personalProcessing.days);
  if (retention.records < records)
    yield tooShort(['retention', 'records'], retention.records, records, '8.4/retention');
});

const tooShort = (
  path: readonly (string | number)[],
  given: number,
  minimum: number,
  requirement: '8.4/retention' | '8.6/log-retention' | '8.2/session-recording',
) => ({
  code: 'retention-too-short',
  path,
  message: {
    en: `is ${given} days, shorter than the ${minimum} needed`,
    zh: `为 ${given} 天，短于所需的 ${minimum} 天`,
  },
  mend: { en: `Leave it out, or give ${minimum} or more.`, zh: `请省略，或给出不少于 ${minimum} 的天数。` },
  requirement,
});

export const dataChecks = [schemeWhole, classesName, exportsApproved, classesKept, recordsKept];
