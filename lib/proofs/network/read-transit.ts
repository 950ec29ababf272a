import type { Resource } from '../../../constructs/nag/template';
import { HYBRID_ATTACHMENT_TYPE, TRANSIT_SPOKES_TYPE } from '../../../constructs/transit-hub/route-domains';
import type { AddressRange } from './addresses';
import type { TransitAttachment, TransitGateway, TransitRoute, TransitTable, Vpc } from './model';
import { behind, type VpcReader } from './read-vpcs';
import type { Reader } from './reader';
import { transitGatewayAt } from './shared-gateway';

/** Types that attach a network of the templates, and those that attach one that is in none. */
const VPC_ATTACHMENTS = ['AWS::EC2::TransitGatewayAttachment', 'AWS::EC2::TransitGatewayVpcAttachment'];
const LINE = 'AWS::DirectConnect::DirectConnectGatewayAssociation';
/** The latter, with the property that says to which gateway. */
const OUTER_ATTACHMENTS: Readonly<Record<string, string>> = {
  'AWS::EC2::TransitGatewayPeeringAttachment': 'TransitGatewayId',
  'AWS::EC2::VPNConnection': 'TransitGatewayId',
  [LINE]: 'AssociatedGatewayId',
};

/** Static routes come before propagated ones of the same prefix; a propagated VPC before a VPN. */
const STATIC = 0;
const PROPAGATED_VPC = 1;
const PROPAGATED_OTHER = 2;

interface OpenTable extends TransitTable {
  readonly routes: TransitRoute[];
}

/**
 * Transit gateways with their tables.
 * @see https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html
 */
export class TransitReader {
  private readonly gateways = new Map<Resource, TransitGateway>();
  private readonly attachments = new Map<Resource, TransitAttachment>();
  private readonly tables = new Map<Resource, OpenTable>();

  constructor(
    private readonly reader: Reader,
    private readonly vpcs: VpcReader,
  ) {}

  read(): ReadonlyMap<Resource, TransitGateway> {
    const { estate } = this.reader;
    for (const gateway of estate.ofType('AWS::EC2::TransitGateway')) this.addGateway(gateway);
    for (const type of VPC_ATTACHMENTS) for (const made of estate.ofType(type)) this.attachVpc(made);
    for (const [type, property] of Object.entries(OUTER_ATTACHMENTS)) {
      for (const made of estate.ofType(type)) this.attachOuter(made, property);
    }
    for (const found of estate.ofType(HYBRID_ATTACHMENT_TYPE)) this.findLink(found);
    for (const table of estate.ofType('AWS::EC2::TransitGatewayRouteTable')) {
      const made = { name: this.reader.nameOf(table), resource: table, routes: [] };
      this.tables.set(table, made);
      this.gateways.get(table.referent('TransitGatewayId') ?? table)?.tables.push(made);
    }
    this.associate();
    this.propagate();
    for (const spokes of estate.ofType(TRANSIT_SPOKES_TYPE)) this.attachSpokes(spokes);
    for (const [resource, gateway] of this.gateways) this.useDefaultTable(resource, gateway);
    this.addStaticRoutes();
    for (const attachment of new Set(this.attachments.values())) this.addEntrance(attachment);
    return this.gateways;
  }

  private addGateway(resource: Resource): void {
    this.gateways.set(resource, {
      resource,
      name: this.reader.nameOf(resource),
      attachments: [],
      tables: [],
      lists: [],
      answering: [],
      knowsGroups: this.reader.literal(resource, 'SecurityGroupReferencingSupport') === 'enable',
    });
  }

  private attachVpc(resource: Resource): void {
    const vpc = this.vpcs.vpcAt(resource);
    if (vpc === undefined) return;
    const owner = transitGatewayAt(this.reader, resource, 'TransitGatewayId');
    const gateway = owner && this.gateways.get(owner);
    if (gateway === undefined) {
      const name = resource.text('TransitGatewayId');
      vpc.entrances.push({ name, doubt: behind(name), sources: [{ from: 0, to: 1n << 132n }] });
      return;
    }
    const subnets = (this.reader.list(resource, 'SubnetIds') ?? []).map((value) => this.vpcs.subnetAt(resource, value));
    const attachment = this.attached(resource, gateway, {
      vpc,
      // one that is not known, or an attachment that may not be there, makes it unknown through which the packets go
      subnets:
        subnets.includes(undefined) || this.reader.certaintyOf(resource) !== 'yes'
          ? []
          : subnets.flatMap((subnet) => subnet ?? []),
      isAppliance: this.reader.literal(resource, 'Options.ApplianceModeSupport') === 'enable',
      knowsGroups: this.reader.literal(resource, 'Options.SecurityGroupReferencingSupport') !== 'disable',
    });
    vpc.transitAttachments.push(attachment);
  }

