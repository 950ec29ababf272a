import { PRIVATE_NETWORKS } from '../../constructs/guardrails/expected-networks';
import type { InspectedFlow } from '../../constructs/inspection-vpc/inspected-flows';
import { type FarFlow, HUB_ZONE, type Range } from '../../constructs/isolated-vpc/flows';
import type { Crossing, Spoke, SpokeDomain } from '../../constructs/transit-hub/route-domains';
import type { HubFlow, Network, Organization } from './schema';

/** Where a landing zone has networks. */
export const PLACES = ['home', 'recovery'] as const;

/** One of them. */
export type Place = (typeof PLACES)[number];

/** A network that is attached to the hub, or one in each region. */
export interface HubEnd extends Spoke {
  readonly name: string;
  readonly ranges: Readonly<Partial<Record<Place, string | undefined>>>;
}

/** What tells which networks there are. */
export interface Named {
  readonly network: Network;
  readonly organization?: Pick<Organization, 'units' | 'accounts'> | undefined;
}

/** The accounts that have a network: that of the operations, and those that the configuration gives addresses. */
export function hubEnds({ network, organization }: Named): readonly HubEnd[] {
  const { units = [], accounts = [] } = organization ?? {};
  return accounts.flatMap(({ id, name, unit, role, network: own }): readonly HubEnd[] => {
    const ranges = role === 'operations' ? network : own;
    // the network of the operations serves all, whatever unit its account is in
    const domain = role === 'operations' ? 'shared' : units.find((one) => one.name === unit)?.environment;
    if (ranges === undefined || domain === undefined) return [];
    return [{ account: id, name, domain, ranges: { home: ranges.home, recovery: ranges.recovery } }];
  });
}

/** The end that a flow names, by name or account id. */
export const endNamed = (ends: readonly HubEnd[], name: string): HubEnd | undefined =>
  ends.find((end) => end.account === name) ?? ends.find((end) => end.name === name);

/** A flow through the firewall of a region, with the tables of both ends. */
export interface CrossingFlow extends InspectedFlow {
  readonly domains: { readonly from: SpokeDomain; readonly to: SpokeDomain };
  readonly accounts: { readonly from: string; readonly to: string };
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
    const [source, target] = [from?.ranges[place], to?.ranges[place]];
    if (!from || !to || source === undefined || target === undefined) return [];
    const { port, lastPort, protocol, reason, owner, expires } = flow;
    return [
      {
        name: `${from.name} to ${to.name}`,
        from: [source],
        to: [target],
        domains: { from: from.domain, to: to.domain },
        accounts: { from: from.account, to: to.account },
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

/** What the tables of the hub lead to the firewall, for questions and for answers. */
export const crossingsOf = (flows: readonly CrossingFlow[]): readonly Crossing[] =>
  flows.flatMap(({ from, to, domains }) => [
    ...to.map((range) => ({ from: domains.from, to: range })),
    ...from.map((range) => ({ from: domains.to, to: range })),
  ]);

/** The flows that begin or end in the network of an account, as its access lists have to know them. */
export const farFlowsOf = (
  config: Named,
  account: string,
  place: Place,
  flows?: readonly HubFlow[],
): readonly FarFlow[] =>
  inspectedFlows(config, place, flows).flatMap(({ accounts, from, to, ...flow }): readonly FarFlow[] => {
    if (accounts.from === account) return to.map((range) => ({ ...flow, from: HUB_ZONE, to: asRange(range) }));
    if (accounts.to === account) return from.map((range) => ({ ...flow, from: asRange(range), to: HUB_ZONE }));
    return [];
  });

const asRange = (range: string): Range => range as Range;

/** The private ranges in which the organization has networks. */
export function networksOf({ network, organization }: Named): readonly string[] {
  const networks = [
    network,
    ...(network.hub?.ingress ? [network.hub.ingress] : []),
    ...(organization?.accounts ?? []).flatMap((account) => account.network ?? []),
  ];
  const addresses = networks.flatMap(({ home, recovery }) => [home, recovery].flatMap((range) => range ?? []));
  return PRIVATE_NETWORKS.filter((block) => addresses.some((range) => block.contains(range))).map(String);
}
