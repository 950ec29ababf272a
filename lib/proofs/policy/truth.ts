import type { Bilingual } from '../../../constructs/standard';

/** Neither true nor false: something that the evaluator does not model, or that deployment alone decides. */
export class Doubt {
  constructor(readonly because: Bilingual) {}
}

export type Truth = boolean | Doubt;

/** True where all are; false where one is, whatever else is in doubt. */
export function allOf(truths: Iterable<Truth>): Truth {
  let doubt: Doubt | undefined;
  for (const truth of truths) {
    if (truth === false) return false;
    if (truth !== true) doubt ??= truth;
  }
  return doubt ?? true;
}

/** True where one is, whatever else is in doubt; false where all are. */
export function anyOf(truths: Iterable<Truth>): Truth {
  let doubt: Doubt | undefined;
  for (const truth of truths) {
    if (truth === true) return true;
    if (truth !== false) doubt ??= truth;
  }
  return doubt ?? false;
}

export const not = (truth: Truth): Truth => (typeof truth === 'boolean' ? !truth : truth);
