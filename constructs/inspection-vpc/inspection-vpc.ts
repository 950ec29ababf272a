import { Duration, Fn } from 'aws-cdk-lib';
import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import {
  CfnEIP,
  CfnInternetGateway,
  CfnNatGateway,
  CfnNetworkAcl,
  CfnRoute,
  CfnRouteTable,
  type CfnSubnet,
  type CfnVPC,
  CfnVPCGatewayAttachment,
} from 'aws-cdk-lib/aws-ec2';
import { CfnFirewall, CfnLoggingConfiguration } from 'aws-cdk-lib/aws-networkfirewall';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct, type IDependable } from 'constructs';
import { DnsFirewall } from '../dns-firewall/dns-firewall';
import { networkFlowLog } from '../isolated-vpc/flow-log';
import { named, networkOf, requireZones, subnetOf, writeLines } from '../isolated-vpc/network-parts';
import { pascalCase } from '../naming/pascal-case';
import { meets } from '../standard';
import { linesOf, PRIVATE_RANGES } from './access-entries';
import { type AllowedDomain, EgressPolicy } from './firewall-policy';
import type { InspectedFlow } from './inspected-flows';
import { byTier, subnetRanges, type Tier } from './layout';

/** What an `InspectionVpc` needs to know. */
export interface InspectionVpcProps {
  /** The landing zone's name; the network is called `<name>-inspection`. */
  readonly name: string;

  /** An IPv4 range from /16 to /24, apart from those of all networks that are attached. */
  readonly cidr: string;

  /** Two or more, by name: those of the networks that are attached, each of which needs an endpoint of the firewall. */
  readonly availabilityZones: readonly string[];

  /**
   * Ranges that hold the networks that are attached: what others would be answered leads nowhere.
   * @default - all private addresses
   */
  readonly networks?: readonly string[];

  /**
   * Domains that may be reached over TLS.
   * @default - none: nothing may leave
   */
  readonly domains?: readonly AllowedDomain[];

  /**
   * Connections between private networks that it lets through. The transit gateway has to lead them here: `TransitHub.crossings`.
   * @default - none: private networks do not meet
   */
  readonly flows?: readonly InspectedFlow[];

  /** The archive's bucket for flow logs and for those of the firewall, by name. */
  readonly logBucketName: string;

  /** Hears of a firewall that meets halves of connections or loses packets. */
  readonly topic: ITopic;
}

/** A subnet of a tier in an availability zone, with its table. */
interface Place {
  readonly subnet: CfnSubnet;
  readonly table: CfnRouteTable;
}

const ANYWHERE = '0.0.0.0/0';

/**
 * The one way of an organization to the internet in a region: what comes through the transit gateway meets an endpoint of the
 * firewall in its availability zone, then a NAT gateway there; and what comes back meets the same endpoint. Nothing is opened from
 * the internet.
 *
 * Firewall and rule groups are encrypted with keys of AWS: CloudFormation has no property for a customer's.
 *
 * Meets `8.3/boundary#inspected-egress` and `8.3/cloud-firewall#symmetric-high-availability`.
 *
 * @throws when the range or the availability zones cannot be.
 * @see https://docs.aws.amazon.com/network-firewall/latest/developerguide/architectures.html
 */
export class InspectionVpc extends Construct {
  readonly vpc: CfnVPC;
  /** One an availability zone. */
  readonly subnets: Readonly<Record<Tier, readonly CfnSubnet[]>>;
  readonly firewall: CfnFirewall;
  readonly egress: EgressPolicy;

