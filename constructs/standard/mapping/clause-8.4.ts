import type { ClauseMapping } from './checks';

export const mapping8_4 = {
  '8.4/classification#scheme-defined': { records: ['data-classification-scheme'], azureThroughAws: true },
  '8.4/classification#mandatory-class': { rules: ['data-class-tag', 'azure-data-class-tag'] },
  '8.4/classification#class-drives-handling': { rules: ['data-class-handling', 'azure-data-class-handling'] },
  '8.4/classification#sensitive-data-discovery': {
    rules: ['sensitive-data-scan-schedule', 'azure-sensitive-data-scan-schedule'],
  },
  '8.4/encryption-at-rest#customer-managed-keys': {
    rules: [
      's3-customer-managed-key',
      'log-group-customer-managed-key',
      'sns-topic-customer-managed-key',
      'sqs-queue-customer-managed-key',
      'backup-vault-customer-managed-key',
      'instance-volumes-encrypted',
      'database-customer-managed-key',
      'file-system-customer-managed-key',
      'azure-storage-customer-managed-key',
      'azure-disk-customer-managed-key',
    ],
  },
  '8.4/encryption-at-rest#key-per-class': { rules: ['kms-key-single-purpose', 'azure-key-single-purpose'] },
  '8.4/encryption-at-rest#key-rotation': {
    rules: ['kms-key-rotation', 'azure-key-rotation'],
    records: ['key-rotation-log'],
  },
  '8.4/encryption-at-rest#key-duty-separation': { rules: ['kms-duty-separation', 'azure-key-vault-rbac'] },
  '8.4/encryption-at-rest#key-deletion-protection': {
    rules: [
      'kms-deletion-window',
      'key-deletion-alarm',
      'azure-key-vault-purge-protection',
      'azure-key-deletion-alert',
    ],
  },
  '8.4/encryption-at-rest#secret-custody': {
    rules: [
      'secret-customer-managed-key',
      'secret-rotation',
      'no-secret-in-template',
      'azure-secret-expiry',
      'azure-no-secret-in-template',
    ],
  },
  '8.4/encryption-in-transit#stores-refuse-plaintext': {
    rules: ['s3-tls-only', 'sns-topic-tls-only', 'sqs-queue-tls-only', 'search-domain-https-only', 'azure-storage-tls'],
  },
  '8.4/encryption-in-transit#database-and-cache-tls': {
    rules: ['database-tls-enforced', 'azure-database-tls-enforced'],
  },
  '8.4/encryption-in-transit#peer-verification': {
    rules: ['replication-peer-verified', 'azure-replication-peer-verified'],
  },
  '8.4/masking#detection-accuracy': { azureThroughAws: true },
  '8.4/masking#masking-by-class': { azureThroughAws: true },
  '8.4/masking#nonproduction-data': {},
  '8.4/masking#log-masking': { rules: ['application-log-masked', 'azure-application-log-masked'] },
  '8.4/watermark#visible-marking': { azureThroughAws: true },
  '8.4/watermark#traceable-marking': { azureThroughAws: true },
  '8.4/watermark#marking-enforced': { azureThroughAws: true },
  '8.4/leak-prevention#public-exposure-blocked': {
    rules: [
      's3-public-access-blocked',
      'account-public-access-blocked',
      'ec2-settings-decided',
      'azure-storage-public-access',
    ],
  },
  '8.4/leak-prevention#content-inspection': { azureThroughAws: true },
  '8.4/leak-prevention#exfiltration-detection': { rules: ['exfiltration-alarms', 'azure-exfiltration-alerts'] },
  '8.4/operation-audit#data-access-events': { rules: ['trail-data-events', 'azure-diagnostic-settings'] },
  '8.4/operation-audit#database-audit': { rules: ['database-audit-log', 'azure-database-audit-log'] },
  // Every use of a key is a management event, and a trail may be told to leave them out
  '8.4/operation-audit#key-use-audit': { rules: ['trail-management-events', 'azure-diagnostic-settings'] },
  '8.4/operation-audit#processing-records': {
    rules: ['processing-records-append-only'],
    records: ['data-processing-register'],
    azureThroughAws: true,
  },
  '8.4/backup#backup-coverage': { rules: ['backup-selection-by-tier', 'azure-backup-instance'] },
  '8.4/backup#immutable-vault': {
    rules: ['backup-vault-locked', 'backup-vault-lock-compliance', 'azure-backup-vault-immutability'],
  },
  '8.4/backup#separate-copy': { rules: ['backup-plan-copies', 'azure-backup-vault-redundancy'] },
  '8.4/backup#backup-key-independence': {
    rules: ['backup-vault-customer-managed-key', 'azure-backup-vault-customer-managed-key'],
  },
  '8.4/backup#deletion-dual-control': {
    rules: ['backup-vault-delete-denied', 'azure-backup-vault-soft-delete', 'azure-backup-resource-guard'],
  },
  '8.4/backup#job-monitoring': { rules: ['backup-job-alarm', 'azure-backup-job-alert'] },
  '8.4/disaster-tolerance#multi-zone': {
    rules: ['database-multi-zone', 'auto-scaling-group-replaces', 'azure-zone-redundant'],
  },
  '8.4/disaster-tolerance#cross-region-replication': {
    rules: ['store-replicated-for-rpo', 'azure-storage-replication'],
  },
  '8.4/disaster-tolerance#replication-lag-alarm': { rules: ['replication-lag-alarm', 'azure-replication-lag-alert'] },
  '8.4/disaster-tolerance#logical-corruption-recovery': {
    rules: ['s3-versioning', 'database-point-in-time-recovery', 'azure-storage-versioning'],
  },
  '8.4/drill#drill-schedule': { rules: ['restore-drill-schedule', 'azure-restore-drill-schedule'] },
  '8.4/drill#content-verification': {},
  '8.4/drill#isolated-restore': { rules: ['restore-network-isolated', 'azure-restore-network-isolated'] },
  '8.4/drill#drill-record': { records: ['restore-drill-record'] },
  '8.4/cross-border#region-restriction': {
    rules: [
      'guardrail-within-quota',
      'guardrail-words-known',
      'guardrail-spares-platform',
      'azure-policy-allowed-locations',
    ],
  },
  '8.4/cross-border#residency': {},
  '8.4/cross-border#transfer-register': { records: ['transfer-register'], azureThroughAws: true },
  '8.4/cross-border#partition-separation': {
    rules: ['cross-partition-link-registered', 'azure-cross-cloud-link-registered'],
  },
  '8.4/cross-border#remote-access-from-abroad': { records: ['identity-provider-territory'] },
  '8.4/retention#retention-schedule': { records: ['retention-schedule'] },
  '8.4/retention#technical-enforcement': {
    rules: ['s3-log-retention', 'log-group-retention', 'data-retained', 'azure-log-analytics-retention'],
  },
  '8.4/retention#expiry-disposal': { rules: ['personal-data-expiry', 'azure-personal-data-expiry'] },
  '8.4/retention#legal-hold': {},
  '8.4/destruction#approved-destruction': { azureThroughAws: true },
  '8.4/destruction#crypto-shredding': { rules: ['data-set-own-key', 'azure-data-set-own-key'] },
  '8.4/destruction#all-copies-absent': {},
  '8.4/destruction#destruction-certificate': { records: ['destruction-certificates'], azureThroughAws: true },
  '8.4/destruction#customer-exit-return': { records: ['customer-exit-record'] },
} as const satisfies ClauseMapping;
