import type { EndpointSet } from './endpoint-services';
import { PLAINTEXT_PORTS } from './plaintext-ports';
import type { Zone } from './zones';

/** A connection that is allowed to be opened, from a client in one zone to a server in another or the same. */
export interface Flow {
  /** The client's zone. */
  readonly from: Zone;
  /** The server's zone. */
  readonly to: Zone;
  /** The server's port, 1 to 65535. */
  readonly port: number;
  /**
   * Last port of a range of at most ten.
   * @default - `port`: a single one
   */
  readonly lastPort?: number;
  /** @default 'tcp' */
  readonly protocol?: Protocol;
  /** Why it is open: it stands in the register of flows. */
  readonly reason: string;
}

/** Where no zone is the other side: addresses that nobody can list. */
export const ANY_ADDRESS = 'any address';

/** A range of addresses, in CIDR notation. */
export type Range = `${string}/${string}`;

/** A flow with a network behind the hub, which the firewall there judges as well. One end is `HUB_ZONE`. */
export interface FarFlow extends Omit<Flow, 'from' | 'to'> {
  readonly from: Zone | Range;
  readonly to: Zone | Range;
  /**
   * First and last of the ports that clients behind the hub call from.
   * @default - those of hosts
   */
  readonly clientPorts?: readonly [number, number];
  /** As of an `OwnFlow`. */
  readonly inwards?: true;
}

/** A flow of the landing zone itself: opened without being declared, and told as it is. */
export interface OwnFlow extends Omit<Flow, 'to'> {
  readonly to: Zone | typeof ANY_ADDRESS;
  /** Who answers for it. */
  readonly owner: string;
  /** True where it opens the list inwards alone: for what leaves by an attachment, not for a connection. */
  readonly inwards?: true;
}

/** Endpoints stand here, so that the management zone is entered by nobody. */
export const ENDPOINT_ZONE: Zone = 'application';
/** Only this zone's route table leads to the gateway endpoints. */
export const GATEWAY_ZONE: Zone = 'application';
/** Only this zone's route table leads to the hub. */
export const HUB_ZONE: Zone = 'application';
/** The port of the interface and gateway endpoints. */
export const HTTPS = 443;

const LANDING_ZONE = 'landing zone';

/** Who reaches the interface endpoints. */
const TO_ENDPOINTS: readonly OwnFlow[] = (['management', 'application'] as const).map((from) => ({
  from,
  to: ENDPOINT_ZONE,
  port: HTTPS,
  reason: 'interface endpoints',
  owner: LANDING_ZONE,
}));

/** The addresses of object storage and DynamoDB: an access list takes no prefix list, and no route leads elsewhere. */
const TO_GATEWAYS: OwnFlow = {
  from: GATEWAY_ZONE,
  to: ANY_ADDRESS,
  port: HTTPS,
  reason: 'gateway endpoints',
  owner: LANDING_ZONE,
};

/**
 * What goes on through a hub leaves by an attachment in the same subnet, whose list judges it once more, as what comes in from there.
 * @see https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html
 */
const TO_HUB: OwnFlow = {
  from: HUB_ZONE,
  to: HUB_ZONE,
  port: HTTPS,
  reason: 'attachment to the hub',
  owner: LANDING_ZONE,
  inwards: true,
};

/**
 * What every network opens by itself, for the endpoints that it has.
 * @param attached whether it is attached to a hub; endpoints open the same
 */
export const ownFlows = (endpoints: EndpointSet, attached = false): readonly OwnFlow[] => [
  ...(endpoints === 'none' ? (attached ? [TO_HUB] : []) : TO_ENDPOINTS),
  TO_GATEWAYS,
];

/** A flow to a network behind the hub, and what the attachment to the hub needs of it within the zone. */
export const throughHub = <Far extends FarFlow>(flow: Far): readonly (Far | FarFlow)[] =>
  isRange(flow.to) ? [flow, { ...flow, to: HUB_ZONE, inwards: true }] : [flow];

/** What a flow can be carried by. */
export type Protocol = 'tcp' | 'udp';

/** A line of a network access list. */
export interface AccessEntry {
  /** Out of the subnets of the zone, or into them. */
  readonly egress: boolean;
  /** The other side. */
  readonly cidr: string;
  /** By name; a list takes its number. */
  readonly protocol: Protocol;
  /** First destination port. */
  readonly from: number;
  /** Last destination port. */
  readonly to: number;
}

