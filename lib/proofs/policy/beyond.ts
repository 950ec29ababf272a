import { coversAction, coversArn } from '../../../constructs/guardrails/minify';
import type { Statement } from '../../../constructs/nag/policy';
import type { Conditions } from '../../../constructs/purpose-key/senders';

/** A statement that this release makes. */
interface Made {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: Conditions;
}

/** The statements that allow what none of those does that this release makes. */
export const beyond = (statements: readonly Statement[], made: readonly Made[]): readonly Statement[] => {
  const allowing = made.filter(({ Effect }) => Effect === 'Allow');
  return statements.filter(
    (statement) => statement.effect === 'Allow' && !allowing.some((grant) => takesIn(grant, statement)),
  );
};

/** Whether a grant allows all that a statement does, under conditions that the statement has as well. */
function takesIn({ Action = [], Resource: allowed, Condition = {} }: Made, statement: Statement): boolean {
  const { actions, notActions, resources, notResources, conditions } = statement;
  if (notActions.length + notResources.length > 0) return false;
  return (
    actions.every((action) => Action.some((pattern) => coversAction(pattern, action))) &&
    resources.every((resource) => allowed.some((pattern) => coversArn(pattern, resource))) &&
    Object.entries(Condition).every(([operator, keys]) =>
      Object.entries(keys).every(([key, values]) => {
        const compared = conditions[operator]?.[key.toLowerCase()] ?? [];
        return compared.length > 0 && compared.every((value) => [values].flat().map(String).includes(value));
      }),
    )
  );
}
