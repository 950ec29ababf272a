import {
  answer,
  assignedIpv6,
  attachment,
  document,
  edgeTable,
  egressOnly,
  elasticAddress,
  elasticAddressTie,
  entry,
  firewall,
  firewallEndpoint,
  gatewayEndpoint,
  group,
  host,
  internetGateway,
  ipv6Subnet,
  list,
  nat,
  networkOf,
  type Part,
  peering,
  prefixList,
  privateGateway,
  ref,
  route,
  separateRule,
  subnet,
  table,
  transitGateway,
  transitTable,
  vpc,
} from './documents';

/** A network, and what is known to flow in it. */
interface Case {
  readonly name: string;
  readonly parts: readonly Part[];
  /** `from → to`, and the answer. */
  readonly flows: Readonly<Record<string, string>>;
}

const OPEN = { inbound: ['all 0.0.0.0/0'], outbound: ['all 0.0.0.0/0'] };
const OPEN_LIST = { inbound: ['allow all 0.0.0.0/0'], outbound: ['allow all 0.0.0.0/0'] };

/** One network with a host in each of two subnets, whose groups allow everything. */
const pair = (a: Parameters<typeof subnet>[3] = {}, b: Parameters<typeof subnet>[3] = {}): Part => ({
  ...vpc('Net', '10.0.0.0/16'),
  ...subnet('A', 'Net', '10.0.1.0/24', a),
  ...subnet('B', 'Net', '10.0.2.0/24', b),
  ...group('Open', 'Net', OPEN),
  ...host('HostA', 'A', { groups: ['Open'] }),
  ...host('HostB', 'B', { groups: ['Open'] }),
});

/** A network with one subnet, a host in it, and a table of its own. */
const site = (at: 1 | 2 | 3, ...routes: Parameters<typeof route>[2][]): Part => ({
  ...vpc(`Net${at}`, `10.${at}.0.0/16`),
  ...table(`Table${at}`, `Net${at}`, ...routes),
  ...subnet(`Subnet${at}`, `Net${at}`, `10.${at}.1.0/24`, { table: `Table${at}` }),
  ...group(`Open${at}`, `Net${at}`, OPEN),
  ...host(`Host${at}`, `Subnet${at}`, { groups: [`Open${at}`] }),
});

/** A public subnet with an internet gateway and a host that has a public address. */
const edge = (groups: Parameters<typeof group>[2] = OPEN, listId?: string): Part => ({
  ...vpc('Net', '10.0.0.0/16'),
  ...internetGateway('Igw', 'Net'),
  ...table('Public', 'Net', ['0.0.0.0/0', 'GatewayId', 'Igw']),
  ...subnet('Edge', 'Net', '10.0.0.0/24', { table: 'Public', ...(listId && { list: listId }) }),
  ...group('Web', 'Net', groups),
  ...host('Server', 'Edge', { groups: ['Web'], isPublic: true }),
});

/** A private subnet behind a NAT gateway in the public one. */
const behindNat = (listId?: string): Part => ({
  ...edge(),
  ...nat('Nat', 'Edge'),
  ...table('Private', 'Net', ['0.0.0.0/0', 'NatGatewayId', 'Nat']),
  ...subnet('Inner', 'Net', '10.0.1.0/24', { table: 'Private', ...(listId && { list: listId }) }),
  ...host('Client', 'Inner', { groups: ['Web'] }),
});

const transit = (defaults: 'enable' | 'disable', more: object = {}): Part => ({
  ...transitGateway('Tgw', defaults, more),
  ...attachment('Attached1', 'Tgw', 'Net1', ['Subnet1']),
  ...attachment('Attached2', 'Tgw', 'Net2', ['Subnet2']),
});

/** Two spokes that reach each other, if at all, through a firewall in a network of its own. */
const inspected = (spokeRoutes: Readonly<Record<string, string>>): Part => ({
  ...site(1, ['0.0.0.0/0', 'TransitGatewayId', 'Tgw']),
  ...site(2, ['0.0.0.0/0', 'TransitGatewayId', 'Tgw']),
  ...vpc('Net3', '10.3.0.0/16'),
  ...table('ToFirewall', 'Net3', ['0.0.0.0/0', 'VpcEndpointId', firewallEndpoint('Firewall')]),
  ...table('Back', 'Net3', ['10.0.0.0/8', 'TransitGatewayId', 'Tgw']),
  ...subnet('Door', 'Net3', '10.3.1.0/28', { table: 'ToFirewall' }),
  ...subnet('Wall', 'Net3', '10.3.2.0/28', { table: 'Back' }),
  ...firewall('Firewall', 'Wall'),
  ...transit('disable'),
  ...attachment('Attached3', 'Tgw', 'Net3', ['Door'], { ApplianceModeSupport: 'enable' }),
  ...transitTable('Spokes', 'Tgw', { associated: ['Attached1', 'Attached2'], routes: spokeRoutes }),
  ...transitTable('Inspection', 'Tgw', { associated: ['Attached3'], propagated: ['Attached1', 'Attached2'] }),
});

