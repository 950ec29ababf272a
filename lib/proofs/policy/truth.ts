import type { Bilingual } from '../../../constructs/standard';

/** Neither true nor false: something that the evaluator does not model, or that deployment alone decides. */
export class Doubt {
  constructor(readonly because: Bilingual) {}
}

/** In doubt for a condition key alone, of which it is not known whether the request has it, and with what value. */
export class UndeterminedKey extends Doubt {
  constructor(readonly key: string) {
    super({ en: `the value of ${key} is not known`, zh: `${key} 的取值未知` });
  }
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
