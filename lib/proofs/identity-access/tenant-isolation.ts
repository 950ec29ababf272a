import type { Evidence } from '../../evidence/evidence';
import type { AccessEstate, Asking } from '../access/access-estate';
import type { Place } from '../access/places';
import type { AccessPrincipal } from '../access/principals';
import type { AccessResource } from '../access/resources';
import { parsePolicy } from '../policy/parse';
import { actionsIn, resourceIn } from './mimicry';
import { evidenceFrom, isFulfilled, type Trial, tryOut } from './trial';

const FACET = '8.2/no-excess-access#tenant-isolation';

/** The names of those who run workloads: the job function, and roles that carry the boundary of workloads. */
const DEVELOPER = /-developer$/;
const BOUNDARY = /-workload-boundary$/;

/**
 * Each principal of a workload: what lies in other accounts it can neither read nor change nor assume, be it made by the
 * templates or by another workload in the plainest way. In its own account something is allowed to it, so that a principal
 * that may do nothing shows nothing.
 */
export function tenantIsolation(estate: AccessEstate): readonly Evidence[] {
  return estate.principals
    .filter((asker) => isOfWorkload(asker))
    .flatMap((asker) => (asker.place ? [evidenceOf(asker, asker.place, estate)] : []));
}

function isOfWorkload({ kind, name, resource, boundary }: AccessPrincipal): boolean {
  if (kind !== 'role' && kind !== 'permission-set') return false;
  if (DEVELOPER.test(name)) return true;
  const bounding = resource?.has('PermissionsBoundary') ? resource.text('PermissionsBoundary') : '';
  return (
    BOUNDARY.test(bounding) || boundary?.statements.some((statement) => BOUNDARY.test(nameOfPolicy(statement))) === true
  );
}

const nameOfPolicy = ({
  policy,
  resource,
}: {
  readonly policy: string;
  readonly resource?: AccessResource['resource'];
}): string => resource?.text('ManagedPolicyName') || policy;

function evidenceOf(asker: AccessPrincipal, place: Place, estate: AccessEstate): Evidence {
  const foreign = estate.resources.filter((resource) => resource.place.account !== place.account);
  const refused = [...foreign.flatMap(callsOn), ...callsOnWorkload(place)].map((asking) =>
    tryOut(estate, asker, asking, {
      wanted: 'refused',
      how: { en: 'of another workload or tenant', zh: '跨业务或租户' },
    }),
  );
  const accounts = new Set(foreign.map((resource) => resource.place.account)).size;
  return evidenceFrom(
    estate,
    {
      facet: FACET,
      ...(asker.resource && { resource: asker.resource }),
      shown: {
        en: `${asker.id} is refused ${refused.length} calls on ${foreign.length} resources of ${accounts} other accounts and on those of a neighbouring workload; in its own account it may do what its policies name`,
        zh: `${asker.id} 对其他 ${accounts} 个账号的 ${foreign.length} 个资源及相邻业务资源的 ${refused.length} 次调用均被拒绝；在自身账号内可执行其策略所授予的操作`,
      },
    },
    [...refused, ...atLeastOneAtHome(asker, place, estate)],
  );
}

/** What is asked of who is granted nothing. */
const PLAINEST: Asking = { action: 's3:ListAllMyBuckets', resource: '*' };

/** Whatever its own policies grant, in its own account. */
const callsNamedIn = ({ identity }: AccessPrincipal, place: Place): readonly Asking[] =>
  identity
    .flatMap(({ statements }) => statements)
    .filter(({ effect }) => effect !== 'Deny')
    .flatMap((statement) =>
      actionsIn(statement).map((action) => ({
        action,
        resource: resourceIn(statement, '*', place),
        owned: { account: place.account },
      })),
    );

/** One call of them that is allowed is enough; where none is, all are told. */
function atLeastOneAtHome(asker: AccessPrincipal, place: Place, estate: AccessEstate): readonly Trial[] {
  const granted = callsNamedIn(asker, place);
  const tried: Trial[] = [];
  for (const asking of granted.length > 0 ? granted : [PLAINEST]) {
    const trial = tryOut(estate, asker, asking, {
      wanted: 'allowed',
      how: { en: 'in its own account', zh: '在自身账号内' },
    });
    if (isFulfilled(trial)) return [trial];
    tried.push(trial);
  }
  return tried;
}

/** An account of the organization that nobody names: that of another tenant. */
const NEIGHBOUR = '999999999990';

interface Calls {
  readonly actions: readonly string[];
  /** What the action is about, where it is not the resource itself. */
  readonly within?: string;
}

