import { intersect, NO_PACKETS, type Packets, regardless, reversed, subtract, union } from './packets';

/**
 * A set of packets of which part may be undecided: it holds `sure` at least and `maybe` at most. Where nothing is open the two
 * are the same, and the answer is exact.
 */
export interface Bounds {
  readonly sure: Packets;
  readonly maybe: Packets;
}

export const NOTHING: Bounds = { sure: NO_PACKETS, maybe: NO_PACKETS };

export const exactly = (set: Packets): Bounds => ({ sure: set, maybe: set });

/** May be in, and may not. */
export const perhaps = (set: Packets): Bounds => ({ sure: NO_PACKETS, maybe: set });

export const within = (one: Bounds, other: Bounds): Bounds => ({
  sure: intersect(one.sure, other.sure),
  maybe: intersect(one.maybe, other.maybe),
});

export const either = (one: Bounds, other: Bounds): Bounds => ({
  sure: union(one.sure, other.sure),
  maybe: union(one.maybe, other.maybe),
});

/** Less what the other holds: for certain less what it may hold, at most less what it holds for certain. */
export const except = (one: Bounds, other: Bounds): Bounds => ({
  sure: subtract(one.sure, other.maybe),
  maybe: subtract(one.maybe, other.sure),
});

/** One of them, and no one knows which. */
export function oneOf(choices: readonly Bounds[]): Bounds {
  const [first = NOTHING, ...others] = choices;
  return others.reduce(
    (all, choice) => ({ sure: intersect(all.sure, choice.sure), maybe: union(all.maybe, choice.maybe) }),
    first,
  );
}

export const all = (parts: readonly Bounds[]): Bounds => parts.reduce(either, NOTHING);

export const answersTo = (one: Bounds): Bounds => ({ sure: reversed(one.sure), maybe: reversed(one.maybe) });

export const apartFrom = (one: Bounds, ...of: readonly (0 | 1 | 2 | 3 | 4)[]): Bounds => ({
  sure: regardless(one.sure, ...of),
  maybe: regardless(one.maybe, ...of),
});

/** Whether a thing is there: `perhaps` where deployment alone decides. */
export type Certainty = 'yes' | 'no' | 'perhaps';

/** The packets as they are when the thing is there. */
export function given(certainty: Certainty, set: Bounds): Bounds {
  if (certainty === 'no') return NOTHING;
  return certainty === 'yes' ? set : perhaps(set.maybe);
}

/** Nothing at all can be in it. */
export const isNever = ({ maybe }: Bounds): boolean => maybe.length === 0;

/** Something is in it for certain. */
export const isSurely = ({ sure }: Bounds): boolean => sure.length > 0;
