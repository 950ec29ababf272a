import { type Rule, verdictFrom } from '../../rule';
import { customerKeyFindings } from '../keys/customer-key';

/** A topic encrypts its messages under a customer-managed key. */
export const snsTopicCustomerManagedKey: Rule = {
  id: 'sns-topic-customer-managed-key',
  demand: {
    en: 'A topic encrypts its messages with a customer-managed key.',
    zh: '主题使用客户自管密钥加密消息。',
  },
  types: ['AWS::SNS::Topic'],
  reference: 'https://docs.aws.amazon.com/sns/latest/dg/sns-server-side-encryption.html',
  judge: (topic) => verdictFrom(customerKeyFindings(topic, 'KmsMasterKeyId')),
};
