import { internetAddresses, numberedInternet } from '../addresses';
import { isNever, isSurely } from '../bounds';
import type { Group, Interface } from '../model';
import { includes, intersect as overlap, type Packets, packets } from '../packets';
import { allowedByRules, releasedBy } from '../security-group';
import { type Finding, failed, inZone, openZones, ruling, type Statement, unknown } from './statement';

/** No group that is made or used lets everything out, and none in the data zone lets anything out to the internet. */
export const restrictedEgress: Statement = {
  facet: '8.3/security-groups#restricted-egress',
  judge({ vpc, interfaces, groups }) {
    const used = interfaces.flatMap((one) => [...(one.groups?.values() ?? [])]);
    const all = [...new Set([...groups, ...used])];
    const inData = interfaces.filter(({ subnet }) => inZone([subnet], 'data').length > 0);
    if (all.length === 0 && interfaces.length === 0) return undefined;
    const findings = [
      ...(inData.length === 0 ? [] : openZones(vpc.subnets)),
      ...interfaces.flatMap(withoutKnownGroups),
      ...all.flatMap(allowsAll),
      ...inData.flatMap(reachesOut),
    ];
    return ruling(findings, {
      en: `none of the ${all.length} groups of ${vpc.name} lets everything out, and none in its data zone lets anything out to the internet`,
      zh: `${vpc.name} 的 ${all.length} 个安全组均未全部放行出向，数据区安全组无互联网出向`,
    });
  },
};

/** A host of the internet, which is in no group. */
const SOMEONE = { addresses: internetAddresses(), groups: new Set<string>(), isRecognised: false };

function withoutKnownGroups({ name, groups }: Interface): readonly Finding[] {
  if (groups) return [];
  return [unknown({ en: `the groups of ${name} are in no template`, zh: `${name} 的安全组不在任何模板中` })];
}

/** All protocols to the whole internet, by one rule or by several, of IPv4 or of IPv6. */
function allowsAll(group: Group): readonly Finding[] {
  const { sure, maybe } = allowedByRules(group.outbound, SOMEONE, 'destinations');
  const isWhole = (released: Packets): boolean =>
    numberedInternet().some((destinations) => includes(released, packets({ destinations })));
  const message = {
    en: `${group.name} lets everything out to any address`,
    zh: `${group.name} 对任意地址放行全部出向流量`,
  };
  if (isWhole(sure)) return [failed(message.en, message.zh)];
  return isWhole(maybe) ? [unknown({ en: `perhaps ${message.en}`, zh: `可能 ${message.zh}` })] : [];
}

function reachesOut(one: Interface): readonly Finding[] {
  const toInternet = packets({ destinations: internetAddresses() });
  const released = releasedBy(one, SOMEONE);
  const message = {
    en: `the groups of ${one.name} in the data zone let it out to the internet`,
    zh: `数据区 ${one.name} 的安全组放行互联网出向`,
  };
  const out = { sure: overlap(released.sure, toInternet), maybe: overlap(released.maybe, toInternet) };
  if (isNever(out)) return [];
  return isSurely(out)
    ? [failed(message.en, message.zh)]
    : [unknown({ en: `perhaps ${message.en}`, zh: `可能 ${message.zh}` })];
}
