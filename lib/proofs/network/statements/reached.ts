import { isNever } from '../bounds';
import { atInterface, atSubnet, type Endpoint, INTERNET, OUTSIDE, strangerIn } from '../endpoints';
import type { Interface, Network, Subnet } from '../model';
import type { Packets } from '../packets';
import { passage } from '../passage';
import { subnetPassage } from '../subnet-passage';
import { type Finding, onlyOf, unlessNever } from './statement';

/** Whom nobody may reach, on what. */
export interface Unreached {
  readonly network: Network;
  readonly targets: readonly Interface[];
  readonly ports: Packets;
  /** Who may. */
  readonly spared: (sender: Endpoint) => boolean;
}

/** Who reaches an interface of a subnet: where routes and lists keep everybody out, groups need not; where they do not, they must. */
export function reachedIn(subnet: Subnet, { network, targets, ports, spared }: Unreached): readonly Finding[] {
  const hosts = targets.filter((one) => one.subnet === subnet);
  if (hosts.length === 0) return [];
  const senders = sendersTo(subnet, network, ports).filter((sender) => !spared(sender));
  return hosts.flatMap((host) =>
    senders
      .filter((sender) => sender.kind !== 'interface' || sender.interface !== host)
      .map((sender) => passage(network, sender, atInterface(host)))
      .flatMap((way) => unlessNever(way, onlyOf(way.flows, ports))),
  );
}

function sendersTo(subnet: Subnet, network: Network, ports: Packets): readonly Endpoint[] {
  const open = network.vpcs
    .flatMap(({ subnets }) => subnets)
    // no list stands between neighbours
    .filter((from) => from === subnet || !isNever(onlyOf(subnetPassage(network, from, subnet).oneWay, ports)));
  const beyond = [INTERNET, OUTSIDE].filter(
    (from) => !isNever(onlyOf(passage(network, from, atSubnet(subnet), { groups: false }).oneWay, ports)),
  );
  const known = network.interfaces.filter((one) => open.includes(one.subnet));
  return [...beyond, ...open.map(strangerIn), ...known.map(atInterface)];
}
