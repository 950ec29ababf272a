import type { Resource } from '../../constructs/nag/template';

export { isSealed, ZONES } from '../../constructs/nag/rules/network/zones';

const PLATFORM_SUBNETS = ['GatewaySubnet', 'RouteServerSubnet'];

/** Subnets whose name Azure fixes for a service of its own: they are no zone, and most refuse a security group. */
export const isPlatformSubnet = (name: string): boolean =>
  PLATFORM_SUBNETS.includes(name) || /^Azure\w+Subnet$/.test(name);

/** The zone in a subnet's name, which ends with it: subnets of Azure carry no tags. */
export const zoneInName = (name: string): string | undefined =>
  /(?:^|[-_.])(ingress|application|data|management)$/.exec(name)?.[1];

/** @throws Unresolved when the name is known at deployment only. */
export const zoneOf = (subnet: Resource): string | undefined => zoneInName(String(subnet.literal('name')));
