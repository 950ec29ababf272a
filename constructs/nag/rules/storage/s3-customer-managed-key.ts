import { finding } from '../../findings';
import { nonCompliant, notApplicable, type Rule, verdictFromEach } from '../../rule';
import type { Resource } from '../../template';
import { customerKeyFindings } from '../keys/customer-key';
import { isOfLoadBalancers } from './log-buckets';

const RULES = 'BucketEncryption.ServerSideEncryptionConfiguration';

/**
 * New objects are encrypted under a customer-managed key by default. Load balancers write into buckets under keys of S3 alone:
 * theirs says so by a tag, and `s3-delivery-principals` sees to it that nobody else writes there.
 */
export const s3CustomerManagedKey: Rule = {
  id: 's3-customer-managed-key',
  demand: {
    en: 'A bucket encrypts its objects with a customer-managed key.',
    zh: '存储桶使用客户自管密钥加密对象。',
  },
  types: ['AWS::S3::Bucket'],
  reference: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html',
  judge(bucket) {
    if (isOfLoadBalancers(bucket)) return OF_LOAD_BALANCERS;
    const rules = bucket.list(RULES);
    if (rules.length === 0) {
      return nonCompliant(
        finding('BucketEncryption', 'is missing: S3 encrypts with its own keys', '未设置：S3 使用其自有密钥加密'),
      );
    }
    return verdictFromEach([...rules.keys()], (index) => defaultKeyFindings(bucket, index));
  },
};

/** @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html */
const OF_LOAD_BALANCERS = notApplicable({
  en: 'load balancers write their logs into it, and into no bucket with a customer-managed key',
  zh: '负载均衡向其写入日志，而负载均衡不支持写入使用客户自管密钥的存储桶',
});

function defaultKeyFindings(bucket: Resource, index: number) {
  const path = `${RULES}.${index}.ServerSideEncryptionByDefault`;
  const algorithm = bucket.literal(`${path}.SSEAlgorithm`);
  if (algorithm === 'aws:kms' || algorithm === 'aws:kms:dsse') {
    return customerKeyFindings(bucket, `${path}.KMSMasterKeyID`);
  }
  return [
    finding(
      `${path}.SSEAlgorithm`,
      `is ${algorithm ?? 'missing'}: S3 encrypts with its own keys`,
      `为 ${algorithm ?? '空'}：S3 使用其自有密钥加密`,
    ),
  ];
}
