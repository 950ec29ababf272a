import { dataZoneUnroutable } from '../../../../../constructs/nag/rules/network/data-zone-unroutable';
import { subnetNetworkAcl } from '../../../../../constructs/nag/rules/network/subnet-network-acl';
import { subnetNoPublicAddress } from '../../../../../constructs/nag/rules/network/subnet-no-public-address';
import { vpcZones } from '../../../../../constructs/nag/rules/network/vpc-zones';
import { describeRule } from '../../../../support/rule-cases';

interface Body {
  readonly Type: string;
  readonly Properties: object;
}

const subnet = (zone: unknown, properties: object = {}): Body => ({
  Type: 'AWS::EC2::Subnet',
  Properties: {
    VpcId: { Ref: 'Subject' },
    ...(zone ? { Tags: [{ Key: 'isms:zone', Value: zone }] } : {}),
    ...properties,
  },
});
const nth = (index: number) => ({ 'Fn::Select': [index, { 'Fn::GetAZs': '' }] });

const ZONES = ['ingress', 'application', 'data', 'management'];
const network = (zones: readonly (readonly [string, unknown])[]) => ({
  template: {
    Subject: { Type: 'AWS::EC2::VPC' },
    ...Object.fromEntries(
      zones.map(([zone, availabilityZone], index) => [
        `Subnet${index}`,
        subnet(zone, { AvailabilityZone: availabilityZone }),
      ]),
    ),
  },
});
const across = (...availabilityZones: unknown[]) =>
  ZONES.flatMap((zone) => availabilityZones.map((availabilityZone) => [zone, availabilityZone] as const));

/** A network with a firewall, whose subnets are each for something that carries. */
const carrying = (others: Readonly<Record<string, Body>> = {}) => ({
  template: {
    Subject: { Type: 'AWS::EC2::VPC' },
    Attached: subnet(undefined),
    Guarded: subnet(undefined),
    Translated: subnet(undefined),
    Firewall: {
      Type: 'AWS::NetworkFirewall::Firewall',
      Properties: { VpcId: { Ref: 'Subject' }, SubnetMappings: [{ SubnetId: { Ref: 'Guarded' } }] },
    },
    Nat: { Type: 'AWS::EC2::NatGateway', Properties: { SubnetId: { Ref: 'Translated' } } },
    Attachment: {
      Type: 'AWS::EC2::TransitGatewayAttachment',
      Properties: { VpcId: { Ref: 'Subject' }, SubnetIds: [{ Ref: 'Attached' }] },
    },
    ...others,
  },
});

/** A network whose subnets each have an endpoint for others. */
/** A network of the hub, by what its subnets say. */
const answering = (others: Readonly<Record<string, Body>> = {}) => ({
  template: { Subject: { Type: 'AWS::EC2::VPC' }, First: tiered('endpoints'), Second: tiered('endpoints'), ...others },
});
const tiered = (tier: string): Body => ({
  Type: 'AWS::EC2::Subnet',
  Properties: { VpcId: { Ref: 'Subject' }, Tags: [{ Key: 'isms:tier', Value: tier }] },
});

