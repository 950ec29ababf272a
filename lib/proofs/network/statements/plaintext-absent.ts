import { PLAINTEXT_PORTS } from '../../../../constructs/isolated-vpc/plaintext-ports';
import type { Interface } from '../model';
import { type Packets, union } from '../packets';
import { TCP, toPorts, UDP } from '../services';
import { reachedIn } from './reached';
import { inZone, ruling, type Statement } from './statement';

const HTTP = 80;

const portsOf = (numbers: readonly number[]): Packets =>
  numbers.flatMap((port) => [toPorts(port, port, TCP), toPorts(port, port, UDP)]).reduce(union, []);

const ALL = Object.keys(PLAINTEXT_PORTS).map(Number);
const PLAINTEXT = portsOf(ALL);
/** Port 80 of the ingress zone does nothing but redirect, which a rule sees to. */
const IN_INGRESS = portsOf(ALL.filter((port) => port !== HTTP));

/** Nobody reaches an interface on a port where data is carried in the clear: by routes and lists, or by groups. */
export const plaintextAbsent: Statement = {
  facet: '8.3/traffic-encryption#plaintext-protocols-absent',
  judge({ network, vpc, interfaces }) {
    if (interfaces.length === 0) return undefined;
    const ingress = inZone(vpc.subnets, 'ingress');
    const unreached = (ports: Packets) => ({
      network,
      targets: interfaces as readonly Interface[],
      ports,
      spared: () => false,
    });
    return ruling(
      vpc.subnets.flatMap((subnet) => reachedIn(subnet, unreached(ingress.includes(subnet) ? IN_INGRESS : PLAINTEXT))),
      {
        en: `no port of a protocol that carries data in clear text is reached in ${vpc.name}`,
        zh: `${vpc.name} 中以明文承载数据的协议端口均不可达`,
      },
    );
  },
};