  private attachOuter(resource: Resource, property: string): void {
    const owner = resource.referent(property);
    const gateway = owner && this.gateways.get(owner);
    if (gateway) this.attached(resource, gateway, { subnets: [], isAppliance: false, knowsGroups: false });
  }

  /** What finds the attachment of a link stands for it: a VPN is referred to, a Direct Connect gateway has the same id. */
  private findLink(found: Resource): void {
    const lines = this.reader.estate
      .ofType(LINE)
      .filter((line) => line.template === found.template)
      .filter((line) => line.text('DirectConnectGatewayId') === found.text('ResourceId'));
    const link = found.referent('ResourceId') ?? lines[0];
    const attachment = link && this.attachments.get(link);
    if (attachment) this.attachments.set(found, attachment);
  }

  private attached(
    resource: Resource,
    gateway: TransitGateway,
    given: Omit<TransitAttachment, 'name' | 'gateway' | 'otherTables' | 'accounts'> & { readonly vpc?: Vpc },
  ): TransitAttachment {
    const { account, alike = [] } = resource.template.environment;
    const attachment: TransitAttachment = {
      ...given,
      accounts: account === undefined ? [] : [account, ...alike],
      resource,
      name: this.reader.nameOf(resource),
      gateway,
      otherTables: [],
    };
    gateway.attachments.push(attachment);
    this.attachments.set(resource, attachment);
    return attachment;
  }

  private associate(): void {
    for (const association of this.reader.estate.ofType('AWS::EC2::TransitGatewayRouteTableAssociation')) {
      const [attachment, table] = this.endsOf(association);
      const isSure = this.reader.certaintyOf(association) === 'yes';
      if (attachment) associate(attachment, (isSure ? table : undefined) ?? this.unknownTable(association, attachment));
    }
  }

  /** The list that the handler of a hub keeps to: networks of which accounts are in which table, and which tables answer them. */
  private attachSpokes(spokes: Resource): void {
    const gateway = this.gateways.get(spokes.referent('TransitGatewayId') ?? spokes);
    const answers = ['AnswersTableId', 'EndpointsTableId'].flatMap(
      (key) => this.tables.get(spokes.referent(key) ?? spokes) ?? [],
    );
    gateway?.answering.push(...answers);
    const lists = this.reader.list(spokes, 'Spokes') ?? [];
    lists.forEach((_, index) => {
      const textAt = (key: string): string => String(this.reader.literal(spokes, `Spokes.${index}.${key}`) ?? '');
      const table = this.tables.get(spokes.referent(`Spokes.${index}.RouteTableId`) ?? spokes);
      const accounts = textAt('Accounts').split(' ').filter(Boolean);
      gateway?.lists.push({ domain: textAt('Domain'), accounts, table });
      for (const [resource, attachment] of this.attachments) {
        if (attachment.gateway !== gateway || resource.template === spokes.template) continue;
        if (!attachment.accounts.some((account) => accounts.includes(account))) continue;
        associate(attachment, table ?? this.unknownTable(spokes, attachment));
        for (const { routes } of answers) routes.push(...this.propagatedBy(attachment));
      }
    });
  }

  private propagate(): void {
    for (const propagation of this.reader.estate.ofType('AWS::EC2::TransitGatewayRouteTablePropagation')) {
      const [attachment, table] = this.endsOf(propagation);
      const certainty = this.reader.certaintyOf(propagation);
      const routes = this.propagatedBy(attachment ?? this.unknownAttachment(propagation));
      table?.routes.push(...routes.map((route) => (certainty === 'yes' ? route : { ...route, certainty })));
    }
  }

