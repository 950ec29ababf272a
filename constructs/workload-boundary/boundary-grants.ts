import { type GuardrailContext, sidOf } from '../guardrails/guardrail';
import { GUARDRAILS } from '../guardrails/service-control-policies';
import { actionsOf, allow, deny, type Grant, type GrantContext } from '../job-functions/grant';
import { ARCHIVE_KINDS } from '../log-archive/names';
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

/**
 * Guardrails that a workload could run into with what it may do. In an organization service control policies say the same;
 * an account on its own has these alone. Nobody is exempt: no platform role carries the boundary.
 */
const KEPT = [
  'flow-log-tampering',
  'log-group-tampering',
  'archive-tampering',
  'key-destruction',
  'key-tampering',
  'bastion-impersonation',
  'ways-round-bastion',
  'snapshot-sharing',
  'public-access-unblocked',
  'public-access-lists',
  'default-networks',
  'baseline-stack-tampering',
] as const;

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
      actionsOf(
        'iam',
        'AttachRolePolicy CreateRole DeleteRole DeleteRolePolicy DetachRolePolicy PutRolePermissionsBoundary PutRolePolicy UpdateAssumeRolePolicy UpdateRole',
      ),
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
    ...KEPT.map((id) => refusal(id, context)),
    deny(
      'Evidence',
      ['s3:GetObject*'],
      ARCHIVE_KINDS.map((kind) => `arn:${partition}:s3:::${name}-${kind}-*`),
    ),
    // functions, topics, tables, rules, queues and alarms of the landing zone carry its name
    deny(
      'LandingZone',
      ['cloudwatch', 'dynamodb', 'events', 'lambda', 'scheduler', 'secretsmanager', 'sns', 'sqs', 'states'].map(
        (service) => `${service}:*`,
      ),
      ['', '*/', '*:'].map((before) => `arn:${partition}:*:*:*:${before}${name}-*`),
    ),
  ];
}

/** @throws when no guardrail has the id. */
function refusal(id: string, { partition, name }: GrantContext): Grant {
  const guardrail = GUARDRAILS.find((candidate) => candidate.id === id);
  if (!guardrail) throw new Error(`workload boundary: no guardrail is called ${id}`);
  // none of those kept asks for regions
  const context: GuardrailContext = { partition: partition === 'aws-cn' ? 'aws-cn' : 'aws', name, allowedRegions: [] };
  const { actions, resources = ['*'], condition } = guardrail.refuses(context);
  if ('allBut' in actions || 'allBut' in resources) {
    throw new Error(`workload boundary: ${id} refuses all but what it names, which a boundary of workloads cannot`);
  }
  // what is not allowed in the first place need not be refused, and characters are few
  return deny(sidOf(id), actions.filter(isOfWorkloads), resources, condition);
}

const isOfWorkloads = (action: string): boolean => SERVICES.includes(action.split(':')[0] ?? '');
