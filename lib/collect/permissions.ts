/**
 * The action of IAM behind each command that collectors send. A test holds that these are all of them and that each exists;
 * `docs/collect.md` has the policy that follows.
 */
export const ACTIONS: Readonly<Record<string, string>> = {
  DescribeBackupVault: 'backup:DescribeBackupVault',
  GetBackupPlan: 'backup:GetBackupPlan',
  GetBackupVaultAccessPolicy: 'backup:GetBackupVaultAccessPolicy',
  ListTags: 'backup:ListTags',
  ListStackInstances: 'cloudformation:ListStackInstances',
  ListStackResources: 'cloudformation:ListStackResources',
  GetEventSelectors: 'cloudtrail:GetEventSelectors',
  GetTrail: 'cloudtrail:GetTrail',
  GetTrailStatus: 'cloudtrail:GetTrailStatus',
  DescribeConfigurationRecorderStatus: 'config:DescribeConfigurationRecorderStatus',
  DescribeConfigurationRecorders: 'config:DescribeConfigurationRecorders',
  DescribeFlowLogs: 'ec2:DescribeFlowLogs',
  DescribeLaunchTemplateVersions: 'ec2:DescribeLaunchTemplateVersions',
  DescribeNetworkInterfaces: 'ec2:DescribeNetworkInterfaces',
  DescribeNetworkAcls: 'ec2:DescribeNetworkAcls',
  DescribeRouteTables: 'ec2:DescribeRouteTables',
  DescribeSecurityGroups: 'ec2:DescribeSecurityGroups',
  DescribeSubnets: 'ec2:DescribeSubnets',
  DescribeVpcEndpoints: 'ec2:DescribeVpcEndpoints',
  DescribeVpcs: 'ec2:DescribeVpcs',
  GetPolicy: 'iam:GetPolicy',
  GetPolicyVersion: 'iam:GetPolicyVersion',
  GetRole: 'iam:GetRole',
  GetRolePolicy: 'iam:GetRolePolicy',
  GetUser: 'iam:GetUser',
  GetUserPolicy: 'iam:GetUserPolicy',
  ListAttachedRolePolicies: 'iam:ListAttachedRolePolicies',
  ListRolePolicies: 'iam:ListRolePolicies',
  ListAttachedUserPolicies: 'iam:ListAttachedUserPolicies',
  ListUserPolicies: 'iam:ListUserPolicies',
  DescribeKey: 'kms:DescribeKey',
  GetKeyPolicy: 'kms:GetKeyPolicy',
  GetKeyRotationStatus: 'kms:GetKeyRotationStatus',
  ListKeyRotations: 'kms:ListKeyRotations',
  DescribeLogGroups: 'logs:DescribeLogGroups',
  ListTagsForResource: 'logs:ListTagsForResource',
  DescribePolicy: 'organizations:DescribePolicy',
  GetBucketEncryption: 's3:GetEncryptionConfiguration',
  GetBucketLifecycleConfiguration: 's3:GetLifecycleConfiguration',
  GetBucketPolicy: 's3:GetBucketPolicy',
  GetBucketReplication: 's3:GetReplicationConfiguration',
  GetBucketTagging: 's3:GetBucketTagging',
  GetBucketVersioning: 's3:GetBucketVersioning',
  GetObjectLockConfiguration: 's3:GetBucketObjectLockConfiguration',
  GetPublicAccessBlock: 's3:GetBucketPublicAccessBlock',
  GetSubscriptionAttributes: 'sns:GetSubscriptionAttributes',
  GetTopicAttributes: 'sns:GetTopicAttributes',
  GetDocument: 'ssm:GetDocument',
  AssumeRole: 'sts:AssumeRole',
};

/** What the role that reads may do in each account: whoever runs the command needs `sts:AssumeRole` on it, and nothing else. */
export const readPolicy = () => ({
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'Look',
      Effect: 'Allow',
      Action: Object.values(ACTIONS)
        .filter((action) => action !== 'sts:AssumeRole')
        .sort(),
      Resource: '*',
    },
  ],
});
