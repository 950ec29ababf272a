import type { DeclaredFlow } from '../../../../constructs/nag/demands';
import { Template } from '../../../../constructs/nag/template';
import type { FacetId } from '../../../../constructs/standard';
import { demandsOf, flowsInForce } from '../../../../lib/config';
import { JudgedEstate } from '../../../../lib/evidence/estate';
import type { Evidence } from '../../../../lib/evidence/evidence';
import { reachability, STATEMENTS } from '../../../../lib/proofs/network/reachability';
import { EXAMPLES, example } from '../../../support/landing-zone';
import {
  attachment,
  document,
  firewall,
  firewallEndpoint,
  group,
  host,
  internetGateway,
  list,
  nat,
  type Part,
  peering,
  ref,
  route,
  subnet,
  table,
  transitGateway,
  transitTable,
  vpc,
} from './documents';

const ORIGIN = { cloud: 'aws', partition: 'aws', account: '111111111111', region: 'eu-central-1' } as const;

function estateOf(...parts: readonly Part[]): JudgedEstate {
  const estate = new JudgedEstate();
  const environment = { partition: 'aws', account: '111111111111', region: 'eu-central-1' };
  const template = Template.cloudFormation(document(...parts), { name: 'test', environment, estate: estate.estate });
  estate.add(template, { ...ORIGIN, stack: 'test', locate: () => undefined, declarations: [] });
  return estate;
}

/** What a facet comes to for a network: the outcome, and the message. */
function proved(facet: FacetId, parts: readonly Part[], declared: readonly DeclaredFlow[] = [], vpcId = 'Net') {
  const found = reachability(estateOf(...parts), declared).filter(
    ({ facets, subject }) => facets.includes(facet) && subject?.logicalId === vpcId,
  );
  expect(found.length).toBeLessThanOrEqual(1);
  return found[0] && `${found[0].outcome}: ${found[0].message.en}`;
}

const OPEN = { inbound: ['all 0.0.0.0/0'], outbound: ['all 0.0.0.0/0'] };

describe('what is proved', () => {
  test('of templates without a network there is no evidence', () => {
    expect(reachability(estateOf({ Key: { Type: 'AWS::KMS::Key' } }))).toEqual([]);
  });

  test('a network without zones gives reason for few statements', () => {
    const proofs = reachability(estateOf(vpc('Net', '10.0.0.0/16'), subnet('A', 'Net', '10.0.1.0/24')));

    expect(proofs.flatMap(({ facets }) => facets)).toEqual([
      '8.3/boundary#controlled-ingress',
      '8.3/boundary#dns-filtering',
      '8.3/minimal-ports#sensitive-ports-unreachable',
    ]);
  });

  test('each entry is a proof of one facet, about the network, in both languages', () => {
    const [proof] = reachability(estateOf(vpc('Net', '10.0.0.0/16'), subnet('A', 'Net', '10.0.1.0/24')));

    expect(proof).toMatchObject<Partial<Evidence>>({
      kind: 'proof',
      check: 'reachability',
      outcome: 'passed',
      requirements: ['8.3/boundary'],
      message: { en: expect.stringContaining('Net has no internet gateway'), zh: expect.stringMatching(/公网地址/) },
    });
    expect(proof?.subject).toMatchObject({ logicalId: 'Net', type: 'AWS::EC2::VPC', stack: 'test' });
  });

  test('every statement is about a facet of its own', () => {
    const facets = STATEMENTS.map(({ facet }) => facet);

    expect(new Set(facets).size).toBe(facets.length);
  });

  test.each(EXAMPLES)('in the example %s every statement is proved, but that firewalls stand between zones', (name) => {
    const landingZone = example(name);
    const estate = landingZone.estate(demandsOf(landingZone.config));

    const proofs = reachability(estate, flowsInForce(landingZone.config));

    expect(proofs.length).toBeGreaterThanOrEqual(14);
    const open = proofs.filter(({ outcome }) => outcome !== 'passed');
    expect(
      open.filter(({ outcome, message }) => outcome === 'failed' || !/ within .* passes no firewall/.test(message.en)),
    ).toEqual([]);
  });

  test('8.3/intrusion#inline-prevention: the way from the internet to a target is told, through the firewall', () => {
    const landingZone = example('organization');
    const proofs = reachability(landingZone.estate(demandsOf(landingZone.config)), flowsInForce(landingZone.config));
    const [witness] = proofs.filter(
      ({ facets, subject }) =>
        facets.includes('8.3/intrusion#inline-prevention') && subject?.path === 'acme-network/IngressNetwork/Vpc',
    );

    expect(witness?.outcome).toBe('passed');
    expect(witness?.message.en).toMatch(
      /: internet → .*LoadBalancer → .*IngressTable → Transit\/Inspection → Inspection\/Firewall → .*InspectionTable → .* → Network\/ApplicationSubnet1$/,
    );
  });
});

