import type { DeclaredFlow } from '../../../../constructs/nag/demands';
import type { Bounds } from '../bounds';
import { exactly, except } from '../bounds';
import type { Interface, Subnet } from '../model';
import { type Interval, intersect, type Packets, packets, union } from '../packets';
import { fromPorts, only, TCP, toPorts, UDP } from '../services';
import type { Scene } from './statement';

const HTTPS = 443;
const NUMBER = { tcp: TCP, udp: UDP };

/** Zones whose hosts use the interface endpoints of their network. */
const USERS_OF_ENDPOINTS = ['application', 'management'];

/** Interface endpoints of a network: what they offer is declared by their being there. */
export const endpointsIn = (interfaces: readonly Interface[]): readonly Interface[] =>
  interfaces.filter(({ resource }) => resource.type === 'AWS::EC2::VPCEndpoint');

/**
 * What of the packets between two subnets is neither declared, nor the use of an endpoint, nor such that a list takes it for
 * the answer to either. A list keeps no state: where it lets answers pass, it also lets those pass who open a connection from
 * the server's port. That is for groups to stop, which keep state.
 */
export function undeclared(flows: Bounds, from: Subnet, to: Subnet, scene: Scene): Bounds {
  const asked = permitted(from, to, scene);
  const answered = permitted(to, from, scene);
  const shapes = [
    permittedPackets(asked, to, 'destinations'),
    permittedPackets(answered, from, 'sources'),
    betweenCallers(asked, answered, from, to),
  ];
  return except(flows, exactly(shapes.reduce(union)));
}

/**
 * What lists cannot tell from answers, since they see no port of the sender. Where connections are opened in both directions,
 * TCP between the ports of callers on both sides looks to either list like an answer; UDP does so from any port.
 */
function betweenCallers(
  asked: readonly Permitted[],
  answered: readonly Permitted[],
  from: Subnet,
  to: Subnet,
): Packets {
  const ports = { destinationPorts: [callersOf(to)] };
  const both = packets({ protocols: [only(TCP)], sourcePorts: [callersOf(from)], ...ports });
  const single = packets({ protocols: [only(UDP)], ...ports });
  const speaks = (flows: readonly Permitted[], asks: number): boolean =>
    flows.some(({ protocol }) => protocol === asks);
  return [...(speaks(asked, TCP) && speaks(answered, TCP) ? both : []), ...(speaks(answered, UDP) ? single : [])];
}

/**
 * Ports from which a zone calls: Linux chooses from 32768, Windows from 49152, and load balancers, which stand in the ingress
 * zone, from 1024.
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html#nacl-ephemeral-ports
 */
export const callersOf = ({ zone }: Subnet): Interval => ({ from: zone === 'ingress' ? 1024 : 32_768, to: 65_536 });

/** Ports of a zone, or of the endpoints in a subnet. */
export interface Permitted {
  readonly port: number;
  readonly lastPort: number;
  readonly protocol: number;
  /** True where it need not carry a connection. */
  readonly inwards?: true | undefined;
}

/** What may be opened from one subnet to another: declared flows, and HTTPS to interface endpoints that stand there. */
export function permitted(from: Subnet, to: Subnet, { declared = [], interfaces }: Scene): readonly Permitted[] {
  const flows = declared.filter((flow) => flow.from === from.zone && flow.to === to.zone).map(portOf);
  const hasEndpoints = endpointsIn(interfaces).some(({ subnet }) => subnet === to);
  const uses = USERS_OF_ENDPOINTS.includes(from.zone ?? '') && from.vpc === to.vpc;
  return hasEndpoints && uses ? [...flows, { port: HTTPS, lastPort: HTTPS, protocol: TCP }] : flows;
}

const portOf = ({ port, lastPort = port, protocol = 'tcp', inwards }: DeclaredFlow): Permitted => ({
  port,
  lastPort,
  protocol: NUMBER[protocol],
  inwards,
});

/** To the ports of a server, or from them. */
function permittedPackets(ports: readonly Permitted[], server: Subnet, side: 'sources' | 'destinations'): Packets {
  const shaped = side === 'destinations' ? toPorts : fromPorts;
  const own = packets({ [side]: server.addresses });
  return ports.reduce<Packets>(
    (all, { port, lastPort, protocol }) => union(all, intersect(shaped(port, lastPort, protocol), own)),
    [],
  );
}
