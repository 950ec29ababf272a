import type { OrganizationQuotas } from '../partition';
import type { Guardrail } from './guardrail';
import { THEME_IDS, THEMES } from './themes';

/** Name and description of a policy. */
export interface Title {
  readonly name: string;
  readonly description: string;
}

/**
 * Words that say all that a policy stops: its name by themes, its description guardrail by guardrail. The name is known by what
 * stands before its colon.
 * @param name such as `acme-guardrails-1`
 */
export function titleOf(name: string, guardrails: readonly Guardrail[]): Title {
  const themes = THEME_IDS.filter((id) => guardrails.some(({ theme }) => theme === id)).map((id) => THEMES[id]);
  return {
    name: `${name}: ${themes.join('; ')}`,
    description: `Stops: ${guardrails.map(({ brief }) => brief).join('; ')}.`,
  };
}

/** Whether Organizations takes both. */
export const takesTitle = (
  { name, description }: Title,
  { policyName, policyDescription }: Pick<OrganizationQuotas, 'policyName' | 'policyDescription'>,
): boolean => name.length <= policyName && description.length <= policyDescription;
