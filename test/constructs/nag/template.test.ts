import {
  compliant,
  nonCompliant,
  notApplicable,
  unknown,
  verdictFromEach,
  verdictOfEach,
} from '../../../constructs/nag/rule';
import { Estate, Resource, Template, Unresolved } from '../../../constructs/nag/template';

const key = { Type: 'AWS::KMS::Key', Properties: { EnableKeyRotation: true } };

describe('Resource', () => {
  test('reads literals along a dotted path, through lists by index', () => {
    const resource = new Resource('B', 'AWS::S3::Bucket', { Tags: [{ Key: 'a', Value: 'b' }] });

    expect(resource.literal('Tags.0.Value')).toBe('b');
    expect(resource.literal('Tags.1.Value')).toBeUndefined();
  });

  test('reads a Terraform block of one element without an index', () => {
    const resource = new Resource('x.y', 'azurerm_key_vault', { network_acls: [{ default_action: 'Deny' }] });

    expect(resource.literal('network_acls.default_action')).toBe('Deny');
  });

  test.each([
    ['a parameter', { Ref: 'Size' }],
    ['an attribute', { 'Fn::GetAtt': ['Other', 'Arn'] }],
    ['a condition', { 'Fn::If': ['A', true, false] }],
    ['an interpolation', '${var.size}'],
  ])('throws on %s, which deployment alone decides', (_, value) => {
    expect(() => new Resource('B', 'AWS::S3::Bucket', { Size: value }).literal('Size')).toThrow(Unresolved);
  });

  test('does not take what stands behind a condition for missing', () => {
    const resource = new Resource('B', 'AWS::S3::Bucket', { Options: { 'Fn::If': ['A', { Size: 1 }, { Size: 2 }] } });

    expect(resource.has('Options.Size')).toBe(true);
    expect(() => resource.literal('Options.Size')).toThrow(Unresolved);
    expect(() => resource.list('Options.Sizes')).toThrow(Unresolved);
  });

  test('fills in the pseudo parameters of a known environment', () => {
    const template = Template.cloudFormation(
      {
        Resources: {
          P: { Type: 'T::T::T', Properties: { Arn: { 'Fn::Sub': 'arn:${AWS::Partition}:s3:::b-${AWS::Region}' } } },
        },
      },
      { environment: { partition: 'aws-cn', region: 'cn-north-1' } },
    );

    expect(template.find('P')?.literal('Arn')).toBe('arn:aws-cn:s3:::b-cn-north-1');
  });

  test('follows references within a stack and across stacks', () => {
    const estate = new Estate();
    Template.cloudFormation(
      {
        Resources: { Key: key },
        Outputs: { Out: { Value: { 'Fn::GetAtt': ['Key', 'Arn'] }, Export: { Name: 'keys:Arn' } } },
      },
      { estate, name: 'keys' },
    );
    const user = Template.cloudFormation(
      { Resources: { Bucket: { Type: 'AWS::S3::Bucket', Properties: { K: { 'Fn::ImportValue': 'keys:Arn' } } } } },
      { estate, name: 'user' },
    );

    expect(user.find('Bucket')?.referent('K')?.type).toBe('AWS::KMS::Key');
  });

  test('finds those that refer to it, by reference and by literal name in another stack', () => {
    const estate = new Estate();
    const template = Template.cloudFormation(
      {
        Resources: {
          Named: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'archive' } },
          Near: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Other' } } },
          Other: { Type: 'AWS::S3::Bucket', Properties: {} },
        },
      },
      { estate },
    );
    Template.cloudFormation(
      { Resources: { Far: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: 'archive' } } } },
      { estate, name: 'far' },
    );

    const policiesOf = (id: string) =>
      template
        .find(id)
        ?.referrers('AWS::S3::BucketPolicy', 'Bucket', 'BucketName')
        .map((policy) => policy.id);
    expect(policiesOf('Other')).toEqual(['Near']);
    expect(policiesOf('Named')).toEqual(['Far']);
  });
});

