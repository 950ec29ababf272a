import { type ExceptionEntry, ExceptionRegister, isBadException } from '../../../lib/evidence/exceptions';
import type { Subject } from '../../../lib/evidence/subject';

const SUBJECT: Subject = {
  cloud: 'aws',
  partition: 'aws',
  account: '111111111111',
  region: 'eu-central-1',
  stack: 'Archive',
  logicalId: 'Bucket12345678',
  type: 'AWS::S3::Bucket',
  path: 'Archive/Logs/Bucket',
  source: null,
};

const entry = (more: Partial<ExceptionEntry> = {}): ExceptionEntry => ({
  id: 'e-1',
  check: 's3-object-lock',
  resource: 'Archive/Logs/Bucket',
  reason: 'The lock follows',
  owner: 'owner@example.com',
  expires: '2027-01-31',
  ...more,
});

const registerOf = (...entries: readonly ExceptionEntry[]): ExceptionRegister =>
  new ExceptionRegister(entries, '2026-11-23');

describe('ExceptionRegister', () => {
  test.each([
    ['its construct path', 'Archive/Logs/Bucket'],
    ['stack and logical id', 'Archive/Bucket12345678'],
  ])('covers a resource by %s', (_, resource) => {
    expect(registerOf(entry({ resource })).covering('s3-object-lock', SUBJECT)).toBe('e-1');
  });

  test.each(['Archive/Logs', 'Archive/Logs/Bucket/Policy', 'Bucket12345678', 'archive/logs/bucket', 'Archive/*', ''])(
    'does not take %j for it',
    (resource) => {
      expect(registerOf(entry({ resource })).covering('s3-object-lock', SUBJECT)).toBeUndefined();
    },
  );

  test('covers the findings of its own rule alone', () => {
    expect(registerOf(entry()).covering('s3-versioning', SUBJECT)).toBeUndefined();
  });

  test('an expired one covers nothing, and is called expired though something would need it', () => {
    const register = registerOf(entry({ expires: '2026-11-22' }));

    expect(register.covering('s3-object-lock', SUBJECT)).toBeUndefined();
    expect(register.states()).toMatchObject([{ state: 'expired' }]);
  });

  test('a later one takes the place of an expired one', () => {
    const register = registerOf(entry({ expires: '2026-11-22' }), entry({ id: 'e-2' }));

    expect(register.covering('s3-object-lock', SUBJECT)).toBe('e-2');
    expect(register.states().map(({ state }) => state)).toEqual(['expired', 'active']);
  });

  test.each([
    ['2027-01-31', 'active'],
    ['2026-12-23', 'expiring'],
    ['2026-12-24', 'active'],
    ['2026-11-23', 'expiring'],
  ])('one that ends on %s is %s', (expires, state) => {
    const register = registerOf(entry({ expires }));
    register.covering('s3-object-lock', SUBJECT);

    expect(register.states()).toEqual([{ ...entry({ expires }), state }]);
  });

  test('one that nothing asked for is unused', () => {
    expect(registerOf(entry()).states()).toMatchObject([{ state: 'unused' }]);
  });

  test('bad are those that excuse nothing, or no longer', () => {
    expect((['active', 'expiring', 'expired', 'unused'] as const).filter(isBadException)).toEqual([
      'expired',
      'unused',
    ]);
  });
});
