import { finding } from '../../constructs/nag/findings';
import { type Finding, type Rule, verdictFrom } from '../../constructs/nag/rule';
import type { Resource } from '../../constructs/nag/template';
import { referring } from './references';

const ENDPOINT = 'azurerm_private_endpoint';
const CONNECTION = 'private_service_connection.private_connection_resource_id';

/**
 * Vaults and storage accounts are reached at a private address of the network, and each such endpoint registers its name in a
 * private DNS zone: without it the name still leads to the public address.
 *
 * @see https://learn.microsoft.com/azure/private-link/private-endpoint-dns
 */
export const azurePrivateEndpoint: Rule = {
  id: 'azure-private-endpoint',
  demand: {
    en: 'Key vaults and storage accounts have a private endpoint, and every private endpoint has its name in a private DNS zone.',
    zh: '密钥保管库与存储账户配有专用终结点，且专用终结点均登记于专用 DNS 区域。',
  },
  types: ['azurerm_key_vault', 'azurerm_storage_account', ENDPOINT],
  reference:
    'https://github.com/hashicorp/terraform-provider-azurerm/blob/v4.55.0/website/docs/r/private_endpoint.html.markdown',
  judge: (resource) => verdictFrom(resource.type === ENDPOINT ? nameless(resource) : unreachable(resource)),
};

const nameless = (endpoint: Resource): readonly Finding[] =>
  endpoint.list('private_dns_zone_group.private_dns_zone_ids').length > 0
    ? []
    : [
        finding(
          'private_dns_zone_group',
          'is missing: the name still leads to the public address',
          '未设置：域名仍解析到公共地址',
        ),
      ];

const unreachable = (service: Resource): readonly Finding[] =>
  referring(service, ENDPOINT, CONNECTION).length > 0
    ? []
    : [
        finding(
          ENDPOINT,
          'leads to it from nowhere: it is reached by its public address only',
          '未配置：只能经公共地址访问',
        ),
      ];
