import { finding } from '../../constructs/nag/findings';
import type { Finding, Rule } from '../../constructs/nag/rule';
import { HTTP, plaintextWithin } from '../../constructs/nag/rules/network/plaintext-ports';
import { Unresolved } from '../../constructs/nag/template';
import { SECURITY_GROUP, SECURITY_RULE, type SecurityRule, verdictOnRules, zonesBehind } from './security-rules';

const LAST_PORT = 65_535;

/**
 * No rule opens a port of a protocol that carries data in clear text, but port 80 into the ingress zone, where it redirects.
 * A rule that opens every port is the concern of `azure-nsg-narrow-ports`.
 *
 * @see https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview
 */
export const azureNsgNoPlaintextPorts: Rule = {
  id: 'azure-nsg-no-plaintext-ports',
  demand: {
    en: 'No security rule opens a port of a protocol that carries data in clear text.',
    zh: '安全规则不得开放以明文承载数据的协议端口。',
  },
  types: [SECURITY_GROUP, SECURITY_RULE],
  reference:
    'https://github.com/hashicorp/terraform-provider-azurerm/blob/v4.55.0/website/docs/r/network_security_rule.html.markdown',
  judge: (resource) => verdictOnRules(resource, findingsIn),
};

function findingsIn(rule: SecurityRule): readonly Finding[] {
  if (!rule.allows) return [];
  return rule.ports
    .filter(({ from, to }) => !(from === 0 && to === LAST_PORT))
    .flatMap((range) => plaintextWithin(range).map((open) => ({ ...open, property: range.property })))
    .filter(({ port }) => !(port === HTTP && redirects(rule)))
    .map(({ property, port, protocol }) =>
      finding(
        property,
        `opens port ${port} (${protocol}), which carries data in clear text: use its encrypted counterpart`,
        `开放端口 ${port}（${protocol}），以明文承载数据：请改用其加密协议`,
      ),
    );
}

function redirects(rule: SecurityRule): boolean {
  if (rule.direction !== 'Inbound') return false;
  const zones = zonesBehind(rule.group);
  if (zones.length === 0) throw new Unresolved(rule.at('network_security_group_name'));
  return zones.every((zone) => zone === 'ingress');
}
