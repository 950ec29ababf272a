import { allow, document, grant, PRODUCTION, resource, role, SANDBOX } from '../access/stacks';
import { outcomes, proved, type Stacks, said } from './proved';

const FACET = '8.2/least-privilege#trust-and-resource-policies';
const EC2 = [grant({ Service: 'ec2.amazonaws.com' }, 'sts:AssumeRole')];
const OURS = { StringEquals: { 'aws:SourceAccount': PRODUCTION } };

const app = (resources: Readonly<Record<string, object>>): Stacks => ({ app: { account: PRODUCTION, resources } });

const bucket = (...statements: readonly object[]): Stacks =>
  app({
    Box: resource('AWS::S3::Bucket', { BucketName: 'box' }),
    Policy: resource('AWS::S3::BucketPolicy', { Bucket: { Ref: 'Box' }, PolicyDocument: document(...statements) }),
  });

const trust = (...statements: readonly object[]): Stacks => app({ Role: role('app', statements) });

const PIPELINE = { Federated: `arn:aws:iam::${PRODUCTION}:oidc-provider/token.example.com` };
const oidc = (condition: object): Stacks => trust(grant(PIPELINE, 'sts:AssumeRoleWithWebIdentity', condition));
const AUDIENCE = { 'token.example.com:aud': 'sts.amazonaws.com' };

const put = (principal: unknown, condition?: object) => ({
  ...grant(principal, 's3:PutObject', condition),
  Resource: 'arn:aws:s3:::box/*',
});

describe('8.2/least-privilege#trust-and-resource-policies', () => {
  test.each<[string, Stacks]>([
    ['a role of one service', trust(...EC2)],
    [
      'a role of a service that says for whom it acts',
      trust(grant({ Service: 'config.amazonaws.com' }, 'sts:AssumeRole', OURS)),
    ],
    [
      'a role of another account of ours',
      trust(grant({ AWS: `arn:aws:iam::${SANDBOX}:role/deployer` }, 'sts:AssumeRole')),
    ],
    [
      'a role of one pipeline',
      oidc({ StringEquals: { ...AUDIENCE, 'token.example.com:sub': 'repo:acme/orders:ref:refs/heads/main' } }),
    ],
    ['a bucket of one service, for one account', bucket(put({ Service: 'cloudtrail.amazonaws.com' }, OURS))],
    [
      'a bucket of one service, for one trail',
      bucket(
        put(
          { Service: 'cloudtrail.amazonaws.com' },
          { StringEquals: { 'aws:SourceArn': `arn:aws:cloudtrail:eu-central-1:${PRODUCTION}:trail/t` } },
        ),
      ),
    ],
    ['a bucket of the organization', bucket(put('*', { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorg1' } }))],
    [
      'a bucket of one network',
      bucket(
        put('*', { StringEquals: { 'aws:SourceVpce': 'vpce-0123456789abcdef0', 'aws:PrincipalAccount': PRODUCTION } }),
      ),
    ],
    [
      'a bucket that refuses what is not TLS',
      bucket(put({ AWS: PRODUCTION }), {
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: '*',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    ],
  ])('opens to whom it names, and to nobody else: %s', (_, stacks) => {
    expect(Object.values(outcomes(stacks, FACET))).toEqual(['passed']);
  });

  test.each<[string, Stacks, string]>([
    ['everybody in a trust', trust(grant({ AWS: '*' }, 'sts:AssumeRole')), 'of another account has to be refused'],
    [
      'a service that does not say for whom',
      trust(grant({ Service: 'config.amazonaws.com' }, 'sts:AssumeRole')),
      'without saying for whom',
    ],
    [
      'a service for any account',
      trust(grant({ Service: 'config.amazonaws.com' }, 'sts:AssumeRole', { StringLike: { 'aws:SourceAccount': '*' } })),
      'for another account',
    ],
    [
      'a service for an account, if it says for whom',
      trust(grant({ Service: 'config.amazonaws.com' }, 'sts:AssumeRole', { StringEqualsIfExists: OURS.StringEquals })),
      'without saying for whom',
    ],
    ['any pipeline of a provider', oidc({ StringEquals: AUDIENCE }), 'with a foreign oidc:sub'],
    [
      'any branch and repository of a provider',
      oidc({ StringLike: { 'token.example.com:sub': 'repo:*' } }),
      'with a foreign token.example.com:sub',
    ],
    ['everybody in a bucket', bucket(put('*')), 'of another account'],
    [
      'everybody over TLS in a bucket',
      bucket(put('*', { Bool: { 'aws:SecureTransport': 'true' } })),
      'of another account',
    ],
    [
      'a service in a bucket, for nobody named',
      bucket(put({ Service: 'cloudtrail.amazonaws.com' })),
      'for another account',
    ],
    [
      'a refusal of all',
      bucket(put({ AWS: PRODUCTION }), { Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' }),
      'as named has to be allowed',
    ],
  ])('fails on %s', (_, stacks, message) => {
    expect(Object.values(outcomes(stacks, FACET))).toEqual(['failed']);
    expect(said(stacks, FACET)).toContain(message);
  });

  test.each<[string, Stacks]>([
    ['whom a parameter names', trust(grant({ AWS: { Ref: 'Somebody' } }, 'sts:AssumeRole'))],
    ['whom a parameter names beside another', trust(...EC2, grant({ AWS: { Ref: 'Somebody' } }, 'sts:AssumeRole'))],
    ['a document that deployment decides', app({ Key: resource('AWS::KMS::Key', { KeyPolicy: { Ref: 'Document' } }) })],
  ])('does not know %s', (_, stacks) => {
    expect(Object.values(outcomes(stacks, FACET))).toEqual(['unknown']);
  });

  test('says nothing of a policy that trusts nobody', () => {
    expect(outcomes(bucket({ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' }), FACET)).toEqual({});
  });

  test.each<[string, object, string]>([
    [
      'to one service',
      allow('iam:PassRole', `arn:aws:iam::${PRODUCTION}:role/job`, {
        Condition: { StringEquals: { 'iam:PassedToService': 'glue.amazonaws.com' } },
      }),
      'passed',
    ],
    ['of one role', allow('iam:PassRole', `arn:aws:iam::${PRODUCTION}:role/job`), 'passed'],
    [
      'of any role to one service',
      allow('iam:PassRole', '*', { Condition: { StringEquals: { 'iam:PassedToService': 'glue.amazonaws.com' } } }),
      'passed',
    ],
    ['of any role to any service', allow('iam:PassRole'), 'failed'],
    ['by a wildcard', allow('iam:*'), 'failed'],
    [
      'of any role to any service but one',
      allow('iam:PassRole', '*', { Condition: { StringNotEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } } }),
      'failed',
    ],
  ])('passing roles %s is judged', (_, statement, outcome) => {
    // the trust of the role is one proof, what it may pass is the other
    const [, passing, ...more] = proved(app({ Role: role('app', EC2, [statement]) }), FACET);

    expect(more).toEqual([]);
    expect(passing?.outcome).toBe(outcome);
  });
});
