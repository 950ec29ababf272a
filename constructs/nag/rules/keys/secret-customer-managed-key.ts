import { type Rule, verdictFrom } from '../../rule';
import { customerKeyFindings } from './customer-key';

/** A secret is encrypted under a customer-managed key: who may read it is decided twice. */
export const secretCustomerManagedKey: Rule = {
  id: 'secret-customer-managed-key',
  demand: {
    en: 'A secret is encrypted with a customer-managed key.',
    zh: '密文以客户自管密钥加密。',
  },
  types: ['AWS::SecretsManager::Secret'],
  reference: 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html',
  judge: (secret) => verdictFrom(customerKeyFindings(secret, 'KmsKeyId')),
};
