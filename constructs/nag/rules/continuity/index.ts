import type { Rule } from '../../rule';
import { backupJobAlarm } from './backup-job-alarm';
import { backupPlanCopies } from './backup-plan-copies';
import { backupSelectionByTier } from './backup-selection-by-tier';
import { backupVaultCustomerManagedKey } from './backup-vault-customer-managed-key';
import { backupVaultDeleteDenied } from './backup-vault-delete-denied';
import { backupVaultLockCompliance } from './backup-vault-lock-compliance';
import { backupVaultLocked } from './backup-vault-locked';
import { route53FailoverRecord } from './route53-failover-record';
import { route53HealthCheck } from './route53-health-check';

export const continuityRules: readonly Rule[] = [
  backupVaultLocked,
  backupVaultLockCompliance,
  backupVaultCustomerManagedKey,
  backupVaultDeleteDenied,
  backupPlanCopies,
  backupSelectionByTier,
  route53FailoverRecord,
  route53HealthCheck,
  backupJobAlarm,
];
