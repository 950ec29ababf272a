import { allow, document, grant, HOME, onAll, PRODUCTION, resource, role, SANDBOX } from '../access/stacks';
import { outcomes, proved, type Stacks, said } from './proved';

const FACET = '8.2/no-excess-access#tenant-isolation';
const EC2 = [grant({ Service: 'ec2.amazonaws.com' }, 'sts:AssumeRole')];
const ALL = [allow(['s3:*', 'kms:*', 'sqs:*', 'sts:AssumeRole', 'secretsmanager:*'])];

interface Neighbour {
  readonly trust?: readonly object[];
  readonly bucket?: readonly object[];
  readonly key?: readonly object[];
}

const OWN_KEY = [onAll(grant({ AWS: `arn:aws:iam::${SANDBOX}:root` }, 'kms:*'))];

/** A developer in production, and what another account holds. */
const tenants = (
  { trust = EC2, bucket = [], key = OWN_KEY }: Neighbour = {},
  statements: readonly object[] = ALL,
): Stacks => ({
  org: {
    account: HOME,
    resources: {
      Set: resource('AWS::SSO::PermissionSet', { Name: 'acme-developer', InlinePolicy: document(...statements) }),
      Assign: resource('Custom::IdentityAssignments', {
        Assignments: [
          {
            PermissionSetArn: { 'Fn::GetAtt': ['Set', 'PermissionSetArn'] },
            PrincipalType: 'GROUP',
            PrincipalId: 'g',
            Units: ['Production'],
          },
        ],
      }),
    },
  },
  sandbox: {
    account: SANDBOX,
    resources: {
      Other: role('other', trust),
      Box: resource('AWS::S3::Bucket', { BucketName: 'sandbox-box' }),
      ...(bucket.length > 0 && {
        Policy: resource('AWS::S3::BucketPolicy', { Bucket: { Ref: 'Box' }, PolicyDocument: document(...bucket) }),
      }),
      Key: resource('AWS::KMS::Key', { KeyPolicy: document(...key) }),
    },
  },
});

test('8.2/no-excess-access#tenant-isolation: a developer of one unit gets at nothing of another, however much it may at home', () => {
  expect(outcomes(tenants(), FACET)).toEqual({ Set: 'passed' });
});

test('8.2/no-excess-access#tenant-isolation: a role with the boundary of workloads gets at nothing of another account', () => {
  const stacks: Stacks = {
    ...tenants(),
    app: {
      account: PRODUCTION,
      resources: {
        App: role('orders', EC2, ALL, { PermissionsBoundary: { Ref: 'Boundary' } }),
        Boundary: resource('AWS::IAM::ManagedPolicy', {
          ManagedPolicyName: 'acme-workload-boundary',
          PolicyDocument: document(...ALL),
        }),
      },
    },
  };

  expect(outcomes(stacks, FACET)).toEqual({ Set: 'passed', App: 'passed' });
});

const organization = { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorg1' } };

test.each<[string, Neighbour, string]>([
  [
    'a role that trusts the whole account of the developer',
    { trust: [grant({ AWS: PRODUCTION }, 'sts:AssumeRole')] },
    'sts:AssumeRole',
  ],
  ['a role that trusts the organization', { trust: [grant('*', 'sts:AssumeRole', organization)] }, 'sts:AssumeRole'],
  [
    'a bucket that the organization may read',
    { bucket: [onAll(grant('*', 's3:GetObject', organization))] },
    's3:GetObject',
  ],
  [
    'a bucket that the account may write, under a condition',
    { bucket: [onAll(grant({ AWS: PRODUCTION }, 's3:PutObject', { Bool: { 'aws:SecureTransport': 'true' } }))] },
    's3:PutObject',
  ],
  ['a key that the organization may use', { key: [onAll(grant('*', 'kms:Decrypt', organization))] }, 'kms:Decrypt'],
])('fails on %s', (_, neighbour, message) => {
  expect(outcomes(tenants(neighbour), FACET)).toEqual({ Set: 'failed' });
  expect(said(tenants(neighbour), FACET)).toContain(message);
});

test.each([
  ['may do nothing', [allow('s3:*'), { Effect: 'Deny', Action: '*', Resource: '*' }]],
  ['is granted nothing', [{ Effect: 'Deny', Action: '*', Resource: '*' }]],
])('does not count a principal that %s', (_, statements) => {
  expect(outcomes(tenants({}, statements), FACET)).toEqual({ Set: 'failed' });
  expect(said(tenants({}, statements), FACET)).toContain('in its own account has to be allowed');
});

test('does not know whom a policy of the other account names', () => {
  expect(outcomes(tenants({ trust: [grant({ AWS: { Ref: 'Somebody' } }, 'sts:AssumeRole')] }), FACET)).toEqual({
    Set: 'unknown',
  });
});

test('says of nobody else anything', () => {
  const stacks: Stacks = { app: { account: PRODUCTION, resources: { Backup: role('acme-backup', EC2, ALL) } } };

  expect(proved(stacks, FACET)).toEqual([]);
});
