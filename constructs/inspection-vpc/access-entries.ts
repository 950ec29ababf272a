import { PRIVATE_NETWORKS } from '../guardrails/expected-networks';
import { ANY_ADDRESS } from '../isolated-vpc/flows';
import { TIERS, type Tier } from './layout';

/** A line of a network access list, of TCP. */
export interface Line {
  readonly egress: boolean;
  readonly cidr: string;
  readonly from: number;
  readonly to: number;
}

const ANYWHERE = '0.0.0.0/0';
/** All that the networks of an organization may have. */
export const PRIVATE_RANGES: readonly string[] = PRIVATE_NETWORKS.map(String);

const HTTPS = { from: 443, to: 443 };
/** From where hosts call: Linux from 32768, Windows from 49152. */
export const HOSTS = { from: 32768, to: 65535 };
/** @see https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html#nacl-ephemeral-ports */
const NAT_GATEWAYS = { from: 1024, to: 65535 };

const each = (egress: boolean, cidrs: readonly string[], ports: { readonly from: number; readonly to: number }) =>
  cidrs.map((cidr): Line => ({ egress, cidr, ...ports }));

/**
 * What a tier's list lets through, both ways: HTTPS from networks of the organization to the internet, and its answers. Lists keep
 * no state, and those of an attachment read what goes into the gateway on the way in, and what comes out of it on the way out.
 * @see https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html
 */
export const linesOf = (networks: readonly string[]): Readonly<Record<Tier, readonly Line[]>> => ({
  attachment: [...each(true, [ANYWHERE], HTTPS), ...each(false, [ANYWHERE], HOSTS)],
  firewall: [
    ...each(false, networks, HTTPS),
    ...each(true, [ANYWHERE], HTTPS),
    ...each(false, [ANYWHERE], HOSTS),
    ...each(true, networks, HOSTS),
  ],
  egress: [
    ...each(false, networks, HTTPS),
    ...each(true, [ANYWHERE], HTTPS),
    ...each(false, [ANYWHERE], NAT_GATEWAYS),
    ...each(true, networks, HOSTS),
  ],
});

/** A connection that the inspection network carries: ends are tiers, networks or any address. */
export interface TransitFlow {
  readonly from: string;
  readonly to: string;
  readonly port: number;
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
