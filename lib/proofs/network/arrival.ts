import { type Bounds, either, NOTHING, oneOf } from './bounds';
import type { Endpoint } from './endpoints';
import type { Subnet, Vpc } from './model';

/** What is asked of a walk. */
export interface Question {
  readonly from: Endpoint;
  readonly to: Endpoint;
  /** Whether groups have a say: not for answers, since groups keep state, nor for a subnet as such. */
  readonly groups: boolean;
  /** Whether the packets answer others, which firewalls that keep state have seen. */
  readonly answers?: true;
  /** Whether lists have a say. */
  readonly lists: boolean;
  /** Whether to suppose a public address at both ends: then only routes decide. */
  readonly supposePublic: boolean;
}

/** What arrives. */
export interface Arrival {
  /** Packets that arrive as they were sent: answers to them take a way of their own. */
  readonly direct: Bounds;
  /** Packets, as they were sent, that a stateful gateway sends on in its own name. */
  readonly translated: Bounds;
  /** Those of the latter to which an answer comes back. */
  readonly answered: Bounds;
}

/** Where packets are. */
export interface Place {
  readonly hops: readonly string[];
  /** The network whose route tables apply. */
  readonly vpc?: Vpc;
  /** The subnet that they have just left, or stand in. */
  readonly subnet?: Subnet;
  /** Names of the tables that were asked: the same one twice is a loop. */
  readonly tables: ReadonlySet<object>;
  readonly firewalls: readonly string[];
  /** Whether rules that name groups still match, where packets come in and where they went out. */
  readonly recognisedInbound: boolean;
  readonly recognisedOutbound: boolean;
}

export const NO_ARRIVAL: Arrival = { direct: NOTHING, translated: NOTHING, answered: NOTHING };

export const sum = (arrivals: readonly Arrival[]): Arrival => ({
  direct: arrivals.map(({ direct }) => direct).reduce(either, NOTHING),
  translated: arrivals.map(({ translated }) => translated).reduce(either, NOTHING),
  answered: arrivals.map(({ answered }) => answered).reduce(either, NOTHING),
});

export const via = <At extends Place>(place: At, name: string): At =>
  place.hops.at(-1) === name ? place : { ...place, hops: [...place.hops, name] };

/** Those in the availability zone of a subnet; all, where its zone is not known. */
export function sameZone(subnets: readonly Subnet[], as: Subnet | undefined): readonly Subnet[] {
  if (as === undefined || as.availabilityZone === '') return subnets;
  return subnets.filter(({ availabilityZone }) => availabilityZone === '' || availabilityZone === as.availabilityZone);
}

/** Those in the availability zone of a subnet, or else any. */
export function nearest(subnets: readonly Subnet[], as: Subnet | undefined): readonly Subnet[] {
  const near = sameZone(subnets, as);
  return near.length > 0 ? near : subnets;
}

/** The same question for each of several places, of which one will be passed: where they are alike, it does not matter which. */
export function oneAmong(
  places: readonly Subnet[],
  alike: (one: Subnet, other: Subnet) => boolean,
  ask: (subnet: Subnet) => Arrival,
): Arrival {
  const different = places.filter((one, index) => places.findIndex((other) => alike(one, other)) === index);
  const arrivals = different.map(ask);
  return {
    direct: oneOf(arrivals.map(({ direct }) => direct)),
    translated: oneOf(arrivals.map(({ translated }) => translated)),
    answered: oneOf(arrivals.map(({ answered }) => answered)),
  };
}

export const sameList = (one: Subnet, other: Subnet): boolean => one.list === other.list;
export const sameListAndTable = (one: Subnet, other: Subnet): boolean =>
  sameList(one, other) && one.table === other.table;
