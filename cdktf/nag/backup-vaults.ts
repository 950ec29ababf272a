/** Vault for disks, blobs, PostgreSQL and Kubernetes. */
export const BACKUP_VAULT = 'azurerm_data_protection_backup_vault';
/** Vault for virtual machines and file shares. */
export const RECOVERY_SERVICES_VAULT = 'azurerm_recovery_services_vault';

/** The two kinds of vault that hold backups. */
export const BACKUP_VAULTS: readonly string[] = [BACKUP_VAULT, RECOVERY_SERVICES_VAULT];
