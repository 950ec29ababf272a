import { finding, unlessTrue } from '../../constructs/nag/findings';
import { type Rule, verdictFrom } from '../../constructs/nag/rule';

/** Days for which a deleted key must be recoverable; the provider's default is 90. */
const LEAST_DAYS = 30;

/**
 * Nobody can purge a deleted vault or key before its days are over: purge protection is on (off by default), and the days are
 * enough to notice.
 *
 * @see https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview
 */
export const azureKeyVaultPurgeProtection: Rule = {
  id: 'azure-key-vault-purge-protection',
  demand: {
    en: `A key vault has purge protection and keeps what was deleted for at least ${LEAST_DAYS} days.`,
    zh: `密钥保管库启用清除保护，已删除对象至少保留 ${LEAST_DAYS} 天。`,
  },
  types: ['azurerm_key_vault'],
  reference:
    'https://github.com/hashicorp/terraform-provider-azurerm/blob/v4.55.0/website/docs/r/key_vault.html.markdown',
  judge(vault) {
    const days = vault.number('soft_delete_retention_days') ?? 90;
    return verdictFrom([
      ...unlessTrue(
        vault,
        'purge_protection_enabled',
        'a deleted key can be purged, and with it everything it sealed',
        '已删除的密钥可被清除，其加密的数据随之丢失',
      ),
      ...(days >= LEAST_DAYS
        ? []
        : [
            finding(
              'soft_delete_retention_days',
              `is ${days}, less than ${LEAST_DAYS}`,
              `为 ${days}，少于 ${LEAST_DAYS} 天`,
            ),
          ]),
    ]);
  },
};
