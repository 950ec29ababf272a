import { CustomResource, Duration, Stack } from 'aws-cdk-lib';
import {
  CfnTransitGateway,
  CfnTransitGatewayAttachment,
  CfnTransitGatewayRoute,
  CfnTransitGatewayRouteTable,
  CfnTransitGatewayRouteTableAssociation,
} from 'aws-cdk-lib/aws-ec2';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CfnResourceShare } from 'aws-cdk-lib/aws-ram';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct, type IDependable } from 'constructs';
import type { CentralEndpoints } from '../central-endpoints/central-endpoints';
import { PRIVATE_NETWORKS } from '../guardrails/expected-networks';
import { HandlerFunction } from '../handler-function/handler-function';
import type { InspectionVpc } from '../inspection-vpc/inspection-vpc';
import { pascalCase } from '../naming/pascal-case';
import { meets } from '../standard';
import {
  type Crossing,
  HYBRID_ATTACHMENT_TYPE,
  ROUTE_DOMAIN_TAG,
  ROUTE_DOMAINS,
  type RouteDomain,
  SPOKE_DOMAINS,
  type Spoke,
  type SpokeDomain,
  TRANSIT_SPOKES_TYPE,
} from './route-domains';

export type { Spoke } from './route-domains';

/** What a `TransitHub` needs to know. */
export interface TransitHubProps {
  /** The landing zone's name. */
  readonly name: string;

  /** Whom the gateway is shared with: an organization, by the account that manages it and its id. */
  readonly organization: { readonly managementAccount: string; readonly id: string };

  /** The network of the firewall, which all ways to the internet pass. */
  readonly inspection: InspectionVpc;

  /** Accounts whose networks may be attached. What anybody else asks for stays unaccepted, and alarms. */
  readonly spokes: readonly Spoke[];

  /**
   * Interface endpoints that all attached networks reach, and that reach none by themselves.
   * @default - none
   */
  readonly endpoints?: CentralEndpoints;

  /**
   * What networks reach of each other through the firewall. Both directions are needed, questions and answers.
   * @default - nothing: they do not meet
   */
  readonly crossings?: readonly Crossing[];

  /** Encrypts what the handler keeps: `HandlerFunction.keyUses(name, region)`. */
  readonly key: IKey;

  /** Hears of strangers that ask to be attached, and of runs that failed. */
  readonly topic: ITopic;

  /**
   * How long the handler's log is kept. At least 183 days.
   * @default RetentionDays.ONE_YEAR
   */
  readonly retention?: RetentionDays;
}

const ANYWHERE = '0.0.0.0/0';

/** EventBridge hands a target so many characters. */
const LONGEST_INPUT = 8192;

/**
 * The transit gateway of an organization in one region. It puts no attachment into a table by itself and accepts none: a handler
 * accepts those of the listed accounts, each into the one table of its environment, once a minute and whatever anybody changed.
 *
 * From the tables of environments a default route leads to the firewall, and private addresses lead nowhere: networks of an
 * organization do not meet, neither in one environment nor across, but where a crossing leads to the firewall. Only the firewall's
 * table knows the networks, for answers; and that of central endpoints, where there are some: a table of the shared domain in which
 * nothing but them stands.
 *
 * Meets `8.3/vpc-isolation#route-domain-separation` and `8.3/zoning#environment-separation`.
 *
 * @throws when there are more accounts than the handler can be told of.
 * @see https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html
 */
export class TransitHub extends Construct {
  readonly gateway: CfnTransitGateway;
  readonly tables: Readonly<Record<RouteDomain, CfnTransitGatewayRouteTable>>;
  /** Of the firewall's network. */
  readonly attachment: CfnTransitGatewayAttachment;
  /** Of the endpoints, where there are some. */
  readonly endpointsTable?: CfnTransitGatewayRouteTable;
  readonly share: CfnResourceShare;
  readonly spokes: CustomResource;
  readonly handler: HandlerFunction;

  constructor(scope: Construct, id: string, props: TransitHubProps) {
    super(scope, id);
    this.gateway = this.gatewayOf(props);
    this.tables = {
      production: this.table('production'),
      'non-production': this.table('non-production'),
      shared: this.table('shared'),
      inspection: this.table('inspection'),
    };
    this.attachment = this.attach(props.inspection);
    for (const domain of SPOKE_DOMAINS) this.routesOf(domain, props.crossings ?? []);
    if (props.endpoints) this.endpointsTable = this.attachEndpoints(props.endpoints);
    this.share = this.sharedWith(props);
    this.handler = this.handlerFor(props);
    this.spokes = this.listed(props);
  }

