import type { PartitionName } from '../partition';

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

/** Who deploys the landing zone. */
export interface PlatformRolesProps {
  readonly partition: PartitionName;
  /** @default 'service-managed' */
  readonly delivery?: StackSetDelivery;
  /** @default - none beside those of CloudFormation and the CDK */
  readonly platformRoleArns?: readonly string[];
}

/** Roles through which CloudFormation StackSets and the CDK act in member accounts, and those that are named, as ARN patterns. */
export const platformRoles = ({
  partition,
  delivery = 'service-managed',
  platformRoleArns = [],
}: PlatformRolesProps): readonly string[] => [
  `arn:${partition}:iam::*:role/${STACK_SET_ROLES[delivery]}`,
  `arn:${partition}:iam::*:role/${CDK_ROLES}`,
  ...platformRoleArns,
];

/**
 * The path under which IAM Identity Center makes the roles of its permission sets.
 * @see https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html
 */
const PERMISSION_SET_ROLES = 'aws-reserved/sso.amazonaws.com/*';

/** Last parts of the names of federated roles in which people work. Break-glass is none of them. */
const JOB_FUNCTION_ROLES = ['platform', 'security', 'operations', 'auditor', 'developer', 'data-owner', 'moderator'];

/**
 * Roles in which people work, from day to day. The break-glass role is left out: it has to work when nothing else does, from
 * wherever somebody is.
 */
export const peoplesRoles = ({ partition, name }: { readonly partition: PartitionName; readonly name: string }) =>
  [PERMISSION_SET_ROLES, ...JOB_FUNCTION_ROLES.map((job) => `${name}-${job}`)].map(
    (role) => `arn:${partition}:iam::*:role/${role}`,
  );
