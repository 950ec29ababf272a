import { finding } from '../../constructs/nag/findings';
import { type Finding, notApplicable, type Rule, verdictFrom } from '../../constructs/nag/rule';
import type { Resource } from '../../constructs/nag/template';
import { closes, groupsBefore } from './security-rules';
import { isPlatformSubnet } from './zones';

/**
 * Every subnet stands behind a security group that denies, at its end, whatever it does not allow, and reaches the internet
 * by no default access. Azure's own rules let everything within a virtual network pass, and default access is on.
 *
 * @see https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview#default-security-rules
 * @see https://learn.microsoft.com/azure/virtual-network/ip-services/default-outbound-access
 */
export const azureSubnetNetworkSecurityGroup: Rule = {
  id: 'azure-subnet-network-security-group',
  demand: {
    en: 'A subnet stands behind a network security group that denies what it does not allow, and has no default outbound access.',
    zh: '子网关联以显式拒绝收尾的网络安全组，且关闭默认出站访问。',
  },
  types: ['azurerm_subnet'],
  reference: 'https://github.com/hashicorp/terraform-provider-azurerm/blob/v4.55.0/website/docs/r/subnet.html.markdown',
  judge(subnet) {
    const name = String(subnet.literal('name'));
    if (isPlatformSubnet(name)) {
      return notApplicable({ en: `${name} belongs to a service of Azure`, zh: `${name} 为 Azure 服务专用子网` });
    }
    return verdictFrom([...unguarded(subnet), ...defaultAccess(subnet)]);
  },
};

function unguarded(subnet: Resource): readonly Finding[] {
  const groups = groupsBefore(subnet);
  if (groups.length === 0) {
    return [
      finding(
        'azurerm_subnet_network_security_group_association',
        'leads to no security group: every flow may pass',
        '未关联网络安全组：任何流量均可通过',
      ),
    ];
  }
  return groups
    .filter((group) => !closes(group, 'Inbound'))
    .map((group) =>
      finding(
        `${group.id}.security_rule`,
        'denies nothing at its end: every other subnet may come in',
        '未以拒绝全部入站收尾：其他子网均可访问',
      ),
    );
}

const defaultAccess = (subnet: Resource): readonly Finding[] =>
  subnet.flag('default_outbound_access_enabled') === false
    ? []
    : [
        finding(
          'default_outbound_access_enabled',
          'is not false, and the default is true: machines reach the internet unasked',
          '未设为 false（默认 true）：虚拟机可直接访问互联网',
        ),
      ];
