import { parseArn } from './arns';

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

/** Whether there is a text that both patterns take in. */
export function takeInTheSame(one: string, other: string): boolean {
  if (one.startsWith('*'))
    return takeInTheSame(one.slice(1), other) || (other !== '' && takeInTheSame(one, other.slice(1)));
  if (other.startsWith('*')) return takeInTheSame(other, one);
  if (one === '' || other === '') return one === other;
  const [first, second] = [one.charAt(0), other.charAt(0)];
  return (first === second || first === '?' || second === '?') && takeInTheSame(one.slice(1), other.slice(1));
}

/** The same of ARNs, whose wildcards reach over no colon but in the last part; of other texts as a whole. */
export function takeInTheSameArn(one: string, other: string): boolean {
  const [first, second] = [one, other].map((text) => Object.values(parseArn(text) ?? { text }));
  return first?.length === second?.length && (first ?? []).every((part, at) => takeInTheSame(part, second?.[at] ?? ''));
}
