import type { Resource } from '../../template';

/** The widest IPv4 range that is no "any address": a private network is at most a /8, and no single owner has more. */
const SHORTEST_IPV4_PREFIX = 8;

/** The widest IPv6 range that is no "any address": regional registries are given a /12, their members far less. */
const SHORTEST_IPV6_PREFIX = 16;

/** Unique local addresses, fc00::/7, are private as a whole. */
const UNIQUE_LOCAL = { mask: 0xfe00, network: 0xfc00, prefix: 7 };

/**
 * Whether a range stands for the internet: `0.0.0.0/0` and `::/0`, and the halves, quarters … into which they can be
 * split to slip past a comparison of texts.
 */
export function isAnyAddress(range: string): boolean {
  const [address = '', prefix = ''] = range.trim().split('/');
  if (prefix === '') return false;
  const bits = Number(prefix);
  return address.includes(':')
    ? bits < SHORTEST_IPV6_PREFIX && !isUniqueLocal(address, bits)
    : bits < SHORTEST_IPV4_PREFIX;
}

/** Whether an IPv6 address, or a range of so many bits, is one of private networks alone (RFC 4193). */
export function isUniqueLocal(address: string, bits = 128): boolean {
  const [first = ''] = address.split(':');
  return (
    bits >= UNIQUE_LOCAL.prefix && (Number.parseInt(first || '0', 16) & UNIQUE_LOCAL.mask) === UNIQUE_LOCAL.network
  );
}

/** Types whose `CidrBlock` attribute is their own range, which EC2 bounds: a VPC has at most a /16. */
const BOUNDED = ['AWS::EC2::VPC', 'AWS::EC2::Subnet', 'AWS::EC2::VPCCidrBlock'];

/**
 * Whether the property of a resource is a range that stands for the internet.
 * @throws Unresolved when the range is known at deployment only, and is not that of a VPC or a subnet.
 */
export function opensToAnyAddress(resource: Resource, path: string): boolean {
  if (!resource.has(path)) return false;
  const owner = resource.referent(path);
  if (owner && BOUNDED.includes(owner.type)) return false;
  return isAnyAddress(String(resource.literal(path)));
}
