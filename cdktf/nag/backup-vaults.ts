export const BACKUP_VAULT = 'azurerm_data_protection_backup_vault';
export const RECOVERY_SERVICES_VAULT = 'azurerm_recovery_services_vault';

/** The two kinds of vault that hold backups. */
export const BACKUP_VAULTS: readonly string[] = [BACKUP_VAULT, RECOVERY_SERVICES_VAULT];
