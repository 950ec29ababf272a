import { type BoundaryRefusal, boundaryRefusals } from '../guardrails/boundary-refusals';
import type { GuardrailContext } from '../guardrails/guardrail';
import { actionsOf, allow, deny, type Grant } from '../job-functions/grant';
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

/** Resources of the landing zone by the name that they carry: a service, and what stands before the name in its ARN. */
const OWN_RESOURCES = [
  ['cloudwatch', 'alarm:'],
  ['dynamodb', 'table/'],
  ['events', 'rule/'],
  ['lambda', 'function:'],
  ['sns', ''],
  ['sqs', ''],
] as const;

/** What a boundary allows at most, and what it refuses even then. */
export function boundaryGrants(context: GuardrailContext): readonly (Grant | BoundaryRefusal)[] {
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
    ...boundaryRefusals(context, [...SERVICES, ...PARTS.map((action) => action.split(':')[0] ?? '')]),
    deny(
      'LandingZone',
      OWN_RESOURCES.map(([service]) => `${service}:*`),
      OWN_RESOURCES.map(([service, before]) => `arn:${partition}:${service}:*:*:${before}${name}-*`),
    ),
  ];
}
