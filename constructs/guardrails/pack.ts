import type { Statement } from './guardrail';
import { charactersIn } from './minify';

/** A control policy as it will be attached. */
export interface PolicyDocument {
  readonly Version: '2012-10-17';
  readonly Statement: readonly Statement[];
}

/**
 * Sizes that differ by less than this count as equal when statements are put in order of size, so that a statement which grows
 * by an action or two does not change places with others.
 */
const SIZE_CLASS = 256;

interface Bin {
  characters: number;
  /** Positions of the statements, in the order in which they were given. */
  readonly at: number[];
}

/**
 * Puts statements into as few documents as they fit in: the largest first, each into the first document that has room. In a
 * document statements stand in the order given, and documents in the order of their first statements. The same statements
 * always give the same documents.
 *
 * @throws when a statement is larger than a document may be.
 */
export function pack(statements: readonly Statement[], documentCharacters: number): readonly PolicyDocument[] {
  const sizes = statements.map(charactersIn);
  const bins: Bin[] = [];
  for (const index of largestFirst(sizes)) {
    const size = sizes[index] ?? 0;
    const alone = EMPTY_DOCUMENT + size;
    if (alone > documentCharacters) {
      throw new Error(`${statements[index]?.Sid} takes ${alone} characters, and a policy takes ${documentCharacters}`);
    }
    const room = bins.find(({ characters }) => characters + COMMA + size <= documentCharacters);
    if (room) {
      room.characters += COMMA + size;
      room.at.push(index);
    } else bins.push({ characters: alone, at: [index] });
  }
  return bins
    .map(({ at }) => at.sort((a, b) => a - b))
    .sort(([a = 0], [b = 0]) => a - b)
    .map((at) => documentOf(at.flatMap((index) => statements[index] ?? [])));
}

function largestFirst(sizes: readonly number[]): readonly number[] {
  const classOf = (index: number): number => Math.ceil((sizes[index] ?? 0) / SIZE_CLASS);
  return sizes.map((_, index) => index).sort((a, b) => classOf(b) - classOf(a) || a - b);
}

/** Characters as Organizations counts them, without white space, which is not sent. */
export const charactersOf = (document: PolicyDocument): number => JSON.stringify(document).length;

const documentOf = (statements: readonly Statement[]): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: statements,
});

/** What a document takes beside its statements, and what parts two of them. */
export const EMPTY_DOCUMENT = charactersOf(documentOf([]));
const COMMA = ','.length;
