import type { Statement } from '../../constructs/guardrails/guardrail';
import { merged, tidied } from '../../constructs/guardrails/minify';
import { pack } from '../../constructs/guardrails/pack';
import { organizationQuotas } from '../../constructs/partition';

/** So many guardrails, of sizes as ours have them, a third of which can be merged. */
const statementsOf = (count: number): readonly Statement[] =>
  Array.from({ length: count }, (_, index) => ({
    Sid: `Guardrail${index}`,
    Effect: 'Deny',
    Action: Array.from({ length: 2 + (index % 12) }, (__, action) => `service${index}:SomeAction${action}`),
    Resource: index % 3 === 0 ? '*' : `arn:aws:service${index}:*:*:thing/name-*`,
    Condition: {
      ArnNotLike: { 'aws:PrincipalArn': ['arn:aws:iam::*:role/stacksets-exec-*', 'arn:aws:iam::*:role/cdk-*'] },
    },
  }));

/** Seconds that it takes to tidy, merge and pack guardrails into policies. */
export function packingTime(count: number): number {
  const statements = statementsOf(count);
  const size = organizationQuotas.aws.serviceControlPolicySize;
  const began = performance.now();
  const made = merged(statements.map(tidied), size / 2);
  pack(
    made.map(({ statement }) => statement),
    size,
  );
  return (performance.now() - began) / 1000;
}
