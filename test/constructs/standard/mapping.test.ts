import { type Facet, facetOf, facets, facetsOf, isFacetId, requirements } from '../../../constructs/standard';
import { checksOf, cloudOf, facetsShownBy, mapping, recordsFor } from '../../../constructs/standard/mapping';
import {
  attestsPlace,
  longestAgeDaysOf,
  recordKindOf,
  records,
  requirementRecords,
} from '../../../constructs/standard/records';

const KEBAB = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const CHINESE = /\p{Script=Han}/u;

const rulesOf = (facet: Facet): readonly string[] => mapping[facet.id].rules ?? [];
const rulesFor = (facet: Facet, cloud: 'aws' | 'azure'): readonly string[] =>
  rulesOf(facet).filter((rule) => cloudOf(rule) === cloud);
const idsOf = (those: readonly Facet[]): readonly string[] => those.map(({ id }) => id);
const demands = (facet: Facet, kind: 'rule' | 'record'): boolean => facet.evidence.includes(kind);
const isElsewhere = ({ id }: Facet): boolean => Boolean(mapping[id].azureThroughAws ?? mapping[id].azureByRecord);
const lacksAzure = ({ availability }: Facet): boolean => availability.azure.startsWith('no: ');
const repeated = (items: readonly string[]): readonly string[] =>
  items.filter((item, at) => items.indexOf(item) !== at);

const allRules = [...new Set(facets.flatMap(rulesOf))];
const namedRecords = new Set([
  ...facets.flatMap(({ id }) => mapping[id].records ?? []),
  ...Object.values(requirementRecords).flat(),
]);

describe('mapping', () => {
  test('has one row for each of the 320 facets and no other', () => {
    expect(Object.keys(mapping)).toHaveLength(320);
    expect(Object.keys(mapping).filter((id) => !isFacetId(id))).toEqual([]);
  });

  test('follows the order of the catalogue', () => {
    expect(Object.keys(mapping)).toEqual(idsOf(facets));
  });

  test('names an AWS rule where a rule is demanded', () => {
    expect(idsOf(facets.filter((facet) => demands(facet, 'rule') && rulesFor(facet, 'aws').length === 0))).toEqual([]);
  });

  test('names an Azure rule where a rule is demanded and nothing outside Azure stands in for it', () => {
    const bare = facets.filter(
      (facet) =>
        demands(facet, 'rule') && !isElsewhere(facet) && !lacksAzure(facet) && rulesFor(facet, 'azure').length === 0,
    );

    expect(idsOf(bare)).toEqual([]);
  });

  test('names no rule where none is demanded', () => {
    expect(idsOf(facets.filter((facet) => !demands(facet, 'rule') && rulesOf(facet).length > 0))).toEqual([]);
  });

  test('names no Azure rule where Azure has nothing of its own to show', () => {
    const idle = facets.filter((facet) => isElsewhere(facet) || lacksAzure(facet));

    expect(idsOf(idle.filter((facet) => rulesFor(facet, 'azure').length > 0))).toEqual([]);
  });

  test('names a record exactly where one is demanded', () => {
    const wrong = facets.filter((facet) => demands(facet, 'record') !== Boolean(mapping[facet.id].records?.length));

    expect(idsOf(wrong)).toEqual([]);
  });

  test('names no check twice for one facet', () => {
    expect(idsOf(facets.filter((facet) => repeated(checksOf(facet.id)).length > 0))).toEqual([]);
  });

  test('writes rule ids in kebab case, with the cloud in front for Azure alone', () => {
    expect(allRules.filter((rule) => !KEBAB.test(rule))).toEqual([]);
    expect(allRules.filter((rule) => rule.startsWith('aws-') || rule.endsWith('-azure'))).toEqual([]);
  });

  test('shows on Azure through AWS what the catalogue says is hosted there, unless Azure has a part of its own', () => {
    const hosted = facets.filter(({ availability }) => availability.azure.includes('AWS-hosted'));
    const unsaid = hosted.filter(
      (facet) => !mapping[facet.id].azureThroughAws && rulesFor(facet, 'azure').length === 0,
    );

    expect(hosted.length).toBeGreaterThan(10);
    expect(idsOf(unsaid)).toEqual([]);
  });

  test('goes through AWS only where a rule or a test is demanded, for nothing else speaks for one cloud', () => {
    const idle = facets.filter(
      ({ id, evidence }) => mapping[id].azureThroughAws && !evidence.includes('rule') && !evidence.includes('test'),
    );

    expect(idsOf(idle.filter(({ availability }) => !availability.azure.includes('AWS-hosted')))).toEqual([]);
  });

  test('lets records stand in for rules only where Azure has a substitute and a record is demanded', () => {
    const byRecord = facets.filter(({ id }) => mapping[id].azureByRecord);

    expect(byRecord.length).toBeGreaterThan(0);
    expect(idsOf(byRecord.filter((facet) => !demands(facet, 'record')))).toEqual([]);
    expect(idsOf(byRecord.filter(({ availability }) => !availability.azure.startsWith('other: ')))).toEqual([]);
  });

  test('says no more than one thing of how Azure is shown', () => {
    expect(idsOf(facets.filter(({ id }) => mapping[id].azureThroughAws && mapping[id].azureByRecord))).toEqual([]);
  });

  test.each(['aws', 'azure'] as const)('has no rule on %s that alone shows a whole requirement', (cloud) => {
    const checks = (facet: Facet): readonly string[] => [
      ...rulesFor(facet, cloud),
      ...facet.evidence.filter((demand) => demand !== 'rule'),
      ...(facet.rollup ?? []),
    ];
    const bought = requirements.filter(({ id }) => {
      const all = new Set(facetsOf(id).flatMap(checks));
      return all.size === 1 && [...all].every((check) => allRules.includes(check));
    });

    expect(bought.map(({ id }) => id)).toEqual([]);
  });
});

