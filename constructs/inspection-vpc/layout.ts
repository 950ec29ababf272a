import { long2ip, Netmask } from 'netmask';

/**
 * What stands in the subnets of an inspection network, in the order in which address space is given to them: the attachment to the
 * transit gateway, the endpoints of the firewall, the NAT gateways. The last quarter is free.
 */
export const TIERS = ['attachment', 'firewall', 'egress'] as const;

/** One of them. */
export type Tier = (typeof TIERS)[number];

/** Something for each tier. */
export const byTier = <Made>(make: (tier: Tier) => Made): Readonly<Record<Tier, Made>> => ({
  attachment: make('attachment'),
  firewall: make('firewall'),
  egress: make('egress'),
});

/** A quarter of the network for a tier, a quarter of that for an availability zone: two bits of the prefix each. */
const BITS_OF_A_SUBNET = 4;

/** What EC2 accepts as a VPC is /16 at most; subnets of /28 leave room for a VPC of /24 at least. */
const LARGEST_PREFIX = 16;
const SMALLEST_PREFIX = 24;

/**
 * The ranges of the subnets of a tier, one an availability zone. The same network always gives the same.
 * @throws when the range is no IPv4 network from /16 to /24.
 */
export const subnetRanges = (cidr: string, tier: Tier, availabilityZones: number): readonly string[] =>
  slicesOf(cidr, 'an inspection network', BITS_OF_A_SUBNET)
    .slice(TIERS.indexOf(tier) * 4)
    .slice(0, availabilityZones);

/**
 * A network in equal parts, in the order of their addresses.
 * @param what it is for, in an error
 * @param bits of the prefix that tell the parts apart
 * @throws when the range is no IPv4 network from /16 to /24.
 */
export function slicesOf(cidr: string, what: string, bits: number): readonly string[] {
  const { base, bitmask, netLong } = new Netmask(cidr);
  if (`${base}/${bitmask}` !== cidr) throw new Error(`${cidr} is no network address: write ${base}/${bitmask}`);
  if (bitmask < LARGEST_PREFIX || bitmask > SMALLEST_PREFIX) {
    throw new Error(`${cidr} cannot be ${what}: give a prefix from /${LARGEST_PREFIX} to /${SMALLEST_PREFIX}`);
  }
  const prefix = bitmask + bits;
  return Array.from({ length: 2 ** bits }, (_, at) => `${long2ip(netLong + at * 2 ** (32 - prefix))}/${prefix}`);
}