describe('types that are not followed', () => {
  const FACET = '8.3/boundary#controlled-ingress';
  const net: readonly Part[] = [vpc('Net', '10.0.0.0/16'), subnet('A', 'Net', '10.0.1.0/24'), table('Table', 'Net')];
  const beside = (type: string, properties: object, ...parts: readonly Part[]) =>
    proved(FACET, [...net, ...parts, { Unread: { Type: type, Properties: properties } }]);

  test.each<[string, object, RegExp]>([
    ['AWS::EC2::RouteServerPropagation', { RouteTableId: ref('Table'), RouteServerId: 'rs-1' }, /writes routes/],
    ['AWS::EC2::SecurityGroupVpcAssociation', { GroupId: 'sg-1', VpcId: ref('Net') }, /lends a security group/],
    ['AWS::EC2::TransitGatewayConnect', { TransportTransitGatewayAttachmentId: 'tgw-attach-1' }, /attaches/],
    ['AWS::EC2::TrafficMirrorSession', { NetworkInterfaceId: 'eni-1', TrafficMirrorTargetId: 'tmt-1' }, /copies/],
    ['AWS::GlobalAccelerator::Accelerator', {}, /leads the internet/],
    [
      'AWS::GlobalAccelerator::EndpointGroup',
      { EndpointConfigurations: [{ EndpointId: 'i-1' }] },
      /leads the internet/,
    ],
    ['AWS::GlobalAccelerator::CrossAccountAttachment', { Resources: [] }, /leads the internet/],
    ['AWS::EC2::GatewayRouteTableAssociation', { GatewayId: 'vgw-1', RouteTableId: ref('Table') }, /gives a gateway/],
  ])('nothing is proved beside %s', (type, properties, said) => {
    const told = beside(type, properties);

    expect(told).toMatch(/^unknown: Unread /);
    expect(told).toMatch(said);
  });

  test('an internet gateway with a table of the templates is followed', () => {
    const association = { GatewayId: ref('Igw'), RouteTableId: ref('Table') };

    expect(beside('AWS::EC2::GatewayRouteTableAssociation', association, internetGateway('Igw', 'Net'))).toMatch(
      /^passed/,
    );
    expect(
      beside(
        'AWS::EC2::GatewayRouteTableAssociation',
        { ...association, RouteTableId: 'rtb-1' },
        internetGateway('Igw', 'Net'),
      ),
    ).toMatch(/^unknown/);
  });

  test.each(['AWS::EC2::VPCBlockPublicAccessExclusion', 'AWS::EC2::TrafficMirrorTarget'])(
    '%s by itself changes nothing',
    (type) => {
      expect(beside(type, { VpcId: ref('Net') })).toMatch(/^passed/);
    },
  );
});

describe('8.3/boundary#controlled-ingress of a service', () => {
  const OPEN_VALUE = { Ref: 'Parameter' };
  const nested = (path: string, value: unknown): object =>
    path.split('.').reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as object;
  const told = (type: string, properties: object) =>
    proved('8.3/boundary#controlled-ingress', [{ Served: { Type: type, Properties: properties } }], [], 'Served');

  test.each<[string, string, unknown, unknown]>([
    ['AWS::AppRunner::Service', 'NetworkConfiguration.IngressConfiguration.IsPubliclyAccessible', true, false],
    ['AWS::AppSync::GraphQLApi', 'Visibility', 'GLOBAL', 'PRIVATE'],
    ['AWS::EKS::Cluster', 'ResourcesVpcConfig.EndpointPublicAccess', 'true', 'false'],
    ['AWS::SageMaker::NotebookInstance', 'DirectInternetAccess', 'Enabled', 'Disabled'],
    ['AWS::Transfer::Server', 'EndpointType', 'PUBLIC', 'VPC'],
  ])('%s is on the internet unless it says otherwise', (type, path, open, closed) => {
    expect(told(type, {})).toBe(`failed: Served has an endpoint on the internet, as ${type} has by itself`);
    expect(told(type, nested(path, open))).toMatch(/^failed/);
    expect(told(type, nested(path, OPEN_VALUE))).toMatch(/^unknown: deployment decides whether Served/);
    expect(told(type, nested(path, closed))).toBeUndefined();
  });

  test('AWS::Lightsail::Instance always is', () => {
    expect(told('AWS::Lightsail::Instance', {})).toMatch(/^failed/);
  });
});

