import { finding } from '../../findings';
import { notApplicable, type Rule, verdictFrom, verdictFromEach } from '../../rule';
import type { Resource } from '../../template';
import { alarmsOf, tellingFindings } from './alarm-chain';

/** A metric filter on the log group of a trail is a detection: its metric has an alarm, which is on and reaches somebody. */
export const detectionEnabled: Rule = {
  id: 'detection-enabled',
  demand: {
    en: 'A metric filter on the log group of a trail has an alarm that is on and reaches a topic with a subscription.',
    zh: '跟踪日志组上的指标筛选器须有启用的告警，并送达有订阅的主题。',
  },
  types: ['AWS::Logs::MetricFilter'],
  reference: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/MonitoringLogData.html',
  judge(filter) {
    if (!isOnTrail(filter)) return NOT_A_DETECTION;
    const alarms = alarmsOf(filter);
    return alarms.length > 0 ? verdictFromEach(alarms, tellingFindings) : verdictFrom([UNALARMED]);
  },
};

const NOT_A_DETECTION = notApplicable({
  en: 'its log group is not that of a trail',
  zh: '其日志组并非跟踪的日志组',
});

const UNALARMED = finding(
  'AWS::CloudWatch::Alarm',
  'is missing for its metric: matches are counted and told to nobody',
  '未针对其指标设置：匹配仅被计数，无人知晓',
);

function isOnTrail(filter: Resource): boolean {
  const group = filter.referent('LogGroupName');
  const name = group?.text('LogGroupName') || filter.text('LogGroupName');
  return filter.template.estate
    .ofType('AWS::CloudTrail::Trail')
    .some(
      (trail) =>
        (group !== undefined && trail.referent('CloudWatchLogsLogGroupArn') === group) ||
        trail.text('CloudWatchLogsLogGroupArn').endsWith(`:log-group:${name}:*`),
    );
}
