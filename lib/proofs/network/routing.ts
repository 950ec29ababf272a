import type { AddressRange } from './addresses';
import { type Bounds, type Certainty, except, given, isNever, within } from './bounds';
import type { Route, RouteTable, TransitRoute, TransitTable, Vpc } from './model';
import { type Interval, packets } from './packets';

/** Packets, and the route that they take; none where no route is for them. */
export interface Routed<Way> {
  readonly way: Way | undefined;
  readonly packets: Bounds;
}

interface Ordered {
  readonly destination: AddressRange;
  readonly rank: number;
  readonly certainty: Certainty;
}

/** After a route that takes the place of the local one, before any other of the same prefix. */
const LOCAL_RANK = 0.5;
/** A block without numbers is as specific as can be. */
const LONGEST = 128;

const knownRoutes = new WeakMap<RouteTable, readonly Route[]>();

/**
 * Which route of a table which packets take: the one with the longest prefix; among equal ones static before those of prefix
 * lists before propagated ones. The addresses of the network itself are local, unless a more specific route, or one that
 * takes the place of the local one, leads to a middlebox.
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html
 */
export function routed(table: RouteTable, vpc: Vpc, set: Bounds): readonly Routed<Route>[] {
  const routes = knownRoutes.get(table) ?? inOrder([...table.routes, ...localRoutes(vpc)]);
  knownRoutes.set(table, routes);
  return divided(routes, set);
}

const knownTransitRoutes = new WeakMap<TransitTable, readonly TransitRoute[]>();

/**
 * The same for a table of a transit gateway, where static routes come before propagated ones.
 * @see https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html
 */
export function routedInTransit(table: TransitTable, set: Bounds): readonly Routed<TransitRoute>[] {
  const routes = knownTransitRoutes.get(table) ?? inOrder(table.routes);
  knownTransitRoutes.set(table, routes);
  return divided(routes, set);
}

function inOrder<Way extends Ordered>(routes: readonly Way[]): readonly Way[] {
  return [...routes].sort((a, b) => b.destination.prefix - a.destination.prefix || a.rank - b.rank);
}

function divided<Way extends Ordered>(routes: readonly Way[], set: Bounds): readonly Routed<Way>[] {
  let open = set;
  const parts: Routed<Way>[] = [];
  for (const way of routes) {
    const matched = matchedBy(way);
    const part = within(open, matched);
    if (isNever(part)) continue;
    parts.push({ way, packets: part });
    open = except(open, matched);
  }
  return isNever(open) ? parts : [...parts, { way: undefined, packets: open }];
}

const knownMatches = new WeakMap<Ordered, Bounds>();

/** All packets that a route is for. */
function matchedBy(way: Ordered): Bounds {
  const found = knownMatches.get(way);
  if (found) return found;
  const { sure, maybe } = way.destination;
  const matched = given(way.certainty, {
    sure: packets({ destinations: sure }),
    maybe: packets({ destinations: maybe }),
  });
  knownMatches.set(way, matched);
  return matched;
}

function localRoutes(vpc: Vpc): readonly Route[] {
  const own = [...vpc.addresses, ...(vpc.resource ? [] : vpc.subnets.flatMap(({ addresses }) => addresses))];
  // subnets without numbers are local even where the network's own range has some
  const open = vpc.subnets.flatMap(({ addresses }) => addresses.filter((interval) => !isWithin(interval, own)));
  return [...own, ...open].map((interval) => ({
    destination: { sure: [interval], maybe: [interval], prefix: prefixOf(interval) },
    target: { kind: 'local' },
    rank: LOCAL_RANK,
    certainty: 'yes',
    name: 'local',
  }));
}

const isWithin = (interval: Interval, blocks: readonly Interval[]): boolean =>
  blocks.some(({ from, to }) => interval.from >= from && interval.to <= to);

/** Numbers of IPv4 are below 2^32; those of IPv6 count from 2^128, and behind them stand blocks without numbers. */
function prefixOf({ from, to }: Interval): number {
  if (typeof from === 'bigint') return from < 1n << 129n ? 128 - ((BigInt(to) - from).toString(2).length - 1) : LONGEST;
  return from < 2 ** 32 ? 32 - Math.log2(Number(to) - from) : LONGEST;
}
