import type { Resource } from '../../../constructs/nag/template';
import type { Bilingual } from '../../../constructs/standard';
import type { AddressRange } from './addresses';
import type { Certainty } from './bounds';
import type { Interval, Packets } from './packets';

/** What could not be modelled, and keeps an answer from being certain. */
export type Doubt = Bilingual;

/** The network that a set of templates makes. */
export interface Network {
  readonly vpcs: readonly Vpc[];
  readonly interfaces: readonly Interface[];
  readonly transitGateways: readonly TransitGateway[];
  readonly firewalls: readonly Firewall[];
}

/** A virtual network, with what is part of it by itself: main route table, default list, default group. */
export interface Vpc {
  readonly name: string;
  /** Undefined for a network that the templates only refer to. */
  readonly resource?: Resource;
  readonly region?: string;
  readonly addresses: readonly Interval[];
  readonly subnets: Subnet[];
  readonly internetGateways: GatewayAttachment[];
  /** Ways in from networks that no template shows: virtual private gateways and the like. */
  readonly entrances: Entrance[];
  readonly transitAttachments: TransitAttachment[];
  readonly peerings: Peering[];
}

export interface GatewayAttachment {
  readonly name: string;
  readonly certainty: Certainty;
  /** Where the gateway has a route table of its own. */
  table?: RouteTable;
}

export interface Entrance {
  readonly name: string;
  readonly doubt: Doubt;
  /** The addresses that can come from there: any, or those of a peer. */
  readonly sources: readonly Interval[];
  /** True where it sends in its own name, from an address of the network itself: answers need no way back then. */
  readonly isProxy?: true;
}

export interface Subnet {
  readonly name: string;
  readonly resource: Resource;
  readonly vpc: Vpc;
  readonly addresses: readonly Interval[];
  /** The tag `isms:zone`. */
  readonly zone?: string;
  /** As the template has it, rendered: two that are equal are the same zone. */
  readonly availabilityZone: string;
  readonly table: RouteTable;
  readonly list: AccessList;
  /** Whether interfaces get a public address by themselves. */
  readonly givesPublicAddresses: Certainty;
  /** Where the template does not tell which table it uses. */
  readonly tableDoubts: readonly Doubt[];
  /** Where the template does not tell its zone. */
  readonly zoneDoubt?: Doubt;
}

export interface RouteTable {
  readonly name: string;
  readonly routes: readonly Route[];
}

export interface Route {
  readonly destination: AddressRange;
  readonly target: RouteTarget;
  /** Among routes of the same prefix the lowest goes first. */
  readonly rank: number;
  readonly certainty: Certainty;
  /** How a person finds it in the template. */
  readonly name: string;
}

/** Where a route leads. */
export type RouteTarget =
  | { readonly kind: 'internet'; readonly name: string }
  | { readonly kind: 'egress-only'; readonly name: string }
  | { readonly kind: 'nat'; readonly nat: NatGateway }
  | { readonly kind: 'service'; readonly service: GatewayService }
  | { readonly kind: 'peering'; readonly peering: Peering }
  | { readonly kind: 'transit'; readonly gateway: TransitGateway }
  /** The availability zone of the endpoint, where the template tells it. */
  | { readonly kind: 'firewall'; readonly firewall: Firewall; readonly availabilityZone?: string }
  | { readonly kind: 'local' }
  | { readonly kind: 'blackhole' }
  /** Something that the templates do not describe: an appliance, a data centre, an imported gateway. */
  | { readonly kind: 'opaque'; readonly name: string; readonly doubt: Doubt; readonly outside: boolean };

export interface NatGateway {
  readonly name: string;
  readonly subnet?: Subnet;
  readonly isPublic: Certainty;
}

/** A service behind gateway endpoints, such as S3 of a region. */
export interface GatewayService {
  readonly name: string;
  readonly addresses: readonly Interval[];
}

export interface Peering {
  readonly name: string;
  readonly ends: readonly [Vpc | undefined, Vpc | undefined];
  readonly isWithinRegion: boolean;
  readonly certainty: Certainty;
}

export interface TransitGateway {
  readonly name: string;
  /** Undefined for one that the templates only refer to. */
  readonly resource?: Resource;
  readonly attachments: TransitAttachment[];
  /** Those that the templates make for it. */
  readonly tables: TransitTable[];
  /** Accounts whose networks a handler puts into a table: what of them is in no template is there as well. */
  readonly lists: SpokeList[];
  /** Tables into which the handler propagates all of them. */
  readonly answering: TransitTable[];
  /** Whether groups may name groups of other attached networks. */
  readonly knowsGroups: boolean;
}

