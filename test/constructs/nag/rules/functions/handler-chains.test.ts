import { concurrentUseAlarm } from '../../../../../constructs/nag/rules/functions/concurrent-use-alarm';
import { digestValidationDaily } from '../../../../../constructs/nag/rules/functions/digest-validation-daily';
import { leaverReconciliationDaily } from '../../../../../constructs/nag/rules/functions/leaver-reconciliation-daily';
import { sessionReconciliationSchedule } from '../../../../../constructs/nag/rules/functions/session-reconciliation-schedule';
import { describeRule, findingsOf } from '../../../../support/rule-cases';

interface Part {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}
type Chain = Readonly<Record<string, Part>>;

const part = (Type: string, Properties: Readonly<Record<string, unknown>>): Part => ({ Type, Properties });
const arn = { 'Fn::GetAtt': ['Subject', 'Arn'] };

const HEARD: Chain = {
  Topic: part('AWS::SNS::Topic', { Subscription: [{ Protocol: 'email', Endpoint: 'a@example.com' }] }),
};

const counted = (metric: string, event: string): Part =>
  part('AWS::Logs::MetricFilter', {
    LogGroupName: { Ref: 'Log' },
    FilterPattern: `{ $.event = "${event}" }`,
    MetricTransformations: [{ MetricName: metric, MetricNamespace: 'acme', MetricValue: '1' }],
  });

const alarm = (metric: string, more: object = {}): Part =>
  part('AWS::CloudWatch::Alarm', {
    MetricName: metric,
    Namespace: 'acme',
    Statistic: 'Sum',
    Period: 300,
    EvaluationPeriods: 1,
    Threshold: 1,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    TreatMissingData: 'notBreaching',
    AlarmActions: [{ Ref: 'Topic' }],
    ...more,
  });

/** A chain with properties of one part changed, or with a part left out. */
const changing =
  (chain: Chain) =>
  (id: string, properties: object | undefined): { readonly template: Chain } => {
    const { [id]: changed, ...others } = chain;
    if (!changed) throw new Error(`no part is called ${id}`);
    return {
      template:
        properties === undefined
          ? others
          : { ...others, [id]: { ...changed, Properties: { ...changed.Properties, ...properties } } },
    };
  };

/** Another part is the one that is judged: what it refers to keeps its name. */
const judging = ({ template }: { readonly template: Chain }, id: string): { readonly template: Chain } => {
  const text = JSON.stringify(template).replaceAll('"Subject"', '"Function"').replaceAll(`"${id}"`, '"Subject"');
  return { template: JSON.parse(text) as Chain };
};

const leavers: Chain = {
  ...HEARD,
  Subject: part('AWS::Lambda::Function', {
    FunctionName: 'acme-leaver-reconciliation',
    Tags: [{ Key: 'isms:handler', Value: 'leaver-reconciliation' }],
    ReservedConcurrentExecutions: 1,
  }),
  Log: part('AWS::Logs::LogGroup', { LogGroupName: '/aws/lambda/acme-leaver-reconciliation' }),
  Schedule: part('AWS::Events::Rule', {
    ScheduleExpression: 'rate(6 hours)',
    State: 'ENABLED',
    Targets: [{ Arn: arn, Id: 'Target0' }],
  }),
  Permission: part('AWS::Lambda::Permission', { FunctionName: arn, Principal: 'events.amazonaws.com' }),
  Runs: counted('LeaversReconciled', 'completed'),
  NotRun: alarm('LeaversReconciled', {
    ComparisonOperator: 'LessThanThreshold',
    TreatMissingData: 'breaching',
    Period: 86_400,
  }),
  Finds: counted('LeaverFound', 'leaver-found'),
  Found: alarm('LeaverFound'),
  Unseen: counted('LeaversUnseen', 'could-not-look'),
  NotSeen: alarm('LeaversUnseen'),
};
const leaver = changing(leavers);
const schedule = (properties: object) => judging(leaver('Schedule', properties), 'Schedule');

const CLOUDWATCH = 'AWS::CloudWatch::Alarm';

