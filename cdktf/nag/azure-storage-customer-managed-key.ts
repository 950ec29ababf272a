import { finding } from '../../constructs/nag/findings';
import { compliant, nonCompliant, type Rule } from '../../constructs/nag/rule';
import { referring } from './references';

const KEY_PROPERTIES = ['customer_managed_key.key_vault_key_id', 'customer_managed_key.managed_hsm_key_id'];

/**
 * A storage account is encrypted with a key of the customer's own vault. Without one, Microsoft holds the key.
 *
 * @see https://learn.microsoft.com/azure/storage/common/customer-managed-keys-overview
 */
export const azureStorageCustomerManagedKey: Rule = {
  id: 'azure-storage-customer-managed-key',
  demand: {
    en: 'A storage account is encrypted with a customer-managed key.',
    zh: '存储账户使用客户管理密钥加密。',
  },
  types: ['azurerm_storage_account'],
  reference:
    'https://github.com/hashicorp/terraform-provider-azurerm/blob/v4.55.0/website/docs/r/storage_account.html.markdown',
  judge(account) {
    const separate = referring(account, 'azurerm_storage_account_customer_managed_key', 'storage_account_id');
    if (separate.length > 0 || KEY_PROPERTIES.some((property) => account.has(property))) return compliant;
    return nonCompliant(
      finding('customer_managed_key', 'is missing: Microsoft holds the key', '未设置：密钥由微软持有'),
    );
  },
};