  /**
   * The attachment by which a link ends at the gateway: `getAttString('TransitGatewayAttachmentId')`.
   * @param after makes it, where the id does not tell so
   */
  attachmentOf(
    scope: Construct,
    id: string,
    resource: { readonly type: 'vpn' | 'direct-connect-gateway'; readonly id: string },
    ...after: readonly IDependable[]
  ): CustomResource {
    const found = new CustomResource(scope, id, {
      resourceType: HYBRID_ATTACHMENT_TYPE,
      serviceToken: this.handler.function.attrArn,
      properties: { TransitGatewayId: this.gateway.attrId, ResourceType: resource.type, ResourceId: resource.id },
    });
    found.node.addDependency(...after, this.handler.role);
    return found;
  }

  private gatewayOf({ name }: TransitHubProps): CfnTransitGateway {
    const gateway = new CfnTransitGateway(this, 'Gateway', {
      description: `${name}: networks of the organization`,
      autoAcceptSharedAttachments: 'disable',
      defaultRouteTableAssociation: 'disable',
      defaultRouteTablePropagation: 'disable',
      dnsSupport: 'enable',
      multicastSupport: 'disable',
      securityGroupReferencingSupport: 'disable',
      vpnEcmpSupport: 'disable',
      tags: [named(`${name}-hub`)],
    });
    meets(gateway, '8.3/vpc-isolation#route-domain-separation', '8.3/zoning#environment-separation');
    return gateway;
  }

  private table(domain: RouteDomain, name: string = domain): CfnTransitGatewayRouteTable {
    const table = new CfnTransitGatewayRouteTable(this, `${pascalCase(name)}Table`, {
      transitGatewayId: this.gateway.attrId,
      tags: [named(name), { key: ROUTE_DOMAIN_TAG, value: domain }],
    });
    meets(table, '8.3/vpc-isolation#route-domain-separation');
    return table;
  }

  /** In appliance mode, so that both directions of a connection meet the same endpoint of the firewall. */
  private attach(inspection: InspectionVpc): CfnTransitGatewayAttachment {
    const attachment = new CfnTransitGatewayAttachment(this, 'Inspection', {
      transitGatewayId: this.gateway.attrId,
      vpcId: inspection.vpc.attrVpcId,
      subnetIds: inspection.subnets.attachment.map(({ attrSubnetId }) => attrSubnetId),
      options: { ApplianceModeSupport: 'enable', DnsSupport: 'enable', SecurityGroupReferencingSupport: 'disable' },
      tags: [named('inspection')],
    });
    meets(attachment, '8.3/cloud-firewall#symmetric-high-availability', '8.3/vpc-isolation#route-domain-separation');
    place(attachment, this.tables.inspection);
    inspection.answersThrough(this.gateway.attrId, attachment);
    return attachment;
  }

  /** Every environment has a route to the endpoints alone; the way back is in a table of their own, so that nobody else has it. */
  private attachEndpoints(endpoints: CentralEndpoints): CfnTransitGatewayRouteTable {
    const table = this.table('shared', 'endpoints');
    const attachment = new CfnTransitGatewayAttachment(this, 'Endpoints', {
      transitGatewayId: this.gateway.attrId,
      vpcId: endpoints.vpc.attrVpcId,
      subnetIds: endpoints.subnets.map(({ attrSubnetId }) => attrSubnetId),
      options: { ApplianceModeSupport: 'disable', DnsSupport: 'enable', SecurityGroupReferencingSupport: 'disable' },
      tags: [named('endpoints')],
    });
    meets(attachment, '8.3/vpc-isolation#route-domain-separation', '8.3/zoning#environment-separation');
    place(attachment, table);
    for (const domain of SPOKE_DOMAINS) {
      new CfnTransitGatewayRoute(this.tables[domain], 'Endpoints', {
        transitGatewayRouteTableId: this.tables[domain].attrTransitGatewayRouteTableId,
        destinationCidrBlock: endpoints.cidr,
        transitGatewayAttachmentId: attachment.attrId,
      });
    }
    endpoints.answersThrough(this.gateway.attrId, attachment);
    return table;
  }

  private routesOf(domain: SpokeDomain, crossings: readonly Crossing[]): void {
    const table = this.tables[domain];
    const transitGatewayRouteTableId = table.attrTransitGatewayRouteTableId;
    new CfnTransitGatewayRoute(table, 'Internet', {
      transitGatewayRouteTableId,
      destinationCidrBlock: ANYWHERE,
      transitGatewayAttachmentId: this.attachment.attrId,
    });
    PRIVATE_NETWORKS.forEach((network, index) => {
      new CfnTransitGatewayRoute(table, `Private${index + 1}`, {
        transitGatewayRouteTableId,
        destinationCidrBlock: network.toString(),
        blackhole: true,
      });
    });
    const reached = new Set(crossings.flatMap(({ from, to }) => (from === domain ? to : [])));
    for (const destinationCidrBlock of reached) {
      const route = new CfnTransitGatewayRoute(table, `To${destinationCidrBlock.replace(/\D/g, '-')}`, {
        transitGatewayRouteTableId,
        destinationCidrBlock,
        transitGatewayAttachmentId: this.attachment.attrId,
      });
      meets(route, '8.3/vpc-isolation#route-domain-separation');
    }
  }

