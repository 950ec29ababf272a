/** Addresses beyond 32 bits are bigints; the two compare with each other. */
export type Point = number | bigint;

/** From `from`, up to but without `to`: half-open, so that sets are computed by comparison alone. */
export interface Interval {
  readonly from: Point;
  readonly to: Point;
}

/** The dimensions of a packet, in the order in which a box has them. */
export const SOURCE = 0;
export const DESTINATION = 1;
export const PROTOCOL = 2;
export const SOURCE_PORT = 3;
export const DESTINATION_PORT = 4;

const DIMENSIONS = [SOURCE, DESTINATION, PROTOCOL, SOURCE_PORT, DESTINATION_PORT] as const;

/**
 * Packets whose source address, destination address, protocol, source port and destination port lie in five intervals.
 * ICMP has no ports: type and code stand in place of the destination port, as `type × 256 + code`.
 */
export type Box = readonly [Interval, Interval, Interval, Interval, Interval];

/** An exact set of packets, as boxes that do not overlap. */
export type Packets = readonly Box[];

export const NO_PACKETS: Packets = [];

/** What a box is made of; a dimension left out is not restricted. */
export interface Dimensions {
  readonly sources?: readonly Interval[];
  readonly destinations?: readonly Interval[];
  readonly protocols?: readonly Interval[];
  readonly sourcePorts?: readonly Interval[];
  readonly destinationPorts?: readonly Interval[];
}

export const EVERY_PORT: Interval = { from: 0, to: 65_536 };
export const EVERY_PROTOCOL: Interval = { from: 0, to: 256 };
/** All addresses of both families: far beyond the last one on the line of `addresses.ts`. */
export const EVERY_ADDRESS: Interval = { from: 0, to: 1n << 132n };

/** The product of the intervals given. They must be disjoint within each dimension. */
export function packets(given: Dimensions): Packets {
  const { sources = [EVERY_ADDRESS], destinations = [EVERY_ADDRESS], protocols = [EVERY_PROTOCOL] } = given;
  const { sourcePorts = [EVERY_PORT], destinationPorts = [EVERY_PORT] } = given;
  const boxes: Box[] = [];
  for (const source of sources) {
    for (const destination of destinations) {
      for (const protocol of protocols) {
        for (const sourcePort of sourcePorts) {
          for (const port of destinationPorts) boxes.push([source, destination, protocol, sourcePort, port]);
        }
      }
    }
  }
  return boxes;
}

export const isEmpty = (set: Packets): boolean => set.length === 0;

export function intersect(left: Packets, right: Packets): Packets {
  const boxes: Box[] = [];
  for (const one of left) {
    for (const other of right) {
      if (overlap(one, other)) boxes.push(commonBox(one, other));
    }
  }
  return boxes;
}

export function subtract(from: Packets, what: Packets): Packets {
  let rest = from;
  for (const box of what) {
    // most boxes have nothing in common
    if (rest.some((one) => overlap(one, box))) rest = rest.flatMap((one) => without(one, box));
  }
  return rest;
}

export const union = (left: Packets, right: Packets): Packets =>
  isEmpty(left) ? right : isEmpty(right) ? left : [...left, ...subtract(right, left)];

export const includes = (whole: Packets, part: Packets): boolean => isEmpty(subtract(part, whole));

/** The answers to the packets: source and destination change places. */
export const reversed = (set: Packets): Packets =>
  set.map(
    ([source, destination, protocol, sourcePort, port]): Box => [destination, source, protocol, port, sourcePort],
  );

/** All packets that agree with one of the set in every dimension but those named: what remains when they are translated. */
export function regardless(set: Packets, ...of: readonly (0 | 1 | 2 | 3 | 4)[]): Packets {
  return set
    .map((box) => {
      const wide: Interval[] = [...box];
      for (const dimension of of) wide[dimension] = WHOLE[dimension];
      return wide as unknown as Box;
    })
    .reduce<Packets>((all, box) => union(all, [box]), NO_PACKETS);
}

/** The parts of one dimension that the packets use, in order and without gaps that are none. */
export function extent(set: Packets, dimension: 0 | 1 | 2 | 3 | 4): readonly Interval[] {
  return joined(set.map((box) => box[dimension]));
}

/** Intervals in order; those that touch or overlap become one. */
export function joined(intervals: readonly Interval[]): readonly Interval[] {
  const sorted = [...intervals].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  const result: Interval[] = [];
  for (const next of sorted) {
    const last = result.at(-1);
    if (last && next.from <= last.to) result[result.length - 1] = { from: last.from, to: later(last.to, next.to) };
    else result.push(next);
  }
  return result;
}

/** What of some disjoint intervals lies in none of others. */
export function intervalsWithout(from: readonly Interval[], what: readonly Interval[]): readonly Interval[] {
  return what.reduce<readonly Interval[]>(
    (rest, hole) =>
      rest.flatMap((one) => {
        if (hole.to <= one.from || hole.from >= one.to) return [one];
        return [
          ...(one.from < hole.from ? [{ from: one.from, to: hole.from }] : []),
          ...(hole.to < one.to ? [{ from: hole.to, to: one.to }] : []),
        ];
      }),
    from,
  );
}

const WHOLE: Box = [EVERY_ADDRESS, EVERY_ADDRESS, EVERY_PROTOCOL, EVERY_PORT, EVERY_PORT];

const later = (one: Point, other: Point): Point => (one > other ? one : other);
const earlier = (one: Point, other: Point): Point => (one < other ? one : other);

/** Told without making anything: hardly anything is asked as often. */
function overlap(one: Box, other: Box): boolean {
  for (const dimension of DIMENSIONS) {
    const mine = one[dimension];
    const others = other[dimension];
    if (later(mine.from, others.from) >= earlier(mine.to, others.to)) return false;
  }
  return true;
}

const common = (one: Interval, other: Interval): Interval => ({
  from: later(one.from, other.from),
  to: earlier(one.to, other.to),
});

const commonBox = (one: Box, other: Box): Box => [
  common(one[SOURCE], other[SOURCE]),
  common(one[DESTINATION], other[DESTINATION]),
  common(one[PROTOCOL], other[PROTOCOL]),
  common(one[SOURCE_PORT], other[SOURCE_PORT]),
  common(one[DESTINATION_PORT], other[DESTINATION_PORT]),
];

/** Cuts off what lies before and behind the other box, dimension by dimension; what then remains lies within it. */
function without(one: Box, other: Box): Packets {
  if (!overlap(one, other)) return [one];
  const pieces: Box[] = [];
  let rest = one;
  for (const dimension of DIMENSIONS) {
    const { from, to } = rest[dimension];
    const hole = other[dimension];
    if (from < hole.from) pieces.push(replaced(rest, dimension, { from, to: hole.from }));
    if (hole.to < to) pieces.push(replaced(rest, dimension, { from: hole.to, to }));
    rest = replaced(rest, dimension, common(rest[dimension], hole));
  }
  return pieces;
}

function replaced(box: Box, dimension: number, by: Interval): Box {
  const changed = [...box];
  changed[dimension] = by;
  return changed as unknown as Box;
}
