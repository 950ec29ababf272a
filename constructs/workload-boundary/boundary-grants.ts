import { actionsOf, allow, deny, type Grant, type GrantContext } from '../job-functions/grant';
import { boundaryPattern, WORKLOAD_PATH } from './names';

/**
 * Services that workloads are built of. What is not here a workload cannot do at all: identities, accounts, organizations,
 * audit, configuration, detection, sign-in, shells on hosts, sharing, mail, models.
 */
const SERVICES = [
  'acm',
  'apigateway',
  'application-autoscaling',
  'athena',
  'autoscaling',
  'cloudformation',
  'cloudfront',
  'cloudwatch',
  'dynamodb',
  'ec2',
  'ec2messages',
  'ecr',
  'ecs',
  'elasticache',
  'elasticfilesystem',
  'elasticloadbalancing',
  'events',
  'execute-api',
  'firehose',
  'glue',
  'kinesis',
  'kms',
  'lambda',
  'logs',
  'rds',
  'rds-data',
  'rds-db',
  's3',
  'scheduler',
  'secretsmanager',
  'servicediscovery',
  'sns',
  'sqs',
  'ssmmessages',
  'states',
  'tag',
  'wafv2',
  'xray',
];

/** The tag by which grants find the hosts of the bastion. */
const PURPOSE_KEY = 'isms:purpose';

/** Of other services, what reads, and what hosts and deployments of a workload need. */
const PARTS = [
  'access-analyzer:Get*',
  'access-analyzer:List*',
  ...actionsOf('backup', 'Describe* Get* List* StartBackupJob StartRestoreJob TagResource'),
  'cloudtrail:Describe*',
  'cloudtrail:List*',
  'cloudtrail:LookupEvents',
  'config:Describe*',
  'config:List*',
  'health:Describe*',
  ...actionsOf('iam', 'CreateServiceLinkedRole Get* List* SimulatePrincipalPolicy'),
  'organizations:Describe*',
  'organizations:List*',
  'route53:List*',
  'servicequotas:List*',
  ...actionsOf(
    'ssm',
    'AddTagsToResource DeleteParameter* Describe* GetConnectionStatus GetDocument GetParameter* List* PutInventory PutParameter UpdateInstanceInformation',
  ),
];

/**
 * What no workload does to anything: as the guardrails of an organization say it, in fewer characters, since an account on
 * its own has these alone. Nobody is exempt: no role of the platform carries the boundary.
 */
const REFUSED = [
  ...actionsOf(
    'ec2',
    '*BlockPublicAccess *KeyPair CreateDefault* DeleteFlowLogs EnableSerialConsoleAccess Modify*ImageAttribute ModifySnapshotAttribute',
  ),
  'ecs:ExecuteCommand',
  'kms:DeleteImportedKeyMaterial',
  'kms:ScheduleKeyDeletion',
  'rds:ModifyDB*SnapshotAttribute',
  's3:Put*PublicAccessBlock',
];

/** What no workload does to the landing zone's own, which carries its name. Hosts may write what they record. */
const REFUSED_TO_OWN = [
  ...actionsOf('cloudformation', 'Create* Delete* Execute* Set* Update*'),
  ...actionsOf('logs', 'Delete* DisassociateKmsKey PutRetentionPolicy'),
  ...actionsOf(
    's3',
    'Bypass* Delete* GetObject* PutBucket* PutEncryption* PutLifecycle* PutObjectRetention PutReplication*',
  ),
  ...['cloudwatch', 'dynamodb', 'events', 'lambda', 'scheduler', 'secretsmanager', 'sns', 'sqs', 'states'].map(
    (service) => `${service}:*`,
  ),
];

/** What a boundary allows at most, and what it refuses even then. */
export function boundaryGrants(context: GrantContext): readonly Grant[] {
  const { partition, name } = context;
  const own = (type: string): string => `arn:${partition}:iam::*:${type}${WORKLOAD_PATH}*`;
  return [
    allow(
      'Services',
      SERVICES.map((service) => `${service}:*`),
    ),
    allow('Parts', PARTS),
    allow(
      'BoundedRoles',
      actionsOf('iam', '*RolePolicy CreateRole DeleteRole PutRolePermissionsBoundary UpdateRole*'),
      [own('role')],
      { StringLike: { 'iam:PermissionsBoundary': boundaryPattern(context) } },
    ),
    allow(
      'RolesOfWorkloads',
      [
        ...actionsOf(
          'iam',
          '*InstanceProfile CreatePolicy* DeletePolicy* PassRole SetDefaultPolicyVersion Tag* Untag*',
        ),
        ...actionsOf('sts', 'AssumeRole SetSourceIdentity TagSession'),
      ],
      ['role', 'instance-profile', 'policy'].map(own),
    ),
    deny('Refused', REFUSED, ['*']),
    deny('LandingZone', REFUSED_TO_OWN, [
      ...['', '*/', '*:'].map((before) => `arn:${partition}:*:*:*:${before}${name}-*`),
      `arn:${partition}:logs:*:*:log-group:/${name}/*`,
      ...['CDKToolkit', 'StackSet-*'].map((stack) => `arn:${partition}:cloudformation:*:*:stack/${stack}/*`),
    ]),
    deny('KeysOfTheLandingZone', actionsOf('kms', 'DeleteAlias Disable* PutKeyPolicy RevokeGrant UpdateAlias'), ['*'], {
      'ForAnyValue:StringLike': { 'kms:ResourceAliases': `alias/${name}/*` },
    }),
    deny('Bastion', actionsOf('ec2', 'CreateTags DeleteTags'), ['*'], {
      'ForAnyValue:StringEquals': { 'aws:TagKeys': PURPOSE_KEY },
    }),
    deny('PublicAccessLists', actionsOf('s3', 'CreateBucket PutBucketAcl PutObject PutObject*Acl'), ['*'], {
      StringEquals: { 's3:x-amz-acl': ['authenticated-read', 'public-read', 'public-read-write'] },
    }),
  ];
}
