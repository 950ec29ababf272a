import { logMetricAlarmed } from '../../../../../constructs/nag/rules/logging/log-metric-alarmed';
import { describeRule } from '../../../../support/rule-cases';

type Parts = Readonly<Record<string, { readonly Type: string; readonly Properties: object }>>;

const METRIC = { MetricName: 'a', MetricNamespace: 'acme', MetricValue: '1' };
const SUBJECT = {
  Type: 'AWS::Logs::MetricFilter',
  Properties: { FilterPattern: 'x', LogGroupName: 'acme', MetricTransformations: [METRIC] },
};
const alarm = (Properties: object) => ({ Type: 'AWS::CloudWatch::Alarm', Properties });
const counting = (filter: object, parts: Parts) => ({
  template: { Subject: { ...SUBJECT, Properties: { ...SUBJECT.Properties, ...filter } }, ...parts },
});
const beside = (...alarms: object[]) =>
  counting({}, Object.fromEntries(alarms.map((properties, index) => [`Alarm${index}`, alarm(properties)])));

/** The log of a handler of the landing zone. */
const HANDLER: Parts = {
  Handler: {
    Type: 'AWS::Lambda::Function',
    Properties: { FunctionName: 'acme-any', Tags: [{ Key: 'isms:handler', Value: 'any' }] },
  },
  Log: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: '/aws/lambda/acme-any' } },
};
const ofHandler = (alarms: Parts, filter: object = {}) =>
  counting({ LogGroupName: { Ref: 'Log' }, ...filter }, { ...HANDLER, ...alarms });

const NAME = 'MetricTransformations.0.MetricName';
const ON_B = { MetricName: 'b', Namespace: 'acme' };
const TENANTS = [{ Name: 'tenant', Value: 'one' }];

describeRule(logMetricAlarmed, {
  compliant: {
    'an alarm on it': beside({ MetricName: 'a', Namespace: 'acme' }),
    'an alarm that computes with it': beside(ON_B, {
      Metrics: [{ Id: 'm', MetricStat: { Metric: { MetricName: 'a', Namespace: 'acme' } } }],
    }),
    'an alarm on what a handler counts': ofHandler({ Alarm: alarm({ MetricName: 'a', Namespace: 'acme' }) }),
    'an alarm on one of its dimensions': counting(
      { MetricTransformations: [{ ...METRIC, Dimensions: [{ Key: 'tenant', Value: '$.tenant' }] }] },
      { Alarm: alarm({ MetricName: 'a', Namespace: 'acme', Dimensions: TENANTS }) },
    ),
  },
  nonCompliant: {
    'alarms on others of its namespace': [beside(ON_B), NAME],
    'an alarm on a dimension that it does not count by': [
      beside({ MetricName: 'a', Namespace: 'acme', Dimensions: TENANTS }),
      NAME,
    ],
    'a second metric without alarm': [
      counting(
        { MetricTransformations: [METRIC, { ...METRIC, MetricName: 'c' }] },
        { Alarm: alarm({ MetricName: 'a', Namespace: 'acme' }) },
      ),
      'MetricTransformations.1.MetricName',
    ],
    'what a handler counts, and no alarm watches': [ofHandler({}), NAME],
    'what a handler counts, with an alarm on something else': [
      ofHandler({ Alarm: alarm({ MetricName: 'a', Namespace: 'other' }) }),
      NAME,
    ],
  },
  notApplicable: {
    'no alarm at all': beside(),
    'alarms elsewhere': beside({ MetricName: 'a', Namespace: 'other' }),
    'the log of something else': ofHandler({}, { LogGroupName: '/orders' }),
  },
  unknown: {
    'a metric that is a parameter': ofHandler(
      {},
      { MetricTransformations: [{ ...METRIC, MetricName: { Ref: 'Name' } }] },
    ),
  },
});
