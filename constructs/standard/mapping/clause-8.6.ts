import type { ClauseMapping } from './checks';

export const mapping8_6 = {
  '8.6/privilege-control#no-standing-privilege': {
    rules: ['permission-set-no-standing-write', 'azure-pim-eligible-only'],
  },
  '8.6/privilege-control#grant-termination': {},
  '8.6/privilege-control#powerful-utilities': { rules: ['powerful-utilities-listed', 'azure-role-no-run-command'] },
  '8.6/traceability#identity-propagation': {
    rules: ['human-role-source-identity', 'iam-source-identity-own', 'azure-activity-log-exported'],
  },
  '8.6/traceability#command-events': { rules: ['host-command-audit', 'azure-vm-command-audit'] },
  '8.6/traceability#time-synchronisation': { rules: ['host-time-synchronised', 'azure-vm-time-synchronised'] },
  '8.6/traceability#end-to-end-record': {},
  '8.6/two-person#change-by-two': { rules: ['pipeline-approval-by-another'], azureThroughAws: true },
  '8.6/two-person#moderated-session': {},
  '8.6/two-person#approval-policy-protection': { azureThroughAws: true },
  '8.6/change#pipeline-only': { rules: ['deployment-role-pipeline-only', 'azure-deployment-identity-pipeline-only'] },
  '8.6/change#compliance-gate': { rules: ['pipeline-compliance-gate'], azureThroughAws: true },
  '8.6/change#change-classes': { azureThroughAws: true },
  '8.6/change#drift-detection': { rules: ['drift-detection-schedule'], azureThroughAws: true },
  '8.6/change#tested-rollback': { rules: ['deployment-rollback-alarm'], azureThroughAws: true },
  '8.6/change#customer-notice': { records: ['customer-notice-log'], azureThroughAws: true },
  '8.6/version#protected-source': { records: ['source-protection'], azureThroughAws: true },
  '8.6/version#pinned-dependencies': { rules: ['image-pinned-by-digest', 'azure-image-pinned-by-digest'] },
  '8.6/version#artefact-integrity': {
    rules: ['image-repository-immutable', 'artefact-signature-verified', 'azure-artefact-signature-verified'],
  },
  '8.6/version#deployed-version-trace': {
    rules: ['release-tag', 'supported-version', 'azure-release-tag', 'azure-supported-version'],
  },
  '8.6/vulnerability#scan-coverage': { rules: ['vulnerability-scan-enabled', 'azure-defender-plans'] },
  '8.6/vulnerability#remediation-deadlines': {
    rules: ['vulnerability-finding-routed', 'azure-findings-forwarded'],
  },
  '8.6/vulnerability#release-gate': { rules: ['pipeline-vulnerability-gate'], azureThroughAws: true },
  '8.6/vulnerability#risk-acceptance': { records: ['vulnerability-exceptions'], azureThroughAws: true },
  '8.6/patch#patch-baseline': { rules: ['patch-baseline-approval', 'azure-maintenance-security-patches'] },
  '8.6/patch#patch-coverage': {
    rules: ['patch-group-and-window', 'azure-vm-patch-mode', 'azure-maintenance-assigned'],
  },
  '8.6/patch#staged-rollout': { rules: ['patch-rollout-staged', 'azure-maintenance-staged'] },
  '8.6/patch#emergency-and-managed-patching': {
    rules: ['patch-emergency-path', 'engine-minor-upgrades', 'azure-patch-emergency-path'],
  },
  '8.6/log-collection#source-completeness': {
    rules: [
      'trail-multi-region',
      'config-recorder-complete',
      'vpc-flow-logs',
      'dns-query-logged',
      'firewall-logged',
      'web-firewall-logged',
      'load-balancer-access-logged',
      'trail-data-events',
      'api-access-logged',
      'database-audit-log',
      'session-document-recorded',
      'application-log-shipped',
      'azure-diagnostic-settings',
      'azure-activity-log-exported',
    ],
  },
  '8.6/log-collection#network-flow-logs': {
    rules: ['vpc-flow-logs', 'flow-log-complete', 'firewall-logged', 'azure-flow-logs'],
  },
  '8.6/log-collection#automatic-onboarding': {
    rules: ['stack-set-auto-deployment', 'new-account-trigger', 'azure-policy-deploys-baseline'],
  },
  '8.6/log-collection#silent-source-alarm': { rules: ['log-source-silence-alarm', 'azure-log-source-silence-alert'] },
  '8.6/log-storage#dedicated-archive': { rules: ['s3-archive-readers', 'azure-archive-role-assignments'] },
  '8.6/log-storage#write-once': {
    rules: ['s3-object-lock', 's3-object-lock-compliance', 's3-versioning', 'azure-storage-immutability'],
  },
  '8.6/log-storage#log-encryption': {
    rules: ['s3-customer-managed-key', 'trail-encrypted', 'azure-storage-customer-managed-key'],
  },
  '8.6/log-storage#replicated-logs': {
    rules: [
      's3-replication',
      's3-replication-key',
      'replication-lag-alarm',
      'azure-storage-replication',
      'azure-replication-lag-alert',
    ],
  },
  '8.6/log-storage#authentic-delivery': { rules: ['s3-delivery-principals', 'azure-storage-network-rules'] },
  '8.6/log-analysis#auditor-queries': { rules: ['query-workgroup-bounded', 'azure-saved-queries'] },
  '8.6/log-analysis#cross-source-correlation': { azureThroughAws: true },
  '8.6/log-analysis#behaviour-analysis': { rules: ['behaviour-analysis-schedule', 'azure-sentinel-anomaly-rules'] },
  '8.6/log-alerting#detection-catalogue': {
    rules: ['detection-enabled', 'root-use-alarm', 'azure-sentinel-rule-enabled'],
  },
  '8.6/log-alerting#detection-tests': {},
  '8.6/log-alerting#alert-delivery': {
    rules: [
      'alarm-notifies',
      'alarm-metric-counted',
      'log-metric-alarmed',
      'alert-two-channels',
      'azure-action-group-two-channels',
    ],
  },
  '8.6/log-alerting#alert-path-health': {
    rules: [
      'alert-canary-schedule',
      'detection-change-alarm',
      'log-metric-alarmed',
      'failed-events-alarmed',
      'azure-alert-canary-schedule',
    ],
  },
  '8.6/log-retention#minimum-period': {
    rules: ['s3-log-retention', 'log-group-retention', 'azure-storage-immutability', 'azure-log-analytics-retention'],
  },
  '8.6/log-retention#shortening-denied': {
    rules: [
      'guardrail-within-quota',
      'guardrail-words-known',
      'guardrail-spares-platform',
      's3-object-lock-compliance',
      'retention-change-alarm',
      'azure-storage-immutability',
      'azure-policy-deny-action',
    ],
  },
  '8.6/log-retention#read-back': { rules: ['archive-tier-readable', 'azure-archive-tier-readable'] },
  '8.6/log-retention#auditor-access': { rules: ['auditor-role-read-only', 'azure-auditor-role-read-only'] },
} as const satisfies ClauseMapping;
