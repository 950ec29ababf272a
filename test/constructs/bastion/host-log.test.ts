import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { HostLog } from '../../../constructs/bastion/host-log';

let template: Template;

beforeAll(() => {
  const stack = new Stack(new App(), 'Operations', { env: { account: '111111111111', region: 'eu-west-1' } });
  new HostLog(stack, 'HostLog', {
    name: 'acme',
    key: new Key(stack, 'Key'),
    retention: RetentionDays.ONE_YEAR,
    topic: new Topic(stack, 'Topic'),
  });
  template = Template.fromStack(stack);
});

/** The metric of a filter with this pattern. */
function metricOf(pattern: string): string {
  const [filter] = Object.values(
    template.findResources('AWS::Logs::MetricFilter', { Properties: { FilterPattern: pattern } }),
  );
  return filter?.['Properties'].MetricTransformations[0].MetricName;
}

const alarm = (pattern: string, expected: object) =>
  template.hasResourceProperties('AWS::CloudWatch::Alarm', {
    Namespace: 'acme/bastion',
    MetricName: metricOf(pattern),
    Statistic: 'Sum',
    AlarmActions: [{ Ref: Match.stringLikeRegexp('^Topic') }],
    ...expected,
  });

test.each([
  [
    '8.6/traceability#time-synchronisation: a clock that is more than a second off, either way',
    '{ ($.event = "heartbeat") && (($.clockOffset > 1) || ($.clockOffset < -1)) }',
  ],
  ['lost records of commands', '{ ($.event = "heartbeat") && ($.lostRecords > 0) }'],
  [
    'commands that are to be told of',
    '{ ($.event = "command-alert") && (($.severity = "alarm") || ($.severity = "end")) }',
  ],
  ['processes outside a recorded session', '{ $.event = "unrecorded-process" }'],
  ['sessions that were refused', '{ $.event = "refused" }'],
])('%s raises an alarm within a minute', (_, pattern) => {
  alarm(pattern, {
    Threshold: 1,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    Period: 60,
    EvaluationPeriods: 1,
    TreatMissingData: 'notBreaching',
  });
});

test('hosts that tell nothing for five minutes raise an alarm', () => {
  alarm('{ $.event = "heartbeat" }', {
    Threshold: 1,
    ComparisonOperator: 'LessThanThreshold',
    Period: 60,
    EvaluationPeriods: 5,
    TreatMissingData: 'breaching',
  });
});

test('8.6/log-retention#minimum-period: the log outlives the stack, encrypted', () => {
  template.hasResource('AWS::Logs::LogGroup', {
    Properties: {
      LogGroupName: '/acme/bastion/host',
      RetentionInDays: 365,
      KmsKeyId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Key'), 'Arn'] },
    },
    DeletionPolicy: 'Retain',
  });
});
