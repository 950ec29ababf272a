import { finding } from '../../findings';
import { compliant, nonCompliant, notApplicable, type Rule } from '../../rule';
import type { Resource } from '../../template';

/** An alarm on what a log is searched for has a filter that counts it: without one it is silent, whatever happens. */
export const alarmMetricCounted: Rule = {
  id: 'alarm-metric-counted',
  demand: {
    en: 'An alarm on a metric that filters of log groups count has such a filter.',
    zh: '针对日志指标的告警须有对应的指标筛选器。',
  },
  types: ['AWS::CloudWatch::Alarm'],
  reference: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/MonitoringLogData.html',
  judge(alarm) {
    const namespace = alarm.text('Namespace');
    const counted = alarm.template.ofType('AWS::Logs::MetricFilter').flatMap(metricsOf);
    if (namespace === '' && alarm.has('MetricName')) return nonCompliant(NOWHERE);
    if (!counted.some((metric) => metric.namespace === namespace)) return ELSEWHERE;
    const name = alarm.text('MetricName');
    return counted.some((metric) => metric.namespace === namespace && metric.name === name)
      ? compliant
      : nonCompliant(
          finding(
            'MetricName',
            `is ${name}, which no filter counts: the alarm is silent`,
            `为 ${name}，没有筛选器为其计数：告警不会触发`,
          ),
        );
  },
};

const NOWHERE = finding('Namespace', 'is missing: there is no such metric', '缺失：没有该指标');

const ELSEWHERE = notApplicable({
  en: 'no filter of the template counts anything in its namespace',
  zh: '模板中没有筛选器在该命名空间计数',
});

const metricsOf = (filter: Resource) =>
  filter.list('MetricTransformations').map((_, index) => ({
    namespace: filter.text(`MetricTransformations.${index}.MetricNamespace`),
    name: filter.text(`MetricTransformations.${index}.MetricName`),
  }));
