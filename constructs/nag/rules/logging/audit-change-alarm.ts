import { finding } from '../../findings';
import { isOpen } from '../../intrinsics';
import type { Finding } from '../../rule';
import type { Resource } from '../../template';
import { lateFindings, tellingFindings } from './alarm-chain';
import { calls, type KnownEvent, trailAlarm } from './trail-alarm';

/** Silence is told within the hour. */
const LONGEST_SILENCE_MINUTES = 55;

/**
 * Stopping, narrowing, redirecting or deleting audit logging raises an alarm: by the calls that do it, and by the silence that
 * follows, whatever has caused that.
 */
export const auditChangeAlarm = trailAlarm({
  id: 'audit-change-alarm',
  demand: {
    en: 'A change of audit logging raises an alarm within 15 minutes, and a trail that falls silent within the hour.',
    zh: '变更审计日志 15 分钟内告警，跟踪静默一小时内告警。',
  },
  events: (trail) => [
    ...calls('cloudtrail', 'DeleteTrail', 'PutEventSelectors', 'StopLogging', 'UpdateTrail'),
    ...calls(
      'config',
      'DeleteConfigurationRecorder',
      'DeleteDeliveryChannel',
      'PutConfigurationRecorder',
      'PutDeliveryChannel',
      'StopConfigurationRecorder',
    ),
    ...calls('ec2', 'DeleteFlowLogs'),
    ...calls('logs', 'DeleteLogGroup', 'DeleteLogStream', 'DisassociateKmsKey', 'PutRetentionPolicy').map((call) => ({
      ...call,
      ...parameter('logGroupName', trail.referent('CloudWatchLogsLogGroupArn')?.text('LogGroupName') ?? ''),
    })),
    ...calls('s3', 'DeleteBucket', 'DeleteBucketPolicy', 'PutBucketLifecycle', 'PutBucketPolicy').map((call) => ({
      ...call,
      ...parameter('bucketName', trail.text('S3BucketName')),
    })),
  ],
  besides: silenceFindings,
});

/** Nothing is known of what deployment decides: a filter that asks for it is not taken for one that fires. */
const parameter = (name: string, value: string): KnownEvent =>
  value === '' || isOpen(value) ? {} : { [`requestParameters.${name}`]: value };

function silenceFindings(logGroup: Resource): readonly Finding[] {
  const alarms = logGroup.template.ofType('AWS::CloudWatch::Alarm').filter((alarm) => watchesArrivals(alarm, logGroup));
  const faults = alarms.map((alarm) => [
    ...(alarm.literal('TreatMissingData') === 'breaching' && isBelowOne(alarm)
      ? []
      : [finding(`${alarm.id}.TreatMissingData`, 'lets silence pass', '使静默不触发告警')]),
    ...lateFindings(alarm, LONGEST_SILENCE_MINUTES),
    ...tellingFindings(alarm),
  ]);
  const [best] = [...faults].sort((one, other) => one.length - other.length);
  return (
    best ?? [
      finding(
        'AWS::CloudWatch::Alarm',
        'is missing for silence: a trail that delivers nothing raises no alarm',
        '未覆盖静默：跟踪停止送达时无告警',
      ),
    ]
  );
}

const watchesArrivals = (alarm: Resource, logGroup: Resource): boolean =>
  alarm.text('Namespace') === 'AWS/Logs' &&
  alarm.text('MetricName') === 'IncomingLogEvents' &&
  alarm.list('Dimensions').some((_, index) => {
    const value = `Dimensions.${index}.Value`;
    return alarm.referent(value) === logGroup || alarm.text(value) === logGroup.text('LogGroupName');
  });

const isBelowOne = (alarm: Resource): boolean =>
  alarm.literal('ComparisonOperator') === 'LessThanThreshold'
    ? (alarm.number('Threshold') ?? 0) > 0
    : alarm.literal('ComparisonOperator') === 'LessThanOrEqualToThreshold';
