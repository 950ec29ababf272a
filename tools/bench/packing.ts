import type { Statement } from '../../constructs/guardrails/guardrail';
import { lotsOf, type Stated } from '../../constructs/guardrails/lots';
import { tidied } from '../../constructs/guardrails/minify';
import { THEME_IDS } from '../../constructs/guardrails/themes';
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

const statedOf = (statement: Statement, index: number): Stated => ({
  statement,
  guardrail: {
    id: `guardrail-${index}`,
    theme: THEME_IDS[index % THEME_IDS.length] ?? 'evidence',
    stops: { en: `Some action of service ${index}`, zh: `服务 ${index} 的操作` },
    brief: `use of service ${index}`,
    facets: [],
    exempt: 'platform',
    refuses: () => undefined,
  },
});

/** Seconds that it takes to tidy, merge and pack guardrails into policies that have room for them and for their words. */
export function packingTime(count: number): number {
  const stated = statementsOf(count).map(statedOf);
  const quotas = organizationQuotas.aws;
  const began = performance.now();
  lotsOf(
    stated.map(({ guardrail, statement }) => ({ guardrail, statement: tidied(statement) })),
    // so few places that every way of packing is tried
    { name: 'acme-guardrails-1', quotas, size: quotas.serviceControlPolicySize, places: 1 },
  );
  return (performance.now() - began) / 1000;
}
