import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { checkConfigText, type Problem } from '../../../lib/config';
import { TODAY, told } from './scratch';

const POLICY_HASH = createHash('sha256').update('').digest('hex');

/** An organization with mistakes in how its values relate, none in their form: at least one in each kind of entry. */
const MISTAKEN = {
  version: 1,
  name: 'acme',
  owner: 'platform@example.com',
  profile: 'organization',
  partition: 'aws',
  lock: 'governance',
  regions: { home: 'eu-central-1', recovery: 'eu-west-1', allowed: ['eu-central-1', 'eu-west-1', 'cn-north-1'] },
  organization: {
    id: 'o-exampleorg1',
    rootId: 'r-ab12',
    policyTypes: ['resource-control'],
    units: [
      { name: 'Core', environment: 'shared' },
      { name: 'Below', environment: 'shared', parent: 'Nowhere' },
      { name: 'Core', environment: 'production' },
    ],
    accounts: [
      { name: 'Management', id: '111111111111', email: 'm@example.com', role: 'management' },
      { name: 'Archive', id: '222222222222', email: 'a@example.com', role: 'log-archive', unit: 'Absent' },
      { name: 'Security', id: '333333333333', email: 'm@example.com', role: 'security', unit: 'Core' },
      { name: 'Archive', id: '444444444444', email: 'n@example.com', role: 'log-archive', unit: 'Core' },
      { name: 'Shop', id: '444444444444', email: 'o@example.com', role: 'operations' },
      {
        name: 'Backup',
        id: '666666666666',
        email: 'b@example.com',
        role: 'backup',
        unit: 'Core',
        network: { home: '10.0.0.0/20', recovery: '8.0.0.0/20' },
      },
    ],
  },
  network: {
    home: '10.0.0.0/16',
    recovery: '10.1.0.0/28',
    endpoints: 'none',
    flows: [
      {
        from: 'ingress',
        to: 'application',
        port: 8443,
        reason: 'Requests',
        owner: 'n@example.com',
        expires: '2020-01-01',
      },
    ],
  },
  dataClasses: [
    { name: 'core', level: 'core', handling: { retention: 10, tier: 'gold', export: 'allowed' } },
    {
      name: 'core',
      level: 'important',
      handling: { retention: 400, longest: 300, tier: 'tier-2', export: 'approval' },
    },
    { name: 'personal', level: 'personal', handling: { retention: 200, tier: 'tier-2', approvers: 'nobody' } },
    { name: 'general', level: 'general', handling: { retention: 200, tier: 'tier-2', regions: ['us-west-2'] } },
  ],
  residency: [
    {
      name: 'eu',
      dataClasses: ['personal', 'absent'],
      regions: ['eu-central-1', 'eu-west-1', 'westeurope', 'northeurope'],
      basis: 'law',
    },
  ],
  retention: { minimum: 190, logs: 30, recordings: 40, records: 50 },
  continuity: {
    tiers: [
      { name: 'tier-1', rto: '30m', rpo: '15m', strategy: 'warm-standby', backupEvery: '1h' },
      { name: 'tier-2', rto: '1m', rpo: '1m', strategy: 'backup-restore', backupEvery: '7h', backupRetention: 20 },
      { name: 'tier-2', rto: '1d', rpo: '1d', strategy: 'backup-restore', backupEvery: '12h' },
    ],
    services: [
      { name: 'shop', tier: 'tier-1', dataClass: 'secret' },
      { name: 'shop', tier: 'absent', dataClass: 'general' },
      {
        name: 'site',
        tier: 'tier-1',
        dataClass: 'general',
        failover: {
          zoneId: 'Z0123456789EXAMPLE',
          zoneName: 'example.com',
          recordName: 'www.example.net',
          primary: 'a.example.com',
          recovery: 'a.example.com',
        },
      },
    ],
  },
  identity: {
    instanceArn: 'arn:aws-cn:sso:::instance/ssoins-1111111111111111',
    groups: [
      { name: 'platform', id: '00000000-0000-0000-0000-0000000000c1', access: 'platform', units: ['Gone'] },
      { name: 'platform', id: '00000000-0000-0000-0000-0000000000c1', access: 'break-glass' },
      { name: 'idle' },
    ],
    permissionSets: [
      {
        name: 'auditor',
        description: 'x',
        groups: ['platform'],
        statements: [{ actions: ['s3:GetObjekt'], resources: ['arn:aws:s3:::orders/*'] }],
      },
      { name: 'readers', description: 'x', groups: ['unheard'], policy: 'absent.json' },
    ],
    operators: ['alice', 'alice'],
    expectedNetworks: ['10.9.0.0/16'],
  },
  contacts: [
    { name: 'desk', email: 'desk@example.com' },
    { name: 'desk', email: 'other@example.com' },
  ],
  onCall: { primary: 'desk', deputy: 'desk', escalation: 'boss' },
  suppliers: [
    {
      name: 'Old',
      owner: 's@example.com',
      services: ['x'],
      contractEnds: '2026-01-01',
      assessed: '2025-01-01',
      accounts: ['111111111111'],
    },
    {
      name: 'Old',
      owner: 's@example.com',
      services: ['x'],
      contractEnds: '2027-01-01',
      assessed: '2026-10-01',
      responsibilities: {
        aws: { organisation: ['8.1', '8.2', '8.3', '8.4', '8.2/nothing'], supplier: ['8.4'], provider: [] },
      },
      access: {
        id: 'old',
        principal: 'arn:aws-cn:iam::999999999999:role/support',
        externalId: 'aaaaaaaaaaaaaaaaaaaa',
        people: ['p@example.com'],
        ticketPrefix: 'CHG-',
        approval: 'CHG-1',
        units: ['Lost'],
        statements: [{ actions: ['s3:GetObject'], resources: ['*'] }],
        window: { from: '2026-02-01', until: '2026-03-01' },
      },
    },
  ],
  azure: {
    environment: 'china',
    tenantId: '00000000-0000-0000-0000-000000000001',
    subscriptions: [
      { name: 'a', id: '00000000-0000-0000-0000-0000000000a1' },
      { name: 'a', id: '00000000-0000-0000-0000-0000000000a1' },
    ],
    regions: { home: 'westeurope', recovery: 'northeurope' },
    network: '10.200.0.0/27',
  },
  exceptions: [
    { id: 'e1', check: 'no-such-rule', resource: 'x', reason: 'y', owner: 'e@example.com', expires: '2026-01-31' },
    { id: 'e1', check: 's3-object-lock', resource: 'x', reason: 'y', owner: 'e@example.com', expires: '2027-01-31' },
  ],
  records: [
    {
      id: 'isms-polisy',
      file: 'absent.md',
      sha256: POLICY_HASH,
      version: '1',
      owner: 'a@example.com',
      approver: 'A@example.com',
      issued: '2026-12-01',
      reviewBy: '2026-11-30',
    },
  ],
};

