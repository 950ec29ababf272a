import { PRIVATE_NETWORKS } from '../../constructs/guardrails/expected-networks';
import type { HybridLink } from '../../constructs/hybrid-link/hybrid-links';
import type { InspectedFlow } from '../../constructs/inspection-vpc/inspected-flows';
import { type FarFlow, HUB_ZONE, type Range } from '../../constructs/isolated-vpc/flows';
import {
  type Crossing,
  HYBRID_DOMAIN,
  SPOKE_DOMAINS,
  type Spoke,
  type SpokeDomain,
} from '../../constructs/transit-hub/route-domains';
import type { HubFlow, HybridLinkConfig, Network, Organization } from './schema';

/** Where a landing zone has networks. */
export const PLACES = ['home', 'recovery'] as const;

/** One of them. */
export type Place = (typeof PLACES)[number];

/** What a flow through the hub may begin or end in: networks of an account, or what is behind a link. */
export interface HubEnd {
  readonly name: string;
  /** Undefined for a link. */
  readonly account?: string;
  readonly domain: SpokeDomain | typeof HYBRID_DOMAIN;
  /** What it has in a region. */
  readonly ranges: Readonly<Record<Place, readonly string[]>>;
}

/** What tells which networks there are. */
export interface Named {
  readonly network: Network;
  readonly organization?: Pick<Organization, 'units' | 'accounts'> | undefined;
}

/** The accounts that have a network: that of the operations, and those that the configuration gives addresses. */
export function spokesOf({ network, organization }: Named): readonly (HubEnd & Spoke)[] {
  const { units = [], accounts = [] } = organization ?? {};
  return accounts.flatMap(({ id, name, unit, role, network: own }): readonly (HubEnd & Spoke)[] => {
    const { home, recovery } = (role === 'operations' ? network : own) ?? {};
    // the network of the operations serves all, whatever unit its account is in
    const domain = role === 'operations' ? 'shared' : units.find((one) => one.name === unit)?.environment;
    if ((role !== 'operations' && own === undefined) || domain === undefined) return [];
    return [{ account: id, name, domain, ranges: { home: listed(home), recovery: listed(recovery) } }];
  });
}

const listed = (range: string | undefined): readonly string[] => (range === undefined ? [] : [range]);

/** Networks of accounts, and links. */
export const hubEnds = (config: Named): readonly HubEnd[] => [
  ...spokesOf(config),
  ...(config.network.hub?.hybrid ?? []).map(endOfLink),
];

const endOfLink = ({ name, gateways, prefixes }: HybridLinkConfig): HubEnd => ({
  name,
  domain: HYBRID_DOMAIN,
  ranges: {
    home: gateways.home === undefined ? [] : prefixes,
    recovery: gateways.recovery === undefined ? [] : prefixes,
  },
});

/** The end that a flow names, by name or account id. */
export const endNamed = (ends: readonly HubEnd[], name: string): HubEnd | undefined =>
  ends.find((end) => end.account === name) ?? ends.find((end) => end.name === name);

/** A flow through the firewall of a region, with what it begins and ends in. */
export interface CrossingFlow extends InspectedFlow {
  readonly ends: { readonly from: HubEnd; readonly to: HubEnd };
}

/** The flows of a region, of those that are given. Both ends have a network there. */
export function inspectedFlows(
  config: Named,
  place: Place,
  flows: readonly HubFlow[] = config.network.hub?.flows ?? [],
): readonly CrossingFlow[] {
  const ends = hubEnds(config);
  return flows.flatMap((flow): readonly CrossingFlow[] => {
    const [from, to] = [endNamed(ends, flow.from), endNamed(ends, flow.to)];
    const [sources, targets] = [from?.ranges[place] ?? [], to?.ranges[place] ?? []];
    if (!from || !to || sources.length === 0 || targets.length === 0) return [];
    const { port, lastPort, protocol, reason, owner, expires } = flow;
    return [
      {
        name: `${from.name} to ${to.name}`,
        from: sources,
        to: targets,
        ends: { from, to },
        port,
        ...(lastPort !== undefined && { lastPort }),
        protocol,
        reason,
        owner,
        expires,
      },
    ];
  });
}

/** Who reaches which ranges through the firewall, with questions and with answers. */
const reached = (flows: readonly CrossingFlow[]): readonly (readonly [HubEnd, string])[] =>
  flows.flatMap(({ from, to, ends }) => [
    ...to.map((range) => [ends.from, range] as const),
    ...from.map((range) => [ends.to, range] as const),
  ]);

/** What the tables of networks lead to the firewall. */
export const crossingsOf = (flows: readonly CrossingFlow[]): readonly Crossing[] =>
  reached(flows).flatMap(([{ domain }, to]) =>
    SPOKE_DOMAINS.flatMap((from): readonly Crossing[] => (from === domain ? [{ from, to }] : [])),
  );

/** The links of a region that a flow uses, with what each reaches. */
export function linksOf({ network }: Named, place: Place, flows: readonly CrossingFlow[]): readonly HybridLink[] {
  return (network.hub?.hybrid ?? []).flatMap(({ name, kind, gateways, prefixes }): readonly HybridLink[] => {
    const gateway = gateways[place];
    const reaches = reached(flows).flatMap(([end, range]) => (end.name === name && !end.account ? range : []));
    if (gateway === undefined || reaches.length === 0) return [];
    return [{ name, kind, gateway, prefixes, reaches: [...new Set(reaches)] }];
  });
}

/** The flows of a region that begin or end in the network of an account, as its access lists have to know them. */
export const farFlowsOf = (inspected: readonly CrossingFlow[], account: string): readonly FarFlow[] =>
  inspected.flatMap(({ ends, from, to, port, lastPort = port, protocol = 'tcp', reason }): readonly FarFlow[] => {
    const shared = { port, lastPort, protocol, reason };
    if (ends.from.account === account) return to.map((range) => ({ ...shared, from: HUB_ZONE, to: asRange(range) }));
    if (ends.to.account === account) return from.map((range) => ({ ...shared, from: asRange(range), to: HUB_ZONE }));
    return [];
  });

const asRange = (range: string): Range => range as Range;

/** The private ranges in which the organization has networks, and what is behind its links. */
export function networksOf({ network, organization }: Named): readonly string[] {
  const networks = [
    network,
    ...(network.hub?.ingress ? [network.hub.ingress] : []),
    ...(organization?.accounts ?? []).flatMap((account) => account.network ?? []),
  ];
  const addresses = networks.flatMap(({ home, recovery }) => [home, recovery].flatMap((range) => range ?? []));
  const beyond = (network.hub?.hybrid ?? []).flatMap(({ prefixes }) => prefixes);
  return PRIVATE_NETWORKS.filter((block) => [...addresses, ...beyond].some((range) => block.contains(range))).map(
    String,
  );
}
