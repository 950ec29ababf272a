import { Estate, Template } from '../../../../constructs/nag/template';
import { isNever, isSurely } from '../../../../lib/proofs/network/bounds';
import { atInterface, atSubnet, type Endpoint, INTERNET, OUTSIDE } from '../../../../lib/proofs/network/endpoints';
import { includes } from '../../../../lib/proofs/network/packets';
import { type Passage, passage } from '../../../../lib/proofs/network/passage';
import { type ReadNetwork, readNetwork } from '../../../../lib/proofs/network/read-network';
import { describeServices } from '../../../../lib/proofs/network/services';

/** A part of a CloudFormation document: resources by logical id. */
export type Part = Readonly<Record<string, { readonly Type: string; readonly [attribute: string]: unknown }>>;

export const ref = (id: string) => ({ Ref: id });
const got = (id: string, attribute: string) => ({ 'Fn::GetAtt': [id, attribute] });

const resource = (id: string, type: string, properties: object, attributes: object = {}): Part => ({
  [id]: { Type: `AWS::EC2::${type}`, Properties: properties, ...attributes },
});

export const document = (...parts: readonly Part[]) => ({ Resources: Object.assign({}, ...parts) as Part });

export const vpc = (id: string, cidr: unknown, tags: Readonly<Record<string, string>> = {}): Part =>
  resource(id, 'VPC', { CidrBlock: cidr, Tags: tagsOf(tags) });

const tagsOf = (tags: Readonly<Record<string, string>>) => Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

interface SubnetOptions {
  readonly table?: string;
  readonly list?: string;
  readonly zone?: string;
  readonly ipv6?: unknown;
  readonly az?: string;
  readonly isPublic?: boolean;
}

export const subnet = (id: string, network: string, cidr: unknown, options: SubnetOptions = {}): Part => ({
  ...resource(id, 'Subnet', {
    VpcId: ref(network),
    CidrBlock: cidr,
    AvailabilityZone: options.az ?? 'eu-central-1a',
    ...(options.ipv6 !== undefined && { Ipv6CidrBlock: options.ipv6 }),
    ...(options.isPublic !== undefined && { MapPublicIpOnLaunch: options.isPublic }),
    ...(options.zone && { Tags: tagsOf({ 'isms:zone': options.zone }) }),
  }),
  ...(options.table &&
    resource(`${id}Table`, 'SubnetRouteTableAssociation', { SubnetId: ref(id), RouteTableId: ref(options.table) })),
  ...(options.list &&
    resource(`${id}List`, 'SubnetNetworkAclAssociation', { SubnetId: ref(id), NetworkAclId: ref(options.list) })),
});

/** A destination, and the property and resource of the target: `['0.0.0.0/0', 'NatGatewayId', 'Nat']`. */
export type RouteLine = readonly [destination: string, property: string, target: unknown];

export const table = (id: string, network: string, ...routes: readonly RouteLine[]): Part => ({
  ...resource(id, 'RouteTable', { VpcId: ref(network) }),
  ...Object.assign({}, ...routes.map((line, index) => route(`${id}Route${index + 1}`, id, line))),
});

export const route = (id: string, tableId: string, [destination, property, target]: RouteLine): Part =>
  resource(id, 'Route', {
    RouteTableId: ref(tableId),
    ...destinationOf(destination),
    [property]: typeof target === 'string' ? ref(target) : target,
  });

function destinationOf(destination: string): object {
  if (destination.startsWith('list ')) return { DestinationPrefixListId: ref(destination.slice(5)) };
  return destination.includes(':') ? { DestinationIpv6CidrBlock: destination } : { DestinationCidrBlock: destination };
}

/** `allow tcp 443 10.0.0.0/16`, `deny all 0.0.0.0/0`, `allow tcp 1024-65535 ::/0`. In order of their numbers. */
export const list = (
  id: string,
  network: string,
  { inbound = [], outbound = [] }: { readonly inbound?: readonly string[]; readonly outbound?: readonly string[] },
): Part => ({
  ...resource(id, 'NetworkAcl', { VpcId: ref(network) }),
  ...Object.assign({}, ...inbound.map((line, index) => entry(`${id}In${index}`, ref(id), 100 + index, false, line))),
  ...Object.assign({}, ...outbound.map((line, index) => entry(`${id}Out${index}`, ref(id), 100 + index, true, line))),
});

const PROTOCOLS: Readonly<Record<string, number>> = { all: -1, icmp: 1, tcp: 6, udp: 17 };

export function entry(id: string, listId: unknown, number: unknown, egress: boolean, line: string): Part {
  const [action, protocol = 'all', ...rest] = line.split(' ');
  const [ports, cidr] = rest.length === 2 ? rest : [undefined, rest[0]];
  const [from, to = from] = (ports ?? '').split('-');
  return resource(id, 'NetworkAclEntry', {
    NetworkAclId: listId,
    RuleNumber: number,
    RuleAction: action,
    Egress: egress,
    Protocol: PROTOCOLS[protocol],
    [cidr?.includes(':') ? 'Ipv6CidrBlock' : 'CidrBlock']: cidr,
    ...(ports && { PortRange: { From: Number(from), To: Number(to) } }),
  });
}

