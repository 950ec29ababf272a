import { finding } from '../../constructs/nag/findings';
import { compliant, nonCompliant, type Rule } from '../../constructs/nag/rule';
import { BACKUP_VAULTS } from './backup-vaults';

/**
 * A vault for backups is immutable and locked: nobody can delete a recovery point early, nor switch that off. Both kinds of
 * vault are mutable by default.
 *
 * @see https://learn.microsoft.com/azure/backup/backup-azure-immutable-vault-concept
 */
export const azureBackupVaultImmutability: Rule = {
  id: 'azure-backup-vault-immutability',
  demand: {
    en: 'A vault for backups is immutable, and locked so.',
    zh: '备份保管库启用不可变性并已锁定。',
  },
  types: BACKUP_VAULTS,
  reference: 'https://learn.microsoft.com/azure/backup/backup-azure-immutable-vault-concept',
  judge(vault) {
    const state = vault.literal('immutability') ?? 'Disabled';
    if (state === 'Locked') return compliant;
    return nonCompliant(
      finding(
        'immutability',
        `is ${String(state)}, not Locked: whoever may write the vault can have its backups deleted`,
        `为 ${String(state)} 而非 Locked：有保管库写入权限者可使备份被删除`,
      ),
    );
  },
};
