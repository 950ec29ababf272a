import {
  CfnInternetGateway,
  CfnNetworkAcl,
  CfnRoute,
  CfnRouteTable,
  type CfnSubnet,
  type CfnVPC,
  CfnVPCGatewayAttachment,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import { Construct, type IDependable } from 'constructs';
import { DnsFirewall } from '../dns-firewall/dns-firewall';
import { networkFlowLog } from '../isolated-vpc/flow-log';
import { named, networkOf, requireZones, subnetOf, writeLines } from '../isolated-vpc/network-parts';
import { pascalCase } from '../naming/pascal-case';
import { meets } from '../standard';
import type { ZonedNetwork } from '../tls-load-balancer/tls-load-balancer';
import { type IngressTarget, ingressLines } from './access-entries';
import { type IngressTier, ingressRanges, loadBalancerBlocks } from './layout';

/** What an `IngressVpc` needs to know. */
export interface IngressVpcProps {
  /** The landing zone's name; the network is called `<name>-ingress`. */
  readonly name: string;

  /** An IPv4 range from /16 to /24, apart from those of all networks that are attached. */
  readonly cidr: string;

  /** Two or three, by name: those of the firewall. */
  readonly availabilityZones: readonly string[];

  /** Where load balancers send requests. Nothing else is reached from here. */
  readonly targets: readonly IngressTarget[];

  /** The archive's bucket for flow logs and DNS queries, by name. */
  readonly logBucketName: string;
}

const ANYWHERE = '0.0.0.0/0';

/**
 * The one way of an organization in from the internet in a region: a network of load balancers, and of nothing else. It has no NAT
 * gateway and no other public address, so that nothing in it reaches the internet by itself; towards the networks it knows the
 * addresses of the targets alone.
 *
 * Meets `8.3/boundary#controlled-ingress`, once its load balancers are made with `zoned`.
 *
 * @throws when the range or the availability zones cannot be.
 * @see https://docs.aws.amazon.com/network-firewall/latest/developerguide/architectures.html
 */
export class IngressVpc extends Construct {
  readonly vpc: CfnVPC;
  /** One an availability zone. */
  readonly subnets: Readonly<Record<IngressTier, readonly CfnSubnet[]>>;
  /** What a `TlsLoadBalancer` takes as its network. */
  readonly zoned: ZonedNetwork;

  private readonly tables: Readonly<Record<IngressTier, CfnRouteTable>>;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: IngressVpcProps,
  ) {
    super(scope, id);
    const { name, cidr, availabilityZones, logBucketName } = props;
    requireZones(this.node.path, availabilityZones, 3, '8.3/zoning#zone-separation');
    this.vpc = networkOf(this, `${name}-ingress`, cidr);
    networkFlowLog(this, this.vpc, logBucketName);
    new DnsFirewall(this, 'Dns', { name, subject: 'ingress', vpc: this.vpc, logBucketName });
    this.tables = { ingress: this.table('ingress'), attachment: this.table('attachment') };
    this.subnets = { ingress: this.subnetsOf('ingress'), attachment: this.subnetsOf('attachment') };
    this.wayIn();
    this.zoned = {
      network: Vpc.fromVpcAttributes(this, 'Network', {
        vpcId: this.vpc.attrVpcId,
        vpcCidrBlock: cidr,
        availabilityZones: [...availabilityZones],
      }),
      subnets: { ingress: this.subnets.ingress, application: [], data: [], management: [] },
    };
  }

  /** The range of the network, to which targets answer. */
  get cidr(): string {
    return this.props.cidr;
  }

  /** The addresses of the targets, each once. */
  get targetRanges(): readonly string[] {
    return [...new Set(this.props.targets.map(({ address }) => `${address}/32`))];
  }

  /** Requests go to the targets by way of the transit gateway, and nothing else does. */
  reachTargetsThrough(transitGatewayId: string, attached: IDependable): void {
    this.targetRanges.forEach((destinationCidrBlock, index) => {
      const route = new CfnRoute(this.tables.ingress, `Target${index + 1}`, {
        routeTableId: this.tables.ingress.attrRouteTableId,
        destinationCidrBlock,
        transitGatewayId,
      });
      route.node.addDependency(attached);
    });
  }

  private table(tier: IngressTier): CfnRouteTable {
    return new CfnRouteTable(this, `${pascalCase(tier)}Routes`, {
      vpcId: this.vpc.attrVpcId,
      tags: [named(tier)],
    });
  }

  private subnetsOf(tier: IngressTier): readonly CfnSubnet[] {
    const { cidr, availabilityZones } = this.props;
    const list = this.list(tier);
    return ingressRanges(cidr, tier, availabilityZones.length).map((cidrBlock, index) => {
      return subnetOf(this, `${pascalCase(tier)}Subnet${index + 1}`, {
        vpc: this.vpc,
        availabilityZone: availabilityZones[index] ?? '',
        cidrBlock,
        of: tier,
        kind: KIND_OF[tier],
        table: this.tables[tier],
        list,
      });
    });
  }

  private list(tier: IngressTier): CfnNetworkAcl {
    const { cidr, availabilityZones, targets } = this.props;
    const list = new CfnNetworkAcl(this, `${pascalCase(tier)}AccessList`, {
      vpcId: this.vpc.attrVpcId,
      tags: [named(tier)],
    });
    meets(list, '8.3/zoning#zone-access-lists', '8.3/minimal-ports#declared-flows');
    const blocks = loadBalancerBlocks(cidr, availabilityZones.length);
    writeLines(list, ingressLines(targets, blocks)[tier]);
    return list;
  }

  private wayIn(): void {
    const gateway = new CfnInternetGateway(this, 'InternetGateway');
    const attached = new CfnVPCGatewayAttachment(this, 'Internet', {
      vpcId: this.vpc.attrVpcId,
      internetGatewayId: gateway.attrInternetGatewayId,
    });
    const route = new CfnRoute(this.tables.ingress, 'Internet', {
      routeTableId: this.tables.ingress.attrRouteTableId,
      destinationCidrBlock: ANYWHERE,
      gatewayId: gateway.attrInternetGatewayId,
    });
    route.node.addDependency(attached);
  }
}

/** Zones are of those who are reached or work; an attachment is a part of the plumbing. */
const KIND_OF = { ingress: 'isms:zone', attachment: 'isms:tier' } as const;
