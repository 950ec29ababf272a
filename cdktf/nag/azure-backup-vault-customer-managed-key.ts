import { finding } from '../../constructs/nag/findings';
import { compliant, nonCompliant, type Rule } from '../../constructs/nag/rule';
import { BACKUP_VAULTS } from './backup-vaults';
import { referring } from './references';

/**
 * A vault for backups is encrypted with a key of the customer's own. Without one, Microsoft holds the key.
 *
 * @see https://learn.microsoft.com/azure/backup/encryption-at-rest-with-cmk-for-backup-vault
 */
export const azureBackupVaultCustomerManagedKey: Rule = {
  id: 'azure-backup-vault-customer-managed-key',
  demand: {
    en: 'A vault for backups is encrypted with a customer-managed key.',
    zh: '备份保管库使用客户管理密钥加密。',
  },
  types: BACKUP_VAULTS,
  reference:
    'https://github.com/hashicorp/terraform-provider-azurerm/blob/v4.55.0/website/docs/r/data_protection_backup_vault_customer_managed_key.html.markdown',
  judge(vault) {
    const separate = referring(
      vault,
      'azurerm_data_protection_backup_vault_customer_managed_key',
      'data_protection_backup_vault_id',
    );
    if (separate.length > 0 || vault.has('encryption.key_id')) return compliant;
    return nonCompliant(finding('encryption', 'is missing: Microsoft holds the key', '未设置：密钥由微软持有'));
  },
};