describeRule(vpcZones, {
  compliant: {
    'four zones in two availability zones': network(across('cn-north-1a', 'cn-north-1b')),
    'four zones in three availability zones': network(across('a', 'b', 'c')),
    'availability zones that are counted out at deployment': network(across(nth(0), nth(1))),
  },
  nonCompliant: {
    'no subnet': [network([]), ...ZONES.map(() => 'AWS::EC2::Subnet')],
    'a single availability zone': [network(across('a')), ...ZONES.map(() => 'AWS::EC2::Subnet')],
    'the same availability zone twice': [network(across(nth(0), nth(0))), ...ZONES.map(() => 'AWS::EC2::Subnet')],
    'a zone that is missing': [network(across('a', 'b').filter(([zone]) => zone !== 'management')), 'AWS::EC2::Subnet'],
    'a subnet without a zone': [network([...across('a', 'b'), ['', 'a']]), 'Subnet8.Tags'],
    'a network of a firewall that also holds something': [
      carrying({ Hosts: subnet(undefined) }),
      'Attached.Tags',
      'Guarded.Tags',
      'Translated.Tags',
      'Hosts.Tags',
      ...ZONES.map(() => 'AWS::EC2::Subnet'),
    ],
    'a network of endpoints with a subnet that has none': [
      answering({ Spare: subnet(undefined) }),
      'First.Tags',
      'Second.Tags',
      'Spare.Tags',
      ...ZONES.map(() => 'AWS::EC2::Subnet'),
    ],
    'a subnet of a zone that there is not': [network([...across('a', 'b'), ['public', 'a']]), 'Subnet8.Tags'],
  },
  unknown: {
    'availability zones that are parameters': network(across({ Ref: 'ZoneA' }, { Ref: 'ZoneB' })),
    'availability zones that EC2 chooses': network(across(undefined, undefined)),
  },
  notApplicable: {
    'a network that only carries, through its firewall': carrying(),
    'a network that holds endpoints for others alone': answering(),
  },
});

const associated = (properties: object): Body => ({
  Type: 'AWS::EC2::SubnetRouteTableAssociation',
  Properties: { SubnetId: { Ref: 'Subject' }, RouteTableId: { Ref: 'Table' }, ...properties },
});
const routed = (zone: string, route: object, others: Readonly<Record<string, Body>> = {}) => ({
  template: {
    Subject: subnet(zone),
    Association: associated({}),
    Table: { Type: 'AWS::EC2::RouteTable' },
    Way: {
      Type: 'AWS::EC2::Route',
      Properties: { RouteTableId: { Ref: 'Table' }, DestinationCidrBlock: '0.0.0.0/0', ...route },
    },
    ...others,
  },
});
const gateway = (type: string) => ({ Gateway: { Type: type, Properties: {} } });
const PRIVATE = { DestinationCidrBlock: '10.0.0.0/8' };
const toListed = (...ranges: readonly unknown[]) =>
  routed(
    'data',
    { DestinationCidrBlock: undefined, DestinationPrefixListId: { Ref: 'Ranges' }, TransitGatewayId: 'tgw-1' },
    { Ranges: { Type: 'AWS::EC2::PrefixList', Properties: { Entries: ranges.map((Cidr) => ({ Cidr })) } } },
  );
const sharing = (zone: unknown) => ({
  template: {
    Subject: subnet('data'),
    Association: associated({}),
    Table: { Type: 'AWS::EC2::RouteTable' },
    Other: subnet(zone),
    OtherTie: associated({ SubnetId: { Ref: 'Other' } }),
  },
});
const toGateway = { GatewayId: { Ref: 'Gateway' } };

