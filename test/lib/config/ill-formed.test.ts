import { changed, MINIMAL_ACCOUNT, MINIMAL_ORGANIZATION, problemsOf, told } from './scratch';

type Case = readonly [mistake: string, text: string, ...expected: string[]];

const withKeys = (keys: string): string => `${MINIMAL_ACCOUNT}${keys}\n`;

/** What is told is all that is told. */
function shows(cases: readonly Case[]): void {
  test.each(cases)('%s', (_, text, ...expected) => {
    expect(told(problemsOf(text))).toEqual(expected);
  });
}

describe('an ill-formed value hides nothing that does not hang on it', () => {
  const azure = (tenant: string, subscriptions: string) =>
    withKeys(
      `azure: { environment: china, tenantId: ${tenant}, subscriptions: ${subscriptions}, regions: { home: westeurope, recovery: westeurope }, network: 10.0.0.0/15 }`,
    );
  const ID = '00000000-0000-0000-0000-0000000000a1';
  const USERS = Array.from({ length: 199 }, (_, nth) => `u${nth}`);
  const AZURE_MISTAKES = [
    'region-not-in-environment azure.regions.home',
    'region-not-in-environment azure.regions.recovery',
    'recovery-is-home azure.regions.recovery',
  ];
  const APART = ['overlapping-ranges network.home', 'overlapping-ranges network.recovery'];

  shows([
    [
      'an exception with an ill-formed owner',
      withKeys('exceptions: [{ id: a, check: nope, resource: x, reason: y, owner: bad, expires: 2020-02-03 }]'),
      'unknown-reference exceptions[0].check',
      'wrong-form exceptions[0].owner',
      'expired-exception exceptions[0].expires',
    ],
    [
      'an exception of which the id, of which others speak, is ill-formed',
      withKeys(
        'exceptions: [{ id: "", check: s3-object-lock, resource: x, reason: y, owner: a@example.com, expires: 2020-02-03 }]',
      ),
      'wrong-form exceptions[0].id',
      'expired-exception exceptions[0].expires',
    ],
    [
      'a tenant of Azure',
      azure('x', `[{ name: a, id: ${ID} }]`),
      ...APART,
      'wrong-form azure.tenantId',
      ...AZURE_MISTAKES,
    ],
    ['no subscription of Azure', azure(ID, '[]'), ...APART, 'out-of-bounds azure.subscriptions', ...AZURE_MISTAKES],
    [
      'the hash of a record',
      withKeys(
        'records: [{ id: isms-policy, file: absent.md, sha256: "0", version: "1", owner: a@b.com, approver: a@b.com, issued: 2026-01-01, reviewBy: 2020-01-01 }]',
      ),
      'missing-document records[0].file',
      'wrong-form records[0].sha256',
      'self-approved records[0].approver',
      'review-before-issue records[0].reviewBy',
    ],
    [
      'no services of a supplier',
      withKeys(
        'suppliers: [{ name: x, owner: a@b.com, services: [], contractEnds: 2020-01-01, assessed: 2026-10-01 }]',
      ),
      'out-of-bounds suppliers[0].services',
      'contract-ended suppliers[0].contractEnds',
    ],
    [
      'a minimum below the least: what falls below that is too short in any case',
      withKeys('retention: { minimum: 10, logs: 20, recordings: 300 }'),
      'out-of-bounds retention.minimum',
      'retention-too-short retention.logs',
    ],
    [
      'a role: the account may hold any',
      changed(MINIMAL_ORGANIZATION, 'role: backup', 'role: bakup1234'),
      'unknown-value organization.accounts[5].role',
    ],
    [
      'an e-mail: the account still holds its role, and another is still missing',
      changed(changed(MINIMAL_ORGANIZATION, 'role: backup', 'role: workload'), 'email: a@example.com', 'email: nobody'),
      'missing-role-account organization.accounts',
      'wrong-form organization.accounts[1].email',
    ],
    [
      'an entry of a list that is empty',
      withKeys('identity: { operators: [alice, null, alice] }'),
      'missing-key identity.operators[1]',
      'duplicate-operator identity.operators[2]',
    ],
    [
      'more entries than there may be: those that there may be are checked',
      withKeys(`identity: { operators: [alice, alice, ${USERS.join(', ')}] }`),
      'out-of-bounds identity.operators',
      'duplicate-operator identity.operators[1]',
    ],
  ]);

  test('of rows of a CSV file: one cell hides no other', () => {
    const csv = `name,id,email,unit,role,network.home
Management,111111111111,m@example.com,,management,
Archive,222222222222,bad,Nowhere,log-archive,10.2.0.0/8
Security,222222222222,s@example.com,Core,security,
Network,444444444444,n@example.com,Core,nope,
Operations,555555555555,o@example.com,Core,operations,
Backup,666666666666,b@example.com,Core,backup,
`;
    const text = MINIMAL_ORGANIZATION.replace(
      / {2}accounts:\n( {4}- .*\n)+(?=network)/,
      '  accounts: { include: a.csv }\n',
    );

    expect(told(problemsOf(text, { 'a.csv': csv }))).toEqual([
      'wrong-form organization.accounts[1].email',
      'unknown-reference organization.accounts[1].unit',
      'range-too-large organization.accounts[1].network.home',
      'range-not-aligned organization.accounts[1].network.home',
      'duplicate-account organization.accounts[2].id',
      'unknown-value organization.accounts[3].role',
      'overlapping-ranges network.home',
      'overlapping-ranges network.recovery',
    ]);
  });
});

