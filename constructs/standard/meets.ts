import type { IConstruct } from 'constructs';
import type { Bilingual } from './bilingual';
import { type CallSite, callSite } from './call-site';
import type { FacetId, RequirementId } from './index';

/** That a construct was made to meet requirements: a statement of intent, which rules and proofs then judge. */
export interface Declaration {
  readonly requirements: readonly (RequirementId | FacetId)[];
  /** Where it was declared, or undefined where the runtime tells nothing. */
  readonly at: CallSite | undefined;
  /** What of it serves them, where its template does not tell. */
  readonly by?: Bilingual;
}

/** Kept on the construct under a global symbol, so that two copies of this package in one application agree. */
const DECLARATIONS = Symbol.for('isms.meets');

interface Declaring {
  [DECLARATIONS]?: Declaration[];
}

/**
 * Declares that a construct meets requirements or facets. The ledger carries the declaration with the construct's path and
 * the line of this call; it is evidence of kind `declared`, which alone never makes a requirement `met`.
 *
 * @example meets(bucket, '8.6/log-storage#write-once', '8.6/log-retention');
 */
export function meets(construct: IConstruct, ...requirements: readonly (RequirementId | FacetId)[]): void {
  declare(construct, { requirements, at: callSite(meets) });
}

/**
 * The same, and what of the construct serves the requirements, where its template does not tell it: such as the digest of the
 * program that a host runs.
 */
export function meetsBy(
  construct: IConstruct,
  by: Bilingual,
  ...requirements: readonly (RequirementId | FacetId)[]
): void {
  declare(construct, { requirements, at: callSite(meetsBy), by });
}

function declare(construct: IConstruct, declaration: Declaration): void {
  const declaring = construct as Declaring;
  declaring[DECLARATIONS] ??= [];
  declaring[DECLARATIONS].push(declaration);
}

/** What was declared of this very construct, not of its children. */
export const declarationsOf = (construct: IConstruct): readonly Declaration[] =>
  (construct as Declaring)[DECLARATIONS] ?? [];
