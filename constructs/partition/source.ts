/** Where a fact comes from, and whether and when somebody compared it with that. */
export interface Source {
  /** The page that decides, in case of doubt. */
  readonly url: string;
  /**
   * The day, `YYYY-MM-DD`, on which every row was compared with the source or with the copy named in `edition`.
   * `unverified` where that has not been done: the row is what we know, and what is built on it says so.
   */
  readonly checked: `${number}-${number}-${number}` | 'unverified';
  /**
   * What was read, where it was not the page itself: a dated copy, a translation, a library's table.
   * @default - the page, as it was on the day
   */
  readonly edition?: string;
}