  private endsOf(resource: Resource): readonly [TransitAttachment | undefined, OpenTable | undefined] {
    const attachment = resource.referent('TransitGatewayAttachmentId');
    const table = resource.referent('TransitGatewayRouteTableId');
    return [attachment && this.attachments.get(attachment), table && this.tables.get(table)];
  }

  /** An attachment of no template: packets to it leave what is known. */
  private unknownAttachment(resource: Resource): TransitAttachment {
    const name = resource.text('TransitGatewayAttachmentId');
    const gateway: TransitGateway = { name, attachments: [], tables: [], lists: [], answering: [], knowsGroups: false };
    return { name, gateway, subnets: [], isAppliance: false, knowsGroups: false, otherTables: [], accounts: [] };
  }

  /** A table of no template: it may lead anywhere. */
  private unknownTable(resource: Resource, attachment: TransitAttachment): TransitTable {
    const name = resource.text('TransitGatewayRouteTableId');
    const outer = { ...attachment, name };
    const { vpc: _, ...beyond } = outer;
    return {
      name,
      routes: [{ destination: ANYWHERE_PERHAPS, attachment: beyond, rank: STATIC, certainty: 'perhaps', name }],
    };
  }

  /**
   * Unless it is switched off, a gateway associates each new attachment with a table of its own making, and propagates to it.
   */
  private useDefaultTable(resource: Resource, gateway: TransitGateway): void {
    const associates = this.reader.literal(resource, 'DefaultRouteTableAssociation') !== 'disable';
    const propagates = this.reader.literal(resource, 'DefaultRouteTablePropagation') !== 'disable';
    if (!associates) return;
    const table: OpenTable = { name: `default route table of ${gateway.name}`, routes: [] };
    for (const attachment of gateway.attachments) {
      attachment.table ??= table;
      if (propagates) table.routes.push(...this.propagatedBy(attachment));
    }
  }

  private propagatedBy(attachment: TransitAttachment): readonly TransitRoute[] {
    const { vpc, name } = attachment;
    if (vpc === undefined) {
      return [{ destination: ANYWHERE_PERHAPS, attachment, rank: PROPAGATED_OTHER, certainty: 'perhaps', name }];
    }
    return vpc.addresses.map((interval): TransitRoute => {
      const destination = { sure: [interval], maybe: [interval], prefix: prefixOf(interval) };
      return { destination, attachment, rank: PROPAGATED_VPC, certainty: 'yes', name: `propagated by ${name}` };
    });
  }

  private addStaticRoutes(): void {
    for (const route of this.reader.estate.ofType('AWS::EC2::TransitGatewayRoute')) {
      const [attachment, table] = this.endsOf(route);
      const isBlackhole = this.reader.flag(route, 'Blackhole', 'no') === 'yes';
      table?.routes.push({
        destination: this.reader.range(route, 'DestinationCidrBlock') ?? ANYWHERE_PERHAPS,
        ...(!isBlackhole && { attachment: attachment ?? this.unknownAttachment(route) }),
        rank: STATIC,
        certainty: this.reader.certaintyOf(route),
        name: this.reader.nameOf(route),
      });
    }
  }

  /** A network of no template that is attached beside others is a way into them; where it is in a table, as that leads. */
  private addEntrance({ vpc, name, gateway, table }: TransitAttachment): void {
    if (vpc !== undefined || table !== undefined) return;
    for (const other of gateway.attachments) {
      other.vpc?.entrances.push({ name, doubt: behind(name), sources: [{ from: 0, to: 1n << 132n }] });
    }
  }
}

/** The first is the one that EC2 keeps; any other is told, since it shows that two are meant. */
function associate(attachment: TransitAttachment, table: TransitTable): void {
  if (attachment.table === undefined) attachment.table = table;
  else attachment.otherTables.push(table);
}

const ANYWHERE_PERHAPS: AddressRange = { sure: [], maybe: [{ from: 0, to: 1n << 132n }], prefix: 129 };

/** IPv4 blocks are powers of two; blocks without numbers, and those of IPv6, are as specific as can be. */
function prefixOf({ from, to }: { readonly from: number | bigint; readonly to: number | bigint }): number {
  return typeof from === 'number' && typeof to === 'number' ? 32 - Math.log2(to - from) : 56;
}
