import { type CustomResource, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnDirectConnectGatewayAssociation } from 'aws-cdk-lib/aws-directconnect';
import {
  CfnCustomerGateway,
  CfnTransitGatewayRoute,
  CfnTransitGatewayRouteTable,
  CfnTransitGatewayRouteTableAssociation,
  CfnVPNConnection,
} from 'aws-cdk-lib/aws-ec2';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { pascalCase } from '../naming/pascal-case';
import { KeyUse } from '../purpose-key/key-use';
import { meets } from '../standard';
import { HYBRID_DOMAIN, ROUTE_DOMAIN_TAG } from '../transit-hub/route-domains';
import type { TransitHub } from '../transit-hub/transit-hub';
import { STRONG_TUNNEL } from './tunnel';

/** A link to a data centre, a partner or another cloud. */
export interface HybridLink {
  /** Unique among the links, in lower case with hyphens. */
  readonly name: string;

  /** A Site-to-Site VPN, which the partition `aws-cn` does not offer, or a Direct Connect gateway, which people have ordered. */
  readonly kind: 'vpn' | 'direct-connect';

  /** The public IPv4 address of the gateway at the other side, or the id of the Direct Connect gateway. */
  readonly gateway: string;

  /** Ranges at the other side, private IPv4: what comes from others is dropped, and nothing goes there. */
  readonly prefixes: readonly string[];

  /** Ranges of networks here that it may reach, through the firewall. At least one. */
  readonly reaches: readonly string[];
}

/** What `HybridLinks` needs to know. */
export interface HybridLinksProps {
  /** The landing zone's name. */
  readonly name: string;

  /** Where the links end. */
  readonly hub: TransitHub;

  readonly links: readonly HybridLink[];

  /** Encrypts what tunnels log: `HybridLinks.keyUse(name)`. */
  readonly key: IKey;

  /** Hears of tunnels that are down. */
  readonly topic: ITopic;

  /**
   * How long the log of a tunnel is kept. At least 183 days.
   * @default RetentionDays.ONE_YEAR
   */
  readonly retention?: RetentionDays;
}

/** The only ASN that matters nothing: routes are static, and nobody speaks BGP over the tunnels. */
const NO_BGP = 65_000;

const TUNNELS = 2;

/**
 * Links to data centres, partners and other clouds, each of which ends at the hub in a table of its own. The table leads nowhere but
 * to the firewall, and there only for the ranges that the link may reach; and the firewall's table leads to the link only for the
 * prefixes that are listed. Nothing is learned: what a link announces comes into no table.
 *
 * Meets `8.3/boundary#hybrid-and-partner-entry` and, of VPNs, `8.3/traffic-encryption#hybrid-link-encryption`.
 *
 * @throws when a link has no prefixes, or reaches nothing.
 * @see https://docs.aws.amazon.com/vpc/latest/tgw/tgw-route-tables.html
 */
export class HybridLinks extends Construct {
  /** What the key must allow for the logs of tunnels. */
  static keyUse(name: string): KeyUse {
    return KeyUse.cloudWatchLogs(`/${name}/hybrid/*`);
  }

