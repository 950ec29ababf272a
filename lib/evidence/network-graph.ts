import type { Subject } from './subject';

/** The networks that the templates make, as pictures show them. */
export interface NetworkGraphs {
  readonly networks: readonly NetworkGraph[];
  readonly transitGateways: readonly TransitGraph[];
}

/** A virtual network: its zones, what stands in them, and what the analysis of reachability shows to flow. */
export interface NetworkGraph {
  /** Construct path, or the logical id where the template has none. */
  readonly name: string;
  readonly subject: Subject;
  /** As people write them: `10.10.0.0/16`, or in words for a range that deployment decides. */
  readonly addresses: readonly string[];
  readonly internetGateways: readonly string[];
  readonly neighbours: readonly Neighbour[];
  readonly zones: readonly ZoneGraph[];
  readonly flows: readonly FlowGraph[];
}

/** What leads to other networks. `opaque` is anything behind which no template shows a network. */
export interface Neighbour {
  readonly kind: 'transit' | 'peering' | 'opaque';
  readonly name: string;
  /** The route table of the transit gateway that decides about what comes from here; null where there is none. */
  readonly table: string | null;
  /** The network at the other end of a peering connection; null where there is none, or no template makes it. */
  readonly network: string | null;
}

/** Subnets of one zone; where they have no tag `isms:zone`, those whose names differ by their number alone. */
export interface ZoneGraph {
  readonly name: string;
  /** Whether the tag says so. */
  readonly isTagged: boolean;
  readonly subnets: readonly SubnetGraph[];
  readonly routes: readonly RouteGraph[];
  /** Services behind interface endpoints that stand here: `ssm`, `kms`. */
  readonly endpoints: readonly string[];
}

export interface SubnetGraph {
  readonly name: string;
  readonly addresses: readonly string[];
  readonly availabilityZone: string;
  /** The network access list; null where the template does not tell which. */
  readonly accessList: string | null;
  readonly holds: readonly HeldGraph[];
}

/** What stands in a subnet, by kind. */
export interface HeldGraph {
  readonly kind: HeldKind;
  readonly names: readonly string[];
}

export type HeldKind =
  | 'firewall'
  | 'nat'
  | 'attachment'
  | 'load-balancer'
  | 'instance'
  | 'endpoint'
  | 'function'
  | 'database'
  | 'container'
  | 'other';

/** A route of the tables of a zone, beside those within the network. */
export interface RouteGraph {
  readonly destination: string;
  readonly target: RouteKind;
  /** What the routes lead to: several where each availability zone has its own. */
  readonly names: readonly string[];
  /** Subnets whose tables have it; null where all of the zone do. */
  readonly subnets: readonly string[] | null;
  /** False where deployment alone decides whether it is there. */
  readonly certain: boolean;
}

export type RouteKind =
  | 'internet'
  | 'egress-only'
  | 'nat'
  | 'service'
  | 'peering'
  | 'transit'
  | 'firewall'
  | 'local'
  | 'blackhole'
  | 'opaque';

/** One end of a flow: the internet, networks that no template shows, a zone of this network, or another network. */
export interface FlowEnd {
  readonly kind: 'internet' | 'outside' | 'zone' | 'network';
  /** Null for the internet and for networks that no template shows. */
  readonly name: string | null;
}

/** What flows, as reachability decides it: connections that can be opened, not the answers to them. */
export interface FlowGraph {
  readonly from: FlowEnd;
  readonly to: FlowEnd;
  /** `tcp/443`. */
  readonly services: readonly string[];
  /**
   * `hosts`: between interfaces that the templates make, groups included. `lists`: from and to whatever is placed there, by routes
   * and access lists alone.
   */
  readonly openTo: 'hosts' | 'lists';
  /** False where deployment, or the rules of a firewall, which are not read, decide. */
  readonly certain: boolean;
  /** Firewalls on the way; none where it is not inspected. */
  readonly inspectedBy: readonly string[];
  /** Names along one such way. */
  readonly path: readonly string[];
}

/** A transit gateway: its attachments, its tables, and what flows between the networks that are attached. */
export interface TransitGraph {
  readonly name: string;
  readonly region: string;
  readonly attachments: readonly AttachmentGraph[];
  readonly tables: readonly TransitTableGraph[];
  readonly flows: readonly FlowGraph[];
}

export interface AttachmentGraph {
  readonly name: string;
  /** Null for one that leads out of the templates. */
  readonly network: string | null;
  /** For how many accounts it stands, each with a network and addresses of its own: what is drawn is that of the first. */
  readonly accounts: number;
  readonly addresses: readonly string[];
  /** The table that decides about what comes from here; null where there is none: nothing goes anywhere. */
  readonly table: string | null;
}

export interface TransitTableGraph {
  readonly name: string;
  readonly routes: readonly TransitRouteGraph[];
}

export interface TransitRouteGraph {
  readonly destination: string;
  /** Null for a blackhole. */
  readonly attachment: string | null;
  readonly certain: boolean;
}