describe('8.2/bastion#single-entry-path', () => {
  const FACET = '8.2/bastion#single-entry-path';
  const net = (...parts: readonly Part[]): readonly Part[] => [
    vpc('Net', '10.0.0.0/16'),
    subnet('Admin', 'Net', '10.0.0.0/24', { zone: 'management' }),
    subnet('App', 'Net', '10.0.1.0/24', { zone: 'application' }),
    group('Gate', 'Net', { inbound: [], outbound: ['all 0.0.0.0/0'] }),
    host('Bastion', 'Admin', { groups: ['Gate'], purpose: 'bastion' }),
    ...parts,
  ];
  const server = (...inbound: readonly string[]): readonly Part[] => [
    group('Servers', 'Net', { inbound, outbound: [] }),
    host('Server', 'App', { groups: ['Servers'] }),
  ];

  test('passes when a host admits the group of the bastion', () => {
    expect(proved(FACET, net(...server('tcp 22 group Gate')))).toMatch(/^passed/);
  });

  test('passes when a host admits others to another port', () => {
    expect(proved(FACET, net(...server('tcp 443 10.0.0.0/16')))).toMatch(/^passed/);
  });

  test.each(['tcp 22', 'tcp 3389', 'tcp 5986', 'udp 3389'])('fails when a host admits its neighbours to %s', (port) => {
    expect(proved(FACET, net(...server(`${port} 10.0.1.0/24`)))).toMatch(/^failed: App → Server/);
  });

  test('fails when a host admits whoever stands beside the bastion', () => {
    expect(proved(FACET, net(...server('tcp 22 10.0.0.0/24')))).toMatch(/^failed: Admin → .*Server: tcp\/22/);
  });

  test('fails when another host is in the group that is admitted', () => {
    const other = host('Other', 'App', { groups: ['Gate'] });

    expect(proved(FACET, net(...server('tcp 22 group Gate'), other))).toMatch(/^failed: Other → .*Server/);
  });

  test('is not asked where no bastion stands', () => {
    expect(proved(FACET, [vpc('Net', '10.0.0.0/16'), subnet('App', 'Net', '10.0.1.0/24')])).toBeUndefined();
  });
});

describe('8.3/traffic-encryption#plaintext-protocols-absent', () => {
  const FACET = '8.3/traffic-encryption#plaintext-protocols-absent';
  const net = (zone: string, ...inbound: readonly string[]): readonly Part[] => [
    vpc('Net', '10.0.0.0/16'),
    subnet('Clients', 'Net', '10.0.0.0/24', { zone: 'application' }),
    subnet('Servers', 'Net', '10.0.1.0/24', { zone }),
    group('Open', 'Net', { inbound, outbound: [] }),
    host('Server', 'Servers', { groups: ['Open'] }),
  ];

  test('passes when hosts admit encrypted protocols', () => {
    expect(proved(FACET, net('data', 'tcp 443 10.0.0.0/16', 'tcp 5432 10.0.0.0/24'))).toMatch(/^passed/);
  });

  test.each(['tcp 21', 'tcp 80', 'tcp 389', 'udp 69', 'tcp 1-1000'])(
    'fails when a host admits others to %s',
    (port) => {
      expect(proved(FACET, net('data', `${port} 10.0.0.0/24`))).toMatch(/^failed: Clients → .*Server/);
    },
  );

  test('passes when the ingress zone takes HTTP, which it redirects, and fails for others there', () => {
    expect(proved(FACET, net('ingress', 'tcp 80 10.0.0.0/24'))).toMatch(/^passed/);
    expect(proved(FACET, net('ingress', 'tcp 23 10.0.0.0/24'))).toMatch(/^failed/);
  });

  test('fails when neighbours in a subnet talk in the clear', () => {
    expect(proved(FACET, net('data', 'tcp 80 10.0.1.0/24'))).toMatch(/^failed: Servers → .*Server/);
  });
});

