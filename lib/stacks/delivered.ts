import type { MemberStackSet } from '../../constructs/member-baseline/member-stack-set';
import type { Target } from '../evidence/subject';

/** A StackSet, and the accounts that its template reaches. */
export interface Delivered {
  readonly stackSet: MemberStackSet;
  readonly target: Target;
}

/** A stack that gives something to members. */
export interface Delivering {
  /** What StackSets deploy to them. */
  readonly delivered: readonly Delivered[];
}
