import { finding } from '../../findings';
import { compliant, nonCompliant, notApplicable, type Rule } from '../../rule';
import { alarmsOf } from '../logging/alarm-chain';
import { isOfHandler } from './handlers';

/** A handler counts in its log what somebody has to hear of: a count that no alarm watches tells nobody. */
export const handlerEventsAlarmed: Rule = {
  id: 'handler-events-alarmed',
  demand: {
    en: 'What a handler of the landing zone counts in its log is watched by an alarm.',
    zh: '着陆区处理函数在日志中计数的事件均由告警监测。',
  },
  types: ['AWS::Logs::MetricFilter'],
  reference: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/MonitoringLogData.html',
  judge(filter) {
    const group = filter.referent('LogGroupName');
    if (!group || !isOfHandler(group)) return notApplicable(OF_OTHERS);
    if (alarmsOf(filter).length > 0) return compliant;
    return nonCompliant(
      finding(
        'MetricTransformations.0.MetricName',
        'is watched by no alarm: nobody hears of it',
        '未由任何告警监测，无人知悉',
      ),
    );
  },
};

const OF_OTHERS = {
  en: "it counts in a log that is no handler's of the landing zone",
  zh: '其计数的日志不属于着陆区的处理函数',
};
