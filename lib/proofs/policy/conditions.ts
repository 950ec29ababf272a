import { BlockList, isIP } from 'node:net';
import type { RequestContext } from './context';
import type { Condition } from './model';
import { arnParts, type Lookup, matches, matchesArn } from './pattern';
import { allOf, anyOf, Doubt, not, type Truth } from './truth';

/** Whether a value of the policy takes in a value of the request. */
type Comparison = (wanted: string, given: string, lookup: Lookup | undefined) => Truth;

interface Operator {
  readonly compare: Comparison;
  /** True for `…Not…`: holds where none of the policy's values takes in the request's. */
  readonly negated?: true;
}

const text =
  (options: { readonly wildcards: boolean; readonly ignoreCase?: boolean }): Comparison =>
  (wanted, given, lookup) =>
    matches(wanted, given, lookup ? { ...options, lookup } : options);

const equals = text({ wildcards: false });
const equalsIgnoringCase = text({ wildcards: false, ignoreCase: true });
const like = text({ wildcards: true });

/** Operators of numbers and dates: variables are not known to them. */
const ordered =
  (read: (value: string) => number, holds: (given: number, wanted: number) => boolean): Comparison =>
  (wanted, given) => {
    const bound = read(wanted);
    if (Number.isNaN(bound)) return strange(wanted);
    return holds(read(given), bound);
  };

const ORDERS = {
  Equals: (given: number, wanted: number) => given === wanted,
  LessThan: (given: number, wanted: number) => given < wanted,
  LessThanEquals: (given: number, wanted: number) => given <= wanted,
  GreaterThan: (given: number, wanted: number) => given > wanted,
  GreaterThanEquals: (given: number, wanted: number) => given >= wanted,
} as const;

const orderedOperators = (kind: string, read: (value: string) => number): Readonly<Record<string, Operator>> => ({
  ...Object.fromEntries(
    Object.entries(ORDERS).map(([order, holds]) => [`${kind}${order}`, { compare: ordered(read, holds) }]),
  ),
  [`${kind}NotEquals`]: { compare: ordered(read, ORDERS.Equals), negated: true },
});

/**
 * Every operator but `Null`, which looks at the key alone.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
const OPERATORS: Readonly<Record<string, Operator>> = {
  StringEquals: { compare: equals },
  StringNotEquals: { compare: equals, negated: true },
  StringEqualsIgnoreCase: { compare: equalsIgnoringCase },
  StringNotEqualsIgnoreCase: { compare: equalsIgnoringCase, negated: true },
  StringLike: { compare: like },
  StringNotLike: { compare: like, negated: true },
  ...orderedOperators('Numeric', numberOf),
  ...orderedOperators('Date', dateOf),
  Bool: { compare: sameFlag },
  BinaryEquals: { compare: sameBytes },
  IpAddress: { compare: inRange },
  NotIpAddress: { compare: inRange, negated: true },
  ArnEquals: { compare: sameArn },
  ArnLike: { compare: sameArn },
  ArnNotEquals: { compare: sameArn, negated: true },
  ArnNotLike: { compare: sameArn, negated: true },
};

/** `ForAnyValue:StringLikeIfExists` in its parts. */
const OPERATOR = /^(?:(ForAllValues|ForAnyValue):)?([A-Za-z]+?)(IfExists)?$/;

/**
 * Whether a condition holds for a request.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
export function conditionHolds(condition: Condition, context: RequestContext, variables: boolean): Truth {
  const { set, name, ifExists } = operatorOf(condition.operator);
  const given = context.values(condition.key);
  if (name === 'Null' && !set && !ifExists) return given instanceof Doubt ? given : isAbsent(condition, given);
  const operator = Object.hasOwn(OPERATORS, name) ? OPERATORS[name] : undefined;
  if (!operator) return unknownOperator(condition.operator);
  if (given instanceof Doubt) return given;
  const lookup = variables ? context.lookup : undefined;
  if (set) return holdsForSet(set, ifExists, given, (value) => holdsFor(value, condition, operator, lookup));
  const [first, ...more] = given ?? [];
  if (first === undefined) return ifExists || operator.negated === true;
  return more.length === 0 ? holdsFor(first, condition, operator, lookup) : manyValues(condition);
}

function holdsFor(value: string, { values }: Condition, operator: Operator, lookup: Lookup | undefined): Truth {
  const taken = anyOf(values, (wanted) => operator.compare(wanted, value, lookup));
  return operator.negated ? not(taken) : taken;
}

interface OperatorParts {
  readonly set: string | undefined;
  readonly name: string;
  readonly ifExists: boolean;
}

/** There are few operators, and conditions by the thousand. */
const operators = new Map<string, OperatorParts>();

