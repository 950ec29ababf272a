import { allow, deny, document, grant, HOME, onAll, PRODUCTION, resource } from '../access/stacks';
import { outcomes, type Stacks, said } from './proved';

const DEDICATED = '8.6/log-storage#dedicated-archive';
const SEPARATE = '8.4/backup#separate-copy';
const INSTANCE = 'arn:aws:sso:::instance/ssoins-1111111111111111';
const BUCKET = `acme-trail-${PRODUCTION}-eu-central-1`;
const ROOT = { AWS: `arn:aws:iam::${PRODUCTION}:root` };

interface Case {
  readonly statements?: readonly object[];
  readonly set?: object;
  readonly name?: string;
  readonly account?: string;
  /** Of the bucket. */
  readonly policy?: readonly object[];
  /** Of the archive's key. */
  readonly keyPolicy?: readonly object[];
}

/** Evidence in an account, and a permission set that is assigned there. */
const archive = ({ statements, set, name = 'acme-reader', account = PRODUCTION, policy, keyPolicy }: Case): Stacks => ({
  archive: {
    account: PRODUCTION,
    resources: {
      Bucket: resource('AWS::S3::Bucket', { BucketName: BUCKET }),
      ...(policy && {
        Policy: resource('AWS::S3::BucketPolicy', { Bucket: { Ref: 'Bucket' }, PolicyDocument: document(...policy) }),
      }),
      Key: resource('AWS::KMS::Key', { KeyPolicy: document(...(keyPolicy ?? [onAll(grant(ROOT, 'kms:*'))])) }),
      Alias: resource('AWS::KMS::Alias', { AliasName: 'alias/acme/logs', TargetKeyId: { Ref: 'Key' } }),
      OtherKey: resource('AWS::KMS::Key', { KeyPolicy: document(onAll(grant(ROOT, 'kms:*'))) }),
      Sessions: resource('AWS::Logs::LogGroup', { LogGroupName: '/acme/sessions' }),
      Vault: resource('AWS::Backup::BackupVault', { BackupVaultName: 'acme-central-vault' }),
      Boundary: resource('AWS::IAM::ManagedPolicy', {
        ManagedPolicyName: 'acme-workload-boundary',
        PolicyDocument: document(allow('*')),
      }),
    },
  },
  identity: {
    account: HOME,
    resources: {
      Set: resource('AWS::SSO::PermissionSet', {
        Name: name,
        InstanceArn: INSTANCE,
        ...(statements && { InlinePolicy: document(...statements) }),
        ...set,
      }),
      Assignment: resource('AWS::SSO::Assignment', {
        InstanceArn: INSTANCE,
        PermissionSetArn: { 'Fn::GetAtt': ['Set', 'PermissionSetArn'] },
        PrincipalId: '00000000-0000-0000-0000-0000000000c1',
        PrincipalType: 'GROUP',
        TargetId: account,
        TargetType: 'AWS_ACCOUNT',
      }),
    },
  },
});

