/**
 * The action of IAM behind each command that collectors send. A test holds that these are all of them and that each exists;
 * `docs/collect.md` has the policy that follows.
 */
export const ACTIONS: Readonly<Record<string, string>> = {
  DescribeBackupVault: 'backup:DescribeBackupVault',
  GetBackupPlan: 'backup:GetBackupPlan',
  GetBackupSelection: 'backup:GetBackupSelection',
  GetBackupVaultAccessPolicy: 'backup:GetBackupVaultAccessPolicy',
  ListBackupSelections: 'backup:ListBackupSelections',
  ListTags: 'backup:ListTags',
  ListStackInstances: 'cloudformation:ListStackInstances',
  ListStackResources: 'cloudformation:ListStackResources',
  GetEventSelectors: 'cloudtrail:GetEventSelectors',
  GetTrail: 'cloudtrail:GetTrail',
  GetTrailStatus: 'cloudtrail:GetTrailStatus',
  DescribeAlarms: 'cloudwatch:DescribeAlarms',
  DescribeConfigurationRecorders: 'config:DescribeConfigurationRecorders',
  DescribeConfigurationRecorderStatus: 'config:DescribeConfigurationRecorderStatus',
  DescribeDeliveryChannels: 'config:DescribeDeliveryChannels',
  DescribeTable: 'dynamodb:DescribeTable',
  DescribeFlowLogs: 'ec2:DescribeFlowLogs',
  DescribeLaunchTemplateVersions: 'ec2:DescribeLaunchTemplateVersions',
  DescribeNetworkAcls: 'ec2:DescribeNetworkAcls',
  DescribeNetworkInterfaces: 'ec2:DescribeNetworkInterfaces',
  DescribeRouteTables: 'ec2:DescribeRouteTables',
  DescribeSecurityGroups: 'ec2:DescribeSecurityGroups',
  DescribeSubnets: 'ec2:DescribeSubnets',
  DescribeVpcEndpoints: 'ec2:DescribeVpcEndpoints',
  DescribeVpcs: 'ec2:DescribeVpcs',
  GetInstanceProfile: 'iam:GetInstanceProfile',
  GetPolicy: 'iam:GetPolicy',
  GetPolicyVersion: 'iam:GetPolicyVersion',
  GetRole: 'iam:GetRole',
  GetRolePolicy: 'iam:GetRolePolicy',
  GetUser: 'iam:GetUser',
  GetUserPolicy: 'iam:GetUserPolicy',
  ListAttachedRolePolicies: 'iam:ListAttachedRolePolicies',
  ListAttachedUserPolicies: 'iam:ListAttachedUserPolicies',
  ListRolePolicies: 'iam:ListRolePolicies',
  ListUserPolicies: 'iam:ListUserPolicies',
  DescribeKey: 'kms:DescribeKey',
  GetKeyPolicy: 'kms:GetKeyPolicy',
  GetKeyRotationStatus: 'kms:GetKeyRotationStatus',
  ListAliases: 'kms:ListAliases',
  ListKeyRotations: 'kms:ListKeyRotations',
  DescribeLogGroups: 'logs:DescribeLogGroups',
  DescribeMetricFilters: 'logs:DescribeMetricFilters',
  DescribeSubscriptionFilters: 'logs:DescribeSubscriptionFilters',
  ListTagsForResource: 'logs:ListTagsForResource',
  DescribePolicy: 'organizations:DescribePolicy',
  ListTargetsForPolicy: 'organizations:ListTargetsForPolicy',
  GetHealthCheck: 'route53:GetHealthCheck',
  GetObjectLockConfiguration: 's3:GetBucketObjectLockConfiguration',
  GetBucketPolicy: 's3:GetBucketPolicy',
  GetPublicAccessBlock: 's3:GetBucketPublicAccessBlock',
  GetBucketTagging: 's3:GetBucketTagging',
  GetBucketVersioning: 's3:GetBucketVersioning',
  GetBucketEncryption: 's3:GetEncryptionConfiguration',
  GetBucketLifecycleConfiguration: 's3:GetLifecycleConfiguration',
  GetBucketReplication: 's3:GetReplicationConfiguration',
  GetSubscriptionAttributes: 'sns:GetSubscriptionAttributes',
  GetTopicAttributes: 'sns:GetTopicAttributes',
  ListSubscriptionsByTopic: 'sns:ListSubscriptionsByTopic',
  GetDocument: 'ssm:GetDocument',
  AssumeRole: 'sts:AssumeRole',
};

/** What is asked of services without a client of the SDK. */
export const DIRECT_ACTIONS = [
  'events:DescribeRule',
  'events:ListTargetsByRule',
  'lambda:GetFunctionConcurrency',
  'lambda:GetFunctionConfiguration',
  'lambda:GetPolicy',
  'sqs:GetQueueAttributes',
] as const;

export type DirectAction = (typeof DIRECT_ACTIONS)[number];

/** What the role that reads may do in each account: whoever runs the command needs `sts:AssumeRole` on it, and nothing else. */
export const readPolicy = () => ({
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'Look',
      Effect: 'Allow',
      Action: [...Object.values(ACTIONS), ...DIRECT_ACTIONS].filter((action) => action !== 'sts:AssumeRole').sort(),
      Resource: '*',
    },
  ],
});
