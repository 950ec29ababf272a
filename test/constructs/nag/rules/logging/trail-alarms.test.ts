import { auditChangeAlarm } from '../../../../../constructs/nag/rules/logging/audit-change-alarm';
import { breakGlassUseAlarm } from '../../../../../constructs/nag/rules/logging/break-glass-use-alarm';
import { detectionEnabled } from '../../../../../constructs/nag/rules/logging/detection-enabled';
import { identityChangeAlarm } from '../../../../../constructs/nag/rules/logging/identity-change-alarm';
import { keyDeletionAlarm } from '../../../../../constructs/nag/rules/logging/key-deletion-alarm';
import { rootUseAlarm } from '../../../../../constructs/nag/rules/logging/root-use-alarm';
import { describeRule } from '../../../../support/rule-cases';

type Properties = Readonly<Record<string, unknown>>;

/** Properties of each resource of the chain, over what is right; a whole resource is left out by `null`. */
interface Chain {
  readonly trail?: Properties;
  readonly group?: Properties;
  readonly filter?: Properties | null;
  readonly alarm?: Properties | null;
  readonly silence?: Properties | null;
  readonly subscription?: Properties | null;
  readonly more?: Readonly<Record<string, { readonly Type: string; readonly Properties: Properties }>>;
}

const resource = (Type: string, right: Properties, given: Properties | null = {}) =>
  given === null ? undefined : { Type, Properties: { ...right, ...given } };

const TELLS = { AlarmActions: [{ Ref: 'Topic' }] };

/** A trail whose events reach a filter with a pattern, its alarm, a topic and somebody. */
function chain(FilterPattern: string, { trail, group, filter, alarm, silence, subscription, more }: Chain = {}) {
  const resources = {
    Subject: resource(
      'AWS::CloudTrail::Trail',
      {
        TrailName: 'acme-trail',
        S3BucketName: 'acme-trail-111111111111-eu-west-1',
        CloudWatchLogsLogGroupArn: { 'Fn::GetAtt': ['Group', 'Arn'] },
      },
      trail,
    ),
    Group: resource('AWS::Logs::LogGroup', { LogGroupName: '/acme/trail' }, group),
    Filter: resource(
      'AWS::Logs::MetricFilter',
      {
        LogGroupName: { Ref: 'Group' },
        FilterPattern,
        MetricTransformations: [{ MetricName: 'm', MetricNamespace: 'acme/trail', MetricValue: '1' }],
      },
      filter,
    ),
    Alarm: resource(
      'AWS::CloudWatch::Alarm',
      {
        MetricName: 'm',
        Namespace: 'acme/trail',
        Statistic: 'Sum',
        Period: 60,
        EvaluationPeriods: 1,
        Threshold: 1,
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
        TreatMissingData: 'notBreaching',
        ...TELLS,
      },
      alarm,
    ),
    Silence: resource(
      'AWS::CloudWatch::Alarm',
      {
        MetricName: 'IncomingLogEvents',
        Namespace: 'AWS/Logs',
        Dimensions: [{ Name: 'LogGroupName', Value: { Ref: 'Group' } }],
        Statistic: 'Sum',
        Period: 300,
        EvaluationPeriods: 9,
        Threshold: 1,
        ComparisonOperator: 'LessThanThreshold',
        TreatMissingData: 'breaching',
        ...TELLS,
      },
      silence,
    ),
    Topic: resource('AWS::SNS::Topic', {}),
    Subscription: resource('AWS::SNS::Subscription', { TopicArn: { Ref: 'Topic' }, Protocol: 'email' }, subscription),
    ...more,
  };
  const template = Object.fromEntries(Object.entries(resources).filter(([, made]) => made !== undefined));
  return { template } as { template: Record<string, { Type: string; Properties: Properties }> };
}

const KMS =
  '{ $.eventSource = "kms.amazonaws.com" && ($.eventName = "DisableKey" || $.eventName = "ScheduleKeyDeletion") }';