describe('8.3/zoning#zone-access-lists', () => {
  const zones = (data: Parameters<typeof list>[2]): readonly Part[] => [
    vpc('Net', '10.0.0.0/16'),
    list('Application', 'Net', {
      inbound: ['allow tcp 32768-65535 10.0.2.0/24'],
      outbound: ['allow tcp 5432 10.0.2.0/24'],
    }),
    list('Data', 'Net', data),
    subnet('App', 'Net', '10.0.1.0/24', { zone: 'application', list: 'Application' }),
    subnet('Store', 'Net', '10.0.2.0/24', { zone: 'data', list: 'Data' }),
  ];
  const exact = zones({ inbound: ['allow tcp 5432 10.0.1.0/24'], outbound: ['allow tcp 32768-65535 10.0.1.0/24'] });
  const flow: DeclaredFlow = { from: 'application', to: 'data', port: 5432 };

  test('passes when the lists open what is declared', () => {
    expect(proved('8.3/zoning#zone-access-lists', exact, [flow])).toMatch(/^passed/);
  });

  test('fails when nothing is declared', () => {
    expect(proved('8.3/zoning#zone-access-lists', exact)).toBe(
      'failed: App → Store: tcp/5432; Store → App: tcp/32768-65535',
    );
  });

  test('fails when another protocol is declared', () => {
    expect(proved('8.3/zoning#zone-access-lists', exact, [{ ...flow, protocol: 'udp' }])).toMatch(/^failed/);
  });

  test('is unknown when no one says what is declared', () => {
    const proofs = reachability(estateOf(...exact));

    expect(proofs.find(({ facets }) => facets.includes('8.3/zoning#zone-access-lists'))?.outcome).toBe('unknown');
  });

  test('passes when lists allow more on one side than the other lets pass', () => {
    const wide = zones({ inbound: ['allow tcp 5000-6000 10.0.1.0/24'], outbound: ['allow all 10.0.1.0/24'] });

    expect(proved('8.3/zoning#zone-access-lists', wide, [flow])).toMatch(/^passed/);
  });

  test('takes UDP to the ports of callers for answers, where UDP is declared the other way', () => {
    const dns: readonly Part[] = [
      vpc('Net', '10.0.0.0/16'),
      list('Application', 'Net', {
        inbound: ['allow udp 32768-65535 10.0.2.0/24'],
        outbound: ['allow udp 53 10.0.2.0/24'],
      }),
      list('Data', 'Net', { inbound: ['allow udp 53 10.0.1.0/24'], outbound: ['allow udp 32768-65535 10.0.1.0/24'] }),
      subnet('App', 'Net', '10.0.1.0/24', { zone: 'application', list: 'Application' }),
      subnet('Store', 'Net', '10.0.2.0/24', { zone: 'data', list: 'Data' }),
    ];

    expect(
      proved('8.3/zoning#zone-access-lists', dns, [{ from: 'application', to: 'data', port: 53, protocol: 'udp' }]),
    ).toMatch(/^passed/);
  });
});

describe('8.3/zoning#management-zone', () => {
  const zones = (inbound: readonly string[]): readonly Part[] => [
    vpc('Net', '10.0.0.0/16'),
    list('Application', 'Net', {
      inbound: ['allow tcp 443 10.0.2.0/24'],
      outbound: ['allow tcp 32768-65535 10.0.2.0/24'],
    }),
    list('Management', 'Net', {
      inbound: ['allow tcp 32768-65535 10.0.1.0/24'],
      outbound: ['allow tcp 443 10.0.1.0/24'],
    }),
    subnet('App', 'Net', '10.0.1.0/24', { zone: 'application', list: 'Application' }),
    subnet('Manage', 'Net', '10.0.2.0/24', { zone: 'management', list: 'Management' }),
    group('Hosts', 'Net', { inbound, outbound: ['tcp 443 10.0.1.0/24'] }),
    host('Admin', 'Manage', { groups: ['Hosts'] }),
  ];
  const flow: DeclaredFlow = { from: 'management', to: 'application', port: 443 };

  test('passes when lists let answers in that no group takes for the start of a connection', () => {
    expect(proved('8.3/zoning#management-zone', zones([]), [flow])).toMatch(/^passed/);
  });

  test('fails when a group admits what a list takes for answers', () => {
    expect(proved('8.3/zoning#management-zone', zones(['tcp 40000 10.0.0.0/16']), [flow])).toBe(
      'failed: App → Manage → Admin: tcp/40000',
    );
  });

  test('fails when it leaves on a port that is not declared', () => {
    expect(proved('8.3/zoning#management-zone', zones([]), [{ ...flow, port: 8443 }])).toMatch(
      /^failed: .*Manage → App: tcp\/443/,
    );
  });

  test('is unknown when deployment decides the zone of a subnet', () => {
    const open: Part = {
      Open: {
        Type: 'AWS::EC2::Subnet',
        Properties: { VpcId: ref('Net'), CidrBlock: '10.0.3.0/24', Tags: [{ Key: 'isms:zone', Value: ref('Zone') }] },
      },
    };

    expect(proved('8.3/zoning#management-zone', [...zones([]), open], [flow])).toMatch(/^unknown: Open\.Tags/);
  });
});