const LISTS: readonly Case[] = [
  {
    name: 'the default list and the local route let everything through a network',
    parts: [pair()],
    flows: { 'HostA → HostB': 'all', 'HostB → HostA': 'all' },
  },
  {
    name: 'a list without entries lets nothing in or out, and does not act within its subnet',
    parts: [pair({ list: 'None' }), list('None', 'Net', {}), host('Other', 'A', { groups: ['Open'] })],
    flows: { 'HostA → HostB': 'nothing', 'HostB → HostA': 'nothing', 'HostA → Other': 'all' },
  },
  {
    name: 'lists keep no state: without the ports of answers nothing of TCP comes about',
    parts: [
      pair({}, { list: 'Server' }),
      list('Server', 'Net', { inbound: ['allow tcp 443 10.0.1.0/24'], outbound: ['allow tcp 443 10.0.1.0/24'] }),
    ],
    // a caller that itself sends from 443 gets its answers
    flows: { 'HostA → HostB': 'tcp/443', 'subnet A → subnet B': 'tcp/443' },
  },
  {
    name: 'with no port for answers at all, not even an odd caller connects',
    parts: [
      pair({}, { list: 'Server' }),
      list('Server', 'Net', { inbound: ['allow tcp 443 10.0.1.0/24'], outbound: ['allow udp 53 10.0.1.0/24'] }),
    ],
    flows: { 'HostA → HostB': 'nothing', 'HostB → HostA': 'udp/53' },
  },
  {
    name: 'answers go to the ephemeral ports that a list opens',
    parts: [
      pair({}, { list: 'Server' }),
      list('Server', 'Net', {
        inbound: ['allow tcp 443 10.0.1.0/24'],
        outbound: ['allow tcp 1024-65535 10.0.1.0/24'],
      }),
    ],
    flows: { 'HostA → HostB': 'tcp/443' },
  },
  {
    name: 'a deny before an overlapping allow takes its part away',
    parts: [
      pair({}, { list: 'Server' }),
      list('Server', 'Net', {
        inbound: ['deny tcp 22 10.0.0.0/16', 'allow tcp 20-25 10.0.1.0/24'],
        outbound: ['allow all 0.0.0.0/0'],
      }),
    ],
    flows: { 'HostA → HostB': 'tcp/20-21 tcp/23-25' },
  },
  {
    name: 'a deny after the allow that it overlaps changes nothing',
    parts: [
      pair({}, { list: 'Server' }),
      list('Server', 'Net', {
        inbound: ['allow tcp 20-25 10.0.1.0/24', 'deny tcp 22 10.0.0.0/16'],
        outbound: ['allow all 0.0.0.0/0'],
      }),
    ],
    flows: { 'HostA → HostB': 'tcp/20-25' },
  },
  {
    name: 'numbers order the rules, not the places in the template',
    parts: [
      pair({}, { list: 'Server' }),
      list('Server', 'Net', { outbound: ['allow all 0.0.0.0/0'] }),
      entry('Late', ref('Server'), 200, false, 'allow all 0.0.0.0/0'),
      entry('Early', ref('Server'), 50, false, 'deny tcp 1-1023 0.0.0.0/0'),
      entry('Between', ref('Server'), 100, false, 'deny udp 0.0.0.0/0'),
    ],
    flows: { 'HostA → HostB': 'tcp/0 tcp/1024-65535 all but tcp and udp' },
  },
  {
    name: 'a deny of half a subnet leaves the other half',
    parts: [
      pair({}, { list: 'Server' }),
      list('Server', 'Net', {
        inbound: ['deny all 10.0.1.128/25', 'allow tcp 443 10.0.1.0/24'],
        outbound: ['allow all 0.0.0.0/0'],
      }),
      host('Low', 'A', { groups: ['Open'], address: '10.0.1.10' }),
      host('High', 'A', { groups: ['Open'], address: '10.0.1.200' }),
    ],
    flows: { 'Low → HostB': 'tcp/443', 'High → HostB': 'nothing' },
  },
  {
    name: 'an entry of the default list comes before what it allows',
    parts: [pair(), entry('Extra', { 'Fn::GetAtt': ['Net', 'DefaultNetworkAcl'] }, 10, false, 'deny tcp 22 0.0.0.0/0')],
    flows: {
      'HostA → HostB': 'tcp/0-21 tcp/23-65535 all but tcp',
    },
  },
  {
    name: 'a rule that deployment decides leaves what it speaks of open, and the rest certain',
    parts: [
      pair({}, { list: 'Server' }),
      list('Server', 'Net', { inbound: ['allow tcp 443 10.0.1.0/24'], outbound: ['allow all 0.0.0.0/0'] }),
      {
        Extra: {
          Type: 'AWS::EC2::NetworkAclEntry',
          Properties: {
            NetworkAclId: ref('Server'),
            RuleNumber: 200,
            RuleAction: 'allow',
            Protocol: 6,
            CidrBlock: ref('Offices'),
            PortRange: { From: 8443, To: 8443 },
          },
        },
      },
    ],
    flows: { 'HostA → HostB': 'tcp/443, perhaps tcp/443 tcp/8443' },
  },
  {
    name: 'with a rule number that deployment decides nothing is known of the list',
    parts: [
      pair({}, { list: 'Server' }),
      list('Server', 'Net', OPEN_LIST),
      entry('Extra', ref('Server'), ref('Number'), false, 'deny tcp 22 0.0.0.0/0'),
    ],
    flows: { 'HostA → HostB': 'perhaps all' },
  },
];

