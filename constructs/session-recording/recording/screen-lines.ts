import { TerminalTokens, type Token } from './terminal-tokens';

/** A line that was finished on the screen. */
export interface ScreenLine {
  /** In microseconds since the session began, when it was finished. */
  readonly at: number;
  readonly text: string;
}

/** Characters that take two columns. */
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff01-\uff60\p{Emoji_Presentation}]/u;

/** Before the first of them, Hangul: most characters need no look at a table. */
const LAST_NARROW = '\u10ff';
const NARROW = /^[\0-\u10ff]*$/;

/** In columns: a longer line goes on as the next one. */
const LONGEST_LINE = 4096;

/** In columns: so much of a line that is too long stands in the next one again, so that what goes over the cut is found. */
export const OVERLAP = 256;

/** In columns: no terminal is wider, whatever a sequence says. A few bytes could else take up thousands of cells. */
const WIDEST = 512;

/** Of what stands further apart than this, nobody looks for how far: a few bytes could else make a line of thousands. */
const FAR_APART = ' '.repeat(64);
const WIDER_GAPS = new RegExp(`${FAR_APART} +`, 'g');

/** A full screen has so many rows at most whose text somebody may go on with. */
const MOST_PIECES = 32;

const OTHER_SCREENS: ReadonlySet<string> = new Set(['47', '1047', '1049']);

/** Text that stands together on a full screen, and where. */
interface Piece {
  readonly cells: string[];
  readonly row: number;
  readonly origin: number;
  readonly at: number;
}

/**
 * The lines that a session's output makes, for search and for finding one's way: of shells and what they run, corrections on the line
 * included. Of programs that use the whole screen, each piece of text that stands together is a line; an editor goes elsewhere after
 * each letter, to say where one is, and comes back: where a piece ends it is gone on with.
 */
export class ScreenLines {
  private readonly tokens = new TerminalTokens();
  /** The line, as long as nothing has been done but to write on: of most lines no cell is ever looked at. */
  private written = '';
  private looked: string[] | undefined;
  private column = 0;
  private full = false;
  /** On a full screen, from 1: where the first of the cells is. */
  private row = 1;
  private origin = 1;
  private left: Piece[] = [];

  constructor(private readonly finished: (line: ScreenLine) => void) {}

  /** Whether a program has the whole screen. */
  get isFullScreen(): boolean {
    return this.full;
  }

  read(text: string, at: number): void {
    this.tokens.read(text, (token) => this.take(token, at));
  }

  /** Finishes the last line, when nothing more will come. */
  end(at: number): void {
    this.finishAll(at);
  }

  private take(token: Token, at: number): void {
    if (token.kind === 'text') this.write(token.text, at);
    else if (token.kind === 'control') this.control(token.sign, at);
    else if (token.kind === 'sequence') this.sequence(token, at);
    else if (token.kind === 'escape' && 'cED'.includes(token.final)) this.finish(at);
  }

  private get cells(): string[] {
    this.looked ??= [...this.written];
    return this.looked;
  }

  private set cells(cells: string[]) {
    this.looked = cells;
  }

  private get size(): number {
    return this.looked?.length ?? this.written.length;
  }

  /** Takes the line away, as text. */
  private taken(): string {
    const text = this.looked?.join('') ?? this.written;
    this.looked = undefined;
    this.written = '';
    this.column = 0;
    return text;
  }

  private write(text: string, at: number): void {
    const end = this.column + text.length;
    if (!this.looked && this.column === this.written.length && end <= LONGEST_LINE && NARROW.test(text)) {
      this.written += text;
      this.column = end;
    } else this.overwrite(text, at);
  }

  private overwrite(text: string, at: number): void {
    for (const sign of text) {
      if (this.column >= LONGEST_LINE) this.goOn(at);
      while (this.cells.length < this.column) this.cells.push(' ');
      this.cells[this.column++] = sign;
      if (sign > LAST_NARROW && WIDE.test(sign)) this.cells[this.column++] = '';
    }
  }

