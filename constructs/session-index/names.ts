/** The name of the table, which other stacks and the command line write down. */
export const sessionIndexName = (name: string): string => `${name}-session-index`;

/** The table's keys: what is said of a session stands together. */
export const INDEX_KEYS = { session: 'session', entry: 'entry' } as const;

/** Entries of a recording: what is known of it, and what of it can be searched. */
export const ENTRY = { recording: 'recording', contents: 'contents' } as const;

/** Sessions by the day on which they began, and by the person, in the order in which they began. */
export const BY_DAY = 'by-day';
export const BY_PERSON = 'by-person';

/** Partitions that hold what is said of all sessions: gaps that the reconciliation found, who resolved them, and what runs came to. */
export const PARTITION = { gaps: 'gaps', acknowledged: 'acknowledged', reconciled: 'reconciled' } as const;

/** What an acknowledgement consists of: its place, who resolved the gap (`aws:userid`), why, and when. */
export const ACKNOWLEDGEMENT_ATTRIBUTES = ['session', 'entry', 'by', 'reason', 'at'] as const;
