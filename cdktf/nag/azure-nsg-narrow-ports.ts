import { finding } from '../../constructs/nag/findings';
import type { Finding, Rule } from '../../constructs/nag/rule';
import { SECURITY_GROUP, SECURITY_RULE, type SecurityRule, verdictOnRules } from './security-rules';

/** Ports that one range may open. */
const WIDEST_RANGE = 10;

/**
 * No rule opens all protocols, or a range of more than ten ports. Azure's groups are stateful, so that return traffic needs
 * no range of its own.
 *
 * @see https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview
 */
export const azureNsgNarrowPorts: Rule = {
  id: 'azure-nsg-narrow-ports',
  demand: {
    en: `No security rule opens all protocols or a range of more than ${WIDEST_RANGE} ports.`,
    zh: `安全规则不得放行全部协议或超过 ${WIDEST_RANGE} 个端口的范围。`,
  },
  types: [SECURITY_GROUP, SECURITY_RULE],
  reference:
    'https://github.com/hashicorp/terraform-provider-azurerm/blob/v4.55.0/website/docs/r/network_security_rule.html.markdown',
  judge: (resource) => verdictOnRules(resource, broad),
};

function broad(rule: SecurityRule): readonly Finding[] {
  if (!rule.allows) return [];
  const ranges = rule.ports.filter(({ from, to }) => to - from + 1 > WIDEST_RANGE);
  return [
    ...(rule.protocol === '*'
      ? [finding(rule.at('protocol'), 'is *: every protocol is open', '为 *：放行全部协议')]
      : []),
    ...ranges.map(({ property, from, to }) =>
      finding(
        property,
        `opens ${to - from + 1} ports, more than ${WIDEST_RANGE}`,
        `放行 ${to - from + 1} 个端口，超过 ${WIDEST_RANGE} 个`,
      ),
    ),
  ];
}
