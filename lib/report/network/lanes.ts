import type { FlowEnd, FlowGraph } from '../../evidence/network-graph';
import type { LineKind } from './words';

/** Bands from top to bottom: the internet, the zones, other networks. */
export type BandOf = (end: FlowEnd) => number;

/** A flow with the lane in which its arrow stands. */
export interface Placed {
  readonly flow: FlowGraph;
  /** Whether the same flows the other way. */
  readonly isMutual: boolean;
  readonly lane: number;
  readonly fromBand: number;
  readonly toBand: number;
}

/** More lanes make a picture that cannot be read on paper. */
const MOST_LANES = 5;

export interface Lanes {
  readonly placed: readonly Placed[];
  readonly lanes: number;
  /** Those for which there was no room: they are told in words. */
  readonly further: readonly FlowGraph[];
}

/**
 * Gives each flow between two bands a lane. Flows share one where they do not overlap; one may begin in the band where another ends.
 */
export function inLanes(flows: readonly FlowGraph[], bandOf: BandOf): Lanes {
  const taken: { readonly top: number; readonly bottom: number }[][] = [];
  const placed: Placed[] = [];
  const further: FlowGraph[] = [];
  const spans = paired(flows).map((one) => ({ ...one, fromBand: bandOf(one.flow.from), toBand: bandOf(one.flow.to) }));
  for (const { flow, isMutual, fromBand, toBand } of spans.sort(byWeight)) {
    const top = Math.min(fromBand, toBand);
    const bottom = Math.max(fromBand, toBand);
    const free = taken.findIndex((lane) => lane.every((other) => bottom <= other.top || other.bottom <= top));
    const lane = free >= 0 ? free : taken.length;
    if (lane >= MOST_LANES) {
      further.push(flow);
      continue;
    }
    const own = taken[lane] ?? [];
    own.push({ top, bottom });
    taken[lane] = own;
    placed.push({ flow, isMutual, lane, fromBand, toBand });
  }
  return { placed, lanes: taken.length, further };
}

/** Two flows that differ in direction alone are one arrow with two heads. */
function paired(flows: readonly FlowGraph[]): readonly Pick<Placed, 'flow' | 'isMutual'>[] {
  const isOpposite = (one: FlowGraph, other: FlowGraph): boolean =>
    likeness({ ...one, from: one.to, to: one.from }) === likeness(other);
  return flows.flatMap((flow, index) => {
    const at = flows.findIndex((other) => isOpposite(flow, other));
    return at >= 0 && at < index ? [] : [{ flow, isMutual: at >= 0 }];
  });
}

const likeness = ({ path: _, ...rest }: FlowGraph): string =>
  JSON.stringify([rest.from, rest.to, rest.services, rest.openTo, rest.certain, rest.inspectedBy]);

type Span = Pick<Placed, 'flow' | 'fromBand' | 'toBand'>;

/** The internet first: what reaches it, and what it reaches, is to be seen. Then from short to long. */
const byWeight = (one: Span, other: Span): number =>
  Number(isInternal(one)) - Number(isInternal(other)) ||
  Math.abs(one.fromBand - one.toBand) - Math.abs(other.fromBand - other.toBand) ||
  Math.min(one.fromBand, one.toBand) - Math.min(other.fromBand, other.toBand);

const isInternal = ({ flow: { from, to } }: Span): boolean => from.kind !== 'internet' && to.kind !== 'internet';

/** What the picture shows of the flows: of those that lists let through, the ones that no host opens already. */
export function shownFlows(flows: readonly FlowGraph[]): readonly FlowGraph[] {
  return flows.flatMap((flow) => {
    if (flow.openTo === 'hosts') return [flow];
    const opened = flows.find((other) => other.openTo === 'hosts' && wayOf(other) === wayOf(flow));
    const services = flow.services.filter((service) => !opened?.services.includes(service));
    return services.length > 0 ? [{ ...flow, services }] : [];
  });
}

const wayOf = ({ from, to, inspectedBy }: FlowGraph): string => JSON.stringify([from, to, inspectedBy.length > 0]);

/** How its line is drawn. */
export function lineOf({ inspectedBy, certain, openTo }: FlowGraph): LineKind {
  if (inspectedBy.length > 0) return 'inspected';
  return certain ? openTo : 'perhaps';
}