const KEY_LIMITED = [
  onAll({ ...grant(ROOT, 'kms:Describe*') }),
  onAll(grant('*', 'kms:Decrypt', { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${PRODUCTION}:role/acme-auditor` } })),
];
const managed = (name: string) => ({ set: { ManagedPolicies: [`arn:aws:iam::aws:policy/${name}`] } });

test.each<[string, Case, string]>([
  ['reads every object', { statements: [allow(['s3:GetObject', 'kms:Decrypt'])] }, 's3:GetObject on'],
  ['reads by a wildcard', { statements: [allow('s3:Get*')] }, 's3:GetObject on'],
  ['may do everything', { statements: [allow('*')] }, 's3:GetObject on'],
  [
    'may do all but something',
    { statements: [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }] },
    's3:GetObject',
  ],
  [
    'reaches all but something',
    { statements: [{ Effect: 'Allow', Action: 's3:GetObject', NotResource: 'arn:aws:s3:::orders/*' }] },
    's3:GetObject',
  ],
  [
    'reads one file of it',
    { statements: [allow('s3:GetObject', `arn:aws:s3:::acme-*-${PRODUCTION}-*/AWSLogs/one.json.gz`)] },
    `${BUCKET}/AWSLogs/one.json.gz`,
  ],
  [
    'reads under a condition',
    { statements: [allow('s3:GetObject', '*', { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } })] },
    's3:GetObject',
  ],
  ['has a policy of AWS that may do everything', managed('AdministratorAccess'), 's3:GetObject'],
  ['rewrites the policy of the bucket', { statements: [allow('s3:PutBucketPolicy')] }, 's3:PutBucketPolicy'],
  ['deletes objects', { statements: [allow('s3:DeleteObjectVersion')] }, 's3:DeleteObjectVersion'],
  ['rewrites the policy of the key', { statements: [allow('kms:PutKeyPolicy')] }, 'the key of the archive'],
  ['reads what is streamed', { statements: [allow('logs:FilterLogEvents')] }, 'streamed logs and sessions'],
  [
    'reads a stream',
    { statements: [allow('logs:GetLogEvents', 'arn:aws:logs:*:*:log-group:/acme/*:log-stream:a')] },
    'log-stream:a',
  ],
])(`${DEDICATED}: a permission set fails that %s`, (_, given, message) => {
  expect(outcomes(archive(given), DEDICATED)).toMatchObject({ Set: 'failed' });
  expect(said(archive(given), DEDICATED)).toContain(message);
});

test.each<[string, Case]>([
  ['has nothing of the kind', { statements: [allow('ce:GetCostAndUsage')] }],
  ['reads buckets of the workload', { statements: [allow('s3:GetObject', 'arn:aws:s3:::orders-*/*')] }],
  ['reads log groups of the workload', { statements: [allow('logs:*', 'arn:aws:logs:*:*:log-group:/aws/lambda/*')] }],
  ['is refused by itself', { statements: [allow('s3:GetObject'), deny('s3:*', 'arn:aws:s3:::acme-*')] }],
  [
    'is refused by the bucket',
    {
      statements: [allow('s3:GetObject')],
      policy: [{ Effect: 'Deny', Principal: '*', Action: 's3:GetObject', Resource: `arn:aws:s3:::${BUCKET}/*` }],
    },
  ],
  ['decrypts, which the key leaves to auditors', { statements: [allow('kms:Decrypt')], keyPolicy: KEY_LIMITED }],
  ['is assigned in another account', { statements: [allow('s3:GetObject')], account: HOME }],
  ['is that of auditors', { statements: [allow('s3:GetObject')], name: 'acme-auditor' }],
])(`${DEDICATED}: a permission set passes that %s`, (_, given) => {
  const { Set: outcome } = outcomes(archive(given), DEDICATED);

  expect(outcome).toBe('passed');
});

test.each(['ReadOnlyAccess', 'AmazonS3ReadOnlyAccess', 'ViewOnlyAccess'])(
  'does not know of %s of AWS what it says of it, and does not pass it',
  (name) => {
    expect(outcomes(archive(managed(name)), DEDICATED)).toMatchObject({ Set: 'unknown' });
    expect(said(archive(managed(name)), DEDICATED)).toContain('which is not known');
  },
);

test(`${SEPARATE}: nothing is shown by who reaches no backup; who does fails, but for operations`, () => {
  const restoring = { statements: [allow('backup:StartRestoreJob')] };

  expect(outcomes(archive({ statements: [allow('ce:GetTags')] }), SEPARATE)).toEqual({});
  expect(outcomes(archive(restoring), SEPARATE)).toEqual({ Set: 'failed' });
  expect(outcomes(archive({ ...restoring, name: 'acme-operations' }), SEPARATE)).toEqual({});
});

test('asks who speaks for a unit about what any account of it holds', () => {
  const stacks = archive({ statements: [allow('s3:GetObject')] });
  const { Assignment: _, ...resources } = stacks['identity']?.resources ?? {};
  const Assignments = resource('Custom::IdentityAssignments', {
    Assignments: [{ PermissionSetArn: { 'Fn::GetAtt': ['Set', 'PermissionSetArn'] }, Units: ['Production'] }],
  });
  const organization = {
    id: 'o-exampleorg1',
    accounts: [
      { id: HOME, units: [] },
      { id: '777777777777', units: ['Production'] },
      { id: PRODUCTION, units: ['Production'] },
    ],
  };
  const byUnit = { ...stacks, identity: { account: HOME, resources: { ...resources, Assignments } } };

  expect(outcomes(byUnit, DEDICATED, organization)).toMatchObject({ Set: 'failed' });
});
