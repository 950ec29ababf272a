import type { Bilingual } from '../../../standard';
import { parseArn } from '../../arns';
import { finding } from '../../findings';
import { isObject, isOpen } from '../../intrinsics';
import { type Finding, notApplicable, type Rule } from '../../rule';
import { tagOf } from '../../tags';
import { type Resource, Unresolved } from '../../template';

/** The tag by which a store says that it keeps `logs`, `recordings` or `records`. */
const HOLDS = 'isms:holds';

/** By which a bucket says that load balancers deliver their logs to it, and nobody delivers anything else. */
export const DELIVERED_BY = 'isms:delivered-by';
export const LOAD_BALANCERS = 'load-balancers';

export const isOfLoadBalancers = (bucket: Resource): boolean => tagOf(bucket, DELIVERED_BY) === LOAD_BALANCERS;

/** Something that writes logs into buckets, and the property that names the bucket or its ARN. */
interface Writer {
  readonly type: string;
  readonly path: string;
  readonly name: Bilingual;
}

const CONFIG: Writer = {
  type: 'AWS::Config::DeliveryChannel',
  path: 'S3BucketName',
  name: { en: 'AWS Config', zh: 'AWS Config' },
};

const SESSIONS: Writer = {
  type: 'AWS::SSM::Document',
  path: 'Content.inputs.s3BucketName',
  name: { en: 'a session document', zh: '会话文档' },
};

const WRITERS: readonly Writer[] = [
  CONFIG,
  { type: 'AWS::CloudTrail::Trail', path: 'S3BucketName', name: { en: 'a trail', zh: 'CloudTrail 跟踪' } },
  { type: 'AWS::EC2::FlowLog', path: 'LogDestination', name: { en: 'a flow log', zh: 'VPC 流日志' } },
  SESSIONS,
  {
    type: 'AWS::Route53Resolver::ResolverQueryLoggingConfig',
    path: 'DestinationArn',
    name: { en: 'a DNS query log', zh: 'DNS 查询日志' },
  },
];

const SERVER_ACCESS_LOGS: Bilingual = { en: 'S3 server access logs', zh: 'S3 服务器访问日志' };

/**
 * Judges only buckets that hold logs, recordings or records: those that say so by the tag `isms:holds`, those into
 * which logs are delivered, and the replicas of either.
 */
export const ofLogBuckets =
  (judge: Rule['judge']): Rule['judge'] =>
  (bucket) =>
    holdsLogs(bucket) ? judge(bucket) : NOT_A_LOG_BUCKET;

const NOT_A_LOG_BUCKET = notApplicable({
  en: `nothing delivers logs to it, and it has no tag ${HOLDS}`,
  zh: `没有日志投递到该存储桶，且其未带 ${HOLDS} 标签`,
});

/** @throws Unresolved when the tags of the bucket are known at deployment only and nothing else tells. */
export const holdsLogs = (bucket: Resource): boolean => holds(bucket, new Set());

function holds(bucket: Resource, seen: Set<Resource>): boolean {
  seen.add(bucket);
  if (receivesFrom(bucket, WRITERS) || receivesServerAccessLogs(bucket)) return true;
  if (sourcesOf(bucket).some((source) => !seen.has(source) && holds(source, seen))) return true;
  return tagOf(bucket, HOLDS) !== undefined;
}

/**
 * What delivers to the bucket and fails once new objects are locked by default; undefined where nothing does.
 *
 * @see https://docs.aws.amazon.com/config/latest/developerguide/manage-delivery-channel.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html
 */
export function refusesLock(bucket: Resource): Bilingual | undefined {
  if (receivesFrom(bucket, [CONFIG])) return CONFIG.name;
  return receivesServerAccessLogs(bucket) ? SERVER_ACCESS_LOGS : undefined;
}

/** The folders of a bucket into which sessions are stored, as their documents name them: `bastion`, or empty for the bucket itself. */
export const foldersOfSessions = (bucket: Resource): readonly string[] =>
  bucket.template.estate
    .ofType(SESSIONS.type)
    .filter((document) => names(document, SESSIONS.path, bucket))
    .map((document) => document.text('Content.inputs.s3KeyPrefix'));

