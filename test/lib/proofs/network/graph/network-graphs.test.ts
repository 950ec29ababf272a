import { document, group, host, ref, subnet, vpc } from '../documents';
import { flowLine, graphsOf, HOSTILE, HUB, LISTED, networkIn, OPEN } from '../drawn-networks';

const linesOf = (made: object, name: string): readonly string[] => networkIn(graphsOf(made), name).flows.map(flowLine);

describe('flows', () => {
  test('are those that lists let through in the direction in which they are opened, without the answers', () => {
    expect(linesOf(LISTED, 'Net')).toEqual(['ingress → application: tcp/8443 (lists)']);
  });

  test('between interfaces are what groups leave of them', () => {
    const made = document(
      vpc('Net', '10.0.0.0/16'),
      subnet('A', 'Net', '10.0.0.0/24', { zone: 'application' }),
      subnet('B', 'Net', '10.0.1.0/24', { zone: 'data' }),
      group('Client', 'Net', { outbound: ['tcp 5432 10.0.1.0/24'] }),
      group('Server', 'Net', {
        inbound: ['tcp 5432 group Client', 'tcp 22 0.0.0.0/0'],
        outbound: ['udp 9 10.9.0.0/16'],
      }),
      host('One', 'A', { groups: ['Client'] }),
      host('Two', 'B', { groups: ['Server'] }),
    );

    expect(linesOf(made, 'Net')).toEqual([
      'application → data: all (lists)',
      'data → application: all (lists)',
      'application → data: tcp/5432 (hosts)',
    ]);
  });

  test('from the internet reach what has a public address, as far as groups let them in', () => {
    const lines = linesOf(OPEN, HOSTILE);

    expect(lines).toContain('internet → ingress: tcp/443 (hosts)');
    expect(lines).toContain('internet → ingress: all (lists)');
    expect(lines.filter((line) => line.startsWith('internet → data'))).toEqual([
      expect.stringMatching(/^internet → data: all \(lists, perhaps\)$/),
    ]);
  });

  test('through a firewall are told from those around it, with a way as witness', () => {
    const { flows } = networkIn(graphsOf(HUB), 'Production');
    const out = flows.filter(({ to }) => to.kind === 'internet');

    expect(out.map(flowLine)).toEqual(['application → internet: all (lists, perhaps, Firewall)']);
    expect(out[0]?.path).toEqual(
      expect.arrayContaining(['ProductionApp', 'Hub', 'ProductionTable', 'Firewall', 'Gateway']),
    );
    expect(linesOf(HUB, 'Inspection')).toContain('Firewall → internet: all (lists)');
  });

  test('of a network that nothing leads to or from, there are none with the internet', () => {
    const ends = networkIn(graphsOf(LISTED), 'Net').flows.flatMap(({ from, to }) => [from.kind, to.kind]);

    expect(new Set(ends)).toEqual(new Set(['zone']));
  });
});