describeRule(dataZoneUnroutable, {
  compliant: {
    'a table without routes': {
      template: { Subject: subnet('data'), Association: associated({}), Table: { Type: 'AWS::EC2::RouteTable' } },
    },
    'a route to the transit gateway for a private range': routed('data', { ...PRIVATE, TransitGatewayId: 'tgw-1' }),
    'a route to the data centre': routed('management', { ...PRIVATE, ...toGateway }, gateway('AWS::EC2::VPNGateway')),
    'a route to one appliance for a private range': routed('data', {
      ...PRIVATE,
      NetworkInterfaceId: 'eni-1',
    }),
    'a peering for a private range': routed('data', { ...PRIVATE, VpcPeeringConnectionId: { Ref: 'Peering' } }),
    'a list of private ranges': toListed('10.0.0.0/8', '192.168.0.0/16'),
    'a table that data and management share': sharing('management'),
  },
  nonCompliant: {
    'a route to an internet gateway': [
      routed('data', toGateway, gateway('AWS::EC2::InternetGateway')),
      'Way.GatewayId',
    ],
    'a route to an internet gateway by id': [routed('data', { GatewayId: 'igw-0123456789abcdef0' }), 'Way.GatewayId'],
    'a narrow route to an internet gateway': [
      routed('data', { ...toGateway, DestinationCidrBlock: '203.0.113.0/24' }, gateway('AWS::EC2::InternetGateway')),
      'Way.GatewayId',
    ],
    'a NAT gateway': [routed('data', { NatGatewayId: { Ref: 'Nat' } }), 'Way.NatGatewayId'],
    'a NAT gateway in the management zone': [
      routed('management', { NatGatewayId: { Ref: 'Nat' } }),
      'Way.NatGatewayId',
    ],
    'an egress-only gateway': [
      routed('data', {
        DestinationCidrBlock: undefined,
        DestinationIpv6CidrBlock: '::/0',
        EgressOnlyInternetGatewayId: { Ref: 'Out' },
      }),
      'Way.EgressOnlyInternetGatewayId',
    ],
    'a carrier gateway': [routed('data', { CarrierGatewayId: { Ref: 'Carrier' } }), 'Way.CarrierGatewayId'],
    'a NAT instance': [routed('data', { InstanceId: { Ref: 'Instance' } }), 'Way.InstanceId'],
    'the interface of a NAT instance, for half the internet': [
      routed('data', { DestinationCidrBlock: '128.0.0.0/1', NetworkInterfaceId: { Ref: 'Interface' } }),
      'Way.NetworkInterfaceId',
    ],
    'any address to the transit gateway': [
      routed('data', { TransitGatewayId: { Ref: 'Hub' } }),
      'Way.TransitGatewayId',
    ],
    'any IPv6 address to the transit gateway': [
      routed('management', {
        DestinationCidrBlock: undefined,
        DestinationIpv6CidrBlock: '::/0',
        TransitGatewayId: { Ref: 'Hub' },
      }),
      'Way.TransitGatewayId',
    ],
    'any address to a peering': [
      routed('data', { VpcPeeringConnectionId: { Ref: 'Peering' } }),
      'Way.VpcPeeringConnectionId',
    ],
    'any address to the data centre': [
      routed('management', toGateway, gateway('AWS::EC2::VPNGateway')),
      'Way.GatewayId',
    ],
    'any address to a gateway that is a parameter': [routed('data', toGateway), 'Way.GatewayId'],
    'a list that takes in any address': [toListed('10.0.0.0/8', '0.0.0.0/0'), 'Way.TransitGatewayId'],
    'an internet gateway for a range that is a parameter': [
      routed('data', { GatewayId: 'igw-1', DestinationCidrBlock: { Ref: 'Range' } }),
      'Way.GatewayId',
    ],
    'any address to an endpoint': [routed('data', { VpcEndpointId: { Ref: 'Endpoint' } }), 'Way.VpcEndpointId'],
    'the table of the application zone': [sharing('application'), 'Association.RouteTableId'],
    'the table of a subnet without a zone': [sharing(undefined), 'Association.RouteTableId'],
    'the table of the application zone and its way out': [
      routed(
        'data',
        { TransitGatewayId: { Ref: 'Hub' } },
        { Other: subnet('application'), OtherTie: associated({ SubnetId: { Ref: 'Other' } }) },
      ),
      'Association.RouteTableId',
      'Way.TransitGatewayId',
    ],
    'no table of its own': [{ template: { Subject: subnet('data') } }, 'AWS::EC2::SubnetRouteTableAssociation'],
  },
  notApplicable: {
    'the ingress zone': routed('ingress', toGateway, gateway('AWS::EC2::InternetGateway')),
    'a subnet without a zone': { template: { Subject: subnet(undefined) } },
  },
  unknown: {
    'a gateway that is a parameter, for a private range': routed('data', { ...PRIVATE, ...toGateway }),
    'a list of another template': routed('data', {
      DestinationCidrBlock: undefined,
      DestinationPrefixListId: 'pl-1',
      TransitGatewayId: 'tgw-1',
    }),
    'a list with a range that is a parameter': toListed({ Ref: 'Range' }),
    'a range that is a parameter': routed('data', {
      DestinationCidrBlock: { Ref: 'Range' },
      TransitGatewayId: 'tgw-1',
    }),
    'the table of a subnet whose zone is a parameter': sharing({ Ref: 'Zone' }),
    'a table that is a parameter': { template: { Subject: subnet('data'), Association: associated({}) } },
    'a zone that is a parameter': { template: { Subject: subnet({ Ref: 'Zone' }) } },
  },
});

