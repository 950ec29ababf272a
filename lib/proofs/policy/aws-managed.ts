import type { Policy } from './model';
import { parsePolicy } from './parse';
import { Doubt } from './truth';

/** Policies that AWS keeps and whose text is known, as it stood in March 2026. */
const KNOWN: Readonly<Record<string, readonly object[]>> = {
  AdministratorAccess: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
  AWSLambdaBasicExecutionRole: [
    {
      Effect: 'Allow',
      Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
      Resource: '*',
    },
  ],
};

const READING = ['*:Describe*', '*:Get*', '*:List*'];

/**
 * Of other policies of AWS, what they allow at most, as of March 2026: patterns that take in each of their actions. What is in
 * none of the patterns they do not allow; of what is, it is not known under which conditions and on which resources.
 * None of these policies refuses anything.
 * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
const AT_MOST: Readonly<Record<string, readonly string[]>> = {
  AWS_ConfigRole: [
    ...READING,
    '*:BatchDescribe*',
    '*:BatchGet*',
    '*:Search*',
    '*:Select*',
    '*:Validate*',
    'amplifyuibuilder:ExportThemes',
    'apigateway:GET',
    'budgets:ViewBudget',
    'cognito-idp:Admin*',
    'config:Put*',
    'iam:GenerateCredentialReport',
    'logs:CreateLogGroup',
    'logs:CreateLogStream',
    'logs:PutLogEvents',
  ],
  AWSBackupServiceRolePolicyForBackup: [
    ...READING,
    '*:*Backup*',
    '*:*Snapshot*',
    '*:*TagResource',
    '*:AddTagsToResource',
    '*:CreateTags',
    'ec2:CopyImage',
    'ec2:CreateImage',
    'ec2:DeregisterImage',
    'ec2:ModifyImageAttribute',
    'eks:*Access*',
    'fsx:ManageBackupPrincipalAssociations',
    'guardduty:StartMalwareScan',
    'iam:PassRole',
    'kms:CreateGrant',
    'kms:Decrypt',
    'kms:GenerateDataKey*',
    'kms:ReEncrypt*',
    'rds:ModifyDB*',
    'ssm:CancelCommand',
    'ssm:SendCommand',
  ],
  AWSBackupServiceRolePolicyForRestores: [
    ...READING,
    '*:*Restore*',
    '*:*Snapshot*',
    '*:*TagResource',
    '*:AddTagsToResource',
    '*:CreateTags',
    'cloudformation:CreateChangeSet',
    'dsql:*',
    'dynamodb:BatchWriteItem',
    'dynamodb:DeleteItem',
    'dynamodb:PutItem',
    'dynamodb:Query',
    'dynamodb:Scan',
    'dynamodb:UpdateItem',
    'ec2:*Volume',
    'ec2:DeleteTags',
    'ec2:RunInstances',
    'ec2:TerminateInstances',
    'eks:*',
    'elasticfilesystem:*Filesystem',
    'fsx:*',
    'iam:PassRole',
    'kms:CreateGrant',
    'kms:Decrypt',
    'kms:Encrypt',
    'kms:GenerateDataKey*',
    'kms:ReEncrypt*',
    'rds:Create*',
    'rds:DeleteDB*',
    'rds:DeleteTenantDatabase',
    'storagegateway:CreateCachediSCSIVolume',
    'storagegateway:CreateStorediSCSIVolume',
    'storagegateway:DeleteVolume',
  ],
  AWSBackupServiceRolePolicyForS3Backup: [
    ...READING,
    'backup:TagResource',
    'events:*',
    'kms:Decrypt',
    's3:PutBucketNotification',
    's3:PutInventoryConfiguration',
  ],
  AWSBackupServiceRolePolicyForS3Restore: [
    ...READING,
    'kms:Decrypt',
    'kms:GenerateDataKey',
    's3:CreateBucket',
    's3:DeleteObject',
    's3:Put*',
  ],
  SecurityAudit: [
    ...READING,
    '*:Batch*',
    '*:Search*',
    '*:Select*',
    '*:Preview*',
    '*:Validate*',
    'apigateway:GET',
    'cloudtrail:LookupEvents',
    'config:Deliver*',
    'datapipeline:EvaluateExpression',
    'datapipeline:QueryObjects',
    'events:TestEventPattern',
    'iam:Generate*',
    'iam:Simulate*',
    'identitystore:IsMemberInGroups',
    'rds:DownloadDBLogFilePortion',
    'sdb:DomainMetadata',
  ],
  ViewOnlyAccess: [
    ...READING,
    '*:BatchGet*',
    '*:Search*',
    '*:View*',
    'apigateway:GET',
    'cloudtrail:LookupEvents',
    'lightsail:IsVpcPeered',
  ],
};

/**
 * The policy of AWS that an ARN names. One that is not known may allow and deny anything.
 * @param arn such as `arn:aws-cn:iam::aws:policy/AdministratorAccess`
 */
export function awsManaged(arn: string): Policy {
  const [, name = arn] = /^arn:[^:]*:iam::aws:policy\/(?:.*\/)?([^/]+)$/.exec(arn) ?? [];
  const known = KNOWN[name];
  return known ? parsePolicy({ Version: '2012-10-17', Statement: known }, { name }) : withoutText(name);
}

function withoutText(name: string): Policy {
  const actions = AT_MOST[name];
  return {
    name,
    statements: [
      {
        policy: name,
        path: '',
        ...(actions && { effect: 'Allow', actions: { negated: false, items: actions } }),
        resources: { negated: false, items: ['*'] },
        conditions: [],
        variables: false,
        doubt: new Doubt({
          en: `what the policy ${name} says of it is not known`,
          zh: `策略 ${name} 对此的规定未知`,
        }),
      },
    ],
  };
}
