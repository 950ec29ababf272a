/** Signs that a reader does not see: controls, marks that turn the direction of writing, and characters without width. */
const INVISIBLE = /[\p{Cc}\p{Bidi_Control}\u200b\u2028\u2029\u2060\ufeff]/gu;

const FIRST_CONTROL_PICTURE = 0x2400;
const LAST_CONTROL = 0x1f;

/**
 * Shows what hides in a text that came from a template: `␛` for an escape that would command a terminal, `[U+202E]` for
 * a mark that would let a file name read backwards. Line breaks and tabs stay.
 */
export const visible = (text: string): string =>
  text.replace(INVISIBLE, (sign) => (sign === '\n' || sign === '\t' ? sign : picture(sign)));

/** The same on one line. */
export const visibleLine = (text: string): string => text.replace(INVISIBLE, picture);

function picture(sign: string): string {
  const code = sign.codePointAt(0) ?? 0;
  if (code <= LAST_CONTROL) return String.fromCodePoint(FIRST_CONTROL_PICTURE + code);
  return `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
}