const kms = (given: Chain) => chain(KMS, given);
const transformed = (given: Properties): Properties => ({
  MetricTransformations: [{ MetricName: 'm', MetricNamespace: 'acme/trail', MetricValue: '1', ...given }],
});
const FILTER = 'AWS::Logs::MetricFilter';
const ALARM = 'AWS::CloudWatch::Alarm';

/** This rule stands for all that are made alike: every way in which the chain may break is tried on it. */
describeRule(keyDeletionAlarm, {
  compliant: {
    'a chain from the trail to a person': kms({}),
    'everything that a service is asked': chain('{ $.eventSource = "kms.amazonaws.com" }'),
    'every event': chain(''),
    'names that begin alike, without the service': chain(
      '{ $.eventName = "DisableKey" || $.eventName = "ScheduleKey*" }',
    ),
    'a strict threshold below one': kms({ alarm: { ComparisonOperator: 'GreaterThanThreshold', Threshold: 0 } }),
    'what is missing left as it is': kms({ alarm: { TreatMissingData: 'missing' } }),
    'a subscription in the topic': kms({
      subscription: null,
      more: { Topic: { Type: 'AWS::SNS::Topic', Properties: { Subscription: [{ Protocol: 'email' }] } } },
    }),
    'a log group known by its name': kms({
      trail: { CloudWatchLogsLogGroupArn: 'arn:aws:logs:eu-west-1:111111111111:log-group:/acme/trail:*' },
      filter: { LogGroupName: '/acme/trail' },
    }),
    'two filters that count into one metric': chain('{ $.eventName = "DisableKey" }', {
      more: {
        Second: {
          Type: FILTER,
          Properties: {
            LogGroupName: { Ref: 'Group' },
            FilterPattern: '{ $.eventName = "ScheduleKeyDeletion" }',
            ...transformed({}),
          },
        },
      },
    }),
    'an alarm that is broken beside one that is not': kms({
      more: { Broken: { Type: ALARM, Properties: { MetricName: 'm', Namespace: 'acme/trail', Threshold: 5 } } },
    }),
  },
  nonCompliant: {
    'a trail that goes to a bucket alone': [
      kms({ trail: { CloudWatchLogsLogGroupArn: null } }),
      'CloudWatchLogsLogGroupArn',
    ],
    'no filter': [kms({ filter: null }), FILTER, FILTER],
    'one event left out': [chain('{ $.eventName = "ScheduleKeyDeletion" }'), FILTER],
    'another service': [chain(KMS.replace('kms', 'iam')), FILTER, FILTER],
    'one condition too many': [chain(KMS.replace(' }', ' && $.eventType = "AwsServiceEvent" }')), FILTER, FILTER],
    'refused attempts alone': [chain(KMS.replace(' }', ' && $.errorCode = "*" }')), FILTER, FILTER],
    'some callers alone': [chain(KMS.replace(' }', ' && $.userIdentity.arn = "*:user/*" }')), FILTER, FILTER],
    'all networks but one': [chain(KMS.replace(' }', ' && $.sourceIPAddress != "10.*" }')), FILTER, FILTER],
    'a filter on another group': [kms({ filter: { LogGroupName: '/acme/other' } }), FILTER, FILTER],
    'no alarm': [kms({ alarm: null }), ALARM, ALARM],
    'an alarm on another metric': [kms({ alarm: { MetricName: 'n' } }), ALARM, ALARM],
    'an alarm in another namespace': [kms({ alarm: { Namespace: 'acme' } }), ALARM, ALARM],
    'an alarm on one caller': [kms({ alarm: { Dimensions: [{ Name: 'Caller', Value: 'a' }] } }), ALARM, ALARM],
    'matches that count for nothing': [
      kms({ filter: transformed({ MetricValue: '0' }) }),
      'Filter.MetricTransformations.0.MetricValue',
    ],
    'a threshold of two': [kms({ alarm: { Threshold: 2 } }), 'Alarm.Threshold'],
    'no match needed': [kms({ alarm: { Threshold: 0 } }), 'Alarm.Threshold'],
    'more than one': [kms({ alarm: { ComparisonOperator: 'GreaterThanThreshold' } }), 'Alarm.Threshold'],
    'less than one': [kms({ alarm: { ComparisonOperator: 'LessThanThreshold' } }), 'Alarm.Threshold'],
    'another statistic': [kms({ alarm: { Statistic: 'Average' } }), 'Alarm.Threshold'],
    'matches in two periods': [kms({ alarm: { EvaluationPeriods: 2 } }), 'Alarm.DatapointsToAlarm'],
    'an alarm that is always on': [kms({ alarm: { TreatMissingData: 'breaching' } }), 'Alarm.TreatMissingData'],
    'a look of an hour': [kms({ alarm: { Period: 3600 } }), 'Alarm.EvaluationPeriods'],
    'an alarm switched off': [kms({ alarm: { ActionsEnabled: false } }), 'Alarm.ActionsEnabled'],
    'no action': [kms({ alarm: { AlarmActions: [] } }), 'Alarm.AlarmActions'],
    'a topic that nobody hears': [kms({ subscription: null }), 'Alarm.AlarmActions'],
    'a subscription to another topic': [kms({ subscription: { TopicArn: { Ref: 'Other' } } }), 'Alarm.AlarmActions'],
  },
  unknown: {
    'a pattern that a parameter decides': kms({ filter: { FilterPattern: { Ref: 'Pattern' } } }),
    'a pattern of another kind': chain('ScheduleKeyDeletion'),
    'a regular expression': chain('{ $.eventName = %Key% }'),
    'a filter on fields of the group': kms({ filter: { FieldSelectionCriteria: '@aws.account = "1"' } }),
    'a metric for each caller': kms({
      filter: transformed({ Dimensions: [{ Key: 'Caller', Value: '$.userIdentity.arn' }] }),
    }),
    'a metric that a parameter names': kms({ filter: transformed({ MetricName: { Ref: 'Metric' } }) }),
    'an alarm that computes with the metric': kms({
      alarm: {
        MetricName: undefined,
        Metrics: [{ MetricStat: { Metric: { MetricName: 'm', Namespace: 'acme/trail' } } }],
      },
    }),
    'a threshold that a parameter decides': kms({ alarm: { Threshold: { Ref: 'Threshold' } } }),
    'a topic of another template': kms({ alarm: { AlarmActions: ['arn:aws:sns:eu-west-1:111111111111:others'] } }),
    'a log group of another template': kms({
      trail: { CloudWatchLogsLogGroupArn: 'arn:aws:logs:eu-west-1:111111111111:log-group:others:*' },
    }),
    'a log group that a parameter decides': kms({ trail: { CloudWatchLogsLogGroupArn: { Ref: 'Group-' } } }),
  },
});

