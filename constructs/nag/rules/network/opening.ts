import { ANY_ADDRESS, CLIENT_PORTS } from '../../../isolated-vpc/flows';
import { isZone } from '../../../isolated-vpc/zones';
import type { DeclaredFlow } from '../../demands';
import { type Resource, Unresolved } from '../../template';
import { endsAt } from './flow-ends';
import type { SecurityGroupRule } from './security-group-rule';
import { tierOf, zoneOf } from './zones';

interface Ports {
  readonly from: number;
  readonly to: number;
}

/** What a rule or an entry lets pass. */
export interface Opening {
  /** Where it stands in the resource. */
  readonly property: string;
  /** Who sends: zones, `any address`, or another name. */
  readonly from: readonly string[];
  /** Who receives. */
  readonly to: readonly string[];
  /** `tcp`, `udp`, `icmp`, `icmpv6`, or `-1` for all. */
  readonly protocol: string;
  /** The receiver's; undefined where the protocol has none. */
  readonly ports: Ports | undefined;
}

/** Every protocol to any address: what EC2 gives a group that says nothing of egress. */
export const everythingFrom = (group: Resource): Opening => ({
  property: 'SecurityGroupEgress',
  from: [zoneOf(group) ?? group.id],
  to: [ANY_ADDRESS],
  protocol: '-1',
  ports: EVERY_PORT,
});

/** @throws Unresolved when deployment alone decides, or the group stands in no template. */
export function openingOfRule(rule: SecurityGroupRule): Opening {
  const { group, direction, protocol, ports, peerProperty } = rule;
  if (group === undefined) throw new Unresolved(rule.at('GroupId'));
  const own = [zoneOf(group) ?? tierOf(group) ?? group.id];
  const peers = endsAt(rule.resource, peerProperty, group.referent('VpcId'));
  return {
    property: rule.at(ports === undefined || protocol === '-1' ? 'IpProtocol' : 'FromPort'),
    ...(direction === 'ingress' ? { from: peers, to: own } : { from: own, to: peers }),
    protocol,
    ports,
  };
}

const EVERY_PORT: Ports = { from: 0, to: 65_535 };

/** IANA's numbers, which entries of access lists have in place of names. */
const PROTOCOLS: Readonly<Record<string, string>> = { '1': 'icmp', '6': 'tcp', '17': 'udp', '58': 'icmpv6' };

/** An entry of a network access list that lets nothing pass. */
export const isDenied = (entry: Resource): boolean => String(entry.literal('RuleAction')).toLowerCase() === 'deny';

/** @throws Unresolved when deployment alone decides, or the list stands in no template. */
export function openingOfEntry(entry: Resource): Opening {
  const list = entry.referent('NetworkAclId');
  if (list === undefined) throw new Unresolved('NetworkAclId');
  const own = zonesOf(list);
  const peers = endsAt(entry, entry.has('CidrBlock') ? 'CidrBlock' : 'Ipv6CidrBlock', list.referent('VpcId'));
  const number = String(entry.literal('Protocol'));
  const hasPorts = number === '6' || number === '17';
  return {
    property: hasPorts ? 'PortRange' : 'Protocol',
    ...(entry.flag('Egress') ? { from: own, to: peers } : { from: peers, to: own }),
    protocol: PROTOCOLS[number] ?? number,
    ports: hasPorts
      ? { from: entry.number('PortRange.From') ?? 0, to: entry.number('PortRange.To') ?? 65_535 }
      : undefined,
  };
}

/** The zones of the subnets that have a list, or the tiers of a firewall's network: usually one. */
function zonesOf(list: Resource): readonly string[] {
  const subnets = list.referrers('AWS::EC2::SubnetNetworkAclAssociation', 'NetworkAclId').map((association) => {
    const subnet = association.referent('SubnetId');
    if (subnet === undefined) throw new Unresolved(`${association.id}.SubnetId`);
    return subnet;
  });
  return [...new Set(subnets.map((subnet) => zoneOf(subnet) ?? tierOf(subnet) ?? subnet.id))];
}

/** The pairs of sender and receiver between which something passes that no flow declares. */
export const undeclaredPairs = (
  { from, to, ...what }: Opening,
  isDeclared: (one: Between) => boolean,
): readonly Between[] =>
  from
    .flatMap((sender) => to.map((receiver) => ({ ...what, from: sender, to: receiver })))
    .filter((one) => !isDeclared(one));

/** What passes from one sender to one receiver. */
export interface Between extends Pick<Opening, 'protocol' | 'ports'> {
  readonly from: string;
  readonly to: string;
}

/** Whether flows declare each of the ports. */
export function isDeclared({ from, to, protocol, ports }: Between, flows: readonly DeclaredFlow[]): boolean {
  if (ports === undefined) return false;
  const alike = flows.filter((flow) => flow.from === from && flow.to === to && protocolOf(flow) === protocol);
  return covers(
    alike.map(({ port, lastPort = port }) => ({ from: port, to: lastPort })),
    ports,
  );
}

/** Whether it is what goes back to the client of a declared flow: a list, which keeps no state, has to let it pass. */
export function isAnswer({ from, to, protocol, ports }: Between, flows: readonly DeclaredFlow[]): boolean {
  if (ports === undefined) return false;
  return flows.some(
    (flow) =>
      flow.from === to &&
      flow.to === from &&
      protocolOf(flow) === protocol &&
      isAmong(ports, flow.clientPorts ?? (isZone(to) ? CLIENT_PORTS[to] : undefined)),
  );
}

const isAmong = ({ from, to }: Ports, clients: readonly [number, number] | undefined): boolean =>
  clients !== undefined && from >= clients[0] && to <= clients[1];

const protocolOf = ({ protocol = 'tcp' }: DeclaredFlow): string => protocol;

/** Whether ranges, one after the other, leave out no port of another. */
function covers(ranges: readonly Ports[], { from, to }: Ports): boolean {
  const reached = [...ranges]
    .sort((a, b) => a.from - b.from)
    .reduce((next, range) => (range.from <= next ? Math.max(next, range.to + 1) : next), from);
  return reached > to;
}

/** `tcp/5432`, `tcp/9092-9094`, `icmp`, `all`. */
export function described({ protocol, ports }: Between): string {
  if (protocol !== 'tcp' && protocol !== 'udp') return protocol === '-1' ? 'all' : protocol;
  if (ports === undefined) return protocol;
  return `${protocol}/${ports.from}${ports.to === ports.from ? '' : `-${ports.to}`}`;
}