  private readonly places: Readonly<Record<Tier, readonly Place[]>>;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: InspectionVpcProps,
  ) {
    super(scope, id);
    const { name, cidr, domains = [], flows = [], logBucketName } = props;
    requireZones(this.node.path, props.availabilityZones, 4, '8.3/cloud-firewall#symmetric-high-availability');
    this.vpc = networkOf(this, `${name}-inspection`, cidr);
    this.places = byTier((tier) => this.placesOf(tier));
    this.subnets = byTier((tier) => this.places[tier].map(({ subnet }) => subnet));
    networkFlowLog(this, this.vpc, logBucketName);
    // nobody is here who asks; whoever comes to be finds no other way out than that of the networks
    new DnsFirewall(this, 'Dns', { name, subject: 'inspection', vpc: this.vpc, logBucketName });

    this.egress = new EgressPolicy(this, 'Egress', { name, domains, flows });
    this.firewall = this.firewallOf(name);
    this.logsOf(logBucketName);
    this.wayOut();
    this.alarms();
  }

  /** Answers go back to the networks through the endpoint that saw the question. */
  answersThrough(transitGatewayId: string, attached: IDependable): void {
    this.places.firewall.forEach(({ table }) => {
      this.networks.forEach((network, index) => {
        const route = new CfnRoute(table, `Answers${index + 1}`, {
          routeTableId: table.attrRouteTableId,
          destinationCidrBlock: network,
          transitGatewayId,
        });
        route.node.addDependency(attached);
      });
    });
  }

  private get networks(): readonly string[] {
    return this.props.networks ?? PRIVATE_RANGES;
  }

  private placesOf(tier: Tier): readonly Place[] {
    const { cidr, availabilityZones } = this.props;
    const list = this.list(tier);
    return subnetRanges(cidr, tier, availabilityZones.length).map((cidrBlock, index) => {
      const availabilityZone = availabilityZones[index] ?? '';
      const table = new CfnRouteTable(this, `${pascalCase(tier)}Routes${index + 1}`, {
        vpcId: this.vpc.attrVpcId,
        tags: [named(`${tier}-${availabilityZone}`)],
      });
      const subnet = subnetOf(this, `${pascalCase(tier)}Subnet${index + 1}`, {
        vpc: this.vpc,
        availabilityZone,
        cidrBlock,
        of: tier,
        kind: 'isms:tier',
        table,
        list,
      });
      return { subnet, table };
    });
  }

  private list(tier: Tier): CfnNetworkAcl {
    const list = new CfnNetworkAcl(this, `${pascalCase(tier)}AccessList`, {
      vpcId: this.vpc.attrVpcId,
      tags: [named(tier)],
    });
    meets(list, '8.3/zoning#zone-access-lists');
    writeLines(list, linesOf(this.networks, this.props.flows)[tier]);
    return list;
  }

  private firewallOf(name: string): CfnFirewall {
    const firewall = new CfnFirewall(this, 'Firewall', {
      firewallName: `${name}-inspection`,
      description: 'Everything between networks of the organization and the internet',
      firewallPolicyArn: this.egress.policy.attrFirewallPolicyArn,
      vpcId: this.vpc.attrVpcId,
      subnetMappings: this.subnets.firewall.map(({ attrSubnetId: subnetId }) => ({ subnetId })),
      deleteProtection: true,
      firewallPolicyChangeProtection: true,
      subnetChangeProtection: true,
    });
    meets(firewall, '8.3/cloud-firewall#symmetric-high-availability', '8.3/boundary#inspected-egress');
    return firewall;
  }

  /**
   * Logs of TLS tell of its decryption, which nobody does here.
   * @see https://docs.aws.amazon.com/network-firewall/latest/developerguide/logging-s3.html
   */
  private logsOf(bucketName: string): void {
    const logging = new CfnLoggingConfiguration(this, 'Logging', {
      firewallArn: this.firewall.attrFirewallArn,
      loggingConfiguration: {
        logDestinationConfigs: ['ALERT', 'FLOW'].map((logType) => ({
          logType,
          logDestinationType: 'S3',
          logDestination: { bucketName },
        })),
      },
    });
    meets(logging, '8.6/log-collection#network-flow-logs');
  }

  private wayOut(): void {
    const gateway = new CfnInternetGateway(this, 'InternetGateway');
    const attached = new CfnVPCGatewayAttachment(this, 'Internet', {
      vpcId: this.vpc.attrVpcId,
      internetGatewayId: gateway.attrInternetGatewayId,
    });
    this.props.availabilityZones.forEach((availabilityZone, index) => {
      const vpcEndpointId = this.endpointIn(availabilityZone);
      const [attachment, firewall, egress] = [
        this.places.attachment[index],
        this.places.firewall[index],
        this.places.egress[index],
      ];
      if (!attachment || !firewall || !egress) return;
      const nat = this.natIn(egress, index, attached);
      this.route(attachment, 'Internet', ANYWHERE, { vpcEndpointId });
      this.route(firewall, 'Internet', ANYWHERE, { natGatewayId: nat.attrNatGatewayId });
      this.route(egress, 'Internet', ANYWHERE, { gatewayId: gateway.attrInternetGatewayId }).node.addDependency(
        attached,
      );
      this.networks.forEach((network, at) => {
        this.route(egress, `Answers${at + 1}`, network, { vpcEndpointId });
      });
    });
  }

  private natIn({ subnet }: Place, index: number, attached: IDependable): CfnNatGateway {
    const address = new CfnEIP(this, `Address${index + 1}`, { domain: 'vpc' });
    address.node.addDependency(attached);
    const nat = new CfnNatGateway(this, `Nat${index + 1}`, {
      subnetId: subnet.attrSubnetId,
      allocationId: address.attrAllocationId,
    });
    nat.node.addDependency(attached);
    return nat;
  }

  private route(
    { table }: Place,
    id: string,
    destinationCidrBlock: string,
    target: Partial<Record<'gatewayId' | 'natGatewayId' | 'vpcEndpointId', string>>,
  ): CfnRoute {
    return new CfnRoute(table, id, { routeTableId: table.attrRouteTableId, destinationCidrBlock, ...target });
  }

  /**
   * `EndpointIds` lists `zone:endpoint` in an order that nobody promises: the one of a zone is what stands behind its name.
   */
  private endpointIn(availabilityZone: string): string {
    const all = Fn.join(',', this.firewall.attrEndpointIds);
    return Fn.select(0, Fn.split(',', Fn.select(1, Fn.split(`${availabilityZone}:`, all))));
  }

  /**
   * No metric tells of the health of an endpoint. An endpoint that fails, or a route that leads round it, shows in connections of
   * which the firewall sees one half.
   * @see https://docs.aws.amazon.com/network-firewall/latest/developerguide/monitoring-cloudwatch.html
   */
  private alarms(): void {
    const { availabilityZones, topic, name } = this.props;
    for (const [index, availabilityZone] of availabilityZones.entries()) {
      new CfnAlarm(this, `HalfConnections${index + 1}`, {
        alarmDescription: `The firewall meets connections in ${availabilityZone} that it has not seen begin: an endpoint failed, or routes lead round one`,
        namespace: 'AWS/NetworkFirewall',
        metricName: 'StreamExceptionPolicyPackets',
        dimensions: [
          { name: 'AvailabilityZone', value: availabilityZone },
          { name: 'Engine', value: 'Stateful' },
          { name: 'FirewallName', value: `${name}-inspection` },
        ],
        statistic: 'Sum',
        period: Duration.minutes(5).toSeconds(),
        evaluationPeriods: 3,
        threshold: HALVES_IN_A_PERIOD,
        comparisonOperator: 'GreaterThanThreshold',
        treatMissingData: 'notBreaching',
        alarmActions: [topic.topicArn],
      });
    }
  }
}

/** A connection that outlived its time-out makes a few. */
const HALVES_IN_A_PERIOD = 100;
