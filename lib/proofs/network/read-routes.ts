import type { Resource } from '../../../constructs/nag/template';
import type { AddressRange } from './addresses';
import type { Firewall, NatGateway, Peering, Route, RouteTarget, TransitGateway, Vpc } from './model';
import { firewallRules } from './read-firewall-rules';
import { prefixListRanges } from './read-groups';
import { behind, type VpcReader } from './read-vpcs';
import { type Reader, unresolved } from './reader';
import { transitGatewayAt } from './shared-gateway';

/** Static routes come before those of prefix lists, and those before propagated ones, where prefixes are equal. */
const STATIC = 0;
const OF_PREFIX_LIST = 1;
const PROPAGATED = 2;

/** Things that routes lead to, by the resource that stands for them. */
export interface RouteTargets {
  readonly transitGateways: ReadonlyMap<Resource, TransitGateway>;
  readonly firewalls: ReadonlyMap<Resource, Firewall>;
  readonly peerings: ReadonlyMap<Resource, Peering>;
}

/**
 * Fills the route tables.
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html
 */
export class RouteReader {
  private readonly nats = new Map<Resource, NatGateway>();

  constructor(
    private readonly reader: Reader,
    private readonly vpcs: VpcReader,
    private readonly targets: RouteTargets,
  ) {}

  read(): void {
    for (const [resource, table] of this.vpcs.tables) {
      table.routes.push(
        ...this.reader.referrers(resource, 'AWS::EC2::Route', 'RouteTableId').flatMap((route) => this.routesOf(route)),
        ...this.endpointRoutes(resource),
        ...this.propagated(resource),
      );
    }
  }

  private routesOf(route: Resource): readonly Route[] {
    const target = this.targetOf(route);
    const certainty = this.reader.certaintyOf(route);
    const made = (destination: AddressRange, rank: number): Route => ({
      destination,
      target,
      rank,
      certainty,
      name: this.reader.nameOf(route),
    });
    if (route.has('DestinationPrefixListId')) {
      const ranges = prefixListRanges(this.reader, route, 'DestinationPrefixListId');
      if (ranges) return ranges.map((range) => made(range, OF_PREFIX_LIST));
      return [made(ANYWHERE_PERHAPS, OF_PREFIX_LIST)];
    }
    const path = route.has('DestinationCidrBlock') ? 'DestinationCidrBlock' : 'DestinationIpv6CidrBlock';
    return [made(this.reader.range(route, path) ?? ANYWHERE_PERHAPS, STATIC)];
  }

  private targetOf(route: Resource): RouteTarget {
    const property = Object.keys(TARGETS).find((name) => route.has(name));
    const make = property === undefined ? undefined : TARGETS[property];
    if (property === undefined || make === undefined) return { kind: 'blackhole' };
    return make(this, route, property) ?? this.opaque(route, property, false);
  }

  /** Something that the templates do not describe. */
  opaque(route: Resource, property: string, outside: boolean): RouteTarget {
    const referent = route.referent(property);
    const name = this.named(route, property);
    return { kind: 'opaque', name, doubt: referent ? behind(name) : unresolved(route, property), outside };
  }

  /** What the property refers to, or else what it says. */
  named(route: Resource, property: string): string {
    const referent = route.referent(property);
    return referent ? this.reader.nameOf(referent) : route.text(property);
  }

  /** An internet gateway or a virtual private gateway. */
  gateway(route: Resource, property: string): RouteTarget | undefined {
    const referent = route.referent(property);
    const text = route.text(property);
    if (referent?.type === 'AWS::EC2::InternetGateway' || text.startsWith('igw-')) {
      return { kind: 'internet', name: this.named(route, property) };
    }
    if (text === 'local') return { kind: 'local' };
    return this.opaque(route, property, true);
  }

  nat(route: Resource, property: string): RouteTarget | undefined {
    const resource = route.referent(property);
    if (resource === undefined) return undefined;
    const known = this.nats.get(resource) ?? this.natOf(resource);
    this.nats.set(resource, known);
    return { kind: 'nat', nat: known };
  }

  private natOf(resource: Resource): NatGateway {
    const subnet = this.vpcs.subnetAt(resource, resource.raw('SubnetId'));
    const connectivity = resource.has('ConnectivityType')
      ? this.reader.literal(resource, 'ConnectivityType')
      : 'public';
    const isPublic = connectivity === undefined ? 'perhaps' : connectivity === 'private' ? 'no' : 'yes';
    return { name: this.reader.nameOf(resource), ...(subnet && { subnet }), isPublic };
  }

  transit(route: Resource, property: string): RouteTarget | undefined {
    const resource = transitGatewayAt(this.reader, route, property);
    const gateway = resource && this.targets.transitGateways.get(resource);
    return gateway && { kind: 'transit', gateway };
  }

  peering(route: Resource, property: string): RouteTarget | undefined {
    const resource = route.referent(property);
    const peering = resource && this.targets.peerings.get(resource);
    return peering && { kind: 'peering', peering };
  }

  /** The endpoint of a firewall, whose id stands deep in what `EndpointIds` returns, or of a Gateway Load Balancer. */
  endpoint(route: Resource, property: string): RouteTarget | undefined {
    const value = route.raw(property);
    const firewall = this.firewallIn(route, value);
    if (firewall === undefined) return undefined;
    const zones = firewall.subnets.map(({ availabilityZone }) => availabilityZone);
    const availabilityZone = zones.find((zone) => zone !== '' && splitsAt(value, `${zone}:`));
    return { kind: 'firewall', firewall, ...(availabilityZone !== undefined && { availabilityZone }) };
  }

