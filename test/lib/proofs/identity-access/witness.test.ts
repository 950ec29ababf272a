import { takesIn } from '../../../../constructs/nag/wildcards';
import { witness } from '../../../../lib/proofs/identity-access/witness';

const BEGINNING = 'arn:aws:s3:::acme-trail-1/';

test.each([
  '*',
  'arn:aws:s3:::*',
  'arn:aws:s3:::acme-*',
  'arn:aws:s3:::acme-*-1/AWSLogs/*/CloudTrail/????/*',
  'arn:aws:s3:::acme-trail-1/one.json',
  'arn:aws:s3:::acme*.gz',
  'arn:aws:s3:::acme-trai?-1/*',
])('finds what %s names there', (pattern) => {
  const found = witness(pattern, BEGINNING) ?? '';

  expect(found.startsWith(BEGINNING)).toBe(true);
  expect(takesIn(pattern, found)).toBe(true);
});

test.each(['', 'arn:aws:s3:::acme-trail-2/*', 'arn:aws:s3:::acme-trail-1', 'arn:aws:s3:::acme-trail-1/', 'orders'])(
  'finds nothing there that %s names',
  (pattern) => {
    expect(witness(pattern, BEGINNING)).toBeUndefined();
  },
);
