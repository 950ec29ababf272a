import { EVERY_IPV4, EVERY_IPV6, internetAddresses, isIpv6 } from './addresses';
import type { Certainty } from './bounds';
import type { GatewayService, Interface, NatGateway, Network, Subnet, Vpc } from './model';
import { type Interval, type Packets, packets } from './packets';
import type { Peer } from './security-group';

/** Where packets start or end. */
export type Endpoint =
  /** Any host of the internet, AWS's services at their public addresses among them. */
  | { readonly kind: 'internet' }
  /** Any host of a network that no template shows, behind a gateway of one of the networks. */
  | { readonly kind: 'outside' }
  /** Any interface of a subnet, whatever its groups allow: what routes and lists alone decide. */
  | { readonly kind: 'subnet'; readonly subnet: Subnet; readonly isStranger?: true }
  | { readonly kind: 'interface'; readonly interface: Interface }
  | { readonly kind: 'service'; readonly service: GatewayService }
  /** A NAT gateway, which opens connections in the name of others. */
  | { readonly kind: 'nat'; readonly nat: NatGateway; readonly subnet: Subnet }
  /** An egress-only internet gateway, through which nothing but answers comes. */
  | { readonly kind: 'egress-only'; readonly vpc: Vpc };

export const INTERNET = { kind: 'internet' } as const satisfies Endpoint;
export const OUTSIDE = { kind: 'outside' } as const satisfies Endpoint;
export const atSubnet = (subnet: Subnet): Endpoint => ({ kind: 'subnet', subnet });
/** An interface of a subnet that is in no group of the templates. */
export const strangerIn = (subnet: Subnet): Endpoint => ({ kind: 'subnet', subnet, isStranger: true });
export const atInterface = (one: Interface): Endpoint => ({ kind: 'interface', interface: one });

export function nameOfEndpoint(endpoint: Endpoint): string {
  switch (endpoint.kind) {
    case 'subnet':
      return endpoint.subnet.name;
    case 'interface':
      return endpoint.interface.name;
    case 'service':
      return endpoint.service.name;
    case 'nat':
      return endpoint.nat.name;
    case 'egress-only':
      return 'egress-only gateway';
    default:
      return endpoint.kind;
  }
}

export function subnetOf(endpoint: Endpoint): Subnet | undefined {
  if (endpoint.kind === 'interface') return endpoint.interface.subnet;
  return endpoint.kind === 'subnet' || endpoint.kind === 'nat' ? endpoint.subnet : undefined;
}

export function addressesOf(endpoint: Endpoint): readonly Interval[] {
  switch (endpoint.kind) {
    case 'subnet':
    case 'nat':
      return endpoint.subnet.addresses;
    case 'interface':
      return endpoint.interface.addresses;
    case 'service':
      return endpoint.service.addresses;
    case 'internet':
      return internetAddresses();
    default:
      return [...EVERY_IPV4, ...EVERY_IPV6];
  }
}

/** All packets that one end can address to the other, each family on its own. */
export function packetsBetween(from: Endpoint, to: Endpoint): Packets {
  const sources = addressesOf(from);
  const destinations = addressesOf(to);
  return [true, false].flatMap((ipv6) =>
    packets({
      sources: sources.filter((interval) => isIpv6(interval) === ipv6),
      destinations: destinations.filter((interval) => isIpv6(interval) === ipv6),
      ...(from.kind === 'nat' && { sourcePorts: [NAT_PORTS] }),
    }),
  );
}

/**
 * Ports from which a NAT gateway sends.
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html#nacl-ephemeral-ports
 */
const NAT_PORTS: Interval = { from: 1024, to: 65_536 };

/**
 * Whether an end has an IPv4 address on the internet, which an internet gateway needs to translate. IPv6 addresses need no
 * translation.
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html
 */
export function hasPublicAddress(endpoint: Endpoint, { interfaces }: Network): Certainty {
  if (endpoint.kind === 'nat') return endpoint.nat.isPublic;
  if (endpoint.kind === 'interface') return endpoint.interface.publicAddress;
  if (endpoint.kind !== 'subnet') return 'no';
  const { subnet } = endpoint;
  const known = interfaces.filter((one) => one.subnet === subnet).map((one) => one.publicAddress);
  return strongest([subnet.givesPublicAddresses, ...known]);
}

const strongest = (certainties: readonly Certainty[]): Certainty =>
  certainties.includes('yes') ? 'yes' : certainties.includes('perhaps') ? 'perhaps' : 'no';

/** How rules of groups see an end. */
export function peerAt(endpoint: Endpoint, isRecognised: boolean): Peer {
  return { addresses: addressesOf(endpoint), groups: groupsOf(endpoint), isRecognised };
}

function groupsOf(endpoint: Endpoint): ReadonlySet<string> | undefined {
  if (endpoint.kind === 'subnet' && !endpoint.isStranger) return undefined;
  if (endpoint.kind !== 'interface') return new Set();
  const { groups } = endpoint.interface;
  return groups && new Set(groups.keys());
}
