/** Whether a pattern with `*` and `?`, as IAM writes them, takes in a text. Actions ignore case; ARNs do not. */
export function takesIn(pattern: string, text: string, flags: '' | 'i' = ''): boolean {
  const known = compiled[flags];
  const expression = known.get(pattern) ?? expressionOf(pattern, flags);
  known.set(pattern, expression);
  return expression.test(text);
}

/** The same few patterns are compared with many texts. */
const compiled = { '': new Map<string, RegExp>(), i: new Map<string, RegExp>() };

function expressionOf(pattern: string, flags: '' | 'i'): RegExp {
  const escaped = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${escaped}$`, flags);
}
