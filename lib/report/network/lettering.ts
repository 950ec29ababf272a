/**
 * How wide texts are at most, in parts of the font's size. Which font there is nobody knows: the figures are those of DejaVu Sans,
 * which is among the widest that browsers choose, so that texts fit in any.
 */
const WIDTHS: readonly (readonly [RegExp, number])[] = [
  [/[\u1100-\u115f\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]/u, 1],
  [/[IJfijlrt.,:;|!'()[\]\s/-]/, 0.42],
  [/[mwMW@%—→]/, 1],
  [/[A-Z]/, 0.79],
  [/[ckvsxyz]/, 0.6],
  [/[\u0020-\u007e]/, 0.65],
];

/** Of signs that are in none of the classes, such as pictograms. */
const WIDEST = 1.2;

const BOLD = 1.1;

/** Sizes of text in pictures; `network.css` has the same. */
export const SIZES = { title: 16, zone: 13, text: 11.5 } as const;

export type Size = keyof typeof SIZES;

/** In units of the picture. Titles and names of zones are bold. */
export function widthOf(text: string, size: Size = 'text'): number {
  const em = [...text].reduce((sum, sign) => sum + (WIDTHS.find(([of]) => of.test(sign))?.[1] ?? WIDEST), 0);
  return em * SIZES[size] * (size === 'text' ? 1 : BOLD);
}

/** As much of a text as fits, with an ellipsis where that is not all. */
export function fitted(text: string, width: number, size: Size = 'text'): string {
  if (widthOf(text, size) <= width) return text;
  const signs = [...text];
  while (signs.length > 0 && widthOf(`${signs.join('')}…`, size) > width) signs.pop();
  return `${signs.join('')}…`;
}

/** Words in lines that fit; what does not fit into the last line is cut off there. */
export function wrapped(text: string, width: number, mostLines: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/(?<=[ ，、])/)) {
    if (line !== '' && lines.length < mostLines - 1 && widthOf((line + word).trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += word;
  }
  return [...lines, line.trimEnd()].map((each) => fitted(each, width));
}