describe('roll-ups', () => {
  const rolledUp = new Map(
    requirements.map(({ id }) => [id as string, facetsOf(id).flatMap((facet) => facet.rollup ?? [])] as const),
  );
  const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
    (rolledUp.get(from) ?? []).some((next) => {
      if (next === to) return true;
      if (seen.has(next)) return false;
      return reaches(next, to, seen.add(next));
    });

  test('never lead back to where they start', () => {
    expect([...rolledUp.keys()].filter((id) => reaches(id, id))).toEqual([]);
  });

  test('are the only way in which a facet has no checks', () => {
    const bare = facets.filter(({ id }) => checksOf(id).length === 0);

    expect(bare.every(({ rollup }) => rollup?.length)).toBe(true);
    expect(bare.every(({ evidence }) => evidence.length === 0)).toBe(true);
  });
});

describe('checksOf', () => {
  test('gives rules, proofs, the test and records of a facet', () => {
    expect(checksOf('8.2/identity#identity-provider-protection')).toEqual([
      'proof:policy-simulation',
      'rule:identity-change-alarm',
      'test:8.2/identity#identity-provider-protection',
      'record:identity-provider-configuration',
    ]);
  });

  test('gives a check for every kind that a facet demands', () => {
    const short = facets.filter(({ id, evidence }) =>
      evidence.some((demand) => !checksOf(id).some((check) => check === demand || check.startsWith(`${demand}:`))),
    );

    expect(idsOf(short)).toEqual([]);
  });

  test('gives none for a facet that only rolls others up', () => {
    expect(checksOf('7.1/c#backup-and-recovery-tools')).toEqual([]);
  });
});

describe('cloudOf', () => {
  test.each([
    ['s3-object-lock', 'aws'],
    ['azure-storage-tls', 'azure'],
  ])('tells that %s speaks for %s', (rule, cloud) => {
    expect(cloudOf(rule)).toBe(cloud);
  });
});

describe('facetsShownBy', () => {
  test('is the reverse of the mapping', () => {
    for (const rule of allRules) {
      expect(facetsShownBy(rule)).toEqual(idsOf(facets.filter((facet) => rulesOf(facet).includes(rule))));
    }
  });

  test('gives every facet that a shared rule serves', () => {
    expect(facetsShownBy('s3-object-lock')).toEqual([
      '8.2/session-recording#immutable-storage',
      '8.6/log-storage#write-once',
    ]);
  });

  test.each(['no-such-rule', 'constructor', ''])('gives nothing for %j, which the mapping does not know', (rule) => {
    expect(facetsShownBy(rule)).toEqual([]);
  });
});

