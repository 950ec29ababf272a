import { finding } from '../../constructs/nag/findings';
import type { Finding, Rule } from '../../constructs/nag/rule';
import { SECURITY_GROUP, SECURITY_RULE, type SecurityRule, verdictOnRules, zonesBehind } from './security-rules';

/** What the internet may reach in the ingress zone: HTTPS, and HTTP in order to be redirected to it. */
const PUBLIC_PORTS = [80, 443];

/**
 * No rule admits everyone, except to ports 443 and 80 of the ingress zone. A group is of the ingress zone when all subnets
 * behind it are.
 *
 * @see https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview
 */
export const azureNsgIngress: Rule = {
  id: 'azure-nsg-ingress',
  demand: {
    en: 'No security rule admits any address, except to ports 443 and 80 of the ingress zone.',
    zh: '安全规则不得对任意地址放行，接入区的 443 与 80 端口除外。',
  },
  types: [SECURITY_GROUP, SECURITY_RULE],
  reference:
    'https://github.com/hashicorp/terraform-provider-azurerm/blob/v4.55.0/website/docs/r/network_security_rule.html.markdown',
  judge: (resource) => verdictOnRules(resource, openings),
};

function openings(rule: SecurityRule): readonly Finding[] {
  if (rule.direction !== 'Inbound' || !rule.allows) return [];
  const property = rule.everywhere('source');
  if (property === undefined || isPublicEntry(rule)) return [];
  return [finding(property, 'admits any address', '对任意地址放行')];
}

function isPublicEntry(rule: SecurityRule): boolean {
  const zones = zonesBehind(rule.group);
  const narrow = rule.ports.every(({ from, to }) => from === to && PUBLIC_PORTS.includes(from));
  return narrow && zones.length > 0 && zones.every((zone) => zone === 'ingress');
}
