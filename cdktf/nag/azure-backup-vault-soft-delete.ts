import { finding } from '../../constructs/nag/findings';
import { type Rule, verdictFrom } from '../../constructs/nag/rule';
import type { Resource } from '../../constructs/nag/template';
import { BACKUP_VAULT, BACKUP_VAULTS } from './backup-vaults';

/**
 * What is deleted from a vault can be had back, and that cannot be switched off. In a Backup vault it is on by default, and
 * only `AlwaysOn` binds everyone; in a Recovery Services vault Azure does not let it be switched off any more.
 *
 * @see https://learn.microsoft.com/azure/backup/secure-by-default
 */
export const azureBackupVaultSoftDelete: Rule = {
  id: 'azure-backup-vault-soft-delete',
  demand: {
    en: 'Soft delete of a vault for backups cannot be switched off.',
    zh: '备份保管库的软删除不可关闭。',
  },
  types: BACKUP_VAULTS,
  reference:
    'https://github.com/hashicorp/terraform-provider-azurerm/blob/v4.55.0/website/docs/r/data_protection_backup_vault.html.markdown',
  judge: (vault) => verdictFrom(vault.type === BACKUP_VAULT ? notAlwaysOn(vault) : switchedOff(vault)),
};

function notAlwaysOn(vault: Resource) {
  const state = vault.literal('soft_delete') ?? 'On';
  return state === 'AlwaysOn'
    ? []
    : [
        finding(
          'soft_delete',
          `is ${String(state)}, not AlwaysOn: one person can switch it off and delete`,
          `为 ${String(state)} 而非 AlwaysOn：一人即可关闭并删除备份`,
        ),
      ];
}

const switchedOff = (vault: Resource) =>
  vault.flag('soft_delete_enabled') === false
    ? [finding('soft_delete_enabled', 'is false: what is deleted is gone', '为 false：删除后无法找回')]
    : [];
