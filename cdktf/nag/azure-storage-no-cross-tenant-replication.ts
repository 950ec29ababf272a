import { finding } from '../../constructs/nag/findings';
import { compliant, nonCompliant, type Rule } from '../../constructs/nag/rule';

/**
 * No replication policy can carry the blobs of a storage account into another tenant. The provider's default is false.
 *
 * @see https://learn.microsoft.com/azure/storage/blobs/object-replication-prevent-cross-tenant-policies
 */
export const azureStorageNoCrossTenantReplication: Rule = {
  id: 'azure-storage-no-cross-tenant-replication',
  demand: {
    en: 'A storage account is not replicated into another tenant.',
    zh: '存储账户不得复制到其他租户。',
  },
  types: ['azurerm_storage_account'],
  reference:
    'https://github.com/hashicorp/terraform-provider-azurerm/blob/v4.55.0/website/docs/r/storage_account.html.markdown',
  judge: (account) =>
    account.flag('cross_tenant_replication_enabled')
      ? nonCompliant(
          finding(
            'cross_tenant_replication_enabled',
            'is true: a replication policy can carry the data out of the tenant',
            '为 true：复制策略可将数据带出租户',
          ),
        )
      : compliant,
};
