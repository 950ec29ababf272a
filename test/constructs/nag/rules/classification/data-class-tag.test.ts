import { verdictOf } from '../../../../../constructs/nag/rule';
import { dataClassTag } from '../../../../../constructs/nag/rules/classification/data-class-tag';
import { Resource } from '../../../../../constructs/nag/template';
import { describeRule } from '../../../../support/rule-cases';

const tagged = (value: unknown = 'important') => [{ Key: 'isms:data-class', Value: value }];

describeRule(dataClassTag, {
  type: 'AWS::S3::Bucket',
  compliant: {
    'its class': { Tags: tagged() },
    'its class among other tags': { Tags: [{ Key: 'isms:owner', Value: 'a@example.cn' }, ...tagged()] },
  },
  nonCompliant: {
    'no tags': [{}, 'Tags'],
    'other tags': [{ Tags: [{ Key: 'data-class', Value: 'important' }] }, 'Tags'],
    'an empty class': [{ Tags: tagged('') }, 'Tags'],
  },
  unknown: {
    'a class that a parameter decides': { Tags: tagged({ Ref: 'Class' }) },
    'tags that a condition decides': { Tags: { 'Fn::If': ['A', [], []] } },
    'a tag that a condition decides': { Tags: [{ 'Fn::If': ['A', tagged()[0], { Ref: 'AWS::NoValue' }] }] },
  },
});

describe('data-class-tag', () => {
  test.each([
    ['AWS::Backup::BackupVault', { BackupVaultTags: { 'isms:data-class': 'core' } }],
    ['AWS::EFS::FileSystem', { FileSystemTags: tagged() }],
    ['AWS::DynamoDB::GlobalTable', { Replicas: [{ Tags: tagged() }, { Tags: tagged() }] }],
    ...dataClassTag.types
      .filter((type) => !/BackupVault|EFS|GlobalTable/.test(type))
      .map((type): [string, object] => [type, { Tags: tagged() }]),
  ])('finds the tags of %s', (type, properties) => {
    expect(verdictOf(dataClassTag, new Resource('Data', type, { ...properties }))).toEqual({ outcome: 'compliant' });
  });

  test('demands a class of every replica of a global table', () => {
    const table = new Resource('Table', 'AWS::DynamoDB::GlobalTable', { Replicas: [{ Tags: tagged() }, {}] });

    expect(verdictOf(dataClassTag, table)).toMatchObject({ findings: [{ property: 'Replicas.1.Tags' }] });
  });
});
