import { createColors } from 'picocolors';
import type { Io } from './io';

/** A sign at the beginning of a line, or behind the id of a facet. */
const SIGNED = /^(?<before>\s*(?:#\S+ {2})?)(?<sign>[✓✕◐?✎○•⇩–])(?= )/u;

/** The lines of an explanation, with colours where standard output shows them: what it is of, facets, signs. */
export function painted(lines: readonly string[], { colourOut }: Pick<Io, 'colourOut'>): readonly string[] {
  if (!colourOut) return lines;
  const { green, red, yellow, cyan, dim, bold } = createColors(true);
  const paints: Readonly<Record<string, (text: string) => string>> = {
    '✓': green,
    '✕': red,
    '◐': yellow,
    '?': yellow,
    '✎': cyan,
    '⇩': cyan,
  };
  const sign = (line: string): string =>
    line.replace(SIGNED, (_, before: string, of: string) => `${before}${(paints[of] ?? dim)(of)}`);
  const head = (line: string): string => line.replace(/^ {2}#\S+/, (id) => bold(id));
  return lines.map((line, index) => (index === 0 ? bold(line) : head(sign(line))));
}
