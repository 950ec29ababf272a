import { concrete } from './mimicry';

/**
 * A text that begins in a given way, goes on, and is taken in by a pattern, as IAM writes patterns: what a grant names within a
 * bucket or a log group. Undefined where the pattern takes in none.
 */
export function witness(pattern: string, beginning: string): string | undefined {
  let reached = opened(pattern, new Set([0]));
  for (const character of beginning) {
    const next = [...reached].flatMap((at) => {
      if (pattern[at] === '*') return [at];
      return pattern[at] === '?' || pattern[at] === character ? [at + 1] : [];
    });
    reached = opened(pattern, new Set(next));
  }
  const rests = [...reached].map((at) => concrete(pattern.slice(at)));
  const [shortest] = rests.filter((rest) => rest !== '').sort((one, other) => one.length - other.length);
  return shortest === undefined ? undefined : beginning + shortest;
}

/** Places in a pattern, and those behind wildcards that may stand for nothing. */
function opened(pattern: string, at: ReadonlySet<number>): ReadonlySet<number> {
  const all = new Set(at);
  // what is added while it is walked is walked as well
  for (const place of all) if (pattern[place] === '*') all.add(place + 1);
  return all;
}
