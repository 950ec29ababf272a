import { type Interval, intervalsWithout, joined } from './packets';

/**
 * Addresses stand on one line: IPv4 from 0, then blocks of IPv4 whose numbers no template tells, then IPv6 from 2^128, then
 * blocks of IPv6 that AWS chooses. A block without numbers is still a block: nothing else is in it, and all of its addresses
 * are treated alike.
 */
const IPV4: Interval = { from: 0, to: 2 ** 32 };
/** Addresses of services of AWS: public, in prefix lists that AWS keeps. */
const PUBLIC_BLOCKS: Interval = { from: 2 ** 33, to: 2 ** 34 };
/** Ranges of networks and subnets that are known at deployment only. */
const OPEN_BLOCKS: Interval = { from: 2 ** 34, to: 2 ** 35 };
const IPV6_START = 1n << 128n;
const IPV6: Interval = { from: IPV6_START, to: IPV6_START << 1n };
/** IPv6 blocks that AWS assigns. */
const IPV6_BLOCKS: Interval = { from: 1n << 130n, to: 1n << 131n };

const BLOCK_SIZE = 2 ** 16;
/** A /56, which AWS assigns to a VPC. */
const IPV6_BLOCK_SIZE = 1n << 72n;
const IPV6_SUBNET_SIZE = 1n << 64n;

/** Those of hosts: whoever sends has an address with numbers. */
export const NUMBERED_IPV4: readonly Interval[] = [IPV4];
export const EVERY_IPV4: readonly Interval[] = [IPV4, PUBLIC_BLOCKS, OPEN_BLOCKS];
export const EVERY_IPV6: readonly Interval[] = [IPV6, IPV6_BLOCKS];

/** Addresses that are in a range for certain, and those that may be. */
export interface AddressRange {
  readonly sure: readonly Interval[];
  readonly maybe: readonly Interval[];
  /** Length of the prefix, by which routes are ordered. */
  readonly prefix: number;
}

/** The range of a text such as `10.0.0.0/16` or `2001:db8::/32`; undefined when it is none. */
export function rangeOf(text: string): AddressRange | undefined {
  const [address = '', length = ''] = text.trim().split('/');
  const prefix = Number(length);
  if (length === '' || !Number.isInteger(prefix) || prefix < 0) return undefined;
  return address.includes(':') ? ipv6Range(address, prefix) : ipv4Range(address, prefix);
}

/** Hands out blocks for what has no numbers, one for each name. */
export class Blocks {
  private readonly known = new Map<string, Interval>();

  /** Public addresses of a service of AWS. */
  service(name: string): readonly Interval[] {
    return [this.block(`service ${name}`, PUBLIC_BLOCKS)];
  }

  /** The IPv4 range of a network or subnet that is known at deployment only. */
  open(name: string): readonly Interval[] {
    return [this.block(`open ${name}`, OPEN_BLOCKS)];
  }

  /** The /56 that AWS assigns to a VPC, or one /64 of it. */
  ipv6(vpc: string, subnet?: number): readonly Interval[] {
    const at = this.position(`ipv6 ${vpc}`);
    const start = (IPV6_BLOCKS.from as bigint) + BigInt(at) * IPV6_BLOCK_SIZE;
    if (subnet === undefined) return [{ from: start, to: start + IPV6_BLOCK_SIZE }];
    const from = start + BigInt(subnet) * IPV6_SUBNET_SIZE;
    return [{ from, to: from + IPV6_SUBNET_SIZE }];
  }

  private readonly positions = new Map<string, number>();

  private position(name: string): number {
    const at = this.positions.get(name) ?? this.positions.size;
    this.positions.set(name, at);
    return at;
  }

  private block(name: string, within: Interval): Interval {
    const known = this.known.get(name);
    if (known) return known;
    const from = (within.from as number) + this.position(name) * BLOCK_SIZE;
    const made = { from, to: from + BLOCK_SIZE };
    this.known.set(name, made);
    return made;
  }
}

export const isIpv6 = (interval: Interval): boolean => interval.from >= IPV6_START;

/**
 * Addresses that no one else on the internet has, or that are not addresses of a host.
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry/iana-ipv4-special-registry.xhtml
 */
const PRIVATE_IPV4 = ['10.0.0.0/8', '100.64.0.0/10', '172.16.0.0/12', '192.168.0.0/16'];
const RESERVED_IPV4 = ['0.0.0.0/8', '127.0.0.0/8', '169.254.0.0/16', '224.0.0.0/4', '240.0.0.0/4'];
/** All that is assigned to the internet so far. */
const GLOBAL_IPV6 = '2000::/3';

const numbersOf = (texts: readonly string[]): readonly Interval[] => texts.map((text) => numbers(text));

