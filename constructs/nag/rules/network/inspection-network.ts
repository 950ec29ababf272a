import type { Resource } from '../../template';

const FIREWALL = 'AWS::NetworkFirewall::Firewall';
const ATTACHMENTS = ['AWS::EC2::TransitGatewayAttachment', 'AWS::EC2::TransitGatewayVpcAttachment'];

/**
 * Whether a network carries what others send, through a firewall, and holds nothing itself: each of its subnets is for endpoints of
 * the firewall, for a NAT gateway, or for the attachment to a transit gateway.
 */
export function isInspectionNetwork(vpc: Resource, subnets: readonly Resource[]): boolean {
  const { estate } = vpc.template;
  const firewalls = estate.ofType(FIREWALL).filter((firewall) => firewall.referent('VpcId') === vpc);
  if (firewalls.length === 0) return false;
  const carriers = new Set([
    ...firewalls.flatMap((firewall) =>
      firewall.places('SubnetMappings').map((at) => firewall.referent(`${at}.SubnetId`)),
    ),
    ...estate.ofType('AWS::EC2::NatGateway').map((nat) => nat.referent('SubnetId')),
    ...ATTACHMENTS.flatMap((type) => estate.ofType(type)).flatMap((attachment) =>
      attachment.places('SubnetIds').map((at) => attachment.referent(at)),
    ),
  ]);
  return subnets.length > 0 && subnets.every((subnet) => carriers.has(subnet));
}