describe('8.3/boundary#inspected-egress', () => {
  const network = (...more: readonly Part[]): readonly Part[] => [
    vpc('Net', '10.0.0.0/16'),
    internetGateway('Igw', 'Net'),
    table('Public', 'Net', ['0.0.0.0/0', 'GatewayId', 'Igw']),
    table('Inspected', 'Net', ['0.0.0.0/0', 'NatGatewayId', 'Nat']),
    table('Private', 'Net', ['0.0.0.0/0', 'VpcEndpointId', firewallEndpoint('Firewall')]),
    subnet('Edge', 'Net', '10.0.0.0/28', { table: 'Public' }),
    subnet('Wall', 'Net', '10.0.0.16/28', { table: 'Inspected' }),
    subnet('App', 'Net', '10.0.1.0/24', { zone: 'application', table: 'Private' }),
    firewall('Firewall', 'Wall'),
    nat('Nat', 'Edge'),
    ...more,
  ];

  test('passes when every way to the internet leads through the firewall', () => {
    expect(proved('8.3/boundary#inspected-egress', network())).toBe(
      'passed: all ways from Net to the internet pass Firewall',
    );
  });

  test('fails when a more specific route leads round it', () => {
    const detour = route('Detour', 'Private', ['203.0.113.0/25', 'NatGatewayId', 'Nat']);

    expect(proved('8.3/boundary#inspected-egress', network(detour))).toBe(
      'failed: App → Nat → Igw → internet passes no firewall',
    );
  });

  test('is unknown when a route leads to what no template shows', () => {
    const detour = route('Detour', 'Private', ['203.0.113.0/25', 'TransitGatewayId', ref('Hub')]);

    expect(proved('8.3/boundary#inspected-egress', network(detour))).toMatch(/^unknown: .*perhaps passes no firewall/);
  });

  test('is not asked where nothing reaches the internet', () => {
    const closed = [vpc('Net', '10.0.0.0/16'), subnet('App', 'Net', '10.0.1.0/24', { zone: 'application' })];

    expect(proved('8.3/boundary#inspected-egress', closed)).toBeUndefined();
  });
});

describe('8.3/vpc-isolation#route-domain-separation of an attachment', () => {
  const FACET = '8.3/vpc-isolation#route-domain-separation';
  const attached = attachment('Attached', 'Tgw', 'Net', ['Subnet']);
  const spoke = { ...vpc('Net', '10.1.0.0/16'), ...subnet('Subnet', 'Net', '10.1.1.0/24'), ...attached };

  test('is unknown where no template makes the gateway', () => {
    const foreign = JSON.parse(JSON.stringify(spoke).replaceAll('{"Ref":"Tgw"}', '"tgw-0123456789abcdef0"'));

    expect(proved(FACET, [foreign], [], 'Attached')).toMatch(
      /^unknown: Attached is attached to a transit gateway that no/,
    );
  });

  test('is not asked of it where one does', () => {
    expect(proved(FACET, [spoke, transitGateway('Tgw', 'disable')], [], 'Attached')).toBeUndefined();
  });
});

