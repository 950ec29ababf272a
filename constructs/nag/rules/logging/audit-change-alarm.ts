import { finding } from '../../findings';
import { isOpen } from '../../intrinsics';
import type { Finding } from '../../rule';
import type { Resource } from '../../template';
import { alarmsBeside, lateFindings, nearest, silenceFindings, tellingFindings, watching } from './alarm-chain';
import { calls, type KnownEvent, OPEN, trailAlarm, WITHIN } from './trail-alarm';

/** Silence is told within the hour. */
const LONGEST_SILENCE_MINUTES = 55;

/**
 * Stopping, narrowing, redirecting or deleting audit logging raises an alarm: by the calls that do it, and by the silence that
 * follows, whatever has caused that.
 */
export const auditChangeAlarm = trailAlarm({
  id: 'audit-change-alarm',
  demand: {
    en: `A change of audit logging raises an alarm ${WITHIN.en}, and a trail that falls silent within the hour.`,
    zh: `变更审计日志时，${WITHIN.zh}；跟踪静默一小时内告警。`,
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
  besides: arrivalFindings,
});

const parameter = (name: string, value: string): KnownEvent => ({
  [`requestParameters.${name}`]: value === '' || isOpen(value) ? OPEN : value,
});

function arrivalFindings(logGroup: Resource): readonly Finding[] {
  const alarms = watching(alarmsBeside(logGroup), {
    namespace: 'AWS/Logs',
    metricName: 'IncomingLogEvents',
    dimensions: { LogGroupName: [`\${${logGroup.id}}`, logGroup.text('LogGroupName')] },
  });
  const findings = alarms.map((alarm) => [
    ...silenceFindings(alarm),
    ...lateFindings(alarm, LONGEST_SILENCE_MINUTES),
    ...tellingFindings(alarm),
  ]);
  return nearest(findings) ?? [UNHEARD];
}

const UNHEARD = finding(
  'AWS::CloudWatch::Alarm',
  'is missing for silence: a trail that delivers nothing raises no alarm',
  '未覆盖静默：跟踪停止送达时无告警',
);
