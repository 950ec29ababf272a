import { type Verdict, verdictOf } from '../../../../../constructs/nag/rule';
import { dataRetained } from '../../../../../constructs/nag/rules/storage/data-retained';
import { Resource } from '../../../../../constructs/nag/template';

const verdictOn = (attributes: object, type = 'AWS::S3::Bucket'): Verdict =>
  verdictOf(dataRetained, new Resource('Data', type, {}, undefined, { ...attributes }));

const kept = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };

describe('data-retained', () => {
  test.each([
    ['both policies', kept],
    ['snapshots', { DeletionPolicy: 'Snapshot', UpdateReplacePolicy: 'Snapshot' }],
    ['a failed creation let go', { ...kept, DeletionPolicy: 'RetainExceptOnCreate' }],
  ])('is compliant with %s', (_, attributes) => {
    expect(verdictOn(attributes)).toEqual({ outcome: 'compliant' });
  });

  test.each(dataRetained.types)('judges %s', (type) => {
    expect(verdictOn({}, type).outcome).toBe('non-compliant');
  });

  test.each([
    ['nothing said', {}, ['DeletionPolicy', 'UpdateReplacePolicy']],
    ['deletion with the stack', { ...kept, DeletionPolicy: 'Delete' }, ['DeletionPolicy']],
    ['deletion on replacement', { ...kept, UpdateReplacePolicy: 'Delete' }, ['UpdateReplacePolicy']],
    ['replacement not considered', { DeletionPolicy: 'Retain' }, ['UpdateReplacePolicy']],
    [
      'a policy that replacement does not know',
      { ...kept, UpdateReplacePolicy: 'RetainExceptOnCreate' },
      ['UpdateReplacePolicy'],
    ],
  ])('is non-compliant with %s', (_, attributes, properties) => {
    expect(verdictOn(attributes)).toMatchObject({
      outcome: 'non-compliant',
      findings: properties.map((property) => ({ property })),
    });
  });

  test('does not guess at a policy that a parameter decides', () => {
    expect(verdictOn({ ...kept, DeletionPolicy: { Ref: 'Policy' } }).outcome).toBe('unknown');
  });
});
