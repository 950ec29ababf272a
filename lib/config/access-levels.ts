import type { JobFunctionId } from '../../constructs/job-functions/names';
import type { AccessLevel } from './schema';

/** The job function of each level of access that a configuration gives to groups. */
export const FUNCTION_OF: Readonly<Record<AccessLevel, JobFunctionId>> = {
  platform: 'platform-administrator',
  security: 'security-administrator',
  operations: 'operations-administrator',
  audit: 'auditor',
  development: 'developer',
  'data-owner': 'data-owner',
  moderation: 'session-moderator',
  'break-glass': 'break-glass',
};
