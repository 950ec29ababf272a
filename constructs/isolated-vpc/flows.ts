import type { Zone } from './zones';

/** A connection that is allowed to be opened, from a client in one zone to a server in another or the same. */
export interface Flow {
  /** The client's zone. */
  readonly from: Zone;
  /** The server's zone. */
  readonly to: Zone;
  /** The server's port, 1 to 65535. */
  readonly port: number;
  /** @default 'tcp' */
  readonly protocol?: Protocol;
  /** Why it is open: it stands in the register of flows. */
  readonly reason: string;
}

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
const CLIENT_PORTS: Readonly<Record<Zone, readonly [number, number]>> = {
  ingress: [1024, 65535],
  application: [32768, 65535],
  data: [32768, 65535],
  management: [32768, 65535],
};

/** Ports that carry data in the clear, by what is spoken there. */
const PLAINTEXT_PORTS: Readonly<Record<number, string>> = {
  20: 'FTP',
  21: 'FTP',
  23: 'Telnet',
  25: 'SMTP',
  80: 'HTTP',
  110: 'POP3',
  143: 'IMAP',
  389: 'LDAP',
};

/** HTTPS to the addresses behind a gateway endpoint: a list takes no prefix list, and no other route leads out. */
const GATEWAY_SERVICES: readonly AccessEntry[] = [
  { egress: true, cidr: '0.0.0.0/0', protocol: 'tcp', from: 443, to: 443 },
  { egress: false, cidr: '0.0.0.0/0', protocol: 'tcp', from: 32768, to: 65535 },
];

/**
 * What a zone's list has to allow for the flows: the connections out of it and into it, and the answers to both.
 * Lists keep no state, so each direction is written out.
 */
export function accessEntries(
  zone: Zone,
  flows: readonly Flow[],
  blockOf: (zone: Zone) => string,
  reachesGateways: boolean,
): readonly AccessEntry[] {
  const entries = flows.flatMap(({ from, to, port, protocol = 'tcp' }) => {
    const [low, high] = CLIENT_PORTS[from];
    const client = { cidr: blockOf(to), protocol };
    const server = { cidr: blockOf(from), protocol };
    return [
      ...(from === zone
        ? [
            { egress: true, ...client, from: port, to: port },
            { egress: false, ...client, from: low, to: high },
          ]
        : []),
      ...(to === zone
        ? [
            { egress: false, ...server, from: port, to: port },
            { egress: true, ...server, from: low, to: high },
          ]
        : []),
    ];
  });
  return distinct([...entries, ...(reachesGateways ? GATEWAY_SERVICES : [])]);
}

/** @throws when a flow names no port, or one that carries data in the clear. */
export function checkFlow({ from, to, port }: Flow): void {
  const flow = `the flow from ${from} to ${to}`;
  if (!Number.isInteger(port) || port < 1 || port > 65535) throw new Error(`${flow} names ${port}, which is no port`);
  const plaintext = PLAINTEXT_PORTS[port];
  if (plaintext === undefined) return;
  throw new Error(
    `${flow} opens port ${port}, where ${plaintext} is spoken in the clear, against 8.3/traffic-encryption#plaintext-protocols-absent. Give the port of its encrypted form`,
  );
}

function distinct(entries: readonly AccessEntry[]): readonly AccessEntry[] {
  return [...new Map(entries.map((entry) => [Object.values(entry).join(' '), entry])).values()];
}
