import { azureActivityLogExported } from '../../../cdktf/nag/azure-activity-log-exported';
import { azureBackupVaultCustomerManagedKey } from '../../../cdktf/nag/azure-backup-vault-customer-managed-key';
import { azureBackupVaultImmutability } from '../../../cdktf/nag/azure-backup-vault-immutability';
import { azureBackupVaultRedundancy } from '../../../cdktf/nag/azure-backup-vault-redundancy';
import { azureBackupVaultSoftDelete } from '../../../cdktf/nag/azure-backup-vault-soft-delete';
import { azureDataClassTag } from '../../../cdktf/nag/azure-data-class-tag';
import { azureDiagnosticSettings } from '../../../cdktf/nag/azure-diagnostic-settings';
import { azureLogAnalyticsRetention } from '../../../cdktf/nag/azure-log-analytics-retention';
import { azureNoOwnerAssignment } from '../../../cdktf/nag/azure-no-owner-assignment';
import { azureRoleDefinitionNoWildcard } from '../../../cdktf/nag/azure-role-definition-no-wildcard';
import { outcomeOf, type Resources, verdictOn } from '../support/judging';

const BACKUP = 'azurerm_data_protection_backup_vault';
const RECOVERY = 'azurerm_recovery_services_vault';

describe('azure-log-analytics-retention', () => {
  test.each([
    ['183 days', { retention_in_days: 183 }, 'compliant'],
    ['182 days', { retention_in_days: 182 }, 'non-compliant: retention_in_days'],
    ['the default of 30 days', {}, 'non-compliant: retention_in_days'],
    ['a period known at deployment only', { retention_in_days: '${var.days}' }, 'unknown'],
  ])('judges %s', (_, properties, outcome) => {
    expect(outcomeOf(verdictOn(azureLogAnalyticsRetention, 'azurerm_log_analytics_workspace', properties))).toBe(
      outcome,
    );
  });
});

describe('azure-diagnostic-settings', () => {
  const setting = (target: string, properties: Readonly<Record<string, unknown>>): Resources => ({
    azurerm_monitor_diagnostic_setting: {
      s: { target_resource_id: target, log_analytics_workspace_id: 'w', ...properties },
    },
  });
  const logs = (...categories: string[]) => ({ enabled_log: categories.map((category) => ({ category })) });
  const vault = '${azurerm_key_vault.it.id}';
  const blobs = '${azurerm_storage_account.it.id}/blobServices/default';

  test.each([
    ['a vault that logs', 'azurerm_key_vault', setting(vault, logs('AuditEvent')), 'compliant'],
    [
      'a vault that logs all',
      'azurerm_key_vault',
      setting(vault, { enabled_log: [{ category_group: 'allLogs' }] }),
      'compliant',
    ],
    ['a vault that does not', 'azurerm_key_vault', {}, 'non-compliant: azurerm_monitor_diagnostic_setting'],
    [
      'a vault that logs something else',
      'azurerm_key_vault',
      setting(vault, logs('AzurePolicyEvaluationDetails')),
      'non-compliant: azurerm_monitor_diagnostic_setting.enabled_log',
    ],
    [
      'a vault that logs to nowhere',
      'azurerm_key_vault',
      setting(vault, { ...logs('AuditEvent'), log_analytics_workspace_id: undefined }),
      'non-compliant: azurerm_monitor_diagnostic_setting',
    ],
    [
      "another vault's setting",
      'azurerm_key_vault',
      setting('${azurerm_key_vault.other.id}', logs('AuditEvent')),
      'non-compliant: azurerm_monitor_diagnostic_setting',
    ],
    [
      'the blobs of a storage account',
      'azurerm_storage_account',
      setting(blobs, logs('StorageRead', 'StorageWrite', 'StorageDelete')),
      'compliant',
    ],
    [
      'writes without deletions',
      'azurerm_storage_account',
      setting(blobs, logs('StorageRead', 'StorageWrite')),
      'non-compliant: azurerm_monitor_diagnostic_setting.enabled_log',
    ],
    [
      'categories known at deployment only',
      'azurerm_key_vault',
      setting(vault, { enabled_log: '${var.logs}' }),
      'unknown',
    ],
  ])('judges %s', (_, type, others, outcome) => {
    expect(outcomeOf(verdictOn(azureDiagnosticSettings, type, {}, others))).toBe(outcome);
  });
});

