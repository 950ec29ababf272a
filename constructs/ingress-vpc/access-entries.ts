import { PRIVATE_RANGES } from '../inspection-vpc/access-entries';
import { ANY_ADDRESS, CLIENT_PORTS } from '../isolated-vpc/flows';
import type { AccessLine } from '../isolated-vpc/network-parts';
import type { DeclaredFlow } from '../nag/demands';
import type { IngressTier } from './layout';

/** Where load balancers send requests: one address, at one port. */
export interface IngressTarget {
  readonly address: string;
  readonly port: number;
}

/**
 * Addresses and ports of targets in a region, and ports among them: an access list takes twenty lines a direction, of which six are
 * for the internet and against strangers, and that of attachments has two for each port.
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html
 */
export const MOST_TARGETS = 14;
export const MOST_TARGET_PORTS = 10;

const ANYWHERE = '0.0.0.0/0';
const HTTPS = 443;
const HTTP = 80;

/** Load balancers call from these ports, and the internet is answered at them. */
const [LOWEST_CLIENT, HIGHEST_CLIENT] = CLIENT_PORTS.ingress;
const CLIENTS: readonly [number, number] = [LOWEST_CLIENT, HIGHEST_CLIENT];

const only = (port: number): readonly [number, number] => [port, port];
const hostOf = ({ address }: IngressTarget): string => `${address}/32`;

/** Each address and port once, in a settled order: what is published twice opens nothing more. */
export const distinctTargets = (targets: readonly IngressTarget[]): readonly IngressTarget[] => [
  ...new Map(targets.map((target) => [`${target.address}:${target.port}`, target])).values(),
];

const allow = (egress: boolean, cidr: string, [from, to]: readonly [number, number]): AccessLine => ({
  egress,
  cidr,
  from,
  to,
});

/**
 * What a tier's list lets through. To load balancers the internet comes, and to the targets they go on; no other private address
 * reaches them, so that no network gets to another by way of a load balancer. Lists keep no state, and those of an
 * attachment read what goes into the gateway on the way in, and what comes out of it on the way out.
 * @see https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html
 */
export function ingressLines(
  targets: readonly IngressTarget[],
  blocks: readonly string[],
): Readonly<Record<IngressTier, readonly AccessLine[]>> {
  const all = distinctTargets(targets);
  const hosts = [...new Set(all.map(hostOf))];
  const strangers = PRIVATE_RANGES.map(
    (cidr): AccessLine => ({ egress: false, action: 'deny', cidr, protocol: 'all' }),
  );
  return {
    ingress: [
      ...hosts.map((host) => allow(false, host, CLIENTS)),
      ...strangers,
      allow(false, ANYWHERE, only(HTTPS)),
      allow(false, ANYWHERE, only(HTTP)),
      ...all.map((target) => allow(true, hostOf(target), only(target.port))),
      allow(true, ANYWHERE, CLIENTS),
    ],
    attachment: [
      ...[...new Set(all.map(({ port }) => port))].flatMap((port) =>
        blocks.map((block) => allow(false, block, only(port))),
      ),
      ...blocks.map((block) => allow(true, block, CLIENTS)),
    ],
  };
}

/** What the network of load balancers opens, for whoever compares openings with what is declared. */
export const ingressFlows = (targets: readonly IngressTarget[]): readonly DeclaredFlow[] => [
  ...[HTTPS, HTTP].map((port) => ({ from: ANY_ADDRESS, to: 'ingress', port, clientPorts: CLIENTS })),
  ...distinctTargets(targets).flatMap((target) => [
    { from: 'ingress', to: hostOf(target), port: target.port },
    // at an attachment the other side of a connection to a target are the load balancers themselves
    { from: 'ingress', to: 'attachment', port: target.port },
  ]),
];
