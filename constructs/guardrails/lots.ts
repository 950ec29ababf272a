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

/** How the statements of one policy are written. */
type Form = (statements: readonly Statement[]) => readonly Statement[];

type Part = readonly Stated[];

const apart: Form = (statements) => statements;

const documentIn = (form: Form, part: Part): PolicyDocument => documentOf(form(part.map(({ statement }) => statement)));

export const guardrailsOf = (part: Part): readonly Guardrail[] => part.map(({ guardrail }) => guardrail);

/**
 * Divides guardrails among policies of which each has room for its statements and for words that say all that it stops. The
 * first of these ways that needs no more places than there are: a policy for each theme; policies that share themes; themes
 * that share policies. Each with statements apart, so that every refusal names its guardrail, before statements are merged
 * that differ in one list alone.
 * @returns how many policies the best of the ways needs, where that is too many
 */
export function lotsOf(stated: Part, { name, quotas, size, places }: Room): readonly Lot[] | number {
  const joint: Form = (statements) => merged(statements, size).map(({ statement }) => statement);
  const takes = (form: Form) => (part: Part) =>
    takesTitle(titleOf(name, guardrailsOf(part)), quotas) && charactersOf(documentIn(form, part)) <= size;
  const themes = THEME_IDS.map((id) => stated.filter(({ guardrail: { theme } }) => theme === id));
  const byTheme = (form: Form): readonly Part[] => themes.flatMap((theme) => pack(singles(theme), takes(form)));
  const ways = [
    { form: apart, parts: () => byTheme(apart) },
    ...[apart, joint].flatMap((form) => [
      { form, parts: () => pack(byTheme(form), takes(form)) },
      { form, parts: () => pack(themes.flatMap(singles), takes(form)) },
    ]),
  ];
  const needed: number[] = [];
  for (const { form, parts } of ways) {
    const made = parts();
    if (made.length <= places) {
      return made.map((part) => ({ document: documentIn(form, part), guardrails: guardrailsOf(part) }));
    }
    needed.push(made.length);
  }
  return Math.min(...needed);
}

const singles = (part: Part): readonly Part[] => part.map((one) => [one]);