const IDENTITY = `{ ($.eventSource = "iam.amazonaws.com" && ($.eventName = "*SAMLProvider" || $.eventName = "*OpenIDConnectProvider*")) || $.eventSource = "sso*" }`;

describeRule(identityChangeAlarm, {
  compliant: { 'all changes': chain(IDENTITY) },
  nonCompliant: {
    'no permission sets': [
      chain(IDENTITY.replace('"sso*"', '"sso-directory.amazonaws.com"')),
      ...Array<string>(16).fill(FILTER),
    ],
    'no federation in IAM': [chain('{ $.eventSource = "sso*" }'), ...Array<string>(8).fill(FILTER)],
    'no directory': [chain(IDENTITY.replace('"sso*"', '"sso.amazonaws.com"')), ...Array<string>(5).fill(FILTER)],
    'deployments left out': [
      chain(IDENTITY.replace(/^\{ (.*) \}$/, '{ ($1) && $.sourceIPAddress != "cloudformation.amazonaws.com" }')),
      ...Array<string>(29).fill(FILTER),
    ],
    'a second event waited for': [chain(IDENTITY, { alarm: { Threshold: 2 } }), 'Alarm.Threshold'],
  },
  unknown: { 'an event that a regular expression may match': chain(IDENTITY.replace('"sso*"', '%^sso%')) },
});

