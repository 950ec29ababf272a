import { App, Stack } from 'aws-cdk-lib';
import type { Guardrail, Refusal } from '../../../constructs/guardrails/guardrail';
import { Guardrails, type GuardrailsProps } from '../../../constructs/guardrails/guardrails';
import { guardrailOf } from './guardrail-of';

const CONTEXT = {
  aws: { partition: 'aws', allowedRegions: ['eu-west-1', 'eu-central-1'] },
  'aws-cn': { partition: 'aws-cn', allowedRegions: ['cn-north-1', 'cn-northwest-1'] },
} as const;

const made =
  (guardrails: readonly Guardrail[] | undefined, props: Partial<GuardrailsProps> = {}) =>
  () =>
    new Guardrails(new Stack(new App(), 'Stack'), 'Guardrails', {
      name: 'acme',
      ...CONTEXT.aws,
      organizationId: 'o-exampleorg1',
      targetIds: ['r-ab12'],
      ...(guardrails && { guardrails }),
      ...props,
    });
const one = (refusal: Refusal) => made([guardrailOf('own', refusal)]);

const CDK = 'own locks out arn:aws:iam::*:role/cdk-*: it refuses ';

describe('throws when the pipeline cannot', () => {
  test.each([
    ['make a change set', 'cloudformation:CreateChangeSet'],
    ['carry it out', 'cloudformation:ExecuteChangeSet'],
    ['undo what failed', 'cloudformation:DeleteStack'],
    ['ask how it went', 'cloudformation:DescribeStacks'],
    ['read a template', 'cloudformation:GetTemplate'],
    ['read the version of the bootstrap', 'ssm:GetParameter'],
    ['upload', 's3:PutObject'],
    ['read what it uploaded', 's3:GetObject'],
    ['pass on a role', 'iam:PassRole'],
    ['make a policy', 'iam:CreatePolicy'],
    ['make a function', 'lambda:CreateFunction'],
    ['make a network', 'ec2:CreateVpc'],
    ['make an alarm', 'cloudwatch:PutMetricAlarm'],
    ['make a vault', 'backup:CreateBackupVault'],
  ])('%s', (_, action) => {
    expect(one({ actions: [action] })).toThrow(`${CDK}${action} (leave`);
  });

  test('and names six actions of many', () => {
    expect(one({ actions: ['ec2:*'] })).toThrow(/it refuses (ec2:\w+, ){5}ec2:\w+ and \d+ more \(/);
  });

  test.each<[string, NonNullable<Refusal['condition']>]>([
    ['without a second factor', { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } }],
    ['where a second factor is said to be missing', { Bool: { 'aws:MultiFactorAuthPresent': 'false' } }],
    ['without the age of a second factor', { Null: { 'aws:MultiFactorAuthAge': 'true' } }],
    ['from other addresses', { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }],
    ['from outside a network', { StringNotEquals: { 'aws:SourceVpc': 'vpc-1' } }],
    ['without a tag', { Null: { 'aws:PrincipalTag/team': 'true' } }],
    ['with another tag', { StringNotEquals: { 'aws:PrincipalTag/team': 'platform' } }],
    ['with another client', { StringNotLike: { 'aws:UserAgent': '*pipeline*' } }],
    ['by a service in its name', { Bool: { 'aws:ViaAWSService': 'true' } }],
    ['by CloudFormation', { 'ForAnyValue:StringEquals': { 'aws:CalledVia': 'cloudformation.amazonaws.com' } }],
    ['in other sessions', { StringNotLike: { 'aws:userid': '*:deployer' } }],
    ['after a day', { DateGreaterThan: { 'aws:CurrentTime': '2027-01-01T00:00:00Z' } }],
    ['in some units', { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-exampleorg1/r-ab12/ou-ab12-*' } }],
    ['in some accounts', { StringNotEquals: { 'aws:PrincipalAccount': '222222222222' } }],
    ['on what is its organization’s', { StringEquals: { 'aws:ResourceOrgID': 'o-exampleorg1' } }],
    ['in allowed regions', { StringLike: { 'aws:RequestedRegion': 'eu-*' } }],
  ])('make what it deploys %s', (_, condition) => {
    expect(one({ actions: ['lambda:CreateFunction'], condition })).toThrow(`${CDK}lambda:CreateFunction (`);
  });

  test.each<[string, NonNullable<Refusal['condition']>]>([
    ['without a second factor', { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } }],
    ['where a second factor is said to be missing', { Bool: { 'aws:MultiFactorAuthPresent': 'false' } }],
    ['without the age of a second factor', { Null: { 'aws:MultiFactorAuthAge': 'true' } }],
    ['from other addresses', { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }],
    ['from outside a network', { StringNotEquals: { 'aws:SourceVpc': 'vpc-1' } }],
    ['from another network', { Null: { 'aws:SourceVpc': 'false' }, StringNotEquals: { 'aws:SourceVpc': 'vpc-1' } }],
    ['through an endpoint', { Null: { 'aws:SourceVpce': 'false' } }],
    ['without a tag', { Null: { 'aws:PrincipalTag/team': 'true' } }],
    ['with another tag', { StringNotEquals: { 'aws:PrincipalTag/team': 'platform' } }],
    ['with another client', { StringNotLike: { 'aws:UserAgent': '*pipeline*' } }],
    ['by itself', { Bool: { 'aws:ViaAWSService': 'false' } }],
    ['in other sessions', { StringNotLike: { 'aws:userid': '*:deployer' } }],
    ['after a day', { DateGreaterThan: { 'aws:CurrentTime': '2027-01-01T00:00:00Z' } }],
    ['in some units', { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-exampleorg1/r-ab12/ou-ab12-*' } }],
    ['in some accounts', { StringNotEquals: { 'aws:PrincipalAccount': '222222222222' } }],
    ['on what is its organization’s', { StringEquals: { 'aws:ResourceOrgID': 'o-exampleorg1' } }],
    ['in allowed regions', { StringLike: { 'aws:RequestedRegion': 'eu-*' } }],
  ])('deploy %s', (_, condition) => {
    expect(one({ actions: ['cloudformation:CreateChangeSet'], condition })).toThrow(
      `${CDK}cloudformation:CreateChangeSet (`,
    );
  });
});

describe('throws when the pipeline cannot do it as it does', () => {
  test.each<[string, string, NonNullable<Refusal['condition']>]>([
    [
      'make roles without a boundary',
      'iam:CreateRole',
      { StringNotEquals: { 'iam:PermissionsBoundary': 'arn:aws:iam::333333333333:policy/x' } },
    ],
    ['make roles that have no boundary', 'iam:PutRolePolicy', { Null: { 'iam:PermissionsBoundary': 'true' } }],
    ['make functions without a network', 'lambda:CreateFunction', { Null: { 'lambda:VpcIds': 'true' } }],
    [
      'make functions that are not signed',
      'lambda:CreateFunction',
      { Null: { 'lambda:CodeSigningConfigArn': 'true' } },
    ],
    [
      'pass its role to CloudFormation',
      'iam:PassRole',
      { StringEquals: { 'iam:PassedToService': 'cloudformation.amazonaws.com' } },
    ],
    ['pass a role to functions', 'iam:PassRole', { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } }],
    [
      'pass a role to any but instances',
      'iam:PassRole',
      { StringNotEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } },
    ],
    [
      'name the role of CloudFormation',
      'cloudformation:CreateChangeSet',
      { Null: { 'cloudformation:RoleArn': 'false' } },
    ],
    ['take a role without an external id', 'sts:AssumeRole', { Null: { 'sts:ExternalId': 'true' } }],
  ])('%s', (_, action, condition) => {
    expect(one({ actions: [action], condition })).toThrow(`${CDK}${action} (`);
  });

  test.each<[string, NonNullable<Refusal['condition']>]>([
    ['with credentials that expire', { Null: { 'aws:TokenIssueTime': 'false' } }],
    ['in a session of today', { DateGreaterThan: { 'aws:TokenIssueTime': '2020-01-01T00:00:00Z' } }],
    ['in all accounts but one', { StringNotEquals: { 'aws:ResourceAccount': '123456789012' } }],
    ['on what is of some units', { 'ForAnyValue:StringLike': { 'aws:ResourceOrgPaths': 'o-exampleorg1/*' } }],
  ])('%s', (_, condition) => {
    expect(one({ actions: ['*'], condition })).toThrow(`${CDK}cloudformation:CreateStack`);
  });
});

test('throws when break-glass users cannot say who they are', () => {
  expect(one({ actions: ['sts:SetSourceIdentity'] })).toThrow(
    'own locks out the break-glass users of acme: it refuses sts:SetSourceIdentity (',
  );
});

describe('throws when break-glass cannot', () => {
  const ROLE = 'own locks out the break-glass role acme-break-glass: it refuses ';

  test.each([
    ['take policies off a role', 'iam:DetachRolePolicy'],
    ['refuse by a policy of a role', 'iam:PutRolePolicy'],
    ['disable keys', 'iam:DeleteAccessKey'],
    ['disable passwords', 'iam:DeleteLoginProfile'],
    ['stop instances', 'ec2:StopInstances'],
    ['close ways in', 'ec2:RevokeSecurityGroupIngress'],
    ['restore', 'backup:StartRestoreJob'],
    ['look', 'cloudtrail:LookupEvents'],
  ])('%s', (_, action) => {
    expect(one({ actions: [action] })).toThrow(`${ROLE}${action} (leave`);
  });

  test.each<[string, NonNullable<Refusal['condition']>]>([
    ['from other addresses', { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }],
    ['with another client', { StringNotLike: { 'aws:UserAgent': '*console*' } }],
    ['under its name', { StringLike: { 'aws:SourceIdentity': 'acme-break-glass-*' } }],
    ['as what it is', { StringEquals: { 'aws:PrincipalTag/isms:function': 'break-glass' } }],
    ['right after its second factor', { NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' } }],
  ])('call %s', (_, condition) => {
    expect(one({ actions: ['ec2:StopInstances'], condition })).toThrow(`${ROLE}ec2:StopInstances (`);
  });
});

describe('stays silent when', () => {
  const spared = {
    ArnNotLike: { 'aws:PrincipalArn': ['arn:aws:iam::*:role/cdk-*', 'arn:aws:iam::*:role/stacksets-exec-*'] },
  };

  test.each<[string, Refusal]>([
    ['the pipeline does not do it', { actions: ['lambda:DeleteFunction', 's3:DeleteBucket', 'ec2:DeleteVpc'] }],
    ['other resources are meant', { actions: ['s3:PutObject'], resources: ['arn:aws:s3:::payroll-*'] }],
    [
      'both roles are spared',
      { actions: ['lambda:*'], condition: { ...spared, NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } },
    ],
    [
      'it concerns people',
      {
        actions: ['*'],
        condition: { Null: { 'identitystore:UserId': 'false' }, NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
      },
    ],
    ['it concerns instances', { actions: ['*'], condition: { Null: { 'ec2:SourceInstanceARN': 'false' } } }],
    [
      'it concerns other organizations',
      { actions: ['*'], condition: { StringNotEqualsIfExists: { 'aws:ResourceOrgID': 'o-exampleorg1' } } },
    ],
    [
      'a tag marks who is meant',
      { actions: ['*'], condition: { StringEquals: { 'aws:PrincipalTag/team': 'guests' } } },
    ],
    [
      'the request can be made otherwise',
      { actions: ['s3:PutObject'], condition: { StringEquals: { 's3:x-amz-acl': 'public-read' } } },
    ],
    [
      'CloudFormation alone may make it',
      { actions: ['lambda:CreateFunction'], condition: { Bool: { 'aws:ViaAWSService': 'false' } } },
    ],
    ['a tag can be given', { actions: ['ec2:CreateVpc'], condition: { Null: { 'aws:RequestTag/owner': 'true' } } }],
    [
      'a session can be renewed',
      { actions: ['*'], condition: { DateLessThan: { 'aws:TokenIssueTime': '2026-01-01T00:00:00Z' } } },
    ],
    [
      'another account is meant',
      { actions: ['*'], condition: { StringNotEquals: { 'aws:ResourceAccount': '${aws:PrincipalAccount}' } } },
    ],
    [
      'it is passed to other services',
      { actions: ['iam:PassRole'], condition: { StringEquals: { 'iam:PassedToService': 'glue.amazonaws.com' } } },
    ],
    [
      'it has some boundary',
      { actions: ['iam:CreateRole'], condition: { Null: { 'iam:PermissionsBoundary': 'false' } } },
    ],
    [
      'a second factor can be given anew',
      { actions: ['ec2:StopInstances'], condition: { NumericGreaterThan: { 'aws:MultiFactorAuthAge': '3600' } } },
    ],
    [
      'no allowed region is meant',
      { actions: ['lambda:*'], condition: { StringNotLike: { 'aws:RequestedRegion': 'eu-*' } } },
    ],
    [
      'one allowed region remains',
      { actions: ['lambda:*'], condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } } },
    ],
  ])('%s', (_, refusal) => {
    expect(one(refusal)).not.toThrow();
  });

  test.each(['aws', 'aws-cn'] as const)('all guardrails of the landing zone are made in %s', (partition) => {
    const expectedNetworks = ['203.0.113.0/24'];
    const trustedAccounts = ['333333333333'];

    for (const delivery of ['service-managed', 'self-managed'] as const) {
      expect(made(undefined, { ...CONTEXT[partition], delivery, expectedNetworks, trustedAccounts })).not.toThrow();
    }
  });
});
