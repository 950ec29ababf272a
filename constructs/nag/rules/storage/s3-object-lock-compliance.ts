import { finding } from '../../findings';
import { compliant, nonCompliant, notApplicable, type Rule } from '../../rule';

const MODE = 'ObjectLockConfiguration.Rule.DefaultRetention.Mode';

/**
 * The lock of a bucket is in compliance mode: nobody, the account's owner included, can shorten or lift it.
 *
 * In governance mode whoever holds `s3:BypassGovernanceRetention` can. A rule of its own, so that a trial which must be
 * taken down again can be excepted from the mode without being excepted from the lock.
 */
export const s3ObjectLockCompliance: Rule = {
  id: 's3-object-lock-compliance',
  demand: {
    en: 'The default lock of a bucket is in compliance mode.',
    zh: '存储桶的默认锁定采用合规模式。',
  },
  types: ['AWS::S3::Bucket'],
  reference: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html#object-lock-retention-modes',
  judge(bucket) {
    const mode = bucket.literal(MODE);
    if (mode === undefined) return NOT_LOCKED;
    if (mode === 'COMPLIANCE') return compliant;
    return nonCompliant(
      finding(
        MODE,
        `is ${mode}: whoever holds s3:BypassGovernanceRetention can delete before the period ends`,
        `为 ${mode}：持有 s3:BypassGovernanceRetention 权限者可在期满前删除`,
      ),
    );
  },
};

const NOT_LOCKED = notApplicable({ en: 'it locks no object by default', zh: '该存储桶不默认锁定对象' });