describe('8.3/zoning#environment-separation', () => {
  const spoke = (at: 1 | 2, environment: string): Part => ({
    ...vpc(`Net${at}`, `10.${at}.0.0/16`, { 'isms:environment': environment }),
    ...table(`Table${at}`, `Net${at}`, ['10.0.0.0/8', 'TransitGatewayId', 'Tgw']),
    ...subnet(`Subnet${at}`, `Net${at}`, `10.${at}.1.0/24`, { table: `Table${at}` }),
    ...attachment(`Attached${at}`, 'Tgw', `Net${at}`, [`Subnet${at}`]),
  });
  const spokes = (...tables: readonly Part[]): readonly Part[] => [
    transitGateway('Tgw', 'disable'),
    spoke(1, 'production'),
    spoke(2, 'non-production'),
    ...tables,
  ];
  const FACET = '8.3/zoning#environment-separation';

  test('passes with a table for each environment', () => {
    const own = spokes(
      transitTable('Production', 'Tgw', { associated: ['Attached1'], propagated: ['Attached1'] }),
      transitTable('NonProduction', 'Tgw', { associated: ['Attached2'], propagated: ['Attached2'] }),
    );

    expect(proved(FACET, own, [], 'Net1')).toMatch(/^passed: nothing flows between Net1 and Net2/);
  });

  test('is unknown where production is joined to a network that no template makes', () => {
    const alone = spoke(1, 'production');
    const joined = [transitGateway('Tgw', 'disable'), alone, peering('Peering', 'Net1', { Ref: 'Elsewhere' })];

    expect(proved(FACET, joined, [], 'Net1')).toMatch(
      /^unknown: the network at the other end of Peering is in no template/,
    );
    expect(proved(FACET, [transitGateway('Tgw', 'disable'), alone], [], 'Net1')).toBeUndefined();
  });

  test('fails with a table for both', () => {
    const shared = spokes(
      transitTable('All', 'Tgw', { associated: ['Attached1', 'Attached2'], propagated: ['Attached1', 'Attached2'] }),
    );

    expect(proved(FACET, shared, [], 'Net1')).toBe(
      'failed: Subnet1 → Tgw → All → Attached2 → Subnet2: all; Subnet2 → Tgw → All → Attached1 → Subnet1: all',
    );
  });

  test('fails when packets pass one way only: no answer is needed to send', () => {
    const oneWay = spokes(
      transitTable('Production', 'Tgw', { associated: ['Attached1'], propagated: ['Attached2'] }),
      transitTable('NonProduction', 'Tgw', { associated: ['Attached2'] }),
    );

    expect(proved(FACET, oneWay, [], 'Net1')).toMatch(/^failed/);
  });

  test('fails with peering round the transit gateway', () => {
    const peered = spokes(
      peering('Peer', 'Net1', 'Net2'),
      route('There', 'Table1', ['10.2.0.0/16', 'VpcPeeringConnectionId', 'Peer']),
    );

    expect(proved(FACET, peered, [], 'Net1')).toMatch(/^failed: Subnet1 → Peer → Subnet2/);
  });

  test('is unknown when a route leads to an attachment of no template', () => {
    const foreign = spokes(
      transitTable('Production', 'Tgw', { associated: ['Attached1'], routes: { '10.2.0.0/16': 'Foreign' } }),
    );

    expect(proved(FACET, foreign, [], 'Net1')).toMatch(/^unknown/);
  });

  test('is asked of networks in production only', () => {
    expect(proved(FACET, spokes(), [], 'Net2')).toBeUndefined();
  });
});

describe('8.3/minimal-ports#sensitive-ports-unreachable', () => {
  const server = (inbound: readonly string[]): readonly Part[] => [
    vpc('Net', '10.0.0.0/16'),
    internetGateway('Igw', 'Net'),
    table('Public', 'Net', ['0.0.0.0/0', 'GatewayId', 'Igw']),
    subnet('Edge', 'Net', '10.0.0.0/24', { table: 'Public', isPublic: true }),
    group('Web', 'Net', { inbound }),
    host('Server', 'Edge', { groups: ['Web'] }),
  ];

  test.each([
    [['tcp 443 0.0.0.0/0'], /^passed/],
    [['tcp 3389 10.0.0.0/8'], /^passed/],
    [['tcp 22 0.0.0.0/0'], /^failed: internet → Igw → Edge → Server: tcp\/22$/],
    [['tcp 1-65535 198.18.0.0/15'], /^failed/],
    [['udp 11211 0.0.0.0/1'], /^failed/],
    [['tcp 3306 list pl-12345678'], /^unknown/],
  ])('with %p it is %p', (inbound, expected) => {
    expect(proved('8.3/minimal-ports#sensitive-ports-unreachable', server(inbound))).toMatch(expected);
  });
});

