import type { Term } from '../../constructs/trail-alarms/term';

/** An event of CloudTrail, or a part of one. */
export type TrailEvent = Readonly<Record<string, unknown>>;

/**
 * The values at a selector of an event, `[0]` and `[*]` included: none where there is no such field, and `null` where it
 * has that.
 */
export function valuesAt(event: TrailEvent, selector: string): readonly unknown[] {
  const steps = selector
    .replace(/\.?\['([^']+)'\]/g, (_, key: string) => `.${key.replaceAll('.', '\0')}`)
    .replaceAll('[', '.[')
    .split('.')
    .filter((step) => step !== '');
  return steps
    .reduce<readonly unknown[]>((found, step) => found.flatMap((value) => inside(value, step)), [event])
    .filter((value) => value !== undefined);
}

function inside(value: unknown, step: string): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  const [, index] = /^\[(.+)\]$/.exec(step) ?? [];
  if (index !== undefined && !Array.isArray(value)) return [];
  if (index === '*' || step === '*') return Object.values(value);
  return [(value as Readonly<Record<string, unknown>>)[index ?? step.replaceAll('\0', '.')]];
}

/** Whether a term holds of an event: decided on the structure, without the pattern that is written from it. */
export function holds(term: Term, event: TrailEvent): boolean {
  const values = 'selector' in term ? valuesAt(event, term.selector) : [];
  switch (term.kind) {
    case 'is':
      return values.some((value) => term.values.some((wanted) => globbed(wanted).test(String(value))));
    case 'is-not':
      return values.length > 0 && !values.some((value) => globbed(term.value).test(String(value)));
    case 'flag':
      return values.includes(term.value);
    case 'absent':
      return values.length === 0;
    case 'all':
      return term.terms.every((inner) => holds(inner, event));
    case 'any':
      return term.terms.some((inner) => holds(inner, event));
  }
}

const globbed = (text: string): RegExp =>
  new RegExp(`^${text.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`, 's');
