/**
 * Non-white-space characters of the inline policies of one role, and so of a permission set, which becomes one.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 * @see https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html
 */
export const INLINE_POLICY_CHARACTERS = 10_240;

/** Non-white-space characters of a managed policy, such as a permission boundary. */
export const MANAGED_POLICY_CHARACTERS = 6144;

/**
 * Characters of the name of a permission set.
 * @see https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_CreatePermissionSet.html
 */
export const PERMISSION_SET_NAME_CHARACTERS = 32;
