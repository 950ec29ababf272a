import { networkCompleteness } from '../../../../lib/proofs/completeness/network-completeness';
import { TODAY } from '../../../support/landing-zone';
import { estateOfStacks, HOME, resource } from '../access/stacks';
import { nat, type Part, ref, subnet, vpc } from '../network/documents';
import { compared, linesOf, NOTHING_DECLARED } from './compared';

const FACET = '8.3/zoning#zone-separation';
const ZONES = ['ingress', 'application', 'data', 'management'];

const inspecting: Part = {
  Firewall: {
    Type: 'AWS::NetworkFirewall::Firewall',
    Properties: { VpcId: ref('Inspection'), SubnetMappings: [{ SubnetId: ref('Endpoint') }] },
  },
};

const zoned = (...more: readonly Part[]): Part =>
  Object.assign(
    {},
    vpc('Net', '10.0.0.0/16'),
    ...ZONES.flatMap((zone, at) =>
      ['a', 'b'].map((az, index) =>
        subnet(`${zone}${az}`, 'Net', `10.0.${10 * at + index}.0/24`, { zone, az: `eu-central-1${az}` }),
      ),
    ),
    ...more,
  );

const without = (parts: Part, ...ids: readonly string[]): Part =>
  Object.fromEntries(Object.entries(parts).filter(([id]) => !ids.includes(id)));

test(`${FACET}: four zones in subnets of their own over two availability zones pass`, () => {
  expect(compared(FACET, zoned())).toEqual([
    expect.stringMatching(
      /^passed Net: Net: each of ingress, application, data, management has subnets .* all 8 subnets/,
    ),
  ]);
});

test('an inspection network has none of the zones', () => {
  const parts = [
    vpc('Inspection', '10.9.0.0/22'),
    subnet('Endpoint', 'Inspection', '10.9.0.0/26'),
    subnet('Out', 'Inspection', '10.9.1.0/26'),
  ];
  const inspection = Object.assign({}, ...parts, inspecting, nat('Nat', 'Out'));

  expect(compared(FACET, inspection)).toEqual([expect.stringMatching(/^passed Inspection: .* none of its 2 subnets/)]);
  const stray = { ...inspection, ...subnet('Out', 'Inspection', '10.9.1.0/26', { zone: 'data' }) };
  expect(compared(FACET, stray)).toEqual([
    expect.stringMatching(/^failed Out Tags: Out is of the zone data, in Inspection/),
  ]);
});

test('a network of endpoints has none of the zones, and one of load balancers the ingress zone alone', () => {
  const endpoints: Part = {
    ...vpc('Central', '10.8.0.0/24'),
    ...subnet('One', 'Central', '10.8.0.0/26'),
    Kms: {
      Type: 'AWS::EC2::VPCEndpoint',
      Properties: { VpcId: ref('Central'), VpcEndpointType: 'Interface', SubnetIds: [ref('One')] },
    },
  };
  const balancers: Part = {
    ...vpc('Edge', '10.7.0.0/24'),
    ...subnet('Public', 'Edge', '10.7.0.0/26', { zone: 'ingress' }),
    ...subnet('Inner', 'Edge', '10.7.0.64/26'),
    Balancer: { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: { Subnets: [ref('Public')] } },
    Attachment: {
      Type: 'AWS::EC2::TransitGatewayAttachment',
      Properties: { VpcId: ref('Edge'), SubnetIds: [ref('Inner')] },
    },
  };

  expect(compared(FACET, endpoints)).toEqual([
    expect.stringMatching(/^passed Central: .* endpoints for other networks.* none of its 1 subnets is of a zone/),
  ]);
  // whatever else stands in it, or leads out of it, makes it one for workloads
  const others: readonly Part[] = [
    {
      Hosts: {
        Type: 'AWS::AutoScaling::AutoScalingGroup',
        Properties: { VPCZoneIdentifier: [ref('One')] },
      },
    },
    { Way: { Type: 'AWS::EC2::VPCGatewayAttachment', Properties: { VpcId: ref('Central') } } },
    { Peer: { Type: 'AWS::EC2::VPCPeeringConnection', Properties: { PeerVpcId: ref('Central') } } },
  ];
  for (const other of others) {
    expect(compared(FACET, { ...endpoints, ...other })[0]).toMatch(/^failed One Tags: One is of no zone/);
  }
  expect(compared(FACET, balancers)).toEqual([
    expect.stringMatching(/^passed Edge: .* load balancers alone.* none of its 2 subnets is of another zone/),
  ]);
  const stray = { ...endpoints, ...subnet('One', 'Central', '10.8.0.0/26', { zone: 'data' }) };
  expect(compared(FACET, stray)).toEqual([
    expect.stringMatching(/^failed One Tags: One is of the zone data, in Central/),
  ]);
});

