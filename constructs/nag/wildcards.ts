/** Whether a pattern with `*` and `?`, as IAM writes them, takes in a text. Actions ignore case; ARNs do not. */
export function takesIn(pattern: string, text: string, flags: '' | 'i' = ''): boolean {
  const escaped = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${escaped}$`, flags).test(text);
}
