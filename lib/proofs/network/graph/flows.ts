import type { FlowEnd, FlowGraph } from '../../../evidence/network-graph';
import { apartFrom, type Bounds, either, isNever, NOTHING, within } from '../bounds';
import { atInterface, atSubnet, type Endpoint, INTERNET, OUTSIDE } from '../endpoints';
import type { Interface, Network, Subnet } from '../model';
import { SOURCE as FROM, type Interval, type Packets, SOURCE_PORT, DESTINATION as TO } from '../packets';
import { type Passage, passage } from '../passage';
import { describeServices, TCP } from '../services';
import { subnetPassage } from '../subnet-passage';
import type { Zone } from './zones';

/** Subnets that are one end of flows, under the name that the picture gives them. */
export interface Side {
  readonly end: FlowEnd;
  readonly subnets: readonly Subnet[];
}

const INTERNET_END: FlowEnd = { kind: 'internet', name: null };
const OUTSIDE_END: FlowEnd = { kind: 'outside', name: null };

export const sideOf = ({ name, subnets }: Zone): Side => ({ end: { kind: 'zone', name }, subnets });

/** Flows between the zones of a network, and within each. */
export function flowsWithin(network: Network, zones: readonly Side[]): readonly FlowGraph[] {
  const book = new FlowBook();
  for (const from of zones) {
    for (const to of zones) byLists(book, network, from, to);
  }
  const sides = zones.map((zone) => ({ end: zone.end, hosts: hostsIn(network, zone.subnets) }));
  for (const from of sides) {
    for (const to of sides) {
      const ways = pairs(from.hosts, to.hosts).map(([one, other]) => hostPassage(network, one, other));
      for (const way of ways) book.enter(from.end, to.end, 'hosts', way, asked(way.flows));
    }
  }
  return book.flows();
}

/** Flows between zones and other networks. */
export function flowsBetween(network: Network, zones: readonly Side[], others: readonly Side[]): readonly FlowGraph[] {
  const book = new FlowBook();
  for (const zone of zones) {
    for (const other of others) {
      byLists(book, network, zone, other);
      byLists(book, network, other, zone);
    }
  }
  return book.flows();
}

/** What comes from the internet, and from networks that no template shows; all of it, since it may be no answer. What goes there. */
export function flowsBeyond(network: Network, zones: readonly Side[]): readonly FlowGraph[] {
  const book = new FlowBook();
  for (const { end, subnets } of zones) {
    for (const [beyond, endpoint] of BEYOND) {
      for (const subnet of subnets) {
        const into = passage(network, endpoint, atSubnet(subnet), { groups: false });
        book.enter(beyond, end, 'lists', into, into.oneWay);
        const out = passage(network, atSubnet(subnet), endpoint, { groups: false });
        book.enter(end, beyond, 'lists', out, asked(out.oneWay));
      }
      for (const host of hostsIn(network, subnets)) {
        const into = passage(network, endpoint, atInterface(host));
        book.enter(beyond, end, 'hosts', into, into.oneWay);
        const out = passage(network, atInterface(host), endpoint);
        book.enter(end, beyond, 'hosts', out, asked(out.oneWay));
      }
    }
  }
  return book.flows();
}

const BEYOND: readonly (readonly [FlowEnd, Endpoint])[] = [
  [INTERNET_END, INTERNET],
  [OUTSIDE_END, OUTSIDE],
];

function byLists(book: FlowBook, network: Network, from: Side, to: Side): void {
  for (const [one, other] of pairs(from.subnets, to.subnets)) {
    const way = subnetPassage(network, one, other);
    book.enter(from.end, to.end, 'lists', way, asked(way.flows));
  }
}

const pairs = <Member>(ones: readonly Member[], others: readonly Member[]): readonly (readonly [Member, Member])[] =>
  ones.flatMap((one) => others.filter((other) => other !== one).map((other) => [one, other] as const));

/** Of interfaces that are alike in all that decides about them, one. */
function hostsIn({ interfaces }: Network, subnets: readonly Subnet[]): readonly Interface[] {
  const own = interfaces.filter(({ subnet }) => subnets.includes(subnet));
  return [...new Map(own.map((one) => [likeness(one), one])).values()];
}

const likeness = ({ subnet, kind, groups, publicAddress, addresses }: Interface): string =>
  [
    subnet.name,
    kind,
    publicAddress,
    ...(groups ? [...groups.keys()].sort() : ['?']),
    ...addresses.map(({ from, to }) => `${from}-${to}`),
  ].join(' ');

const hostPassage = (network: Network, from: Interface, to: Interface): Passage =>
  passage(network, atInterface(from), atInterface(to));

/**
 * What can be opened, as far as ports tell: of TCP from few ports to many, lists see an answer, and so does the picture. Answers
 * come back wherever a connection is opened, and are not drawn.
 */
const asked = ({ sure, maybe }: Bounds): Bounds => ({ sure: withoutAnswers(sure), maybe: withoutAnswers(maybe) });

const withoutAnswers = (set: Packets): Packets =>
  set.filter(([, , protocol, from, to]) => !isTcp(protocol) || sizeOf(to) <= sizeOf(from));

const isTcp = ({ from, to }: Interval): boolean => from === TCP && to === TCP + 1;
const sizeOf = ({ from, to }: Interval): number => Number(to) - Number(from);

interface Entry {
  readonly flow: Pick<FlowGraph, 'from' | 'to' | 'openTo' | 'inspectedBy' | 'path'>;
  readonly packets: Bounds;
}

/** Adds up what flows between two ends, each way of inspection on its own. */
class FlowBook {
  private readonly entries = new Map<string, Entry>();

  enter(from: FlowEnd, to: FlowEnd, openTo: FlowGraph['openTo'], { paths }: Passage, set: Bounds): void {
    for (const { hops, firewalls, packets } of paths) {
      const flowing = apartFrom(within(packets, set), FROM, TO, SOURCE_PORT);
      if (isNever(flowing)) continue;
      const key = JSON.stringify([from, to, openTo, firewalls.length > 0]);
      const before = this.entries.get(key) ?? {
        flow: { from, to, openTo, inspectedBy: [], path: hops },
        packets: NOTHING,
      };
      const inspectedBy = [...new Set([...before.flow.inspectedBy, ...firewalls])];
      this.entries.set(key, { flow: { ...before.flow, inspectedBy }, packets: either(before.packets, flowing) });
    }
  }

  flows(): readonly FlowGraph[] {
    return [...this.entries.values()].map(({ flow, packets: { sure, maybe } }) => {
      const services = describeServices(maybe);
      return { ...flow, services, certain: describeServices(sure).join() === services.join() };
    });
  }
}