describeRule(subnetNoPublicAddress, {
  compliant: { 'nothing said': {}, 'public addresses switched off': { MapPublicIpOnLaunch: false } },
  nonCompliant: {
    'public addresses switched on': [{ MapPublicIpOnLaunch: true }, 'MapPublicIpOnLaunch'],
    'public addresses switched on by a text': [{ MapPublicIpOnLaunch: 'true' }, 'MapPublicIpOnLaunch'],
  },
  unknown: { 'a parameter': { MapPublicIpOnLaunch: { Ref: 'Public' } } },
});

const entry = (properties: object): Body => ({
  Type: 'AWS::EC2::NetworkAclEntry',
  Properties: {
    NetworkAclId: { Ref: 'Acl' },
    RuleNumber: 100,
    RuleAction: 'allow',
    CidrBlock: '0.0.0.0/0',
    ...properties,
  },
});
const listed = (entries: Readonly<Record<string, Body>>, others: Readonly<Record<string, Body>> = {}) => ({
  template: {
    Subject: subnet('data'),
    Association: aclOf('Subject'),
    Acl: { Type: 'AWS::EC2::NetworkAcl' },
    ...entries,
    ...others,
  },
});
const aclOf = (id: string): Body => ({
  Type: 'AWS::EC2::SubnetNetworkAclAssociation',
  Properties: { SubnetId: { Ref: id }, NetworkAclId: { Ref: 'Acl' } },
});
const ephemeral = { Protocol: 6, PortRange: { From: 1024, To: 65535 } };

describeRule(subnetNetworkAcl, {
  compliant: {
    'a list without entries, which denies all': listed({}),
    'everything from a private range': listed({ In: entry({ Protocol: -1, CidrBlock: '10.0.0.0/8' }) }),
    'one port and the return traffic of any address': listed({
      In: entry({ Protocol: 6, PortRange: { From: 443, To: 443 } }),
      Return: entry(ephemeral),
    }),
    'everything denied': listed({ In: entry({ Protocol: -1, RuleAction: 'deny' }) }),
    'a list shared within its zone': listed({}, { Twin: subnet('data'), TwinAssociation: aclOf('Twin') }),
  },
  nonCompliant: {
    'no list, which means the default one': [
      { template: { Subject: subnet('data') } },
      'AWS::EC2::SubnetNetworkAclAssociation',
    ],
    'everything allowed': [listed({ In: entry({ Protocol: -1 }) }), 'In.Protocol'],
    'everything allowed over IPv6, as a text': [
      listed({ In: entry({ Protocol: '-1', CidrBlock: undefined, Ipv6CidrBlock: '::/0' }) }),
      'In.Protocol',
    ],
    'half the internet allowed': [listed({ In: entry({ Protocol: -1, CidrBlock: '0.0.0.0/1' }) }), 'In.Protocol'],
    'every TCP port': [listed({ In: entry({ Protocol: 6, PortRange: { From: 0, To: 65535 } }) }), 'In.PortRange'],
    'every UDP port outbound': [
      listed({ Out: entry({ Egress: true, Protocol: '17', PortRange: { From: 1, To: 65535 } }) }),
      'Out.PortRange',
    ],
    'a list shared with another zone': [
      listed({}, { Other: subnet('ingress'), OtherAssociation: aclOf('Other') }),
      'OtherAssociation.NetworkAclId',
    ],
  },
  unknown: {
    'a list that is a parameter': { template: { Subject: subnet('data'), Association: aclOf('Subject') } },
    'an action that is a parameter': listed({ In: entry({ Protocol: -1, RuleAction: { Ref: 'Action' } }) }),
  },
});
