import { missingFrom, NotKept, stillMissing, unreadable } from '../../../lib/evidence/not-kept';

const PROPERTIES = { Data: { Devices: [{ Ebs: { Encrypted: true } }] }, Policy: null, Lock: { Mode: '' } };

describe('what was not kept', () => {
  test.each([
    ['Policy.Statement.0', 'Policy'],
    ['Data.Devices.0.Ebs.KmsKeyId', 'Data.Devices.0.Ebs.KmsKeyId'],
    ['Data.Devices.1.Ebs', 'Data.Devices.1'],
    ['Data.Devices.0.Ebs.Encrypted', undefined],
    ['Lock.Mode', undefined],
  ])('%s is missing from %s on', (path, from) => {
    expect(missingFrom(PROPERTIES, path)).toBe(from);
  });

  test('is missing still while all around it stands and nothing has come there', () => {
    const paths = ['Policy', 'Data.Devices.0.Ebs.KmsKeyId', 'Data.Devices.1.Ebs', 'Lock.Mode'];

    expect(stillMissing(PROPERTIES, paths)).toEqual(['Policy', 'Data.Devices.0.Ebs.KmsKeyId']);
  });

  test('cannot be read, and all else can', () => {
    const live = unreadable(PROPERTIES, ['Policy', 'Data.Devices.0.Ebs.KmsKeyId']);
    const read = (path: string): unknown =>
      path.split('.').reduce<unknown>((at, key) => (at as Readonly<Record<string, unknown>>)[key], live);

    expect(() => read('Policy')).toThrow(NotKept);
    expect(() => read('Data.Devices.0.Ebs.KmsKeyId')).toThrow(
      expect.objectContaining({ because: expect.objectContaining({ zh: expect.stringContaining('模拟器不保存') }) }),
    );
    expect(read('Data.Devices.0.Ebs.Encrypted')).toBe(true);
    expect(read('Lock')).toEqual(PROPERTIES.Lock);
  });

  test('leaves the properties that were given as they are', () => {
    unreadable(PROPERTIES, ['Data.Devices.0.Ebs.KmsKeyId']);

    expect(PROPERTIES.Data.Devices).toEqual([{ Ebs: { Encrypted: true } }]);
  });
});
