import { finding } from '../../constructs/nag/findings';
import { type Finding, type Rule, verdictFrom } from '../../constructs/nag/rule';
import type { Resource } from '../../constructs/nag/template';
import { naming } from './references';
import { isPlatformSubnet, ZONES, zoneInName } from './zones';

/**
 * A virtual network has an ingress, an application, a data and a management zone in subnets of their own, and each subnet
 * belongs to one: its name ends with the zone's, as subnets carry no tags. A subnet spans all availability zones.
 *
 * @see https://learn.microsoft.com/azure/virtual-network/virtual-networks-overview#virtual-networks-and-availability-zones
 */
export const azureVirtualNetworkZones: Rule = {
  id: 'azure-virtual-network-zones',
  demand: {
    en: 'A virtual network has ingress, application, data and management zones in subnets of their own.',
    zh: '虚拟网络以独立子网划分接入、应用、数据与管理区。',
  },
  types: ['azurerm_virtual_network'],
  reference:
    'https://github.com/hashicorp/terraform-provider-azurerm/blob/v4.55.0/website/docs/r/virtual_network.html.markdown',
  judge(network) {
    const names = subnetNames(network).filter((name) => !isPlatformSubnet(name));
    return verdictFrom([...zoneless(names), ...missing(names)]);
  },
};

function subnetNames(network: Resource): readonly string[] {
  const inline = network.list('subnet').map((_, index) => String(network.literal(`subnet.${index}.name`)));
  return [
    ...inline,
    ...naming(network, 'azurerm_subnet', 'virtual_network_name').map((subnet) => String(subnet.literal('name'))),
  ];
}

const zoneless = (names: readonly string[]): readonly Finding[] =>
  names
    .filter((name) => zoneInName(name) === undefined)
    .map((name) =>
      finding('azurerm_subnet', `${name} ends with the name of no zone`, `${name} 的名称未以任何区域结尾`),
    );

function missing(names: readonly string[]): readonly Finding[] {
  const present = names.map(zoneInName);
  return ZONES.filter((zone) => !present.includes(zone)).map((zone) =>
    finding('azurerm_subnet', `is missing for the ${zone} zone`, `缺少 ${zone} 区`),
  );
}
