import type { Bilingual, FacetId } from '../../constructs/standard';
import type { Outcome } from './evidence';
import type { Subject } from './subject';

/** A statement that decided, or a policy none of whose statements allows: that has no `sid`, and ends at the document. */
export interface SimulatedStatement {
  /** `identity`, `boundary`, `service-control` …, as the evaluator has it. */
  readonly kind: string;
  /** The policy's name. */
  readonly policy: string;
  readonly sid?: string;
  /** Where it stands in its resource, such as `Content.Statement.2`. */
  readonly path: string;
  /** The node of the organization to which the policy is attached. */
  readonly node?: string;
  /** The resource that it stands in, where a template makes it. */
  readonly subject?: Subject;
}

/** `not-granted` is a refusal without a statement: no policy that has to allow it does. */
export type SimulatedVerdict = 'refused' | 'not-granted' | 'allowed' | 'undecided';

/** One attempt by one principal, with what had to come of it and what did. */
export interface SimulatedTrial {
  /** The attempt itself; the same by somebody who is exempt; something that looks like it and does no harm. */
  readonly purpose: 'attempt' | 'exemption' | 'look-alike';
  /** `administrator`, `workload-administrator` …: stable, for filters. */
  readonly actor: string;
  readonly who: Bilingual;
  /** ARN of the principal. */
  readonly principal: string;
  /** Nodes of the organization, or accounts, where the same policies hold. */
  readonly at: readonly string[];
  /** What is called: all calls are needed, so that one refusal refuses the whole. */
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** Condition keys that the calls carry, beside what follows from principal and resource. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
  readonly wanted: 'refused' | 'allowed';
  readonly verdict: SimulatedVerdict;
  readonly because: Bilingual;
  /** What refuses, or without which it would not be allowed. */
  readonly deciding: readonly SimulatedStatement[];
  readonly outcome: Extract<Outcome, 'passed' | 'failed' | 'unknown'>;
}

/** A row of the matrix: an attack, how it is met, and the trials that show it. */
export interface SimulationRow {
  readonly id: string;
  readonly title: Bilingual;
  /**
   * An attack on what guardrails protect, one across the data perimeter, a path to more rights, a technique that detection
   * alone can meet, or work that has to stay possible.
   */
  readonly family: 'attack' | 'perimeter' | 'escalation' | 'detection' | 'work';
  /** Techniques of Stratus Red Team. */
  readonly techniques: readonly string[];
  readonly facets: readonly FacetId[];
  /** Where the attack is published. */
  readonly sources: readonly string[];
  /** How it is met; `allowed` is for work, and `left-out` where it makes no sense in this landing zone, as `note` says. */
  readonly met: 'refused' | 'detected' | 'allowed' | 'left-out';
  /** Of all trials together; `not-applicable` where none was made. */
  readonly outcome: Extract<Outcome, 'passed' | 'failed' | 'unknown' | 'not-applicable'>;
  /** Id of the detection that meets it. */
  readonly detection?: string;
  /** What that detection tells, in words. */
  readonly detectionTitle?: Bilingual;
  /** The alarm that it raises, where a template makes it. */
  readonly alarm?: Subject;
  /** Why it is left out, or left to detection. */
  readonly note?: Bilingual;
  readonly trials: readonly SimulatedTrial[];
}