const ROOT =
  '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }';
const USERS = '{ $.userIdentity.type = "IAMUser" && $.userIdentity.userName != "acme-break-glass-*" }';
const inChina = (pattern: string) => ({
  ...chain(pattern),
  environment: { partition: 'aws-cn', account: '111111111111', region: 'cn-north-1' },
});

describeRule(rootUseAlarm, {
  compliant: {
    'every use of root': chain(ROOT),
    'in China, every use of a user': inChina(USERS),
  },
  nonCompliant: {
    'sign-ins alone': [chain('{ $.userIdentity.type = "Root" && $.eventName = "ConsoleLogin" }'), FILTER],
    'users alone': [chain(USERS), FILTER, FILTER],
    'root of one account': [chain(ROOT.replace(' }', ' && $.recipientAccountId = "1" }')), FILTER, FILTER],
    'root in China': [inChina(ROOT), FILTER, FILTER],
    'a second event waited for': [chain(ROOT, { alarm: { Threshold: 2 } }), 'Alarm.Threshold'],
  },
  unknown: { 'a pattern that a parameter decides': chain(ROOT, { filter: { FilterPattern: { Ref: 'Pattern' } } }) },
});

const BREAK_GLASS =
  '{ $.userIdentity.userName = "acme-break-glass-*" || $.userIdentity.sessionContext.sessionIssuer.userName = "acme-break-glass" }';

describeRule(breakGlassUseAlarm, {
  compliant: { 'users and role': chain(BREAK_GLASS) },
  nonCompliant: {
    'one user': [chain(BREAK_GLASS.replace('glass-*', 'glass-1')), FILTER],
    'another landing zone': [chain(BREAK_GLASS.replaceAll('acme', 'other')), ...Array<string>(4).fill(FILTER)],
    'users alone': [chain('{ $.userIdentity.userName = "acme-break-glass-*" }'), FILTER],
    'sign-ins alone': [chain(`{ (${BREAK_GLASS.slice(1, -1)}) && $.eventName = "ConsoleLogin" }`), FILTER, FILTER],
    'a second event waited for': [chain(BREAK_GLASS, { alarm: { Threshold: 2 } }), 'Alarm.Threshold'],
  },
  unknown: {
    'a trail that is not named for a landing zone': chain(BREAK_GLASS, { trail: { TrailName: 'management-events' } }),
  },
});

const AUDIT = `{ $.eventSource = "cloudtrail.amazonaws.com" || $.eventSource = "config.amazonaws.com" || $.eventName = "DeleteFlowLogs" || $.requestParameters.logGroupName = "/acme/*" || $.requestParameters.bucketName = "acme-*" }`;
const audit = (given: Chain) => chain(AUDIT, given);

