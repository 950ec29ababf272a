/** Entries once each, by key: what the page's data points into. */
export class Table<Entry> {
  readonly rows: Entry[] = [];
  private readonly index = new Map<string, number>();

  /** The number of the entry. */
  add(key: string, entry: Entry): number {
    const known = this.index.get(key);
    if (known !== undefined) return known;
    this.index.set(key, this.rows.length);
    return this.rows.push(entry) - 1;
  }
}
