import { membersAtResources } from '../../../../lib/proofs/policy/members-at-resources';
import { EXAMPLES, example } from '../../../support/landing-zone';
import { estateOf } from './guarded';

const MEMBERS = { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorg1' } };
const UNIT = { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-exampleorg1/*' } };

const topic = (...statements: object[]) => ({
  Topic: { Type: 'AWS::SNS::Topic', Properties: {} },
  Policy: {
    Type: 'AWS::SNS::TopicPolicy',
    Properties: { Topics: [{ Ref: 'Topic' }], PolicyDocument: { Version: '2012-10-17', Statement: statements } },
  },
});
const bucket = (...statements: object[]) => ({
  Bucket: { Type: 'AWS::S3::Bucket', Properties: {} },
  Policy: {
    Type: 'AWS::S3::BucketPolicy',
    Properties: { Bucket: { Ref: 'Bucket' }, PolicyDocument: { Version: '2012-10-17', Statement: statements } },
  },
});
const allow = (Action: string, Resource: unknown, Condition?: object, Principal: unknown = '*') => ({
  Effect: 'Allow',
  Principal,
  Action,
  Resource,
  ...(Condition && { Condition }),
});
const OBJECTS = { 'Fn::Sub': '${Bucket.Arn}/*' };

const told = (resources: object) =>
  membersAtResources(estateOf({ Resources: resources })).map(({ outcome, message }) => `${outcome}: ${message.en}`);

describe('8.2/no-excess-access#tenant-isolation: everybody of the organization is found out at', () => {
  test.each<[string, object, string]>([
    ['a topic', topic(allow('sns:*', { Ref: 'Topic' }, MEMBERS)), 'sns:Publish, sns:Subscribe'],
    ['a topic, by its path', topic(allow('sns:Subscribe', { Ref: 'Topic' }, UNIT)), 'sns:Subscribe'],
    ['a bucket', bucket(allow('s3:GetObject', OBJECTS, MEMBERS)), 's3:GetObject'],
  ])('%s', (_, resources, actions) => {
    expect(told(resources)).toEqual([
      `failed: the policy of this resource lets everybody of the organization in: ${actions}`,
    ]);
  });

  test.each<[string, object]>([
    [
      'roles of a name',
      topic(
        allow(
          'sns:Publish',
          { Ref: 'Topic' },
          { ...MEMBERS, ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/acme-x' } },
        ),
      ),
    ],
  ])('but not where a policy lets in %s', (_, resources) => {
    expect(told(resources)).toEqual([
      'passed: to be of the organization is not enough for the policy of this resource',
    ]);
  });

  test('and a policy that names whom it lets in, or no organization, is not asked', () => {
    const role = { AWS: 'arn:aws:iam::222222222222:role/x' };

    expect(told(topic(allow('sns:Publish', { Ref: 'Topic' }, MEMBERS, role)))).toEqual([]);
    expect(
      told(topic(allow('sns:Publish', { Ref: 'Topic' }, undefined, { Service: 'cloudwatch.amazonaws.com' }))),
    ).toEqual([]);
  });
});

test.each(EXAMPLES)('in %s membership alone lets nobody in', (name) => {
  const evidence = membersAtResources(example(name).estate());

  expect(evidence.filter(({ outcome }) => outcome !== 'passed').map(({ message }) => message.en)).toEqual([]);
});
