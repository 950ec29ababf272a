import { HOSTS, PRIVATE_RANGES, type TransitFlow } from '../inspection-vpc/access-entries';
import { HTTPS } from '../isolated-vpc/flows';

/** The tag value by which the subnets and the group of central endpoints are known: `isms:tier`. */
export const ENDPOINT_TIER = 'endpoints';

/** Where an account finds the profile that another one shares: a parameter, by the landing zone's name. */
export const profileParameterName = (name: string): string => `/${name}/endpoints/profile`;

/** What the network of the endpoints opens by itself: HTTPS from the networks of the organization, of which it is one. */
export const ENDPOINT_FLOWS: readonly TransitFlow[] = [ENDPOINT_TIER, ...PRIVATE_RANGES].map((from) => ({
  from,
  to: ENDPOINT_TIER,
  port: HTTPS,
  clientPorts: [HOSTS.from, HOSTS.to],
}));