  private goOn(at: number): void {
    const kept = this.cells.slice(LONGEST_LINE - OVERLAP, LONGEST_LINE);
    this.finish(at);
    this.cells = kept;
    this.column = kept.length;
  }

  private control(sign: string, at: number): void {
    if (sign === '\r') this.column = 0;
    else if (sign === '\b') this.column = Math.max(0, this.column - 1);
    else if (sign === '\t') this.column = Math.min(LONGEST_LINE, (Math.floor(this.column / 8) + 1) * 8);
    else if (sign === '\n' || sign === '\v' || sign === '\f') this.finish(at);
  }

  private sequence({ prefix, parameters, final }: Token & { kind: 'sequence' }, at: number): void {
    if (prefix === '?' && (final === 'h' || final === 'l')) {
      if (parameters.split(';').some((mode) => OTHER_SCREENS.has(mode))) this.change(final === 'h', at);
      return;
    }
    if (prefix !== '') return;
    const count = Math.min(WIDEST, Math.max(1, Number.parseInt(parameters, 10) || 1));
    this.onLine(final, count, parameters, at);
  }

  private onLine(final: string, count: number, parameters: string, at: number): void {
    const { cells, column } = this;
    if (final === 'C') this.column = Math.min(LONGEST_LINE, column + count);
    else if (final === 'D') this.column = Math.max(0, column - count);
    else if (final === 'G') this.column = count - 1;
    else if (final === 'P') cells.splice(column, count);
    else if (final === '@') this.insert(count);
    else if (final === 'K' || (final === 'J' && !/^[23]$/.test(parameters))) this.erase(parameters);
    else if (this.full && 'Hf'.includes(final)) this.moveTo(parameters, at);
    else if ('ABEFHJdf'.includes(final)) this.finishAll(at);
  }

  /** What is pushed past the end is gone, as it is from a screen. */
  private insert(count: number): void {
    if (this.column >= this.cells.length) return;
    this.cells.splice(this.column, 0, ...Array<string>(count).fill(' '));
    this.cells.length = Math.min(this.cells.length, LONGEST_LINE);
  }

  private moveTo(parameters: string, at: number): void {
    const [row = 1, column = 1] = parameters.split(';').map((part) => Number.parseInt(part, 10) || 1);
    this.leave(at);
    const found = this.left.findIndex((piece) => piece.row === row && piece.origin + piece.cells.length === column);
    const [piece] = found < 0 ? [] : this.left.splice(found, 1);
    if (piece) this.cells = piece.cells;
    this.column = this.size;
    this.row = row;
    this.origin = piece?.origin ?? column;
  }

  /** Somebody may come back to where it ends. What is overwritten meanwhile stays what it was. */
  private leave(at: number): void {
    if (this.size > 0) this.left.push({ cells: this.cells, row: this.row, origin: this.origin, at });
    this.taken();
    if (this.left.length > MOST_PIECES) this.tellPiece(this.left.shift());
  }

  private tell(line: string, at: number): void {
    const text = line.trimEnd().replace(WIDER_GAPS, FAR_APART);
    if (text) this.finished({ at, text });
  }

  private erase(parameters: string): void {
    if (parameters === '2') this.cells = [];
    else if (parameters === '1') this.cells.fill(' ', 0, this.column + 1);
    else this.cells.length = Math.min(this.cells.length, this.column);
  }

  private change(full: boolean, at: number): void {
    this.finishAll(at);
    this.full = full;
  }

  private tellPiece(piece: Piece | undefined): void {
    if (piece) this.tell(piece.cells.join(''), piece.at);
  }

  private finishAll(at: number): void {
    for (const piece of this.left) this.tellPiece(piece);
    this.left = [];
    this.finish(at);
  }

  private finish(at: number): void {
    this.tell(this.taken(), at);
  }
}