describeRule(leaverReconciliationDaily, {
  compliant: {
    'the whole chain': { template: leavers },
    'the schedule of the chain': schedule({}),
    'a schedule every twelve hours': schedule({ ScheduleExpression: 'rate(12 hours)' }),
    'a schedule of minutes': schedule({ ScheduleExpression: 'rate(90 minutes)' }),
    'a schedule without a state, which is enabled': schedule({ State: undefined }),
    'a function known by its tag alone': {
      template: {
        ...leaver('Subject', { FunctionName: 'other' }).template,
        Log: part('AWS::Logs::LogGroup', { LogGroupName: '/aws/lambda/other' }),
      },
    },
    'a function known by its name alone': leaver('Subject', { Tags: undefined }),
    'a log group that the function names': {
      template: {
        ...leaver('Subject', { FunctionName: 'other', LoggingConfig: { LogGroup: { Ref: 'Log' } } }).template,
        Log: part('AWS::Logs::LogGroup', {}),
      },
    },
  },
  nonCompliant: {
    'no schedule': [leaver('Schedule', undefined), 'AWS::Events::Rule'],
    'a schedule of another function': [leaver('Schedule', { Targets: [{ Arn: 'arn:other' }] }), 'AWS::Events::Rule'],
    'a rule that waits for events alone': [leaver('Schedule', { ScheduleExpression: undefined }), 'AWS::Events::Rule'],
    'no permission to call': [leaver('Permission', undefined), 'AWS::Lambda::Permission'],
    'permission for another service': [
      leaver('Permission', { Principal: 's3.amazonaws.com' }),
      'AWS::Lambda::Permission',
    ],
    'no run at a time': [leaver('Subject', { ReservedConcurrentExecutions: 0 }), 'ReservedConcurrentExecutions'],
    'no alarm on missing runs': [leaver('NotRun', undefined), CLOUDWATCH],
    'an alarm that silence passes': [leaver('NotRun', { TreatMissingData: 'notBreaching' }), CLOUDWATCH],
    'no count of the runs': [leaver('Runs', undefined), CLOUDWATCH],
    'a count of the runs in another log': [leaver('Runs', { LogGroupName: 'other' }), CLOUDWATCH],
    'an alarm on missing runs that tells nobody': [leaver('NotRun', { AlarmActions: [] }), 'NotRun.AlarmActions'],
    'an alarm on missing runs that is off': [leaver('NotRun', { ActionsEnabled: false }), 'NotRun.ActionsEnabled'],
    'no alarm on leavers': [leaver('Found', undefined), CLOUDWATCH],
    'an alarm on leavers that tells nobody': [leaver('Found', { AlarmActions: [] }), 'Found.AlarmActions'],
    'no alarm on what could not be seen': [leaver('NotSeen', undefined), CLOUDWATCH],
    'a count of something else in place of leavers': [
      leaver('Finds', { FilterPattern: '{ $.event = "other" }' }),
      CLOUDWATCH,
    ],
    'a count of some leavers only': [
      leaver('Finds', { FilterPattern: '{ $.event = "leaver-found" && $.region = "eu-west-1" }' }),
      CLOUDWATCH,
    ],
    'nobody behind the topic': [
      leaver('Topic', { Subscription: [] }),
      'NotRun.AlarmActions',
      'Found.AlarmActions',
      'NotSeen.AlarmActions',
    ],
    'no log': [leaver('Log', undefined), CLOUDWATCH, CLOUDWATCH, CLOUDWATCH],
    'a day between two runs': [schedule({ ScheduleExpression: 'rate(1 day)' }), 'ScheduleExpression'],
    'thirteen hours between two runs': [schedule({ ScheduleExpression: 'rate(13 hours)' }), 'ScheduleExpression'],
    'a time of day': [schedule({ ScheduleExpression: 'cron(0 6 * * ? *)' }), 'ScheduleExpression'],
    'a schedule that is off': [schedule({ State: 'DISABLED' }), 'State'],
  },
  notApplicable: {
    'another function': { FunctionName: 'acme-orders' },
    'another schedule': {
      template: {
        Subject: part('AWS::Events::Rule', { ScheduleExpression: 'rate(7 days)', Targets: [{ Arn: 'arn:other' }] }),
      },
    },
  },
  unknown: {
    'an interval that a parameter decides': schedule({ ScheduleExpression: { Ref: 'Interval' } }),
    'targets that deployment decides': schedule({ Targets: { Ref: 'Targets' } }),
    'a topic of another template': leaver('NotRun', { AlarmActions: ['arn:aws:sns:eu-west-1:111111111111:alerts'] }),
  },
});

const silence = (metric: string, Period: number): Part =>
  alarm(metric, { ComparisonOperator: 'LessThanThreshold', TreatMissingData: 'breaching', Period });

