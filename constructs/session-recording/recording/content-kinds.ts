/** What of a session can be searched: programs that the kernel ran, lines that were entered, alerts, and the screen's lines. */
export const KINDS = ['ran', 'entered', 'alerts', 'lines'] as const;

/** One of them. */
export type ContentKind = (typeof KINDS)[number];

/** In characters, how much of each kind is kept. */
export type Extent = Readonly<Record<ContentKind, number>>;
