import { type LoggedEvent, valuesAt } from '../../constructs/nag/event-values';
import type { Term } from '../../constructs/trail-alarms/term';

export { type LoggedEvent as TrailEvent, valuesAt };

/** Whether a term holds of an event: decided on the structure, without the pattern that is written from it. */
export function holds(term: Term, event: LoggedEvent): boolean {
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