const scheduled = (handler: string, rate: string, success: string): Chain => ({
  ...HEARD,
  Subject: part('AWS::Lambda::Function', {
    FunctionName: `acme-${handler}`,
    Tags: [{ Key: 'isms:handler', Value: handler }],
    LoggingConfig: { LogGroup: { Ref: 'Log' } },
  }),
  Log: part('AWS::Logs::LogGroup', {}),
  Schedule: part('AWS::Events::Rule', { ScheduleExpression: rate, State: 'ENABLED', Targets: [{ Arn: arn }] }),
  Permission: part('AWS::Lambda::Permission', { FunctionName: arn, Principal: 'events.amazonaws.com' }),
  Runs: counted('Run', success),
});

const sessions: Chain = {
  ...scheduled('session-reconciliation', 'rate(5 minutes)', 'completed'),
  NotRun: silence('Run', 900),
  Gaps: counted('Gap', 'gap-open'),
  Gap: alarm('Gap'),
  Unseen: counted('Unseen', 'could-not-look'),
  NotSeen: alarm('Unseen'),
};
const session = changing(sessions);
const sessionSchedule = (properties: object) => judging(session('Schedule', properties), 'Schedule');

describeRule(sessionReconciliationSchedule, {
  compliant: {
    'the whole chain': { template: sessions },
    'the schedule of the chain': sessionSchedule({}),
    'a run every minute': sessionSchedule({ ScheduleExpression: 'rate(1 minute)' }),
    'a function known by its name alone': session('Subject', { Tags: undefined }),
    'a function known by its tag alone': session('Subject', { FunctionName: 'other' }),
  },
  nonCompliant: {
    'no schedule': [session('Schedule', undefined), 'AWS::Events::Rule'],
    'a rule that waits for events alone': [
      session('Schedule', { ScheduleExpression: undefined, EventPattern: { source: ['aws.ssm'] } }),
      'AWS::Events::Rule',
    ],
    'no permission to call': [session('Permission', undefined), 'AWS::Lambda::Permission'],
    'no run at a time': [session('Subject', { ReservedConcurrentExecutions: 0 }), 'ReservedConcurrentExecutions'],
    'six minutes between two runs': [sessionSchedule({ ScheduleExpression: 'rate(6 minutes)' }), 'ScheduleExpression'],
    'an hour between two runs': [sessionSchedule({ ScheduleExpression: 'rate(1 hour)' }), 'ScheduleExpression'],
    'a time of day': [sessionSchedule({ ScheduleExpression: 'cron(0/5 * * * ? *)' }), 'ScheduleExpression'],
    'a schedule that is off': [sessionSchedule({ State: 'DISABLED' }), 'State'],
    'no alarm on gaps': [session('Gap', undefined), CLOUDWATCH],
    'no count of gaps': [session('Gaps', undefined), CLOUDWATCH],
    'an alarm on gaps that tells nobody': [session('Gap', { AlarmActions: [] }), 'Gap.AlarmActions'],
    'an alarm on gaps that is off': [session('Gap', { ActionsEnabled: false }), 'Gap.ActionsEnabled'],
    'an alarm after the second gap': [session('Gap', { Threshold: 2 }), 'Gap.Threshold'],
    'an alarm on gaps after six minutes': [session('Gap', { Period: 360 }), 'Gap.EvaluationPeriods'],
    'no alarm on what could not be seen': [session('NotSeen', undefined), CLOUDWATCH],
    'no alarm on missing runs': [session('NotRun', undefined), CLOUDWATCH],
    'an alarm that silence passes': [session('NotRun', { TreatMissingData: 'ignore' }), CLOUDWATCH],
    'an alarm after half an hour of silence': [session('NotRun', { Period: 1800 }), 'NotRun.EvaluationPeriods'],
    'no log': [session('Log', undefined), CLOUDWATCH, CLOUDWATCH, CLOUDWATCH],
  },
  notApplicable: {
    'another function': { FunctionName: 'acme-orders' },
    'another schedule': {
      template: { Subject: part('AWS::Events::Rule', { ScheduleExpression: 'rate(7 days)', Targets: [{ Arn: 'x' }] }) },
    },
    'the rule by which the function hears of events': judging(
      {
        template: {
          ...sessions,
          Starts: part('AWS::Events::Rule', { EventPattern: { source: ['aws.ssm'] }, Targets: [{ Arn: arn }] }),
        },
      },
      'Starts',
    ),
  },
  unknown: {
    'an interval that a parameter decides': sessionSchedule({ ScheduleExpression: { Ref: 'Interval' } }),
    'a topic of another template': session('Gap', { AlarmActions: ['arn:aws:sns:eu-west-1:111111111111:alerts'] }),
  },
});

