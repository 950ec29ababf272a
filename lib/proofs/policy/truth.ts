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

/** True where all are; false where one is, whatever else is in doubt: what comes after it is not asked for. */
export function allOf(truths: Iterable<Truth>): Truth {
  let doubt: Doubt | undefined;
  for (const truth of truths) {
    if (truth === false) return false;
    if (truth !== true) doubt ??= truth;
  }
  return doubt ?? true;
}

/** True where it is of one, whatever else is in doubt; false where it is of all. */
export function anyOf<Item>(items: Iterable<Item>, of: (item: Item) => Truth): Truth {
  let doubt: Doubt | undefined;
  for (const item of items) {
    const truth = of(item);
    if (truth === true) return true;
    if (truth !== false) doubt ??= truth;
  }
  return doubt ?? false;
}

export const not = (truth: Truth): Truth => (typeof truth === 'boolean' ? !truth : truth);
