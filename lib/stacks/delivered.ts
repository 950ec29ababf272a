import type { MemberStackSet } from '../../constructs/member-baseline/member-stack-set';
import type { Target } from '../evidence/subject';

/** A StackSet, and the accounts that its template reaches. */
export interface Delivered {
  readonly stackSet: MemberStackSet;
  readonly target: Target;
}
