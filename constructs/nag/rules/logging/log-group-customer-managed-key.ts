import { type Rule, verdictFrom } from '../../rule';
import { customerKeyFindings } from '../keys/customer-key';

/** A log group encrypts its events under a customer-managed key. */
export const logGroupCustomerManagedKey: Rule = {
  id: 'log-group-customer-managed-key',
  demand: {
    en: 'A log group encrypts its events with a customer-managed key.',
    zh: '日志组使用客户自管密钥加密事件。',
  },
  types: ['AWS::Logs::LogGroup'],
  reference: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html',
  judge: (group) => verdictFrom(customerKeyFindings(group, 'KmsKeyId')),
};
