import { finding } from '../../constructs/nag/findings';
import { type Finding, notApplicable, type Rule, verdictFrom } from '../../constructs/nag/rule';
import { isAnyAddress } from '../../constructs/nag/rules/network/address-range';
import type { Resource } from '../../constructs/nag/template';
import { naming, referring } from './references';
import { isSealed, zoneOf } from './zones';

/**
 * The subnets of the data and management zones have no way to the internet: their route table sends it nowhere, in place of
 * Azure's own route to it, and no NAT gateway is attached.
 *
 * @see https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview#default
 */
export const azureDataZoneUnroutable: Rule = {
  id: 'azure-data-zone-unroutable',
  demand: {
    en: 'The subnets of the data and management zones have no route to the internet.',
    zh: '数据区与管理区子网不存在通往互联网的路由。',
  },
  types: ['azurerm_subnet'],
  reference: 'https://github.com/hashicorp/terraform-provider-azurerm/blob/v4.55.0/website/docs/r/route.html.markdown',
  judge(subnet) {
    if (!isSealed(zoneOf(subnet))) return NOT_SEALED;
    return verdictFrom([...openRoutes(subnet), ...gateways(subnet)]);
  },
};

function openRoutes(subnet: Resource): readonly Finding[] {
  const tables = referring(subnet, 'azurerm_subnet_route_table_association', 'subnet_id').flatMap(
    (association) => association.referent('route_table_id') ?? [],
  );
  const routes = tables.flatMap(routesOf);
  const leaving = routes.filter(
    ({ nextHop, prefix }) => nextHop === 'Internet' || (isInternet(prefix) && nextHop !== 'None'),
  );
  const closed = routes.some(({ prefix, nextHop }) => prefix === '0.0.0.0/0' && nextHop === 'None');
  return [
    ...leaving.map(({ property }) => finding(property, 'leads to the internet', '通往互联网')),
    ...(closed || leaving.length > 0
      ? []
      : [
          finding(
            'azurerm_subnet_route_table_association',
            "leads to no table that sends 0.0.0.0/0 nowhere: Azure's own route to the internet stands",
            '未关联将 0.0.0.0/0 置空的路由表：平台默认互联网路由仍有效',
          ),
        ]),
  ];
}

function routesOf(table: Resource) {
  const inline = table.list('route').map((_, index) => ({ resource: table, path: `route.${index}.` }));
  const beside = naming(table, 'azurerm_route', 'route_table_name').map((resource) => ({ resource, path: '' }));
  return [...inline, ...beside].map(({ resource, path }) => ({
    property: `${resource.id}.${path}next_hop_type`,
    prefix: String(resource.literal(`${path}address_prefix`)),
    nextHop: String(resource.literal(`${path}next_hop_type`)),
  }));
}

const isInternet = (prefix: string): boolean => prefix === 'Internet' || isAnyAddress(prefix);

const gateways = (subnet: Resource): readonly Finding[] =>
  referring(subnet, 'azurerm_subnet_nat_gateway_association', 'subnet_id').map((association) =>
    finding(`${association.id}.nat_gateway_id`, 'leads to the internet', '通往互联网'),
  );

const NOT_SEALED = notApplicable({ en: 'is no subnet of the data or management zone', zh: '非数据区或管理区子网' });
