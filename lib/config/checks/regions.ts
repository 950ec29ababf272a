import { type PartitionName, partitionOf, regionsOf } from '../../../constructs/partition';
import type { Fault, Path } from '../problem';
import type { ParsedConfig } from '../schema';
import { nearest } from '../schema-walk';
import { check, unknownReferences } from './check';

const inPartition = check(['partition', 'regions'], function* ({ partition, regions }) {
  const named: readonly (readonly [Path, string])[] = [
    [['regions', 'home'], regions.home],
    [['regions', 'recovery'], regions.recovery],
    ...regions.allowed.map((region, index) => [['regions', 'allowed', index], region] as const),
  ];
  // `allowed` takes over home and recovery where it is left out: a region is told of once
  const told = new Set(regionsOf(partition));
  for (const [path, region] of named) {
    if (!told.has(region)) yield notInPartition(path, region, partition);
    told.add(region);
  }
});

function notInPartition(path: Path, region: string, partition: PartitionName): Fault {
  const elsewhere = partitionOf(region);
  const guess = elsewhere ? undefined : nearest(region, regionsOf(partition));
  const fault = { code: 'region-not-in-partition', path, requirement: '8.4/cross-border' } as const;
  const message = elsewhere
    ? {
        en: `${region} is a region of ${elsewhere}, not of ${partition}`,
        zh: `${region} 属于 ${elsewhere}，不属于 ${partition}`,
      }
    : { en: `${region} is no region of ${partition}`, zh: `${partition} 没有区域 ${region}` };
  if (guess) return { ...fault, message, mend: { en: `Did you mean ${guess}?`, zh: `是否应为 ${guess}？` } };
  const examples = partition === 'aws-cn' ? ['cn-northwest-1', 'cn-north-1'] : ['eu-central-1', 'ap-southeast-1'];
  return {
    ...fault,
    message,
    mend: {
      en: `Use a region of ${partition}, such as ${examples.join(' or ')}.`,
      zh: `请使用 ${partition} 的区域，例如 ${examples.join(' 或 ')}。`,
    },
  };
}

const recoveryElsewhere = check(['regions'], function* ({ regions: { home, recovery } }) {
  if (home !== recovery) return;
  yield {
    code: 'recovery-is-home',
    path: ['regions', 'recovery'],
    message: { en: `is the home region ${home}, and would fail with it`, zh: `与主区域 ${home} 相同，会随其一同失效` },
    mend: { en: 'Choose another region of the partition.', zh: '请选择该分区的另一个区域。' },
    requirement: '8.8/cross-region',
  };
});

const allowsItsOwn = check(['regions'], function* ({ regions: { home, recovery, allowed } }) {
  for (const [key, region] of [
    ['home', home],
    ['recovery', recovery],
  ] as const) {
    if (allowed.includes(region)) continue;
    yield {
      code: 'region-not-allowed',
      path: ['regions', key],
      lacks: [['regions', 'allowed', '*']],
      message: { en: `${region} is not among regions.allowed`, zh: `${region} 不在 regions.allowed 之中` },
      mend: { en: 'Add it there, or choose an allowed region.', zh: '请将其加入，或选择允许的区域。' },
      requirement: '8.4/cross-border',
    };
  }
});

/** No region in which data of a class may be lies outside the rules that bind the class. */
const residencyHolds = check(['regions', 'residency', 'dataClasses', 'azure'], function* (config, { asOf }) {
  const told = new Set<string>();
  for (const [index, rule] of config.residency.entries()) {
    if (rule.expires !== undefined && rule.expires < asOf) continue;
    for (const [path, region] of rule.dataClasses.flatMap((name) => placesOf(config, name))) {
      const place = path.join('.');
      if (rule.regions.includes(region) || told.has(place)) continue;
      told.add(place);
      yield { ...leaves(path, region, rule.name, rule.basis), lacks: [['residency', index, 'regions', '*']] };
    }
  }
});

const rulesBindClasses = check(['residency', 'dataClasses'], function* ({ residency, dataClasses }) {
  yield* unknownReferences(
    residency.flatMap((rule, index) =>
      rule.dataClasses.map((name, nth) => ({
        path: ['residency', index, 'dataClasses', nth],
        name,
        kind: { en: 'data class', zh: '数据类别' },
        known: dataClasses.map((dataClass) => dataClass.name),
        collection: ['dataClasses'],
        requirement: '8.4/classification',
      })),
    ),
  );
});

/** Where data of a class may be, with the key that says so: its own regions, or all that are in use. */
function placesOf(
  { regions, dataClasses, azure }: Pick<ParsedConfig, 'regions' | 'dataClasses' | 'azure'>,
  name: string,
): readonly (readonly [Path, string])[] {
  const at = dataClasses.findIndex((dataClass) => dataClass.name === name);
  // another check tells of a class that does not exist
  if (at < 0) return [];
  const own = dataClasses[at]?.handling.regions;
  if (own) return own.map((region, nth) => [['dataClasses', at, 'handling', 'regions', nth], region] as const);
  const { home, recovery, allowed } = regions;
  return [
    [['regions', 'home'], home],
    [['regions', 'recovery'], recovery],
    ...allowed.flatMap((region, nth) =>
      region === home || region === recovery ? [] : [[['regions', 'allowed', nth], region] as const],
    ),
    ...Object.entries(azure?.regions ?? {}).map(([key, region]) => [['azure', 'regions', key], region] as const),
  ];
}

const leaves = (path: Path, region: string, rule: string, basis: string): Fault => ({
  code: 'region-outside-residency',
  path,
  message: {
    en: `${region} is outside the regions that the residency rule "${rule}" permits (${basis})`,
    zh: `${region} 超出数据驻留规则“${rule}”允许的区域（${basis}）`,
  },
  mend: {
    en: 'Choose a region that the rule names, or correct the rule.',
    zh: '请选择规则允许的区域，或更正规则。',
  },
  requirement: '8.4/cross-border',
});

/** A class may be kept in regions that are allowed at all. */
const classesStayAllowed = check(['regions', 'dataClasses', 'azure'], function* ({ regions, dataClasses, azure }) {
  const allowed = [...regions.allowed, ...Object.values(azure?.regions ?? {})];
  for (const [at, { handling }] of dataClasses.entries()) {
    for (const [nth, region] of (handling.regions ?? []).entries()) {
      if (allowed.includes(region)) continue;
      yield {
        code: 'region-not-allowed',
        path: ['dataClasses', at, 'handling', 'regions', nth],
        lacks: [
          ['regions', '*', '*'],
          ['azure', 'regions', '*'],
        ],
        message: { en: `${region} is not among regions.allowed`, zh: `${region} 不在 regions.allowed 之中` },
        mend: { en: 'Remove it, or allow the region.', zh: '请删除，或允许该区域。' },
        requirement: '8.4/cross-border',
      };
    }
  }
});

export const regionChecks = [
  inPartition,
  recoveryElsewhere,
  allowsItsOwn,
  rulesBindClasses,
  residencyHolds,
  classesStayAllowed,
];
