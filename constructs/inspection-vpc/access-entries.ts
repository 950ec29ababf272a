import { PRIVATE_NETWORKS } from '../guardrails/expected-networks';
import { ANY_ADDRESS, type Protocol } from '../isolated-vpc/flows';
import type { AccessLine } from '../isolated-vpc/network-parts';
import type { InspectedFlow } from './inspected-flows';
import { TIERS, type Tier } from './layout';

/** A line that allows ports. */
export interface Line extends AccessLine {
  readonly from: number;
  readonly to: number;
}

/** What lists have to know of a flow: the firewall judges ends and packets, lists only ports. */
export type OpenPorts = Pick<InspectedFlow, 'port' | 'lastPort' | 'protocol' | 'clientPorts'>;

/** As many lines as EC2 lets a list have in a direction, unless it is asked for more. */
export const MOST_LINES = 20;

const ANYWHERE = '0.0.0.0/0';
/** All that the networks of an organization may have. */
export const PRIVATE_RANGES: readonly string[] = PRIVATE_NETWORKS.map(String);

const HTTPS = { from: 443, to: 443 };
/** From where hosts call: Linux from 32768, Windows from 49152. */
export const HOSTS = { from: 32768, to: 65535 };
/** @see https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html#nacl-ephemeral-ports */
const NAT_GATEWAYS = { from: 1024, to: 65535 };

const each = (
  egress: boolean,
  cidrs: readonly string[],
  ports: { readonly from: number; readonly to: number },
  protocol?: Protocol,
) => cidrs.map((cidr): Line => ({ egress, cidr, ...ports, ...(protocol === 'udp' && { protocol }) }));

/**
 * What a tier's list lets through, both ways: HTTPS from networks of the organization to the internet, and its answers; and between
 * those networks, the ports of flows. Lists keep no state, and those of an attachment read what goes into the gateway on the way in,
 * and what comes out of it on the way out.
 * @see https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html
 */
export const linesOf = (
  networks: readonly string[],
  flows: readonly OpenPorts[] = [],
): Readonly<Record<Tier, readonly Line[]>> => {
  const across = between(networks, flows);
  return {
    attachment: distinct([...each(true, [ANYWHERE], HTTPS), ...each(false, [ANYWHERE], HOSTS), ...across]),
    firewall: distinct([
      ...each(false, networks, HTTPS),
      ...each(true, [ANYWHERE], HTTPS),
      ...each(false, [ANYWHERE], HOSTS),
      ...each(true, networks, HOSTS),
      ...across,
    ]),
    egress: [
      ...each(false, networks, HTTPS),
      ...each(true, [ANYWHERE], HTTPS),
      ...each(false, [ANYWHERE], NAT_GATEWAYS),
      ...each(true, networks, HOSTS),
    ],
  };
};

/** From private networks to private networks, into a subnet and out of it again. */
const between = (networks: readonly string[], flows: readonly OpenPorts[]): readonly Line[] =>
  flows.flatMap(({ port, lastPort = port, protocol, clientPorts: [from, to] = callersOf('firewall') }) =>
    [
      { from: port, to: lastPort },
      { from, to },
    ].flatMap((ports) => [...each(false, networks, ports, protocol), ...each(true, networks, ports, protocol)]),
  );

/** Each once, and none that another of the same direction and protocol takes in. */
function distinct(lines: readonly Line[]): readonly Line[] {
  return lines.filter(
    (line, index) =>
      !lines.some((other, at) => at !== index && takesIn(other, line) && (at < index || !takesIn(line, other))),
  );
}

const takesIn = (wide: Line, narrow: Line): boolean =>
  wide.egress === narrow.egress &&
  wide.protocol === narrow.protocol &&
  (wide.cidr === narrow.cidr || wide.cidr === ANYWHERE) &&
  wide.from <= narrow.from &&
  wide.to >= narrow.to;

/** A connection that the inspection network carries: ends are tiers, networks or any address. */
export interface TransitFlow {
  readonly from: string;
  readonly to: string;
  readonly port: number;
  readonly lastPort?: number;
  readonly protocol?: Protocol;
  readonly clientPorts: readonly [number, number];
}

const callersOf = (tier: Tier): readonly [number, number] => {
  const { from, to } = tier === 'egress' ? NAT_GATEWAYS : HOSTS;
  return [from, to];
};

/** What the inspection network opens by itself: HTTPS from the networks of the organization, on to the internet. */
export const TRANSIT_FLOWS: readonly TransitFlow[] = [
  ...TIERS.map((from) => ({ from, to: ANY_ADDRESS, port: HTTPS.from, clientPorts: callersOf(from) })),
  ...PRIVATE_RANGES.flatMap((from) =>
    (['firewall', 'egress'] as const).map((to) => ({
      from,
      to,
      port: HTTPS.from,
      clientPorts: callersOf('firewall'),
    })),
  ),
];

/** The same for flows between private networks, which pass the attachment and the firewall. */
export const crossingFlows = (networks: readonly string[], flows: readonly OpenPorts[]): readonly TransitFlow[] =>
  flows.flatMap(({ port, lastPort = port, protocol = 'tcp', clientPorts = callersOf('firewall') }) =>
    networks.flatMap((network) =>
      (['attachment', 'firewall'] as const).flatMap((tier) =>
        [
          { from: network, to: tier },
          { from: tier, to: network },
        ].map((ends) => ({ ...ends, port, lastPort, protocol, clientPorts })),
      ),
    ),
  );
