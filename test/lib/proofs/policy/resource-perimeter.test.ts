import { resourcePerimeter } from '../../../../lib/proofs/policy/resource-perimeter';
import { estateOf } from './guarded';

const ORGANIZATION = { StringEquals: { 'aws:SourceOrgID': 'o-exampleorg1' } };
const OWN = [{ 'Fn::GetAtt': ['Bucket', 'Arn'] }, { 'Fn::Join': ['', [{ 'Fn::GetAtt': ['Bucket', 'Arn'] }, '/*']] }];

const outcomesOf = (resources: object): readonly string[] =>
  resourcePerimeter(estateOf({ Resources: resources })).map(({ outcome }) => outcome);

const bucket = (...statements: object[]) => ({
  Bucket: { Type: 'AWS::S3::Bucket', Properties: {} },
  Policy: {
    Type: 'AWS::S3::BucketPolicy',
    Properties: { Bucket: { Ref: 'Bucket' }, PolicyDocument: { Version: '2012-10-17', Statement: statements } },
  },
});
const allow = (Principal: unknown, Condition?: object, Action = 's3:*') => ({
  Effect: 'Allow',
  Principal,
  Action,
  Resource: OWN,
  ...(Condition && { Condition }),
});
const noStrangers = {
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: OWN,
  Condition: {
    StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-exampleorg1' },
    BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
  },
};
const trust = (Principal: unknown, Condition?: object) => ({
  Role: {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole', ...(Condition && { Condition }) }],
      },
    },
  },
});
const key = (Principal: unknown, Condition?: object) => ({
  Key: {
    Type: 'AWS::KMS::Key',
    Properties: {
      KeyPolicy: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal, Action: 'kms:*', Resource: '*', ...(Condition && { Condition }) }],
      },
    },
  },
});

describe('8.2/no-excess-access#data-perimeter: strangers are not let in by', () => {
  test.each<[string, object]>([
    ['a bucket that lets in nobody', bucket()],
    ['a bucket that is open, and denies strangers', bucket(allow('*'), noStrangers)],
    [
      'a bucket that lets in the organization',
      bucket(allow('*', { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorg1' } })),
    ],
    [
      'a bucket that lets in a service for the organization',
      bucket(allow({ Service: 'delivery.logs.amazonaws.com' }, ORGANIZATION)),
    ],
    ['a key of its own account', key({ AWS: { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root' } })],
    ['a role of a service', trust({ Service: 'ec2.amazonaws.com' })],
    ['a role of its own account', trust({ AWS: { 'Fn::Sub': '${AWS::AccountId}' } })],
  ])('%s', (_, resources) => {
    expect(outcomesOf(resources)).toEqual(['passed']);
  });
});

describe('strangers are found out at', () => {
  test.each<[string, object, string]>([
    ['an open bucket', bucket(allow('*')), 's3:GetObject, s3:PutObject, s3:DeleteObject, s3:ListBucket'],
    ['a bucket that is open to reading', bucket(allow('*', undefined, 's3:Get*')), 's3:GetObject'],
    ['a bucket that is shared with a stranger', bucket(allow({ AWS: '999999999990' })), 's3:GetObject'],
    [
      'a bucket whose denial leaves its objects out',
      bucket(allow('*'), { ...noStrangers, Resource: OWN[0] }),
      's3:GetObject',
    ],
    [
      'a bucket that lets in a service for anybody',
      bucket(allow({ Service: 'delivery.logs.amazonaws.com' })),
      's3:GetObject',
    ],
    ['an open key', key('*'), 'kms:Decrypt'],
    ['a key for a service, for anybody', key({ Service: 'sns.amazonaws.com' }), 'kms:Decrypt'],
    ['a role that anybody may assume', trust({ AWS: '*' }), 'sts:AssumeRole'],
    ['a role for a stranger', trust({ AWS: 'arn:aws:iam::999999999990:root' }), 'sts:AssumeRole'],
  ])('%s', (_, resources, action) => {
    const [evidence, ...more] = resourcePerimeter(estateOf({ Resources: resources }));

    expect(more).toEqual([]);
    expect(evidence).toMatchObject({ outcome: 'failed', facets: ['8.2/no-excess-access#data-perimeter'] });
    expect(evidence?.message.en).toContain(action);
    expect(evidence?.message.zh).toContain('放行了外部主体');
  });
});

test('a policy that deployment decides is unknown', () => {
  const resources = { Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: { Ref: 'Policy' } } } };

  expect(outcomesOf(resources)).toEqual(['unknown']);
});

test('a principal that deployment decides is unknown', () => {
  expect(outcomesOf(key({ AWS: { Ref: 'Partner' } }))).toEqual(['unknown']);
});
