import { unlessTrue } from '../../constructs/nag/findings';
import { notApplicable, type Rule, verdictFrom } from '../../constructs/nag/rule';

/** Kinds of account that hold no blobs, or offer no versions of them. */
const WITHOUT_VERSIONS: readonly unknown[] = ['FileStorage', 'Storage'];

/**
 * A storage account keeps earlier versions of its blobs, so that what was overwritten can be had back. Off by default.
 *
 * @see https://learn.microsoft.com/azure/storage/blobs/versioning-overview
 */
export const azureStorageVersioning: Rule = {
  id: 'azure-storage-versioning',
  demand: {
    en: 'A storage account keeps earlier versions of its blobs.',
    zh: '存储账户保留 Blob 的历史版本。',
  },
  types: ['azurerm_storage_account'],
  reference:
    'https://github.com/hashicorp/terraform-provider-azurerm/blob/v4.55.0/website/docs/r/storage_account.html.markdown',
  judge(account) {
    const kind = account.literal('account_kind') ?? 'StorageV2';
    if (WITHOUT_VERSIONS.includes(kind)) return noVersions(`accounts of kind ${kind}`, `${kind} 类型账户`);
    if (account.flag('is_hns_enabled'))
      return noVersions('accounts with a hierarchical namespace', '启用分层命名空间的账户');
    return verdictFrom(
      unlessTrue(account, 'blob_properties.versioning_enabled', 'what is overwritten is gone', '被覆盖的数据无法找回'),
    );
  },
};

const noVersions = (en: string, zh: string) =>
  notApplicable({ en: `Azure offers no versions in ${en}`, zh: `Azure 不支持${zh}的版本控制` });
