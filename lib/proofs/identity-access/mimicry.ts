import { someOf } from '../access/arn-formats';
import type { Place } from '../access/places';
import { RequestContext } from '../policy/context';
import type { Condition, Context, PolicyStatement, Principal } from '../policy/model';

/** Stands for a value of which a policy says no more than that there has to be one. */
const ANY = 'any';

/**
 * Values that fulfil conditions, as far as that can be had: whoever is meant has them, and whoever is not may copy most.
 * @param principal who fills in policy variables, such as `${aws:username}`
 */
export function fulfilling({ conditions }: Pick<PolicyStatement, 'conditions'>, principal?: Principal): Context {
  const filled = principal ? (value: string) => withVariables(value, principal) : (value: string) => value;
  // that a key has to be there says least of its value
  const ordered = [...conditions].sort((one, other) => Number(isNull(other)) - Number(isNull(one)));
  return Object.fromEntries(
    ordered.map((condition) => [condition.key, valuesFor({ ...condition, values: condition.values.map(filled) })]),
  );
}

const isNull = ({ operator }: Condition): boolean => operator === 'Null';

function withVariables(value: string, principal: Principal): string {
  const { lookup } = new RequestContext({ principal, action: '', resource: { arn: '*', account: '' } });
  return value.replace(/\$\{([\w-]+:[^}]+)\}/g, (whole, key: string) => {
    const known = lookup(key);
    return typeof known === 'string' ? known : whole;
  });
}

function valuesFor({ operator, values }: Condition): string | readonly string[] {
  const [, name = ''] = /^(?:For\w+:)?(\w+?)(?:IfExists)?$/.exec(operator) ?? [];
  const [value = ANY] = values;
  return (FULFILLING[name] ?? plain)(value);
}

type Fulfilling = (value: string) => string | readonly string[];

const plain: Fulfilling = (value) => concrete(value);
const other: Fulfilling = () => 'another';

/** A text that a pattern takes in. */
export const concrete = (pattern: string): string => pattern.replaceAll('*', ANY).replaceAll('?', 'x');

const HOUR_MS = 3_600_000;
const shifted =
  (milliseconds: number): Fulfilling =>
  (value) =>
    new Date(Date.parse(value) + milliseconds).toISOString();

const FULFILLING: Readonly<Record<string, Fulfilling>> = {
  ArnNotEquals: other,
  ArnNotLike: other,
  DateGreaterThan: shifted(HOUR_MS),
  DateLessThan: shifted(-HOUR_MS),
  IpAddress: (value) => value.split('/')[0] ?? value,
  Null: (value) => (value === 'true' ? [] : ANY),
  NumericGreaterThan: (value) => String(Number(value) + 1),
  NumericLessThan: (value) => String(Number(value) - 1),
  StringNotEquals: other,
  StringNotEqualsIgnoreCase: other,
  StringNotLike: other,
};

/** Actions that a statement covers: of a pattern, one that it takes in. */
export const actionsIn = ({ actions }: PolicyStatement): readonly string[] =>
  actions && !actions.negated
    ? actions.items.map((pattern) => (pattern === '*' ? `${ANY}:${ANY}` : concrete(pattern)))
    : [`${ANY}:${ANY}`];

/** A resource that a statement covers, in a place; the one that it is attached to where it names none, or all. */
export const resourceIn = ({ resources }: PolicyStatement, attachedTo: string, place: Place | undefined): string => {
  const [pattern] = resources && !resources.negated ? resources.items : [];
  return pattern === undefined || pattern === '*' ? attachedTo : someOf(pattern, place);
};
