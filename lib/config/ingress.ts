import type { IngressTarget } from '../../constructs/ingress-vpc/access-entries';
import type { IngressService, LandingZoneConfig } from './schema';

/** A service with its targets in one region. */
export interface ServiceIn extends Omit<IngressService, 'targets'> {
  readonly addresses: readonly [string, ...string[]];
}

/** What is published in a region, and from which range. */
export interface PublishedIn {
  readonly cidr: string;
  readonly services: readonly ServiceIn[];
}

/** What the internet reaches in a region; undefined where that is nothing, and no load balancer needs a network. */
export function publishedIn({ network }: Pick<LandingZoneConfig, 'network'>, region: string): PublishedIn | undefined {
  const ingress = network.hub?.ingress;
  if (ingress === undefined || (region !== 'home' && region !== 'recovery')) return undefined;
  const services = ingress.services.flatMap(({ targets, ...service }): readonly ServiceIn[] => {
    const [first, ...others] = targets[region];
    return first === undefined ? [] : [{ ...service, addresses: [first, ...others] }];
  });
  return services.length === 0 ? undefined : { cidr: ingress[region], services };
}

/** Where requests go. */
export const ingressTargets = ({ services }: PublishedIn): readonly IngressTarget[] =>
  services.flatMap(({ addresses, port }) => addresses.map((address) => ({ address, port })));
