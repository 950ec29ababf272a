import { takesIn } from '../nag/wildcards';
import { regionsOf, servicesMissing } from '../partition';
import { holds, negated, statesToTry, type Test, testsOf } from './conditions';
import type { GuardrailContext, Statement } from './guardrail';

/** Why a statement never applies. */
export function futile({ Action, NotAction, Resource, NotResource, Condition }: Statement): readonly string[] {
  const lists = { Action, NotAction, Resource, NotResource };
  const empty = Object.entries(lists).flatMap(([name, list]) =>
    list !== undefined && listed(list).length === 0 ? [`${name} is empty`] : [],
  );
  const excepting = Object.entries({ NotAction, NotResource }).flatMap(([name, list]) =>
    listed(list).includes('*') ? [`${name} excepts everything`] : [],
  );
  return [...empty, ...excepting, ...byKey(testsOf(Condition)).flatMap(impossible)];
}

/** Conditions of a statement that hold of every request, and so say nothing. */
export const idleConditions = ({ Condition }: Statement): readonly string[] =>
  byKey(testsOf(Condition)).flatMap((tests) => {
    const states = statesToTry(tests) ?? [];
    const holdsAlways =
      states.length > 0 && states.every((state) => tests.every((test) => holds(test, state) === true));
    return holdsAlways ? tests.slice(0, 1).map(({ key }) => key) : [];
  });

/** Names of regions, in conditions on where a request goes, that no region of the partition has. */
export const foreignRegions = ({ Condition }: Statement, { partition }: GuardrailContext): readonly string[] =>
  testsOf(Condition)
    .filter(({ name, operator }) => name === 'aws:requestedregion' && operator !== 'Null')
    .flatMap(({ values }) => values)
    .filter((value) => !value.includes('${') && !regionsOf(partition).some((region) => takesIn(value, region)));

/** Services of a statement where the partition has none of those that it names. Beside others they do no harm. */
export function absentServices({ Action }: Statement, { partition }: GuardrailContext): readonly string[] {
  const services = [...new Set(listed(Action).map((action) => action.split(':')[0] ?? ''))];
  return services.every((service) => servicesMissing[partition].includes(service)) ? services : [];
}

function byKey(tests: readonly Test[]): readonly (readonly Test[])[] {
  return [...new Set(tests.map(({ name }) => name))].map((key) => tests.filter(({ name }) => name === key));
}

/** Why no request meets the conditions on one key: they have no values, or want it both absent and of some value, or two things at once. */
function impossible(tests: readonly Test[]): readonly string[] {
  const reasons = tests.flatMap((test) =>
    opposed(
      test,
      tests.filter((other) => other !== test),
    ),
  );
  if (reasons.length > 0) return reasons;
  const [first] = tests;
  const states = statesToTry(tests);
  if (first === undefined || states === undefined || tests.filter(isPattern).length > 1) return [];
  if (states.some((state) => tests.every((test) => holds(test, state) !== false))) return [];
  return [`no ${first.key} meets all its conditions, ${tests.map(({ operator }) => operator).join(' and ')}`];
}

/** Of several patterns nobody says here whether some text is taken in by all. */
const isPattern = ({ operator, values }: Test): boolean =>
  /(Like|Arn)/.test(operator) && !operator.includes('Not') && values.some((value) => /[*?]/.test(value));

function opposed({ operator, key, values }: Test, others: readonly Test[]): readonly string[] {
  const isDemanding = !/Not|IfExists$|^Null$|^ForAllValues:/.test(operator);
  if (!isDemanding) return [];
  if (values.length === 0) return [`${operator} of ${key} has no value`];
  if (others.some((other) => other.operator === 'Null' && other.values.includes('true'))) {
    return [`${key} is to be absent and to have a value`];
  }
  const opposite = others.find((other) => other.operator === negated(operator));
  const isOpposite = opposite !== undefined && values.every((value) => opposite.values.includes(value));
  return isOpposite ? [`${key} is to be and not to be ${values.join(', ')}`] : [];
}

const listed = (value: string | readonly string[] | undefined): readonly string[] => [value ?? []].flat();
