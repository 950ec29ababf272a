/**
 * What of an organization's networks may not meet: each has a route table of the transit gateway of its own. `inspection` is the
 * firewall's.
 */
export const ROUTE_DOMAINS = ['production', 'non-production', 'shared', 'inspection'] as const;

/** One of them. */
export type RouteDomain = (typeof ROUTE_DOMAINS)[number];

/** Those that networks of accounts belong to. */
export type SpokeDomain = Exclude<RouteDomain, 'inspection'>;

/** An account whose networks may be attached. */
export interface Spoke {
  readonly account: string;
  /** In whose table they are, and in no other. */
  readonly domain: SpokeDomain;
}

/** They, in order. */
export const SPOKE_DOMAINS: readonly SpokeDomain[] = ['production', 'non-production', 'shared'];

/** The domain of a link to a data centre, a partner or another cloud: the one link is alone in its table. */
export const HYBRID_DOMAIN = 'hybrid';

/** The attachment by which a link ends at a transit gateway. */
export const HYBRID_ATTACHMENT_TYPE = 'Custom::HybridAttachment';

/** That of the network of load balancers, where an organization has one: an `IngressAttachment` makes its table. */
export const INGRESS_DOMAIN = 'ingress';

/** The tag that says of which domain a route table of a transit gateway is. */
export const ROUTE_DOMAIN_TAG = 'isms:route-domain';

/** A list of the accounts that may attach, with the table of each; a handler keeps to it. */
export const TRANSIT_SPOKES_TYPE = 'Custom::TransitSpokes';

/** The transit gateway that another account shares with this one. */
export const SHARED_GATEWAY_TYPE = 'Custom::SharedTransitGateway';

/** The Route 53 profile that another account shares with this one. */
export const SHARED_PROFILE_TYPE = 'Custom::SharedEndpointProfile';

/** So many accounts the hub's handler can be told of at once, whatever their tables are called. */
export const MOST_SPOKES = 500;

/** Private addresses that networks of a domain reach through the firewall. */
export interface Crossing {
  readonly from: SpokeDomain;
  /** A range. */
  readonly to: string;
}
