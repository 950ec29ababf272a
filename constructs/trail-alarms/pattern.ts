import type { Term } from './term';

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html */
export const LONGEST_PATTERN = 1024;

/**
 * Selectors with `[*]` that one pattern may have.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
const MOST_WILDCARD_SELECTORS = 3;

/**
 * Filter patterns that together fire on events of which any of the terms holds: as few as the length of a pattern allows.
 *
 * @param subject whose terms they are, for the message of an error
 * @throws when a single term is longer than a pattern may be, or a text holds what cannot be quoted.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function patternsOf(terms: readonly Term[], subject: string): readonly string[] {
  const chunks: (readonly string[])[] = [];
  for (const text of terms.map((term) => written(term))) {
    const longer = [...(chunks.at(-1) ?? []), text];
    if (chunks.length > 0 && fits(longer)) chunks[chunks.length - 1] = longer;
    else chunks.push([text]);
  }
  const tooLong = chunks.find((chunk) => !fits(chunk));
  if (!tooLong) return chunks.map(pattern);
  throw new Error(
    `${subject}: a pattern of ${pattern(tooLong).length} characters is longer than the ${LONGEST_PATTERN} that CloudWatch Logs takes, or has more than ${MOST_WILDCARD_SELECTORS} selectors with [*]. Split the term in two.`,
  );
}

const pattern = (texts: readonly string[]): string =>
  texts.length === 1 ? `{ ${texts[0]} }` : `{ ${texts.map((text) => `(${text})`).join(' || ')} }`;

const fits = (texts: readonly string[]): boolean =>
  pattern(texts).length <= LONGEST_PATTERN && pattern(texts).split('[*]').length - 1 <= MOST_WILDCARD_SELECTORS;

function written(term: Term): string {
  switch (term.kind) {
    case 'is':
      return term.values.map((value) => `$.${term.selector} = ${quoted(value)}`).join(' || ');
    case 'is-not':
      return `$.${term.selector} != ${quoted(term.value)}`;
    case 'flag':
      return `$.${term.selector} IS ${term.value ? 'TRUE' : 'FALSE'}`;
    case 'absent':
      return `$.${term.selector} NOT EXISTS`;
    case 'all':
      return term.terms.map(grouped).join(' && ');
    case 'any':
      return term.terms.map(written).join(' || ');
  }
}

const grouped = (term: Term): string => (isAlternative(term) ? `(${written(term)})` : written(term));

const isAlternative = (term: Term): boolean =>
  term.kind === 'is' ? term.values.length > 1 : term.kind === 'any' && term.terms.length > 1;

function quoted(value: string): string {
  if (!/["\\]/.test(value) && !/[^*]\*[^*]/.test(value)) return `"${value}"`;
  throw new Error(`'${value}' cannot be matched: CloudWatch Logs takes no quotes in a text, and no * within one.`);
}
