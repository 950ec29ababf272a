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

/** In columns: what is longer is not a line that anybody reads. */
const LONGEST_LINE = 4096;

const OTHER_SCREENS: ReadonlySet<string> = new Set(['47', '1047', '1049']);

/**
 * The lines that a session's output makes, for search and for finding one's way: of shells and what they run, corrections on the line
 * included. Of programs that use the whole screen, each piece of text that stands together is a line.
 */
export class ScreenLines {
  private readonly tokens = new TerminalTokens();
  private cells: string[] = [];
  private column = 0;
  private full = false;

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
    this.finish(at);
  }

  private take(token: Token, at: number): void {
    if (token.kind === 'text') this.write(token.text);
    else if (token.kind === 'control') this.control(token.sign, at);
    else if (token.kind === 'sequence') this.sequence(token, at);
    else if (token.kind === 'escape' && 'cED'.includes(token.final)) this.finish(at);
  }

  private write(text: string): void {
    for (const sign of text) {
      if (this.column >= LONGEST_LINE) return;
      while (this.cells.length < this.column) this.cells.push(' ');
      this.cells[this.column++] = sign;
      if (sign > LAST_NARROW && WIDE.test(sign)) this.cells[this.column++] = '';
    }
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
    const count = Math.min(LONGEST_LINE, Math.max(1, Number.parseInt(parameters, 10) || 1));
    this.onLine(final, count, parameters, at);
  }

  private onLine(final: string, count: number, parameters: string, at: number): void {
    const { cells, column } = this;
    if (final === 'C') this.column = Math.min(LONGEST_LINE, column + count);
    else if (final === 'D') this.column = Math.max(0, column - count);
    else if (final === 'G') this.column = count - 1;
    else if (final === 'P') cells.splice(column, count);
    else if (final === '@') cells.splice(column, 0, ...Array<string>(count).fill(' '));
    else if (final === 'K' || (final === 'J' && !/^[23]$/.test(parameters))) this.erase(parameters);
    else if ('ABEFHJdf'.includes(final)) this.finish(at);
  }

  private erase(parameters: string): void {
    if (parameters === '2') this.cells = [];
    else if (parameters === '1') this.cells.fill(' ', 0, this.column + 1);
    else this.cells.length = Math.min(this.cells.length, this.column);
  }

  private change(full: boolean, at: number): void {
    this.finish(at);
    this.full = full;
  }

  private finish(at: number): void {
    const text = this.cells.join('').trimEnd();
    this.cells = [];
    this.column = 0;
    if (text !== '') this.finished({ at, text });
  }
}
