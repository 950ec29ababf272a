import { finding } from '../../constructs/nag/findings';
import type { Finding } from '../../constructs/nag/rule';
import { isAnyAddress } from '../../constructs/nag/rules/network/address-range';
import type { Resource } from '../../constructs/nag/template';
import type { Bilingual } from '../../constructs/standard';

/**
 * What a service's firewall lets in that nobody named.
 *
 * @param prefix path of the firewall within the resource, with a dot at the end, or empty
 * @param service what answers every network without a denial, such as `the vault`
 */
export function firewallFindings(resource: Resource, prefix: string, service: Bilingual): readonly Finding[] {
  const action = `${prefix}default_action`;
  const wide = resource
    .list(`${prefix}ip_rules`)
    .map((_, index) => `${prefix}ip_rules.${index}`)
    .filter((path) => isAnyAddress(String(resource.literal(path))));
  return [
    ...(resource.literal(action) === 'Deny'
      ? []
      : [
          finding(
            action,
            `is not Deny: ${service.en} answers every network`,
            `未设为 Deny：任何网络均可访问${service.zh}`,
          ),
        ]),
    ...wide.map((path) => finding(path, 'admits any address', '放行任意地址')),
  ];
}