/** `tcp 443 10.0.0.0/16`, `tcp 443 group Web`, `all list Offices`. */
export const group = (
  id: string,
  network: string,
  { inbound = [], outbound }: { readonly inbound?: readonly string[]; readonly outbound?: readonly string[] } = {},
): Part =>
  resource(id, 'SecurityGroup', {
    GroupDescription: id,
    VpcId: ref(network),
    SecurityGroupIngress: inbound.map((line) => rule(line, 'Source')),
    ...(outbound && { SecurityGroupEgress: outbound.map((line) => rule(line, 'Destination')) }),
  });

export const separateRule = (id: string, direction: 'Ingress' | 'Egress', groupId: unknown, line: string): Part =>
  resource(id, `SecurityGroup${direction}`, {
    GroupId: groupId,
    ...rule(line, direction === 'Ingress' ? 'Source' : 'Destination'),
  });

function rule(line: string, side: 'Source' | 'Destination'): object {
  const [protocol = 'all', ...rest] = line.split(' ');
  const ports = /^[\d-]+$/.test(rest[0] ?? '') ? rest.shift() : undefined;
  const [from, to = from] = (ports ?? '').split('-');
  return {
    IpProtocol: protocol === 'all' ? '-1' : protocol,
    ...(ports && { FromPort: Number(from), ToPort: Number(to) }),
    ...peer(rest, side),
  };
}

function peer([first = '', second]: readonly string[], side: 'Source' | 'Destination'): object {
  if (first === 'group') return { [`${side}SecurityGroupId`]: got(second ?? '', 'GroupId') };
  if (first === 'list') return { [`${side}PrefixListId`]: second?.startsWith('pl-') ? second : ref(second ?? '') };
  return first.includes(':') ? { CidrIpv6: first } : { CidrIp: first };
}

export const prefixList = (id: string, ...cidrs: readonly string[]): Part =>
  resource(id, 'PrefixList', {
    PrefixListName: id,
    AddressFamily: 'IPv4',
    Entries: cidrs.map((Cidr) => ({ Cidr })),
  });

interface HostOptions {
  readonly groups?: readonly unknown[];
  /** The tag `isms:purpose`. */
  readonly purpose?: string;
  readonly isPublic?: boolean;
  readonly address?: string;
}

export const host = (id: string, subnetId: string, { groups, isPublic, address, purpose }: HostOptions = {}): Part =>
  resource(id, 'Instance', {
    ...(purpose && { Tags: [{ Key: 'isms:purpose', Value: purpose }] }),
    NetworkInterfaces: [
      {
        DeviceIndex: '0',
        SubnetId: ref(subnetId),
        ...(isPublic !== undefined && { AssociatePublicIpAddress: isPublic }),
        ...(address && { PrivateIpAddress: address }),
        ...(groups && { GroupSet: groups.map((value) => (typeof value === 'string' ? ref(value) : value)) }),
      },
    ],
  });

export const elasticAddress = (id: string, properties: object): Part => resource(id, 'EIP', properties);

export const elasticAddressTie = (id: string, properties: object): Part => resource(id, 'EIPAssociation', properties);

export const internetGateway = (id: string, network: string, attributes: object = {}): Part => ({
  ...resource(id, 'InternetGateway', {}),
  ...resource(
    `${id}Attachment`,
    'VPCGatewayAttachment',
    { VpcId: ref(network), InternetGatewayId: ref(id) },
    attributes,
  ),
});

export const edgeTable = (gateway: string, tableId: string): Part =>
  resource(`${gateway}Edge`, 'GatewayRouteTableAssociation', { GatewayId: ref(gateway), RouteTableId: ref(tableId) });

export const privateGateway = (id: string, network: string): Part => ({
  ...resource(id, 'VPNGateway', { Type: 'ipsec.1' }),
  ...resource(`${id}Attachment`, 'VPCGatewayAttachment', { VpcId: ref(network), VpnGatewayId: ref(id) }),
});

export const egressOnly = (id: string, network: string): Part =>
  resource(id, 'EgressOnlyInternetGateway', { VpcId: ref(network) });

export const assignedIpv6 = (id: string, network: string): Part =>
  resource(id, 'VPCCidrBlock', { VpcId: ref(network), AmazonProvidedIpv6CidrBlock: true });

export const ipv6Subnet = (network: string, index: number) => ({
  'Fn::Select': [index, { 'Fn::Cidr': [{ 'Fn::Select': [0, got(network, 'Ipv6CidrBlocks')] }, 256, 64] }],
});

export const nat = (id: string, subnetId: string, connectivity = 'public'): Part =>
  resource(id, 'NatGateway', { SubnetId: ref(subnetId), ConnectivityType: connectivity });

