import { isIntrinsic } from '../../../constructs/nag/intrinsics';
import { tagOf } from '../../../constructs/nag/tags';
import { type Resource, Unresolved } from '../../../constructs/nag/template';
import type { Doubt, GatewayAttachment, RouteTable, Subnet, Vpc } from './model';
import type { Interval } from './packets';
import { ListReader } from './read-lists';
import { type Reader, unresolved } from './reader';

/** A table whose routes are read later: they lead to subnets, which have tables. */
export interface OpenTable extends RouteTable {
  readonly routes: RouteTable['routes'][number][];
}

/** Networks, their subnets, and the tables and lists that belong to them. */
export class VpcReader {
  readonly tables = new Map<Resource, OpenTable>();
  readonly mainTables = new Map<Vpc, OpenTable>();
  readonly subnets = new Map<Resource, Subnet>();
  private readonly vpcs = new Map<string, Vpc>();
  private readonly lists: ListReader;

  constructor(private readonly reader: Reader) {
    this.lists = new ListReader(reader);
  }

  /** Reads all that the templates make. */
  read(): readonly Vpc[] {
    const { estate } = this.reader;
    for (const vpc of estate.ofType('AWS::EC2::VPC')) this.vpcOf(vpc);
    for (const table of estate.ofType('AWS::EC2::RouteTable')) this.tableOf(table);
    for (const subnet of estate.ofType('AWS::EC2::Subnet')) this.subnetOf(subnet);
    for (const attachment of estate.ofType('AWS::EC2::VPCGatewayAttachment')) this.attach(attachment);
    return [...this.vpcs.values()];
  }

  /** The network that a property names: one of the templates, or one that they only refer to. */
  vpcAt(resource: Resource, path = 'VpcId'): Vpc | undefined {
    const referent = resource.referent(path);
    if (referent?.type === 'AWS::EC2::VPC') return this.vpcOf(referent);
    const text = resource.text(path);
    return text === '' ? undefined : this.named(`${text}`);
  }

  subnetAt(resource: Resource, value: unknown): Subnet | undefined {
    const referent = resource.template.referent(value);
    return referent && this.subnets.get(referent);
  }

  /** The network that a resource of the templates makes. */
  vpcOf(resource: Resource): Vpc {
    const key = keyOf(resource);
    const known = this.vpcs.get(key);
    if (known) return known;
    return this.added(key, { name: this.reader.nameOf(resource), resource, addresses: this.addressesOf(resource) });
  }

  private named(name: string): Vpc {
    const known = this.vpcs.get(name);
    if (known) return known;
    const doubt = {
      en: `${name} is a network that the templates do not make: what else it holds is not known`,
      zh: `${name} 不是由模板创建的网络，其中的其他内容未知`,
    };
    const vpc = this.added(name, { name, addresses: [] });
    vpc.entrances.push({ name, doubt, sources: [ANYWHERE] });
    return vpc;
  }

  private added(key: string, made: Omit<Vpc, Lists>): Vpc {
    const region = made.resource?.template.environment.region;
    const vpc: Vpc = {
      ...made,
      ...(region !== undefined && { region }),
      subnets: [],
      internetGateways: [],
      entrances: [],
      transitAttachments: [],
      peerings: [],
    };
    this.vpcs.set(key, vpc);
    this.mainTables.set(vpc, { name: `main route table of ${vpc.name}`, routes: [] });
    return vpc;
  }

  private addressesOf(vpc: Resource): readonly Interval[] {
    const more = this.reader.referrers(vpc, 'AWS::EC2::VPCCidrBlock', 'VpcId');
    const ranges = [
      this.reader.range(vpc, 'CidrBlock')?.sure,
      ...more
        .filter((block) => block.has('CidrBlock') || block.has('Ipv4IpamPoolId'))
        .map((block) => this.reader.range(block, 'CidrBlock')?.sure),
    ];
    const hasIpv6 = more.some((block) => IPV6_SOURCES.some((source) => block.has(source)));
    const addresses = ranges.flatMap((range, index) => range ?? this.reader.blocks.open(`${keyOf(vpc)} ${index}`));
    return [...addresses, ...(hasIpv6 ? (this.reader.ipv6RangeOf(vpc)?.sure ?? []) : [])];
  }

  private tableOf(resource: Resource): OpenTable {
    const known = this.tables.get(resource) ?? { name: this.reader.nameOf(resource), routes: [] };
    this.tables.set(resource, known);
    return known;
  }

