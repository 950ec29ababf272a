import { type Arrival, NO_ARRIVAL, type Place, type Question } from './arrival';
import { answersTo, apartFrom, type Bounds, either, exactly, except, isNever, NOTHING, within } from './bounds';
import { mayBeConnected } from './connected';
import { type Endpoint, INTERNET, nameOfEndpoint, packetsBetween, subnetOf } from './endpoints';
import type { Doubt, Network, Route } from './model';
import { SOURCE, SOURCE_PORT } from './packets';
import { TCP_PACKETS } from './services';
import { REASONS } from './stop-reasons';
import { type Path, type Stop, Trace } from './trace';
import { type Gateways, Walk } from './walk';

/** What can flow from one end to the other. */
export interface Passage {
  readonly from: Endpoint;
  readonly to: Endpoint;
  /** Connections of TCP to which answers come back, and packets of all other protocols that arrive. */
  readonly flows: Bounds;
  /** All packets that arrive, whether or not an answer can. */
  readonly oneWay: Bounds;
  readonly paths: readonly Path[];
  /** Where packets, or their answers, end. */
  readonly stops: readonly Stop[];
  /** What could not be modelled on the way. */
  readonly doubts: readonly Doubt[];
}

/** How to ask; by default everything has a say. */
export type Options = Partial<Pick<Question, 'groups' | 'lists' | 'supposePublic'>>;

/**
 * Decides what can flow, the way back included.
 * @param passed tables that were asked before a gateway translated: the same one again is a loop. @default - none
 */
export function passage(
  network: Network,
  from: Endpoint,
  to: Endpoint,
  options: Options = {},
  passed: Place['tables'] = new Set(),
): Passage {
  const trace = new Trace();
  if (isApart(network, from, to)) {
    const stops = [
      { hops: [nameOfEndpoint(from)], reason: REASONS.notConnected(nameOfEndpoint(from), nameOfEndpoint(to)) },
    ];
    return { from, to, flows: NOTHING, oneWay: NOTHING, paths: [], stops, doubts: [] };
  }
  const question = { from, to, groups: true, lists: true, supposePublic: false, ...options };
  const there = new Walk(network, question, trace, GATEWAYS).start(exactly(packetsBetween(from, to)), passed);
  const oneWay = either(there.direct, there.translated);
  const connections = either(answeredDirectly(network, question, there.direct, trace), within(there.answered, TCP));
  return {
    from,
    to,
    flows: either(connections, except(oneWay, TCP)),
    oneWay,
    paths: trace.paths,
    stops: trace.stops,
    doubts: trace.doubts,
  };
}

/** Two ends in networks between which nothing leads. */
function isApart(network: Network, from: Endpoint, to: Endpoint): boolean {
  const [one, other] = [subnetOf(from)?.vpc, subnetOf(to)?.vpc];
  return one !== undefined && other !== undefined && !mayBeConnected(network, one, other);
}

/** Groups keep state, so that answers need no rule of theirs; lists and routes do not. */
function answeredDirectly(network: Network, { from, to, ...how }: Question, sent: Bounds, trace: Trace): Bounds {
  const asked = within(sent, TCP);
  if (isNever(asked)) return NOTHING;
  const back = new Trace();
  const question = { ...how, from: to, to: from, groups: false, answers: true as const };
  const arrival = new Walk(network, question, back, GATEWAYS).start(answersTo(asked));
  trace.doubt(...back.doubts);
  trace.stops.push(...back.stops);
  return within(asked, answersTo(arrival.direct));
}

const TCP: Bounds = exactly(TCP_PACKETS);

/** NAT and egress-only gateways: both keep state, so that nothing comes in but answers. */
const GATEWAYS: Gateways = {
  /**
   * A NAT gateway opens the connection anew from its own address: the first leg ends in its subnet, the second starts there.
   * @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html
   */
  translate(walk: Walk, { target }: Route, set: Bounds, place: Place): Arrival {
    const { network, question } = walk;
    const nat = target.kind === 'nat' ? target.nat : undefined;
    if (nat?.subnet === undefined) return walk.opaque(set, place, nat?.name ?? 'NAT gateway');
    const { subnet } = nat;
    const atGateway = walk.released(walk.throughList(subnet, set, place, 'in'), place);
    if (isNever(atGateway) || subnetOf(question.from) === undefined) return NO_ARRIVAL;
    const onward = passage(network, { kind: 'nat', nat, subnet }, question.to, withoutGroups(question), place.tables);
    walk.trace.doubt(...onward.doubts);
    const home = new Walk(network, backFrom(subnet, question), new Trace(), GATEWAYS).start(answersTo(atGateway));
    const sentOn = within(atGateway, apartFrom(onward.oneWay, SOURCE, SOURCE_PORT));
    const connected = within(atGateway, apartFrom(onward.flows, SOURCE, SOURCE_PORT));
    for (const path of onward.paths) {
      const firewalls = [...place.firewalls, ...path.firewalls];
      walk.trace.paths.push({ hops: [...place.hops, ...path.hops.slice(1)], packets: sentOn, firewalls });
    }
    walk.trace.stops.push(...onward.stops);
    return { ...NO_ARRIVAL, translated: sentOn, answered: within(connected, answersTo(home.direct)) };
  },

  /**
   * An egress-only gateway sends IPv6 out, and lets answers in.
   * @see https://docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway.html
   */
  letOut(walk: Walk, set: Bounds, place: Place): Arrival {
    const { network, question } = walk;
    const { vpc } = place;
    if (vpc === undefined || question.to.kind !== INTERNET.kind) return NO_ARRIVAL;
    const { direct } = walk.deliver(set, place);
    const back = {
      ...question,
      from: { kind: 'egress-only', vpc } as const,
      to: question.from,
      groups: false,
      answers: true as const,
    };
    const home = new Walk(network, back, new Trace(), GATEWAYS).start(answersTo(direct));
    return { direct: NOTHING, translated: direct, answered: within(direct, answersTo(home.direct)) };
  },
};

const withoutGroups = ({ lists, supposePublic }: Question): Options => ({ lists, supposePublic, groups: false });

function backFrom(subnet: NonNullable<ReturnType<typeof subnetOf>>, question: Question): Question {
  return { ...question, from: { kind: 'subnet', subnet }, to: question.from, groups: false, answers: true };
}
