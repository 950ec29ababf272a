import type { Bilingual } from './bilingual';

/** Proofs decide by analysis of the synthesized templates and of the configuration. */
export type ProofId =
  | 'completeness'
  | 'coverage'
  | 'diff'
  | 'policy-simulation'
  | 'reachability'
  | 'residency'
  | 'rto-rpo'
  | 'state-machine';

/** A kind of design evidence that a facet demands. All the kinds named are expected. */
export type EvidenceDemand = 'rule' | 'test' | 'record' | `proof:${ProofId}`;

/** `yes`, or the substitute used where the cloud lacks the usual means, or why there is none. */
export type Availability = 'yes' | `other: ${string}` | `no: ${string}`;

/** One criterion of a `control` requirement. */
export interface FacetRow {
  /** Requirement id, hash, facet, such as `8.2/mfa#privileged-step-up`. */
  readonly id: string;
  readonly requirement: string;
  readonly statement: Bilingual;
  readonly availability: { readonly aws: Availability; readonly awsCn: Availability; readonly azure: Availability };
  /** Design evidence, every kind of which is expected; empty where the facet only rolls others up. */
  readonly evidence: readonly EvidenceDemand[];
  /** Requirements that must be met for this facet to hold. */
  readonly rollup?: readonly string[];
  /** What live observation would show that it works; `none` where synthesis says it all. */
  readonly operation: string;
}