const GROUPS: readonly Case[] = [
  {
    name: 'a group admits what it names, and answers need no rule',
    parts: [
      pair(),
      group('Server', 'Net', { inbound: ['tcp 443 10.0.1.0/24'], outbound: ['tcp 1 127.0.0.1/32'] }),
      host('Web', 'B', { groups: ['Server'] }),
    ],
    flows: { 'HostA → Web': 'tcp/443', 'Web → HostA': 'nothing' },
  },
  {
    name: 'a group without outbound rules is given one that allows everything',
    parts: [pair(), group('Plain', 'Net'), host('Plainly', 'B', { groups: ['Plain'] })],
    flows: { 'Plainly → HostA': 'all', 'HostA → Plainly': 'nothing' },
  },
  {
    name: 'a separate outbound rule takes the given one away',
    parts: [
      pair(),
      group('Plain', 'Net'),
      separateRule('Out', 'Egress', ref('Plain'), 'tcp 443 10.0.0.0/16'),
      host('Plainly', 'B', { groups: ['Plain'] }),
    ],
    flows: { 'Plainly → HostA': 'tcp/443' },
  },
  {
    name: 'a separate outbound rule may take away one that allows everything and stands in the template',
    parts: [
      pair(),
      group('Plain', 'Net', { outbound: ['all 0.0.0.0/0'] }),
      separateRule('Out', 'Egress', ref('Plain'), 'tcp 443 10.0.0.0/16'),
      host('Plainly', 'B', { groups: ['Plain'] }),
    ],
    flows: { 'Plainly → HostA': 'tcp/443, perhaps all' },
  },
  {
    name: 'a rule that names a group admits its members, and no others of their subnet',
    parts: [
      pair(),
      group('Client', 'Net', OPEN),
      group('Server', 'Net', { inbound: ['tcp 5432 group Client'] }),
      host('Member', 'A', { groups: ['Client'] }),
      host('Store', 'B', { groups: ['Server'] }),
    ],
    flows: { 'Member → Store': 'tcp/5432', 'HostA → Store': 'nothing' },
  },
  {
    name: 'a group that names itself lets its members reach each other',
    parts: [
      pair(),
      group('Cluster', 'Net', { inbound: [] }),
      separateRule('Self', 'Ingress', ref('Cluster'), 'tcp 7000 group Cluster'),
      host('One', 'A', { groups: ['Cluster'] }),
      host('Two', 'B', { groups: ['Cluster'] }),
    ],
    flows: { 'One → Two': 'tcp/7000', 'HostA → Two': 'nothing' },
  },
  {
    name: 'the default group admits its own members only, and lets everything out',
    parts: [pair(), host('One', 'A'), host('Two', 'B')],
    flows: { 'One → Two': 'all', 'HostA → Two': 'nothing', 'One → HostB': 'all' },
  },
  {
    name: 'what several groups of an interface allow adds up',
    parts: [
      pair(),
      group('First', 'Net', { inbound: ['tcp 80 10.0.0.0/16'] }),
      group('Second', 'Net', { inbound: ['udp 53 10.0.0.0/16', 'icmp 8-0 10.0.0.0/16'] }),
      host('Both', 'B', { groups: ['First', 'Second'] }),
    ],
    flows: { 'HostA → Both': 'icmp tcp/80 udp/53' },
  },
  {
    name: 'a prefix list of the template stands for its entries',
    parts: [
      pair(),
      prefixList('Offices', '10.0.1.0/25', '192.168.0.0/16'),
      group('Server', 'Net', { inbound: ['tcp 443 list Offices'] }),
      host('Web', 'B', { groups: ['Server'] }),
      host('Low', 'A', { groups: ['Open'], address: '10.0.1.5' }),
      host('High', 'A', { groups: ['Open'], address: '10.0.1.205' }),
    ],
    flows: { 'Low → Web': 'tcp/443', 'High → Web': 'nothing' },
  },
  {
    name: 'what a prefix list of AWS holds is known at deployment only',
    parts: [
      pair(),
      group('Server', 'Net', { inbound: ['tcp 443 list pl-12345678'] }),
      host('Web', 'B', { groups: ['Server'] }),
    ],
    flows: { 'HostA → Web': 'perhaps tcp/443' },
  },
  {
    name: 'a group that is not of the templates may allow anything',
    parts: [pair(), host('Foreign', 'B', { groups: [ref('Imported')] })],
    flows: { 'HostA → Foreign': 'perhaps all' },
  },
];

