import type { Bilingual } from '../../../standard';
import { finding } from '../../findings';
import { compliant, nonCompliant, notApplicable, type Rule } from '../../rule';
import type { Resource } from '../../template';

/**
 * The network of a firewall is attached in appliance mode, so that both directions of a connection meet the same endpoint:
 * without it a transit gateway keeps traffic in the zone that it comes from, and the firewall sees one half.
 */
export const transitAttachmentApplianceMode: Rule = {
  id: 'transit-attachment-appliance-mode',
  demand: {
    en: 'The network of a firewall is attached to the transit gateway in appliance mode.',
    zh: '防火墙所在网络以设备模式接入中转网关。',
  },
  types: ['AWS::EC2::TransitGatewayAttachment', 'AWS::EC2::TransitGatewayVpcAttachment'],
  reference: 'https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-appliance-scenario.html',
  judge(attachment) {
    if (!holdsFirewall(attachment)) return notApplicable(NO_FIREWALL);
    return attachment.literal('Options.ApplianceModeSupport') === 'enable' ? compliant : nonCompliant(OFF);
  },
};

const NO_FIREWALL: Bilingual = {
  en: 'its network has no firewall in these templates',
  zh: '在这些模板中，其网络没有防火墙',
};

const OFF = finding(
  'Options.ApplianceModeSupport',
  'is not enable: the two directions of a connection may meet different endpoints, and are dropped',
  '不是 enable：同一连接的往返可能经过不同端点而被丢弃',
);

const holdsFirewall = (attachment: Resource): boolean =>
  attachment.companions('AWS::NetworkFirewall::Firewall', (firewall) => isInSameNetwork(firewall, attachment)).length >
  0;

/** By reference to the same VPC, or by the same literal id. */
function isInSameNetwork(firewall: Resource, attachment: Resource): boolean {
  const network = attachment.referent('VpcId');
  if (network) return firewall.referent('VpcId') === network;
  return firewall.has('VpcId') && firewall.text('VpcId') === attachment.text('VpcId');
}
