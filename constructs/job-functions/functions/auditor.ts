import { Duration } from 'aws-cdk-lib';
import { ARCHIVE_KINDS } from '../../log-archive/names';
import { sessionIndexName } from '../../session-index/names';
import { actionsOf, allow, type GrantContext } from '../grant';
import type { JobFunction } from '../job-function';
import { seeWhatIsThere } from '../metadata';

const archive = ({ partition, name }: GrantContext, rest: string): readonly string[] =>
  ARCHIVE_KINDS.map((kind) => `arn:${partition}:s3:::${name}-${kind}-*${rest}`);

/** Reads settings everywhere, and of contents the evidence alone: the archive, and the landing zone's log groups. */
export const auditor: JobFunction = {
  id: 'auditor',
  title: { en: 'Auditor', zh: '审计员' },
  does: {
    en: 'Reads settings, findings and archived evidence; changes nothing.',
    zh: '查阅配置、发现项与归档证据，不作任何变更。',
  },
  longestSession: Duration.hours(4),
  boundary: 'none',
  grants: (context) => [
    seeWhatIsThere(),
    allow('ReadWhoMayDoWhat', [
      ...actionsOf(
        'iam',
        'GenerateCredentialReport GenerateServiceLastAccessedDetails GetAccountAuthorizationDetails GetAccountPasswordPolicy GetAccountSummary GetCredentialReport GetPolicy GetPolicyVersion GetRole GetRolePolicy GetSAMLProvider GetServiceLastAccessedDetails GetUser GetUserPolicy SimulateCustomPolicy SimulatePrincipalPolicy',
      ),
      ...actionsOf('identitystore', 'DescribeGroup DescribeUser ListGroupMemberships ListGroups ListUsers'),
      ...actionsOf('kms', 'GetKeyPolicy GetKeyRotationStatus'),
      ...actionsOf(
        's3',
        'GetAccountPublicAccessBlock GetBucketAcl GetBucketLocation GetBucketLogging GetBucketObjectLockConfiguration GetBucketPolicy GetBucketPolicyStatus GetBucketPublicAccessBlock GetBucketTagging GetBucketVersioning GetEncryptionConfiguration GetLifecycleConfiguration GetReplicationConfiguration',
      ),
      ...actionsOf(
        'sso',
        'DescribePermissionSet GetInlinePolicyForPermissionSet GetPermissionsBoundaryForPermissionSet ListAccountAssignments ListInstances ListPermissionSets ListPermissionSetsProvisionedToAccount',
      ),
    ]),
    allow('ReadSettings', [
      ...actionsOf('access-analyzer', 'GetAnalyzer GetFinding'),
      ...actionsOf('backup', 'GetBackupPlan GetBackupSelection GetBackupVaultAccessPolicy'),
      ...actionsOf('cloudformation', 'GetStackPolicy GetTemplate'),
      ...actionsOf('cloudtrail', 'GetEventSelectors GetTrail GetTrailStatus LookupEvents'),
      ...actionsOf(
        'config',
        'GetComplianceDetailsByConfigRule GetComplianceDetailsByResource GetResourceConfigHistory SelectResourceConfig',
      ),
      ...actionsOf('ec2', 'GetEbsEncryptionByDefault GetSnapshotBlockPublicAccessState'),
      ...actionsOf('guardduty', 'GetDetector GetFindings ListDetectors ListFindings'),
      ...actionsOf('securityhub', 'DescribeHub GetFindings'),
      ...actionsOf('ssm', 'GetDocument'),
    ]),
    allow('ListTheArchive', ['s3:ListBucket', 's3:ListBucketVersions'], archive(context, '')),
    allow(
      'ReadTheArchive',
      ['s3:GetObject', 's3:GetObjectLegalHold', 's3:GetObjectRetention', 's3:GetObjectVersion'],
      archive(context, '/*'),
    ),
    allow('SearchTheSessions', actionsOf('dynamodb', 'GetItem Query Scan'), [
      ...['', '/index/*'].map(
        (rest) => `arn:${context.partition}:dynamodb:*:*:table/${sessionIndexName(context.name)}${rest}`,
      ),
    ]),
    allow('OpenTheArchive', ['kms:Decrypt'], [`arn:${context.partition}:kms:*:*:key/*`], {
      StringLike: {
        'kms:ViaService': ['dynamodb', 's3'].map(
          (service) => `${service}.*.amazonaws.com${context.partition === 'aws-cn' ? '.cn' : ''}`,
        ),
      },
    }),
    allow(
      'ReadTheLandingZonesLogs',
      [...actionsOf('logs', 'FilterLogEvents GetLogEvents GetQueryResults StartQuery StopQuery')],
      [`arn:${context.partition}:logs:*:*:log-group:/${context.name}/*`],
    ),
  ],
};
