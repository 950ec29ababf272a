import type { Bilingual } from '../../../standard';
import { finding, unlessTrue } from '../../findings';
import { compliant, type Finding, nonCompliant, type Rule, type Verdict, verdictFromEach } from '../../rule';
import type { Resource } from '../../template';
import { ofLogBuckets, refusesLock, replicasOf } from './log-buckets';

/**
 * A bucket that holds logs, recordings or records is write-once: Object Lock is on, and every new object is locked by
 * default. Which mode the lock has, `s3-object-lock-compliance` judges.
 *
 * AWS Config and S3 server access logging cannot deliver to such a bucket. Theirs is a landing place: compliant where it
 * replicates to a bucket of the estate that is locked.
 *
 * @see https://docs.aws.amazon.com/config/latest/developerguide/manage-delivery-channel.html
 */
export const s3ObjectLock: Rule = {
  id: 's3-object-lock',
  demand: {
    en: 'A bucket that holds logs, recordings or records locks every new object by default; where the delivering service allows no lock, it replicates to a bucket that does.',
    zh: '存放日志、录像或记录的存储桶默认锁定每个新对象；投递服务不支持锁定时，须复制到默认锁定的存储桶。',
  },
  types: ['AWS::S3::Bucket'],
  reference: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html',
  judge: ofLogBuckets((bucket) => {
    const service = refusesLock(bucket);
    return service === undefined ? verdictFromEach(LOCK, (judge) => judge(bucket)) : verdictOnLanding(bucket, service);
  }),
};

const LOCK: readonly ((bucket: Resource) => readonly Finding[])[] = [
  (bucket) =>
    unlessTrue(bucket, 'ObjectLockEnabled', 'whoever may delete objects can delete logs', '有删除权限者即可删除日志'),
  (bucket) =>
    bucket.literal('ObjectLockConfiguration.Rule.DefaultRetention.Mode') === undefined
      ? [
          finding(
            'ObjectLockConfiguration.Rule.DefaultRetention',
            'is missing: new objects arrive without a lock',
            '未设置：新写入的对象不会被锁定',
          ),
        ]
      : [],
];

function verdictOnLanding(bucket: Resource, service: Bilingual): Verdict {
  if (bucket.has('ObjectLockConfiguration.Rule')) {
    return nonCompliant(
      finding(
        'ObjectLockConfiguration.Rule',
        `is set, and ${service.en} cannot deliver to a bucket that locks by default: let it deliver to one without, and replicate to a locked one`,
        `已设置，而 ${service.zh} 无法投递到默认锁定的存储桶：请改为投递到未默认锁定的存储桶，再复制到已锁定的存储桶`,
      ),
    );
  }
  const isLocked = (replica: Resource): boolean => LOCK.every((judge) => judge(replica).length === 0);
  if (replicasOf(bucket).some(isLocked)) return compliant;
  return nonCompliant(
    finding(
      'ReplicationConfiguration',
      `leads to no locked bucket, and ${service.en} cannot deliver to one directly: these logs are never write-once`,
      `未指向任何已锁定的存储桶，而 ${service.zh} 无法直接投递到此类存储桶：这些日志始终未受防篡改保护`,
    ),
  );
}
