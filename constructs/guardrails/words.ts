import type { OrganizationQuotas } from '../partition';
import type { Guardrail } from './guardrail';

/**
 * Name and description of a policy, which say what it stops. The name is known by what stands before its colon.
 * @param name such as `acme-guardrails-1`
 */
export function titleOf(
  name: string,
  guardrails: readonly Guardrail[],
  { policyName, policyDescription }: Pick<OrganizationQuotas, 'policyName' | 'policyDescription'>,
): { readonly name: string; readonly description: string } {
  const topics = guardrails.map(({ id }) => id.replaceAll('-', ' '));
  const stops = guardrails.map(({ stops: { en } }) => en);
  return {
    name: listing(`${name}: `, topics, ', ', policyName),
    description: listing('Stops: ', stops, '; ', policyDescription),
  };
}

/** As many of the texts as fit, and how many more there are; a part of the first where not even that fits. */
function listing(start: string, texts: readonly string[], between: string, most: number): string {
  const fitting = texts.map((_, index) => {
    const shown = texts.slice(0, texts.length - index);
    return start + [...shown, ...(index > 0 ? [`${index} more`] : [])].join(between);
  });
  return fitting.find((text) => text.length <= most) ?? `${(start + texts.join(between)).slice(0, most - 1)}…`;
}
