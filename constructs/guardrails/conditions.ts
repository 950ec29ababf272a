import { takesIn } from '../nag/wildcards';
import type { Conditions } from '../purpose-key/senders';

/** Said of a condition key that requests do not carry, and of one whose value nobody knows here. */
export const ABSENT = Symbol('absent');
export const UNKNOWN = Symbol('unknown');

/** What a request says of a condition key. */
export type State = string | typeof ABSENT | typeof UNKNOWN;

/** Undefined: nobody can tell here. */
export type Truth = boolean | undefined;

/** An operator in its parts: `ForAnyValue:StringNotLikeIfExists`. */
interface Operator {
  readonly qualifier: 'ForAnyValue' | 'ForAllValues' | undefined;
  readonly kind: string;
  readonly isNegated: boolean;
  readonly how: string;
  readonly isIfExists: boolean;
}

const OPERATOR =
  /^(?:(ForAnyValue|ForAllValues):)?(Not)?(String|Arn|Bool|Numeric|Date|IpAddress|Binary)(Not)?(\w*?)(IfExists)?$/;

function operatorOf(operator: string): Operator | undefined {
  const match = OPERATOR.exec(operator);
  if (!match) return undefined;
  const [, qualifier, before, kind = '', after, how = '', suffix] = match;
  return {
    qualifier: qualifier as Operator['qualifier'],
    kind,
    isNegated: (before ?? after) !== undefined,
    how,
    isIfExists: suffix !== undefined,
  };
}

/** A condition on one key. */
export interface Test {
  readonly operator: string;
  /** As written. */
  readonly key: string;
  /** In lower case: keys know no case. */
  readonly name: string;
  readonly values: readonly string[];
}

/** The conditions of a statement, of which all must hold. */
export const testsOf = (conditions: Conditions = {}): readonly Test[] =>
  Object.entries(conditions).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => ({
      operator,
      key,
      name: key.toLowerCase(),
      values: [values].flat().map(String),
    })),
  );

/**
 * Whether a condition holds of what a request says of its key.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function holds({ operator, values }: Test, state: State): Truth {
  if (operator === 'Null') return values.includes('true') === (state === ABSENT);
  const parsed = operatorOf(operator);
  if (parsed === undefined) return undefined;
  const { qualifier, kind, isNegated, how, isIfExists } = parsed;
  if (state === ABSENT) {
    if (isIfExists || qualifier === 'ForAllValues') return true;
    return qualifier === undefined && isNegated;
  }
  const one = anyOf(values.map((value) => matches(value, state, kind, how)));
  return isNegated && one !== undefined ? !one : one;
}

const anyOf = (truths: readonly Truth[]): Truth =>
  truths.includes(true) ? true : truths.includes(undefined) ? undefined : false;

/** Whether a value that is there is among those that one value of a condition takes in. */
function matches(wanted: string, value: Exclude<State, typeof ABSENT>, kind: string, how: string): Truth {
  const isPattern = kind === 'Arn' || how === 'Like';
  const isOrdered = kind === 'Numeric' || kind === 'Date';
  if ((wanted === value && !isOrdered) || (isPattern && wanted === '*')) return true;
  // what a variable stands for, the request says
  if (value === UNKNOWN || [wanted, value].some((text) => text.includes('${')) || kind === 'IpAddress')
    return undefined;
  if (isPattern) return takesIn(wanted, value);
  if (isOrdered) return ordered(how, valueIn(kind, value), valueIn(kind, wanted));
  if (kind === 'Bool' || how === 'EqualsIgnoreCase') return wanted.toLowerCase() === value.toLowerCase();
  return false;
}

/** A date counts by its milliseconds; one that is a number is in seconds. */
const valueIn = (kind: string, text: string): number =>
  kind === 'Date' && Number.isNaN(Number(text)) ? Date.parse(text) : Number(text) * (kind === 'Date' ? 1000 : 1);

function ordered(how: string, value: number, wanted: number): boolean {
  if (how === 'LessThan') return value < wanted;
  if (how === 'LessThanEquals') return value <= wanted;
  if (how === 'GreaterThan') return value > wanted;
  if (how === 'GreaterThanEquals') return value >= wanted;
  return value === wanted;
}

/** `StringEquals` → `StringNotEquals`, `IpAddress` → `NotIpAddress`. */
export const negated = (operator: string): string =>
  operator === 'IpAddress' ? 'NotIpAddress' : operator.replace(/^(String|Arn|Numeric|Date)/, '$1Not');

/**
 * States of a key among which conditions can tell: absent, each of their values, and beside these. Undefined where nobody can say
 * them all: of several values at once, addresses, and what policy variables stand for.
 */
export function statesToTry(tests: readonly Test[]): readonly State[] | undefined {
  const operators = tests.filter(({ operator }) => operator !== 'Null').map(({ operator }) => operatorOf(operator));
  if (operators.some((one) => one === undefined || one.qualifier !== undefined || one.kind === 'IpAddress')) return;
  const values = tests.filter(({ operator }) => operator !== 'Null').flatMap((test) => test.values);
  if (values.some((value) => value.includes('${'))) return;
  const kinds = new Set(operators.map((one) => one?.kind));
  return [ABSENT, ...values.flatMap((value) => around(value, kinds)), ...fresh(kinds)];
}

/** A value that a condition names, and those next to it where values have an order; of a pattern, two texts that it takes in as well. */
function around(value: string, kinds: ReadonlySet<string | undefined>): readonly string[] {
  if (kinds.has('Numeric')) return [-0.5, 0, 0.5].map((step) => String(Number(value) + step));
  if (kinds.has('Date')) {
    const date = valueIn('Date', value);
    return Number.isNaN(date) ? [] : [-1, 0, 1].map((step) => new Date(date + step).toISOString());
  }
  const taken = /[*?]/.test(value) ? ['', FRESH].map((text) => value.replaceAll('*', text).replaceAll('?', 'x')) : [];
  return [value, ...taken];
}

/** A text that no condition names. */
const FRESH = 'fresh-0f2c';

function fresh(kinds: ReadonlySet<string | undefined>): readonly string[] {
  if (kinds.has('Numeric') || kinds.has('Date')) return [];
  return kinds.has('Bool') ? ['true', 'false'] : [FRESH];
}
