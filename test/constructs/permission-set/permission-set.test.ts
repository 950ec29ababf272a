import { App, Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { allow } from '../../../constructs/job-functions/grant';
import { identityRules } from '../../../constructs/nag/rules/identity';
import { PermissionSet, type PermissionSetProps } from '../../../constructs/permission-set/permission-set';
import { faults } from '../../support/judged';

const INSTANCE = 'arn:aws:sso:::instance/ssoins-1111111111111111';
const newStack = () => new Stack(new App(), 'Stack', { env: { account: '111111111111', region: 'eu-west-1' } });

function synthesized(props: Partial<PermissionSetProps> = {}): Template {
  const stack = newStack();
  new PermissionSet(stack, 'Set', {
    permissionSetName: 'acme-cost-reader',
    instanceArn: INSTANCE,
    description: 'Reads what the accounts cost',
    grants: [allow('ReadCosts', ['ce:GetCostAndUsage'])],
    longestSession: Duration.hours(4),
    ...props,
  });
  return Template.fromStack(stack);
}

describe('PermissionSet', () => {
  test('has one inline policy and a session that ends, and no boundary unless one is named', () => {
    synthesized().hasResourceProperties('AWS::SSO::PermissionSet', {
      Name: 'acme-cost-reader',
      InstanceArn: INSTANCE,
      SessionDuration: 'PT4H',
      InlinePolicy: {
        Version: '2012-10-17',
        Statement: [{ Sid: 'ReadCosts', Effect: 'Allow', Action: ['ce:GetCostAndUsage'], Resource: ['*'] }],
      },
      PermissionsBoundary: Match.absent(),
      ManagedPolicies: Match.absent(),
    });
  });

  test.each([
    [
      'developer',
      'acme-developer',
      'PT4H',
      { CustomerManagedPolicyReference: { Name: 'acme-workload-boundary', Path: '/' } },
    ],
    ['security-administrator', 'acme-security', 'PT1H', Match.absent()],
  ] as const)('makes that of a %s', (id, Name, SessionDuration, PermissionsBoundary) => {
    const stack = newStack();
    PermissionSet.forFunction(stack, 'Set', id, { partition: 'aws', name: 'acme', instanceArn: INSTANCE });

    Template.fromStack(stack).hasResourceProperties('AWS::SSO::PermissionSet', {
      Name,
      SessionDuration,
      PermissionsBoundary,
      Tags: [{ Key: 'isms:function', Value: id }],
    });
    expect(faults([stack], identityRules)).toEqual([]);
  });

  test.each([
    ['a session of 12 hours', { longestSession: Duration.hours(12) }, /^Stack\/Set: sessions of 720 minutes/],
    ['a session of 15 minutes', { longestSession: Duration.minutes(15) }, /^Stack\/Set: sessions of 15 minutes/],
    [
      'a name of 33 characters',
      { permissionSetName: 'a'.repeat(33) },
      /^Stack\/Set: the name a+ has 33 characters, and 32 are allowed \(8\.2\/least-privilege\)/,
    ],
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
      /^Stack\/Set: the policy has \d+ characters, and 10240 are allowed/,
    ],
  ])('throws for %s', (_, props, message) => {
    expect(() => synthesized(props)).toThrow(message);
  });
});