const INTERNET: readonly Case[] = [
  {
    name: 'a public host is reached on what its group admits',
    parts: [edge({ inbound: ['tcp 443 0.0.0.0/0'] })],
    flows: { 'internet → Server': 'tcp/443', 'Server → internet': 'all' },
  },
  {
    name: 'without a public address nothing passes an internet gateway',
    parts: [edge(), host('Hidden', 'Edge', { groups: ['Web'], isPublic: false })],
    flows: { 'internet → Hidden': 'nothing', 'Hidden → internet': 'nothing' },
  },
  {
    name: 'an elastic address makes a host public, whichever resource ties it',
    parts: [
      edge(),
      host('Named', 'Edge', { groups: ['Web'], isPublic: false }),
      elasticAddress('NamedAddress', { InstanceId: ref('Named') }),
      host('Tied', 'Edge', { groups: ['Web'], isPublic: false }),
      elasticAddressTie('TiedAddress', { InstanceId: ref('Tied') }),
    ],
    flows: { 'internet → Named': 'all', 'internet → Tied': 'all' },
  },
  {
    name: 'a subnet that gives out public addresses makes its hosts public',
    parts: [
      edge(),
      subnet('Given', 'Net', '10.0.3.0/24', { table: 'Public', isPublic: true }),
      host('Guest', 'Given', { groups: ['Web'] }),
    ],
    flows: { 'internet → Guest': 'all' },
  },
  {
    name: 'without a way back TCP does not come about, while single packets arrive',
    parts: [
      edge(),
      subnet('Oneway', 'Net', '10.0.3.0/24'),
      host('Deaf', 'Oneway', { groups: ['Web'], isPublic: true }),
    ],
    flows: { 'internet → Deaf': 'all but tcp', 'Deaf → internet': 'nothing' },
  },
  {
    name: 'a gateway that is not attached leads nowhere',
    parts: [
      vpc('Net', '10.0.0.0/16'),
      { Igw: { Type: 'AWS::EC2::InternetGateway' } },
      table('Public', 'Net', ['0.0.0.0/0', 'GatewayId', 'Igw']),
      subnet('Edge', 'Net', '10.0.0.0/24', { table: 'Public' }),
      group('Web', 'Net', OPEN),
      host('Server', 'Edge', { groups: ['Web'], isPublic: true }),
    ],
    flows: { 'internet → Server': 'nothing', 'Server → internet': 'nothing' },
  },
  {
    name: 'a gateway that is attached under a condition leaves it open',
    parts: [edge({ inbound: ['tcp 443 0.0.0.0/0'] }), internetGateway('Igw', 'Net', { Condition: 'HasInternet' })],
    flows: { 'internet → Server': 'perhaps tcp/443' },
  },
  {
    name: 'a list that lets answers out to few ports serves few callers, and none when there are none',
    parts: [
      edge(OPEN, 'Edges'),
      list('Edges', 'Net', { inbound: ['allow tcp 443 0.0.0.0/0'], outbound: ['allow tcp 1024-65535 10.0.0.0/8'] }),
    ],
    flows: { 'internet → Server': 'nothing' },
  },
  {
    name: 'behind NAT a host opens connections, and is not reached',
    parts: [behindNat()],
    flows: { 'Client → internet': 'all', 'internet → Client': 'nothing' },
  },
  {
    name: 'NAT needs the ports of answers in the list of the client',
    parts: [
      behindNat('Inside'),
      list('Inside', 'Net', { inbound: ['allow udp 0.0.0.0/0'], outbound: ['allow tcp 443 0.0.0.0/0'] }),
    ],
    flows: { 'Client → internet': 'nothing' },
  },
  {
    name: 'NAT passes what the list of the client lets out and back in',
    parts: [
      behindNat('Inside'),
      list('Inside', 'Net', {
        inbound: ['allow tcp 32768-60999 0.0.0.0/0'],
        outbound: ['allow tcp 443 0.0.0.0/0'],
      }),
    ],
    flows: { 'Client → internet': 'tcp/443' },
  },
  {
    name: 'a private NAT gateway does not reach the internet',
    parts: [
      edge(),
      nat('Nat', 'Edge', 'private'),
      table('Private', 'Net', ['0.0.0.0/0', 'NatGatewayId', 'Nat']),
      subnet('Inner', 'Net', '10.0.1.0/24', { table: 'Private' }),
      host('Client', 'Inner', { groups: ['Web'] }),
    ],
    flows: { 'Client → internet': 'nothing' },
  },
  {
    name: 'a NAT gateway behind a firewall through which private addresses lead back to it: that way has an end',
    parts: [
      edge(),
      nat('Nat', 'Edge'),
      route('Answers', 'Public', ['172.16.0.0/12', 'VpcEndpointId', firewallEndpoint('Firewall')]),
      firewall('Firewall', 'Wall'),
      table('Checked', 'Net', ['0.0.0.0/0', 'NatGatewayId', 'Nat']),
      subnet('Wall', 'Net', '10.0.9.0/28', { table: 'Checked' }),
      table('Private', 'Net', ['0.0.0.0/0', 'VpcEndpointId', firewallEndpoint('Firewall')]),
      subnet('Inner', 'Net', '10.0.1.0/24', { table: 'Private' }),
      host('Client', 'Inner', { groups: ['Web'] }),
    ],
    flows: { 'Client → outside': 'nothing' },
  },
  {
    name: 'a more specific route to an appliance goes round NAT: what becomes of it is not known',
    parts: [behindNat(), route('Detour', 'Private', ['198.51.100.0/24', 'InstanceId', 'Server'])],
    flows: { 'Client → internet': 'all, perhaps all' },
  },
  {
    name: 'an edge table leads what comes in through the firewall',
    parts: [
      edge({ inbound: ['tcp 443 0.0.0.0/0'] }),
      subnet('Wall', 'Net', '10.0.9.0/28', { table: 'Public' }),
      firewall('Firewall', 'Wall'),
      table('Ingress', 'Net', ['10.0.0.0/24', 'VpcEndpointId', firewallEndpoint('Firewall')]),
      edgeTable('Igw', 'Ingress'),
    ],
    flows: { 'internet → Server': 'perhaps tcp/443' },
  },
];

