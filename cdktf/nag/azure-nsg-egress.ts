import { finding } from '../../constructs/nag/findings';
import { type Finding, type Rule, verdictFrom, verdictFromEach } from '../../constructs/nag/rule';
import type { Resource } from '../../constructs/nag/template';
import { closes, rulesIn, SECURITY_GROUP, SECURITY_RULE, type SecurityRule, zonesBehind } from './security-rules';
import { isSealed } from './zones';

const LAST_PORT = 65_535;

/**
 * A security group denies outbound traffic at its end, before Azure's own rule that lets everything out; no rule opens all
 * ports to everywhere, and none leads from the data or management zone to the internet.
 *
 * @see https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview#default-security-rules
 */
export const azureNsgEgress: Rule = {
  id: 'azure-nsg-egress',
  demand: {
    en: 'A network security group denies outbound traffic that it does not name, and lets none leave the data and management zones for the internet.',
    zh: '网络安全组默认拒绝未列明的出站流量，数据区与管理区不得访问互联网。',
  },
  types: [SECURITY_GROUP, SECURITY_RULE],
  reference:
    'https://github.com/hashicorp/terraform-provider-azurerm/blob/v4.55.0/website/docs/r/network_security_group.html.markdown',
  judge(resource) {
    if (resource.type === SECURITY_RULE) return verdictFromEach(rulesIn(resource), openings);
    const inline = verdictFromEach(rulesIn(resource), openings);
    return inline.outcome === 'compliant' ? verdictFrom(open(resource)) : inline;
  },
};

const open = (group: Resource): readonly Finding[] =>
  closes(group, 'Outbound')
    ? []
    : [
        finding(
          'security_rule',
          "denies nothing outbound at its end: Azure's own rule lets everything out",
          '未以拒绝全部出站收尾：平台默认规则放行全部出站流量',
        ),
      ];

function openings(rule: SecurityRule): readonly Finding[] {
  if (rule.direction !== 'Outbound' || !rule.allows) return NOTHING;
  const property = rule.everywhere('destination');
  if (property === undefined) return NOTHING;
  const sealed = zonesBehind(rule.group).find(isSealed);
  if (sealed !== undefined) {
    return [finding(property, `lets the ${sealed} zone reach the internet`, `允许 ${sealed} 区访问互联网`)];
  }
  const everything = rule.ports.length === 0 || rule.ports.some(({ from, to }) => from <= 1 && to >= LAST_PORT);
  return everything ? [finding(property, 'lets everything out to everywhere', '放行到任意地址的全部流量')] : NOTHING;
}

const NOTHING: readonly Finding[] = [];
