import { logMetricAlarmed } from '../../../../../constructs/nag/rules/logging/log-metric-alarmed';
import { describeRule } from '../../../../support/rule-cases';

const SUBJECT = {
  Type: 'AWS::Logs::MetricFilter',
  Properties: {
    FilterPattern: 'x',
    LogGroupName: 'acme',
    MetricTransformations: [{ MetricName: 'a', MetricNamespace: 'acme', MetricValue: '1' }],
  },
};
const alarm = (Properties: object) => ({ Type: 'AWS::CloudWatch::Alarm', Properties });
const beside = (...alarms: object[]) => ({
  template: Object.fromEntries([
    ['Subject', SUBJECT],
    ...alarms.map((properties, index) => [`Alarm${index}`, alarm(properties)]),
  ]),
});

describeRule(logMetricAlarmed, {
  compliant: {
    'an alarm on it': beside({ MetricName: 'a', Namespace: 'acme' }),
    'an alarm that computes with it': beside(
      { MetricName: 'b', Namespace: 'acme' },
      { Metrics: [{ Id: 'm', MetricStat: { Metric: { MetricName: 'a', Namespace: 'acme' } } }] },
    ),
  },
  nonCompliant: {
    'alarms on others of its namespace': [
      beside({ MetricName: 'b', Namespace: 'acme' }),
      'MetricTransformations.0.MetricName',
    ],
  },
  notApplicable: {
    'no alarm at all': beside(),
    'alarms elsewhere': beside({ MetricName: 'a', Namespace: 'other' }),
  },
});
