import { type Rule, verdictFrom } from '../../rule';
import { customerKeyFindings } from '../keys/customer-key';

/** A vault encrypts its recovery points under a customer-managed key. */
export const backupVaultCustomerManagedKey: Rule = {
  id: 'backup-vault-customer-managed-key',
  demand: {
    en: 'A backup vault encrypts recovery points with a customer-managed key.',
    zh: '备份保管库使用客户自管密钥加密恢复点。',
  },
  types: ['AWS::Backup::BackupVault'],
  reference: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/encryption.html',
  judge: (vault) => verdictFrom(customerKeyFindings(vault, 'EncryptionKeyArn')),
};
