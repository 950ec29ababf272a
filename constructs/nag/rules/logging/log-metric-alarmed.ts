import { finding } from '../../findings';
import { notApplicable, type Rule, verdictFrom } from '../../rule';
import type { Resource } from '../../template';
import { isOfHandler } from '../functions/handlers';
import { alarmsBeside } from './alarm-chain';

/**
 * What a log is searched for, beside what alarms are raised on, is alarmed on as well, and so is whatever a handler counts: otherwise it is
 * counted, and nobody hears of it.
 */
export const logMetricAlarmed: Rule = {
  id: 'log-metric-alarmed',
  demand: {
    en: 'What a filter counts in the log of a handler of the landing zone, or in a namespace of alarms, has an alarm.',
    zh: '筛选器在着陆区处理函数日志中或在告警所用命名空间中的计数须有对应告警。',
  },
  types: ['AWS::Logs::MetricFilter'],
  reference: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/MonitoringLogData.html',
  judge(filter) {
    const watched = alarmsBeside(filter).flatMap(watchedBy);
    const group = filter.referent('LogGroupName');
    const ofHandler = group !== undefined && isOfHandler(group);
    const counted = countedBy(filter).filter(
      ({ namespace }) => ofHandler || watched.some((metric) => metric.namespace === namespace),
    );
    if (counted.length === 0) return ELSEWHERE;
    return verdictFrom(
      counted
        .filter((metric) => !watched.some((one) => isSame(one, metric)))
        .map(({ path, name }) =>
          finding(
            path,
            `is ${name}, on which there is no alarm: nobody hears of it`,
            `为 ${name}，没有针对它的告警，无人知悉`,
          ),
        ),
    );
  },
};

const ELSEWHERE = notApplicable({
  en: "it counts in no handler's log, and no alarm looks at its namespace",
  zh: '其计数的日志不属于处理函数，且没有告警使用其命名空间',
});

interface Metric {
  readonly namespace: string;
  readonly name: string;
  /** Where there are any, it is another metric for each of their values. */
  readonly hasDimensions: () => boolean;
}

const isSame = (one: Metric, other: Metric): boolean =>
  one.namespace === other.namespace && one.name === other.name && one.hasDimensions() === other.hasDimensions();

/** @throws Unresolved where deployment decides what it is called. */
const countedBy = (filter: Resource) =>
  filter.list('MetricTransformations').map((_, index) => {
    const at = `MetricTransformations.${index}`;
    return {
      path: `${at}.MetricName`,
      namespace: String(filter.literal(`${at}.MetricNamespace`)),
      name: String(filter.literal(`${at}.MetricName`)),
      hasDimensions: () => filter.list(`${at}.Dimensions`).length > 0,
    };
  });

/** Its metric, or those that it computes with. */
const watchedBy = (alarm: Resource): readonly Metric[] =>
  ['', ...alarm.list('Metrics').map((_, index) => `Metrics.${index}.MetricStat.Metric.`)].map((at) => ({
    namespace: alarm.text(`${at}Namespace`),
    name: alarm.text(`${at}MetricName`),
    hasDimensions: () => alarm.list(`${at}Dimensions`).length > 0,
  }));
