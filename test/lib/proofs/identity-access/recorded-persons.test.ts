import { allow, document, grant, PRODUCTION, resource, role, SANDBOX } from '../access/stacks';
import { outcomes, type Stacks, said } from './proved';

const FACET = '8.2/session-recording#immutable-storage';
const BUCKET = `acme-recordings-${PRODUCTION}-eu-central-1`;
const OBJECTS = `arn:aws:s3:::${BUCKET}/*`;
const OURS = { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorg1' } };
const PEOPLE = [grant({ Federated: `arn:aws:iam::${SANDBOX}:saml-provider/people` }, 'sts:AssumeRoleWithSAML')];
const HOSTS = [grant({ Service: 'ec2.amazonaws.com' }, 'sts:AssumeRole')];
const WRITE = { ...grant({ AWS: '*' }, 's3:PutObject', OURS), Resource: OBJECTS };

interface Made {
  readonly policy?: readonly object[];
  readonly people?: readonly object[];
  readonly host?: readonly object[];
  /** Where the people are. */
  readonly account?: string;
}

const landingZone = ({ policy = [WRITE], people = [], host = [], account = SANDBOX }: Made): Stacks => ({
  archive: {
    account: PRODUCTION,
    resources: {
      Bucket: resource('AWS::S3::Bucket', { BucketName: BUCKET }),
      Policy: resource('AWS::S3::BucketPolicy', { Bucket: { Ref: 'Bucket' }, PolicyDocument: document(...policy) }),
      Boundary: resource('AWS::IAM::ManagedPolicy', {
        ManagedPolicyName: 'acme-workload-boundary',
        PolicyDocument: document(allow('*')),
      }),
    },
  },
  operations: {
    account: SANDBOX,
    resources: {
      Host: role('acme-bastion', HOSTS, [allow('s3:PutObject', OBJECTS), ...host]),
      Profile: resource('AWS::IAM::InstanceProfile', { Roles: [{ Ref: 'Host' }] }),
      Reader: role('acme-reader', PEOPLE, [allow('s3:GetObject', OBJECTS)]),
    },
  },
  people: {
    account,
    resources: { Operator: role('acme-operator', PEOPLE, [allow('ssm:StartSession'), ...people]) },
  },
});

const READ = { ...grant({ AWS: '*' }, 's3:GetObject', OURS), Resource: OBJECTS };

test('8.2/session-recording#immutable-storage: hosts that write recordings and people who may be recorded neither read nor delete them', () => {
  expect(outcomes(landingZone({}), FACET)).toEqual({ Host: 'passed', Operator: 'passed' });
  expect(said(landingZone({}), FACET)).toContain('acme-bastion: neither reads nor deletes recordings');
});

test.each<[string, Made, object]>([
  [
    'a host that the bucket lets read',
    { policy: [WRITE, READ], host: [allow('s3:GetObject', OBJECTS)] },
    { Host: 'failed', Operator: 'passed' },
  ],
  [
    'people whom the bucket lets read a part of it',
    {
      policy: [WRITE, { ...READ, Resource: `arn:aws:s3:::${BUCKET}/sessions/2026*` }],
      people: [allow('s3:Get*', `arn:aws:s3:::${BUCKET}/sessions/2026*`)],
    },
    { Host: 'passed', Operator: 'failed' },
  ],
  [
    'people of the archive’s own account who may delete',
    { people: [allow('s3:DeleteObjectVersion', OBJECTS)], account: PRODUCTION },
    { Host: 'passed', Operator: 'failed' },
  ],
  [
    'people who may set the policy of the bucket',
    { people: [allow('s3:PutBucketPolicy')], account: PRODUCTION },
    { Host: 'passed', Operator: 'failed' },
  ],
  [
    'people who may shorten the lock',
    { people: [allow('s3:*')], account: PRODUCTION },
    { Host: 'passed', Operator: 'failed' },
  ],
])('tells %s', (_, made, expected) => {
  expect(outcomes(landingZone(made), FACET)).toEqual(expected);
});

test('a denial by the bucket holds whatever is allowed', () => {
  const denied = { Effect: 'Deny', Principal: { AWS: '*' }, Action: 's3:Delete*', Resource: OBJECTS };
  const made = { policy: [WRITE, denied], people: [allow('s3:DeleteObject', OBJECTS)], account: PRODUCTION };

  expect(outcomes(landingZone(made), FACET)).toEqual({ Host: 'passed', Operator: 'passed' });
});

test('does not know of whom it is not known before deployment whether he may', () => {
  const made = {
    policy: [
      WRITE,
      {
        ...grant({ AWS: '*' }, 's3:GetObject', { StringEquals: { 'aws:PrincipalOrgID': { Ref: 'Org' } } }),
        Resource: OBJECTS,
      },
    ],
    people: [allow('s3:GetObject', OBJECTS)],
  };

  expect(outcomes(landingZone(made), FACET)).toEqual({ Host: 'passed', Operator: 'unknown' });
});

test('says nothing where nothing is recorded', () => {
  const { operations, people } = landingZone({});
  expect(outcomes({ ...(operations && { operations }), ...(people && { people }) }, FACET)).toEqual({});
});