/** IANA numbers, which is what a network access list takes. */
export const PROTOCOL_NUMBER: Readonly<Record<Protocol, number>> = { tcp: 6, udp: 17 };

/**
 * The ports that answers go back to. Linux clients choose from 32768 (`net.ipv4.ip_local_port_range`), Windows from
 * 49152; load balancers, which stand in the ingress zone, from 1024.
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html#nacl-ephemeral-ports
 */
export const CLIENT_PORTS: Readonly<Record<Zone, readonly [number, number]>> = {
  ingress: [1024, 65535],
  application: [32768, 65535],
  data: [32768, 65535],
  management: [32768, 65535],
};

/** A flow may open as many: a rule that needs more opens a range, not a service. */
export const MOST_PORTS = 10;

/**
 * What a zone's list has to allow for the flows: the connections out of it and into it, and the answers to both.
 * Lists keep no state, so each direction is written out.
 */
export function accessEntries(
  zone: Zone,
  flows: readonly (Flow | OwnFlow | FarFlow)[],
  blockOf: (zone: Zone) => string,
): readonly AccessEntry[] {
  const rangeOf = (end: OwnFlow['to'] | Range): string =>
    end === ANY_ADDRESS ? '0.0.0.0/0' : isRange(end) ? end : blockOf(end);
  const entries = flows.flatMap(({ from, to, port, lastPort = port, protocol = 'tcp', ...flow }) => {
    const [low, high] = clientPortsOf(from, flow);
    const client = { cidr: rangeOf(to), protocol };
    const server = { cidr: rangeOf(from), protocol };
    if ('inwards' in flow) return to === zone ? [{ egress: false, ...server, from: port, to: lastPort }] : [];
    return [
      ...(from === zone
        ? [
            { egress: true, ...client, from: port, to: lastPort },
            { egress: false, ...client, from: low, to: high },
          ]
        : []),
      ...(to === zone
        ? [
            { egress: false, ...server, from: port, to: lastPort },
            { egress: true, ...server, from: low, to: high },
          ]
        : []),
    ];
  });
  return distinct(entries);
}

/** From networks of others connections begin as from hosts, unless it is told otherwise. */
const clientPortsOf = (from: Zone | Range, flow: object | Pick<FarFlow, 'clientPorts'>): readonly [number, number] =>
  ('clientPorts' in flow ? flow.clientPorts : undefined) ??
  (isRange(from) ? CLIENT_PORTS[HUB_ZONE] : CLIENT_PORTS[from]);

const isRange = (end: string): end is Range => end.includes('/');

/** The first port of a flow on which data would travel in the clear, if there is one. */
export const plaintextPortOf = ({ port, lastPort = port }: Pick<Flow, 'port' | 'lastPort'>): number | undefined =>
  Object.keys(PLAINTEXT_PORTS)
    .map(Number)
    .find((plaintext) => plaintext >= port && plaintext <= lastPort);

/** @throws when a flow names no port, too many, or one that carries data in the clear. */
export const checkFlow = (declared: Flow | FarFlow): void =>
  checkPorts(declared, `the flow from ${declared.from} to ${declared.to}`);

/** @throws the same of the ports of any flow, under the name that it is given. */
export function checkPorts(ports: Pick<Flow, 'port' | 'lastPort'>, flow: string): void {
  const { port, lastPort = port } = ports;
  for (const named of [port, lastPort]) {
    if (Number.isInteger(named) && named >= 1 && named <= 65535) continue;
    throw new Error(`${flow} names ${named}, which is no port`);
  }
  const count = lastPort - port + 1;
  if (count < 1 || count > MOST_PORTS) {
    throw new Error(
      `${flow} opens the ports ${port} to ${lastPort}, against 8.3/minimal-ports#no-broad-ranges. Give one to ${MOST_PORTS} ports, the lowest first`,
    );
  }
  const plaintext = plaintextPortOf(ports);
  if (plaintext === undefined) return;
  throw new Error(
    `${flow} opens port ${plaintext}, where ${PLAINTEXT_PORTS[plaintext]} is spoken in the clear, against 8.3/traffic-encryption#plaintext-protocols-absent. Give the port of its encrypted form`,
  );
}

function distinct(entries: readonly AccessEntry[]): readonly AccessEntry[] {
  return [...new Map(entries.map((entry) => [Object.values(entry).join(' '), entry])).values()];
}
