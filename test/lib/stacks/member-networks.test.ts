import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demandsOf, flowsInForce } from '../../../lib/config';
import { networkBatches } from '../../../lib/config/network-batches';
import { networkTemplateSize } from '../../../lib/config/network-template-size';
import { readCdkAssembly } from '../../../lib/evidence/cloudformation-assembly';
import { JudgedEstate } from '../../../lib/evidence/estate';
import { reachability } from '../../../lib/proofs/network/reachability';
import { configurationOf } from '../../../tools/bench/configurations';
import { type CfnTemplate, example, landingZoneOf } from '../../support/landing-zone';

type Json = Record<string, unknown>;

interface Bench {
  readonly network: Json;
  readonly organization: {
    readonly units: readonly Json[];
    readonly accounts: readonly (Json & { readonly unit: string; readonly network?: Json })[];
  };
}

const STACK = 'bench-member-networks';
const ENVIRONMENT = 'isms:environment';
/** The first account outside production that has ranges. */
const OTHER = '100000000007';
const HUB = { home: '10.2.0.0/22', recovery: '10.3.0.0/22' };
const FLOW = {
  from: 'application',
  to: 'data',
  port: 5432,
  reason: 'orders to their database',
  owner: 'orders@example.com',
  confirmed: '2026-10-30',
  expires: '2030-12-31',
};

type Planned = Parameters<typeof networkBatches>[0];

interface Mutable {
  readonly Resources: Record<string, { readonly Type: string; readonly Properties: Json }>;
  readonly Mappings: { readonly Ranges: Record<string, { readonly range: string }> };
}

