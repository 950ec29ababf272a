import type { Network, RouteTable, RouteTarget, TransitAttachment, Vpc } from './model';

const known = new WeakMap<Network, ReadonlyMap<Vpc, object>>();

/**
 * Whether anything at all could lead from one network to another: a peering, a transit gateway, or something that no template shows.
 * Where nothing could, no route and no list need be followed.
 */
export function mayBeConnected(network: Network, one: Vpc, other: Vpc): boolean {
  if (one === other) return true;
  const groups = known.get(network) ?? grouped(network);
  known.set(network, groups);
  return groups.get(one) === groups.get(other);
}

/** The same object for all networks that may be connected with each other. */
function grouped({ vpcs }: Network): ReadonlyMap<Vpc, object> {
  const groups = new Map<Vpc, object>();
  const somewhere = {};
  const links = linksOf(vpcs);
  for (const vpc of vpcs) {
    if (groups.has(vpc)) continue;
    const members = reachedFrom(vpc, links);
    const joined = [...members].some(leadsSomewhere) ? somewhere : {};
    for (const member of members) groups.set(member, joined);
  }
  return groups;
}

/** Both ways, whichever of two networks it is that leads to the other. */
function linksOf(vpcs: readonly Vpc[]): ReadonlyMap<Vpc, readonly Vpc[]> {
  const links = new Map<Vpc, Vpc[]>();
  const link = (from: Vpc, to: Vpc): unknown => links.set(from, [...(links.get(from) ?? []), to]);
  for (const vpc of vpcs) {
    for (const next of neighboursOf(vpc)) {
      link(vpc, next);
      link(next, vpc);
    }
  }
  return links;
}

function reachedFrom(
  vpc: Vpc,
  links: ReadonlyMap<Vpc, readonly Vpc[]>,
  reached: Set<Vpc> = new Set(),
): ReadonlySet<Vpc> {
  if (reached.has(vpc)) return reached;
  reached.add(vpc);
  for (const next of links.get(vpc) ?? []) reachedFrom(next, links, reached);
  return reached;
}

const neighboursOf = ({ peerings, transitAttachments, subnets }: Vpc): readonly Vpc[] =>
  [
    ...peerings.flatMap(({ ends }) => ends),
    ...transitAttachments.flatMap(({ gateway }) => gateway.attachments.map((one) => one.vpc)),
    ...subnets.flatMap(({ table }) => table.routes.flatMap(({ target }) => middleboxesOf(target))),
  ].flatMap((vpc) => vpc ?? []);

/** A route may lead to a firewall or NAT gateway of another network. */
function middleboxesOf(target: RouteTarget): readonly (Vpc | undefined)[] {
  if (target.kind === 'firewall') return target.firewall.subnets.map(({ vpc }) => vpc);
  return target.kind === 'nat' ? [target.nat.subnet?.vpc] : [];
}

/** Whether packets may leave what the templates describe, and then be anywhere. */
const leadsSomewhere = ({
  resource,
  entrances,
  peerings,
  transitAttachments,
  subnets,
  internetGateways,
}: Vpc): boolean =>
  resource === undefined ||
  entrances.length > 0 ||
  peerings.some(({ ends }) => ends.includes(undefined)) ||
  transitAttachments.some(isOuter) ||
  subnets.some(({ tableDoubts, table }) => tableDoubts.length > 0 || isOpaque(table)) ||
  internetGateways.some(({ table }) => table !== undefined && isOpaque(table));

function isOuter({ subnets, gateway, table }: TransitAttachment): boolean {
  const ways = [...gateway.attachments, ...(table?.routes.flatMap(({ attachment }) => attachment ?? []) ?? [])];
  return subnets.length === 0 || ways.some((one) => one.vpc === undefined || one.subnets.length === 0);
}

const isOpaque = ({ routes }: RouteTable): boolean =>
  routes.some(
    ({ target }) =>
      target.kind === 'opaque' ||
      (target.kind === 'firewall' && target.firewall.subnets.length === 0) ||
      (target.kind === 'nat' && target.nat.subnet === undefined),
  );