describe('8.3/security-groups#restricted-egress', () => {
  const data = (outbound: readonly string[]): readonly Part[] => [
    vpc('Net', '10.0.0.0/16'),
    subnet('Store', 'Net', '10.0.2.0/24', { zone: 'data' }),
    group('Database', 'Net', { outbound }),
    host('Database1', 'Store', { groups: ['Database'] }),
  ];

  test.each([
    [['tcp 443 10.0.0.0/16'], /^passed/],
    [['tcp 443 198.51.100.0/24'], /^failed: the groups of Database1/],
    [['all 0.0.0.0/0'], /^failed: Database lets everything out/],
    [['all 0.0.0.0/1', 'all 128.0.0.0/1'], /^failed: Database lets everything out/],
    [['all ::/0'], /^failed: Database lets everything out/],
    [['tcp 443 list pl-12345678'], /^unknown/],
  ])('with %p it is %p', (outbound, expected) => {
    expect(proved('8.3/security-groups#restricted-egress', data(outbound))).toMatch(expected);
  });

  test('fails for an unused group that lets everything out', () => {
    expect(
      proved('8.3/security-groups#restricted-egress', [...data(['tcp 443 10.0.0.0/16']), group('Spare', 'Net', OPEN)]),
    ).toMatch(/^failed: Spare/);
  });
});

