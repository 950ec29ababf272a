import { closeSync } from 'node:fs';
import { type ContentKind, KINDS } from '../../constructs/session-recording/recording/content-kinds';
import { type Entry, type Indexed, openText, Slices } from './local-index';
import { type Found, fits, type Hit, type Needle, needlesOf, type SessionQuestion } from './session-filter';

const LINE_FEED = 10;
const TAB = 9;

/** Hits of one session that are kept: more help nobody to find it. */
export const MOST_HITS = 20;

/** Looks through the index of a folder. */
export function searchFolder({ folder, entries }: Indexed, question: SessionQuestion): readonly Found[] {
  const candidates = entries.filter(({ row }) => fits(row, question));
  const needles = needlesOf(question);
  if (needles.length === 0) return candidates.map(({ row }) => ({ row, hits: [], goesOn: false }));
  const files = openText(folder);
  const folded = new Slices(files.folded);
  try {
    return candidates.flatMap((entry) => {
      const hits = hitsIn(entry, needles, folded.of(entry), files.text);
      return hits ? [{ row: entry.row, hits, goesOn: false }] : [];
    });
  } finally {
    closeSync(files.text);
    closeSync(files.folded);
  }
}

/** @returns undefined where one of the needles is not found */
function hitsIn(
  entry: Entry,
  needles: readonly Needle[],
  haystack: Buffer,
  textFile: number,
): readonly Hit[] | undefined {
  const found = needles.map((needle) => linesWith(haystack, needle));
  if (found.some((lines) => lines.length === 0)) return undefined;
  const lines = [...new Map(found.flat().map((line) => [line.start, line])).values()];
  const text = new Slices(textFile).of(entry);
  return lines.map(({ start, end }) => hitOf(text.subarray(start, end))).sort((one, other) => one.at - other.at);
}

interface Line {
  readonly start: number;
  readonly end: number;
}

/** Lines in whose text it stands; the moment and the kind before it are none. */
function linesWith(haystack: Buffer, { text, kinds }: Needle): readonly Line[] {
  const wanted = Buffer.from(text);
  const lines: Line[] = [];
  for (let at = haystack.indexOf(wanted); at >= 0 && lines.length < MOST_HITS; ) {
    const start = haystack.lastIndexOf(LINE_FEED, at) + 1;
    const end = endOf(haystack, at);
    const kindAt = haystack.indexOf(TAB, start) + 1;
    const body = kindAt + 2;
    const isMeant = kinds.includes(KIND_OF[String.fromCharCode(haystack[kindAt] ?? 0)] as ContentKind);
    if (isMeant && at >= body) lines.push({ start, end });
    at = haystack.indexOf(wanted, isMeant && at < body ? body : end);
  }
  return lines;
}

function endOf(haystack: Buffer, at: number): number {
  const end = haystack.indexOf(LINE_FEED, at);
  return end < 0 ? haystack.length : end;
}

const KIND_OF: Readonly<Record<string, ContentKind>> = Object.fromEntries(KINDS.map((kind) => [kind.charAt(0), kind]));

function hitOf(line: Buffer): Hit {
  const [at = '', kind = '', ...text] = line.toString().split('\t');
  return { at: Number(at), kind: KIND_OF[kind] as ContentKind, text: text.join('\t') };
}
