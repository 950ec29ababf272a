import { auditor } from './functions/auditor';
import { breakGlass } from './functions/break-glass';
import { dataOwner } from './functions/data-owner';
import { developer } from './functions/developer';
import { operationsAdministrator } from './functions/operations-administrator';
import { platformAdministrator } from './functions/platform-administrator';
import { securityAdministrator } from './functions/security-administrator';
import { sessionModerator } from './functions/session-moderator';
import type { JobFunction } from './job-function';
import type { JobFunctionId } from './names';

export type { Grant, GrantContext } from './grant';
export type { JobFunction } from './job-function';
export {
  BREAK_GLASS_PATH,
  FUNCTION_TAG,
  functionRoleName,
  functionRolePatterns,
  JOB_FUNCTION_IDS,
  type JobFunctionId,
} from './names';

/** The job functions of the landing zone. A role or permission set is made from one; none joins conflicting duties. */
export const JOB_FUNCTIONS: Readonly<Record<JobFunctionId, JobFunction>> = {
  'platform-administrator': platformAdministrator,
  'security-administrator': securityAdministrator,
  'operations-administrator': operationsAdministrator,
  auditor,
  developer,
  'data-owner': dataOwner,
  'session-moderator': sessionModerator,
  'break-glass': breakGlass,
};
