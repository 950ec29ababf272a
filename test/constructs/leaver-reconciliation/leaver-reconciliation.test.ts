import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import type { LeaverReconciliationProps } from '../../../constructs/leaver-reconciliation/leaver-reconciliation';
import { SessionAccess } from '../../../constructs/leaver-reconciliation/session-access';
import { awsRules } from '../../../constructs/nag/registry';
import { ACCOUNT, INSTANCE, leaverReconciliationIn, REGIONS } from '../../support/handler-stacks';
import { faults } from '../../support/judged';

const synthesized = (props: Partial<LeaverReconciliationProps> = {}, region = 'eu-central-1'): Template =>
  Template.fromStack(leaverReconciliationIn(region, props));

/** What the schedule sends, with the partition filled in. */
function inputOf(template: Template): Record<string, unknown> {
  const [rule] = Object.values(template.findResources('AWS::Events::Rule'));
  const input = rule?.['Properties'].Targets[0].Input;
  const text =
    typeof input === 'string'
      ? input
      : input['Fn::Join'][1].map((part: unknown) => (typeof part === 'string' ? part : 'aws')).join('');
  return JSON.parse(text) as Record<string, unknown>;
}

describe('LeaverReconciliation', () => {
  test('8.2/identity#leaver-revocation: runs so often that a role session that is still open, and what it opens, end within a day', () => {
    const longestRoleSession = 12;
    const [rule] = Object.values(synthesized().findResources('AWS::Events::Rule'));
    const [, hours] = /^rate\((\d+) hours\)$/.exec(rule?.['Properties'].ScheduleExpression) ?? [];

    expect(Number(hours) + longestRoleSession + Number(hours)).toBeLessThanOrEqual(24);
  });

  test('sends the directory and every place, by role where it is another account', () => {
    expect(inputOf(synthesized())).toEqual({
      identityCenter: { region: 'eu-central-1', instanceArn: INSTANCE, identityStoreId: 'd-1234567890' },
      places: [
        { region: 'eu-central-1' },
        { region: 'eu-central-1', roleArn: 'arn:aws:iam::222222222222:role/acme-session-end' },
      ],
      sparedRole: 'acme-break-glass',
    });
  });

  test('sends people, and no directory, where they come by SAML', () => {
    const template = synthesized({
      identityCenter: undefined,
      people: ['alice'],
      sessions: [{ account: ACCOUNT, regions: ['cn-north-1', 'cn-northwest-1'] }],
    });

    expect(inputOf(template)).toEqual({
      people: ['alice'],
      places: [{ region: 'cn-north-1' }, { region: 'cn-northwest-1' }],
      sparedRole: 'acme-break-glass',
    });
  });

  test('looks for IAM Identity Center in another region where that is its own', () => {
    const identityCenter = { instanceArn: INSTANCE, identityStoreId: 'd-1234567890', region: 'us-east-1' };

    expect(inputOf(synthesized({ identityCenter }))).toMatchObject({ identityCenter: { region: 'us-east-1' } });
  });

  test.each(['LeaverFound', 'LeaverConfigured', 'LeaversUnseen'])('alarms by %s', (MetricName) => {
    synthesized().hasResourceProperties('AWS::CloudWatch::Alarm', {
      Namespace: 'acme',
      MetricName,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      AlarmActions: [{ Ref: Match.stringLikeRegexp('^Alerts') }],
    });
  });

  test('8.2/identity#leaver-revocation: alarms when no run has come to its end for a day', () => {
    synthesized().hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'LeaversReconciled',
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
      Period: 86_400,
    });
  });

  test('throws when neither a directory nor people say who is there', () => {
    expect(() => synthesized({ identityCenter: undefined })).toThrow(
      'Stack/Leavers: neither a directory nor people are named, and 8.2/identity#leaver-revocation compares with one of them.',
    );
  });

  test('throws when no account has sessions', () => {
    expect(() => synthesized({ sessions: [] })).toThrow(
      'Stack/Leavers: no account has sessions, and 8.2/identity#leaver-revocation ends those of leavers.',
    );
  });
});

describe('SessionAccess', () => {
  const stackIn = (region: string): Stack => {
    const stack = new Stack(new App(), 'There', { env: { account: '222222222222', region } });
    new SessionAccess(stack, 'Access', {
      name: 'acme',
      reconciledFrom: ACCOUNT,
      organizationId: 'o-abcdefghij',
      regions: ['eu-central-1', 'eu-west-1'],
    });
    return stack;
  };

  test.each(REGIONS)('passes every rule in %s', (region) => {
    expect(faults([stackIn(region)], awsRules)).toEqual([]);
  });

  test('trusts one role of one account of the organization', () => {
    Template.fromStack(stackIn('eu-central-1')).hasResourceProperties('AWS::IAM::Role', {
      RoleName: 'acme-session-end',
      AssumeRolePolicyDocument: {
        Statement: [
          {
            Action: 'sts:AssumeRole',
            Effect: 'Allow',
            Principal: { AWS: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::111111111111:root']] } },
            Condition: {
              ArnEquals: {
                'aws:PrincipalArn': {
                  'Fn::Join': [
                    '',
                    ['arn:', { Ref: 'AWS::Partition' }, ':iam::111111111111:role/acme-leaver-reconciliation'],
                  ],
                },
              },
              StringEquals: { 'aws:PrincipalOrgID': 'o-abcdefghij' },
            },
          },
        ],
      },
    });
  });

  test('ends sessions of its account and regions alone', () => {
    Template.fromStack(stackIn('eu-central-1')).hasResourceProperties('AWS::IAM::Role', {
      Policies: [
        {
          PolicyDocument: {
            Statement: [
              Match.objectLike({
                Condition: { StringEquals: { 'aws:RequestedRegion': ['eu-central-1', 'eu-west-1'] } },
              }),
              Match.objectLike({
                Action: 'ssm:TerminateSession',
                Resource: ['eu-central-1', 'eu-west-1'].map((region) => ({
                  'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:ssm:${region}:222222222222:session/*`]],
                })),
              }),
            ],
          },
        },
      ],
    });
  });
});