export const peering = (id: string, one: string, other: unknown): Part =>
  resource(id, 'VPCPeeringConnection', { VpcId: ref(one), PeerVpcId: typeof other === 'string' ? ref(other) : other });

export const gatewayEndpoint = (id: string, network: string, ...tables: readonly string[]): Part =>
  resource(id, 'VPCEndpoint', {
    VpcId: ref(network),
    VpcEndpointType: 'Gateway',
    ServiceName: 'com.amazonaws.eu-central-1.s3',
    RouteTableIds: tables.map(ref),
  });

export const transitGateway = (id: string, defaults: 'enable' | 'disable', more: object = {}): Part =>
  resource(id, 'TransitGateway', {
    DefaultRouteTableAssociation: defaults,
    DefaultRouteTablePropagation: defaults,
    ...more,
  });

export const attachment = (
  id: string,
  gateway: unknown,
  network: string,
  subnets: readonly string[],
  options: object = {},
): Part =>
  resource(id, 'TransitGatewayVpcAttachment', {
    TransitGatewayId: typeof gateway === 'string' ? ref(gateway) : gateway,
    VpcId: ref(network),
    SubnetIds: subnets.map(ref),
    Options: options,
  });

interface TransitTableLines {
  readonly associated?: readonly string[];
  readonly propagated?: readonly string[];
  /** An attachment, or `blackhole`. */
  readonly routes?: Readonly<Record<string, string>>;
}

export const transitTable = (
  id: string,
  gateway: string,
  { associated = [], propagated = [], routes = {} }: TransitTableLines,
): Part => ({
  ...resource(id, 'TransitGatewayRouteTable', { TransitGatewayId: ref(gateway) }),
  ...Object.assign({}, ...associated.map((one) => link(id, 'Association', one))),
  ...Object.assign({}, ...propagated.map((one) => link(id, 'Propagation', one))),
  ...Object.assign(
    {},
    ...Object.entries(routes).map(([cidr, to], index) =>
      resource(`${id}Route${index}`, 'TransitGatewayRoute', {
        TransitGatewayRouteTableId: ref(id),
        DestinationCidrBlock: cidr,
        ...(to === 'blackhole' ? { Blackhole: true } : { TransitGatewayAttachmentId: ref(to) }),
      }),
    ),
  ),
});

const link = (tableId: string, kind: 'Association' | 'Propagation', attached: string): Part =>
  resource(`${tableId}${kind}${attached}`, `TransitGatewayRouteTable${kind}`, {
    TransitGatewayRouteTableId: ref(tableId),
    TransitGatewayAttachmentId: ref(attached),
  });

export const firewall = (id: string, ...subnets: readonly string[]): Part => ({
  [id]: {
    Type: 'AWS::NetworkFirewall::Firewall',
    Properties: { FirewallName: id, SubnetMappings: subnets.map((one) => ({ SubnetId: ref(one) })) },
  },
});

/** As CDK and people write it: the endpoint's id is behind the colon. */
export const firewallEndpoint = (id: string, index = 0) => ({
  'Fn::Select': [1, { 'Fn::Split': [':', { 'Fn::Select': [index, got(id, 'EndpointIds')] }] }],
});

/** Reads a document as it would be deployed to a region. */
export function networkOf(made: object, region = 'eu-central-1'): ReadNetwork {
  const estate = new Estate();
  Template.cloudFormation(made, { name: 'test', estate, environment: { partition: 'aws', region } });
  return readNetwork(estate);
}

/** `internet`, `outside`, `s3`, `subnet A`, or the logical id of a host. */
export function endpoint({ vpcs, interfaces }: ReadNetwork, name: string): Endpoint {
  if (name === 'internet') return INTERNET;
  if (name === 'outside') return OUTSIDE;
  const subnets = vpcs.flatMap((one) => one.subnets);
  if (name === 's3') {
    const target = subnets.flatMap(({ table: { routes } }) => routes).find((one) => one.target.kind === 'service');
    if (target?.target.kind === 'service') return { kind: 'service', service: target.target.service };
  }
  const asked = subnets.find((one) => `subnet ${one.name}` === name);
  if (asked) return atSubnet(asked);
  const found = interfaces.find((one) => one.name === name);
  if (found) return atInterface(found);
  throw new Error(`the document has no ${name}`);
}

/** What flows, in a line: `tcp/443`, `nothing`, `perhaps all`. */
export function answer(network: ReadNetwork, question: string): string {
  const [from = '', to = ''] = question.split(' → ');
  return inWords(passage(network, endpoint(network, from), endpoint(network, to)));
}

export function inWords({ flows, doubts }: Passage): string {
  if (isNever(flows)) return 'nothing';
  const most = describeServices(flows.maybe).join(' ');
  if (!isSurely(flows)) return `perhaps ${most}${doubts.length === 0 ? ', without a doubt' : ''}`;
  const least = describeServices(flows.sure).join(' ');
  return includes(flows.sure, flows.maybe) ? least : `${least}, perhaps ${most}`;
}
