import { long2ip, Netmask } from 'netmask';

/** The zones of every network, in the order in which address space is given to them. */
export const ZONES = ['ingress', 'application', 'data', 'management'] as const;

/** One of them. */
export type Zone = (typeof ZONES)[number];

/** Zones that the internet must not reach, and that must not reach it. */
export const SEALED_ZONES: readonly Zone[] = ['data', 'management'];

/** Whether a name is that of a zone. */
export const isZone = (name: string): name is Zone => ZONES.some((zone) => zone === name);

/** Whether a name is that of a sealed zone. */
export const isSealed = (zone: string | undefined): boolean => SEALED_ZONES.some((sealed) => sealed === zone);

/** One address block a zone, cut into one subnet an availability zone. */
export interface ZoneAddresses {
  /** A quarter of the network. */
  readonly block: string;
  /** A quarter of the block each, by availability zone. */
  readonly subnets: readonly string[];
}

/** A network has four zones, and a zone room for four subnets: two bits of the prefix each. */
export const BITS_PER_LEVEL = 2;
/** What EC2 accepts as a VPC: /16 to /28; subnets of /28 leave room for a VPC of /24 at most. */
const LARGEST_PREFIX = 16;
const SMALLEST_PREFIX = 24;

/**
 * Letters that every account has; the regions where some accounts lack a, b or c are listed below. AWS publishes no list
 * to compare this with: `aws ec2 describe-availability-zones` tells for an account.
 */
const USUAL_LETTERS = ['a', 'b', 'c'];
const LETTERS: Readonly<Record<string, readonly string[]>> = {
  'ap-northeast-1': ['a', 'c', 'd'],
  'ca-central-1': ['a', 'b', 'd'],
  'cn-north-1': ['a', 'b', 'd'],
  'us-west-1': ['a', 'c'],
};

/**
 * The same range always gives the same addresses: a zone added or an availability zone added later moves no other subnet.
 *
 * @throws when the range is no IPv4 network, or too small or too large for four zones.
 */
export function carve(cidr: string, zonesOfAvailability: number): Readonly<Record<Zone, ZoneAddresses>> {
  const network = parsed(cidr);
  const block = (base: number, prefix: number, index: number): string =>
    `${long2ip(base + index * 2 ** (32 - prefix))}/${prefix}`;
  const zonePrefix = network.bitmask + BITS_PER_LEVEL;
  return byZone((zone) => {
    const own = block(network.netLong, zonePrefix, ZONES.indexOf(zone));
    const { netLong } = new Netmask(own);
    const subnets = Array.from({ length: zonesOfAvailability }, (_, at) =>
      block(netLong, zonePrefix + BITS_PER_LEVEL, at),
    );
    return { block: own, subnets };
  });
}

/** Something for each zone. */
export const byZone = <Made>(make: (zone: Zone) => Made): Readonly<Record<Zone, Made>> => ({
  ingress: make('ingress'),
  application: make('application'),
  data: make('data'),
  management: make('management'),
});

/**
 * Names of availability zones without a lookup. Names, not `Fn::GetAZs`: its order and length change with the account's
 * default subnets, and a changed element would replace a subnet.
 *
 * @throws when the region has fewer than asked for.
 */
export function availabilityZonesOf(region: string, count: number): readonly string[] {
  const letters = LETTERS[region] ?? USUAL_LETTERS;
  if (letters.length < count) throw new Error(`${region} offers ${letters.length} availability zones, not ${count}`);
  return letters.slice(0, count).map((letter) => `${region}${letter}`);
}

function parsed(cidr: string): Netmask {
  const network = new Netmask(cidr);
  const { bitmask, base } = network;
  if (`${base}/${bitmask}` !== cidr) throw new Error(`${cidr} is no network address: write ${base}/${bitmask}`);
  requireRoom(bitmask, cidr);
  return network;
}

/** @throws when a range of such a prefix is too small or too large for four zones, and names it. */
export function requireRoom(prefix: number, cidr: string): void {
  if (prefix >= LARGEST_PREFIX && prefix <= SMALLEST_PREFIX) return;
  throw new Error(`${cidr} cannot hold four zones: give a prefix from /${LARGEST_PREFIX} to /${SMALLEST_PREFIX}`);
}
