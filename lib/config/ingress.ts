import type { IngressTarget } from '../../constructs/ingress-vpc/access-entries';
import type { InspectedFlow } from '../../constructs/inspection-vpc/inspected-flows';
import { CLIENT_PORTS, type FarFlow, HUB_ZONE, type Range } from '../../constructs/isolated-vpc/flows';
import type { Crossing, Spoke } from '../../constructs/transit-hub/route-domains';
import type { Place } from './hub-flows';
import type { IngressService, Network } from './schema';

/** A service with its targets in one region. */
export interface ServiceIn extends Omit<IngressService, 'targets'> {
  readonly addresses: readonly [string, ...string[]];
}

/** What is published in a region, and from which range. */
export interface PublishedIn {
  readonly cidr: string;
  readonly services: readonly ServiceIn[];
}

/** What the internet reaches in a region, of the services that are given; undefined where that is nothing, and no load balancer needs a network. */
export function publishedIn(
  { network }: { readonly network: Network },
  place: Place,
  given?: readonly IngressService[],
): PublishedIn | undefined {
  const ingress = network.hub?.ingress;
  if (ingress === undefined) return undefined;
  const services = (given ?? ingress.services).flatMap(({ targets, ...service }): readonly ServiceIn[] => {
    const [first, ...others] = targets[place];
    return first === undefined ? [] : [{ ...service, addresses: [first, ...others] }];
  });
  return services.length === 0 ? undefined : { cidr: ingress[place], services };
}

/** Where requests go. */
export const ingressTargets = ({ services }: PublishedIn): readonly IngressTarget[] =>
  services.flatMap(({ addresses, port }) => addresses.map((address) => ({ address, port })));

/** What the firewall lets through from load balancers. */
export const ingressInspected = ({ cidr, services }: PublishedIn): readonly InspectedFlow[] =>
  services.map(({ name, addresses, port, reason, owner, expires }) => ({
    name: `ingress to ${name}`,
    from: [cidr],
    to: addresses.map((address) => `${address}/32`),
    port,
    clientPorts: CLIENT_PORTS.ingress,
    reason,
    owner,
    expires,
  }));

/** What answers to load balancers need, in the tables of those who answer. */
export const ingressCrossings = ({ cidr, services }: PublishedIn, spokes: readonly Spoke[]): readonly Crossing[] =>
  spokes
    .filter(({ account }) => services.some((service) => service.account === account))
    .map(({ domain }) => ({ from: domain, to: cidr }));

/** What comes from load balancers into the network of an account, as its access lists have to know it. */
export const farIngressOf = ({ cidr, services }: PublishedIn, account: string): readonly FarFlow[] =>
  services
    .filter((service) => service.account === account)
    .map(({ port, reason }) => ({
      from: cidr as Range,
      to: HUB_ZONE,
      port,
      clientPorts: CLIENT_PORTS.ingress,
      reason,
    }));
