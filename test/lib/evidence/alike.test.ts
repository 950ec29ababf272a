import { Template } from '../../../constructs/nag/template';
import { apart, type Deployment, firstDifference, isAlike, shown } from '../../../lib/evidence/alike';

const IDS: Readonly<Record<string, string>> = {
  Role: 'acme-role',
  Topic: 'arn:aws:sns:eu-central-1:111111111111:acme-alerts',
  Queue: 'https://sqs.eu-central-1.amazonaws.com/111111111111/acme-failed',
  Group: '/acme/trail',
  Key: '1234-5678',
};

const KEYS: Readonly<Record<string, string>> = { '111111111111 eu-central-1 alias/acme/logs': '1234-5678' };

const HERE = 'arn:aws:kms:eu-central-1:111111111111:';
const THERE = 'arn:aws:kms:eu-west-1:111111111111:';

const AT: Deployment = {
  template: Template.cloudFormation({
    Resources: { Unread: { Type: 'AWS::SNS::Topic' }, Own: { Type: 'Custom::Thing' } },
  }),
  environment: { partition: 'aws', account: '111111111111', region: 'eu-central-1' },
  physicalId: (logicalId) => IDS[logicalId],
  keyBehind: ({ account, region, name }) => KEYS[`${account} ${region} ${name}`],
};

const arn = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });

describe('alike', () => {
  test.each([
    ['a truth value and its text', true, 'true'],
    ['a number and its text', 30, '30'],
    ['one element and a list of it', 's3:Get*', ['s3:Get*']],
    ['lists in another order', ['a', 'b'], ['b', 'a']],
    ['nothing and what is empty', undefined, { Variables: {}, Layers: [] }],
    ['nothing and what is off', undefined, false],
    ['an account and its root', '111111111111', 'arn:aws:iam::111111111111:root'],
    ['a name, by reference', { Ref: 'Role' }, 'acme-role'],
    ['an ARN by reference, and where its own', { Ref: 'Topic' }, 'arn:aws:sns:eu-central-1:111111111111:acme-alerts'],
    ['an ARN by its name', arn('Role'), 'arn:aws:iam::111111111111:role/acme-role'],
    ['an ARN with a path', arn('Role'), 'arn:aws:iam::111111111111:role/path/acme-role'],
    ['an ARN by an address', arn('Queue'), 'arn:aws:sqs:eu-central-1:111111111111:acme-failed'],
    ['an ARN with what follows', arn('Group'), 'arn:aws:logs:eu-central-1:111111111111:log-group:/acme/trail:*'],
    [
      'an ARN where the template refers to the id',
      { Ref: 'Key' },
      'arn:aws:kms:eu-central-1:111111111111:key/1234-5678',
    ],
    [
      'a pseudo parameter',
      { 'Fn::Sub': 'arn:${AWS::Partition}:s3:::x-${AWS::AccountId}' },
      'arn:aws:s3:::x-111111111111',
    ],
    ['what was not looked at', { 'Fn::Join': ['', ['a-', { Ref: 'Unknown' }]] }, 'a-anything'],
    ['what was not looked at, of the same place', { Ref: 'Unread' }, 'arn:aws:sns:eu-central-1:111111111111:x'],
    ['what code of its own gives back', arn('Own'), 'arn:aws:sns:us-east-1:999999999999:x'],
    ['a key by its alias', `${HERE}alias/acme/logs`, `${HERE}alias/acme/logs`],
    ['a key that was given by its alias', `${HERE}alias/acme/logs`, `${HERE}key/1234-5678`],
    ['the same, computed', { 'Fn::Join': ['', [THERE, 'alias/acme/logs']] }, `${THERE}key/9-9`],
    ['what a condition decides', { 'Fn::If': ['C', 1, 2] }, { a: 1 }],
    ['what is read from elsewhere', '{{resolve:ssm:x}}', 'y'],
  ])('%s', (_, planned, live) => {
    expect(isAlike(planned, live, AT)).toBe(true);
  });

  test.each([
    ['another number', 1, 99],
    ['off where it should be on', true, false],
    ['an element more', ['a'], ['a', 'b']],
    ['an element less', ['a', 'b'], ['a']],
    ['the same element twice', ['a'], ['a', 'a']],
    ['a key more', { Effect: 'Deny' }, { Effect: 'Deny', Condition: { Bool: { x: 'true' } } }],
    ['a key less', { Effect: 'Deny', Condition: { Bool: { x: 'true' } } }, { Effect: 'Deny' }],
    ['something where nothing should be', undefined, 'x'],
    ['nothing where something should be', { Ref: 'Role' }, undefined],
    ['another account of the same name', { Ref: 'Topic' }, 'arn:aws:sns:eu-central-1:999999999999:acme-alerts'],
    ['another account by ARN', arn('Role'), 'arn:aws:iam::999999999999:role/acme-role'],
    ['another region by ARN', arn('Queue'), 'arn:aws:sqs:us-east-1:111111111111:acme-failed'],
    ['another account of what was not looked at', { Ref: 'Unread' }, 'arn:aws:sns:eu-central-1:999999999999:x'],
    ['another region of what was not looked at', { Ref: 'Unread' }, 'arn:aws:sns:us-east-1:111111111111:x'],
    ['another account of what is imported', { 'Fn::ImportValue': 'x' }, 'arn:aws:sns:eu-central-1:999999999999:x'],
    ['another key than that of the alias', `${HERE}alias/acme/logs`, `${HERE}key/9-9`],
    ['a key of another account', `${THERE}alias/acme/logs`, 'arn:aws:kms:eu-west-1:999999999999:key/9-9'],
    ['a key of another region', `${THERE}alias/acme/logs`, `${HERE}key/9-9`],
    ['a name that ends alike', { Ref: 'Role' }, 'not-acme-role'],
    ['everyone instead of the account', '111111111111', '*'],
    ['an object instead of a text', 'x', { x: 1 }],
  ])('not %s', (_, planned, live) => {
    expect(isAlike(planned, live, AT)).toBe(false);
  });

  test.each([
    ['a value', 1, 2, { path: '', planned: 1, live: 2 }],
    ['a key', { A: { B: 1 }, C: 1 }, { A: { B: 2 }, C: 1 }, { path: 'A.B', planned: 1, live: 2 }],
    ['an element', [{ B: 1 }, { B: 2 }], [{ B: 3 }, { B: 1 }], { path: '1.B', planned: 2, live: 3 }],
    ['a longer list', { A: [1] }, { A: [1, 2] }, { path: 'A', planned: [1], live: [1, 2] }],
    ['what is not there', { A: 1 }, {}, { path: 'A', planned: 1, live: undefined }],
    ['another reference', { A: { Ref: 'Role' } }, { A: 'x' }, { path: 'A', planned: { Ref: 'Role' }, live: 'x' }],
  ])('%s that differs first is told by its path', (_, planned, live, told) => {
    expect(firstDifference(planned, live, AT)).toEqual(told);
  });

  test.each([
    ['a text as it is', 'x', 'x'],
    ['nothing as nothing', [], undefined],
    ['a reference by the id that it came to', { Ref: 'Role' }, 'acme-role'],
    ['what is not known as the template refers to it', arn('Unread'), '${Unread.Arn}'],
    ['what is below by the same', { A: [arn('Role'), 1] }, '{"A":["acme-role",1]}'],
    ['what is long by its beginning', 'x'.repeat(500), `${'x'.repeat(160)}…`],
  ])('%s is shown', (_, value, told) => {
    expect(shown(value, AT)).toBe(told);
  });

  test('what is apart is told by place', () => {
    expect(apart(['a', 'b', 'c'], ['c', 'x', 'a'], AT)).toEqual({ missing: [1], extra: [1] });
  });
});