const IPV6: readonly Case[] = [
  {
    name: 'IPv6 needs routes and rules of its own',
    parts: [
      vpc('Net', '10.0.0.0/16'),
      assignedIpv6('Block', 'Net'),
      subnet('A', 'Net', '10.0.1.0/24', { ipv6: ipv6Subnet('Net', 1) }),
      subnet('B', 'Net', '10.0.2.0/24', { ipv6: ipv6Subnet('Net', 2) }),
      group('Four', 'Net', { inbound: ['tcp 443 10.0.0.0/16'] }),
      group('Six', 'Net', { inbound: ['tcp 8443 ::/0'] }),
      host('Caller', 'A', { groups: ['Four'] }),
      host('Server', 'B', { groups: ['Four', 'Six'] }),
    ],
    flows: { 'Caller → Server': 'tcp/443 tcp/8443' },
  },
  {
    name: 'an IPv6 address is public as soon as there is a route',
    parts: [
      vpc('Net', '10.0.0.0/16'),
      assignedIpv6('Block', 'Net'),
      internetGateway('Igw', 'Net'),
      table('Public', 'Net', ['::/0', 'GatewayId', 'Igw']),
      subnet('A', 'Net', '10.0.1.0/24', { ipv6: ipv6Subnet('Net', 1), table: 'Public' }),
      group('Six', 'Net', { inbound: ['tcp 22 ::/0', 'tcp 443 0.0.0.0/0'] }),
      host('Server', 'A', { groups: ['Six'], isPublic: false }),
    ],
    flows: { 'internet → Server': 'tcp/22' },
  },
  {
    name: 'an egress-only gateway lets IPv6 out and nothing but answers in',
    parts: [
      vpc('Net', '10.0.0.0/16'),
      assignedIpv6('Block', 'Net'),
      egressOnly('Out', 'Net'),
      table('Private', 'Net', ['::/0', 'EgressOnlyInternetGatewayId', 'Out']),
      subnet('A', 'Net', '10.0.1.0/24', { ipv6: ipv6Subnet('Net', 1), table: 'Private' }),
      group('Six', 'Net', { inbound: ['all ::/0'], outbound: ['tcp 443 ::/0'] }),
      host('Client', 'A', { groups: ['Six'] }),
    ],
    flows: { 'Client → internet': 'tcp/443', 'internet → Client': 'nothing' },
  },
  {
    name: 'a list for IPv4 alone lets no IPv6 pass',
    parts: [
      vpc('Net', '10.0.0.0/16'),
      assignedIpv6('Block', 'Net'),
      list('Four', 'Net', OPEN_LIST),
      subnet('A', 'Net', '10.0.1.0/24', { ipv6: ipv6Subnet('Net', 1) }),
      subnet('B', 'Net', '10.0.2.0/24', { ipv6: ipv6Subnet('Net', 2), list: 'Four' }),
      group('Six', 'Net', { inbound: ['all ::/0'] }),
      host('Caller', 'A', { groups: ['Six'] }),
      host('Server', 'B', { groups: ['Six'] }),
    ],
    flows: { 'Caller → Server': 'nothing' },
  },
  {
    name: 'IPv6 ranges of the template are compared as numbers',
    parts: [
      vpc('Net', '10.0.0.0/16'),
      {
        Block: {
          Type: 'AWS::EC2::VPCCidrBlock',
          Properties: { VpcId: ref('Net'), Ipv6CidrBlock: '2001:db8:0:100::/56', Ipv6Pool: 'ipv6pool-ec2-1' },
        },
      },
      subnet('A', 'Net', '10.0.1.0/24', { ipv6: ipv6Subnet('Net', 1) }),
      subnet('B', 'Net', '10.0.2.0/24', { ipv6: '2001:db8:0:102::/64' }),
      group('Six', 'Net', { inbound: ['tcp 443 2001:db8:0:101::/64', 'tcp 22 2001:db8:0:103::/64'] }),
      host('Caller', 'A', { groups: ['Six'] }),
      host('Server', 'B', { groups: ['Six'] }),
    ],
    flows: { 'Caller → Server': 'tcp/443' },
  },
];

const SERVICES: readonly Case[] = [
  {
    name: 'a gateway endpoint reaches its service, and nothing else of the internet',
    parts: [site(1), gatewayEndpoint('S3', 'Net1', 'Table1')],
    flows: { 'Host1 → s3': 'all', 'Host1 → internet': 'nothing', 's3 → Host1': 'all' },
  },
  {
    name: 'a gateway endpoint serves the tables that it is associated with only',
    parts: [
      site(1),
      gatewayEndpoint('S3', 'Net1', 'Table1'),
      subnet('Other', 'Net1', '10.1.2.0/24'),
      host('Beside', 'Other', { groups: ['Open1'] }),
    ],
    flows: { 'Beside → s3': 'nothing' },
  },
  {
    name: 'lists count for a gateway endpoint too: any address out, the ports of answers in',
    parts: [
      vpc('Net', '10.0.0.0/16'),
      table('Inner', 'Net'),
      gatewayEndpoint('S3', 'Net', 'Inner'),
      list('Narrow', 'Net', {
        inbound: ['allow tcp 32768-65535 0.0.0.0/0'],
        outbound: ['allow tcp 443 0.0.0.0/0'],
      }),
      subnet('A', 'Net', '10.0.1.0/24', { table: 'Inner', list: 'Narrow' }),
      group('Open', 'Net', OPEN),
      host('Client', 'A', { groups: ['Open'] }),
    ],
    flows: { 'Client → s3': 'tcp/443' },
  },
  {
    name: 'a list with a range of the internet may or may not hold the service',
    parts: [
      vpc('Net', '10.0.0.0/16'),
      table('Inner', 'Net'),
      gatewayEndpoint('S3', 'Net', 'Inner'),
      list('Narrow', 'Net', {
        inbound: ['allow tcp 32768-65535 0.0.0.0/0'],
        outbound: ['allow tcp 443 52.0.0.0/8'],
      }),
      subnet('A', 'Net', '10.0.1.0/24', { table: 'Inner', list: 'Narrow' }),
      group('Open', 'Net', OPEN),
      host('Client', 'A', { groups: ['Open'] }),
    ],
    flows: { 'Client → s3': 'perhaps tcp/443' },
  },
];

