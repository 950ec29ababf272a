import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { BreakGlass } from '../../../constructs/break-glass/break-glass';
import { identityRules } from '../../../constructs/nag/rules/identity';
import { faults } from '../../support/judged';

const stack = new Stack(new App(), 'Stack', { env: { account: '111111111111', region: 'cn-north-1' } });
new BreakGlass(stack, 'BreakGlass', { name: 'acme' });
const template = Template.fromStack(stack);

const THE_ROLE = {
  'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::111111111111:role/acme-break-glass']],
};

describe('BreakGlass', () => {
  test('8.2/identity: makes two sealed users without password, key or group', () => {
    template.resourceCountIs('AWS::IAM::User', 2);
    template.resourceCountIs('AWS::IAM::AccessKey', 0);
    template.allResourcesProperties('AWS::IAM::User', {
      Path: '/break-glass/',
      LoginProfile: Match.absent(),
      Groups: Match.absent(),
      ManagedPolicyArns: Match.absent(),
    });
    for (const holder of [1, 2])
      template.hasResourceProperties('AWS::IAM::User', { UserName: `acme-break-glass-${holder}` });
  });

  test('8.2/mfa: denies them everything without a second factor, and allows nothing but the one role', () => {
    template.allResourcesProperties('AWS::IAM::User', {
      Policies: [
        {
          PolicyName: 'sealed',
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              Match.objectLike({
                Effect: 'Deny',
                Action: ['*'],
                Resource: ['*'],
                Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
              }),
              { Sid: 'TakeTheRole', Effect: 'Allow', Action: ['sts:AssumeRole'], Resource: [THE_ROLE] },
              {
                Sid: 'InItsOwnName',
                Effect: 'Allow',
                Action: ['sts:SetSourceIdentity'],
                Resource: [THE_ROLE],
                Condition: { StringEquals: { 'sts:SourceIdentity': '${aws:username}' } },
              },
            ],
          },
        },
      ],
    });
  });

  test('8.2/mfa: the role is taken for an hour, after a second factor of the last 15 minutes, under the own name', () => {
    template.hasResourceProperties('AWS::IAM::Role', {
      RoleName: 'acme-break-glass',
      MaxSessionDuration: 3600,
      AssumeRolePolicyDocument: {
        Statement: [
          {
            Effect: 'Allow',
            Principal: {
              AWS: [1, 2].map((holder) => ({
                'Fn::GetAtt': [Match.stringLikeRegexp(`^BreakGlassUser${holder}`), 'Arn'],
              })),
            },
            Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'],
            Condition: {
              Bool: { 'aws:MultiFactorAuthPresent': 'true' },
              NumericLessThanEquals: { 'aws:MultiFactorAuthAge': '900' },
              StringEquals: { 'sts:SourceIdentity': '${aws:username}' },
            },
          },
        ],
      },
    });
  });

  test('passes the rules', () => {
    expect(faults([stack], identityRules)).toEqual([]);
  });
});
