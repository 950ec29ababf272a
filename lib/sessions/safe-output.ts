import { TerminalTokens, type Token } from '../../constructs/session-recording/recording/terminal-tokens';

/** Move the cursor or change lines: nothing that a viewer's terminal remembers. */
const CONTROLS = '\b\t\n\v\f\r\u000e\u000f';

/** Save and restore the cursor, index, next line, tabulator, reverse index, full reset, and which set of characters holds. */
const ESCAPES = '78DEMHcno|}~';

/** Choose a set of characters, and fill the screen for alignment. */
const CHARACTER_SETS = '()*+-./#%';

/** Cursor, erasing, inserting and deleting, scrolling, tabulators, colours, margins. */
const SEQUENCES = '@ABCDEFGHIJKLMPSTXZ^`abdefgmrsu';

/** With an intermediate: soft reset, protection from erasing, columns and shifting. */
const SEQUENCES_WITH: ReadonlySet<string> = new Set(['!p', '"q', "'}", "'~", ' @', ' A']);

/** Modes that change what the screen shows: reverse, origin, wrapping, cursor, the other screen. */
const SCREEN_MODES: ReadonlySet<string> = new Set(['5', '6', '7', '12', '25', '45', '47', '1047', '1048', '1049']);

/** Insertion, and what a line feed does. */
const ANSI_MODES: ReadonlySet<string> = new Set(['4', '20']);

/** Larger numbers only make a terminal count. */
const LARGE = /\d{5,}/g;
const LARGEST = '9999';

/** Does nothing, and keeps apart what a command that is left out kept apart. */
const NOTHING = '\0';

/** Brings a terminal back to what it was, whatever a recording left behind. */
export const AFTERWARDS = '\u001b[!p\u001b[?1049l\u001b[?5l\u001b[?7h\u001b[?25h\u001b[r\u001b[0m\u001b(B\u000f\r\n';

/**
 * Output of a session made safe to show: what draws on the screen passes; what asks the terminal, names its window, fills its
 * clipboard, prints, reports keys or mouse, or is not known does not. What passes draws the same screen.
 */
export class SafeOutput {
  private readonly tokens = new TerminalTokens();
  private leftOut = false;

  read(text: string): string {
    let safe = '';
    this.tokens.read(text, (token) => {
      const part = shown(token);
      if (this.leftOut && refersBack(token)) safe += NOTHING;
      this.leftOut = part === '';
      safe += part;
    });
    return safe;
  }
}

/** Whether it may combine with the character before it, or repeat it. */
const refersBack = (token: Token): boolean =>
  token.kind === 'text' ? token.text > '\u007f' : token.kind === 'sequence' && token.final === 'b';

function shown(token: Token): string {
  switch (token.kind) {
    case 'text':
      return token.text;
    case 'control':
      return CONTROLS.includes(token.sign) ? token.sign : '';
    case 'escape':
      return isSafeEscape(token) ? `\u001b${token.intermediates}${token.final}` : '';
    case 'sequence':
      return safeSequence({ ...token, parameters: token.parameters.replace(LARGE, LARGEST) });
    case 'ignored':
      return '';
  }
}

function isSafeEscape({ intermediates, final }: Token & { kind: 'escape' }): boolean {
  if (intermediates === '') return ESCAPES.includes(final);
  return intermediates.length === 1 && CHARACTER_SETS.includes(intermediates) && /^[0-~]$/.test(final);
}

function safeSequence({ prefix, parameters, intermediates, final }: Token & { kind: 'sequence' }): string {
  if (intermediates !== '') {
    const known = prefix === '' && SEQUENCES_WITH.has(intermediates + final);
    return known ? `\u001b[${parameters}${intermediates}${final}` : '';
  }
  if (final === 'h' || final === 'l') return modes(prefix, parameters, final);
  // erasing what is not protected is erasing, here
  const erases = prefix === '?' && (final === 'J' || final === 'K');
  const draws = prefix === '' && SEQUENCES.includes(final);
  return erases || draws ? `\u001b[${prefix}${parameters}${final}` : '';
}

function modes(prefix: string, parameters: string, final: string): string {
  const known = prefix === '?' ? SCREEN_MODES : prefix === '' ? ANSI_MODES : new Set<string>();
  const kept = parameters.split(';').filter((mode) => known.has(mode));
  return kept.length > 0 ? `\u001b[${prefix}${kept.join(';')}${final}` : '';
}
