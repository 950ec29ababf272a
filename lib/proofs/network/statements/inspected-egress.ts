import { isNever, isSurely } from '../bounds';
import { INTERNET } from '../endpoints';
import type { Passage } from '../passage';
import { subnetPassage } from '../subnet-passage';
import { because, type Finding, failed, inZone, ruling, type Statement, unknown } from './statement';

/** Whatever goes from the zones of workloads to the internet passes a firewall, whichever route it takes. */
export const inspectedEgress: Statement = {
  facet: '8.3/boundary#inspected-egress',
  judge({ network, vpc }) {
    const ways = inZone(vpc.subnets, 'application', 'data', 'management')
      .map((subnet) => subnetPassage(network, subnet, INTERNET))
      .filter(({ oneWay }) => !isNever(oneWay));
    if (ways.length === 0) return undefined;
    const firewalls = [...new Set(ways.flatMap(({ paths }) => paths.flatMap((path) => path.firewalls)))];
    return ruling(ways.flatMap(uninspected), {
      en: `all ways from ${vpc.name} to the internet pass ${firewalls.join(', ')}`,
      zh: `${vpc.name} 到互联网的所有通路均经过 ${firewalls.join('、')}`,
    });
  },
};

/** Paths of a way that something takes, and that pass no firewall. */
export function uninspected(way: Passage): readonly Finding[] {
  return way.paths
    .filter(({ firewalls, packets }) => firewalls.length === 0 && !isNever(packets))
    .map(({ hops, packets }) => {
      const names = hops.join(' → ');
      if (isSurely(packets)) return failed(`${names} passes no firewall`, `${names} 未经过防火墙`);
      const why = because(way);
      return unknown({
        en: `${names} perhaps passes no firewall, since ${why.en}`,
        zh: `${names} 可能未经过防火墙，因为${why.zh}`,
      });
    });
}
