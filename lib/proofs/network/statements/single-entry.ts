import { isNever } from '../bounds';
import { atInterface, atSubnet, type Endpoint, INTERNET, OUTSIDE, strangerIn } from '../endpoints';
import type { Interface, Network, Subnet } from '../model';
import { union } from '../packets';
import { passage } from '../passage';
import { TCP, toPorts, UDP } from '../services';
import { subnetPassage } from '../subnet-passage';
import { bastionsIn } from './bastions';
import { endpointsIn } from './permitted-flows';
import { type Finding, onlyOf, ruling, type Statement, unlessNever } from './statement';

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
    const findings = vpc.subnets.flatMap((subnet) => entered(subnet, hostsIn(subnet, interfaces), network, bastions));
    return ruling(findings, {
      en: `nobody but a bastion reaches a port of remote administration in ${vpc.name}`,
      zh: `除堡垒机外，任何来源均不可到达 ${vpc.name} 的远程管理端口`,
    });
  },
};

/** Endpoints of services are not worked on. */
const hostsIn = (subnet: Subnet, interfaces: readonly Interface[]): readonly Interface[] => {
  const endpoints = new Set(endpointsIn(interfaces));
  return interfaces.filter((one) => one.subnet === subnet && !endpoints.has(one));
};

/** Where routes and lists keep everybody out, the groups need not; where they do not, the groups of each host must. */
function entered(
  subnet: Subnet,
  hosts: readonly Interface[],
  network: Network,
  bastions: readonly Interface[],
): readonly Finding[] {
  const subnets = network.vpcs.flatMap((vpc) => vpc.subnets);
  const open = subnets.filter(
    (from) => from === subnet || !isNever(onlyOf(subnetPassage(network, from, subnet).oneWay, INTERACTIVE)),
  );
  const beyond = [INTERNET, OUTSIDE].filter(
    (from) => !isNever(onlyOf(passage(network, from, atSubnet(subnet), { groups: false }).oneWay, INTERACTIVE)),
  );
  const senders: readonly Endpoint[] = [
    ...beyond,
    ...open.map(strangerIn),
    ...network.interfaces.filter((one) => open.includes(one.subnet) && !bastions.includes(one)).map(atInterface),
  ];
  return hosts.flatMap((host) =>
    senders
      .filter((sender) => sender.kind !== 'interface' || sender.interface !== host)
      .map((sender) => passage(network, sender, atInterface(host)))
      .flatMap((way) => unlessNever(way, onlyOf(way.flows, INTERACTIVE))),
  );
}
