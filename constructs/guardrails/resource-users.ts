import { ABSENT, UNKNOWN } from './conditions';
import { ANY_ACCOUNT, ANY_REGION, type Call } from './deployment-calls';
import { type Guarded, type Indispensable, type Request, requestsOfRole } from './indispensable';

/**
 * Who, beside those who deploy and mend, has to reach the landing zone's own resources. Resource control policies bind all of
 * them: the roles of its functions, hosts and replication, and the services of AWS that record for it under their own names.
 */
export const resourceUsersOf = (context: Guarded): readonly Indispensable[] => [
  {
    ...NOTHING_MADE,
    who: `the roles of ${context.name} in which its functions, hosts and replication work`,
    arn: ownRole(context),
    calls: callsOf(OWN_CALLS, context),
    requests: requestsOfRole(ownRole(context), context).map((request) => ({ ...request, ...OF_FUNCTIONS_AND_HOSTS })),
  },
  {
    ...NOTHING_MADE,
    who: `the services of AWS that record for ${context.name}`,
    arn: 'cloudtrail.amazonaws.com',
    calls: callsOf(CALLS_OF_SERVICES, context),
    requests: [inItsOwnName(context)],
  },
];

const NOTHING_MADE = { creates: [], forwarded: [] } as const;

const ownRole = ({ partition, name }: Guarded): string => `arn:${partition}:iam::${ANY_ACCOUNT}:role/${name}-x`;

/** Actions by the resource, `*` or an ARN, which stands without `arn:<partition>:`, and with `<name>` for the landing zone's name. */
type ActionsByResource = Readonly<Record<string, readonly string[]>>;

const here = (service: string, rest: string): string => `${service}:${ANY_REGION}:${ANY_ACCOUNT}:${rest}`;

const KEY = here('kms', 'key/x');
const OWN_ROLE = `iam::${ANY_ACCOUNT}:role/<name>-x`;

/** What roles of the landing zone are allowed at services that resource control policies reach. */
const OWN_CALLS: ActionsByResource = {
  's3:::<name>-x': ['s3:GetEncryptionConfiguration', 's3:GetReplicationConfiguration', 's3:ListBucket'],
  's3:::<name>-x/x': [
    's3:GetObject',
    's3:GetObjectLegalHold',
    's3:GetObjectRetention',
    's3:GetObjectVersionAcl',
    's3:GetObjectVersionForReplication',
    's3:GetObjectVersionTagging',
    's3:PutObject',
    's3:PutObjectAcl',
    's3:ReplicateObject',
    's3:ReplicateTags',
  ],
  [KEY]: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:GetPublicKey', 'kms:Sign'],
  '*': ['logs:DescribeLogGroups'],
  [here('logs', 'log-group:/<name>/x')]: ['logs:DescribeLogStreams'],
  [here('logs', 'log-group:/<name>/x:log-stream:x')]: ['logs:CreateLogStream', 'logs:PutLogEvents'],
  [here('dynamodb', 'table/<name>-x')]: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'],
  [here('events', 'event-bus/default')]: ['events:PutEvents'],
  [here('sqs', '<name>-x')]: ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage', 'sqs:SendMessage'],
  [OWN_ROLE]: ['sts:AssumeRole'],
};

/** What CloudTrail, log delivery, CloudWatch and those that take a role of the landing zone do. */
const CALLS_OF_SERVICES: ActionsByResource = {
  's3:::<name>-x': ['s3:GetBucketAcl', 's3:ListBucket'],
  's3:::<name>-x/x': ['s3:PutObject'],
  [KEY]: ['kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKey'],
  [OWN_ROLE]: ['sts:AssumeRole'],
};

const callsOf = (calls: ActionsByResource, { partition, name }: Guarded): readonly Call[] =>
  Object.entries(calls).flatMap(([resource, actions]) =>
    actions.map((action) => ({
      action,
      resource: resource === '*' ? resource : `arn:${partition}:${resource.replaceAll('<name>', name)}`,
    })),
  );

/** Functions and instances say which they are, and call from networks of AWS or our own. */
const OF_FUNCTIONS_AND_HOSTS: Request = {
  'lambda:sourcefunctionarn': UNKNOWN,
  'ec2:sourceinstancearn': UNKNOWN,
};

/**
 * A service that acts in its own name has no account, and so is of no organization; for whose resource it acts it may say.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalisawsservice
 */
const inItsOwnName = ({ organizationId }: Guarded): Request => ({
  'aws:principalisawsservice': 'true',
  'aws:principalservicename': UNKNOWN,
  'aws:principalarn': ABSENT,
  'aws:principalaccount': ABSENT,
  'aws:principalorgid': ABSENT,
  'aws:principaltag/': ABSENT,
  'aws:multifactorauthage': ABSENT,
  'aws:multifactorauthpresent': ABSENT,
  'aws:username': ABSENT,
  'aws:securetransport': 'true',
  'aws:sourceaccount': UNKNOWN,
  'aws:sourcearn': UNKNOWN,
  'aws:resourceaccount': UNKNOWN,
  ...(organizationId !== undefined && { 'aws:sourceorgid': organizationId, 'aws:resourceorgid': organizationId }),
});
