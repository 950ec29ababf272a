import type { Statement } from '../../../constructs/guardrails/guardrail';
import { coversAction, coversArn, tidied } from '../../../constructs/guardrails/minify';

type Covers = (pattern: string, text: string) => boolean;
type Values = string | readonly string[] | undefined;

const listed = (values: Values): readonly string[] => [values ?? []].flat();

const takesIn = (wide: Values, narrow: Values, covers: Covers): boolean =>
  listed(narrow).every((value) => listed(wide).some((pattern) => covers(pattern, value)));

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Whether one of the statements refuses all that another does, alone or merged with others under the same condition. */
export function holds(statements: readonly Statement[], wanted: Statement): boolean {
  const { NotAction, NotResource, Condition, Action, Resource } = tidied(wanted);
  return statements.some(
    (statement) =>
      same([statement.NotAction, statement.NotResource, statement.Condition], [NotAction, NotResource, Condition]) &&
      takesIn(statement.Action, Action, coversAction) &&
      takesIn(statement.Resource, Resource, coversArn),
  );
}
