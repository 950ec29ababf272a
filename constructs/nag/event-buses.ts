import { coversAction, isAnyone } from './callers';
import type { Environment } from './intrinsics';
import { statementsOf } from './policy';
import type { Estate, Resource, Template } from './template';

/** Where an event bus is, or who puts events onto it. */
export type Place = Pick<Environment, 'account' | 'region'>;

export const isAt = ({ environment }: Template, { account, region }: Place): boolean =>
  environment.account === account && environment.region === region;

/** Whether the buses of a place take events from another: those of its own account they do. */
export const takesFrom = (bus: Place, from: Place, estate: Estate): boolean =>
  bus.account === from.account ||
  estate.ofType('AWS::Events::EventBusPolicy').some((policy) => isAt(policy.template, bus) && admits(policy, from));

/** Of the older form, with an account beside the statement's id, or of that with a statement. */
function admits(policy: Resource, { account = '' }: Place): boolean {
  if (policy.has('Principal')) return ['*', account].includes(policy.text('Principal'));
  return statementsOf(policy, '').some(
    (allow) =>
      allow.effect === 'Allow' &&
      coversAction(allow, 'events:PutEvents') &&
      allow.principals.some((principal) => isAnyone(principal) || (account !== '' && principal.includes(account))),
  );
}
