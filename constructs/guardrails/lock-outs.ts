import { holds, type State, type Test, testsOf } from './conditions';
import { ANY_REGION, type Call } from './deployment-calls';
import type { GuardrailContext, Statement } from './guardrail';
import type { Indispensable, Request } from './indispensable';
import type { Stated } from './lots';
import { takesAction, takesResource } from './minify';

/**
 * Who cannot do, in any region where people may work, what it has to be able to do. Statements that refuse it in all of them are
 * told alone, others together. A statement counts where it may hold in one of the ways in which somebody calls: an address, a
 * client, a network or a time that nobody can promise locks out as surely as a condition that always holds.
 */
export function lockOuts(
  stated: readonly Stated[],
  indispensable: readonly Indispensable[],
  context: GuardrailContext,
): readonly string[] {
  const regionsHere = [...regionsOfPeople(context), REGION_OF_IAM[context.partition]];
  const refusedBy = callsRefused();
  return indispensable.flatMap((whom) =>
    told(
      whom,
      [
        { calls: whom.calls, requests: whom.requests },
        { calls: whom.creates, requests: whom.forwarded },
      ].flatMap(({ calls, requests }) => {
        const binding = stated.flatMap((one) => {
          const { ofCaller, ofCall } = asked(one.statement, requests);
          const regions = regionsOfRefusal(ofCaller, requests, regionsHere);
          return regions.size > 0 ? [{ ...one, regions, calls: refusedBy(one.statement, ofCall, calls) }] : [];
        });
        return refusedAmong(calls, binding, context);
      }),
    ),
  );
}

/** A statement that binds somebody, where, and what it refuses of what has to be possible. */
interface Binding extends Stated {
  readonly regions: ReadonlySet<string>;
  readonly calls: ReadonlySet<Call>;
}

/** By whom a call is refused: guardrails, of which each refuses it everywhere or which do so together. */
interface Refused {
  readonly ids: readonly string[];
  readonly call: Call;
}

const refusedAmong = (
  calls: readonly Call[],
  binding: readonly Binding[],
  context: GuardrailContext,
): readonly Refused[] =>
  calls.flatMap((call) => {
    const refusals = binding.filter((one) => one.calls.has(call));
    return refusing(refusals, regionsOf(call, context)).map((ids) => ({ ids, call }));
  });

/** The guardrails that refuse a call in every region in which it can be made, each by itself or else together; by their ids. */
function refusing(binding: readonly Binding[], regions: readonly string[]): readonly (readonly string[])[] {
  const byRegion = regions.map((region) =>
    binding.filter((one) => one.regions.has(region)).map(({ guardrail }) => guardrail.id),
  );
  if (byRegion.some((ids) => ids.length === 0)) return [];
  const everywhere = byRegion.reduce((one, other) => one.filter((id) => other.includes(id)));
  if (everywhere.length > 0) return everywhere.map((id) => [id]);
  return [[...new Set(byRegion.flatMap(([first = '']) => first))]];
}

/** As many as a message names. */
const NAMED_ACTIONS = 6;

function told({ who }: Indispensable, refused: readonly Refused[]): readonly string[] {
  const byIds = new Map<string, { readonly isOne: boolean; readonly actions: Set<string> }>();
  for (const { ids, call } of refused) {
    const by = ids.join(' and ');
    const known = byIds.get(by) ?? { isOne: ids.length === 1, actions: new Set<string>() };
    byIds.set(by, known);
    known.actions.add(call.action);
  }
  return [...byIds].map(([by, { isOne, actions }]) => {
    const named = [...actions].slice(0, NAMED_ACTIONS).join(', ');
    const more = actions.size > NAMED_ACTIONS ? ` and ${actions.size - NAMED_ACTIONS} more` : '';
    const [lock, refuse] = isOne ? ['locks', 'it refuses'] : ['together lock', 'they refuse'];
    return `${by} ${lock} out ${who}: ${refuse} ${named}${more} (${SPARE})`;
  });
}