export interface TransitAttachment {
  readonly name: string;
  /** What stands for it in the templates. */
  readonly resource?: Resource;
  readonly gateway: TransitGateway;
  /** Undefined for one that leads out of the templates: VPN, Direct Connect, peering. */
  readonly vpc?: Vpc;
  readonly subnets: readonly Subnet[];
  /** The table that decides where packets go that come from here. */
  table?: TransitTable;
  /** Others that the templates associate it with as well, of which deployment refuses all but one. */
  readonly otherTables: TransitTable[];
  /** Accounts where it stands; more than one where a template makes it for several. */
  readonly accounts: readonly string[];
  readonly isAppliance: boolean;
  readonly knowsGroups: boolean;
}

/** Accounts whose networks are in a table. */
export interface SpokeList {
  /** Of which domain they are. */
  readonly domain: string;
  readonly accounts: readonly string[];
  /** Undefined where it is in no template. */
  readonly table: TransitTable | undefined;
}

export interface TransitTable {
  readonly name: string;
  readonly resource?: Resource;
  readonly routes: readonly TransitRoute[];
}

export interface TransitRoute {
  readonly destination: AddressRange;
  /** Undefined for a blackhole. */
  readonly attachment?: TransitAttachment;
  readonly rank: number;
  readonly certainty: Certainty;
  readonly name: string;
}

export interface Firewall {
  readonly name: string;
  readonly resource: Resource;
  /** Where its endpoints stand, one an availability zone. */
  readonly subnets: readonly Subnet[];
  /** Undefined where its rules cannot be read: it may pass anything. */
  readonly rules?: FirewallRules | undefined;
}

/** What the headers of a firewall's rules say; the rest is decided by content, and may pass or not. */
export interface FirewallRules {
  /** At most these are let through by name, answers among them. */
  readonly passed: Packets;
  /** At most with these is a connection opened by name. */
  readonly opened: Packets;
  /** Who opens a connection with one of these is refused, unless it is opened by name. */
  readonly refused: Packets;
  /** None of these goes through, in either direction. */
  readonly apart: Packets;
}

/** A stateless list, in the order in which it is read. */
export interface AccessList {
  readonly name: string;
  readonly resource?: Resource;
  /** True where the template does not tell which list it is. */
  readonly isOpen?: true;
  readonly inbound: readonly AccessRule[];
  readonly outbound: readonly AccessRule[];
}

export interface AccessRule {
  /** `undefined` where deployment decides: then nothing is known of the order. */
  readonly number: number | undefined;
  readonly action: 'allow' | 'deny' | undefined;
  /** The other side: sources of an inbound rule, destinations of an outbound one. */
  readonly peers: AddressRange | undefined;
  readonly packets: Packets | undefined;
  readonly certainty: Certainty;
}

/** A stateful group of rules that only allow. */
export interface Group {
  readonly name: string;
  readonly resource?: Resource;
  readonly inbound: readonly GroupRule[];
  readonly outbound: readonly GroupRule[];
}

export interface GroupRule {
  readonly peers: GroupPeers;
  /** Undefined where deployment decides. */
  readonly packets: Packets | undefined;
  readonly certainty: Certainty;
}

/** Whom a rule admits: ranges, the members of a group, or no one knows whom. */
export type GroupPeers =
  | { readonly kind: 'ranges'; readonly ranges: readonly AddressRange[] }
  | { readonly kind: 'group'; readonly key: string }
  | { readonly kind: 'unknown' };

/** A network interface, in one subnet. */
export interface Interface {
  readonly name: string;
  /** The instance, endpoint, load balancer … that it belongs to. */
  readonly resource: Resource;
  readonly subnet: Subnet;
  readonly addresses: readonly Interval[];
  readonly kind: InterfaceKind;
  /** By key, which references use as well; undefined where the template does not tell them. */
  readonly groups: ReadonlyMap<string, Group> | undefined;
  readonly publicAddress: Certainty;
}

export type InterfaceKind = 'instance' | 'endpoint' | 'load-balancer' | 'function' | 'database' | 'container' | 'other';
