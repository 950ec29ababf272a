import type { Statement } from './guardrail';

/** A service control policy as it will be attached. */
export interface PolicyDocument {
  readonly Version: '2012-10-17';
  readonly Statement: readonly Statement[];
}

/**
 * Puts statements into as few documents as they fit in, each statement into the first document that has room. The same
 * statements always give the same documents.
 *
 * @throws when a statement is larger than a document may be.
 */
export function pack(statements: readonly Statement[], documentCharacters: number): readonly PolicyDocument[] {
  const documents: Statement[][] = [];
  for (const statement of statements) {
    const alone = charactersOf(documentOf([statement]));
    if (alone > documentCharacters) {
      throw new Error(`${statement.Sid} takes ${alone} characters, and a policy takes ${documentCharacters}`);
    }
    const room = documents.find((held) => charactersOf(documentOf([...held, statement])) <= documentCharacters);
    if (room) room.push(statement);
    else documents.push([statement]);
  }
  return documents.map(documentOf);
}

/** Characters as Organizations counts them, without white space, which is not sent. */
export const charactersOf = (document: PolicyDocument): number => JSON.stringify(document).length;

const documentOf = (statements: readonly Statement[]): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: statements,
});