/** Every address of the internet, those of AWS's services among them. */
export const internetAddresses = (): readonly Interval[] => INTERNET;

/** What networks of one's own have, by number. */
export const privateAddresses = (): readonly Interval[] => numbersOf(PRIVATE_IPV4);

/** Those of them that have numbers, each family on its own. */
export const numberedInternet = (): readonly (readonly Interval[])[] => [
  INTERNET.filter((one) => one.to <= IPV4.to),
  [GLOBAL],
];

/** As people write it: `10.0.0.0/16`, or the ends of a range that is no block. */
export function describeInterval({ from, to }: Interval): string {
  if (typeof from === 'bigint') return from >= 1n << 129n ? 'an IPv6 block of AWS' : `${ipv6Text(from - IPV6_START)}…`;
  if (from >= IPV4.to) return from >= (OPEN_BLOCKS.from as number) ? 'a block known at deployment' : 'a service of AWS';
  const size = Number(to) - from;
  const prefix = 32 - Math.log2(size);
  return Number.isInteger(prefix) && from % size === 0
    ? `${ipv4Text(from)}/${prefix}`
    : `${ipv4Text(from)}–${ipv4Text(Number(to) - 1)}`;
}

function ipv4Range(address: string, prefix: number): AddressRange | undefined {
  const value = ipv4Value(address);
  if (value === undefined || prefix > 32) return undefined;
  if (prefix === 0) return { sure: EVERY_IPV4, maybe: EVERY_IPV4, prefix };
  const size = 2 ** (32 - prefix);
  const from = Math.floor(value / size) * size;
  const own = { from, to: from + size };
  return { sure: [own], maybe: [own, ...perhapsWith(own)], prefix };
}

/** Blocks without numbers that a range may overlap: a private range holds no service of AWS, a reserved one holds nothing. */
function perhapsWith(range: Interval): readonly Interval[] {
  const lies = (within: readonly Interval[]): boolean =>
    within.some((block) => range.from >= block.from && range.to <= block.to);
  if (lies(numbersOf(RESERVED_IPV4))) return [];
  return lies(numbersOf(PRIVATE_IPV4)) ? [OPEN_BLOCKS] : [PUBLIC_BLOCKS, OPEN_BLOCKS];
}

function ipv6Range(address: string, prefix: number): AddressRange | undefined {
  const value = ipv6Value(address);
  if (value === undefined || prefix > 128) return undefined;
  if (prefix === 0) return { sure: EVERY_IPV6, maybe: EVERY_IPV6, prefix };
  const size = 1n << BigInt(128 - prefix);
  const from = IPV6_START + (value / size) * size;
  const own = { from, to: from + size };
  const isGlobal = own.from >= GLOBAL.from && own.to <= GLOBAL.to;
  return { sure: [own], maybe: isGlobal ? [own, IPV6_BLOCKS] : [own], prefix };
}

function ipv4Value(text: string): number | undefined {
  const bytes = text.split('.');
  if (bytes.length !== 4 || !bytes.every((byte) => /^\d{1,3}$/.test(byte) && Number(byte) <= 255)) return undefined;
  return bytes.reduce((value, byte) => value * 256 + Number(byte), 0);
}

function ipv6Value(text: string): bigint | undefined {
  const [head = '', tail, ...more] = text.split('::');
  if (more.length > 0) return undefined;
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = 8 - left.length - right.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...left, ...Array<string>(Math.max(missing, 0)).fill('0'), ...right];
  if (!groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
  return groups.reduce((value, group) => (value << 16n) + BigInt(Number.parseInt(group, 16)), 0n);
}

const ipv4Text = (value: number): string =>
  [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');

const ipv6Text = (value: bigint): string =>
  [7n, 6n, 5n, 4n, 3n, 2n, 1n, 0n].map((at) => ((value >> (at * 16n)) & 0xffffn).toString(16)).join(':');

function numbers(text: string): Interval {
  const [address = '', prefix = ''] = text.split('/');
  if (address.includes(':')) {
    const from = IPV6_START + (ipv6Value(address) ?? 0n);
    return { from, to: from + (1n << BigInt(128 - Number(prefix))) };
  }
  const from = ipv4Value(address) ?? 0;
  return { from, to: from + 2 ** (32 - Number(prefix)) };
}

const GLOBAL = numbers(GLOBAL_IPV6);

const INTERNET: readonly Interval[] = [
  ...intervalsWithout([IPV4], joined([...numbersOf(PRIVATE_IPV4), ...numbersOf(RESERVED_IPV4)])),
  PUBLIC_BLOCKS,
  GLOBAL,
  IPV6_BLOCKS,
];