const PEERING: readonly Case[] = [
  {
    name: 'peering needs a route at both ends: without the one back TCP does not come about',
    parts: [site(1, ['10.2.0.0/16', 'VpcPeeringConnectionId', 'Peer']), site(2), peering('Peer', 'Net1', 'Net2')],
    flows: { 'Host1 → Host2': 'all but tcp', 'Host2 → Host1': 'nothing' },
  },
  {
    name: 'with routes at both ends peered networks are one',
    parts: [
      site(1, ['10.2.0.0/16', 'VpcPeeringConnectionId', 'Peer']),
      site(2, ['10.1.0.0/16', 'VpcPeeringConnectionId', 'Peer']),
      peering('Peer', 'Net1', 'Net2'),
    ],
    flows: { 'Host1 → Host2': 'all', 'Host2 → Host1': 'all' },
  },
  {
    name: 'a route for a part of the peer reaches that part',
    parts: [
      site(1, ['10.2.1.0/25', 'VpcPeeringConnectionId', 'Peer']),
      site(2, ['10.1.0.0/16', 'VpcPeeringConnectionId', 'Peer']),
      peering('Peer', 'Net1', 'Net2'),
      host('Low', 'Subnet2', { groups: ['Open2'], address: '10.2.1.7' }),
      host('High', 'Subnet2', { groups: ['Open2'], address: '10.2.1.207' }),
    ],
    flows: { 'Host1 → Low': 'all', 'Host1 → High': 'nothing' },
  },
  {
    name: 'peering is not transitive, whatever the routes say',
    parts: [
      site(1, ['10.0.0.0/8', 'VpcPeeringConnectionId', 'Left']),
      site(2, ['10.1.0.0/16', 'VpcPeeringConnectionId', 'Left'], ['10.3.0.0/16', 'VpcPeeringConnectionId', 'Right']),
      site(3, ['10.0.0.0/8', 'VpcPeeringConnectionId', 'Right']),
      peering('Left', 'Net1', 'Net2'),
      peering('Right', 'Net2', 'Net3'),
    ],
    flows: { 'Host1 → Host3': 'nothing', 'Host1 → Host2': 'all', 'Host2 → Host3': 'all' },
  },
  {
    name: "a peer's internet gateway serves no one else",
    parts: [
      site(1, ['0.0.0.0/0', 'VpcPeeringConnectionId', 'Peer']),
      site(2, ['10.1.0.0/16', 'VpcPeeringConnectionId', 'Peer'], ['0.0.0.0/0', 'GatewayId', 'Igw']),
      internetGateway('Igw', 'Net2'),
      peering('Peer', 'Net1', 'Net2'),
    ],
    flows: { 'Host1 → internet': 'nothing', 'internet → Host1': 'nothing' },
  },
  {
    name: 'across peering a rule may name a group of the other network',
    parts: [
      site(1, ['10.2.0.0/16', 'VpcPeeringConnectionId', 'Peer']),
      site(2, ['10.1.0.0/16', 'VpcPeeringConnectionId', 'Peer']),
      peering('Peer', 'Net1', 'Net2'),
      group('Server', 'Net2', { inbound: ['tcp 5432 group Open1'] }),
      host('Store', 'Subnet2', { groups: ['Server'] }),
    ],
    flows: { 'Host1 → Store': 'tcp/5432', 'Host2 → Store': 'nothing' },
  },
  {
    name: 'a peer of no template is outside',
    parts: [site(1, ['172.16.0.0/12', 'VpcPeeringConnectionId', 'Peer']), peering('Peer', 'Net1', { Ref: 'PeerVpc' })],
    flows: { 'outside → Host1': 'perhaps all', 'internet → Host1': 'nothing', 'Host1 → internet': 'nothing' },
  },
];

