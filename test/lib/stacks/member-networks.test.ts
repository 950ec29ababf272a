import { demandsOf, flowsInForce } from '../../../lib/config';
import { reachability } from '../../../lib/proofs/network/reachability';
import { networkBatches } from '../../../lib/stacks/member-networks';
import { configurationOf } from '../../../tools/bench/configurations';
import { type CfnTemplate, landingZoneOf } from '../../support/landing-zone';

type Json = Record<string, unknown>;

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

/** Twelve accounts, six of them with ranges, and what is changed in their networks. */
function landingZoneWith(partition: 'aws' | 'aws-cn', network: Json) {
  const { network: before, ...rest } = JSON.parse(configurationOf({ partition, accounts: 12, ranges: true })) as Json;
  return landingZoneOf(JSON.stringify({ ...rest, network: { ...(before as Json), ...network } }));
}

const landingZone = landingZoneWith('aws', { hub: HUB, flows: [FLOW], members: {} });
const { config } = landingZone;
if (config.profile !== 'organization') throw new Error('no organization');
const { accounts, rootId } = config.organization;

interface StackSet {
  readonly StackSetName: string;
  readonly TemplateBody: string;
  readonly AutoDeployment: unknown;
  readonly StackInstancesGroup: readonly {
    readonly DeploymentTargets: Readonly<Record<string, readonly string[]>>;
    readonly Regions: readonly string[];
  }[];
}

const sets = Object.values(landingZone.template('bench-organization').Resources)
  .filter(({ Type }) => Type === 'AWS::CloudFormation::StackSet')
  .map(({ Properties }) => Properties as unknown as StackSet)
  .filter(({ StackSetName }) => StackSetName.includes('-network-'));
const bodies = sets.map(({ TemplateBody }) => JSON.parse(TemplateBody) as CfnTemplate);
const targetsOf = ({ StackInstancesGroup: [group] }: StackSet) => group?.DeploymentTargets ?? {};
const rangesIn = ({ Mappings }: CfnTemplate) =>
  (Mappings as { Ranges: Readonly<Record<string, { readonly range: string }>> }).Ranges;

describe('networks of members', () => {
  test('8.3/vpc-isolation#no-overlap: each account has in each region the range of its own, once', () => {
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

  test('8.3/zoning#zone-separation: data and management have no route but the local one', () => {
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

  test('the proof sees each template once, and concludes of it what it concludes of the operations network', () => {
    const found = reachability(landingZone.estate(demandsOf(config)), flowsInForce(config));
    const outcomes = (belongs: (stack: string) => boolean) =>
      new Set(
        found
          .filter(({ subject }) => belongs(subject?.stack ?? ''))
          .flatMap(({ facets, outcome }) => facets.map((facet) => `${facet} ${outcome}`)),
      );
    const own = outcomes((stack) => stack === 'bench-operations');

    expect(own.size).toBeGreaterThan(0);
    expect(outcomes((stack) => stack.includes('/Network'))).toEqual(own);
  });

  test('without the key ranges are reserved, and nothing is made of them', () => {
    const { members: _, ...network } = config.network;
    expect(networkBatches({ ...config, network })).toEqual([]);
  });
});