/** What is concluded of the hub and the networks of members at home, once the template of those in production is changed. */
function outcomesAfter(change: (template: Mutable) => void): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'members-'));
  try {
    cpSync(landingZone.cdkOut, folder, { recursive: true });
    const file = join(folder, `${STACK}.template.json`);
    const { Resources } = JSON.parse(readFileSync(file, 'utf8')) as { Resources: Record<string, { Properties: Json }> };
    const id = Object.keys(Resources).find((one) => one.startsWith('Networkproduction')) ?? '';
    const set = Resources[id]?.Properties ?? {};
    const template = JSON.parse(String(set['TemplateBody'])) as Mutable;
    change(template);
    Object.assign(set, { TemplateBody: JSON.stringify(template) });
    writeFileSync(file, JSON.stringify({ Resources }));
    const estate = new JudgedEstate(demandsOf(config));
    readCdkAssembly(folder, estate);
    return reachability(estate, flowsInForce(config))
      .filter(({ subject }) => subject?.stack === 'bench-network' || subject?.stack.startsWith(`${STACK}/`))
      .flatMap(({ facets, outcome }) => facets.map((facet) => `${facet} ${outcome}`));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What the proof has to say of a network without hosts. */
const SHOWN = [
  '8.3/boundary#controlled-ingress',
  '8.3/boundary#dns-filtering',
  '8.3/minimal-ports#declared-flows',
  '8.3/vpc-isolation#data-zone-unroutable',
  '8.3/vpc-isolation#route-domain-separation',
  '8.3/zoning#environment-separation',
  '8.3/zoning#management-zone',
  '8.3/zoning#zone-access-lists',
];

/** Between zones of one network no firewall stands: what drops there is in the hosts. */
const IN_HOSTS = '8.3/intrusion#inline-prevention';

/** Twelve accounts, six of them with ranges, and what is changed in their networks. */
function landingZoneWith(partition: 'aws' | 'aws-cn', network: Json) {
  const bench = JSON.parse(configurationOf({ partition, accounts: 12, ranges: true })) as Bench;
  const units = bench.organization.units.map((unit) =>
    unit['name'] === 'Security' ? { ...unit, environment: 'shared' } : unit,
  );
  const organization = { ...bench.organization, units };
  return landingZoneOf(JSON.stringify({ ...bench, organization, network: { ...bench.network, ...network } }));
}

const landingZone = landingZoneWith('aws', { hub: HUB, flows: [FLOW], members: {} });
const { config } = landingZone;
if (config.profile !== 'organization') throw new Error('no organization');
const { accounts, rootId } = config.organization;

/** Of a template that a stack takes from a bucket. */
const MOST_BYTES = 1024 * 1024;

/** Accounts of production have 10.64, those of the others 10.72, and beyond that in the recovery region. */
function aThousand(): string {
  const bench = JSON.parse(configurationOf({ partition: 'aws', accounts: 1000, ranges: true })) as Bench;
  const counts = new Map<number, number>();
  const accounts = bench.organization.accounts.map((account) => {
    if (!account.network) return account;
    const block = account.unit === 'Production' ? 64 : 72;
    const nth = counts.get(block) ?? 0;
    counts.set(block, nth + 1);
    const [home, recovery] = [block, block + 64].map((first) => `10.${first + (nth >> 8)}.${nth & 255}.0/24`);
    return { ...account, network: { home, recovery } };
  });
  const network = { ...bench.network, members: {} };
  return JSON.stringify({ ...bench, network, organization: { ...bench.organization, accounts } }, null, 1);
}

interface StackSet {
  readonly StackSetName: string;
  readonly TemplateBody: string;
  readonly AutoDeployment: unknown;
  readonly Tags: readonly { readonly Key: string; readonly Value: string }[];
  readonly StackInstancesGroup: readonly {
    readonly DeploymentTargets: Readonly<Record<string, readonly string[]>>;
    readonly Regions: readonly string[];
  }[];
}

const sets = ['bench-member-networks', 'bench-member-networks-recovery']
  .flatMap((stack) => Object.values(landingZone.template(stack).Resources))
  .filter(({ Type }) => Type === 'AWS::CloudFormation::StackSet')
  .map(({ Properties }) => Properties as unknown as StackSet);
const bodies = sets.map(({ TemplateBody }) => JSON.parse(TemplateBody) as CfnTemplate);
const targetsOf = ({ StackInstancesGroup: [group] }: StackSet) => group?.DeploymentTargets ?? {};
const rangesIn = ({ Mappings }: CfnTemplate) =>
  (Mappings as { Ranges: Readonly<Record<string, { readonly range: string }>> }).Ranges;

// each is made by a process of its own: once is enough
const thousand = landingZoneOf(aThousand());
const inChina = landingZoneWith('aws-cn', { hub: HUB, flows: [FLOW], members: { endpoints: 'minimal' } });

describe('networks of members', () => {
  test('each account has in each region the range of its own, once', () => {
    const given = sets.flatMap(({ StackInstancesGroup: [group] }, index) =>
      Object.entries(rangesIn(bodies[index] as CfnTemplate)).map(([id, { range }]) =>
        [id, group?.Regions.join(), range].join(' '),
      ),
    );
    const wanted = accounts.flatMap(({ id, network }) =>
      [
        [config.regions.home, network?.home],
        [config.regions.recovery, network?.recovery],
      ].flatMap(([region, range]) => (range === undefined ? [] : [[id, region, range].join(' ')])),
    );

    expect(given.length).toBeGreaterThan(0);
    expect([...given].sort()).toEqual([...wanted].sort());
  });

  test('8.4/classification: what they are made of is of the environment of its accounts', () => {
    for (const [index, { Tags }] of sets.entries()) {
      const network = Object.values(bodies[index]?.Resources ?? {}).find(({ Type }) => Type === 'AWS::EC2::VPC');
      const tags = (network?.Properties?.['Tags'] ?? []) as readonly { readonly Key: string }[];
      const [tag] = tags.filter(({ Key }) => Key === ENVIRONMENT);
      expect(tag).toBeDefined();
      expect(Tags.filter(({ Key }) => Key === ENVIRONMENT)).toEqual([tag]);
    }
  });

  test('an account without a range is no target, and no account that joins is one by itself', () => {
    for (const [index, set] of sets.entries()) {
      expect(targetsOf(set)).toEqual({
        OrganizationalUnitIds: [rootId],
        AccountFilterType: 'INTERSECTION',
        Accounts: Object.keys(rangesIn(bodies[index] as CfnTemplate)),
      });
      expect(set.AutoDeployment).toEqual({ Enabled: false });
    }
  });

  test('8.3/vpc-isolation#data-zone-unroutable: data and management have no route but the local one', () => {
    for (const { Resources } of bodies) {
      const tables = Object.values(Resources)
        .filter(({ Type }) => Type === 'AWS::EC2::Route')
        .map(({ Properties }) => JSON.stringify(Properties?.['RouteTableId']));
      expect(tables).toEqual([expect.stringContaining('ApplicationRoutes')]);
    }
  });

  test('8.3/security-groups#default-group-empty: the code that empties the group stands in the template', () => {
    for (const { Resources } of bodies) {
      const functions = Object.values(Resources).filter(({ Type }) => Type === 'AWS::Lambda::Function');
      expect(functions.map(({ Properties }) => Object.keys(Properties?.['Code'] as object))).toEqual([
        ['ZipFile'],
        ['ZipFile'],
      ]);
    }
  });

  test('the proof sees each template once, and finds nothing open that is not declared', () => {
    const outcomes = outcomesAfter(() => undefined);

    expect(outcomes).toEqual(expect.arrayContaining(SHOWN.map((facet) => `${facet} passed`)));
    // between the zones of one network no firewall stands, which is told as it is
    const decided = outcomes.filter((outcome) => outcome !== '8.3/intrusion#inline-prevention unknown');
    expect(decided.filter((outcome) => !outcome.endsWith(' passed'))).toEqual([]);
  });

  test.each<[string, (template: Mutable) => void, string]>([
    [
      'a way from the data zone to the hub',
      ({ Resources }) => {
        const route = Object.values(Resources).find(({ Type }) => Type === 'AWS::EC2::Route');
        const table = Object.keys(Resources).find((id) => id.startsWith('NetworkDataRoutes')) ?? '';
        Object.assign(route?.Properties ?? {}, { RouteTableId: { 'Fn::GetAtt': [table, 'RouteTableId'] } });
      },
      '8.3/vpc-isolation#data-zone-unroutable unknown',
    ],
    [
      'an account of another environment',
      ({ Mappings }) => {
        Mappings.Ranges[OTHER] = { range: '10.200.0.0/24' };
      },
      '8.3/vpc-isolation#route-domain-separation failed',
    ],
    [
      'an account that the hub does not know',
      ({ Mappings }) => {
        Mappings.Ranges['888888888888'] = { range: '10.200.0.0/24' };
      },
      '8.3/vpc-isolation#route-domain-separation failed',
    ],
    [
      'ranges of several lengths',
      ({ Mappings }) => {
        Mappings.Ranges[OTHER] = { range: '10.200.0.0/16' };
      },
      '8.3/minimal-ports#declared-flows unknown',
    ],
  ])('the proof finds %s', (_, change, expected) => {
    expect(outcomesAfter(change)).toContain(expected);
  });

  test.each([
    ['aws', landingZone],
    ['aws-cn', inChina],
  ])('%s: no rule or proof finds anything in them, nor leaves undecided what is not in hosts', (_, made) => {
    const { evidence } = made.ledger();
    const shown = evidence.filter(
      ({ subject, kind }) => kind === 'proof' && subject?.stack.startsWith('bench-member-networks/'),
    );
    expect(shown.flatMap(({ facets = [] }) => facets)).toEqual(
      expect.arrayContaining(['8.3/minimal-ports#declared-flows']),
    );
    const found = evidence.filter(
      ({ subject, outcome, facets = [] }) =>
        subject?.stack.startsWith('bench-member-networks') &&
        ['non-compliant', 'unknown', 'failed', 'error'].includes(outcome) &&
        !(outcome === 'unknown' && facets.includes(IN_HOSTS)),
    );

    expect(found).toEqual([]);
  });

  test('in China, accounts are listed for want of units', () => {
    const made = Object.values(inChina.template('bench-member-networks').Resources).flatMap(({ Properties }) =>
      Properties?.['StackSetName'] ? [Properties as unknown as StackSet & { readonly PermissionModel: string }] : [],
    );

    expect(made.map(({ PermissionModel }) => PermissionModel)).toEqual(['SELF_MANAGED', 'SELF_MANAGED']);
    for (const set of made) {
      expect(targetsOf(set)).toEqual({ Accounts: Object.keys(rangesIn(JSON.parse(set.TemplateBody))) });
    }
  });

  test.each([
    ['of the benchmark', landingZone],
    ['of China, with endpoints', inChina],
    ['of the example', example('organization')],
    ['of a thousand accounts', thousand],
  ])('what is foretold of the size of templates is what they have at most, and not much more: those %s', (_, made) => {
    const spare = (['home', 'recovery'] as const).flatMap((place) => {
      const stack = `${made.config.name}-member-networks${place === 'home' ? '' : '-recovery'}`;
      const templates = Object.values(made.template(stack).Resources).flatMap(({ Properties }) =>
        typeof Properties?.['TemplateBody'] === 'string' ? [Properties['TemplateBody']] : [],
      );
      return networkBatches(made.config as Planned, place).map((batch, index) => {
        expect(templates[index]).toContain(JSON.stringify([...batch.ranges.keys()][0]));
        return networkTemplateSize(made.config, batch) - Buffer.byteLength(templates[index] ?? '');
      });
    });

    expect(Math.min(...spare)).toBeGreaterThan(0);
    expect(Math.max(...spare)).toBeLessThan(1500);
  });

  test('without the key ranges are reserved, and nothing is made of them', () => {
    expect(networkBatches({ network: {}, organization: config.organization }, 'home')).toEqual([]);
  });

  test('a thousand accounts, whose ranges follow each other by environment, take sixteen templates a region at most', () => {
    for (const stack of ['bench-member-networks', 'bench-member-networks-recovery']) {
      const { template, bytes } = thousand.stack(stack);
      const ids = Object.values(template.Resources).flatMap(({ Properties }) =>
        Object.keys(
          rangesIn(JSON.parse(String(Properties?.['TemplateBody'] ?? '{"Mappings":{"Ranges":{}}}')) as CfnTemplate),
        ),
      );
      expect(new Set(ids).size).toBe(994);
      expect(ids.length).toBe(994);
      expect(Object.keys(template.Resources).length).toBeLessThanOrEqual(17);
      expect(bytes).toBeLessThan(MOST_BYTES);
    }
  });
});