describe('an ill-formed value has no consequences that are told', () => {
  const supplier = (access: string) =>
    withKeys(
      `suppliers: [{ name: x, owner: a@b.com, services: [s], contractEnds: 2027-01-01, assessed: 2026-10-01, ${access} }]`,
    );
  shows([
    [
      'regions of a rule of residency',
      withKeys('residency: [{ name: r, dataClasses: [personal], regions: [EU, eu-central-1], basis: law }]'),
      'wrong-form residency[0].regions[0]',
    ],
    [
      'a home region, where a class names its region',
      changed(withKeys(CLASSES('eu-central-1')), 'home: eu-central-1', 'home: EU'),
      'wrong-form regions.home',
    ],
    [
      'a minimum that is no number of days',
      withKeys('retention: { minimum: 1e308 }'),
      'out-of-bounds retention.minimum',
    ],
    [
      'the name of a tier that others name',
      withKeys(
        'continuity: { tiers: [{ name: Tier 1, rto: 1d, rpo: 1d, strategy: backup-restore, backupEvery: 12h }, { name: tier-2, rto: 1d, rpo: 1d, strategy: backup-restore, backupEvery: 12h }], services: [{ name: a, tier: gold }] }',
      ),
      'wrong-form continuity.tiers[0].name',
    ],
    [
      'a date that is none is told once',
      withKeys('exceptions: [{ id: a, check: s3-object-lock, resource: x, reason: y, owner: a@b.com, expires: now }]'),
      'wrong-form exceptions[0].expires',
    ],
    ['an alias', withKeys('tags: { team: *x }'), 'yaml-alias tags.team'],
    [
      'an alias that would merge keys',
      changed(MINIMAL_ACCOUNT, 'recovery: eu-west-1 }', '<<: *x }'),
      'yaml-alias regions',
    ],
    [
      'a key given twice, of which another entry may be meant',
      withKeys(
        'contacts: [{ name: a, email: a@b.com }]\ncontacts: [{ name: b, email: b@b.com }]\nonCall: { primary: b, deputy: a, escalation: b }',
      ),
      'duplicate-key contacts',
    ],
    [
      'a misspelt key is read as what it means, so that mistakes within come at once',
      MINIMAL_ORGANIZATION.replace('contacts:', 'contact:').replace('email: deputy@example.com', 'email: nobody'),
      'unknown-key contact',
      'wrong-form contact[1].email',
    ],
    ['a misspelt key of another kind', supplier('acces: yes'), 'unknown-key suppliers[0].acces'],
    ['a key that is there already is not what another means', `${MINIMAL_ACCOUNT}ownr: a@b.com\n`, 'unknown-key ownr'],
  ]);

  function CLASSES(region: string): string {
    return `dataClasses:
  - { name: core, level: core, handling: { retention: 183, tier: tier-1, regions: [${region}] } }
  - { name: important, level: important, handling: { retention: 183, tier: tier-2 } }
  - { name: personal, level: personal, handling: { retention: 183, longest: 365, tier: tier-2 } }
  - { name: general, level: general, handling: { retention: 183, tier: tier-3 } }`;
  }
});