describe('azure-activity-log-exported', () => {
  const whole = {
    target_resource_id: '/subscriptions/00000000-0000-4000-8000-000000000002',
    storage_account_id: 'a',
    log_analytics_workspace_id: 'w',
    enabled_log: ['Administrative', 'Security', 'Policy', 'Alert'].map((category) => ({ category })),
  };

  test.each([
    ['a whole export', whole, 'compliant'],
    [
      'one of the subscription in use',
      { ...whole, target_resource_id: '${data.azurerm_subscription.current.id}' },
      'compliant',
    ],
    ['one without a category', { ...whole, enabled_log: whole.enabled_log.slice(1) }, 'non-compliant: enabled_log'],
    ['one that nothing seals', { ...whole, storage_account_id: undefined }, 'non-compliant: storage_account_id'],
    [
      'one that nobody can search',
      { ...whole, log_analytics_workspace_id: undefined },
      'non-compliant: log_analytics_workspace_id',
    ],
    ['the setting of a resource', { ...whole, target_resource_id: '${azurerm_key_vault.v.id}' }, 'not-applicable'],
    ['categories known at deployment only', { ...whole, enabled_log: '${var.logs}' }, 'unknown'],
  ])('judges %s', (_, properties, outcome) => {
    expect(outcomeOf(verdictOn(azureActivityLogExported, 'azurerm_monitor_diagnostic_setting', properties))).toBe(
      outcome,
    );
  });
});

describe('azure-backup-vault-immutability', () => {
  test.each([
    [BACKUP, 'locked', { immutability: 'Locked' }, 'compliant'],
    [RECOVERY, 'locked', { immutability: 'Locked' }, 'compliant'],
    [BACKUP, 'unlocked', { immutability: 'Unlocked' }, 'non-compliant: immutability'],
    [BACKUP, 'disabled by default', {}, 'non-compliant: immutability'],
    [RECOVERY, 'disabled by default', {}, 'non-compliant: immutability'],
    [BACKUP, 'in a state known at deployment only', { immutability: '${var.state}' }, 'unknown'],
  ])('judges %s %s', (type, _, properties, outcome) => {
    expect(outcomeOf(verdictOn(azureBackupVaultImmutability, type, properties))).toBe(outcome);
  });
});

describe('azure-backup-vault-redundancy', () => {
  const both = { redundancy: 'GeoRedundant', cross_region_restore_enabled: true };

  test.each([
    [BACKUP, 'a copy to restore from', both, 'compliant'],
    [RECOVERY, 'a copy by default', { cross_region_restore_enabled: true }, 'compliant'],
    [BACKUP, 'zones only', { ...both, redundancy: 'ZoneRedundant' }, 'non-compliant: redundancy'],
    [RECOVERY, 'one place', { ...both, storage_mode_type: 'LocallyRedundant' }, 'non-compliant: storage_mode_type'],
    [
      BACKUP,
      'a copy that waits for Azure',
      { redundancy: 'GeoRedundant' },
      'non-compliant: cross_region_restore_enabled',
    ],
    [BACKUP, 'a mode known at deployment only', { ...both, redundancy: '${var.mode}' }, 'unknown'],
  ])('judges %s with %s', (type, _, properties, outcome) => {
    expect(outcomeOf(verdictOn(azureBackupVaultRedundancy, type, properties))).toBe(outcome);
  });
});

