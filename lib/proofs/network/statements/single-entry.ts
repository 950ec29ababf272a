import type { Endpoint } from '../endpoints';
import { union } from '../packets';
import { TCP, toPorts, UDP } from '../services';
import { bastionsIn } from './bastions';
import { endpointsIn } from './permitted-flows';
import { reachedIn } from './reached';
import { ruling, type Statement } from './statement';

/** Through which people work on a host: SSH and Telnet, RDP, VNC, WinRM. */
const SHELLS = [
  [22, 23],
  [3389, 3389],
  [5900, 5900],
  [5985, 5986],
] as const;

const INTERACTIVE = SHELLS.flatMap(([from, to]) => [toPorts(from, to, TCP), toPorts(from, to, UDP)]).reduce(union);

/** No host is reached on a port of remote administration but by a bastion: by routes and lists, or by groups. */
export const singleEntry: Statement = {
  facet: '8.2/bastion#single-entry-path',
  judge({ network, vpc, interfaces }) {
    const bastions = bastionsIn(network.interfaces);
    if (bastions.length === 0 || vpc.subnets.length === 0) return undefined;
    // endpoints of services are not worked on
    const endpoints = endpointsIn(interfaces);
    const targets = interfaces.filter((one) => !endpoints.includes(one));
    const unreached = {
      network,
      targets,
      ports: INTERACTIVE,
      spared: (sender: Endpoint) => sender.kind === 'interface' && bastions.includes(sender.interface),
    };
    return ruling(
      vpc.subnets.flatMap((subnet) => reachedIn(subnet, unreached)),
      {
        en: `nobody but a bastion reaches a port of remote administration in ${vpc.name}`,
        zh: `除堡垒机外，任何来源均不可到达 ${vpc.name} 的远程管理端口`,
      },
    );
  },
};