describe('8.3/interface-security#private-service-interfaces', () => {
  const FACET = '8.3/interface-security#private-service-interfaces';
  const NAMES = { EnableDnsHostnames: true };
  /** A network with a subnet that the internet reaches, and one that it does not. */
  const net = (properties: object, ...parts: readonly Part[]): readonly Part[] => [
    { Net: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16', ...properties } } },
    internetGateway('Igw', 'Net'),
    table('Public', 'Net', ['0.0.0.0/0', 'GatewayId', 'Igw']),
    subnet('Edge', 'Net', '10.0.0.0/24', { table: 'Public' }),
    subnet('Inside', 'Net', '10.0.1.0/24'),
    group('Open', 'Net', { inbound: ['tcp 1-65535 0.0.0.0/0'] }),
    ...parts,
  ];
  const made = (id: string, type: string, properties: object): Part => ({
    [id]: { Type: type, Properties: properties },
  });
  const endpoint = (properties: object = {}): Part =>
    made('Kms', 'AWS::EC2::VPCEndpoint', {
      VpcId: ref('Net'),
      VpcEndpointType: 'Interface',
      ServiceName: 'com.amazonaws.eu-central-1.kms',
      PrivateDnsEnabled: true,
      SubnetIds: [ref('Inside')],
      SecurityGroupIds: [ref('Open')],
      ...properties,
    });
  const subnets = (id: string, type: string): Part => made(id, type, { SubnetIds: [ref('Edge')] });
  const judged = (properties: object, ...parts: readonly Part[]) => proved(FACET, net(properties, ...parts));

  test('passes for an endpoint with a private name', () => {
    expect(judged(NAMES, endpoint())).toMatch(/^passed: none of the 1 services in Net is reached from the internet/);
  });

  test('is not asked where there are no services', () => {
    expect(judged({})).toBeUndefined();
  });

  test.each<[string, object, object, RegExp]>([
    ['the usual name stays public', NAMES, { PrivateDnsEnabled: false }, /^failed: PrivateDnsEnabled of Kms/],
    ['nobody says anything of its name', NAMES, { PrivateDnsEnabled: undefined }, /^failed: PrivateDnsEnabled of Kms/],
    ['the network gives no names', {}, {}, /^failed: Net resolves no private names: EnableDnsHostnames is not on/],
    [
      'the network resolves nothing',
      { ...NAMES, EnableDnsSupport: false },
      {},
      /^failed: Net resolves no private names: EnableDnsSupport/,
    ],
  ])('fails where %s', (_, network, properties, said) => {
    expect(judged(network, endpoint(properties))).toMatch(said);
  });

  test.each<[string, object, object]>([
    ['its private name', NAMES, { PrivateDnsEnabled: ref('Switch') }],
    ['the names of the network', { EnableDnsHostnames: ref('Switch') }, {}],
  ])('is unknown where deployment decides about %s', (_, network, properties) => {
    expect(judged(network, endpoint(properties))).toMatch(/^unknown/);
  });

  const database = (type: string, properties: object, id = 'Store'): Part =>
    made(id, type, { DBSubnetGroupName: ref('Group'), VPCSecurityGroups: [ref('Open')], ...properties });
  const GROUP = subnets('Group', 'AWS::RDS::DBSubnetGroup');
  const INSTANCE = 'AWS::RDS::DBInstance';

  test.each<[string, object, RegExp]>([
    ['is private', { PubliclyAccessible: false }, /^passed/],
    ['has a public address', { PubliclyAccessible: true }, /^failed: internet → Igw → Edge → Store/],
    ['says nothing of its address', {}, /^unknown: internet → Igw → Edge → Store: perhaps/],
    ['has an address that deployment decides about', { PubliclyAccessible: ref('Switch') }, /^unknown/],
    ['is public, and admits nobody', { PubliclyAccessible: true, VPCSecurityGroups: [ref('Shut')] }, /^passed/],
    ['is public, in groups of no template', { PubliclyAccessible: true, VPCSecurityGroups: ['sg-1'] }, /^unknown/],
  ])('of a database in a public subnet that %s it is told', (_, properties, said) => {
    const shut = group('Shut', 'Net', { inbound: ['tcp 5432 10.0.0.0/8'] });

    expect(judged({}, GROUP, shut, database(INSTANCE, properties))).toMatch(said);
  });

  test.each<[string, object, RegExp]>([
    ['private', { PubliclyAccessible: false }, /^passed/],
    ['public', { PubliclyAccessible: true }, /^failed/],
    ['open', {}, /^unknown/],
  ])('a cluster is as public as its instances: %s', (_, properties, said) => {
    const cluster = database('AWS::RDS::DBCluster', { VpcSecurityGroupIds: [ref('Open')] }, 'Cluster');
    const instance = made('Member', INSTANCE, { DBClusterIdentifier: ref('Cluster'), ...properties });

    expect(judged({}, GROUP, cluster, instance)).toMatch(said);
  });

  test.each<[string, Part]>([
    [
      'AWS::ElastiCache::ReplicationGroup',
      made('Store', 'AWS::ElastiCache::ReplicationGroup', { CacheSubnetGroupName: ref('Group') }),
    ],
    [
      'AWS::ElastiCache::ServerlessCache',
      made('Store', 'AWS::ElastiCache::ServerlessCache', { SubnetIds: [ref('Edge')] }),
    ],
    ['AWS::MemoryDB::Cluster', made('Store', 'AWS::MemoryDB::Cluster', { SubnetGroupName: ref('Group') })],
    ['AWS::DocDB::DBCluster', made('Store', 'AWS::DocDB::DBCluster', { DBSubnetGroupName: ref('Group') })],
    [
      'AWS::OpenSearchService::Domain',
      made('Store', 'AWS::OpenSearchService::Domain', { VPCOptions: { SubnetIds: [ref('Edge')] } }),
    ],
  ])('%s has no public address of its own', (_, store) => {
    expect(judged({}, GROUP, store)).toMatch(/^passed: none of the 1 services/);
  });

  test.each<[string, object, RegExp]>([
    ['is private', { PubliclyAccessible: false }, /^passed/],
    ['has a public address', { PubliclyAccessible: true, VpcSecurityGroupIds: [ref('Open')] }, /^failed/],
    ['says nothing of it', { VpcSecurityGroupIds: [ref('Open')] }, /^unknown/],
  ])('of a warehouse that %s it is told', (_, properties, said) => {
    const store = made('Store', 'AWS::Redshift::Cluster', { ClusterSubnetGroupName: ref('Group'), ...properties });

    expect(judged({}, GROUP, store)).toMatch(said);
  });

  test.each<[string, Part, string | undefined]>([
    [
      'a search domain without a network',
      made('Search', 'AWS::OpenSearchService::Domain', {}),
      'failed: Search stands in no network: its endpoint lies on the internet',
    ],
    [
      'a database in subnets of no template',
      made('Search', INSTANCE, { PubliclyAccessible: false, DBSubnetGroupName: 'elsewhere' }),
      'unknown: the network of Search is in no template',
    ],
    [
      'an endpoint in a network of no template',
      made('Search', 'AWS::EC2::VPCEndpoint', { VpcEndpointType: 'Interface', SubnetIds: ['subnet-1'] }),
      'unknown: the network of Search is in no template',
    ],
    ['a member of a cluster', made('Search', INSTANCE, { DBClusterIdentifier: 'elsewhere' }), undefined],
    ['a gateway', made('Search', 'AWS::EC2::VPCEndpoint', { ServiceName: 's3' }), undefined],
  ])('of %s it is told as of itself', (_, part, said) => {
    expect(proved(FACET, [part], [], 'Search')).toBe(said);
  });
});