  private subnetOf(resource: Resource): void {
    const vpc = this.vpcAt(resource);
    if (vpc === undefined) return;
    const { table, doubts } = this.tableUsedBy(resource, vpc);
    const zone = zoneOf(resource);
    const subnet: Subnet = {
      name: this.reader.nameOf(resource),
      resource,
      vpc,
      addresses: this.subnetAddresses(resource),
      ...(typeof zone === 'string' && { zone }),
      availabilityZone: resource.text('AvailabilityZone') || resource.text('AvailabilityZoneId'),
      table,
      list: this.lists.usedBy(resource, vpc.resource),
      givesPublicAddresses: this.reader.flag(resource, 'MapPublicIpOnLaunch', 'no'),
      tableDoubts: doubts,
      ...(typeof zone === 'object' && { zoneDoubt: zone }),
    };
    this.subnets.set(resource, subnet);
    vpc.subnets.push(subnet);
  }

  private subnetAddresses(resource: Resource): readonly Interval[] {
    const { blocks } = this.reader;
    const key = keyOf(resource);
    const isIpv6Only = this.reader.flag(resource, 'Ipv6Native', 'no') === 'yes';
    const ipv4 = isIpv6Only ? [] : (this.reader.range(resource, 'CidrBlock')?.sure ?? blocks.open(key));
    const hasIpv6 = ['Ipv6CidrBlock', 'Ipv6IpamPoolId'].some((path) => resource.has(path));
    return [...ipv4, ...(hasIpv6 ? (this.reader.range(resource, 'Ipv6CidrBlock')?.sure ?? blocks.ipv6(key)) : [])];
  }

  /**
   * A subnet without an association uses the main table, which CloudFormation cannot give a route.
   * @see https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html
   */
  private tableUsedBy(subnet: Resource, vpc: Vpc): { readonly table: RouteTable; readonly doubts: readonly Doubt[] } {
    const main = this.mainTables.get(vpc) ?? { name: 'main route table', routes: [] };
    const [association] = this.reader.referrers(subnet, 'AWS::EC2::SubnetRouteTableAssociation', 'SubnetId');
    if (association === undefined) return { table: main, doubts: [] };
    const table = association.referent('RouteTableId');
    const doubts = [
      ...(table ? [] : [unresolved(association, 'RouteTableId')]),
      ...(this.reader.certaintyOf(association) === 'yes' ? [] : [conditional(association)]),
    ];
    return { table: table ? this.tableOf(table) : main, doubts };
  }

  private attach(attachment: Resource): void {
    const vpc = this.vpcAt(attachment);
    if (vpc === undefined) return;
    if (attachment.has('InternetGatewayId')) vpc.internetGateways.push(this.internetGateway(attachment));
    if (attachment.has('VpnGatewayId')) {
      const gateway = attachment.referent('VpnGatewayId');
      const name = gateway ? this.reader.nameOf(gateway) : attachment.text('VpnGatewayId');
      vpc.entrances.push({ name, doubt: behind(name), sources: [ANYWHERE] });
    }
  }

  private internetGateway(attachment: Resource): GatewayAttachment {
    const gateway = attachment.referent('InternetGatewayId');
    const certainty = this.reader.certaintyOf(attachment);
    const name = gateway ? this.reader.nameOf(gateway) : attachment.text('InternetGatewayId');
    const [edge] = gateway ? this.reader.referrers(gateway, 'AWS::EC2::GatewayRouteTableAssociation', 'GatewayId') : [];
    const table = edge?.referent('RouteTableId');
    return { name, certainty, ...(table && { table: this.tableOf(table) }) };
  }
}

/** What lies behind a gateway that ends in a network of one's own, or of a provider's. */
export const behind = (name: string): Doubt => ({
  en: `what lies behind ${name} is in no template`,
  zh: `${name} 之后的网络不在任何模板中`,
});

const conditional = (resource: Resource): Doubt => ({
  en: `${resource.id} is made under a condition`,
  zh: `${resource.id} 仅在满足条件时创建`,
});

/** Resources of different templates may have the same logical id. */
export const keyOf = (resource: Resource): string => `${resource.template.name}/${resource.id}`;

export const isOpenReference = (resource: Resource, path: string): boolean =>
  resource.has(path) && resource.referent(path) === undefined && isIntrinsic(resource.raw(path));

type Lists = 'subnets' | 'internetGateways' | 'entrances' | 'transitAttachments' | 'peerings' | 'region';

const ANYWHERE: Interval = { from: 0, to: 1n << 132n };
const IPV6_SOURCES = ['AmazonProvidedIpv6CidrBlock', 'Ipv6CidrBlock', 'Ipv6IpamPoolId', 'Ipv6Pool'];

/** The zone of a subnet, or the doubt about it. */
function zoneOf(subnet: Resource): string | Doubt | undefined {
  try {
    return tagOf(subnet, 'isms:zone');
  } catch (error) {
    if (error instanceof Unresolved) return unresolved(subnet, 'Tags');
    throw error;
  }
}