/** What reads, changes or assumes a resource, by its type. */
const CALLS: Readonly<Record<string, readonly Calls[]>> = {
  'AWS::Backup::BackupVault': [
    { actions: ['backup:CopyIntoBackupVault', 'backup:DeleteBackupVault', 'backup:PutBackupVaultAccessPolicy'] },
  ],
  'AWS::DynamoDB::Table': [{ actions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:DeleteTable'] }],
  'AWS::EC2::Instance': [{ actions: ['ec2:StopInstances', 'ssm:StartSession'] }],
  'AWS::IAM::ManagedPolicy': [{ actions: ['iam:CreatePolicyVersion'] }],
  'AWS::IAM::Role': [{ actions: ['sts:AssumeRole', 'iam:PutRolePolicy', 'iam:UpdateAssumeRolePolicy'] }],
  'AWS::IAM::User': [{ actions: ['iam:CreateAccessKey'] }],
  'AWS::KMS::Key': [{ actions: ['kms:Decrypt', 'kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion'] }],
  'AWS::Lambda::Function': [{ actions: ['lambda:InvokeFunction', 'lambda:UpdateFunctionCode'] }],
  'AWS::Logs::LogGroup': [{ actions: ['logs:FilterLogEvents', 'logs:DeleteLogGroup'] }],
  'AWS::S3::Bucket': [
    { actions: ['s3:ListBucket', 's3:PutBucketPolicy'] },
    { actions: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'], within: '/any' },
  ],
  'AWS::SNS::Topic': [{ actions: ['sns:Publish', 'sns:Subscribe', 'sns:SetTopicAttributes'] }],
  'AWS::SQS::Queue': [{ actions: ['sqs:ReceiveMessage', 'sqs:SendMessage', 'sqs:SetQueueAttributes'] }],
  'AWS::SSM::Parameter': [{ actions: ['ssm:GetParameter', 'ssm:PutParameter'] }],
  'AWS::SecretsManager::Secret': [{ actions: ['secretsmanager:GetSecretValue', 'secretsmanager:PutSecretValue'] }],
  'AWS::StepFunctions::StateMachine': [{ actions: ['states:StartExecution', 'states:UpdateStateMachine'] }],
};

const callsOn = ({ arn, resource }: AccessResource): readonly Asking[] => asked(resource.type, arn);

const asked = (type: string, arn: string, owned?: Asking['owned']): readonly Asking[] =>
  (CALLS[type] ?? []).flatMap(({ actions, within = '' }) =>
    actions.map((action) => ({ action, resource: `${arn}${within}`, ...(owned && { owned }) })),
  );

/** What a workload is made of, and what policy it has where its team writes none, or the plainest. */
const WORKLOAD: Readonly<Record<string, { readonly arn: string; readonly opens?: string }>> = {
  'AWS::DynamoDB::Table': { arn: 'arn:{partition}:dynamodb:{region}:{account}:table/orders' },
  'AWS::EC2::Instance': { arn: 'arn:{partition}:ec2:{region}:{account}:instance/i-0123456789abcdef0' },
  'AWS::IAM::Role': { arn: 'arn:{partition}:iam::{account}:role/workload/orders', opens: 'sts:AssumeRole' },
  'AWS::KMS::Key': {
    arn: 'arn:{partition}:kms:{region}:{account}:key/1234abcd-12ab-34cd-56ef-1234567890ab',
    opens: 'kms:*',
  },
  'AWS::Lambda::Function': { arn: 'arn:{partition}:lambda:{region}:{account}:function:orders' },
  'AWS::S3::Bucket': { arn: 'arn:{partition}:s3:::orders-uploads-{account}' },
  'AWS::SQS::Queue': { arn: 'arn:{partition}:sqs:{region}:{account}:orders' },
  'AWS::SecretsManager::Secret': { arn: 'arn:{partition}:secretsmanager:{region}:{account}:secret:orders-AbCdEf' },
};

function callsOnWorkload({ partition, region }: Place): readonly Asking[] {
  const account = NEIGHBOUR;
  const words: Readonly<Record<string, string>> = { partition, region, account };
  return Object.entries(WORKLOAD).flatMap(([type, { arn, opens }]) =>
    asked(
      type,
      arn.replace(/\{(\w+)\}/g, (_, word: string) => words[word] ?? ''),
      {
        account,
        ...(opens !== undefined && { policy: openToAccount(`arn:${partition}:iam::${account}:root`, opens) }),
      },
    ),
  );
}

/** Leaves the decision to the account. */
const openToAccount = (root: string, action: string) =>
  parsePolicy(
    {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { AWS: root }, Action: action, Resource: '*' }],
    },
    { name: 'open to its account' },
  );
