import { finding } from '../../findings';
import { compliant, nonCompliant, notApplicable, type Rule } from '../../rule';
import type { Resource } from '../../template';

/** What a log is searched for, beside what alarms are raised on, is alarmed on as well: otherwise it is counted, and nobody hears of it. */
export const logMetricAlarmed: Rule = {
  id: 'log-metric-alarmed',
  demand: {
    en: 'What a filter counts in a namespace of alarms has an alarm.',
    zh: '筛选器在告警所用命名空间中的计数须有对应告警。',
  },
  types: ['AWS::Logs::MetricFilter'],
  reference: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/MonitoringLogData.html',
  judge(filter) {
    const alarms = filter.template.ofType('AWS::CloudWatch::Alarm').flatMap(watchedBy);
    const metrics = filter.list('MetricTransformations').map((_, index) => ({
      path: `MetricTransformations.${index}.MetricName`,
      namespace: filter.text(`MetricTransformations.${index}.MetricNamespace`),
      name: filter.text(`MetricTransformations.${index}.MetricName`),
    }));
    const alarmed = metrics.filter(({ namespace }) => alarms.some((alarm) => alarm.namespace === namespace));
    if (alarmed.length === 0) return ELSEWHERE;
    const silent = alarmed.filter(
      ({ namespace, name }) => !alarms.some((alarm) => alarm.namespace === namespace && alarm.name === name),
    );
    return silent.length === 0
      ? compliant
      : nonCompliant(
          ...silent.map(({ path, name }) =>
            finding(path, `is ${name}, on which there is no alarm`, `为 ${name}，没有针对它的告警`),
          ),
        );
  },
};

const ELSEWHERE = notApplicable({ en: 'no alarm looks at its namespace', zh: '没有告警使用其命名空间' });

/** Its metric, or those that it computes with. */
const watchedBy = (alarm: Resource) => [
  { namespace: alarm.text('Namespace'), name: alarm.text('MetricName') },
  ...alarm.list('Metrics').map((_, index) => ({
    namespace: alarm.text(`Metrics.${index}.MetricStat.Metric.Namespace`),
    name: alarm.text(`Metrics.${index}.MetricStat.Metric.MetricName`),
  })),
];
