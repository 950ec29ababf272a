import { BREAK_GLASS_PATH } from '../../constructs/job-functions/names';
import type { Placed } from './deployment';

/** IAM prefixes of the actions that CloudFormation calls for the types of a namespace, where they are not just its name. */
const PREFIXES: Readonly<Record<string, readonly string[]>> = {
  AccessAnalyzer: ['access-analyzer'],
  AutoScaling: ['autoscaling'],
  // vaults are made of storage that has actions of its own
  Backup: ['backup', 'backup-storage'],
  CertificateManager: ['acm'],
  CloudFormation: ['cloudformation'],
  CloudTrail: ['cloudtrail'],
  CloudWatch: ['cloudwatch'],
  Config: ['config'],
  DynamoDB: ['dynamodb'],
  EC2: ['ec2'],
  ElasticLoadBalancingV2: ['elasticloadbalancing'],
  Events: ['events'],
  GuardDuty: ['guardduty'],
  KMS: ['kms'],
  Lambda: ['lambda'],
  Logs: ['logs'],
  NetworkFirewall: ['network-firewall'],
  Organizations: ['organizations'],
  RAM: ['ram'],
  Route53: ['route53'],
  Route53Resolver: ['route53resolver'],
  S3: ['s3'],
  SNS: ['sns'],
  SQS: ['sqs'],
  SSO: ['sso'],
  SSM: ['ssm'],
  WAFv2: ['wafv2'],
};

/** IAM is given by type: roles and policies, never groups, keys or passwords unless a template has them. */
const IDENTITY_ACTIONS: Readonly<Record<string, readonly string[]>> = {
  Group: ['iam:*Group*'],
  InstanceProfile: ['iam:*InstanceProfile*'],
  ManagedPolicy: [
    'iam:CreatePolicy',
    'iam:CreatePolicyVersion',
    'iam:DeletePolicy',
    'iam:DeletePolicyVersion',
    'iam:GetPolicy',
    'iam:GetPolicyVersion',
    'iam:ListEntitiesForPolicy',
    'iam:ListPolicyVersions',
    'iam:SetDefaultPolicyVersion',
    'iam:TagPolicy',
    'iam:UntagPolicy',
  ],
  SAMLProvider: ['iam:*SAMLProvider*'],
};

/** The sealed users, and no other: CloudFormation makes them under their path, without a credential. */
function sealedUsers(placed: readonly Placed[]) {
  const user = placed.find(({ resource }) => resource.type === 'AWS::IAM::User');
  if (!user) return [];
  return [
    {
      Sid: 'SealedUsers',
      Effect: 'Allow',
      Action: [
        'iam:CreateUser',
        'iam:DeleteUser',
        'iam:DeleteUserPolicy',
        'iam:GetUser',
        'iam:GetUserPolicy',
        'iam:ListUserPolicies',
        'iam:PutUserPolicy',
        'iam:TagUser',
        'iam:UntagUser',
        'iam:UpdateUser',
      ],
      Resource: `arn:${user.resource.template.environment.partition}:iam::${user.account}:user${BREAK_GLASS_PATH}*`,
    },
  ];
}

/**
 * What CloudFormation needs whatever the template: the assets and the version of the bootstrap, public parameters, and roles,
 * service-linked ones included, to pass on.
 */
const ALWAYS = ['iam:*Role*', 'kms:Decrypt', 's3:GetObject*', 'ssm:GetParameter*'];

const LOG_DELIVERY = ['logs:CreateLogDelivery', 'logs:DeleteLogDelivery'];

/** Actions of another service that a type needs besides its own. */
const BESIDES: Readonly<Record<string, readonly string[]>> = {
  // https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html
  'AWS::EC2::FlowLog': LOG_DELIVERY,
  // https://docs.aws.amazon.com/network-firewall/latest/developerguide/firewall-logging.html
  'AWS::NetworkFirewall::LoggingConfiguration': [...LOG_DELIVERY, 'logs:GetLogDelivery', 'logs:ListLogDeliveries'],
  // https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-query-logs.html
  'AWS::Route53Resolver::ResolverQueryLoggingConfig': [...LOG_DELIVERY, 'logs:GetLogDelivery'],
  // https://docs.aws.amazon.com/waf/latest/developerguide/logging-cw-logs.html
  'AWS::WAFv2::LoggingConfiguration': [...LOG_DELIVERY, 'logs:DescribeResourcePolicies', 'logs:PutResourcePolicy'],
  // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/creating-an-organizational-trail-prepare.html
  'AWS::CloudTrail::Trail': ['organizations:Describe*', 'organizations:EnableAWSServiceAccess', 'organizations:List*'],
};

/** Whether the actions of a type are known; a test asks it of every type in the templates. */
export const hasKnownActions = (type: string): boolean => {
  const namespace = namespaceOf(type);
  return namespace === 'IAM' || namespace === 'CDK' || Object.hasOwn(PREFIXES, namespace);
};

/**
 * What CloudFormation must be allowed to do to make resources: whole services, but only those that the templates have
 * resources of.
 */
export function deploymentPolicy(placed: readonly Placed[]) {
  const actions = placed.flatMap(({ resource }) => [...actionsOf(resource.type), ...(BESIDES[resource.type] ?? [])]);
  const wanted = [...new Set([...ALWAYS, ...actions])].sort();
  const whole = new Set(wanted.filter((action) => action.endsWith(':*')).map((action) => action.split(':')[0]));
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'ServicesOfTheLandingZone',
        Effect: 'Allow',
        Action: wanted.filter((action) => action.endsWith(':*') || !whole.has(action.split(':')[0])),
        Resource: '*',
      },
      ...sealedUsers(placed),
    ],
  };
}

function actionsOf(type: string): readonly string[] {
  const namespace = namespaceOf(type);
  if (namespace === 'IAM') return IDENTITY_ACTIONS[type.split('::')[2] ?? ''] ?? [];
  if (namespace === 'CDK') return [];
  return (PREFIXES[namespace] ?? [namespace.toLowerCase()]).map((prefix) => `${prefix}:*`);
}

/** What makes a custom resource is a function. */
const namespaceOf = (type: string): string => (type.startsWith('Custom::') ? 'Lambda' : (type.split('::')[1] ?? type));
