/**
 * The role in which CloudFormation StackSets act in a member account, by who manages the permissions.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-prereqs.html
 */
export const STACK_SET_ROLES = {
  'service-managed': 'stacksets-exec-*',
  'self-managed': 'AWSCloudFormationStackSetExecutionRole',
} as const;

/** How stack sets reach the accounts of the organization. */
export type StackSetDelivery = keyof typeof STACK_SET_ROLES;

/** The roles in which a bootstrapped CDK acts. */
export const CDK_ROLES = 'cdk-*';
