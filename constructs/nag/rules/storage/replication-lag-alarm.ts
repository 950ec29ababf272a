import { parseArn } from '../../arns';
import { finding } from '../../findings';
import { isOpen } from '../../intrinsics';
import { type Finding, notApplicable, type Rule, verdictFromEach } from '../../rule';
import { type Resource, Unresolved } from '../../template';
import { firstMatchFindings, lateFindings, nearest, tellingFindings, watching } from '../logging/alarm-chain';

const RULES = 'ReplicationConfiguration.Rules';

/** Replicas that lag by more are missed when the region is lost; told within the hour after. */
const LONGEST_LAG_SECONDS = 3600;
const LONGEST_LOOK_MINUTES = 60;

/** Replicas that lag, and objects that are not replicated at all, raise an alarm: failures do not show as lag. */
export const replicationLagAlarm: Rule = {
  id: 'replication-lag-alarm',
  demand: {
    en: 'A replicated bucket raises an alarm when its replica lags by more than an hour, and when objects do not replicate.',
    zh: '被复制的存储桶在副本滞后超过一小时或对象复制失败时告警。',
  },
  types: ['AWS::S3::Bucket'],
  reference: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/repl-metrics.html',
  judge(bucket) {
    const rules = bucket.list(RULES).map((_, index) => `${RULES}.${index}`);
    return rules.length === 0 ? NOT_REPLICATED : verdictFromEach(rules, (rule) => ruleFindings(bucket, rule));
  },
};

const NOT_REPLICATED = notApplicable({ en: 'it is not replicated', zh: '未配置复制' });

function ruleFindings(bucket: Resource, rule: string): readonly Finding[] {
  const source = bucket.text('BucketName');
  const replica = parseArn(bucket.text(`${rule}.Destination.Bucket`))?.resource ?? '';
  if (source === '' || isOpen(source) || replica === '' || isOpen(replica)) throw new Unresolved('BucketName');
  const told = (metricName: string, judge: (alarm: Resource) => readonly Finding[]): readonly Finding[] => {
    const alarms = watching(bucket.template.estate.ofType('AWS::CloudWatch::Alarm'), {
      namespace: 'AWS/S3',
      metricName,
      dimensions: { SourceBucket: [source], DestinationBucket: [replica] },
    });
    const findings = alarms.map((alarm) => [
      ...judge(alarm),
      ...lateFindings(alarm, LONGEST_LOOK_MINUTES),
      ...tellingFindings(alarm),
    ]);
    return nearest(findings) ?? [untold(metricName)];
  };
  return [...told('ReplicationLatency', lagFindings), ...told('OperationsFailedReplication', firstMatchFindings)];
}

function lagFindings(alarm: Resource): readonly Finding[] {
  const isUpperBound = String(alarm.literal('ComparisonOperator')).startsWith('GreaterThan');
  const seconds = alarm.number('Threshold') ?? Number.POSITIVE_INFINITY;
  if (isUpperBound && seconds <= LONGEST_LAG_SECONDS) return [];
  return [
    finding(
      `${alarm.id}.Threshold`,
      `lets a lag of more than ${LONGEST_LAG_SECONDS} seconds pass`,
      `允许滞后超过 ${LONGEST_LAG_SECONDS} 秒而不告警`,
    ),
  ];
}

const untold = (metricName: string): Finding =>
  finding(
    'AWS::CloudWatch::Alarm',
    `is missing for ${metricName} to this replica: nobody hears of it`,
    `未针对该副本的 ${metricName} 设置：无人知晓`,
  );