function operatorOf(operator: string): OperatorParts {
  const before = operators.get(operator);
  if (before) return before;
  const [, set, name = '', ifExists] = OPERATOR.exec(operator) ?? [];
  const parts = { set, name, ifExists: ifExists !== undefined };
  operators.set(operator, parts);
  return parts;
}

/** An empty list, and an empty text alone, count as no value. */
function holdsForSet(
  set: string,
  ifExists: boolean,
  given: readonly string[] | undefined,
  holdsFor: (value: string) => Truth,
): Truth {
  if (given === undefined && ifExists) return true;
  const values = given?.length === 1 && given[0] === '' ? [] : (given ?? []);
  return set === 'ForAllValues' ? allOf(values.map(holdsFor)) : anyOf(values, holdsFor);
}

const isAbsent = ({ values }: Condition, given: readonly string[] | undefined): Truth =>
  anyOf(values, (value) => {
    if (!/^(true|false)$/i.test(value)) return strange(value);
    return (value.toLowerCase() === 'true') === (given === undefined || given.length === 0);
  });

const unknownOperator = (operator: string): Doubt =>
  new Doubt({ en: `the operator ${operator} is not known`, zh: `未知的条件运算符 ${operator}` });

const manyValues = ({ operator, key }: Condition): Doubt =>
  new Doubt({
    en: `${operator} on ${key}, which has several values, needs ForAllValues or ForAnyValue`,
    zh: `${key} 有多个值，${operator} 须使用 ForAllValues 或 ForAnyValue`,
  });

const strange = (value: string): Doubt =>
  new Doubt({ en: `the value ${value} does not fit its operator`, zh: `值 ${value} 与其运算符不符` });

function numberOf(value: string): number {
  return value.trim() === '' ? Number.NaN : Number(value);
}

/** ISO 8601, or seconds since 1970. Four digits are a year. */
function dateOf(value: string): number {
  return /^\d{5,}(\.\d+)?$/.test(value) ? Number(value) * 1000 : Date.parse(value);
}

/** The documentation says of variables in `Bool` both that they work and that they do not. */
function sameFlag(wanted: string, given: string): Truth {
  return /^(true|false)$/i.test(wanted) ? wanted.toLowerCase() === given.toLowerCase() : strange(wanted);
}

function sameBytes(wanted: string, given: string): Truth {
  return Buffer.from(wanted, 'base64').equals(Buffer.from(given, 'base64'));
}

function sameArn(wanted: string, given: string, lookup: Lookup | undefined): Truth {
  if (wanted === '*') return true;
  if (!wanted.includes('{') && arnParts(wanted).length < arnParts('arn:::::').length) return strange(wanted);
  return matchesArn(wanted, given, lookup);
}

const FAMILIES = { 4: 'ipv4', 6: 'ipv6' } as const;

/** An IPv6 address without a prefix is not decided: the documentation gives /32 for both families. */
function inRange(wanted: string, given: string): Truth {
  const [address = '', prefix] = wanted.split('/');
  const family = isIP(address);
  const bits = prefix === undefined ? 32 : Number(prefix);
  const widest = family === 4 ? 32 : 128;
  if ((family !== 4 && family !== 6) || !Number.isInteger(bits) || bits > widest) return strange(wanted);
  if (family === 6 && prefix === undefined) return strange(wanted);
  if (isIP(given) !== family) return false;
  const range = new BlockList();
  range.addSubnet(address, bits, FAMILIES[family]);
  return range.check(given, FAMILIES[family]);
}