const HERE = { partition: 'aws', account: '111111111111', region: 'eu-west-1' };
const TERMS = { document: 'acme-bastion', longest: 240, approval: 'none' };

/** A resource that the function of a chain looks after, where the schedule tells it so. */
const lookedAfter = (chain: Chain, subject: Part, input: unknown, schedule: object = {}) => {
  const { Schedule, ...others } = JSON.parse(JSON.stringify(chain).replaceAll('"Subject"', '"Function"')) as Chain;
  if (!Schedule) throw new Error('the chain has no schedule');
  const Targets = [{ Arn: { 'Fn::GetAtt': ['Function', 'Arn'] }, Id: 'Handler', Input: input }];
  return {
    environment: HERE,
    template: {
      ...others,
      Subject: subject,
      Schedule: part('AWS::Events::Rule', { ...Schedule.Properties, Targets, ...schedule }),
    },
  };
};

const sessionDocument = (properties: object = {}) =>
  part('AWS::SSM::Document', { DocumentType: 'Session', Name: 'acme-bastion', ...properties });
const reconciled = (input: object | undefined, schedule?: object) =>
  lookedAfter(sessions, sessionDocument(), input && JSON.stringify(input), schedule);
const lookingAt = (...places: readonly object[]) => reconciled({ places, terms: TERMS });
const RECONCILER = 'AWS::Lambda::Function';

describeRule(sessionReconciliationSchedule, {
  type: 'AWS::SSM::Document',
  compliant: {
    'a document whose sessions are looked at': lookingAt({ region: 'eu-west-1' }),
    'one of another account': lookingAt(
      { region: 'eu-west-1', roleArn: 'arn:aws:iam::222222222222:role/look' },
      { region: 'eu-west-1', roleArn: 'arn:aws:iam::111111111111:role/look' },
    ),
    'one whose place deployment decides': {
      ...lookedAfter(sessions, sessionDocument(), {
        'Fn::Sub': `{"places":[{"region":"\${AWS::Region}"}],"terms":${JSON.stringify(TERMS)}}`,
      }),
      environment: {},
    },
  },
  nonCompliant: {
    'no reconciliation': [{ template: { Subject: sessionDocument() } }, RECONCILER],
    'no place that is looked at': [lookingAt(), RECONCILER],
    'another region': [lookingAt({ region: 'eu-central-1' }), RECONCILER],
    'another account': [lookingAt({ region: 'eu-west-1', roleArn: 'arn:aws:iam::222222222222:role/look' }), RECONCILER],
    'sessions with another document': [
      reconciled({ places: [{ region: 'eu-west-1' }], terms: { ...TERMS, document: 'other' } }),
      RECONCILER,
    ],
    ...Object.fromEntries(
      [241, 2400, 0, undefined, 'long'].map((longest) => [
        `a limit of ${longest} minutes, which finds none that lasts too long`,
        [reconciled({ places: [{ region: 'eu-west-1' }], terms: { ...TERMS, longest } }), RECONCILER] as const,
      ]),
    ),
    'a rule that waits for events alone': [
      reconciled(
        { places: [{ region: 'eu-west-1' }], terms: TERMS },
        { ScheduleExpression: undefined, EventPattern: { source: ['aws.ssm'] } },
      ),
      RECONCILER,
    ],
  },
  notApplicable: {
    'a document of commands': { DocumentType: 'Command', Name: 'acme-run' },
    "the account's default": { DocumentType: 'Session', Name: 'SSM-SessionManagerRunShell' },
  },
  unknown: {
    'a schedule that does not say what to look at': reconciled(undefined),
    'one that says it in words of its own': reconciled({ everything: true }),
  },
});

test('8.2/session-recording#session-reconciliation: what is missing is named, with its place', () => {
  const [{ message } = { message: undefined }] = findingsOf(sessionReconciliationSchedule, {
    environment: HERE,
    template: { Subject: sessionDocument() },
  });

  expect(message?.en).toMatch(/session reconciliation is missing, .* acme-bastion in 111111111111 eu-west-1/);
  expect(message?.zh).toMatch(/缺少会话核对函数.*111111111111 eu-west-1.*acme-bastion/);
});

const validation: Chain = {
  ...scheduled('trail-validation', 'rate(12 hours)', 'validated'),
  NotRun: silence('Run', 86_400),
  Gaps: counted('Gap', 'trail-gap'),
  Gap: alarm('Gap'),
};
const digest = changing(validation);
const digestSchedule = (properties: object) => judging(digest('Schedule', properties), 'Schedule');