const SPARE = 'leave these out, or spare who makes them by ArnNotLike on aws:PrincipalArn';

/** What statements refuse of what somebody has to do; looked up once for all who have to do the same, and so ask in the same ways. */
function callsRefused() {
  const known = new Map<readonly Call[], Map<Statement, ReadonlySet<Call>>>();
  return (statement: Statement, tests: readonly Test[], calls: readonly Call[]): ReadonlySet<Call> => {
    const byStatement = known.get(calls) ?? new Map<Statement, ReadonlySet<Call>>();
    known.set(calls, byStatement);
    const refused =
      byStatement.get(statement) ??
      new Set(calls.filter((call) => mayHold(tests, (key) => call.says?.[key]) && covers(statement, call)));
    byStatement.set(statement, refused);
    return refused;
  };
}

/** Conditions of a statement on who asks and where, and those on what is asked for. */
interface Asked {
  readonly ofCaller: readonly Test[];
  readonly ofCall: readonly Test[];
}

function asked({ Condition }: Statement, requests: readonly Request[]): Asked {
  const tests = testsOf(Condition);
  const isOfCaller = (test: Test): boolean =>
    isOfRegion(test) || requests.some((request) => stateIn(request, test.name) !== undefined);
  return { ofCaller: tests.filter(isOfCaller), ofCall: tests.filter((test) => !isOfCaller(test)) };
}

/** Regions in which conditions on who asks may hold for somebody's requests. */
function regionsOfRefusal(
  tests: readonly Test[],
  requests: readonly Request[],
  regions: readonly string[],
): ReadonlySet<string> {
  const [ofRegion, others] = [tests.filter(isOfRegion), tests.filter((test) => !isOfRegion(test))];
  if (!requests.some((request) => mayHold(others, (key) => stateIn(request, key)))) return new Set();
  return new Set(regions.filter((region) => ofRegion.every((test) => holds(test, region) !== false)));
}

const isOfRegion = ({ name }: Test): boolean => name === 'aws:requestedregion';

/** Keys of which nothing is known depend on what is asked for, which can be asked for otherwise. */
const mayHold = (tests: readonly Test[], stateOf: (key: string) => State | undefined): boolean =>
  tests.every((test) => {
    const state = stateOf(test.name);
    return state !== undefined && holds(test, state) !== false;
  });

const stateIn = (request: Request, key: string): State | undefined =>
  request[key] ?? (key.startsWith(TAG) ? request[TAG] : undefined);

const TAG = 'aws:principaltag/';

/** True where a statement may hold for somebody in each of the regions where people may work, whatever is asked for. */
export function bindsEverywhere(statement: Statement, whom: Indispensable, context: GuardrailContext): boolean {
  const regions = regionsOfPeople(context);
  const requests = [...whom.requests, ...whom.forwarded];
  const { ofCaller, ofCall } = asked(statement, requests);
  return ofCall.length === 0 && regionsOfRefusal(ofCaller, requests, regions).size === regions.length;
}

/** Stands for any region where none is told. */
const ANYWHERE = [ANY_REGION];

/**
 * IAM answers in one region for all of a partition.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-requestedregion
 */
const REGION_OF_IAM = { aws: 'us-east-1', 'aws-cn': 'cn-north-1' } as const;

const regionsOfPeople = ({ allowedRegions }: GuardrailContext): readonly string[] =>
  allowedRegions.length > 0 ? [...new Set(allowedRegions)] : ANYWHERE;

const regionsOf = ({ action }: Call, context: GuardrailContext): readonly string[] =>
  /^(iam|route53):/.test(action) ? [REGION_OF_IAM[context.partition]] : regionsOfPeople(context);

const covers = (statement: Statement, { action, resource }: Call): boolean =>
  takesAction(statement, action) && takesResource(statement, resource);
