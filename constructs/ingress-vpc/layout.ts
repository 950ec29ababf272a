import { long2ip, Netmask } from 'netmask';

/**
 * What stands in the subnets of a network of load balancers: load balancers, in the ingress zone, and the attachment to the transit
 * gateway.
 */
export const INGRESS_TIERS = ['ingress', 'attachment'] as const;

/** One of them. */
export type IngressTier = (typeof INGRESS_TIERS)[number];

/** A quarter of the network for load balancers of an availability zone; the last quarter is cut once more, for attachments. */
const BITS = 2;
const LAST_QUARTER = 3;

/** What EC2 accepts as a VPC is /16 at most; a load balancer needs /27, and an attachment gets /28, of a VPC of /24 at least. */
const LARGEST_PREFIX = 16;
const SMALLEST_PREFIX = 24;

/**
 * The ranges of the subnets of a tier, one an availability zone, three at most. The same network always gives the same.
 * @throws when the range is no IPv4 network from /16 to /24.
 */
export function ingressRanges(cidr: string, tier: IngressTier, availabilityZones: number): readonly string[] {
  const { base, bitmask, netLong } = new Netmask(cidr);
  if (`${base}/${bitmask}` !== cidr) throw new Error(`${cidr} is no network address: write ${base}/${bitmask}`);
  if (bitmask < LARGEST_PREFIX || bitmask > SMALLEST_PREFIX) {
    throw new Error(
      `${cidr} cannot be a network of load balancers: give a prefix from /${LARGEST_PREFIX} to /${SMALLEST_PREFIX}`,
    );
  }
  const quarter = bitmask + BITS;
  const [first, prefix] =
    tier === 'ingress' ? [netLong, quarter] : [netLong + LAST_QUARTER * sizeOf(quarter), quarter + BITS];
  return Array.from({ length: availabilityZones }, (_, at) => `${long2ip(first + at * sizeOf(prefix))}/${prefix}`);
}

const sizeOf = (prefix: number): number => 2 ** (32 - prefix);

/** The ranges of all load balancers, in as few as can be: an access list takes twenty lines a direction. */
export function loadBalancerBlocks(cidr: string, availabilityZones: number): readonly string[] {
  const { netLong, bitmask } = new Netmask(cidr);
  const half = `${long2ip(netLong)}/${bitmask + 1}`;
  return availabilityZones > 2 ? [half, ...ingressRanges(cidr, 'ingress', availabilityZones).slice(2)] : [half];
}
