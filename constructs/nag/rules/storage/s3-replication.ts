import { finding } from '../../findings';
import { regionOf } from '../../regions';
import { compliant, type Finding, nonCompliant, notApplicable, type Rule, unknown, type Verdict } from '../../rule';
import type { Resource } from '../../template';
import { destinationOf, ofLogBuckets, sourcesOf } from './log-buckets';

const RULES = 'ReplicationConfiguration.Rules';

/** A bucket that holds logs, recordings or records copies everything to another region, unless it is such a copy. */
export const s3Replication: Rule = {
  id: 's3-replication',
  demand: {
    en: 'A bucket that holds logs, recordings or records replicates all of them to another region.',
    zh: '存放日志、录像或记录的存储桶将全部内容复制到另一区域。',
  },
  types: ['AWS::S3::Bucket'],
  reference: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html',
  judge: ofLogBuckets((bucket) => {
    if (!bucket.has(RULES)) return sourcesOf(bucket).length > 0 ? IS_REPLICA : NOT_REPLICATED;
    const complete = bucket.list(RULES).flatMap((_, index) => completeRule(bucket, `${RULES}.${index}`));
    return complete.length === 0 ? INCOMPLETE : bestOf(complete.map((rule) => verdictOnDestination(bucket, rule)));
  }),
};

const IS_REPLICA = notApplicable({ en: 'it is the replica of another bucket', zh: '该存储桶是另一存储桶的副本' });

const NOT_REPLICATED = nonCompliant(
  finding('ReplicationConfiguration', 'is missing: the logs stand in one region only', '未设置：日志仅存于一个区域'),
);

const INCOMPLETE = nonCompliant(
  finding(RULES, 'has no enabled rule for all objects', '没有对全部对象生效的已启用规则'),
);

/** The path of a rule that is enabled and filters nothing out. */
function completeRule(bucket: Resource, rule: string): readonly string[] {
  if (bucket.literal(`${rule}.Status`) !== 'Enabled') return [];
  const prefixes = [`${rule}.Prefix`, `${rule}.Filter.Prefix`].map((path) => bucket.literal(path) ?? '');
  const narrowed = bucket.has(`${rule}.Filter.And`) || bucket.has(`${rule}.Filter.TagFilter`);
  return narrowed || prefixes.some((prefix) => prefix !== '') ? [] : [rule];
}

function verdictOnDestination(bucket: Resource, rule: string): Verdict {
  const path = `${rule}.Destination.Bucket`;
  const destination = destinationOf(bucket, path);
  const there = destination && regionOf(destination.template);
  const here = regionOf(bucket.template);
  if (there === undefined || here === undefined) {
    return unknown({
      en: `the templates do not tell in which region ${path} stands`,
      zh: `模板未说明 ${path} 所在区域`,
    });
  }
  return there === here ? nonCompliant(sameRegion(path, here)) : compliant;
}

const sameRegion = (path: string, region: string): Finding =>
  finding(
    path,
    `stands in ${region} too: a loss of the region takes both`,
    `同在 ${region} 区域：区域故障将同时失去两份`,
  );

/** One destination elsewhere is enough; one that may be elsewhere leaves it open. */
function bestOf(verdicts: readonly Verdict[]): Verdict {
  const first = (outcome: Verdict['outcome']) => verdicts.find((verdict) => verdict.outcome === outcome);
  return first('compliant') ?? first('unknown') ?? verdicts[0] ?? INCOMPLETE;
}
