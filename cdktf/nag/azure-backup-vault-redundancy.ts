import { finding, unlessTrue } from '../../constructs/nag/findings';
import { type Rule, verdictFrom } from '../../constructs/nag/rule';
import { BACKUP_VAULT, BACKUP_VAULTS } from './backup-vaults';

/**
 * A vault for backups keeps a copy in the paired location, from which can be restored at any time: without cross-region
 * restore, the copy can be had only once Azure itself declares the location lost.
 *
 * @see https://learn.microsoft.com/azure/backup/backup-create-rs-vault#set-cross-region-restore
 */
export const azureBackupVaultRedundancy: Rule = {
  id: 'azure-backup-vault-redundancy',
  demand: {
    en: 'A vault for backups is geo-redundant, and its copy can be restored from at any time.',
    zh: '备份保管库采用异地冗余，并可随时跨区域还原。',
  },
  types: BACKUP_VAULTS,
  reference:
    'https://github.com/hashicorp/terraform-provider-azurerm/blob/v4.55.0/website/docs/r/data_protection_backup_vault.html.markdown',
  judge(vault) {
    const property = vault.type === BACKUP_VAULT ? 'redundancy' : 'storage_mode_type';
    // a Recovery Services vault is geo-redundant by default; a Backup vault has to say
    const mode = vault.literal(property) ?? (vault.type === BACKUP_VAULT ? undefined : 'GeoRedundant');
    return verdictFrom([
      ...(mode === 'GeoRedundant'
        ? []
        : [
            finding(
              property,
              `is ${String(mode)}: the loss of the location is the loss of the backups`,
              `为 ${String(mode)}：位置失效即丢失备份`,
            ),
          ]),
      ...unlessTrue(
        vault,
        'cross_region_restore_enabled',
        'the copy cannot be restored from until Azure declares the location lost',
        '在 Azure 宣布位置失效前无法从副本还原',
      ),
    ]);
  },
};