/**
 * Whether recordings, or logs, go to a bucket that no template has, although one has a bucket for them.
 * @param name the bucket's or its ARN, as a property of the resource says it
 * @throws Unresolved when only deployment tells which bucket that is
 */
export function storesElsewhere(
  name: string,
  { template }: Resource,
  path: string,
  kept: 'recordings' | 'logs' = 'recordings',
): boolean {
  const buckets = template.estate.ofType('AWS::S3::Bucket');
  if (buckets.some((bucket) => isNamed(name, template, bucket))) return false;
  if (!buckets.some((bucket) => tagOf(bucket, HOLDS) === kept)) return false;
  if (isOpen(name)) throw new Unresolved(path);
  return true;
}

/**
 * What is to be found in a log that goes to a bucket of which no template tells, where one has a bucket for logs.
 * @param property how the finding names the place: by default as one of another resource than the one judged
 */
export const deliveredElsewhere = (log: Resource, path: string, property = `${log.id}.${path}`): readonly Finding[] =>
  storesElsewhere(log.text(path), log, path, 'logs')
    ? [
        finding(
          property,
          'is a bucket of which no template tells, beside those that keep logs: nothing keeps these there',
          '为模板中不存在的存储桶，而另有日志存储桶：其中的日志无保护',
        ),
      ]
    : [];

/** Buckets of the estate that replicate to this one. */
export const sourcesOf = (bucket: Resource): readonly Resource[] =>
  bucket.template.estate
    .ofType('AWS::S3::Bucket')
    .filter((source) => source !== bucket && enabledDestinations(source).some((path) => names(source, path, bucket)));

/** The bucket to which a rule of the replication configuration copies, where the estate has it. */
export const destinationOf = (source: Resource, path: string): Resource | undefined =>
  source.template.estate.ofType('AWS::S3::Bucket').find((bucket) => names(source, path, bucket));

/** The buckets of the estate to which a bucket is replicated. */
export const replicasOf = (source: Resource): readonly Resource[] =>
  enabledDestinations(source).flatMap((path) => destinationOf(source, path) ?? []);

function enabledDestinations(source: Resource): readonly string[] {
  const rules = source.raw('ReplicationConfiguration.Rules');
  if (!Array.isArray(rules)) return [];
  return rules.flatMap((rule, index) =>
    isObject(rule) && rule['Status'] === 'Enabled' ? `ReplicationConfiguration.Rules.${index}.Destination.Bucket` : [],
  );
}

const receivesFrom = (bucket: Resource, writers: readonly Writer[]): boolean =>
  writers.some(({ type, path }) => bucket.template.estate.ofType(type).some((writer) => names(writer, path, bucket)));

function receivesServerAccessLogs(bucket: Resource): boolean {
  return bucket.template.estate.ofType('AWS::S3::Bucket').some((logged) => {
    if (!logged.has('LoggingConfiguration')) return false;
    const path = 'LoggingConfiguration.DestinationBucketName';
    // without a destination, a bucket logs into itself
    return logged.has(path) ? names(logged, path, bucket) : logged === bucket;
  });
}

/** True where a value is the bucket's name or ARN, or an ARN within it: by reference, or by the literal name. */
function names(resource: Resource, path: string, bucket: Resource): boolean {
  return resource.referent(path) === bucket || isNamed(resource.text(path), resource.template, bucket);
}

function isNamed(text: string, template: Resource['template'], bucket: Resource): boolean {
  const near = template === bucket.template;
  const own = bucket.text('BucketName');
  const roots = [
    ...(near ? [`\${${bucket.id}}`, `\${${bucket.id}.Arn}`] : []),
    ...(own !== '' && (near || !isOpen(own)) ? [own] : []),
  ];
  return roots.some((root) => isWithin(text, root));
}

/** `name`, `arn:aws:s3:::name` and `arn:aws:s3:::name/prefix` are all within `name`. */
function isWithin(text: string, root: string): boolean {
  const bare = parseArn(text)?.resource ?? text;
  return bare === root || bare.startsWith(`${root}/`);
}
