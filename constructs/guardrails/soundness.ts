import { contradictionsAmong } from './contradictions';
import { absentServices, foreignRegions, futile, idleConditions } from './futility';
import { type GuardrailContext, type Statement, sidOf } from './guardrail';
import { type Indispensable, indispensableOf } from './indispensable';
import { lockOuts } from './lock-outs';
import type { Stated } from './lots';

/**
 * What is wrong with guardrails that could not work, as far as they tell by themselves: ids that are not unique, ARNs and regions
 * of another partition, statements that refuse nothing or have conditions that say nothing, that refuse everything to everybody,
 * that alone or together lock out who deploys the landing zone or the break-glass identities, that refuse to everybody what
 * another leaves to the platform, or that demand together what cannot be met. What conditions on the request itself let through
 * is decided by simulation.
 * @param platformRoles ARN patterns of the roles that deploy the landing zone
 * @param others whom guardrails of this kind must not bind either
 */
export function faultsOf(
  stated: readonly Stated[],
  context: GuardrailContext,
  platformRoles: readonly string[],
  others: readonly Indispensable[] = [],
): readonly string[] {
  const indispensable = [...indispensableOf(context, platformRoles), ...others];
  const [platform] = platformRoles.length > 0 ? indispensable : [];
  const limiting = stated.filter(({ statement }) => !isBlanket(statement));
  return [
    ...sameIds(stated),
    ...stated.flatMap((one) => faultsAlone(one, context)),
    ...contradictionsAmong(stated, platform, context),
    ...lockOuts(limiting, indispensable, context),
  ];
}

/** What is wrong with a guardrail whatever the others are. */
function faultsAlone({ guardrail: { id }, statement }: Stated, context: GuardrailContext): readonly string[] {
  const { partition } = context;
  return [
    ...futile(statement).map((why) => `${id} refuses nothing: ${why}`),
    ...idleConditions(statement).map(
      (key) => `${id} has conditions on ${key} that every request meets: leave them out, or ask for less`,
    ),
    ...foreignArns(statement, context).map(
      (arn) => `${id} names ${arn}, and the partition is ${partition}: begin it with arn:${partition}:`,
    ),
    ...foreignRegions(statement, context).map(
      (region) => `${id} names the region ${region}, which ${partition} does not have: name one of its regions`,
    ),
    ...absentServices(statement, context).map(
      (service) => `${id} refuses nothing: ${partition} has no ${service}; leave it out there by its partitions`,
    ),
    ...(isBlanket(statement) ? [`${id} refuses everything to everybody: name actions, or a condition`] : []),
  ];
}

/** Sids must be unique in a policy, and refusals are told by them. */
function sameIds(stated: readonly Stated[]): readonly string[] {
  const sids = stated.map(({ statement }) => statement.Sid);
  const again = stated.filter(({ statement }, index) => sids.indexOf(statement.Sid) < index);
  return [...new Set(again.map(({ guardrail }) => guardrail.id))].map(
    (id) => `${id} makes the Sid ${sidOf(id)} of another guardrail too: give it another id`,
  );
}

/** ARNs of a partition that is not the guardrail's, in resources and in conditions: nothing there has them. */
function foreignArns(
  { Resource, NotResource, Condition = {} }: Statement,
  { partition }: GuardrailContext,
): readonly string[] {
  const compared = Object.values(Condition).flatMap((keys) => Object.values(keys));
  return [Resource, NotResource, ...compared].flatMap(listed).filter((text) => {
    const [, named] = /^arn:([a-z-]+):/.exec(text) ?? [];
    return named !== undefined && named !== partition;
  });
}

/** @throws where there are faults, with all of them. */
export function requireSound(path: string, faults: readonly string[]): void {
  if (faults.length === 0) return;
  throw new Error(`${path}: these guardrails cannot work (8.2/no-excess-access#attack-matrix): ${faults.join('; ')}.`);
}

const isBlanket = (statement: Statement): boolean =>
  Object.keys(statement.Condition ?? {}).length === 0 &&
  listed(statement.Action).includes('*') &&
  listed(statement.Resource).includes('*');

const listed = (value: string | readonly string[] | undefined): readonly string[] => [value ?? []].flat();
