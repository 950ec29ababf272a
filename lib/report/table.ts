/** Entries once each, by key, for others to point to. */
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
