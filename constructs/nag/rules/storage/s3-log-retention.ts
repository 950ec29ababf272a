import { SHORTEST_LOG_RETENTION_DAYS } from '../../../partition/legal-retention';
import { finding } from '../../findings';
import { isObject } from '../../intrinsics';
import { type Finding, type Rule, verdictFromEach } from '../../rule';
import type { Resource } from '../../template';
import { ofLogBuckets, refusesLock } from './log-buckets';

const LOCK = 'ObjectLockConfiguration.Rule.DefaultRetention';
const RULES = 'LifecycleConfiguration.Rules';

/** S3 counts a year of retention as 365 days. */
const DAYS_A_YEAR = 365;

/**
 * A bucket that holds logs, recordings or records keeps them long enough: its lock lasts, and no lifecycle rule expires
 * anything before the lock ends.
 *
 * Where the delivering service allows no lock, the replica's lock is judged, and here the lifecycle alone.
 */
export const s3LogRetention: Rule = {
  id: 's3-log-retention',
  demand: {
    en: `A bucket that holds logs, recordings or records locks them for at least ${SHORTEST_LOG_RETENTION_DAYS} days, or longer where the configuration says so, and expires none before.`,
    zh: `存放日志、录像或记录的存储桶锁定不少于 ${SHORTEST_LOG_RETENTION_DAYS} 天（配置要求更长的从其规定），且不提前过期。`,
  },
  types: ['AWS::S3::Bucket'],
  reference: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html',
  judge: ofLogBuckets((bucket) => verdictFromEach([lockFindings, ...expirations(bucket)], (judge) => judge(bucket))),
};

function lockFindings(bucket: Resource): readonly Finding[] {
  if (refusesLock(bucket) !== undefined) return [];
  const days = lockedDays(bucket);
  const least = leastDays(bucket);
  if (days >= least) return [];
  const property = bucket.has(`${LOCK}.Years`) ? `${LOCK}.Years` : `${LOCK}.Days`;
  return [finding(property, `locks for ${days} days, less than ${least}`, `仅锁定 ${days} 天，少于 ${least} 天`)];
}

const leastDays = (bucket: Resource): number => bucket.template.estate.leastRetentionDays;

const lockedDays = (bucket: Resource): number =>
  (bucket.number(`${LOCK}.Days`) ?? 0) + (bucket.number(`${LOCK}.Years`) ?? 0) * DAYS_A_YEAR;

/** One judge for each lifecycle rule. */
const expirations = (bucket: Resource): readonly ((bucket: Resource) => readonly Finding[])[] =>
  bucket.has(RULES) ? lifecycleRules(bucket).map((rule) => () => expirationFindings(bucket, rule)) : [];

function lifecycleRules(bucket: Resource): readonly string[] {
  const rules = bucket.raw(RULES);
  // an intrinsic in place of the list is looked at as if it were the first rule, and found unresolved
  return (Array.isArray(rules) ? rules : [rules]).flatMap((rule, index) =>
    isObject(rule) && rule['Status'] === 'Disabled' ? [] : `${RULES}.${index}`,
  );
}

function expirationFindings(bucket: Resource, rule: string): readonly Finding[] {
  const kept = Math.max(leastDays(bucket), lockedDays(bucket));
  const early = PERIODS.flatMap(([period, en, zh]) => {
    const property = `${rule}.${period}`;
    const days = bucket.number(property);
    if (days === undefined || days >= kept) return [];
    return [
      finding(
        property,
        `expires ${en} after ${days} days, before the ${kept} for which they are kept`,
        `${zh}${days} 天后即过期，早于应保存的 ${kept} 天`,
      ),
    ];
  });
  if (!bucket.has(`${rule}.ExpirationDate`)) return early;
  return [
    ...early,
    finding(
      `${rule}.ExpirationDate`,
      'expires every object on one day, however new it is',
      '在同一日期使所有对象过期，不论其写入时间',
    ),
  ];
}

/** What a lifecycle rule may end, and in the older spelling too. What is overwritten or deleted lives on as a version. */
const PERIODS = [
  ['ExpirationInDays', 'objects', '对象'],
  ['NoncurrentVersionExpiration.NoncurrentDays', 'earlier versions', '历史版本'],
  ['NoncurrentVersionExpirationInDays', 'earlier versions', '历史版本'],
] as const;
