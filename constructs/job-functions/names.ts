/** Job functions, and the last part of the names of their roles and permission sets. */
export const SHORT_IDS = {
  'platform-administrator': 'platform',
  'security-administrator': 'security',
  'operations-administrator': 'operations',
  auditor: 'auditor',
  developer: 'developer',
  'data-owner': 'data-owner',
  'session-moderator': 'moderator',
  'break-glass': 'break-glass',
} as const;

/** What somebody is there to do. */
export type JobFunctionId = keyof typeof SHORT_IDS;

export const JOB_FUNCTION_IDS = Object.keys(SHORT_IDS) as readonly JobFunctionId[];

/** Says on a role or permission set for which job function it is; rules look for it. */
export const FUNCTION_TAG = 'isms:function';

/**
 * `acme-developer`: the name of the permission set, and of the federated role, of a job function.
 * At most 32 characters where the landing zone's name has at most 20.
 */
export const functionRoleName = (name: string, id: JobFunctionId): string => `${name}-${SHORT_IDS[id]}`;

/**
 * Names, with their paths, under which the roles of a job function stand in an account: its own where people are
 * federated into it, that of IAM Identity Center where it makes roles of permission sets.
 * @see https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html
 */
export const functionRolePatterns = (name: string, id: JobFunctionId): readonly string[] => [
  functionRoleName(name, id),
  `aws-reserved/sso.amazonaws.com/*AWSReservedSSO_${functionRoleName(name, id)}_*`,
];

/** The path of the sealed users: the only one under which the guardrails let a user be. */
export const BREAK_GLASS_PATH = '/break-glass/';
