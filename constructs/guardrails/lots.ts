import type { OrganizationQuotas } from '../partition';
import type { Guardrail, Statement } from './guardrail';
import { merged } from './minify';
import { charactersOf, documentOf, type PolicyDocument, pack } from './pack';
import { THEME_IDS } from './themes';
import { takesTitle, titleOf } from './words';

/** A guardrail with the statement that it became. */
export interface Stated {
  readonly guardrail: Guardrail;
  readonly statement: Statement;
}

/** A policy to be, and what it holds. */
export interface Lot {
  readonly document: PolicyDocument;
  readonly guardrails: readonly Guardrail[];
}

/** What policies may be like. */
export interface Room {
  /** What stands before the colon in their names, at its longest. */
  readonly name: string;
  readonly quotas: Pick<OrganizationQuotas, 'policyName' | 'policyDescription'>;
  /** Characters of one. */
  readonly size: number;
  /** How many there may be. */
  readonly places: number;
}

type Part = readonly Stated[];

const guardrailsOf = (part: Part): readonly Guardrail[] => part.map(({ guardrail }) => guardrail);

/**
 * Divides guardrails among policies of which each has room for its statements and for words that say all that it stops. The
 * first of these ways that needs no more places than there are: a policy for each theme; policies that share themes; themes
 * that share policies. What goes where so depends on what the policies can hold, not on how their statements are written.
 * @returns how many policies the best of the ways needs, where that is too many
 */
export function lotsOf(stated: Part, { name, quotas, size, places }: Room): readonly Lot[] | number {
  const takes = (part: Part): boolean =>
    takesTitle(titleOf(name, guardrailsOf(part)), quotas) && charactersOf(documentIn(part, size)) <= size;
  const themes = THEME_IDS.map((id) => stated.filter(({ guardrail: { theme } }) => theme === id));
  // a theme too large for one policy has several
  const whole = themes.flatMap((theme) => pack(singles(theme), takes));
  const ways = [() => whole, () => pack(whole, takes), () => pack(themes.flatMap(singles), takes)];
  const needed: number[] = [];
  for (const way of ways) {
    const parts = way();
    if (parts.length <= places) {
      return parts.map((part) => ({ document: documentIn(part, size), guardrails: guardrailsOf(part) }));
    }
    needed.push(parts.length);
  }
  return Math.min(...needed);
}

/** Statements apart, so that each refusal names its guardrail; where that does not fit, those merged that differ in one list alone. */
function documentIn(part: Part, size: number): PolicyDocument {
  const statements = part.map(({ statement }) => statement);
  const apart = documentOf(statements);
  if (charactersOf(apart) <= size) return apart;
  return documentOf(merged(statements, size).map(({ statement }) => statement));
}

const singles = (part: Part): readonly Part[] => part.map((one) => [one]);
