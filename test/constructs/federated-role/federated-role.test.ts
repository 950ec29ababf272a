import { App, Aws, Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { SamlProvider } from 'aws-cdk-lib/aws-iam';
import { FederatedRole } from '../../../constructs/federated-role/federated-role';
import { Federation } from '../../../constructs/federated-role/federation';
import { allow } from '../../../constructs/job-functions/grant';
import { identityRules } from '../../../constructs/nag/rules/identity';
import { faults } from '../../support/judged';

const stackIn = (region: string) => new Stack(new App(), 'Stack', { env: { account: '111111111111', region } });
const provider = { name: 'idp', metadata: '<EntityDescriptor/>' };

const federated = (region: 'eu-west-1' | 'cn-north-1') => {
  const stack = stackIn(region);
  const partition = region === 'cn-north-1' ? 'aws-cn' : 'aws';
  new Federation(stack, 'Federation', { partition, name: 'acme', provider, functions: ['auditor', 'developer'] });
  return { stack, template: Template.fromStack(stack) };
};

describe('Federation', () => {
  test.each([
    ['eu-west-1', 'https://signin.aws.amazon.com/saml'],
    ['cn-north-1', 'https://signin.amazonaws.cn/saml'],
  ] as const)('8.2/least-privilege: people sign in for the audience of the partition alone: %s', (region, audience) => {
    federated(region).template.allResourcesProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: 'sts:AssumeRoleWithSAML',
            Condition: { StringEquals: { 'SAML:aud': audience }, StringLike: { 'sts:SourceIdentity': '?*' } },
          }),
        ]),
      },
    });
  });

  test('8.6/traceability: a session bears the id of its person, which it cannot change, or does not begin', () => {
    federated('eu-west-1').template.allResourcesProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: {
        Statement: [
          Match.objectLike({ Condition: Match.objectLike({ StringLike: { 'sts:SourceIdentity': '?*' } }) }),
          Match.objectLike({
            Action: 'sts:SetSourceIdentity',
            Condition: { StringLike: { 'sts:SourceIdentity': '?*' } },
          }),
          Match.objectLike({
            Action: 'sts:TagSession',
            Condition: Match.objectLike({ 'ForAllValues:StringEquals': { 'aws:TagKeys': ['SSMSessionRunAs'] } }),
          }),
        ],
      },
    });
  });

  test('makes one provider, and a role for each job function, bounded where its holders make roles', () => {
    const { template } = federated('eu-west-1');

    template.resourceCountIs('AWS::IAM::SAMLProvider', 1);
    template.resourceCountIs('AWS::IAM::Role', 2);
    template.hasResourceProperties('AWS::IAM::Role', {
      RoleName: 'acme-auditor',
      MaxSessionDuration: 4 * 3600,
      PermissionsBoundary: Match.absent(),
    });
    template.hasResourceProperties('AWS::IAM::Role', {
      RoleName: 'acme-developer',
      PermissionsBoundary: 'arn:aws:iam::111111111111:policy/acme-workload-boundary',
    });
  });

  test.each(['eu-west-1', 'cn-north-1'] as const)('passes the rules in %s', (region) => {
    expect(faults([federated(region).stack], identityRules)).toEqual([]);
  });
});

describe('FederatedRole', () => {
  const role = (stack: Stack, more: object = {}) =>
    new FederatedRole(stack, 'Role', {
      roleName: 'acme-cost-reader',
      provider: SamlProvider.fromSamlProviderArn(stack, 'Provider', 'arn:aws:iam::111111111111:saml-provider/idp'),
      description: 'Reads what the account costs',
      grants: [allow('ReadCosts', ['ce:GetCostAndUsage'])],
      longestSession: Duration.hours(1),
      partition: 'aws',
      ...more,
    });

  test.each([
    ['a session of 12 hours', { longestSession: Duration.hours(12) }, /^Stack\/Role: sessions of 720 minutes/],
    [
      'a policy that is too long',
      {
        grants: [
          allow(
            'Much',
            Array.from({ length: 600 }, (_, index) => `s3:Action${index}0000`),
          ),
        ],
      },
      /^Stack\/Role: the policy has \d+ characters, and the inline policies of a role may have 10240/,
    ],
    [
      'a partition that nobody knows yet',
      { partition: Aws.PARTITION },
      /^Stack\/Role: the partition decides the audience/,
    ],
    ['a partition without a known audience', { partition: 'aws-us-gov' }, /^aws-us-gov: no audience is known there/],
  ])('throws for %s', (_, more, message) => {
    expect(() => role(stackIn('eu-west-1'), more)).toThrow(message);
  });
});
