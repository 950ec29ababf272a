import { allow, document, grant, PRODUCTION, resource, SANDBOX } from '../access/stacks';
import { outcomes, type Stacks, said } from './proved';

const FACET = '8.6/log-storage#dedicated-archive';
const BUCKET = `acme-trail-${PRODUCTION}-eu-central-1`;
const OURS = { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorg1' } };
const ANYBODY = { AWS: '*' };

const on = (Resource: string, statement: object): object => ({ ...statement, Resource });

/** An archive with a policy, and a workload in another unit. */
const landingZone = (
  policy: readonly object[] | undefined,
  keyPolicy: readonly object[] = [on('*', grant({ AWS: `arn:aws:iam::${PRODUCTION}:root` }, 'kms:*'))],
): Stacks => ({
  archive: {
    account: PRODUCTION,
    resources: {
      Bucket: resource('AWS::S3::Bucket', { BucketName: BUCKET }),
      ...(policy && {
        Policy: resource('AWS::S3::BucketPolicy', { Bucket: { Ref: 'Bucket' }, PolicyDocument: document(...policy) }),
      }),
      Key: resource('AWS::KMS::Key', { KeyPolicy: document(...keyPolicy) }),
      Alias: resource('AWS::KMS::Alias', { AliasName: 'alias/acme/logs', TargetKeyId: { Ref: 'Key' } }),
      Boundary: resource('AWS::IAM::ManagedPolicy', {
        ManagedPolicyName: 'acme-workload-boundary',
        PolicyDocument: document(allow('*')),
      }),
    },
  },
  workload: { account: SANDBOX, resources: { Queue: resource('AWS::SQS::Queue') } },
});

const objects = (statement: object): object => on(`arn:aws:s3:::${BUCKET}/*`, statement);

const LIMITED = [objects(grant({ Service: 'cloudtrail.amazonaws.com' }, 's3:PutObject'))];

test('8.6/log-storage#dedicated-archive: whoever may do everything in another account reaches nothing of the archive', () => {
  expect(outcomes(landingZone(LIMITED), FACET)).toMatchObject({ Bucket: 'passed', Key: 'passed' });
  expect(said(landingZone(LIMITED), FACET)).toContain('nobody of another account reaches it');
});

test.each<[string, readonly object[], string]>([
  [
    'to be read by all of the organization',
    [...LIMITED, objects(grant(ANYBODY, 's3:GetObject', OURS))],
    's3:GetObject',
  ],
  [
    'to be read by all of a pattern',
    [...LIMITED, objects(grant(ANYBODY, 's3:Get*', OURS))],
    's3:GetObject, s3:GetObjectVersion',
  ],
  ['to be written by an account', [objects(grant({ AWS: SANDBOX }, 's3:PutObject'))], 's3:PutObject'],
  [
    'to have its policy set',
    [on(`arn:aws:s3:::${BUCKET}`, grant(ANYBODY, 's3:PutBucketPolicy', OURS))],
    's3:PutBucketPolicy',
  ],
])('tells a policy that opens the archive %s', (_, policy, action) => {
  expect(outcomes(landingZone(policy), FACET)).toMatchObject({ Bucket: 'failed', Key: 'passed' });
  expect(said(landingZone(policy), FACET)).toContain(`lets accounts of the organization do ${action}`);
});

test('tells a key that all of the organization may use, under a condition as well', () => {
  const via = { StringEquals: { ...OURS.StringEquals, 'kms:ViaService': 's3.eu-central-1.amazonaws.com' } };

  expect(outcomes(landingZone(LIMITED, [on('*', grant(ANYBODY, 'kms:Decrypt', via))]), FACET)).toMatchObject({
    Bucket: 'passed',
    Key: 'failed',
  });
});

test('does not know whom a policy lets in that is not known before deployment', () => {
  const policy = [objects(grant({ AWS: { Ref: 'Reader' } }, 's3:GetObject'))];

  expect(outcomes(landingZone(policy), FACET)).toMatchObject({ Bucket: 'unknown' });
});

test('says nothing of what has no policy, or where there is no other unit', () => {
  expect(outcomes(landingZone(undefined), FACET)).not.toHaveProperty('Bucket');
  const { archive } = landingZone(LIMITED);
  expect(outcomes(archive ? { archive } : {}, FACET)).toEqual({});
});
