import type { ClauseMapping } from './checks';

export const mapping8_2 = {
  '8.2/identity#single-identity-source': {
    rules: ['iam-no-users', 'federation-single-provider', 'azure-local-accounts-disabled'],
  },
  '8.2/identity#group-based-assignment': {
    rules: ['permission-set-assigned-to-groups', 'iam-no-inline-user-policies', 'azure-role-assigned-to-groups'],
  },
  '8.2/identity#leaver-revocation': {
    rules: ['leaver-reconciliation-daily', 'iam-role-session-limit', 'permission-set-session-limit'],
    azureThroughAws: true,
  },
  '8.2/identity#no-long-lived-credentials': {
    rules: ['iam-no-users', 'iam-no-access-keys', 'azure-storage-no-shared-keys'],
  },
  '8.2/identity#identity-provider-protection': {
    rules: ['identity-change-alarm'],
    records: ['identity-provider-configuration'],
    azureByRecord: true,
  },
  '8.2/mfa#all-human-sign-in': {
    rules: ['iam-mfa-where-testable'],
    records: ['identity-provider-mfa'],
    azureByRecord: true,
  },
  '8.2/mfa#privileged-step-up': { rules: ['privileged-role-fresh-mfa', 'azure-pim-activation-mfa'] },
  '8.2/mfa#break-glass-mfa': {
    rules: ['break-glass-mfa-required'],
    records: ['break-glass-custody'],
    azureByRecord: true,
  },
  '8.2/mfa#root-and-owner-accounts': {
    records: ['root-account-custody'],
    nothingToTry: {
      awsCn: {
        en: 'accounts in China have no root user; the IAM user that created the account stands for it',
        zh: '中国区账号无根用户，以创建账号的 IAM 用户代之',
      },
      azure: {
        en: 'the directory has no root user; the global administrators stand for it',
        zh: '目录无根用户，以全局管理员代之',
      },
    },
  },
  '8.2/mfa#phishing-resistant-factor': { records: ['identity-provider-authentication-methods'] },
  '8.2/least-privilege#no-wildcard-grants': {
    rules: [
      'iam-no-wildcard-grants',
      'iam-managed-policies',
      'third-party-resources-named',
      'azure-role-definition-no-wildcard',
      'azure-no-owner-assignment',
    ],
  },
  '8.2/least-privilege#permission-boundaries': {
    rules: ['iam-role-permission-boundary', 'azure-role-assignment-condition'],
  },
  '8.2/least-privilege#privilege-escalation-denied': {},
  '8.2/least-privilege#function-role-minimum': { rules: ['function-role-exact', 'azure-managed-identity-scoped'] },
  '8.2/least-privilege#trust-and-resource-policies': {
    rules: [
      'iam-trust-exact',
      'iam-pass-role-bounded',
      'kms-no-open-policy',
      's3-delivery-principals',
      's3-bucket-named-principals',
      'sns-topic-named-principals',
      'sqs-queue-named-principals',
      'event-bus-named-principals',
      'resource-policy-named-principals',
      'lambda-permission-source',
      'azure-federated-credential-exact',
      'azure-managed-identity-scoped',
    ],
  },
  '8.2/access-review#review-cycle': { rules: ['access-review-schedule'], azureThroughAws: true },
  '8.2/access-review#review-population': {},
  '8.2/access-review#unused-access-proposal': {},
  '8.2/access-review#reviewer-independence': { azureThroughAws: true },
  '8.2/access-review#revocation-follow-through': {},
  '8.2/bastion#single-entry-path': {
    rules: ['session-start-guarded', 'instance-no-key-pair', 'azure-role-no-run-command'],
  },
  '8.2/bastion#no-network-exposure': {
    rules: [
      'bastion-no-inbound',
      'instance-no-public-address',
      'vpc-endpoint-private-dns',
      'azure-bastion-subnet-rules',
      'azure-vm-no-public-address',
    ],
  },
  '8.2/bastion#hardened-host': {
    rules: [
      'instance-volumes-encrypted',
      'auto-scaling-group-replaces',
      'bastion-role-minimal',
      'host-launch-hardened',
      'azure-vm-encryption-at-host',
      'azure-vm-patch-mode',
    ],
  },
  '8.2/bastion#named-os-users': {
    rules: ['session-document-run-as', 'host-launch-hardened', 'azure-vm-entra-login'],
  },
  '8.2/bastion#fixed-session-documents': {
    rules: [
      'session-document-recorded',
      'session-document-fixed',
      'session-start-guarded',
      'azure-bastion-settings-protected',
    ],
  },
  '8.2/bastion#session-limits': { rules: ['session-document-limits', 'azure-vm-session-limits'] },
  '8.2/operation-audit#control-plane-coverage': {
    rules: [
      'trail-multi-region',
      'trail-management-events',
      'azure-diagnostic-settings',
      'azure-activity-log-exported',
      'azure-entra-logs-exported',
    ],
  },
  '8.2/operation-audit#log-integrity': {
    rules: ['trail-log-validation', 'digest-validation-daily', 'azure-log-manifest-daily'],
  },
  // The proof decides what the guardrails deny; the rules, that they fit, are attached and spare the platform's role alone
  '8.2/operation-audit#audit-tamper-protection': {
    rules: [
      'guardrail-within-quota',
      'guardrail-words-known',
      'guardrail-spares-platform',
      'audit-change-alarm',
      'azure-policy-deny-action',
      'azure-management-lock',
    ],
  },
  '8.2/operation-audit#independent-review': {
    rules: ['auditor-role-read-only', 'azure-auditor-role-read-only'],
    records: ['audit-log-review'],
  },
  '8.2/session-recording#fail-closed': {},
  '8.2/session-recording#timed-screen-recording': {},
  '8.2/session-recording#tamper-evidence': {},
  '8.2/session-recording#immutable-storage': {
    rules: [
      's3-object-lock',
      's3-object-lock-compliance',
      's3-log-retention',
      's3-customer-managed-key',
      's3-replication',
      's3-recordings-write-only',
      'session-document-recorded',
      'session-recordings-kept',
      'azure-storage-immutability',
    ],
  },
  '8.2/session-recording#session-reconciliation': {
    rules: [
      'session-reconciliation-schedule',
      'session-starts-told',
      'event-rule-reaches',
      'azure-session-reconciliation-alert',
    ],
  },
  '8.2/session-recording#replay-and-search': {},
  '8.2/high-risk-approval#high-risk-catalogue': { records: ['high-risk-operations'] },
  // One approval workflow; that Azure admits nobody beside it is for `broker-only-access` to show
  '8.2/high-risk-approval#distinct-approvers': { azureThroughAws: true },
  '8.2/high-risk-approval#broker-only-access': { rules: ['privileged-role-broker-only', 'azure-pim-eligible-only'] },
  '8.2/high-risk-approval#approval-fail-closed': { azureThroughAws: true },
  '8.2/high-risk-approval#break-glass-control': {
    rules: ['break-glass-session-limit', 'break-glass-use-alarm', 'azure-break-glass-use-alert'],
  },
  '8.2/high-risk-approval#approval-records': { rules: ['approval-records-append-only'], azureThroughAws: true },
  // On Azure a session without a person is one by key or local account
  '8.2/no-shared-accounts#unique-person-binding': {
    rules: ['human-role-source-identity', 'azure-local-accounts-disabled', 'azure-storage-no-shared-keys'],
  },
  '8.2/no-shared-accounts#no-generic-logins': {
    rules: ['database-managed-master-password', 'azure-database-entra-only'],
    records: ['login-inventory'],
  },
  '8.2/no-shared-accounts#concurrent-use-detection': { rules: ['concurrent-use-alarm', 'azure-concurrent-use-alert'] },
  '8.2/no-excess-access#attack-matrix': {},
  '8.2/no-excess-access#data-perimeter': {
    rules: [
      'vpc-endpoint-policy',
      'bucket-policy-data-perimeter',
      'resource-control-effective',
      'azure-storage-network-rules',
      'azure-key-vault-network',
    ],
  },
  '8.2/no-excess-access#tenant-isolation': {},
  '8.2/no-excess-access#separation-of-duties': {
    rules: ['kms-duty-separation', 'session-decisions-own', 'session-control-sealed', 'azure-key-vault-rbac'],
  },
  '8.2/no-unauthorised-export#export-gate-only': {
    rules: ['classified-bucket-gate-only', 'azure-storage-no-shared-keys', 'azure-storage-public-access'],
  },
  '8.2/no-unauthorised-export#export-approval': { azureThroughAws: true },
  '8.2/no-unauthorised-export#bounded-delivery': { azureThroughAws: true },
  '8.2/no-unauthorised-export#resource-sharing-denied': {
    rules: [
      'guardrail-within-quota',
      'guardrail-words-known',
      'guardrail-spares-platform',
      'resource-share-organization-only',
      'azure-storage-no-cross-tenant-replication',
      'azure-disk-export-denied',
    ],
  },
  '8.2/no-unauthorised-export#terminal-channels-closed': {
    rules: ['session-document-no-forwarding', 'azure-bastion-channels-closed'],
  },
} as const satisfies ClauseMapping;