const TRANSIT: readonly Case[] = [
  {
    name: 'the default table of a transit gateway joins all that is attached',
    parts: [
      site(1, ['10.2.0.0/16', 'TransitGatewayId', 'Tgw']),
      site(2, ['10.1.0.0/16', 'TransitGatewayId', 'Tgw']),
      transit('enable'),
    ],
    flows: { 'Host1 → Host2': 'all', 'Host2 → Host1': 'all' },
  },
  {
    name: 'with the defaults off, an attachment without a table sends nowhere',
    parts: [
      site(1, ['10.2.0.0/16', 'TransitGatewayId', 'Tgw']),
      site(2, ['10.1.0.0/16', 'TransitGatewayId', 'Tgw']),
      transit('disable'),
    ],
    flows: { 'Host1 → Host2': 'nothing' },
  },
  {
    name: 'a table knows the networks that propagate to it',
    parts: [
      site(1, ['10.0.0.0/8', 'TransitGatewayId', 'Tgw']),
      site(2, ['10.0.0.0/8', 'TransitGatewayId', 'Tgw']),
      transit('disable'),
      transitTable('All', 'Tgw', { associated: ['Attached1', 'Attached2'], propagated: ['Attached1', 'Attached2'] }),
    ],
    flows: { 'Host1 → Host2': 'all' },
  },
  {
    name: 'without propagation one way, the other is lost as well, for TCP',
    parts: [
      site(1, ['10.0.0.0/8', 'TransitGatewayId', 'Tgw']),
      site(2, ['10.0.0.0/8', 'TransitGatewayId', 'Tgw']),
      transit('disable'),
      transitTable('All', 'Tgw', { associated: ['Attached1', 'Attached2'], propagated: ['Attached2'] }),
    ],
    flows: { 'Host1 → Host2': 'all but tcp', 'Host2 → Host1': 'nothing' },
  },
  {
    name: 'a static route does what propagation would',
    parts: [
      site(1, ['10.0.0.0/8', 'TransitGatewayId', 'Tgw']),
      site(2, ['10.0.0.0/8', 'TransitGatewayId', 'Tgw']),
      transit('disable'),
      transitTable('All', 'Tgw', {
        associated: ['Attached1', 'Attached2'],
        routes: { '10.1.0.0/16': 'Attached1', '10.2.0.0/16': 'Attached2' },
      }),
    ],
    flows: { 'Host1 → Host2': 'all' },
  },
  {
    name: 'a blackhole stops what a shorter route would carry',
    parts: [
      site(1, ['10.0.0.0/8', 'TransitGatewayId', 'Tgw']),
      site(2, ['10.0.0.0/8', 'TransitGatewayId', 'Tgw']),
      transit('disable'),
      transitTable('All', 'Tgw', {
        associated: ['Attached1', 'Attached2'],
        propagated: ['Attached1', 'Attached2'],
        routes: { '10.2.1.0/25': 'blackhole' },
      }),
      host('Low', 'Subnet2', { groups: ['Open2'], address: '10.2.1.7' }),
      host('High', 'Subnet2', { groups: ['Open2'], address: '10.2.1.207' }),
    ],
    flows: { 'Host1 → Low': 'nothing', 'Host1 → High': 'all' },
  },
  {
    name: 'a static blackhole comes before the propagated route of the same prefix',
    parts: [
      site(1, ['10.0.0.0/8', 'TransitGatewayId', 'Tgw']),
      site(2, ['10.0.0.0/8', 'TransitGatewayId', 'Tgw']),
      transit('disable'),
      transitTable('All', 'Tgw', {
        associated: ['Attached1', 'Attached2'],
        propagated: ['Attached1', 'Attached2'],
        routes: { '10.2.0.0/16': 'blackhole' },
      }),
    ],
    flows: { 'Host1 → Host2': 'nothing' },
  },
  {
    name: 'tables of their own keep two networks apart and let both reach a third',
    parts: [
      site(1, ['10.0.0.0/8', 'TransitGatewayId', 'Tgw']),
      site(2, ['10.0.0.0/8', 'TransitGatewayId', 'Tgw']),
      site(3, ['10.0.0.0/8', 'TransitGatewayId', 'Tgw']),
      transit('disable'),
      attachment('Attached3', 'Tgw', 'Net3', ['Subnet3']),
      transitTable('One', 'Tgw', { associated: ['Attached1'], propagated: ['Attached3'] }),
      transitTable('Two', 'Tgw', { associated: ['Attached2'], propagated: ['Attached3'] }),
      transitTable('Shared', 'Tgw', { associated: ['Attached3'], propagated: ['Attached1', 'Attached2'] }),
    ],
    flows: {
      'Host1 → Host2': 'nothing',
      'Host2 → Host1': 'nothing',
      'Host1 → Host3': 'all',
      'Host3 → Host2': 'all',
    },
  },
  {
    name: 'a subnet in a zone without an attachment does not reach the transit gateway',
    parts: [
      site(1, ['10.2.0.0/16', 'TransitGatewayId', 'Tgw']),
      site(2, ['10.1.0.0/16', 'TransitGatewayId', 'Tgw']),
      subnet('Far', 'Net1', '10.1.9.0/24', { table: 'Table1', az: 'eu-central-1b' }),
      host('Remote', 'Far', { groups: ['Open1'] }),
      transit('enable'),
    ],
    flows: { 'Remote → Host2': 'nothing', 'Host1 → Host2': 'all' },
  },
  {
    name: "the list of the attachment's subnet reads what comes in by its source",
    parts: [
      vpc('Net1', '10.1.0.0/16'),
      list('Doors', 'Net1', { inbound: ['allow tcp 443 10.1.1.0/24'], outbound: ['allow all 0.0.0.0/0'] }),
      table('Table1', 'Net1', ['10.2.0.0/16', 'TransitGatewayId', 'Tgw']),
      subnet('Subnet1', 'Net1', '10.1.0.0/28', { table: 'Table1', list: 'Doors' }),
      subnet('Hosts', 'Net1', '10.1.1.0/24', { table: 'Table1' }),
      group('Open1', 'Net1', OPEN),
      host('Client', 'Hosts', { groups: ['Open1'] }),
      site(2, ['10.1.0.0/16', 'TransitGatewayId', 'Tgw']),
      transit('enable'),
    ],
    flows: { 'Client → Host2': 'tcp/443', 'Host2 → Client': 'all' },
  },
  {
    name: 'across a transit gateway a rule that names a group of the other network does not match',
    parts: [
      site(1, ['10.2.0.0/16', 'TransitGatewayId', 'Tgw']),
      site(2, ['10.1.0.0/16', 'TransitGatewayId', 'Tgw']),
      transit('enable'),
      group('Server', 'Net2', { inbound: ['tcp 5432 group Open1'] }),
      host('Store', 'Subnet2', { groups: ['Server'] }),
    ],
    flows: { 'Host1 → Store': 'nothing' },
  },
  {
    name: 'it matches where the gateway is told to, for what comes in',
    parts: [
      site(1, ['10.2.0.0/16', 'TransitGatewayId', 'Tgw']),
      site(2, ['10.1.0.0/16', 'TransitGatewayId', 'Tgw']),
      transit('enable', { SecurityGroupReferencingSupport: 'enable' }),
      group('Server', 'Net2', { inbound: ['tcp 5432 group Open1'] }),
      host('Store', 'Subnet2', { groups: ['Server'] }),
    ],
    flows: { 'Host1 → Store': 'tcp/5432' },
  },
  {
    name: 'a transit gateway of no template leads anywhere',
    parts: [
      site(1, ['0.0.0.0/0', 'TransitGatewayId', { Ref: 'SharedTgw' }]),
      attachment('Attached1', { Ref: 'SharedTgw' }, 'Net1', ['Subnet1']),
    ],
    flows: { 'Host1 → internet': 'perhaps all', 'internet → Host1': 'perhaps all', 'outside → Host1': 'perhaps all' },
  },
];

