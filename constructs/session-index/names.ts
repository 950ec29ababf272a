/** The name of the table, which other stacks and the command line write down. */
export const sessionIndexName = (name: string): string => `${name}-session-index`;

/** The table's keys: what is said of a session stands together. */
export const INDEX_KEYS = { session: 'session', entry: 'entry' } as const;

/** Entries of a recording: what is known of it, and what of it can be searched. */
export const ENTRY = { recording: 'recording', contents: 'contents' } as const;

/** Sessions by the day on which they began, and by the person, in the order in which they began. */
export const BY_DAY = 'by-day';
export const BY_PERSON = 'by-person';
