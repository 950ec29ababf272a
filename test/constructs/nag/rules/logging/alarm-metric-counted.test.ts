import { alarmMetricCounted } from '../../../../../constructs/nag/rules/logging/alarm-metric-counted';
import { describeRule } from '../../../../support/rule-cases';

const filter = (name: string, namespace = 'acme') => ({
  Type: 'AWS::Logs::MetricFilter',
  Properties: {
    FilterPattern: 'x',
    LogGroupName: 'acme',
    MetricTransformations: [{ MetricName: name, MetricNamespace: namespace, MetricValue: '1' }],
  },
});
const alarm = (MetricName: string, Namespace: string | undefined = 'acme') => ({
  Type: 'AWS::CloudWatch::Alarm',
  Properties: { MetricName, Namespace },
});
const beside = (subject: object, ...filters: object[]) => ({
  template: Object.fromEntries([['Subject', subject], ...filters.map((one, index) => [`Filter${index}`, one])]),
});

describeRule(alarmMetricCounted, {
  compliant: { 'a filter that counts it': beside(alarm('a'), filter('b'), filter('a')) },
  nonCompliant: {
    'filters of other metrics': [beside(alarm('a'), filter('b')), 'MetricName'],
    'no namespace': [
      beside({ Type: 'AWS::CloudWatch::Alarm', Properties: { MetricName: 'a' } }, filter('a')),
      'Namespace',
    ],
    'one of the name in another namespace': [beside(alarm('a'), filter('a', 'other'), filter('b')), 'MetricName'],
  },
  notApplicable: {
    'a metric of AWS': beside(alarm('Errors', 'AWS/Lambda'), filter('a')),
    'no filter at all': beside(alarm('a')),
    'a metric that is computed': { Metrics: [] },
  },
});
