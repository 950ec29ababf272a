import { type Rule, verdictFrom } from '../../rule';
import { customerKeyFindings } from '../keys/customer-key';

/** A trail's files are encrypted under a customer-managed key. */
export const trailEncrypted: Rule = {
  id: 'trail-encrypted',
  demand: {
    en: 'A trail encrypts its files with a customer-managed key.',
    zh: '跟踪使用客户自管密钥加密日志文件。',
  },
  types: ['AWS::CloudTrail::Trail'],
  reference:
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/encrypting-cloudtrail-log-files-with-aws-kms.html',
  judge: (trail) => verdictFrom(customerKeyFindings(trail, 'KMSKeyId')),
};
