import {
  CfnTransitGatewayAttachment,
  CfnTransitGatewayRoute,
  CfnTransitGatewayRouteTable,
  CfnTransitGatewayRouteTableAssociation,
} from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { meets } from '../standard';
import { INGRESS_DOMAIN, ROUTE_DOMAIN_TAG } from '../transit-hub/route-domains';
import type { TransitHub } from '../transit-hub/transit-hub';
import type { IngressVpc } from './ingress-vpc';

/** What an `IngressAttachment` needs to know. */
export interface IngressAttachmentProps {
  readonly hub: TransitHub;
  /** The network of load balancers. */
  readonly ingress: IngressVpc;
}

/**
 * Attaches the network of load balancers to the hub, in a table of its own: it leads to the targets by way of the firewall, and
 * nowhere else. Answers pass the firewall too, where the hub has a crossing from the targets' domain to the range of the network: the
 * firewall is attached in appliance mode, so that both directions meet the same endpoint.
 *
 * Meets `8.3/vpc-isolation#route-domain-separation` and `8.3/intrusion#inline-prevention` for what comes in.
 */
export class IngressAttachment extends Construct {
  readonly attachment: CfnTransitGatewayAttachment;
  readonly table: CfnTransitGatewayRouteTable;

  constructor(scope: Construct, id: string, props: IngressAttachmentProps) {
    super(scope, id);
    const { hub, ingress } = props;
    this.table = new CfnTransitGatewayRouteTable(this, 'IngressTable', {
      transitGatewayId: hub.gateway.attrId,
      tags: [
        { key: 'Name', value: INGRESS_DOMAIN },
        { key: ROUTE_DOMAIN_TAG, value: INGRESS_DOMAIN },
      ],
    });
    this.attachment = new CfnTransitGatewayAttachment(this, 'Attachment', {
      transitGatewayId: hub.gateway.attrId,
      vpcId: ingress.vpc.attrVpcId,
      subnetIds: ingress.subnets.attachment.map(({ attrSubnetId }) => attrSubnetId),
      options: { ApplianceModeSupport: 'disable', DnsSupport: 'enable', SecurityGroupReferencingSupport: 'disable' },
      tags: [{ key: 'Name', value: INGRESS_DOMAIN }],
    });
    meets(this.attachment, '8.3/vpc-isolation#route-domain-separation');
    new CfnTransitGatewayRouteTableAssociation(this.attachment, 'Table', {
      transitGatewayAttachmentId: this.attachment.attrId,
      transitGatewayRouteTableId: this.table.attrTransitGatewayRouteTableId,
    });
    ingress.reachTargetsThrough(hub.gateway.attrId, this.attachment);
    ingress.targetRanges.forEach((target, index) => {
      this.route(`Target${index + 1}`, this.table, target, hub.attachment);
    });
    this.route('FromFirewall', hub.tables.inspection, ingress.cidr, this.attachment);
  }

  private route(
    id: string,
    table: CfnTransitGatewayRouteTable,
    destinationCidrBlock: string,
    attachment: CfnTransitGatewayAttachment,
  ): void {
    new CfnTransitGatewayRoute(this, id, {
      transitGatewayRouteTableId: table.attrTransitGatewayRouteTableId,
      destinationCidrBlock,
      transitGatewayAttachmentId: attachment.attrId,
    });
  }
}
