import { INTERNET } from '../endpoints';
import { type Packets, union } from '../packets';
import { TCP, toPorts, UDP } from '../services';
import { subnetPassage } from '../subnet-passage';
import { onlyOf, ruling, type Statement, unlessNever, whatStops } from './statement';

/** DNS, and DNS over TLS or QUIC. DNS over HTTPS is a matter of names, which a firewall reads and no list does. */
const LOOKUPS: Packets = [53, 853]
  .flatMap((port) => [toPorts(port, port, TCP), toPorts(port, port, UDP)])
  .reduce(union, []);

/** No subnet asks another resolver than that of its network, which filters: no lookup leaves for the internet. */
export const dnsPaths: Statement = {
  facet: '8.3/boundary#dns-filtering',
  judge({ network, vpc }) {
    if (vpc.subnets.length === 0) return undefined;
    const ways = vpc.subnets.map((subnet) => subnetPassage(network, subnet, INTERNET));
    const why = whatStops(ways);
    return ruling(
      ways.flatMap((way) => unlessNever(way, onlyOf(way.oneWay, LOOKUPS))),
      {
        en: `from ${vpc.name} no lookup reaches a resolver of the internet: ${why.en}`,
        zh: `${vpc.name} 的任何域名查询均无法到达互联网解析器：${why.zh}`,
      },
    );
  },
};
