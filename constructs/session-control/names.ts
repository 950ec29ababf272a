/** The table in which people decide about sessions: one in each region of the bastion. */
export const sessionControlTable = (name: string): string => `${name}-session-control`;

/** The index by whom an entry is about, which is how the recorder asks. */
export const CONTROL_INDEX = 'by-person';

/**
 * What an entry consists of: who wrote it (`aws:userid`), what it is (`approval#<id>`, `watch#<session>` or `end#<session>`), whom or which
 * session it is about, from when until when it holds (seconds since the epoch), and why.
 */
export const CONTROL_ATTRIBUTES = ['owner', 'entry', 'person', 'since', 'until', 'reason'] as const;