describe('recordsFor', () => {
  test('gives every organisational and inherited requirement its records, and no control', () => {
    const others = requirements.filter(({ expected }) => expected !== 'control');

    expect(others).toHaveLength(94);
    expect(Object.keys(requirementRecords)).toEqual(others.map(({ id }) => id));
    expect(others.filter(({ id }) => recordsFor(id).length === 0)).toEqual([]);
  });

  test('gives a control the records of its facets, each once', () => {
    expect(recordsFor('7.5.2/control')).toEqual(['document-register']);
    expect(recordsFor('8.3/security-groups')).toEqual([]);
  });

  test('gives what is inherited the attestation of every operator', () => {
    expect(recordsFor('8.5/media')).toContain('aws-cn-nwcd-attestation');
    expect(recordsFor('8.5/iso-27017')).toContain('azure-china-21vianet-iso-27017-certificate');
  });

  test('asks attestations of what is inherited alone, and nothing else of it', () => {
    const attesting = new Set<string>(records.filter(({ attests }) => attests).map(({ id }) => id));
    const wrong = requirements.filter(({ id, expected }) =>
      recordsFor(id).some((record) => attesting.has(record) !== (expected === 'inherited')),
    );

    expect(wrong.map(({ id }) => id)).toEqual([]);
  });
});

describe('records', () => {
  test('are defined once each, and all that the mapping names are', () => {
    expect(repeated(records.map(({ id }) => id))).toEqual([]);
    expect([...namedRecords].filter((id) => !recordKindOf(id))).toEqual([]);
  });

  test('are all used', () => {
    expect(records.filter(({ id }) => !namedRecords.has(id)).map(({ id }) => id)).toEqual([]);
  });

  test('have ids that the configuration accepts', () => {
    expect(records.filter(({ id }) => !KEBAB.test(id) || id.length > 63).map(({ id }) => id)).toEqual([]);
  });

  test('are titled and described in both languages', () => {
    const texts = records.flatMap(({ id, title, contents }) => [
      { id, ...title },
      { id, ...contents },
    ]);

    expect(texts.filter(({ en, zh }) => en === '' || CHINESE.test(en) || !CHINESE.test(zh))).toEqual([]);
    expect(repeated(records.map(({ title }) => title.en))).toEqual([]);
    expect(repeated(records.map(({ title }) => title.zh))).toEqual([]);
  });

  test('hold for a year at most, and for as long as their facets say', () => {
    const ages = records.map(longestAgeDaysOf);

    expect(Math.max(...ages)).toBe(365);
    expect(Math.min(...ages)).toBe(7);
  });

  test.each([
    ['on-call-roster', '8.9/activation#on-call-roster', 92],
    ['audit-log-review', '8.2/operation-audit#independent-review', 7],
    ['source-protection', '8.6/version#protected-source', 31],
    ['transfer-register', '8.4/cross-border#transfer-register', 92],
    ['vulnerability-exceptions', '8.6/vulnerability#risk-acceptance', 90],
    ['notification-contacts', '8.9/notification#delivery-proof', 183],
    ['risk-register', '7.5.1/b#risk-register', 365],
  ] as const)('%s holds for as long as %s says: %d days', (id, facet, days) => {
    const { statement, operation } = facetOf(facet);
    const kind = recordKindOf(id);

    expect(kind && longestAgeDaysOf(kind)).toBe(days);
    expect(`${statement.en} ${operation}`).toMatch(days === 7 ? /weekly/ : new RegExp(`\\b${days} days`));
  });

  test('of an id from outside are undefined', () => {
    expect(recordKindOf('no-such-record')).toBeUndefined();
  });
});

describe('attestsPlace', () => {
  const attesting = (partition: string, region: string): readonly string[] =>
    records
      .filter((kind) => kind.id.endsWith('-attestation') && attestsPlace(kind, { partition, region }))
      .map(({ id }) => id);

  test.each([
    ['aws', 'eu-central-1', 'aws-attestation'],
    ['aws-cn', 'cn-north-1', 'aws-cn-sinnet-attestation'],
    ['aws-cn', 'cn-northwest-1', 'aws-cn-nwcd-attestation'],
    ['azure', 'westeurope', 'azure-attestation'],
    ['azure-china', 'chinanorth3', 'azure-china-21vianet-attestation'],
  ])('gives %s %s one operator: %s', (partition, region, id) => {
    expect(attesting(partition, region)).toEqual([id]);
  });

  test('gives a place that no operator is known of none', () => {
    expect(attesting('aws-us-gov', 'us-gov-west-1')).toEqual([]);
  });
});
