/** Half of what was typed may be wrong before a suggestion is a guess. */
const TOLERANCE = 0.4;

const MOST_SUGGESTED = 3;

/** The names closest to one that does not exist, the closest first: those that contain it, then those that differ by a few letters. */
export function suggestions(typed: string, names: readonly string[]): readonly string[] {
  const wanted = typed.toLowerCase();
  if (wanted === '') return [];
  const most = Math.max(2, Math.ceil(wanted.length * TOLERANCE));
  return [...new Set(names)]
    .map((name) => ({ name, distance: distanceBetween(wanted, name.toLowerCase(), most) }))
    .filter(({ distance }) => distance <= most)
    .sort((a, b) => a.distance - b.distance || a.name.length - b.name.length || (a.name < b.name ? -1 : 1))
    .slice(0, MOST_SUGGESTED)
    .map(({ name }) => name);
}

function distanceBetween(typed: string, name: string, most: number): number {
  if (name.includes(typed)) return 1;
  // too different in length to be within reach: not worth the arithmetic
  return Math.abs(typed.length - name.length) > most ? Number.POSITIVE_INFINITY : edits(typed, name);
}

/** Levenshtein: letters to insert, delete or replace. */
function edits(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [row, letter] of [...a].entries()) {
    const current = [row + 1];
    for (const [column, other] of [...b].entries()) {
      const replaced = (above[column] ?? 0) + (letter === other ? 0 : 1);
      current.push(Math.min(replaced, (above[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    above = current;
  }
  return above[b.length] ?? 0;
}
