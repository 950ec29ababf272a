/** What a terminal would do with its output, one step at a time. */
export type Token =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'control'; readonly sign: string }
  /** A string that commands the terminal itself, or a character that aborts. */
  | { readonly kind: 'ignored' }
  /** `ESC (B` has the intermediate `(` and the final `B`. */
  | { readonly kind: 'escape'; readonly intermediates: string; readonly final: string }
  /** `CSI ?25h` has the prefix `?`, the parameters `25`, no intermediates, and the final `h`. */
  | {
      readonly kind: 'sequence';
      readonly prefix: string;
      readonly parameters: string;
      readonly intermediates: string;
      readonly final: string;
    };

const ESCAPE = '\u001b';
const CANCEL = '\u0018';
const SUBSTITUTE = '\u001a';
const BELL = '\u0007';

/** Introduce a string up to its terminator: DCS, SOS, OSC, PM, APC. A bell ends OSC alone. */
const STRINGS = 'PX]^_';
const OPERATING_SYSTEM_COMMAND = ']';
const DEVICE_CONTROL = 'P';
/** Device control whose head is complete: anything may follow. */
const DEVICE_CONTROL_DATA = 'P…';
const STRING_TERMINATOR = '\u009c';
/** The last of ASCII; terminals pass it over. */
const DELETE = '\u007f';

/** Prefix, parameters, intermediates. */
const SEQUENCE = /^([<-?]?)([0-9;:]*)([ -/]*)$/;

/** In characters: what is longer is no sequence that a program sends, and is dropped. */
const LONGEST_SEQUENCE = 256;

const isControl = (sign: string): boolean => sign < ' ' || sign === '\u007f';
const isC1 = (sign: string): boolean => sign >= '\u0080' && sign <= '\u009f';

const COMMANDS = /\p{Cc}/gu;

/** Where plain text ends. */
function endOfText(text: string, from: number): number {
  COMMANDS.lastIndex = from;
  return COMMANDS.exec(text)?.index ?? text.length;
}

const isHighSurrogate = (sign: string): boolean => sign >= '\ud800' && sign <= '\udbff';

type State = 'ground' | 'escape' | 'sequence' | 'string';

/**
 * Takes output apart as terminals do (ECMA-48), in the states that xterm.js has, so that a screen comes out alike: what is no ASCII
 * within a sequence ends it, and so it does SOS, PM, APC and the head of DCS. Of strings that command the terminal itself (titles,
 * clipboard, device control) it tells no more than that they were there. Keeps what is not complete for the next part.
 */
export class TerminalTokens {
  private state: State = 'ground';
  private held = '';

  /** @param take gets each token */
  read(text: string, take: (token: Token) => void): void {
    for (let at = 0; at < text.length; ) {
      const end = this.state === 'ground' ? endOfText(text, at) : at;
      if (end > at) take({ kind: 'text', text: text.slice(at, end) });
      const sign = text.charAt(end);
      if (sign !== '') this.step(isHighSurrogate(sign) ? text.slice(end, end + 2) : sign, take);
      at = end + (isHighSurrogate(sign) ? 2 : 1);
    }
  }

  private step(sign: string, take: (token: Token) => void): void {
    if (isC1(sign)) this.eightBit(sign, take);
    else if (sign === ESCAPE) this.enterEscape(take);
    else if (this.state === 'string') this.string(sign, take);
    else if (sign === CANCEL || sign === SUBSTITUTE) this.abandon(take);
    else if (sign === DELETE) return;
    else if (isControl(sign)) take({ kind: 'control', sign });
    else if (this.state === 'escape') this.escape(sign, take);
    else this.sequence(sign, take);
  }

  /** The forms in one character: of those that are no introducers, terminals of UTF-8 know three, and the end of a string. */
  private eightBit(sign: string, take: (token: Token) => void): void {
    const sevenBit = String.fromCharCode(sign.charCodeAt(0) - 0x40);
    if (sign === STRING_TERMINATOR) {
      this.endString(take);
      this.state = 'ground';
    } else if (`DEH[${STRINGS}`.includes(sevenBit)) {
      this.held = '';
      this.escape(sevenBit, take);
    } else this.abandon(take);
  }

  private abandon(take: (token: Token) => void): void {
    this.state = 'ground';
    take({ kind: 'ignored' });
  }

  private enterEscape(take: (token: Token) => void): void {
    this.endString(take);
    this.state = 'escape';
    this.held = '';
  }

  private endString(take: (token: Token) => void): void {
    const commands = this.held === OPERATING_SYSTEM_COMMAND || this.held === DEVICE_CONTROL_DATA;
    if (this.state === 'string' && commands) take({ kind: 'ignored' });
  }

  private string(sign: string, take: (token: Token) => void): void {
    const bell = sign === BELL && this.held === OPERATING_SYSTEM_COMMAND;
    if (sign === CANCEL || sign === SUBSTITUTE || bell) this.abandon(take);
    else if (this.held.startsWith(DEVICE_CONTROL)) this.deviceControl(sign);
    else if (sign > DELETE && this.held !== OPERATING_SYSTEM_COMMAND) this.state = 'ground';
  }

  /** Its head is that of a sequence; what is no ASCII ends it there, unless it is wrong already. */
  private deviceControl(sign: string): void {
    if (this.held === DEVICE_CONTROL_DATA || isControl(sign)) return;
    const isSound = SEQUENCE.test(this.held.slice(DEVICE_CONTROL.length));
    if (sign > DELETE && isSound) this.state = 'ground';
    else if (sign >= '@' && sign <= '~' && isSound) this.held = DEVICE_CONTROL_DATA;
    else if (sign < '@') this.hold(sign);
  }

  private escape(sign: string, take: (token: Token) => void): void {
    if (sign >= ' ' && sign <= '/') {
      this.hold(sign);
      return;
    }
    this.state = 'ground';
    if (this.held === '' && sign === '[') this.state = 'sequence';
    else if (this.held === '' && STRINGS.includes(sign)) {
      this.state = 'string';
      this.held = sign;
    } else if (sign <= DELETE) take({ kind: 'escape', intermediates: this.held, final: sign });
  }

  private sequence(sign: string, take: (token: Token) => void): void {
    if (sign >= ' ' && sign <= '?') {
      this.hold(sign);
      return;
    }
    const [, prefix, parameters, intermediates] = SEQUENCE.exec(this.held) ?? [];
    // one that is wrong already goes on to its end
    if (sign > DELETE && prefix === undefined) return;
    this.state = 'ground';
    if (sign > DELETE) return;
    if (prefix === undefined || parameters === undefined || intermediates === undefined) return;
    take({ kind: 'sequence', prefix, parameters, intermediates, final: sign });
  }

  private hold(sign: string): void {
    if (this.held.length < LONGEST_SEQUENCE) this.held += sign;
  }
}
