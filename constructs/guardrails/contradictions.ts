import { ABSENT, holds, type State, statesToTry, type Test, testsOf } from './conditions';
import type { GuardrailContext, Statement } from './guardrail';
import type { Indispensable } from './indispensable';
import { bindsEverywhere } from './lock-outs';
import type { Stated } from './lots';
import { takesAction, takesResource } from './minify';

/** What guardrails say that cannot all be meant: see `takenFromThePlatform`, `impossibleDemands` and `nothingLeft`. */
export const contradictionsAmong = (
  stated: readonly Stated[],
  platform: Indispensable | undefined,
  context: GuardrailContext,
): readonly string[] => [
  ...takenFromThePlatform(stated, platform, context),
  ...impossibleDemands(stated),
  ...nothingLeft(stated),
];

/** What a guardrail leaves to the platform, another must not take from everybody: not all of it, and no action that it names. */
function takenFromThePlatform(
  stated: readonly Stated[],
  platform: Indispensable | undefined,
  context: GuardrailContext,
): readonly string[] {
  if (platform === undefined) return [];
  const taking = stated.filter(
    ({ guardrail, statement }) => guardrail.exempt === 'nobody' && bindsEverywhere(statement, platform, context),
  );
  const sparing = stated.filter(({ guardrail }) => guardrail.exempt === 'platform');
  return taking.flatMap((one) =>
    sparing.flatMap((other) => {
      const { actions, isAll } = taken(one.statement, other.statement);
      if (actions.length === 0) return [];
      const what = isAll ? 'what' : `${actions.join(', ')}, of what`;
      return [
        `${one.guardrail.id} refuses to everybody ${what} ${other.guardrail.id} leaves to the platform: exempt the platform there too`,
      ];
    }),
  );
}

/** The actions of a statement that another refuses too, for some of its resources, and whether it refuses all for all of them. */
function taken(statement: Statement, { Action, Resource }: Statement) {
  const actions = listed(Action).filter((action) => takesAction(statement, action));
  const resources = listed(Resource).filter((resource) => takesResource(statement, resource));
  return {
    actions: resources.length > 0 ? actions : [],
    isAll: actions.length === listed(Action).length && resources.length === listed(Resource).length,
  };
}

/**
 * Statements that refuse an action under the same conditions for some resources and for all but these: together for all, and so
 * what one of them leaves is not left.
 */
function nothingLeft(stated: readonly Stated[]): readonly string[] {
  return stated.flatMap((one) => {
    const { NotResource, Action } = one.statement;
    if (NotResource === undefined) return [];
    const left = listed(NotResource);
    const others = stated.filter((other) => other !== one && conditionsOf(other) === conditionsOf(one));
    return listed(Action).flatMap((action) => {
      const refusing = others.filter(({ statement }) => takesAction(statement, action));
      const needed = refusing.filter(({ statement }) => left.some((resource) => takesResource(statement, resource)));
      if (!left.every((resource) => needed.some(({ statement }) => takesResource(statement, resource)))) return [];
      const ids = [one, ...needed].map(({ guardrail }) => guardrail.id).join(' and ');
      return [`${ids} together refuse every ${action}, whatever its resource is: leave some resource`];
    });
  });
}

/** What a statement asks for, whom it spares included: who is spared by one of two is left something. */
const conditionsOf = ({ statement }: Stated): string => textOf(testsOf(statement.Condition));

const textOf = (tests: readonly Test[]): string =>
  tests
    .map(({ operator, name, values }) => [operator, name, ...values].join(' '))
    .sort()
    .join('; ');

/** What a statement asks of one key, apart from whom it spares and from what else it asks. */
interface Demand {
  readonly stated: Stated;
  readonly key: string;
  readonly tests: readonly Test[];
  /** Its other conditions, as a text. */
  readonly rest: string;
}

/**
 * Statements that refuse an action together whatever a condition key is, and so demand what cannot be met: that a tag be there
 * and not be there, that a volume be encrypted and not be encrypted.
 */
function impossibleDemands(stated: readonly Stated[]): readonly string[] {
  const groups = new Map<string, Demand[]>();
  for (const demand of stated.flatMap(demandsOf)) {
    const of = `${demand.key.toLowerCase()} ${demand.rest}`;
    groups.set(of, [...(groups.get(of) ?? []), demand]);
  }
  const several = [...groups.values()].filter(({ length }) => length > 1);
  return [...new Set(several.flatMap((group) => group.flatMap((demand) => unmet(demand, group))))];
}

const isSparing = ({ operator, name }: Test): boolean => operator === 'ArnNotLike' && name === 'aws:principalarn';

function demandsOf(stated: Stated): readonly Demand[] {
  const asked = testsOf(stated.statement.Condition).filter((test) => !isSparing(test));
  return [...new Set(asked.map(({ name }) => name))].map((key) => {
    const tests = asked.filter(({ name }) => name === key);
    const others = asked.filter(({ name }) => name !== key);
    return { stated, key: tests[0]?.key ?? key, tests, rest: textOf(others) };
  });
}

/** What is wrong with one of a group of statements that ask for the same but for one key, action by action. */
function unmet({ stated, key, rest }: Demand, group: readonly Demand[]): readonly string[] {
  const { statement } = stated;
  return listed(statement.Action).flatMap((action) => {
    const needed = withoutIdle(group.filter((other) => refusesAll(other.stated.statement, action, statement)));
    if (needed.length < 2) return [];
    const ids = needed.map((one) => one.stated.guardrail.id).join(' and ');
    const where = rest === '' ? '' : ', where their other conditions hold';
    return [
      `${ids} together refuse every ${action}, whatever ${key} is${where}: leave some value, or none, to be asked for`,
    ];
  });
}

/** Whether a statement refuses an action for all resources of another, or for each that it has itself. */
const refusesAll = (one: Statement, action: string, other: Statement): boolean =>
  takesAction(one, action) && (isWithin(one, other) || isWithin(other, one));

const isWithin = (one: Statement, other: Statement): boolean =>
  one.NotResource === undefined && listed(one.Resource).every((resource) => takesResource(other, resource));

/** The demands that are needed to refuse whatever is asked for; none where all together do not. */
function withoutIdle(demands: readonly Demand[]): readonly Demand[] {
  const states = statesToTry(demands.flatMap(({ tests }) => tests));
  if (states === undefined || !refuseAll(demands, states)) return [];
  return demands.reduce((needed, demand) => {
    const others = needed.filter((one) => one !== demand);
    return refuseAll(others, states) ? others : needed;
  }, demands);
}

/** Nobody has to name a key: statements that refuse each of its values, but only together, leave nothing that was meant. */
function refuseAll(demands: readonly Demand[], states: readonly State[]): boolean {
  const refuses = ({ tests }: Demand, state: State): boolean => tests.every((test) => holds(test, state) === true);
  const present = states.filter((state) => state !== ABSENT);
  const refusesPresent = (some: readonly Demand[]): boolean =>
    present.every((state) => some.some((demand) => refuses(demand, state)));
  if (!refusesPresent(demands)) return false;
  return demands.some((demand) => refuses(demand, ABSENT)) || !demands.some((demand) => refusesPresent([demand]));
}

const listed = (value: string | readonly string[] | undefined): readonly string[] => [value ?? []].flat();