  /** By the name of the link. */
  readonly tables: Readonly<Record<string, CfnTransitGatewayRouteTable>>;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: HybridLinksProps,
  ) {
    super(scope, id);
    this.tables = Object.fromEntries(props.links.map((link) => [link.name, this.link(link)]));
  }

  private link(link: HybridLink): CfnTransitGatewayRouteTable {
    const { name, kind, prefixes, reaches } = link;
    if (prefixes.length === 0 || reaches.length === 0) {
      throw new Error(`${this.node.path}: ${name} has no prefixes, or reaches nothing: list both, or leave it out.`);
    }
    const id = pascalCase(name);
    const attachment = kind === 'vpn' ? this.vpn(id, link) : this.directConnect(id, link);
    const transitGatewayAttachmentId = attachment.getAttString('TransitGatewayAttachmentId');
    const { hub } = this.props;
    const table = new CfnTransitGatewayRouteTable(this, `${id}Table`, {
      transitGatewayId: hub.gateway.attrId,
      tags: [
        { key: 'Name', value: `${HYBRID_DOMAIN}-${name}` },
        { key: ROUTE_DOMAIN_TAG, value: HYBRID_DOMAIN },
      ],
    });
    meets(table, '8.3/boundary#hybrid-and-partner-entry', '8.3/vpc-isolation#route-domain-separation');
    new CfnTransitGatewayRouteTableAssociation(table, 'Link', {
      transitGatewayAttachmentId,
      transitGatewayRouteTableId: table.attrTransitGatewayRouteTableId,
    });
    reaches.forEach((destinationCidrBlock, index) => {
      new CfnTransitGatewayRoute(table, `Firewall${index + 1}`, {
        transitGatewayRouteTableId: table.attrTransitGatewayRouteTableId,
        destinationCidrBlock,
        transitGatewayAttachmentId: hub.attachment.attrId,
      });
    });
    prefixes.forEach((destinationCidrBlock, index) => {
      new CfnTransitGatewayRoute(this, `${id}Prefix${index + 1}`, {
        transitGatewayRouteTableId: hub.tables.inspection.attrTransitGatewayRouteTableId,
        destinationCidrBlock,
        transitGatewayAttachmentId,
      });
    });
    return table;
  }

  /**
   * A tunnel is up with IKEv2 and strong suites or not at all. Its key is made by AWS, and stands in no template.
   * @see https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html
   */
  private vpn(id: string, { name, gateway }: HybridLink): CustomResource {
    const { hub, key, retention = RetentionDays.ONE_YEAR } = this.props;
    const customer = new CfnCustomerGateway(this, `${id}CustomerGateway`, {
      type: 'ipsec.1',
      bgpAsn: NO_BGP,
      ipAddress: gateway,
      tags: [{ key: 'Name', value: name }],
    });
    const log = new LogGroup(this, `${id}Log`, {
      logGroupName: `/${this.props.name}/hybrid/${name}`,
      encryptionKey: key,
      retention,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    meets(log, '8.6/log-retention#minimum-period', '8.4/encryption-at-rest#customer-managed-keys');
    const tunnel = {
      ...STRONG_TUNNEL,
      logOptions: {
        cloudwatchLogOptions: { logEnabled: true, logGroupArn: log.logGroupArn, logOutputFormat: 'json' },
      },
    };
    const connection = new CfnVPNConnection(this, `${id}Vpn`, {
      type: 'ipsec.1',
      customerGatewayId: customer.attrCustomerGatewayId,
      transitGatewayId: hub.gateway.attrId,
      staticRoutesOnly: true,
      vpnTunnelOptionsSpecifications: Array.from({ length: TUNNELS }, () => tunnel),
      tags: [{ key: 'Name', value: name }],
    });
    meets(connection, '8.3/traffic-encryption#hybrid-link-encryption', '8.3/boundary#hybrid-and-partner-entry');
    this.alarm(id, name, connection);
    const resource = { type: 'vpn', id: connection.attrVpnConnectionId } as const;
    return hub.attachmentOf(this, `${id}Attachment`, resource);
  }

  /**
   * Over all tunnels of a connection the metric is the share of those that are up.
   * @see https://docs.aws.amazon.com/vpn/latest/s2svpn/monitoring-cloudwatch-vpn.html
   */
  private alarm(id: string, name: string, connection: CfnVPNConnection): void {
    new CfnAlarm(this, `${id}TunnelDown`, {
      alarmDescription: `A tunnel of ${name} is down: the other carries the link alone, or nothing does`,
      namespace: 'AWS/VPN',
      metricName: 'TunnelState',
      dimensions: [{ name: 'VpnId', value: connection.attrVpnConnectionId }],
      statistic: 'Average',
      period: Duration.minutes(5).toSeconds(),
      evaluationPeriods: 3,
      threshold: 1,
      comparisonOperator: 'LessThanThreshold',
      treatMissingData: 'breaching',
      alarmActions: [this.props.topic.topicArn],
    });
  }

  /**
   * Only these prefixes are announced to the other side, whatever the tables know.
   * @see https://docs.aws.amazon.com/directconnect/latest/UserGuide/allowed-to-prefixes.html
   */
  private directConnect(id: string, { gateway, reaches }: HybridLink): CustomResource {
    const { hub } = this.props;
    const association = new CfnDirectConnectGatewayAssociation(this, `${id}DirectConnect`, {
      directConnectGatewayId: gateway,
      associatedGatewayId: hub.gateway.attrId,
      allowedPrefixesToDirectConnectGateway: [...reaches],
    });
    meets(association, '8.3/boundary#hybrid-and-partner-entry');
    const resource = { type: 'direct-connect-gateway', id: gateway } as const;
    return hub.attachmentOf(this, `${id}Attachment`, resource, association);
  }
}
