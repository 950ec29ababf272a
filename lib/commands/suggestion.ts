import { distance } from 'fastest-levenshtein';

/** Half of what was typed may be wrong before a suggestion is a guess. */
const TOLERANCE = 0.4;

const MOST_SUGGESTED = 3;

/** The names closest to one that does not exist, the closest first: those that contain it, then those that differ by a few letters. */
export function suggestions(typed: string, names: readonly string[]): readonly string[] {
  const wanted = typed.toLowerCase();
  if (wanted === '') return [];
  const most = Math.max(2, Math.ceil(wanted.length * TOLERANCE));
  return [...new Set(names)]
    .map((name) => ({ name, edits: editsBetween(wanted, name.toLowerCase(), most) }))
    .filter(({ edits }) => edits <= most)
    .sort((a, b) => a.edits - b.edits || a.name.length - b.name.length || (a.name < b.name ? -1 : 1))
    .slice(0, MOST_SUGGESTED)
    .map(({ name }) => name);
}

function editsBetween(typed: string, name: string, most: number): number {
  if (name.includes(typed)) return 1;
  // too different in length to be within reach: not worth the arithmetic
  return Math.abs(typed.length - name.length) > most ? Number.POSITIVE_INFINITY : distance(typed, name);
}
