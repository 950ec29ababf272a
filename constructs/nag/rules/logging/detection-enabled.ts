import { finding } from '../../findings';
import { compliant, nonCompliant, notApplicable, type Rule, type Verdict, verdictFromEach } from '../../rule';
import type { Resource } from '../../template';
import { alarmsOf, tellingFindings } from './alarm-chain';

const FILTER = 'AWS::Logs::MetricFilter';

/**
 * A metric filter on the log group of a trail is a detection: its metric has an alarm, which is on and reaches somebody. And an
 * alarm on such a metric has a filter that counts, or it never goes off.
 */
export const detectionEnabled: Rule = {
  id: 'detection-enabled',
  demand: {
    en: 'A metric filter on the log group of a trail has an alarm that is on and reaches a topic with a subscription; such an alarm has its filter.',
    zh: '跟踪日志组上的指标筛选器须有启用的告警，并送达有订阅的主题；此类告警须有对应的筛选器。',
  },
  types: [FILTER, 'AWS::CloudWatch::Alarm'],
  reference: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/MonitoringLogData.html',
  judge: (resource) => (resource.type === FILTER ? verdictOnFilter(resource) : verdictOnAlarm(resource)),
};

function verdictOnFilter(filter: Resource): Verdict {
  if (!isOnTrail(filter)) return NOT_A_DETECTION;
  const alarms = alarmsOf(filter);
  return alarms.length > 0 ? verdictFromEach(alarms, tellingFindings) : nonCompliant(UNALARMED);
}

/** Filters of one trail count into one namespace: what else an alarm there watches is a filter that has gone. */
function verdictOnAlarm(alarm: Resource): Verdict {
  const counting = alarm.template.ofType(FILTER).filter((filter) => isOnTrail(filter));
  const namespace = alarm.text('Namespace');
  const neighbours = counting.filter((filter) => filter.text(`${COUNT}.MetricNamespace`) === namespace);
  if (namespace === '' || neighbours.length === 0) return NOT_A_DETECTION;
  const metric = alarm.text('MetricName');
  return neighbours.some((filter) => filter.text(`${COUNT}.MetricName`) === metric)
    ? compliant
    : nonCompliant(UNCOUNTED);
}

const COUNT = 'MetricTransformations.0';

const NOT_A_DETECTION = notApplicable({
  en: 'it counts, or watches, nothing of a trail',
  zh: '与跟踪的日志无关',
});

const UNALARMED = finding(
  'AWS::CloudWatch::Alarm',
  'is missing for its metric: matches are counted and told to nobody',
  '未针对其指标设置：匹配仅被计数，无人知晓',
);

const UNCOUNTED = finding(
  FILTER,
  'is missing that counts into its metric: the alarm never goes off',
  '无筛选器向其指标计数：告警永不触发',
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
