/**
 * Entries that are tried in turn until one notices a change. Changes of one statement are mostly noticed by the same few: who noticed
 * the last is tried first the next time, which spares most trials and changes no verdict.
 */
export class FirstToNotice<Entry> {
  private readonly entries: Entry[];

  constructor(entries: readonly Entry[]) {
    this.entries = [...entries];
  }

  /** Whether any entry notices. */
  some(notices: (entry: Entry) => boolean): boolean {
    const at = this.entries.findIndex(notices);
    if (at > 0) this.entries.unshift(...this.entries.splice(at, 1));
    return at >= 0;
  }
}
