/**
 * What each kind of resource can log. Storage exports land in one container a category, and the containers are sealed one by
 * one: named categories instead of the group `allLogs` keep Azure from creating a container that nothing seals.
 *
 * @see https://learn.microsoft.com/azure/azure-monitor/reference/logs-index
 * @see https://docs.azure.cn/en-us/azure-monitor/reference/logs-index
 */
export const logCategories = {
  subscription: [
    'Administrative',
    'Security',
    'ServiceHealth',
    'Alert',
    'Recommendation',
    'Policy',
    'Autoscale',
    'ResourceHealth',
  ],
  keyVault: ['AuditEvent', 'AzurePolicyEvaluationDetails'],
  blobService: ['StorageRead', 'StorageWrite', 'StorageDelete'],
  networkSecurityGroup: ['NetworkSecurityGroupEvent', 'NetworkSecurityGroupRuleCounter'],
  virtualNetwork: ['VMProtectionAlerts'],
  logWorkspace: ['Audit'],
  backupVault: [
    'CoreAzureBackup',
    'AddonAzureBackupJobs',
    'AddonAzureBackupPolicy',
    'AddonAzureBackupProtectedInstance',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** A kind of resource that logs. */
export type LogSource = keyof typeof logCategories;

/** The categories of the activity log go to one container of their own. */
const ACTIVITY_LOG_CONTAINER = 'insights-activity-logs';

/** Where Network Watcher writes the flow logs of virtual networks. */
export const FLOW_LOG_CONTAINER = 'insights-logs-flowlogflowevent';

/** The container into which Azure Monitor writes a category. */
export const containerOf = (category: string): string =>
  (logCategories.subscription as readonly string[]).includes(category)
    ? ACTIVITY_LOG_CONTAINER
    : `insights-logs-${category.toLowerCase()}`;

/** The containers that everything which can log needs, each once. */
export const auditContainers: readonly string[] = [
  ...new Set(Object.values(logCategories).flatMap((categories) => categories.map(containerOf))),
];
