import { parseArn } from '../../arns';
import { coversAction, isAnyone, isService, sparesOnly } from '../../callers';
import { finding } from '../../findings';
import { type Statement, statementsOf } from '../../policy';
import { type Finding, notApplicable, type Rule, unknown, verdictFrom } from '../../rule';
import { takeInTheSameArn } from '../../wildcards';
import { bucketOf, coversObject } from './bucket-policy';
import { foldersOfSessions } from './log-buckets';

const PUT = 's3:PutObject';

/** What who is recorded could do to recordings. */
const BEYOND = [
  's3:GetObject',
  's3:GetObjectVersion',
  's3:ListBucket',
  's3:ListBucketVersions',
  's3:DeleteObject',
  's3:DeleteObjectVersion',
  's3:PutObjectRetention',
  's3:PutObjectLegalHold',
  's3:BypassGovernanceRetention',
  's3:PutBucketPolicy',
  's3:DeleteBucketPolicy',
  's3:PutLifecycleConfiguration',
];

const OWN = '${aws:userid}';
const CALLER = 'aws:principalarn';

/**
 * Whoever the policy of a bucket with recordings lets write sessions, it lets neither read nor remove any: whoever is root on a host has its
 * role. Where it gives each caller a folder of their own, such as for what viewers say of themselves, it refuses those folders to all others.
 */
export const s3RecordingsWriteOnly: Rule = {
  id: 's3-recordings-write-only',
  demand: {
    en: 'A bucket with recordings of sessions lets those who write them neither read nor remove any, and refuses to others what each viewer writes.',
    zh: '存放会话录像的存储桶不允许写入者读取或删除录像，且拒绝他人写入各查看者的记录。',
  },
  types: ['AWS::S3::BucketPolicy'],
  reference: 'https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-logging.html',
  judge(policy) {
    const bucket = bucketOf(policy);
    if (!bucket) return BUCKET_UNKNOWN;
    const folders = foldersOfSessions(bucket);
    if (folders.length === 0) return NO_SESSIONS;
    const statements = statementsOf(policy, 'PolicyDocument');
    const allows = statements.filter(({ effect }) => effect === 'Allow');
    const puts = allows.filter((allow) => coversAction(allow, PUT));
    const writers = puts.filter((put) => folders.some((folder) => coversObject(put, bucket, within(folder))));
    return verdictFrom([
      ...allows.flatMap((allow) => (writers.some((writer) => mayBeTheSame(writer, allow)) ? more(allow) : [])),
      ...puts.flatMap((put) => othersWrite(put, statements)),
    ]);
  },
};

const BUCKET_UNKNOWN = unknown({ en: 'its bucket is in none of the templates', zh: '所属存储桶不在模板中' });

const NO_SESSIONS = notApplicable({
  en: 'no session document stores sessions in its bucket',
  zh: '没有会话文档将会话存入其存储桶',
});

const within = (folder: string): string => (folder === '' ? 'session' : `${folder}/session`);

function more(allow: Statement): readonly Finding[] {
  const actions = BEYOND.filter((action) => coversAction(allow, action));
  if (actions.length === 0) return [];
  return [
    finding(
      `${allow.path}.Action`,
      `lets those who write recordings call ${actions.join(', ')}: so does whoever is recorded and gets at the host's role`,
      `允许录像写入者调用 ${actions.join('、')}：被录制者取得主机角色后亦可调用`,
    ),
  ];
}

/** Accounts and identities that a statement lets in, as patterns; undefined where it does not bind them. */
interface Callers {
  readonly accounts: readonly string[] | undefined;
  readonly identities: readonly string[] | undefined;
}

function mayBeTheSame(one: Statement, other: Statement): boolean {
  const [first, second] = [callersOf(one), callersOf(other)];
  return meet(first.accounts, second.accounts) && meet(first.identities, second.identities);
}

const meet = (some: readonly string[] | undefined, others: readonly string[] | undefined): boolean =>
  some === undefined ||
  others === undefined ||
  some.some((one) => others.some((other) => takeInTheSameArn(one, other)));

/** Conditions narrow everyone down; services are nobody that is recorded. */
function callersOf({ principals, notPrincipals, conditions }: Statement): Callers {
  const bound = (key: string): readonly string[] | undefined => {
    const values = Object.entries(conditions).flatMap(([operator, keys]) =>
      /Not|IfExists|ForAllValues/.test(operator) ? [] : (keys[key] ?? []),
    );
    return values.length > 0 ? values : undefined;
  };
  const isOpen = notPrincipals.length > 0 || principals.some(isAnyone);
  const identities = isOpen ? bound(CALLER) : principals.filter((one) => !isService(one)).map(identityOf);
  const accounts = bound('aws:principalaccount') ?? identities?.flatMap((one) => parseArn(one)?.account ?? []);
  return { accounts, identities };
}

/** An account stands for each identity in it. */
function identityOf(principal: string): string {
  const name = principal.replace(/^AWS:/, '');
  return /^\d+$/.test(name) ? `arn:*:iam::${name}:*` : name.replace(/:root$/, ':*');
}

function othersWrite(put: Statement, statements: readonly Statement[]): readonly Finding[] {
  const own = put.resources.filter((resource) => resource.includes(OWN));
  const open = own.filter((resource) => !statements.some((deny) => refusesOthers(deny, resource, put)));
  if (open.length === 0) return [];
  return [
    finding(
      `${put.path}.Resource`,
      'gives each caller a folder of their own, and no statement refuses the folders to others: they write what viewers never said',
      '为每个调用者提供专属文件夹，却无语句拒绝他人写入：他人可伪造查看记录',
    ),
  ];
}

const refusesOthers = (deny: Statement, own: string, put: Statement): boolean =>
  deny.effect === 'Deny' &&
  deny.principals.some(isAnyone) &&
  coversAction(deny, PUT) &&
  deny.resources.some((pattern) => pattern.endsWith('*') && own.startsWith(pattern.slice(0, -1))) &&
  sparesOnly(deny, [CALLER]) &&
  spared(deny).every((one) => callersOf(put).identities?.includes(one));

const spared = (deny: Statement): readonly string[] =>
  Object.values(deny.conditions).flatMap((keys) => keys[CALLER] ?? []);
