import { finding } from '../../constructs/nag/findings';
import { nonCompliant, type Rule, unknown, verdictFrom } from '../../constructs/nag/rule';
import { azureLocationOf } from '../../constructs/partition';
import { ofLogAccounts } from './log-accounts';

const GEO_REDUNDANT: readonly unknown[] = ['GRS', 'RAGRS', 'GZRS', 'RAGZRS'];

/**
 * Storage for logs is copied to the paired location, which lies in the same geography: the pair cannot be chosen, so a
 * location whose pair lies elsewhere, or that has none, will not do.
 *
 * @see https://learn.microsoft.com/azure/storage/common/storage-redundancy
 */
export const azureStorageReplication: Rule = {
  id: 'azure-storage-replication',
  demand: {
    en: 'Storage for logs, recordings or records is copied to another location of the same geography.',
    zh: '存放日志、录像或记录的存储复制到同一地理区域内的另一位置。',
  },
  types: ['azurerm_storage_account'],
  reference: 'https://learn.microsoft.com/azure/storage/common/storage-redundancy',
  judge: ofLogAccounts((account) => {
    const type = account.literal('account_replication_type');
    if (!GEO_REDUNDANT.includes(type)) {
      return nonCompliant(
        finding(
          'account_replication_type',
          `is ${String(type)}: the loss of the location is the loss of the logs`,
          `为 ${String(type)}：位置失效即丢失日志`,
        ),
      );
    }
    const location = String(account.literal('location'));
    const known = azureLocationOf(location);
    if (!known) return UNLISTED(location);
    return verdictFrom(
      known.pair === undefined
        ? [
            finding(
              'location',
              `is ${location}, which has no pair in its geography`,
              `为 ${location}，在本地理区域内无配对位置`,
            ),
          ]
        : [],
    );
  }),
};

const UNLISTED = (location: string) =>
  unknown({ en: `the pair of ${location} is not known here`, zh: `未收录 ${location} 的配对区域` });