describeRule(digestValidationDaily, {
  compliant: {
    'the whole chain': { template: validation },
    'the schedule of the chain': digestSchedule({}),
    'one run a day': digestSchedule({ ScheduleExpression: 'rate(1 day)' }),
    'a schedule without a state, which is enabled': digestSchedule({ State: undefined }),
  },
  nonCompliant: {
    'no schedule': [digest('Schedule', undefined), 'AWS::Events::Rule'],
    'no permission to call': [digest('Permission', undefined), 'AWS::Lambda::Permission'],
    'no run at a time': [digest('Subject', { ReservedConcurrentExecutions: 0 }), 'ReservedConcurrentExecutions'],
    'two days between two runs': [digestSchedule({ ScheduleExpression: 'rate(2 days)' }), 'ScheduleExpression'],
    'a time of day': [digestSchedule({ ScheduleExpression: 'cron(0 6 * * ? *)' }), 'ScheduleExpression'],
    'a schedule that is off': [digestSchedule({ State: 'DISABLED' }), 'State'],
    'no alarm on gaps': [digest('Gap', undefined), CLOUDWATCH],
    'an alarm on gaps that tells nobody': [digest('Gap', { AlarmActions: [] }), 'Gap.AlarmActions'],
    'an alarm after the second gap': [digest('Gap', { Threshold: 2 }), 'Gap.Threshold'],
    'an alarm on gaps after an hour': [digest('Gap', { Period: 3600 }), 'Gap.EvaluationPeriods'],
    'no alarm on missing runs': [digest('NotRun', undefined), CLOUDWATCH],
    'a count of runs, whatever they found': [
      digest('Runs', { FilterPattern: '{ $.event = "completed" }' }),
      CLOUDWATCH,
    ],
    'an alarm after two days of silence': [digest('NotRun', { EvaluationPeriods: 2 }), 'NotRun.EvaluationPeriods'],
  },
  notApplicable: { 'another function': { FunctionName: 'acme-orders' } },
  unknown: { 'an interval that a parameter decides': digestSchedule({ ScheduleExpression: { Ref: 'Interval' } }) },
});

const trail = (properties: object = {}) =>
  part('AWS::CloudTrail::Trail', { TrailName: 'acme-trail', S3BucketName: 'acme-trail-files', ...properties });
const VALIDATED = { trail: { name: 'acme-trail', bucket: 'acme-trail-files' }, accounts: ['111111111111'] };
const validated = (input: object | undefined, subject = trail()) =>
  lookedAfter(validation, subject, input && JSON.stringify(input));

describeRule(digestValidationDaily, {
  type: 'AWS::CloudTrail::Trail',
  compliant: {
    'a trail that is validated': validated(VALIDATED),
    'one with further accounts': validated({ ...VALIDATED, accounts: ['222222222222', '111111111111'] }),
    'one whose bucket stands beside it': {
      environment: HERE,
      template: {
        ...validated(VALIDATED, trail({ S3BucketName: { Ref: 'Bucket' } })).template,
        Bucket: part('AWS::S3::Bucket', { BucketName: 'acme-trail-files' }),
      },
    },
  },
  nonCompliant: {
    'no validation': [{ template: { Subject: trail() } }, RECONCILER],
    'a validation of another trail': [
      validated({ ...VALIDATED, trail: { ...VALIDATED.trail, name: 'other' } }),
      RECONCILER,
    ],
    'a validation of another bucket': [
      validated({ ...VALIDATED, trail: { ...VALIDATED.trail, bucket: 'other' } }),
      RECONCILER,
    ],
    'a validation that misses no digests of the account': [validated({ ...VALIDATED, accounts: [] }), RECONCILER],
  },
  unknown: { 'a schedule that does not say what to validate': validated(undefined) },
});

test('8.2/operation-audit#log-integrity: the validation that is missing is named, with its trail', () => {
  const [{ message } = { message: undefined }] = findingsOf(digestValidationDaily, { template: { Subject: trail() } });

  expect(message?.en).toMatch(/trail validation is missing, .* acme-trail/);
  expect(message?.zh).toMatch(/缺少校验函数.*acme-trail/);
});