  private sharedWith({ name, organization: { managementAccount, id } }: TransitHubProps): CfnResourceShare {
    const { partition, region, account } = Stack.of(this);
    const share = new CfnResourceShare(this, 'Share', {
      name: `${name}-hub`,
      allowExternalPrincipals: false,
      principals: [`arn:${partition}:organizations::${managementAccount}:organization/${id}`],
      resourceArns: [`arn:${partition}:ec2:${region}:${account}:transit-gateway/${this.gateway.attrId}`],
    });
    meets(share, '8.3/vpc-isolation#cross-network-sharing');
    return share;
  }

  private handlerFor({ name, key, topic, retention }: TransitHubProps): HandlerFunction {
    const handler = new HandlerFunction(this, 'Handler', {
      name,
      handler: 'transit-hub',
      place: Stack.of(this).region,
      description: 'Attaches the networks of listed accounts, each into the table of its environment',
      timeout: Duration.minutes(5),
      concurrency: 1,
      key,
      topic,
      ...(retention && { retention }),
      grants: this.grants(),
    });
    handler.alarmOn('stranger', 'TransitStranger', 'An account that is not listed asks to be attached to the hub');
    handler.alarmOn('moved', 'TransitMoved', 'A network stood in a table of the hub that is not its own');
    return handler;
  }

  /** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html */
  private grants(): readonly PolicyStatement[] {
    const { partition, region, account } = Stack.of(this);
    const ours = (kind: string): string => `arn:${partition}:ec2:${region}:${account}:${kind}`;
    return [
      new PolicyStatement({
        sid: 'SeeAttachments',
        // of no resource: EC2 lists for the whole region
        actions: ['ec2:DescribeTransitGatewayAttachments', 'ec2:GetTransitGatewayRouteTablePropagations'],
        resources: ['*'],
        conditions: { StringEquals: { 'ec2:Region': region } },
      }),
      new PolicyStatement({
        sid: 'AttachAndPlace',
        actions: [
          'ec2:AcceptTransitGatewayVpcAttachment',
          'ec2:AssociateTransitGatewayRouteTable',
          'ec2:DisassociateTransitGatewayRouteTable',
          'ec2:EnableTransitGatewayRouteTablePropagation',
        ],
        // attachments of other accounts have ids that nobody knows before
        resources: [
          `arn:${partition}:ec2:${region}:*:transit-gateway-attachment/*`,
          ...[
            ...ROUTE_DOMAINS.map((domain) => this.tables[domain]),
            ...(this.endpointsTable ? [this.endpointsTable] : []),
          ].map((table) => ours(`transit-gateway-route-table/${table.attrTransitGatewayRouteTableId}`)),
        ],
      }),
    ];
  }

  private listed({ spokes }: TransitHubProps): CustomResource {
    const accountsOf = (domain: SpokeDomain): string =>
      spokes.flatMap((spoke) => (spoke.domain === domain ? spoke.account : [])).join(' ');
    const wanted = {
      TransitGatewayId: this.gateway.attrId,
      AnswersTableId: this.tables.inspection.attrTransitGatewayRouteTableId,
      ...(this.endpointsTable && { EndpointsTableId: this.endpointsTable.attrTransitGatewayRouteTableId }),
      Spokes: SPOKE_DOMAINS.map((domain) => ({
        Domain: domain,
        RouteTableId: this.tables[domain].attrTransitGatewayRouteTableId,
        Accounts: accountsOf(domain),
      })),
    };
    if (JSON.stringify(wanted).length > LONGEST_INPUT) {
      throw new Error(
        `${this.node.path}: ${spokes.length} accounts are more than the handler of the hub can be told of. List those that have a network to attach.`,
      );
    }
    this.handler.runEvery(Duration.minutes(1), wanted);
    const resource = new CustomResource(this, 'Spokes', {
      resourceType: TRANSIT_SPOKES_TYPE,
      serviceToken: this.handler.function.attrArn,
      properties: wanted,
    });
    // made once the role may call what the code calls
    resource.node.addDependency(this.handler.role);
    meets(resource, '8.3/vpc-isolation#route-domain-separation', '8.3/zoning#environment-separation');
    return resource;
  }
}

function place(attachment: CfnTransitGatewayAttachment, table: CfnTransitGatewayRouteTable): void {
  new CfnTransitGatewayRouteTableAssociation(attachment, 'Table', {
    transitGatewayAttachmentId: attachment.attrId,
    transitGatewayRouteTableId: table.attrTransitGatewayRouteTableId,
  });
}

const named = (value: string) => ({ key: 'Name', value });
