import { CREDENTIALS } from './credentials';
import type { Escalation } from './escalation';
import { FEDERATION } from './federation';
import { PASSED_ROLES } from './passed-roles';
import { ROLES } from './roles';
import { RUNNING_CODE } from './running-code';

/**
 * Published ways to more rights than were given, tried by the administrator of a workload. What is worth having are the
 * roles that deploy the landing zone, those of people, and any role without the workload's boundary.
 */
export const ESCALATIONS: readonly Escalation[] = [
  ...ROLES,
  ...CREDENTIALS,
  ...FEDERATION,
  ...PASSED_ROLES,
  ...RUNNING_CODE,
];

export type { Escalation } from './escalation';