describe('azure-backup-vault-soft-delete', () => {
  test.each([
    [BACKUP, 'always on', { soft_delete: 'AlwaysOn' }, 'compliant'],
    [BACKUP, 'on by default, until someone switches it off', {}, 'non-compliant: soft_delete'],
    [BACKUP, 'off', { soft_delete: 'Off' }, 'non-compliant: soft_delete'],
    [RECOVERY, 'on by default, which Azure keeps', {}, 'compliant'],
    [RECOVERY, 'off', { soft_delete_enabled: false }, 'non-compliant: soft_delete_enabled'],
    [BACKUP, 'a state known at deployment only', { soft_delete: '${var.state}' }, 'unknown'],
  ])('judges %s, %s', (type, _, properties, outcome) => {
    expect(outcomeOf(verdictOn(azureBackupVaultSoftDelete, type, properties))).toBe(outcome);
  });
});

describe('azure-backup-vault-customer-managed-key', () => {
  const encryption = {
    azurerm_data_protection_backup_vault_customer_managed_key: {
      k: { data_protection_backup_vault_id: '${azurerm_data_protection_backup_vault.it.id}' },
    },
  };

  test.each([
    [BACKUP, 'a key beside it', {}, encryption, 'compliant'],
    [RECOVERY, 'a key of its own', { encryption: { key_id: '${azurerm_key_vault_key.k.id}' } }, {}, 'compliant'],
    [BACKUP, 'no key', {}, {}, 'non-compliant: encryption'],
    [RECOVERY, 'no key', {}, {}, 'non-compliant: encryption'],
  ])('judges %s with %s', (type, _, properties, others, outcome) => {
    expect(outcomeOf(verdictOn(azureBackupVaultCustomerManagedKey, type, properties, others))).toBe(outcome);
  });
});

describe('azure-data-class-tag', () => {
  test.each([
    ['a class', { tags: { 'isms:data-class': 'important' } }, 'compliant'],
    ['other tags', { tags: { owner: 'x' } }, 'non-compliant: tags'],
    ['no tags', {}, 'non-compliant: tags'],
    ['a class known at deployment only', { tags: { 'isms:data-class': '${var.class}' } }, 'unknown'],
  ])('judges %s', (_, properties, outcome) => {
    expect(outcomeOf(verdictOn(azureDataClassTag, 'azurerm_storage_account', properties))).toBe(outcome);
  });
});

describe('azure-no-owner-assignment', () => {
  const owner = '8e3af657-a8ff-443c-a75c-2fe8c4bcb635';

  test.each([
    ['a narrow role', { role_definition_name: 'Key Vault Crypto Service Encryption User' }, 'compliant'],
    ['Owner', { role_definition_name: 'Owner' }, 'non-compliant: role_definition_name'],
    [
      'Owner by id',
      { role_definition_id: `/providers/Microsoft.Authorization/roleDefinitions/${owner}` },
      'non-compliant: role_definition_id',
    ],
    [
      'the right to assign',
      { role_definition_name: 'User Access Administrator' },
      'non-compliant: role_definition_name',
    ],
    ['a role known at deployment only', { role_definition_id: '${var.role}' }, 'unknown'],
  ])('judges %s', (_, properties, outcome) => {
    expect(outcomeOf(verdictOn(azureNoOwnerAssignment, 'azurerm_role_assignment', properties))).toBe(outcome);
  });
});

describe('azure-role-definition-no-wildcard', () => {
  const role = (actions: string[], data_actions: string[] = []) => ({ permissions: [{ actions, data_actions }] });

  test.each([
    ['named actions', role(['Microsoft.KeyVault/vaults/read']), 'compliant'],
    ['everything of a type', role(['Microsoft.KeyVault/vaults/*']), 'compliant'],
    ['reading everything', role(['*/read']), 'compliant'],
    ['everything', role(['*']), 'non-compliant: permissions.0.actions.0'],
    ['everything of a service', role([], ['Microsoft.KeyVault/*']), 'non-compliant: permissions.0.data_actions.0'],
    ['deleting everything', role(['a/b/read', '*/delete']), 'non-compliant: permissions.0.actions.1'],
    ['actions known at deployment only', role(['${var.action}']), 'unknown'],
  ])('judges %s', (_, properties, outcome) => {
    expect(outcomeOf(verdictOn(azureRoleDefinitionNoWildcard, 'azurerm_role_definition', properties))).toBe(outcome);
  });
});
