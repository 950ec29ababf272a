import { App, Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { awsRules } from '../../../constructs/nag/registry';
import { GRACE } from '../../../constructs/session-reconciliation/gaps';
import type { SessionReconciliationProps } from '../../../constructs/session-reconciliation/session-reconciliation';
import { SessionStarts } from '../../../constructs/session-reconciliation/session-starts';
import { ACCOUNT, REGIONS, sessionReconciliationIn } from '../../support/handler-stacks';
import { faults } from '../../support/judged';
import { measured } from '../../support/measured';

const synthesized = (props: Partial<SessionReconciliationProps> = {}, region = 'eu-central-1'): Template =>
  Template.fromStack(sessionReconciliationIn(region, props));

const starts = (region: string): Stack => {
  const stack = new Stack(new App(), 'There', { env: { account: '222222222222', region } });
  new SessionStarts(stack, 'Starts', { name: 'acme', reconciledFrom: ACCOUNT, organizationId: 'o-abcdefghij' });
  return stack;
};

const rulesOf = (template: Template) =>
  Object.values(template.findResources('AWS::Events::Rule')).map(({ Properties }) => Properties);

const PATTERN = {
  source: ['aws.ssm'],
  'detail-type': ['AWS API Call via CloudTrail'],
  account: [ACCOUNT, '222222222222'],
  detail: { eventSource: ['ssm.amazonaws.com'], eventName: ['StartSession'], errorCode: [{ exists: false }] },
};

describe('SessionReconciliation', () => {
  test('8.2/session-recording#session-reconciliation: a session without recording alarms within 15 minutes of its start, counting what each step may take', () => {
    const template = synthesized();
    const [schedule] = rulesOf(template).filter((rule) => rule.ScheduleExpression);
    const [, interval] = /^rate\((\d+) minutes\)$/.exec(schedule?.ScheduleExpression) ?? [];
    const [handler] = Object.values(template.findResources('AWS::Lambda::Function'));
    const [alarm] = Object.values(
      template.findResources('AWS::CloudWatch::Alarm', { Properties: { MetricName: 'SessionGaps' } }),
    );
    const run = handler?.['Properties'].Timeout / 60;
    const look = (alarm?.['Properties'].Period * alarm?.['Properties'].EvaluationPeriods) / 60;
    // EventBridge calls within the minute, a metric filter counts within one
    const [late, counted] = [1, 1];

    const latest = GRACE.recording + Number(interval) + late + run + counted + look;
    measured({
      what: { en: 'alarm after the start, by the settings', zh: '按设置推算，会话启动后至告警' },
      value: latest,
      unit: 'min',
      atMost: 15,
    });

    expect(latest).toBeLessThanOrEqual(15);
  });

  test('takes the starts of the accounts from the default bus, refused ones left out', () => {
    expect(rulesOf(synthesized()).filter((rule) => rule.EventPattern)).toEqual([
      expect.objectContaining({ EventPattern: PATTERN, State: 'ENABLED' }),
    ]);
  });

  test('lets another account put starts of sessions on the bus, and nothing else', () => {
    synthesized().hasResourceProperties('AWS::Events::EventBusPolicy', {
      StatementId: 'acme-session-starts-222222222222',
      Statement: {
        Effect: 'Allow',
        Action: 'events:PutEvents',
        Condition: {
          'ForAllValues:StringEquals': {
            'events:source': ['aws.ssm'],
            'events:detail-type': ['AWS API Call via CloudTrail'],
          },
        },
      },
    });
  });

  test('opens the bus to nobody where all is in one account', () => {
    synthesized({ accounts: [ACCOUNT] }).resourceCountIs('AWS::Events::EventBusPolicy', 0);
  });

  test('sends what sessions are held against', () => {
    const template = synthesized({
      accounts: [ACCOUNT],
      approval: 'required',
      users: { dora: 'd.example' },
      longestSession: Duration.hours(2),
    });
    const [schedule] = rulesOf(template).filter((rule) => rule.ScheduleExpression);

    expect(JSON.parse(schedule?.Targets[0].Input)).toEqual({
      places: [{ region: 'eu-central-1' }],
      terms: { document: 'acme-bastion', longest: 120, approval: 'required', users: { dora: 'd.example' } },
      control: 'acme-session-control',
    });
  });

  test.each(['SessionGaps', 'SessionsUnseen'])(
    '8.2/session-recording#session-reconciliation: alarms by %s at the first',
    (MetricName) => {
      synthesized().hasResourceProperties('AWS::CloudWatch::Alarm', {
        MetricName,
        Threshold: 1,
        EvaluationPeriods: 1,
        Period: 300,
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
        AlarmActions: [{ Ref: Match.stringLikeRegexp('^Alerts') }],
      });
    },
  );

  test('8.2/session-recording#session-reconciliation: alarms when no run has come to its end for 15 minutes', () => {
    synthesized().hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'SessionsReconciled',
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
      Period: 900,
    });
  });

  test('throws when no account has sessions', () => {
    expect(() => synthesized({ accounts: [] })).toThrow(
      'Stack/Sessions: no account has sessions, and 8.2/session-recording#session-reconciliation reconciles theirs.',
    );
  });

  test('throws when a session may last longer than four hours', () => {
    expect(() => synthesized({ longestSession: Duration.minutes(241) })).toThrow(
      'Stack/Sessions: a session may last 241 minutes, and 8.2/bastion#session-limits allows 240.',
    );
  });
});

describe('SessionStarts', () => {
  test.each(REGIONS)('passes every rule in %s', (region) => {
    expect(faults([starts(region)], awsRules)).toEqual([]);
  });

  test('8.2/session-recording#session-reconciliation: hands each start on to the account of the archive, in a name that may do nothing else', () => {
    const template = Template.fromStack(starts('eu-central-1'));

    template.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: { ...PATTERN, account: ['222222222222'] },
      State: 'ENABLED',
      Targets: [{ Arn: Match.anyValue(), RoleArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^StartsSender'), 'Arn'] } }],
    });
    template.hasResourceProperties('AWS::IAM::Role', {
      RoleName: 'acme-session-starts-eu-central-1',
      Policies: [
        {
          PolicyDocument: {
            Statement: [
              {
                Action: 'events:PutEvents',
                Effect: 'Allow',
                Resource: {
                  'Fn::Join': [
                    '',
                    ['arn:', { Ref: 'AWS::Partition' }, ':events:eu-central-1:111111111111:event-bus/default'],
                  ],
                },
              },
            ],
          },
        },
      ],
    });
  });

  test('is looked into by the handler of the other account alone', () => {
    const caller = ':iam::111111111111:role/acme-session-reconciliation-eu-central-1';

    Template.fromStack(starts('eu-central-1')).hasResourceProperties('AWS::IAM::Role', {
      RoleName: 'acme-session-look-eu-central-1',
      AssumeRolePolicyDocument: {
        Statement: [
          {
            Condition: {
              ArnEquals: { 'aws:PrincipalArn': { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, caller]] } },
              StringEquals: { 'aws:PrincipalOrgID': 'o-abcdefghij' },
            },
          },
        ],
      },
    });
    Template.fromStack(sessionReconciliationIn('eu-central-1')).hasResourceProperties('AWS::IAM::Role', {
      RoleName: 'acme-session-reconciliation-eu-central-1',
    });
  });
});
