import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Gap as Found } from './gaps';
import { isOfSession, plain } from './people';

/** An item of the index of sessions. */
export type Item = Readonly<Record<string, AttributeValue>>;

/** A gap as it is kept: since when it is known, and what it is called by who resolves it. */
export interface Gap extends Found {
  readonly id: string;
  readonly found: string;
}

/** What a gap is called: `<kind>#<session>`. */
export const gapId = ({ kind, session }: Pick<Found, 'kind' | 'session'>): string => `${kind}#${session}`;

export const gapOf = (item: Item): Gap => ({
  id: text(item, 'entry'),
  kind: text(item, 'kind') as Gap['kind'],
  session: text(item, 'of'),
  person: text(item, 'person'),
  people: text(item, 'people').split(' ').filter(Boolean),
  at: text(item, 'at'),
  found: text(item, 'found'),
});

/** An acknowledgement counts with a name, of nobody whose session it may have been, and a reason. */
export function acknowledges(acknowledgement: Item | undefined, gap: Gap): boolean {
  if (!acknowledgement) return false;
  const by = text(acknowledgement, 'by');
  return plain(by) !== '' && text(acknowledgement, 'reason').trim() !== '' && !isOfSession(by, gap);
}

const text = (item: Item, name: string): string => item[name]?.S ?? '';
