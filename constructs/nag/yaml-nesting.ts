import { CST, Lexer } from 'yaml';

/** Tokens that stand for no character of the text. */
const MARKS: ReadonlySet<string> = new Set([CST.DOCUMENT, CST.FLOW_END, CST.SCALAR]);

/** What may stand before the first word of a line without being an entry of a list or a mapping. */
const WHITE: ReadonlySet<string | null> = new Set(['space', 'byte-order-mark', 'comment', 'newline']);

/** What begins an entry of a block wherever it stands. */
const INDICATORS: ReadonlySet<string | null> = new Set(['seq-item-ind', 'explicit-key-ind']);

/**
 * Where YAML begins to nest deeper than a number of levels; undefined where it does not. To be asked before foreign text is
 * parsed: the parser calls itself at each level, and near the end of the stack V8 does not always throw: its compiler of regular
 * expressions ends the process. The lexer, which is used here, calls itself at none. A list in a mapping counts with it as one
 * level where both begin in the same column, so a text that passes nests at most twice as deep.
 */
export function nestingBeyond(text: string, levels: number): number | undefined {
  const nesting = new Nesting();
  let offset = 0;
  let lineStart = 0;
  for (const token of new Lexer().lex(text)) {
    if (MARKS.has(token)) continue;
    const type = CST.tokenType(token);
    if (!WHITE.has(type)) nesting.enter(type, offset - lineStart);
    if (nesting.depth > levels) return offset;
    offset += token.length;
    const newline = token.lastIndexOf('\n');
    if (newline >= 0) {
      lineStart = offset - token.length + newline + 1;
      nesting.beginLine();
    }
  }
  return undefined;
}

/** The collections that are open at a place. */
class Nesting {
  /** Columns at which block collections begin. */
  private readonly columns: number[] = [];
  /** A number for each bracket: the keys since its last comma. Each after the first begins a mapping within the one before. */
  private readonly brackets: number[] = [];
  private keys = 0;
  private prefix = true;

  get depth(): number {
    return this.columns.length + this.brackets.length + this.keys;
  }

  beginLine(): void {
    this.prefix = true;
  }

  enter(type: string | null, column: number): void {
    if (this.brackets.length === 0 && (this.prefix || INDICATORS.has(type))) this.block(type, column);
    if (type === 'flow-map-start' || type === 'flow-seq-start') this.brackets.push(0);
    else if (type === 'flow-map-end' || type === 'flow-seq-end') this.close();
    else if (this.brackets.length > 0) this.pair(type);
  }

  private block(type: string | null, column: number): void {
    while ((this.columns.at(-1) ?? -1) > column) this.columns.pop();
    if (this.columns.at(-1) !== column) this.columns.push(column);
    // what follows a dash begins a collection of its own
    this.prefix = INDICATORS.has(type) || type === 'map-value-ind';
  }

  private pair(type: string | null): void {
    const keys = this.brackets.at(-1) ?? 0;
    if (type === 'comma') this.forget(keys, 0);
    else if (type === 'map-value-ind' || type === 'explicit-key-ind') this.forget(keys, keys + 1);
  }

  private close(): void {
    this.forget(this.brackets.at(-1) ?? 0, 0);
    this.brackets.pop();
  }

  /** Counts the keys of the innermost bracket anew. */
  private forget(before: number, after: number): void {
    this.keys += Math.max(0, after - 1) - Math.max(0, before - 1);
    if (this.brackets.length > 0) this.brackets[this.brackets.length - 1] = after;
  }
}
