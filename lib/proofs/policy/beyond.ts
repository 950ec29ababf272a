import { coversAction, coversArn } from '../../../constructs/guardrails/minify';
import type { Statement } from '../../../constructs/nag/policy';
import type { Conditions } from '../../../constructs/purpose-key/senders';

/** A statement that this release makes. */
interface Made {
  readonly Sid: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: Conditions;
}

/** The statements that allow what none of those does that this release makes. */
export function beyond(statements: readonly Statement[], made: readonly Made[]): readonly Statement[] {
  const allowing = made.filter(({ Effect }) => Effect === 'Allow');
  return statements.filter((statement) => {
    if (statement.effect !== 'Allow') return false;
    // mostly it is the one of the same name
    const [named, others] = [
      allowing.filter(({ Sid }) => Sid === statement.sid),
      allowing.filter(({ Sid }) => Sid !== statement.sid),
    ];
    return ![...named, ...others].some((grant) => takesIn(grant, statement));
  });
}

/** Whether a grant allows all that a statement does, under conditions that the statement has as well. */
function takesIn({ Action = [], Resource: allowed, Condition = {} }: Made, statement: Statement): boolean {
  const { actions, notActions, resources, notResources, conditions } = statement;
  if (notActions.length + notResources.length > 0) return false;
  return (
    actions.every((action) => Action.includes(action) || Action.some((one) => coversAction(one, action))) &&
    resources.every((resource) => allowed.includes(resource) || allowed.some((one) => coversArn(one, resource))) &&
    Object.entries(Condition).every(([operator, keys]) =>
      Object.entries(keys).every(([key, values]) => {
        const compared = conditions[operator]?.[key.toLowerCase()] ?? [];
        return compared.length > 0 && compared.every((value) => [values].flat().map(String).includes(value));
      }),
    )
  );
}
