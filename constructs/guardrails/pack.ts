import type { Statement } from './guardrail';

/** A control policy as it will be attached. */
export interface PolicyDocument {
  readonly Version: '2012-10-17';
  readonly Statement: readonly Statement[];
}

/**
 * Puts groups together in as few lots as the first that has room for each makes, in the order given: the same groups always
 * give the same lots, and one that grows moves none before it.
 * @param takes whether a lot may hold all of these; what no lot takes has one of its own
 */
export function pack<Item>(
  groups: readonly (readonly Item[])[],
  takes: (items: readonly Item[]) => boolean,
): readonly (readonly Item[])[] {
  const lots: (readonly Item[])[] = [];
  for (const group of groups) {
    const at = lots.findIndex((lot) => takes([...lot, ...group]));
    if (at === -1) lots.push(group);
    else lots[at] = [...(lots[at] ?? []), ...group];
  }
  return lots;
}

/** Characters as Organizations counts them, without white space, which is not sent. */
export const charactersOf = (document: PolicyDocument): number => JSON.stringify(document).length;

export const documentOf = (statements: readonly Statement[]): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: statements,
});

/** What a document takes beside its statements. */
export const EMPTY_DOCUMENT = charactersOf(documentOf([]));
