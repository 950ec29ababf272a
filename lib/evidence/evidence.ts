import type { Bilingual, FacetId, RequirementId } from '../../constructs/standard';
import type { Subject } from './subject';
import type { TestResult } from './test-results';

/**
 * Declared (at synthesis), judged by rules or proved by analysis, tested, recorded by people, observed at run time:
 * kinds of evidence that never merge into one.
 */
export type EvidenceKind = 'declared' | 'rule' | 'proof' | 'test' | 'observed' | 'record';

export type Outcome =
  | 'declared'
  | 'compliant'
  | 'non-compliant'
  | 'not-applicable'
  | 'suppressed'
  | 'unknown'
  | 'error'
  | 'passed'
  | 'failed'
  | 'valid'
  | 'expired'
  | 'missing'
  | 'effective'
  | 'ineffective';

/** Outcomes that turn a facet `not-met` and fail the gate. */
export const ADVERSE: ReadonlySet<Outcome> = new Set<Outcome>(['non-compliant', 'error', 'failed']);

/** One entry of the ledger. */
export interface Evidence {
  readonly kind: EvidenceKind;
  /** Rule, proof, test or record id; for a declaration the construct's path. */
  readonly check: string;
  readonly outcome: Outcome;
  readonly subject: Subject | null;
  readonly message: Bilingual;
  readonly requirements: readonly RequirementId[];
  readonly facets: readonly FacetId[];
  /** The property at fault, for a finding. */
  readonly property?: string;
  /** The exception that suppressed a finding. */
  readonly exception?: string;
  /** Id of the attack that was tried, for a simulation. */
  readonly attack?: string;
  /** For what was observed: when, in ISO 8601, and whether an emulated cloud said it. */
  readonly observed?: { readonly at: string; readonly emulated: boolean };
  /** For a test: where it stands. */
  readonly test?: Pick<TestResult, 'title' | 'file' | 'line'>;
  /** Which cloud it speaks of, where there is no subject; absent for both. */
  readonly cloud?: 'aws' | 'azure';
}