describeRule(auditChangeAlarm, {
  compliant: {
    'changes and silence': audit({}),
    'silence told by name': audit({ silence: { Dimensions: [{ Name: 'LogGroupName', Value: '/acme/trail' }] } }),
    'no event or fewer': audit({ silence: { ComparisonOperator: 'LessThanOrEqualToThreshold', Threshold: 0 } }),
    'a bucket that deployment names, where all are watched': chain(
      AUDIT.replace('"acme-*" }', '"*" || $.eventSource = "s3.amazonaws.com" }'),
      {
        trail: { S3BucketName: { Ref: 'Bucket' } },
      },
    ),
  },
  nonCompliant: {
    'no trail': [chain(AUDIT.replace('cloudtrail', 'kms')), ...Array<string>(4).fill(FILTER)],
    'no recorder': [chain(AUDIT.replace('config', 'kms')), ...Array<string>(5).fill(FILTER)],
    'no flow logs': [chain(AUDIT.replace('DeleteFlowLogs', 'CreateFlowLogs')), FILTER],
    'another group': [chain(AUDIT.replace('/acme/', '/other/')), ...Array<string>(4).fill(FILTER)],
    'another bucket': [chain(AUDIT.replace('acme-*', 'other-*')), ...Array<string>(4).fill(FILTER)],
    'no alarm on silence': [audit({ silence: null }), ALARM],
    'silence of another group': [
      audit({ silence: { Dimensions: [{ Name: 'LogGroupName', Value: '/acme/x' }] } }),
      ALARM,
    ],
    'silence that is not missed': [audit({ silence: { TreatMissingData: 'missing' } }), 'Silence.TreatMissingData'],
    'too much taken for too little': [
      audit({ silence: { ComparisonOperator: 'GreaterThanThreshold' } }),
      'Silence.TreatMissingData',
    ],
    'silence of two hours': [audit({ silence: { EvaluationPeriods: 24 } }), 'Silence.EvaluationPeriods'],
    'silence told to nobody': [audit({ silence: { ActionsEnabled: false } }), 'Silence.ActionsEnabled'],
  },
  unknown: {
    'a bucket that deployment names': audit({ trail: { S3BucketName: { Ref: 'Bucket' } } }),
    'a group that deployment names': audit({ group: { LogGroupName: undefined } }),
  },
});

/** The same chain, with another resource of it to be judged. */
function judging(part: 'Filter' | 'Alarm' | 'Silence', given: Chain) {
  const { Subject, [part]: judged, ...others } = kms(given).template;
  return { template: { ...others, Trail: Subject, Subject: judged } } as ReturnType<typeof kms>;
}
const asSubject = (given: Chain) => judging('Filter', given);

describeRule(detectionEnabled, {
  compliant: {
    'an alarm that tells': asSubject({}),
    'one that counts': asSubject({ alarm: { Threshold: 20, Period: 300 } }),
    'an alarm that has its filter': judging('Alarm', {}),
    'a group known by its name': asSubject({
      trail: { CloudWatchLogsLogGroupArn: 'arn:aws:logs:eu-west-1:111111111111:log-group:/acme/trail:*' },
      filter: { LogGroupName: '/acme/trail' },
    }),
  },
  nonCompliant: {
    'no alarm': [asSubject({ alarm: null }), ALARM],
    'an alarm on another metric': [asSubject({ alarm: { MetricName: 'n' } }), ALARM],
    'an alarm switched off': [asSubject({ alarm: { ActionsEnabled: false } }), 'Alarm.ActionsEnabled'],
    'an alarm that tells nobody': [asSubject({ alarm: { AlarmActions: [] } }), 'Alarm.AlarmActions'],
    'a topic that nobody hears': [asSubject({ subscription: null }), 'Alarm.AlarmActions'],
    'an alarm whose filter counts into another metric': [
      judging('Alarm', { filter: transformed({ MetricName: 'n' }) }),
      FILTER,
    ],
  },
  notApplicable: {
    'an alarm in another namespace': judging('Alarm', { alarm: { Namespace: 'acme/orders' } }),
    'an alarm on what AWS counts': judging('Silence', {}),
    'an alarm where no filter counts': judging('Alarm', { filter: null }),
    'a filter on the group of a program': asSubject({ filter: { LogGroupName: '/aws/lambda/orders' } }),
    'a filter where no trail delivers': asSubject({ trail: { CloudWatchLogsLogGroupArn: null } }),
  },
  unknown: {
    'a topic of another template': asSubject({ alarm: { AlarmActions: ['arn:aws:sns:eu-west-1:1:others'] } }),
    'a metric that a parameter names': asSubject({ filter: transformed({ MetricName: { Ref: 'Metric' } }) }),
  },
});
