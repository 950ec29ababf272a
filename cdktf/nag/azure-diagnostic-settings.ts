import { finding } from '../../constructs/nag/findings';
import { type Finding, type Rule, verdictFrom } from '../../constructs/nag/rule';
import type { Resource } from '../../constructs/nag/template';
import { DIAGNOSTIC_SETTING } from './log-accounts';
import { referring } from './references';

/** What each type must at least log; its other categories are measurements and diagnostics. */
const AUDIT_CATEGORIES: Readonly<Record<string, readonly string[]>> = {
  azurerm_data_protection_backup_vault: ['CoreAzureBackup', 'AddonAzureBackupJobs'],
  azurerm_key_vault: ['AuditEvent'],
  azurerm_log_analytics_workspace: ['Audit'],
  azurerm_network_security_group: ['NetworkSecurityGroupEvent'],
  azurerm_recovery_services_vault: ['CoreAzureBackup', 'AddonAzureBackupJobs'],
  azurerm_storage_account: ['StorageRead', 'StorageWrite', 'StorageDelete'],
  azurerm_virtual_network: ['VMProtectionAlerts'],
};

const DESTINATIONS = [
  'log_analytics_workspace_id',
  'storage_account_id',
  'eventhub_authorization_rule_id',
  'partner_solution_id',
];

/** Groups of categories that contain what is audited. */
const GROUPS: readonly unknown[] = ['allLogs', 'audit'];

/**
 * What can log, logs: a diagnostic setting sends the resource's audit logs somewhere. Azure sends none by itself.
 *
 * @see https://learn.microsoft.com/azure/azure-monitor/platform/diagnostic-settings
 */
export const azureDiagnosticSettings: Rule = {
  id: 'azure-diagnostic-settings',
  demand: {
    en: 'Vaults, storage, networks, security groups and log workspaces send their audit logs by diagnostic settings.',
    zh: '保管库、存储、网络、安全组与日志工作区通过诊断设置发送审计日志。',
  },
  types: Object.keys(AUDIT_CATEGORIES),
  reference:
    'https://github.com/hashicorp/terraform-provider-azurerm/blob/v4.55.0/website/docs/r/monitor_diagnostic_setting.html.markdown',
  judge(resource) {
    const settings = referring(resource, DIAGNOSTIC_SETTING, 'target_resource_id').filter(hasDestination);
    return verdictFrom(settings.length === 0 ? [NO_SETTING] : unlogged(resource, settings));
  },
};

const hasDestination = (setting: Resource): boolean => DESTINATIONS.some((property) => setting.has(property));

function unlogged(resource: Resource, settings: readonly Resource[]): readonly Finding[] {
  const logged = settings.flatMap(categoriesOf);
  if (logged.some((category) => GROUPS.includes(category))) return [];
  return (AUDIT_CATEGORIES[resource.type] ?? [])
    .filter((category) => !logged.includes(category))
    .map((category) => finding(`${DIAGNOSTIC_SETTING}.enabled_log`, `leaves out ${category}`, `未包含 ${category}`));
}

/** The categories, and groups of them, that a diagnostic setting sends. */
export const categoriesOf = (setting: Resource): readonly unknown[] =>
  setting
    .list('enabled_log')
    .flatMap((_, index) => ['category', 'category_group'].map((key) => setting.literal(`enabled_log.${index}.${key}`)))
    .filter((category) => category !== undefined);

const NO_SETTING = finding(DIAGNOSTIC_SETTING, 'sends its logs nowhere', '未将其日志发送到任何目标');