  private firewallIn(route: Resource, value: unknown): Firewall | undefined {
    const referent = route.template.referent(value);
    const own = referent && this.targets.firewalls.get(referent);
    if (own || typeof value !== 'object' || value === null) return own;
    for (const inner of Object.values(value)) {
      const found = this.firewallIn(route, inner);
      if (found) return found;
    }
    return undefined;
  }

  /**
   * A gateway endpoint adds a route to the prefix list of its service to each table that it is associated with.
   * @see https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html
   */
  private endpointRoutes(table: Resource): readonly Route[] {
    return this.reader.estate.ofType('AWS::EC2::VPCEndpoint').flatMap((endpoint): readonly Route[] => {
      const type = endpoint.text('VpcEndpointType') || 'Gateway';
      if (type !== 'Gateway') return [];
      const tables = this.reader.list(endpoint, 'RouteTableIds') ?? [];
      if (!tables.some((value) => endpoint.template.referent(value) === table)) return [];
      const name = endpoint.text('ServiceName');
      const addresses = this.reader.blocks.service(name);
      return [
        {
          // a prefix list holds many ranges, of which none is as wide as what other routes lead to
          destination: { sure: addresses, maybe: addresses, prefix: LONGEST },
          target: { kind: 'service', service: { name, addresses } },
          rank: OF_PREFIX_LIST,
          certainty: this.reader.certaintyOf(endpoint),
          name: this.reader.nameOf(endpoint),
        },
      ];
    });
  }

  /** What a virtual private gateway will propagate is decided by the network behind it. */
  private propagated(table: Resource): readonly Route[] {
    return this.reader.estate.ofType('AWS::EC2::VPNGatewayRoutePropagation').flatMap((propagation) => {
      const tables = this.reader.list(propagation, 'RouteTableIds') ?? [];
      if (!tables.some((value) => propagation.template.referent(value) === table)) return [];
      const target = this.opaque(propagation, 'VpnGatewayId', true);
      return [
        {
          destination: ANYWHERE_PERHAPS,
          target,
          rank: PROPAGATED,
          certainty: 'perhaps' as const,
          name: this.reader.nameOf(propagation),
        },
      ];
    });
  }
}

/** Whether a value is what stands behind a text in the list `zone:endpoint,zone:endpoint`, the order of which nobody promises. */
function splitsAt(value: unknown, text: string): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const split = (value as { readonly 'Fn::Split'?: unknown })['Fn::Split'];
  if (Array.isArray(split) && split[0] === text) return true;
  return Object.values(value).some((inner) => splitsAt(inner, text));
}

/** Longer than any prefix of IPv4 or IPv6. */
const LONGEST = 129;

/** A destination that deployment decides may be anything, and may come before any other route. */
const ANYWHERE_PERHAPS: AddressRange = { sure: [], maybe: [{ from: 0, to: 1n << 132n }], prefix: LONGEST };

type Make = (reader: RouteReader, route: Resource, property: string) => RouteTarget | undefined;

const TARGETS: Readonly<Record<string, Make>> = {
  GatewayId: (reader, route, property) => reader.gateway(route, property),
  EgressOnlyInternetGatewayId: (reader, route, property) => ({
    kind: 'egress-only',
    name: reader.named(route, property),
  }),
  NatGatewayId: (reader, route, property) => reader.nat(route, property),
  TransitGatewayId: (reader, route, property) => reader.transit(route, property),
  VpcPeeringConnectionId: (reader, route, property) => reader.peering(route, property),
  VpcEndpointId: (reader, route, property) => reader.endpoint(route, property),
  InstanceId: () => undefined,
  NetworkInterfaceId: () => undefined,
  CarrierGatewayId: (reader, route, property) => reader.opaque(route, property, true),
  LocalGatewayId: (reader, route, property) => reader.opaque(route, property, true),
  CoreNetworkArn: (reader, route, property) => reader.opaque(route, property, true),
  OdbNetworkArn: (reader, route, property) => reader.opaque(route, property, true),
};

/** Peering connections, by resource, entered with the networks at their ends. */
export function readPeerings(reader: Reader, vpcs: VpcReader): ReadonlyMap<Resource, Peering> {
  const peerings = reader.estate.ofType('AWS::EC2::VPCPeeringConnection').map((resource): [Resource, Peering] => {
    const ends: Peering['ends'] = [known(vpcs.vpcAt(resource)), known(vpcs.vpcAt(resource, 'PeerVpcId'))];
    const [one, other] = ends;
    const peering = {
      name: reader.nameOf(resource),
      ends,
      isWithinRegion: one?.region === other?.region,
      certainty: reader.certaintyOf(resource),
    };
    for (const end of ends) end?.peerings.push(peering);
    return [resource, peering];
  });
  return new Map(peerings);
}

/** A network that templates only refer to is no end whose subnets are known. */
const known = (vpc: Vpc | undefined): Vpc | undefined => (vpc?.resource ? vpc : undefined);

/** Firewalls, by resource. */
export function readFirewalls(reader: Reader, vpcs: VpcReader): ReadonlyMap<Resource, Firewall> {
  const firewalls = reader.estate.ofType('AWS::NetworkFirewall::Firewall').map((resource): [Resource, Firewall] => {
    const mappings = reader.list(resource, 'SubnetMappings') ?? [];
    const subnets = mappings.map((_, index) =>
      vpcs.subnetAt(resource, resource.raw(`SubnetMappings.${index}.SubnetId`)),
    );
    // one that is not known makes it unknown where the packets go on
    const known = subnets.includes(undefined) ? [] : subnets.flatMap((subnet) => subnet ?? []);
    return [
      resource,
      { name: reader.nameOf(resource), resource, subnets: known, rules: firewallRules(reader, resource) },
    ];
  });
  return new Map(firewalls);
}