const ROUTES: readonly Case[] = [
  {
    name: 'asymmetric routes: the answer goes where no one waits for it',
    parts: [
      site(1, ['10.2.0.0/16', 'VpcPeeringConnectionId', 'Peer']),
      site(2, ['10.1.0.0/16', 'TransitGatewayId', 'Tgw']),
      peering('Peer', 'Net1', 'Net2'),
      transit('disable'),
    ],
    flows: { 'Host1 → Host2': 'all but tcp' },
  },
  {
    name: 'asymmetric routes that both arrive make a connection',
    parts: [
      site(1, ['10.2.0.0/16', 'VpcPeeringConnectionId', 'Peer']),
      site(2, ['10.1.0.0/16', 'TransitGatewayId', 'Tgw']),
      peering('Peer', 'Net1', 'Net2'),
      transit('enable'),
    ],
    flows: { 'Host1 → Host2': 'all' },
  },
  {
    name: 'a route to a prefix list stands for each of its entries, and yields to a static one',
    parts: [
      site(
        1,
        ['list Spokes', 'VpcPeeringConnectionId', 'Peer'],
        ['10.2.0.0/16', 'NetworkInterfaceId', { Ref: 'Gone' }],
      ),
      site(2, ['10.1.0.0/16', 'VpcPeeringConnectionId', 'Peer']),
      prefixList('Spokes', '10.2.0.0/16', '10.2.1.0/24'),
      peering('Peer', 'Net1', 'Net2'),
    ],
    flows: { 'Host1 → Host2': 'all' },
  },
  {
    name: 'a more specific route than the local one leads through the firewall',
    parts: [
      pair({ table: 'Detour' }),
      table('Detour', 'Net', ['10.0.2.0/24', 'VpcEndpointId', firewallEndpoint('Firewall')]),
      subnet('Wall', 'Net', '10.0.9.0/28'),
      firewall('Firewall', 'Wall'),
    ],
    flows: { 'HostA → HostB': 'perhaps all' },
  },
  {
    name: 'between spokes that pass the firewall, its rules decide',
    parts: [inspected({ '0.0.0.0/0': 'Attached3' })],
    flows: { 'Host1 → Host2': 'perhaps all' },
  },
  {
    name: 'a more specific route goes round the firewall',
    parts: [inspected({ '0.0.0.0/0': 'Attached3', '10.2.0.0/16': 'Attached2', '10.1.0.0/16': 'Attached1' })],
    flows: { 'Host1 → Host2': 'all' },
  },
  {
    name: 'a blackhole for the spokes keeps them apart, while the rest passes the firewall',
    parts: [inspected({ '0.0.0.0/0': 'Attached3', '10.0.0.0/8': 'blackhole' })],
    flows: { 'Host1 → Host2': 'nothing' },
  },
  {
    name: 'a virtual private gateway leads to networks of no template',
    parts: [site(1, ['192.168.0.0/16', 'GatewayId', 'Vgw']), privateGateway('Vgw', 'Net1')],
    flows: {
      'outside → Host1': 'perhaps all',
      'Host1 → outside': 'all but tcp, perhaps all',
      'Host1 → internet': 'nothing',
    },
  },
  {
    name: 'a client VPN lets in whom no template names',
    parts: [
      site(1),
      {
        Vpn: {
          Type: 'AWS::EC2::ClientVpnTargetNetworkAssociation',
          Properties: { ClientVpnEndpointId: 'cvpn-endpoint-1', SubnetId: ref('Subnet1') },
        },
      },
    ],
    flows: { 'outside → Host1': 'perhaps all', 'Host1 → outside': 'nothing' },
  },
  {
    name: 'peering that is made under a condition leaves it open',
    parts: [
      site(1, ['10.2.0.0/16', 'VpcPeeringConnectionId', 'Peer']),
      site(2, ['10.1.0.0/16', 'VpcPeeringConnectionId', 'Peer']),
      {
        Peer: {
          Type: 'AWS::EC2::VPCPeeringConnection',
          Condition: 'IsPeered',
          Properties: { VpcId: ref('Net1'), PeerVpcId: ref('Net2') },
        },
      },
    ],
    flows: { 'Host1 → Host2': 'perhaps all' },
  },
  {
    name: 'a route that deployment decides may lead anything away',
    parts: [
      pair({ table: 'Open1' }),
      table('Open1', 'Net'),
      {
        Somewhere: {
          Type: 'AWS::EC2::Route',
          Properties: {
            RouteTableId: ref('Open1'),
            DestinationCidrBlock: ref('Destination'),
            NetworkInterfaceId: ref('Appliance'),
          },
        },
      },
    ],
    flows: { 'HostA → internet': 'perhaps all', 'HostA → HostB': 'perhaps all' },
  },
  {
    name: 'networks whose ranges come from IPAM are told apart, and their subnets are local',
    parts: [
      {
        Net: { Type: 'AWS::EC2::VPC', Properties: { Ipv4IpamPoolId: 'ipam-pool-1', Ipv4NetmaskLength: 20 } },
        A: { Type: 'AWS::EC2::Subnet', Properties: { VpcId: ref('Net'), Ipv4IpamPoolId: 'ipam-pool-2' } },
        B: { Type: 'AWS::EC2::Subnet', Properties: { VpcId: ref('Net'), Ipv4IpamPoolId: 'ipam-pool-2' } },
      },
      group('Server', 'Net', { inbound: ['tcp 443 group Client', 'tcp 22 192.168.0.0/16'] }),
      group('Client', 'Net', OPEN),
      host('Caller', 'A', { groups: ['Client'] }),
      host('Web', 'B', { groups: ['Server'] }),
    ],
    flows: { 'Caller → Web': 'tcp/443, perhaps tcp/22 tcp/443', 'internet → Web': 'nothing' },
  },
];

const CASES: Readonly<Record<string, readonly Case[]>> = {
  'network access lists': LISTS,
  'security groups': GROUPS,
  'the internet': INTERNET,
  IPv6: IPV6,
  'services behind gateway endpoints': SERVICES,
  peering: PEERING,
  'transit gateways': TRANSIT,
  routes: ROUTES,
};

describe.each(Object.entries(CASES))('%s', (_, cases) => {
  test.each(cases)('$name', ({ parts, flows }) => {
    const network = networkOf(document(...parts));

    const answers = Object.fromEntries(Object.keys(flows).map((question) => [question, answer(network, question)]));

    expect(answers).toEqual(flows);
  });
});