describe('a network', () => {
  const hub = networkIn(graphsOf(HUB), 'Inspection');

  test('has its zones from the internet inwards, and subnets without a tag by what their names share', () => {
    expect(networkIn(graphsOf(OPEN), HOSTILE).zones.map(({ name }) => name)).toEqual([
      'ingress',
      'application',
      'data',
      'management',
    ]);
    expect(hub.zones.map(({ name, isTagged }) => [name, isTagged])).toEqual([
      ['Egress', false],
      ['Attachment', false],
      ['Firewall', false],
    ]);
  });

  test('has subnets with range, availability zone and what stands in them', () => {
    const [egress, attachment, firewalls] = hub.zones;

    expect(egress?.subnets[1]).toEqual({
      name: 'EgressSubnet2',
      addresses: ['10.250.2.64/26'],
      availabilityZone: 'eu-central-1b',
      accessList: expect.stringContaining('default'),
      holds: [{ kind: 'nat', names: ['Nat2'] }],
    });
    expect(attachment?.subnets[0]?.holds).toEqual([{ kind: 'attachment', names: ['InspectionAttachment'] }]);
    expect(firewalls?.subnets[0]?.holds).toEqual([{ kind: 'firewall', names: ['Firewall'] }]);
  });

  test('has one line for the routes of all availability zones that lead to the same kind of thing', () => {
    expect(hub.zones[2]?.routes).toEqual([
      { destination: '0.0.0.0/0', target: 'nat', names: ['Nat1', 'Nat2'], subnets: null, certain: true },
      { destination: '10.0.0.0/8', target: 'transit', names: ['Hub'], subnets: null, certain: true },
    ]);
  });

  test('names the subnets whose tables alone have a route', () => {
    const made = document(
      vpc('Net', '10.0.0.0/16'),
      subnet('A1', 'Net', '10.0.0.0/24', { zone: 'data', table: 'Odd' }),
      subnet('A2', 'Net', '10.0.1.0/24', { zone: 'data' }),
      { Odd: { Type: 'AWS::EC2::RouteTable', Properties: { VpcId: ref('Net') } } },
      {
        Hole: {
          Type: 'AWS::EC2::Route',
          Properties: { RouteTableId: ref('Odd'), DestinationCidrBlock: { Ref: 'Later' } },
        },
      },
    );

    expect(networkIn(graphsOf(made), 'Net').zones[0]?.routes).toEqual([
      expect.objectContaining({ destination: 'decided at deployment', target: 'blackhole', subnets: ['A1'] }),
    ]);
  });

  test('names the services behind its interface endpoints, in both partitions', () => {
    const endpoint = (id: string, ServiceName: string) => ({
      [id]: {
        Type: 'AWS::EC2::VPCEndpoint',
        Properties: { VpcId: ref('Net'), VpcEndpointType: 'Interface', ServiceName, SubnetIds: [ref('A')] },
      },
    });
    const made = document(
      vpc('Net', '10.0.0.0/16'),
      subnet('A', 'Net', '10.0.0.0/24', { zone: 'application' }),
      endpoint('One', 'com.amazonaws.eu-central-1.ssm'),
      endpoint('Two', 'cn.com.amazonaws.cn-north-1.kms'),
    );

    expect(networkIn(graphsOf(made), 'Net').zones[0]?.endpoints).toEqual(['ssm', 'kms']);
  });

  test('tells what leads to other networks', () => {
    expect(networkIn(graphsOf(OPEN), HOSTILE).neighbours).toEqual([
      { kind: 'peering', name: 'Peer', table: null, network: 'Other' },
      { kind: 'opaque', name: 'Office', table: null, network: null },
    ]);
    expect(hub.neighbours).toEqual([{ kind: 'transit', name: 'Hub', table: 'InspectionTable', network: null }]);
  });
});

describe('a transit gateway', () => {
  const [gateway] = graphsOf(HUB).transitGateways;

  test('has every table, those that nothing in the templates is associated with among them', () => {
    expect(gateway?.tables.map(({ name }) => name)).toEqual([
      'ProductionTable',
      'TestingTable',
      'InspectionTable',
      'SharedTable',
    ]);
    expect(gateway?.tables[0]?.routes).toEqual([
      { destination: '0.0.0.0/0', attachment: 'Inspection', certain: true },
      { destination: '10.0.0.0/8', attachment: null, certain: true },
    ]);
  });

  test('has the attachments with their tables', () => {
    expect(gateway?.attachments.map(({ network, table }) => [network, table])).toEqual([
      ['Production', 'ProductionTable'],
      ['Testing', 'TestingTable'],
      ['Inspection', 'InspectionTable'],
    ]);
  });

  test('tells that nothing flows between environments', () => {
    const ends = gateway?.flows.map(({ from, to }) => `${from.name} → ${to.name}`);

    expect(ends).not.toContain('Production → Testing');
    expect(ends).not.toContain('Testing → Production');
    expect(ends).toContain('Inspection → Production');
  });
});