describe('Resource, where CloudFormation leaves a choice', () => {
  const resourceWith = (properties: object) => new Resource('R', 'AWS::S3::Bucket', { ...properties });

  test.each([
    ['a list', { List: ['a', { Ref: 'B' }] }, ['List.0', 'List.1']],
    ['a single text', { List: 'a' }, ['List']],
    ['a single object', { List: { Key: 'a' } }, ['List']],
    ['nothing', {}, []],
  ])('gives the paths of %s', (_, properties, paths) => {
    expect(resourceWith(properties).places('List')).toEqual(paths);
  });

  test('gives no paths of a list that deployment decides', () => {
    expect(() => resourceWith({ List: { Ref: 'List' } }).places('List')).toThrow(Unresolved);
  });

  test.each([
    ['a literal', { Value: false }, true],
    ['a reference', { Value: { Ref: 'Other' } }, true],
    ['nothing', {}, false],
  ])('takes %s for set or not', (_, properties, set) => {
    expect(resourceWith(properties).isSet('Value')).toBe(set);
  });

  test('does not take for set what a condition decides, itself or further up', () => {
    const chosen = { 'Fn::If': ['Sometimes', { Inner: 1 }, { Ref: 'AWS::NoValue' }] };

    expect(() => resourceWith({ Value: chosen }).isSet('Value')).toThrow(Unresolved);
    expect(() => resourceWith({ Value: chosen }).isSet('Value.Inner')).toThrow(Unresolved);
  });

  test('finds companions in other stacks, and counts none that exists under a condition only', () => {
    const estate = new Estate();
    const key = Template.cloudFormation({ Resources: { Key: { Type: 'AWS::KMS::Key' } } }, { estate }).find('Key');
    const aliasWith = (attributes: object) =>
      Template.cloudFormation({ Resources: { Alias: { Type: 'AWS::KMS::Alias', ...attributes } } }, { estate });
    aliasWith({ Condition: 'Perhaps' });

    expect(() => key?.companions('AWS::KMS::Alias', () => true)).toThrow(Unresolved);
    expect(key?.companions('AWS::KMS::Alias', () => false)).toEqual([]);

    aliasWith({});
    expect(key?.companions('AWS::KMS::Alias', () => true)).toHaveLength(2);
  });
});

describe('verdictOfEach', () => {
  const wrong = nonCompliant({ property: 'P', message: { en: 'is wrong', zh: '有误' } });
  const open = unknown({ en: 'nobody knows', zh: '未知' });
  const unresolved = () => {
    throw new Unresolved('Q');
  };

  test.each([
    ['no part', [], compliant],
    [
      'parts that are compliant or not concerned',
      [() => compliant, () => notApplicable(new Unresolved('Q').because)],
      compliant,
    ],
    ['findings beside what is unknown', [unresolved, () => open, () => wrong], wrong],
    ['a part that is unknown', [() => compliant, () => open], open],
    ['a part that deployment decides', [unresolved, () => compliant], unknown(new Unresolved('Q').because)],
  ])('judges %s', (_, parts, verdict) => {
    expect(verdictOfEach(parts, (part) => part())).toEqual(verdict);
  });

  test('does not hide errors', () => {
    const broken = () => {
      throw new TypeError('broken');
    };

    expect(() => verdictOfEach([broken], (part) => part())).toThrow(TypeError);
  });
});

describe('verdictFromEach', () => {
  const finding = { property: 'P', message: { en: 'is wrong', zh: '有误' } };
  const unresolved = () => {
    throw new Unresolved('Q');
  };

  test.each([
    ['no part', [], compliant],
    ['parts without findings', [() => []], compliant],
    ['a finding beside an unknown part', [unresolved, () => [finding]], nonCompliant(finding)],
    ['an unknown part', [() => [], unresolved], { outcome: 'unknown', because: new Unresolved('Q').because }],
  ])('judges %s', (_, parts, verdict) => {
    expect(verdictFromEach(parts, (part) => part())).toEqual(verdict);
  });

  test('does not hide errors', () => {
    const broken = () => {
      throw new TypeError('broken');
    };

    expect(() => verdictFromEach([broken], (part) => part())).toThrow(TypeError);
  });

  test('does not count on a resource that exists under a condition only', () => {
    const flowLog = (condition?: string) => ({
      Type: 'AWS::EC2::FlowLog',
      ...(condition && { Condition: condition }),
      Properties: { ResourceId: { Ref: 'Vpc' } },
    });
    const vpcWith = (resources: Record<string, unknown>) =>
      Template.cloudFormation({ Resources: { Vpc: { Type: 'AWS::EC2::VPC', Properties: {} }, ...resources } }).find(
        'Vpc',
      );

    expect(() => vpcWith({ Log: flowLog('Perhaps') })?.referrers('AWS::EC2::FlowLog', 'ResourceId')).toThrow(
      Unresolved,
    );
    expect(
      vpcWith({ Log: flowLog('Perhaps'), Sure: flowLog() })?.referrers('AWS::EC2::FlowLog', 'ResourceId'),
    ).toHaveLength(2);
  });
});
