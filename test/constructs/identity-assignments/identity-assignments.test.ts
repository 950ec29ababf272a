import { Match, Template } from 'aws-cdk-lib/assertions';
import type { IdentityAssignmentsProps } from '../../../constructs/identity-assignments/identity-assignments';
import { ASSIGNMENT, INSTANCE, identityAssignmentsIn, PERMISSION_SET, REGIONS } from '../../support/handler-stacks';

const synthesized = (props: Partial<IdentityAssignmentsProps> = {}, region = 'eu-central-1'): Template =>
  Template.fromStack(identityAssignmentsIn(region, props));

describe('IdentityAssignments', () => {
  test('8.2/identity#group-based-assignment: writes down which group has which permission set where', () => {
    synthesized().hasResourceProperties('Custom::IdentityAssignments', {
      ServiceToken: { 'Fn::GetAtt': [Match.stringLikeRegexp('Function'), 'Arn'] },
      Assignments: [
        {
          PermissionSetArn: PERMISSION_SET,
          PrincipalType: 'GROUP',
          PrincipalId: 'group-developers',
          Units: ['ou-abcd-workloads'],
        },
      ],
    });
  });

  test.each(REGIONS)('compares every quarter of an hour in %s, with the same assignments', (region) => {
    synthesized({}, region).hasResourceProperties('AWS::Events::Rule', {
      ScheduleExpression: 'rate(15 minutes)',
      Targets: [Match.objectLike({ Input: JSON.stringify({ Assignments: [ASSIGNMENT] }) })],
    });
  });

  test('runs one at a time, in the region of IAM Identity Center', () => {
    synthesized({ identityRegion: 'us-east-1' }).hasResourceProperties('AWS::Lambda::Function', {
      ReservedConcurrentExecutions: 1,
      Timeout: 900,
      Environment: { Variables: { INSTANCE_ARN: INSTANCE, IDENTITY_REGION: 'us-east-1' } },
    });
  });

  test('assigns within its instance alone', () => {
    synthesized().hasResourceProperties('AWS::IAM::Role', {
      Policies: [
        {
          PolicyDocument: {
            Statement: Match.arrayWith([
              Match.objectLike({
                Sid: 'AssignPermissionSets',
                Resource: [
                  INSTANCE,
                  {
                    'Fn::Join': [
                      '',
                      ['arn:', { Ref: 'AWS::Partition' }, ':sso:::permissionSet/ssoins-1111111111111111/*'],
                    ],
                  },
                  { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':sso:::account/*']] },
                ],
              }),
            ]),
          },
        },
      ],
    });
  });

  test.each([
    ['PersonAssigned', { ComparisonOperator: 'GreaterThanOrEqualToThreshold' }],
    ['AssignmentFailed', { ComparisonOperator: 'GreaterThanOrEqualToThreshold' }],
    [
      'AssignmentsCompleted',
      { ComparisonOperator: 'LessThanThreshold', TreatMissingData: 'breaching', Period: 86_400 },
    ],
  ])('alarms by %s', (MetricName, properties) => {
    synthesized().hasResourceProperties('AWS::CloudWatch::Alarm', {
      Namespace: 'acme',
      MetricName,
      Threshold: 1,
      AlarmActions: [{ Ref: Match.stringLikeRegexp('^Alerts') }],
      ...properties,
    });
  });

  test('is deleted before its function and role, without which nothing could be taken away', () => {
    const template = synthesized();

    const [handler = ''] = Object.keys(template.findResources('AWS::Lambda::Function'));
    const [role = ''] = Object.keys(template.findResources('AWS::IAM::Role'));
    template.hasResource('Custom::IdentityAssignments', {
      Properties: { ServiceToken: { 'Fn::GetAtt': [handler, 'Arn'] } },
      DependsOn: Match.arrayWith([role]),
    });
  });

  test('is deleted after its schedule, which would give everything back', () => {
    const template = synthesized();
    const [id = ''] = Object.keys(template.findResources('Custom::IdentityAssignments'));

    template.hasResource('AWS::Events::Rule', { DependsOn: [id] });
  });

  test('throws when nothing is assigned', () => {
    expect(() => synthesized({ assignments: [] })).toThrow(
      'Stack/Assignments: nothing is assigned, and 8.2/identity#group-based-assignment gives rights by groups.',
    );
  });

  test('throws when there are more assignments than the schedule can hold', () => {
    const units = Array.from({ length: 500 }, (_, index) => `ou-abcd-${String(index).padStart(8, '0')}`);

    expect(() => synthesized({ assignments: [{ ...ASSIGNMENT, Units: units }] })).toThrow(
      /take about \d{4} characters, .* gets 8192 of EventBridge/,
    );
  });
});
