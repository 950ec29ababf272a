/** Where a fact comes from, and when it was last compared with its source. */
export interface Source {
  readonly url: string;
  /** `YYYY-MM-DD` */
  readonly checked: string;
}
