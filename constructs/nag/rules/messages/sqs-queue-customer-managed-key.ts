import { type Rule, verdictFrom } from '../../rule';
import { customerKeyFindings } from '../keys/customer-key';

/** A queue encrypts its messages under a customer-managed key. */
export const sqsQueueCustomerManagedKey: Rule = {
  id: 'sqs-queue-customer-managed-key',
  demand: {
    en: 'A queue encrypts its messages with a customer-managed key.',
    zh: '队列使用客户自管密钥加密消息。',
  },
  types: ['AWS::SQS::Queue'],
  reference:
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-server-side-encryption.html',
  judge: (queue) => verdictFrom(customerKeyFindings(queue, 'KmsMasterKeyId')),
};
