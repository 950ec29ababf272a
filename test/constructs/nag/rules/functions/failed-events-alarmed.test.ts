import { failedEventsAlarmed } from '../../../../../constructs/nag/rules/functions/failed-events-alarmed';
import { describeRule } from '../../../../support/rule-cases';

const part = (Type: string, Properties: object) => ({ Type, Properties });
const queueArn = { 'Fn::GetAtt': ['Subject', 'Arn'] };

const alarm = (metric: string, more: object = {}) =>
  part('AWS::CloudWatch::Alarm', {
    Namespace: 'AWS/SQS',
    MetricName: metric,
    Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': ['Subject', 'QueueName'] } }],
    Statistic: 'Maximum',
    Period: 300,
    EvaluationPeriods: 1,
    Threshold: 1,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    AlarmActions: [{ Ref: 'Topic' }],
    ...more,
  });

const around = (parts: object) => ({
  template: {
    Subject: part('AWS::SQS::Queue', { QueueName: 'acme-failed', RedrivePolicy: { deadLetterTargetArn: 'arn:other' } }),
    Topic: part('AWS::SNS::Topic', { Subscription: [{ Protocol: 'email', Endpoint: 'a@example.com' }] }),
    ...parts,
  },
});

const Handler = part('AWS::Lambda::Function', { DeadLetterConfig: { TargetArn: queueArn } });
const Feed = part('AWS::Lambda::EventSourceMapping', { EventSourceArn: queueArn, FunctionName: 'acme' });
const Source = part('AWS::SQS::Queue', { RedrivePolicy: { deadLetterTargetArn: queueArn, maxReceiveCount: 3 } });
const Failed = alarm('ApproximateNumberOfMessagesVisible');
const Wait = alarm('ApproximateAgeOfOldestMessage');
const CLOUDWATCH = 'AWS::CloudWatch::Alarm';

describeRule(failedEventsAlarmed, {
  compliant: {
    'failed events of a function, with an alarm': around({ Handler, Failed }),
    'failed messages of a queue, with an alarm': around({ Source, Failed }),
    'messages that wait for a function, with an alarm on their age': around({ Feed, Wait }),
    'messages that wait for a function, with an alarm on their number': around({ Feed, Failed }),
    'an alarm by the name of the queue': around({
      Handler,
      Failed: alarm('ApproximateNumberOfMessagesVisible', {
        Dimensions: [{ Name: 'QueueName', Value: 'acme-failed' }],
      }),
    }),
  },
  nonCompliant: {
    'messages that nothing keeps when they fail': [
      around({ Feed, Wait, Subject: part('AWS::SQS::Queue', { QueueName: 'acme-failed' }) }),
      'RedrivePolicy',
    ],
    'no alarm on failed events': [around({ Handler }), CLOUDWATCH],
    'no alarm on failed messages': [around({ Source }), CLOUDWATCH],
    'no alarm on messages that wait': [around({ Feed }), CLOUDWATCH],
    'an alarm on the age of what failed, which no retry makes older than it is': [
      around({ Handler, Wait }),
      CLOUDWATCH,
    ],
    'an alarm on another queue': [
      around({
        Handler,
        Failed: alarm('ApproximateNumberOfMessagesVisible', { Dimensions: [{ Name: 'QueueName', Value: 'other' }] }),
      }),
      CLOUDWATCH,
    ],
    'an alarm of another namespace': [
      around({ Handler, Failed: alarm('ApproximateNumberOfMessagesVisible', { Namespace: 'acme' }) }),
      CLOUDWATCH,
    ],
    'an alarm that tells nobody': [
      around({ Handler, Failed: alarm('ApproximateNumberOfMessagesVisible', { AlarmActions: [] }) }),
      'Failed.AlarmActions',
    ],
  },
  notApplicable: { 'a queue of others': around({}) },
});

const tagged = { Tags: [{ Key: 'isms:handler', Value: 'session-index' }] };

const toSubject = { 'Fn::GetAtt': ['Subject', 'Arn'] };
const asked = (others: object = {}, Type = 'Custom::Thing') => ({
  template: {
    Subject: part('AWS::Lambda::Function', tagged),
    Thing: part(Type, { ServiceToken: toSubject }),
    ...others,
  },
});

describeRule(failedEventsAlarmed, {
  type: 'AWS::Lambda::Function',
  compliant: { 'a handler that keeps what failed': { ...tagged, DeadLetterConfig: { TargetArn: 'arn:other' } } },
  nonCompliant: {
    'a handler that loses what failed': [tagged, 'DeadLetterConfig'],
    'a handler that events call beside CloudFormation': [
      asked({ May: part('AWS::Lambda::Permission', { FunctionName: toSubject }) }),
      'DeadLetterConfig',
    ],
    'a handler that a queue feeds beside CloudFormation': [
      asked({ Feed: part('AWS::Lambda::EventSourceMapping', { FunctionName: toSubject }) }),
      'DeadLetterConfig',
    ],
    'a handler of which another resource is no customer': [asked({}, 'AWS::SNS::Topic'), 'DeadLetterConfig'],
  },
  notApplicable: {
    'a function of others': {},
    'a handler that CloudFormation alone calls': asked(),
    'a handler that CloudFormation alone calls, by its own type': asked({}, 'AWS::CloudFormation::CustomResource'),
  },
});
