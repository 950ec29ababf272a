import type { Duration } from 'aws-cdk-lib';
import type { Bilingual } from '../standard';
import type { Grant, GrantContext } from './grant';
import type { JobFunctionId } from './names';

/** What a job function may do, for how long, and within what. */
export interface JobFunction {
  readonly id: JobFunctionId;
  readonly title: Bilingual;
  /** What its holders do, in one sentence. */
  readonly does: Bilingual;
  /**
   * After how long a session ends by itself: an hour or two for those who change what protects others, four for all else,
   * which is as long as the standard lets a recorded session last. IAM takes 1 to 12 hours and advises no more than the
   * work needs.
   * @see https://docs.aws.amazon.com/singlesignon/latest/userguide/howtosessionduration.html
   */
  readonly longestSession: Duration;
  /** `workload`: the role carries the workload boundary, since its holders make roles or change workloads. */
  readonly boundary: 'workload' | 'none';
  /** What it may do. Enumerated: nothing that comes to exist is granted unseen. */
  readonly grants: (context: GrantContext) => readonly Grant[];
}
