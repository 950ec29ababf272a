import { conditionHolds } from './conditions';
import { RequestContext } from './context';
import type { Choice, Condition, PolicyStatement } from './model';
import { arnParts } from './pattern';

/**
 * Something that a refusal leaves out by its own text. What a condition says of a key: requests with a value, or without the
 * key; what its resources are bound to: others, of another region or account; what it excepts: resources, actions.
 */
export type Opening =
  | CircumstanceOpening
  | { readonly kind: 'region' | 'account' | 'resource' | 'action'; readonly path: string; readonly pattern: string };

/** By a condition. */
export interface CircumstanceOpening {
  readonly kind: 'circumstance';
  readonly path: string;
  readonly condition: Condition;
  /**
   * The value by which the condition spares requests, as it stands there.
   * @default - every value but those that the condition names, or none, where it demands one
   */
  readonly spared?: string;
}

/** Everything that a refusal leaves out by its own text. */
export function openingsIn(statement: PolicyStatement): readonly Opening[] {
  return [
    ...statement.conditions.flatMap((condition) => byCondition(condition, statement.path)),
    ...bound(statement.resources, statement.path),
    ...excepted('resource', statement.resources, `${statement.path}.NotResource`),
    ...excepted('action', statement.actions, `${statement.path}.NotAction`),
  ];
}

/** Operators that spare whom they name: `ForAnyValue:StringNotLike`, `NotIpAddressIfExists`. */
const SPARING = /^(?:ForA\w+:)?\w*Not(?:Equals|Like|IpAddress)/;

function byCondition(condition: Condition, statement: string): readonly Opening[] {
  const path = `${statement}.Condition.${condition.operator}.${condition.key}`;
  const opening = { kind: 'circumstance', path, condition } as const;
  return SPARING.test(condition.operator) ? condition.values.map((spared) => ({ ...opening, spared })) : [opening];
}

/** Patterns that name a region or an account reach no other. */
function bound(resources: Choice<string> | undefined, statement: string): readonly Opening[] {
  if (resources === undefined || resources.negated) return [];
  return resources.items.flatMap((pattern) => {
    const [, , , region = '*', account = '*'] = arnParts(pattern);
    const path = `${statement}.Resource`;
    return [
      ...(ANY.has(region) ? [] : [{ kind: 'region', path, pattern } as const]),
      ...(ANY.has(account) ? [] : [{ kind: 'account', path, pattern } as const]),
    ];
  });
}

/** Parts of a pattern that take in whatever there is; ARNs of buckets have neither region nor account. */
const ANY: ReadonlySet<string> = new Set(['*', '']);

const excepted = (kind: 'resource' | 'action', choice: Choice<string> | undefined, path: string): readonly Opening[] =>
  choice?.negated ? choice.items.map((pattern) => ({ kind, path, pattern })) : [];

/** Values of the sort that operators compare, of which whatever a condition names leaves some out. */
const STRANGE: readonly (readonly [operators: RegExp, values: readonly string[]])[] = [
  [/Date/, ['1970-01-02T00:00:00Z', '2999-12-31T00:00:00Z']],
  [/Numeric/, ['0', '4000000000']],
  [/Bool/, ['true', 'false']],
  [/IpAddress/, ['240.0.0.1', '192.0.2.1']],
];

const strangeTo = ({ operator }: Condition, known: readonly string[]): readonly string[] =>
  STRANGE.find(([operators]) => operators.test(operator))?.[1] ?? [...known, 'anything-else'];

/**
 * Values, or no value, with which a condition does not hold: what a request has to say to pass through an opening.
 * @param known texts that keys have in this landing zone, such as its regions
 */
export function passwords({ condition, spared }: CircumstanceOpening, known: readonly string[]): readonly string[][] {
  const candidates =
    spared === undefined ? [...strangeTo(condition, known).map((value) => [value]), []] : [[oneOf(spared)]];
  return candidates.filter((values) => conditionHolds(condition, saying(condition.key, values), true) === false);
}

const saying = (key: string, values: readonly string[]): RequestContext =>
  new RequestContext({ principal: { kind: 'anonymous' }, action: '', resource: NOWHERE, context: { [key]: values } });

const NOWHERE = { arn: '', account: '' };

/** A text that a pattern takes in; of a range of addresses the first. */
export const oneOf = (pattern: string): string =>
  pattern.replaceAll(/[*?]/g, 'x').replace(/^([\d.]+|[\da-f:]+)\/\d+$/, '$1');
