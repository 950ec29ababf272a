import { parseArn } from '../../../constructs/nag/arns';
import { bindsCaller, bindsSource, coversAction } from '../../../constructs/nag/callers';
import { statementsOf } from '../../../constructs/nag/policy';
import { regionOf } from '../../../constructs/nag/regions';
import { tagOf } from '../../../constructs/nag/tags';
import { Estate, Resource, Template, Unresolved } from '../../../constructs/nag/template';
import { takesIn } from '../../../constructs/nag/wildcards';

const resourceWith = (properties: object) => new Resource('R', 'AWS::S3::Bucket', { ...properties });

describe('Resource', () => {
  test.each([
    [true, true],
    ['true', true],
    ['True', true],
    [false, false],
    ['false', false],
    [undefined, undefined],
  ])('reads the flag %p as %p', (value, flag) => {
    expect(resourceWith({ Flag: value }).flag('Flag')).toBe(flag);
  });

  test.each([
    [30, 30],
    ['30', 30],
    [undefined, undefined],
  ])('reads the number %p as %p', (value, number) => {
    expect(resourceWith({ Number: value }).number('Number')).toBe(number);
  });

  test.each([{ Ref: 'Parameter' }, '{{resolve:ssm:/main/value}}'])(
    'throws on %p, which deployment alone decides',
    (value) => {
      expect(() => resourceWith({ Value: value }).flag('Value')).toThrow(Unresolved);
      expect(() => resourceWith({ Value: value }).number('Value')).toThrow(Unresolved);
    },
  );

  test('follows a reference within Fn::Sub, but no text made of several', () => {
    const template = Template.cloudFormation({
      Resources: {
        Key: { Type: 'AWS::KMS::Key' },
        User: {
          Type: 'AWS::S3::Bucket',
          Properties: { Key: { 'Fn::Sub': '${Key.Arn}' }, Text: { 'Fn::Sub': '${Key.Arn}/more' } },
        },
      },
    });

    expect(template.find('User')?.referent('Key')?.id).toBe('Key');
    expect(template.find('User')?.referent('Text')).toBeUndefined();
  });
});

describe('Estate', () => {
  test('finds resources by type in all of its templates', () => {
    const estate = new Estate();
    for (const id of ['One', 'Two']) {
      Template.cloudFormation({ Resources: { [id]: { Type: 'AWS::KMS::Key' } } }, { estate, name: id });
    }

    expect(estate.ofType('AWS::KMS::Key').map(({ id }) => id)).toEqual(['One', 'Two']);
    expect(estate.ofType('AWS::S3::Bucket')).toEqual([]);
  });
});

describe('tagOf', () => {
  test.each([
    ['a list', [{ Key: 'isms:zone', Value: 'data' }]],
    ['a map', { 'isms:zone': 'data' }],
  ])('reads a tag from %s', (_, tags) => {
    expect(tagOf(resourceWith({ Tags: tags }), 'isms:zone')).toBe('data');
    expect(tagOf(resourceWith({ Tags: tags }), 'isms:owner')).toBeUndefined();
  });

  test.each([
    ['the tags', { 'Fn::If': ['A', [], []] }],
    ['a tag', [{ 'Fn::If': ['A', {}, {}] }]],
    ['its value', [{ Key: 'isms:zone', Value: { Ref: 'Zone' } }]],
  ])('throws where deployment alone decides %s', (_, tags) => {
    expect(() => tagOf(resourceWith({ Tags: tags }), 'isms:zone')).toThrow(Unresolved);
  });
});

describe('parseArn', () => {
  test('takes an ARN apart, and leaves a pseudo parameter in one piece', () => {
    expect(parseArn('arn:${AWS::Partition}:backup:cn-north-1:${AWS::AccountId}:backup-vault:main')).toEqual({
      partition: '${AWS::Partition}',
      service: 'backup',
      region: 'cn-north-1',
      account: '${AWS::AccountId}',
      resource: 'backup-vault:main',
    });
  });

  test('is undefined for any other text', () => {
    expect(parseArn('main-trail')).toBeUndefined();
  });
});

describe('takesIn', () => {
  test.each([
    ['s3:*', 's3:GetObject', true],
    ['s3:Get?bject', 's3:GetObject', true],
    ['s3:Get', 's3:GetObject', false],
    ['arn:aws:s3:::a.b', 'arn:aws:s3:::a-b', false],
    ['S3:getobject', 's3:GetObject', false],
  ])('%s takes in %s: %p', (pattern, text, expected) => {
    expect(takesIn(pattern, text)).toBe(expected);
  });

  test('ignores case where asked to', () => {
    expect(takesIn('S3:getobject', 's3:GetObject', 'i')).toBe(true);
  });
});

describe('a statement of a policy', () => {
  const statementWith = (parts: object) => {
    const [statement] = statementsOf(
      resourceWith({ Policy: { Statement: [{ Effect: 'Allow', ...parts }] } }),
      'Policy',
    );
    if (!statement) throw new Error('no statement');
    return statement;
  };
  const on = (condition: object) => statementWith({ Condition: condition });

  test.each([
    ['StringEquals', true],
    ['StringLike', true],
    ['ForAnyValue:StringEquals', true],
    ['StringEqualsIfExists', false],
    ['ForAllValues:StringEquals', false],
    ['StringNotEquals', false],
    ['Null', false],
  ])('binds the source with %s: %p', (operator, expected) => {
    expect(bindsSource(on({ [operator]: { 'AWS:SourceAccount': '111111111111' } }))).toBe(expected);
  });

  test('binds nothing with a value among others that everyone meets', () => {
    expect(bindsSource(on({ StringLike: { 'aws:SourceAccount': ['111111111111', '*'] } }))).toBe(false);
  });

  test('tells keys of the caller, by which it may let everyone in, from keys of the source', () => {
    expect(bindsCaller(on({ StringEquals: { 'aws:PrincipalOrgID': 'o-example1234' } }))).toBe(true);
    expect(bindsCaller(on({ StringEquals: { 'aws:SourceOrgID': 'o-example1234' } }))).toBe(false);
    expect(bindsSource(on({ StringEquals: { 'aws:SourceOrgID': 'o-example1234' } }))).toBe(true);
    expect(bindsSource(on({ StringEquals: { 'aws:PrincipalOrgID': 'o-example1234' } }))).toBe(false);
  });

  test('covers what NotAction leaves', () => {
    expect(coversAction(statementWith({ NotAction: 'kms:Decrypt' }), 'kms:Encrypt')).toBe(true);
    expect(coversAction(statementWith({ NotAction: 'kms:*' }), 'kms:Encrypt')).toBe(false);
    expect(coversAction(statementWith({}), 'kms:Encrypt')).toBe(false);
  });
});

describe('regionOf', () => {
  test.each([
    ['cn-north-1', 'cn-north-1'],
    ['us-gov-west-1', 'us-gov-west-1'],
    ['each', undefined],
    [undefined, undefined],
  ])('reads %s as %s', (region, expected) => {
    expect(regionOf(Template.cloudFormation({}, { environment: { region } }))).toBe(expected);
  });
});