const twice: Chain = {
  ...HEARD,
  Subject: part('AWS::Lambda::Function', {
    FunctionName: 'acme-concurrent-use',
    Tags: [{ Key: 'isms:handler', Value: 'concurrent-use' }],
    Environment: { Variables: { WINDOW_MINUTES: '60' } },
  }),
  Log: part('AWS::Logs::LogGroup', { LogGroupName: '/aws/lambda/acme-concurrent-use' }),
  People: part('AWS::Logs::SubscriptionFilter', {
    LogGroupName: '/acme/trail',
    DestinationArn: arn,
    FilterPattern:
      '{ ($.userIdentity.sessionContext.sourceIdentity = "*") || ($.userIdentity.onBehalfOf.userId = "*") || ($.x = "AWSReservedSSO_*") || ($.y = "IAMUser") }',
  }),
  Permission: part('AWS::Lambda::Permission', { FunctionName: arn, Principal: 'logs.amazonaws.com' }),
  Finds: counted('ConcurrentUse', 'concurrent-use'),
  Found: alarm('ConcurrentUse'),
};
const use = changing(twice);
const subscription = (properties: object) => judging(use('People', properties), 'People');

describeRule(concurrentUseAlarm, {
  compliant: {
    'the whole chain': { template: twice },
    'the subscription of the chain': subscription({}),
    'a subscription to everything': subscription({ FilterPattern: '' }),
    'a longer window': use('Subject', { Environment: { Variables: { WINDOW_MINUTES: 120 } } }),
    'the principal of a region in China': use('Permission', { Principal: 'logs.cn-north-1.amazonaws.com.cn' }),
    'a second alarm that tells nobody': {
      template: { ...twice, Quiet: alarm('ConcurrentUse', { AlarmActions: [] }) },
    },
  },
  nonCompliant: {
    'no subscription': [use('People', undefined), 'AWS::Logs::SubscriptionFilter'],
    'a subscription that leads elsewhere': [
      use('People', { DestinationArn: 'arn:other' }),
      'AWS::Logs::SubscriptionFilter',
    ],
    'no permission to call': [use('Permission', undefined), 'AWS::Lambda::Permission'],
    'no run at a time': [use('Subject', { ReservedConcurrentExecutions: 0 }), 'ReservedConcurrentExecutions'],
    'a shorter window': [
      use('Subject', { Environment: { Variables: { WINDOW_MINUTES: '59' } } }),
      'Environment.Variables.WINDOW_MINUTES',
    ],
    'no window': [use('Subject', { Environment: undefined }), 'Environment.Variables.WINDOW_MINUTES'],
    'no alarm': [use('Found', undefined), CLOUDWATCH],
    'an alarm on another metric': [use('Found', { MetricName: 'Other' }), CLOUDWATCH],
    'no count': [use('Finds', undefined), CLOUDWATCH],
    'a count of nothing': [
      use('Finds', {
        MetricTransformations: [{ MetricName: 'ConcurrentUse', MetricNamespace: 'acme', MetricValue: '0' }],
      }),
      'Finds.MetricTransformations.0.MetricValue',
    ],
    'an alarm that tells nobody': [use('Found', { AlarmActions: [] }), 'Found.AlarmActions'],
    'an alarm that is off': [use('Found', { ActionsEnabled: false }), 'Found.ActionsEnabled'],
    'an alarm after the second time': [use('Found', { Threshold: 2 }), 'Found.Threshold'],
    'an alarm after an hour': [use('Found', { Period: 3600 }), 'Found.EvaluationPeriods'],
    'no log': [use('Log', undefined), CLOUDWATCH],
    'a subscription that leaves out IAM users': [
      subscription({
        FilterPattern:
          '{ $.userIdentity.sessionContext.sourceIdentity = "*" || $.userIdentity.onBehalfOf.userId = "*" || $.x = "AWSReservedSSO_*" }',
      }),
      'FilterPattern',
    ],
    'a subscription to one region': [
      subscription({ FilterPattern: `${twice['People']?.Properties['FilterPattern']} && $.awsRegion = "eu-west-1"` }),
      'FilterPattern',
    ],
  },
  notApplicable: {
    'another function': { FunctionName: 'acme-orders' },
    'another subscription': {
      template: {
        Subject: part('AWS::Logs::SubscriptionFilter', { DestinationArn: 'arn:other', FilterPattern: 'ERROR' }),
      },
    },
  },
  unknown: {
    'a pattern that a parameter decides': subscription({ FilterPattern: { Ref: 'Pattern' } }),
    'a window that a parameter decides': use('Subject', {
      Environment: { Variables: { WINDOW_MINUTES: { Ref: 'Window' } } },
    }),
  },
});
