/** Stands for a name of which nothing is known. */
export const ANY = 'any';

/** A text that all of some patterns with `*` and `?` take in; undefined where there is none. */
export function commonText(patterns: readonly string[]): string | undefined {
  const dead = new Set<string>();

  const after = (at: readonly number[]): string | undefined => {
    const key = at.join();
    if (dead.has(key)) return undefined;
    const heads = at.map((place, nth) => patterns[nth]?.[place]);
    if (heads.every((head) => head === undefined)) return '';
    const found = isOpen(heads)
      ? prefixed(ANY, pastWildcard(at, heads))
      : (pastWildcard(at, heads) ?? pastCharacter(at, heads));
    if (found === undefined) dead.add(key);
    return found;
  };

  const pastWildcard = (at: readonly number[], heads: Heads): string | undefined => {
    for (const [nth, head] of heads.entries()) {
      const found = head === '*' ? after(at.map((place, other) => (other === nth ? place + 1 : place))) : undefined;
      if (found !== undefined) return found;
    }
    return undefined;
  };

  const pastCharacter = (at: readonly number[], heads: Heads): string | undefined => {
    const characters = new Set(heads.filter((head) => head !== '*' && head !== '?'));
    if (characters.size > 1 || characters.has(undefined)) return undefined;
    const [character = 'x'] = characters;
    // what divides names is not taken for a part of one
    if (heads.includes('?') && /[/:]/.test(character)) return undefined;
    return prefixed(character, after(at.map((place, nth) => (heads[nth] === '*' ? place : place + 1))));
  };

  return after(patterns.map(() => 0));
}

/** The next character of each pattern; undefined behind its end. */
type Heads = readonly (string | undefined)[];

/** Whether no pattern says anything of what comes next. */
const isOpen = (heads: Heads): boolean => heads.every((head) => head === '*');

const prefixed = (text: string, rest: string | undefined): string | undefined =>
  rest === undefined ? undefined : text + rest;