const problemsOf = (config: unknown): readonly Problem[] =>
  checkConfigText(JSON.stringify(config), 'landing-zone.yaml', { asOf: TODAY }).problems;

type Path = readonly (string | number)[];

/** Every scalar and every list of a value. */
function placesIn(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Object.entries(value).flatMap(([key, part]) =>
    placesIn(part, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return Array.isArray(value) ? [path, ...inner] : inner;
}

/** The configuration with another value at one place. */
function withValue(value: unknown, [part, ...rest]: Path, replacement: unknown): unknown {
  if (part === undefined) return replacement;
  const copy = Array.isArray(value) ? [...value] : { ...(value as object) };
  (copy as Record<string | number, unknown>)[part] = withValue(
    (copy as Record<string | number, unknown>)[part],
    rest,
    replacement,
  );
  return copy;
}

const keyOf = (path: Path): string =>
  path.reduce<string>(
    (key, part) => (typeof part === 'number' ? `${key}[${part}]` : key === '' ? part : `${key}.${part}`),
    '',
  );

const BASE = told(problemsOf(MISTAKEN));

/** Which mistakes hang on more than the value where they are told, and on which: `*` stands for any index. */
const HANGS_ON: readonly (readonly [mistake: string, ...places: string[]])[] = [
  ['governance-lock lock', 'profile'],
  ['no-endpoints network.endpoints', 'profile'],
  ['missing-key identity.groups[2].id', 'profile'],
  [
    'failover-region-denied continuity.services[2].failover',
    'profile',
    'partition',
    'regions.allowed',
    'regions.allowed[*]',
  ],
  ['region-not-in-partition regions.allowed[2]', 'partition'],
  [
    'region-outside-residency regions.allowed[2]',
    'dataClasses',
    'dataClasses[2].name',
    'residency',
    'residency[0].dataClasses',
    'residency[0].dataClasses[0]',
    'residency[0].regions',
    'residency[0].regions[*]',
  ],
  [
    'region-not-allowed dataClasses[3].handling.regions[0]',
    'regions.home',
    'regions.recovery',
    'regions.allowed',
    'regions.allowed[*]',
    'azure.regions.home',
    'azure.regions.recovery',
  ],
  ['arn-of-other-partition identity.instanceArn', 'partition'],
  ['arn-of-other-partition suppliers[1].access.principal', 'partition'],
  ['missing-policy-type organization.policyTypes', 'organization.policyTypes[0]'],
  ['unknown-reference organization.units[1].parent', 'organization.units[*].name'],
  ['unknown-reference organization.accounts[1].unit', 'organization.units', 'organization.units[*].name'],
  ['unknown-reference identity.groups[0].units[0]', 'organization.units', 'organization.units[*].name'],
  ['unknown-reference suppliers[1].access.units[0]', 'organization.units', 'organization.units[*].name'],
  ['duplicate-unit organization.units[2].name', 'organization.units[0].name'],
  ['own-account suppliers[0].accounts[0]', 'organization.accounts', 'organization.accounts[0].id'],
  ['duplicate-email organization.accounts[2].email', 'organization.accounts[0].email'],
  ['duplicate-account organization.accounts[3].name', 'organization.accounts[1].name'],
  ['duplicate-account organization.accounts[4].id', 'organization.accounts[3].id'],
  ['missing-role-account organization.accounts', 'organization.accounts[*].role'],
  ['duplicate-role-account organization.accounts[3].role', 'organization.accounts[1].role'],
  ['missing-key organization.accounts[4].unit', 'organization.accounts[4].role'],
  ['overlapping-ranges organization.accounts[5].network.home', 'network.home'],
  ['unknown-reference residency[0].dataClasses[1]', 'dataClasses', 'dataClasses[*].name'],
  ['unknown-reference continuity.services[0].dataClass', 'dataClasses', 'dataClasses[*].name'],
  ['duplicate-data-class dataClasses[1].name', 'dataClasses[0].name'],
  ['free-export dataClasses[0].handling.export', 'dataClasses[0].level'],
  ['contradicting-retention dataClasses[1].handling.longest', 'dataClasses[1].handling.retention'],
  ['missing-key dataClasses[1].handling.approvers', 'dataClasses[1].handling.export'],
  ['missing-key dataClasses[2].handling.longest', 'dataClasses[2].level'],
  ['unknown-reference dataClasses[0].handling.tier', 'continuity.tiers', 'continuity.tiers[*].name'],
  ['unknown-reference continuity.services[1].tier', 'continuity.tiers', 'continuity.tiers[*].name'],
  [
    'missing-failover continuity.services[0].failover',
    'continuity.tiers',
    'continuity.tiers[0].name',
    'continuity.tiers[0].rto',
    'continuity.services[0].tier',
  ],
  ['duplicate-tier continuity.tiers[2].name', 'continuity.tiers[1].name'],
  ['unreachable-rto continuity.tiers[1].rto', 'continuity.tiers[1].strategy'],
  ['unreachable-rpo continuity.tiers[1].rpo', 'continuity.tiers[1].strategy', 'continuity.tiers[1].backupEvery'],
  ['duplicate-service continuity.services[1].name', 'continuity.services[0].name'],
  ['record-outside-zone continuity.services[2].failover.recordName', 'continuity.services[2].failover.zoneName'],
  ['same-host continuity.services[2].failover.recovery', 'continuity.services[2].failover.primary'],
  ['unknown-reference dataClasses[2].handling.approvers', 'identity.groups', 'identity.groups[*].name'],
  ['unknown-reference identity.permissionSets[1].groups[0]', 'identity.groups', 'identity.groups[*].name'],
  ['duplicate-group identity.groups[1].name', 'identity.groups[0].name'],
  ['duplicate-group identity.groups[1].id', 'identity.groups[0].id'],
  ['duplicate-operator identity.operators[1]', 'identity.operators[0]'],
  ['unknown-reference onCall.escalation', 'contacts', 'contacts[*].name'],
  ['duplicate-contact contacts[1].name', 'contacts[0].name'],
  ['same-deputy onCall.deputy', 'onCall.primary'],
  ['duplicate-supplier suppliers[1].name', 'suppliers[0].name'],
  [
    'control-unassigned suppliers[1].responsibilities.aws',
    'suppliers[1].responsibilities.aws.organisation',
    'suppliers[1].responsibilities.aws.organisation[*]',
    'suppliers[1].responsibilities.aws.supplier',
    'suppliers[1].responsibilities.aws.supplier[0]',
    'suppliers[1].responsibilities.aws.provider',
  ],
  [
    'control-disputed suppliers[1].responsibilities.aws',
    'suppliers[1].responsibilities.aws.organisation',
    'suppliers[1].responsibilities.aws.organisation[3]',
    'suppliers[1].responsibilities.aws.supplier',
    'suppliers[1].responsibilities.aws.supplier[0]',
    'suppliers[1].responsibilities.aws.provider',
  ],
  ['duplicate-subscription azure.subscriptions[1].name', 'azure.subscriptions[0].name'],
  ['duplicate-subscription azure.subscriptions[1].id', 'azure.subscriptions[0].id'],
  ['region-not-in-environment azure.regions.home', 'azure.environment'],
  ['region-not-in-environment azure.regions.recovery', 'azure.environment'],
  ['duplicate-exception exceptions[1].id', 'exceptions[0].id'],
  ['self-approved records[0].approver', 'records[0].owner'],
  ['review-before-issue records[0].reviewBy', 'records[0].issued'],
];

/** A mistake is of a place when it is told there or below, or hangs on it. */
function isOf(place: string, mistake: string): boolean {
  const [, told = ''] = mistake.split(' ');
  if (told.startsWith(place)) return true;
  const [, ...places] = HANGS_ON.find(([name]) => name === mistake) ?? [];
  const parts = place.split(/(\[\d+\])/);
  return places.some((pattern) => {
    const wanted = pattern.split(/(\[(?:\d+|\*)\])/);
    return wanted.length === parts.length && wanted.every((part, nth) => part === '[*]' || part === parts[nth]);
  });
}

describe('a value that is ill-formed, wherever it stands', () => {
  const places = placesIn(MISTAKEN).map((path) => ({ path, place: keyOf(path) }));

  test('stands beside a mistake in every kind of entry', () => {
    expect(BASE.length).toBeGreaterThan(80);
    expect(BASE.some((mistake) => mistake.startsWith('wrong-'))).toBe(false);
  });

  test.each([
    ['a list of lists', [[1]], /^(wrong-type|unknown-value) /],
    ['nothing', null, /^missing-key /],
  ])('as %s is told by itself, and every mistake that does not hang on it is told beside', (_, illFormed, code) => {
    for (const { path, place } of places) {
      const now = told(problemsOf(withValue(MISTAKEN, path, illFormed)));

      const unsaid = BASE.filter((mistake) => !now.includes(mistake) && !isOf(place, mistake));
      const invented = now.filter((mistake) => !BASE.includes(mistake));
      expect({ place, unsaid }).toEqual({ place, unsaid: [] });
      expect({ place, invented }).toEqual({ place, invented: [expect.stringMatching(code)] });
      expect(invented[0]?.split(' ')[1]).toContain(place);
    }
  });

  test('so are two at once', () => {
    const inTwoPlaces = fc.uniqueArray(fc.constantFrom(...places), { minLength: 2, maxLength: 2 });
    fc.assert(
      fc.property(inTwoPlaces, ([one, other]) => {
        fc.pre(one !== undefined && other !== undefined && apart(one.path, other.path));
        const now = told(problemsOf(withValue(withValue(MISTAKEN, one.path, [[1]]), other.path, [[1]])));

        const unsaid = BASE.filter(
          (mistake) => !now.includes(mistake) && !isOf(one.place, mistake) && !isOf(other.place, mistake),
        );
        expect(unsaid).toEqual([]);
        expect(now.filter((mistake) => !BASE.includes(mistake))).toHaveLength(2);
      }),
      { numRuns: 100 },
    );
  });
});

const apart = (one: Path, other: Path): boolean =>
  one.slice(0, other.length).some((part, index) => part !== other[index]);

describe('a key that is misspelt, wherever it stands', () => {
  test('is told by itself, and what it holds is checked as if it were spelt right', () => {
    for (const path of keysIn(MISTAKEN)) {
      const key = String(path.at(-1));
      const misspelt = keyOf([...path.slice(0, -1), `${key}x`]);
      const now = told(problemsOf(withKey(MISTAKEN, path, `${key}x`)));

      const [unknown, ...rest] = [
        ...now.filter((mistake) => mistake.startsWith('unknown-key')),
        ...now.filter((mistake) => !mistake.startsWith('unknown-key')),
      ];
      expect(unknown).toBe(`unknown-key ${misspelt}`);
      expect({
        path,
        told: rest.map((mistake) => mistake.replace(misspelt, keyOf(path))).sort(),
      }).toEqual({ path, told: [...BASE].sort() });
    }
  });
});

/** The path of every key. */
function keysIn(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => {
    const here = [...path, Array.isArray(value) ? Number(key) : key];
    return [...(Array.isArray(value) ? [] : [here]), ...keysIn(part, here)];
  });
}

/** The configuration with one key renamed, in its place. */
function withKey(value: unknown, [part, ...rest]: Path, key: string): unknown {
  if (Array.isArray(value)) return value.map((entry, index) => (index === part ? withKey(entry, rest, key) : entry));
  return Object.fromEntries(
    Object.entries(value as object).map(([name, inner]) => {
      if (name !== part) return [name, inner];
      return rest.length === 0 ? [key, inner] : [name, withKey(inner, rest, key)];
    }),
  );
}