test('without networks there is nothing to judge', () => {
  expect(compared(FACET, { Key: resource('AWS::KMS::Key') })).toEqual([]);
});

test.each<[string, Part, string]>([
  [
    'a zone that is not there',
    without(zoned(), 'dataa', 'datab'),
    'failed Net: Net has the data zone in 0 availability zones',
  ],
  [
    'a zone in one availability zone',
    without(zoned(), 'datab'),
    'failed Net: Net has the data zone in 1 availability zones',
  ],
  [
    'two subnets of a zone in the same availability zone',
    zoned(subnet('datab', 'Net', '10.0.21.0/24', { zone: 'data', az: 'eu-central-1a' })),
    'failed Net: Net has the data zone in 1 availability zones',
  ],
  [
    'a subnet of no zone',
    zoned(subnet('Spare', 'Net', '10.0.99.0/24')),
    'failed Spare Tags: Spare is of no zone: isms:zone is missing',
  ],
  [
    'a subnet of a zone that nobody knows',
    zoned(subnet('Spare', 'Net', '10.0.99.0/24', { zone: 'dmz' })),
    'failed Spare Tags: Spare is of no zone: isms:zone is dmz',
  ],
  [
    'a network without subnets',
    vpc('Net', '10.0.0.0/16'),
    'failed Net: Net has the ingress zone in 0 availability zones',
  ],
])('fails with %s', (_, parts, line) => {
  const [first = ''] = compared(FACET, parts);

  expect(first.slice(0, line.length)).toBe(line);
});

test('is unknown where deployment decides the zone, the availability zone or whether there is a subnet', () => {
  const open = (properties: object, attributes: object = {}): Part => ({
    datab: {
      Type: 'AWS::EC2::Subnet',
      Properties: {
        VpcId: ref('Net'),
        CidrBlock: '10.0.21.0/24',
        AvailabilityZone: 'eu-central-1b',
        Tags: [{ Key: 'isms:zone', Value: 'data' }],
        ...properties,
      },
      ...attributes,
    },
  });
  const lines = (part: Part) => compared(FACET, zoned(part)).map((line) => line.split(':')[0]);

  expect(lines(open({ Tags: [{ Key: 'isms:zone', Value: ref('Zone') }] }))).toEqual(['unknown datab', 'unknown Net']);
  expect(lines(open({ AvailabilityZone: ref('Place') }))).toEqual(['unknown Net']);
  expect(lines(open({}, { Condition: 'Wide' }))).toEqual(['unknown Net']);
});

test('is unknown of a subnet whose network no template makes', () => {
  expect(compared(FACET, subnet('Lone', 'Elsewhere', '10.0.0.0/24', { zone: 'data' }))).toEqual([
    'unknown Lone VpcId: Lone is in a network that no template makes: which zones that has cannot be told',
  ]);
});

test('each entry tells the resource, its line and the requirement', () => {
  const estate = estateOfStacks({ test: { account: HOME, resources: without(zoned(), 'datab') } });
  const found = networkCompleteness(estate, { declared: NOTHING_DECLARED, asOf: TODAY });

  expect(linesOf(found, FACET)).toHaveLength(1);
  expect(found[0]).toMatchObject({
    kind: 'proof',
    check: 'completeness',
    requirements: ['8.3/zoning'],
    subject: { logicalId: 'Net', path: 'test/Net', source: { file: 'test.ts', line: 7 } },
  });
});
