import { finding } from '../../findings';
import { type Finding, notApplicable, type Rule, verdictFromEach } from '../../rule';
import type { Resource } from '../../template';
import { customerKeyFindings } from '../keys/customer-key';

const RULES = 'ReplicationConfiguration.Rules';

/**
 * A replica is as safe as its source: encrypted under a customer key of its region, with what is encrypted at the source
 * not left out, and not reached by deletions there.
 */
export const s3ReplicationKey: Rule = {
  id: 's3-replication-key',
  demand: {
    en: 'Replication takes encrypted objects along, encrypts replicas with a customer-managed key and does not repeat deletions.',
    zh: '复制包含加密对象，副本使用客户自管密钥加密，且不复制删除标记。',
  },
  types: ['AWS::S3::Bucket'],
  reference: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html',
  judge(bucket) {
    if (!bucket.has(RULES)) return NOT_REPLICATED;
    const rules = bucket.list(RULES).map((_, index) => `${RULES}.${index}`);
    const checks = rules.flatMap((rule) => CHECKS.map((check) => ({ rule, check })));
    return verdictFromEach(checks, ({ rule, check }) =>
      bucket.literal(`${rule}.Status`) === 'Disabled' ? [] : check(bucket, rule),
    );
  },
};

const NOT_REPLICATED = notApplicable({ en: 'it replicates nothing', zh: '该存储桶未配置复制' });

const CHECKS: readonly ((bucket: Resource, rule: string) => readonly Finding[])[] = [
  (bucket, rule) => customerKeyFindings(bucket, `${rule}.Destination.EncryptionConfiguration.ReplicaKmsKeyID`),
  (bucket, rule) => {
    const path = `${rule}.SourceSelectionCriteria.SseKmsEncryptedObjects.Status`;
    if (bucket.literal(path) === 'Enabled') return [];
    return [
      finding(
        path,
        'is not Enabled: objects under a KMS key are not copied',
        '未设为 Enabled：KMS 加密的对象不会被复制',
      ),
    ];
  },
  (bucket, rule) => {
    const path = `${rule}.DeleteMarkerReplication.Status`;
    if (bucket.literal(path) === 'Disabled') return [];
    // without a Filter the rule is of the first version, which repeats deletions and cannot be told not to
    return [
      finding(
        path,
        'is not Disabled: what is deleted at the source disappears from the replica too',
        '未设为 Disabled：源端删除会同步到副本',
      ),
    ];
  },
];
