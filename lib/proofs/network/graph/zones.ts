import type {
  HeldGraph,
  HeldKind,
  RouteGraph,
  RouteKind,
  SubnetGraph,
  ZoneGraph,
} from '../../../evidence/network-graph';
import { describeInterval } from '../addresses';
import type { Network, Route, RouteTarget, Subnet, Vpc } from '../model';
import { joined } from '../packets';

/** Subnets that the picture shows in one band. */
export interface Zone {
  readonly name: string;
  readonly isTagged: boolean;
  readonly subnets: readonly Subnet[];
}

/** From the internet inwards, as the standard orders them; others follow, those with a way out first. */
const ORDER: readonly string[] = ['ingress', 'application', 'data', 'management'];

/** The zones of a network, in the order in which they are drawn. */
export function zonesOf({ subnets }: Vpc): readonly Zone[] {
  const zones = new Map<string, Zone & { readonly subnets: Subnet[] }>();
  for (const subnet of subnets) {
    const isTagged = subnet.zone !== undefined;
    const name = subnet.zone ?? stemOf(subnet.name);
    const key = `${isTagged} ${name}`;
    const zone = zones.get(key) ?? { name, isTagged, subnets: [] };
    zone.subnets.push(subnet);
    zones.set(key, zone);
  }
  return [...zones.values()]
    .map((zone) => ({ ...zone, subnets: zone.subnets.sort(byAvailabilityZone) }))
    .sort((one, other) => placeOf(one) - placeOf(other));
}

const byAvailabilityZone = (one: Subnet, other: Subnet): number =>
  one.availabilityZone === other.availabilityZone ? 0 : one.availabilityZone < other.availabilityZone ? -1 : 1;

/** `Firewall` for `Inspection/FirewallSubnet2`. */
function stemOf(name: string): string {
  const last = name.split('/').at(-1) ?? name;
  return last.replace(/(subnet)?[-_]?\d*$/i, '') || last;
}

function placeOf({ name, isTagged, subnets }: Zone): number {
  const place = isTagged ? ORDER.indexOf(name) : -1;
  if (place >= 0) return place;
  const leadsOut = subnets.some(({ table }) => table.routes.some(({ target }) => target.kind === 'internet'));
  return ORDER.length + (leadsOut ? 0 : 1);
}

/** As it is drawn. */
export const zoneGraph = (network: Network, { name, isTagged, subnets }: Zone): ZoneGraph => ({
  name,
  isTagged,
  subnets: subnets.map((subnet) => subnetGraph(network, subnet)),
  routes: routesOf(subnets),
  endpoints: [...new Set(subnets.flatMap((subnet) => endpointsIn(network, subnet)))],
});

const subnetGraph = (network: Network, subnet: Subnet): SubnetGraph => ({
  name: subnet.name,
  addresses: describeAddresses(subnet),
  availabilityZone: subnet.availabilityZone,
  accessList: subnet.list.isOpen ? null : subnet.list.name,
  holds: heldBy(network, subnet),
});

/** Ranges in words, each once. */
export const describeAddresses = ({ addresses }: Pick<Vpc, 'addresses'>): readonly string[] => [
  ...new Set(addresses.map(describeInterval)),
];

/** What stands in a subnet: parts of the network first, then what uses it. */
function heldBy({ vpcs, firewalls, interfaces, transitGateways }: Network, subnet: Subnet): readonly HeldGraph[] {
  const held: [HeldKind, string][] = [
    ...firewalls
      .filter(({ subnets }) => subnets.includes(subnet))
      .map(({ name }): [HeldKind, string] => ['firewall', name]),
    ...natsIn(vpcs, subnet).map((name): [HeldKind, string] => ['nat', name]),
    ...transitGateways
      .flatMap(({ attachments }) => attachments)
      .filter(({ subnets }) => subnets.includes(subnet))
      .map(({ name }): [HeldKind, string] => ['attachment', name]),
    ...interfaces.filter((one) => one.subnet === subnet).map(({ kind, name }): [HeldKind, string] => [kind, name]),
  ];
  const kinds = [...new Set(held.map(([kind]) => kind))];
  return kinds.map((kind) => ({
    kind,
    names: [...new Set(held.flatMap(([other, name]) => (other === kind ? name : [])))],
  }));
}

/** NAT gateways that a route leads to: without one nothing passes them. */
function natsIn(vpcs: readonly Vpc[], subnet: Subnet): readonly string[] {
  const targets = vpcs.flatMap(({ subnets }) =>
    subnets.flatMap(({ table }) => table.routes.map(({ target }) => target)),
  );
  return targets.flatMap((target) => (target.kind === 'nat' && target.nat.subnet === subnet ? target.nat.name : []));
}

/** `ssm` for `com.amazonaws.eu-central-1.ssm`. */
function endpointsIn({ interfaces }: Network, subnet: Subnet): readonly string[] {
  return interfaces
    .filter((one) => one.subnet === subnet && one.resource.type === 'AWS::EC2::VPCEndpoint')
    .map(({ resource }) => serviceOf(resource.text('ServiceName')));
}

const serviceOf = (name: string): string => name.replace(/^(cn\.)?com\.amazonaws\.[^.]+\./, '');

/** Routes of several tables that lead to the same kind of thing are one line. */
function routesOf(subnets: readonly Subnet[]): readonly RouteGraph[] {
  const lines = new Map<
    string,
    { readonly route: Route; readonly names: Set<string>; readonly subnets: Set<string> }
  >();
  for (const { name, table } of subnets) {
    for (const route of table.routes) {
      const key = `${destinationOf(route)} ${route.target.kind} ${route.certainty}`;
      const line = lines.get(key) ?? { route, names: new Set(), subnets: new Set() };
      line.names.add(nameOf(route));
      line.subnets.add(name);
      lines.set(key, line);
    }
  }
  return [...lines.values()].map(({ route, names, subnets: using }) => ({
    destination: destinationOf(route),
    target: route.target.kind satisfies RouteKind,
    names: [...names],
    subnets: using.size === subnets.length ? null : [...using],
    certain: route.certainty === 'yes',
  }));
}

/** A service stands for its prefix list; what deployment decides has no range. */
export function destinationOf({
  destination: { sure, prefix },
  ...route
}: Pick<Route, 'destination'> & Partial<Route>): string {
  if (route.target?.kind === 'service') return serviceOf(route.target.service.name);
  if (prefix === 0) return sure.some(({ to }) => typeof to === 'bigint') ? '::/0' : '0.0.0.0/0';
  const ranges = joined(sure).map(describeInterval);
  return ranges.length === 0 ? 'decided at deployment' : ranges.join(', ');
}

function nameOf({ target, name }: Route): string {
  const make = NAMES[target.kind];
  return make(target as never, name);
}

const NAMES: { readonly [Kind in RouteKind]: (target: Extract<RouteTarget, { kind: Kind }>, route: string) => string } =
  {
    internet: ({ name }) => name,
    'egress-only': ({ name }) => name,
    nat: ({ nat }) => nat.name,
    service: (_, route) => route,
    peering: ({ peering }) => peering.name,
    transit: ({ gateway }) => gateway.name,
    firewall: ({ firewall }) => firewall.name,
    local: (_, route) => route,
    blackhole: (_, route) => route,
    opaque: ({ name }) => name,
  };