describe('a default that cannot be derived is told by its cause', () => {
  const TIER = 'rto: 1d, rpo: 1d, strategy: backup-restore, backupEvery: 12h';

  test('tiers of other names, which the ready-made data classes do not name', () => {
    const problems = problemsOf(
      withKeys(`continuity: { tiers: [{ name: gold, ${TIER} }, { name: tier-2, ${TIER} }] }`),
    );

    expect(told(problems)).toEqual(['unknown-reference continuity.tiers']);
    expect(problems[0]?.message.en).toBe('lack tier-1, tier-3, which the ready-made data classes name');
    expect(problems[0]?.line).toBe(9);
  });

  test('a scheme of classes without the one that services take', () => {
    const classes = ['core', 'important', 'personal', 'general'].map(
      (level) => `  - { name: c-${level}, level: ${level}, handling: { retention: 183, longest: 365, tier: tier-3 } }`,
    );
    const problems = problemsOf(
      withKeys(`dataClasses:\n${classes.join('\n')}\ncontinuity: { services: [{ name: a, tier: tier-3 }] }`),
    );

    expect(told(problems)).toEqual(['missing-key continuity.services[0].dataClass']);
  });

  test('nothing, where a key has no value, is no default', () => {
    expect(
      told(problemsOf(withKeys('retention: { minimum: 400 }\ndataClasses:\ncontinuity: { tiers: null }'))),
    ).toEqual(['missing-key dataClasses', 'missing-key continuity.tiers']);
  });
});

describe('what is told of a value', () => {
  const saidOf = (text: string, beside?: Readonly<Record<string, string>>) =>
    problemsOf(text, beside).map(({ key, message, mend }) => `${key} ${message.en}. ${mend.en}`);

  test.each<[string, string, string]>([
    [
      'a version in quotes',
      changed(MINIMAL_ACCOUNT, 'version: 1', 'version: "1"'),
      'version is "1" in quotes, which is text and no number. Remove the quotes: 1.',
    ],
    [
      'days in quotes',
      withKeys('retention: { logs: "200" }'),
      'retention.logs is "200" in quotes, which is text and no number. Remove the quotes: 200.',
    ],
    [
      'a number without end',
      changed(MINIMAL_ACCOUNT, 'version: 1', 'version: 1e400'),
      'version is "1e400", which is none of 1. Write 1.',
    ],
    [
      'a number above every bound: the narrower one',
      withKeys('retention: { minimum: 1e308 }'),
      'retention.minimum has 1e+308, where at most 36500 is right. Give at most 36500.',
    ],
    [
      'an entry without a value',
      withKeys('identity: { operators: [alice, null] }'),
      'identity.operators[1] is empty. Give a value, or remove it.',
    ],
    [
      'a key given twice: which, and where',
      `${MINIMAL_ACCOUNT}name: other\n`,
      'name gives "name" a second time; the first is on line 2. Keep one of the two.',
    ],
    [
      'an anchor',
      changed(MINIMAL_ACCOUNT, 'home: eu-central-1', 'home: &h eu-central-1'),
      'regions.home carries an anchor (&name), which is not read here. Remove the anchor.',
    ],
    [
      'a tag',
      changed(MINIMAL_ACCOUNT, 'owner: platform', 'owner: !person platform'),
      'owner carries a tag (!name) that is not read here. Remove the tag.',
    ],
    [
      'a choice that is offered twice',
      withKeys(
        'contacts: [{ name: a, email: a@b.com }, { name: a, email: c@b.com }]\nonCall: { primary: a, deputy: zz, escalation: a }',
      ),
      'onCall.deputy names the contact "zz", which does not exist. Use one of: a.',
    ],
  ])('%s', (_, text, expected) => {
    expect(saidOf(text)).toContain(expected);
  });

  test('a row that an included file refuses is counted in the whole list', () => {
    const text = changed(
      MINIMAL_ORGANIZATION,
      '  accounts:\n',
      '  accounts:\n    - include: more.yaml\n    - { name: &a One, id: "888888888888", email: one@example.com, unit: Core }\n',
    );
    const more = '- { name: Two, id: "999999999999", email: &b two@example.com, unit: Core }\n'.repeat(2);
    const problems = problemsOf(text, { 'more.yaml': more.replace('- {', '- &c {') });

    expect(told(problems.filter(({ code }) => code === 'yaml-anchor'))).toEqual([
      'yaml-anchor organization.accounts[2].name',
      'yaml-anchor organization.accounts[0]',
      'yaml-anchor organization.accounts[0].email',
      'yaml-anchor organization.accounts[1].email',
    ]);
  });
});
