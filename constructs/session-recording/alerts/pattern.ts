import type { Bilingual } from '../../standard';

/** States of the automaton that finds patterns, at most for one: counted repetition takes as many as it counts. */
const MOST_STATES = 1000;

/** Escapes that mean the same to JavaScript, to Python and to the automaton, besides those of signs. */
const LETTERS = 'dDwWsSbBtnrfv';

/**
 * Why a pattern cannot be looked for in commands, if so. The recorder finds patterns by an automaton, which reads each character
 * once, and tells of a command that would take it more steps than it may; it knows characters, classes, groups, alternatives, repetition, `^`, `$`, `\b` and `\B`.
 */
export function obstacleOf(pattern: string): Bilingual | undefined {
  try {
    new RegExp(pattern, 'u');
  } catch (error) {
    const { message } = error as Error;
    return { en: `is no regular expression: ${message}`, zh: `不是正则表达式：${message}` };
  }
  try {
    return new Reader(pattern).size() > MOST_STATES ? TOO_LARGE : undefined;
  } catch (error) {
    if (!(error instanceof Unknown)) throw error;
    return { en: `holds \`${error.message}\`, which is not known here`, zh: `含不支持的 \`${error.message}\`` };
  }
}

const TOO_LARGE: Bilingual = {
  en: `repeats so much that it takes more than ${MOST_STATES} states`,
  zh: `重复次数过多，所需状态超过 ${MOST_STATES} 个`,
};

class Unknown extends Error {}

/** Reads a pattern that JavaScript takes: brackets close, and quantifiers have something to repeat. */
class Reader {
  private at = 0;

  constructor(private readonly pattern: string) {}

  /** How many states it takes, or more. @throws Unknown */
  size(): number {
    let size = 1;
    for (; this.at < this.pattern.length && this.pattern[this.at] !== ')'; size += 2) size += this.piece();
    return size;
  }

  private piece(): number {
    const size = this.atom();
    const count = /^(?:[*+?]|\{(\d+)(,?)(\d*)\})\??/.exec(this.pattern.slice(this.at));
    if (!count) return size;
    this.at += count[0].length;
    const [, least, comma, most] = count;
    if (least === undefined) return 2 * size + 4;
    const times = comma && most === '' ? Number(least) + 1 : Number(most || least);
    return (times + 1) * (size + 2);
  }

  private atom(): number {
    const rest = this.pattern.slice(this.at);
    const sign = rest[0];
    if (sign === '(') return this.group(rest);
    if (sign === '[') return this.take(this.classIn(rest));
    if (sign === '\\') return this.take(escapeIn(rest));
    return this.take(sign ?? '');
  }

  private group(rest: string): number {
    if (rest.startsWith('(?') && !rest.startsWith('(?:')) throw new Unknown(rest.slice(0, rest[2] === '<' ? 4 : 3));
    this.take(rest.startsWith('(?:') ? '(?:' : '(');
    const size = this.size();
    this.take(')');
    return size;
  }

  private classIn(rest: string): string {
    const found = /^\[(?:\^|(?!\^))(?:\\.|[^\]\\])+\]/su.exec(rest)?.[0];
    if (found === undefined) throw new Unknown(rest.startsWith('[^') ? '[^]' : '[]');
    for (const [escaped] of found.matchAll(/\\./gsu)) escapeIn(escaped);
    return found;
  }

  private take(text: string): number {
    this.at += text.length;
    return 1;
  }
}

function escapeIn(rest: string): string {
  const escaped = rest.slice(0, 2);
  if (/[0-9A-Za-z]/.test(escaped) && !LETTERS.includes(escaped.slice(1))) throw new Unknown(escaped);
  return escaped;
}
