import { finding } from '../../findings';
import { compliant, nonCompliant, notApplicable, type Rule } from '../../rule';

const GRACE = 'LockConfiguration.ChangeableForDays';

/** The lock takes effect after a grace of 3 days to 100 years; a longer one than a month is none worth the name. */
const LONGEST_GRACE_DAYS = 30;

/**
 * The lock of a vault is in compliance mode: once the grace is over nobody can lift it, the account's owner and AWS
 * included. Without a grace the lock is in governance mode, and whoever may administer the vault can lift it.
 *
 * A rule of its own, so that a trial which must be taken down again can be excepted from the mode without being excepted
 * from the lock.
 */
export const backupVaultLockCompliance: Rule = {
  id: 'backup-vault-lock-compliance',
  demand: {
    en: `The lock of a backup vault is in compliance mode and takes effect within ${LONGEST_GRACE_DAYS} days.`,
    zh: `备份保管库锁定采用合规模式，并在 ${LONGEST_GRACE_DAYS} 天内生效。`,
  },
  types: ['AWS::Backup::BackupVault'],
  reference: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html',
  judge(vault) {
    if (!vault.has('LockConfiguration')) return NOT_LOCKED;
    const days = vault.number(GRACE);
    if (days === undefined) return GOVERNANCE;
    if (days <= LONGEST_GRACE_DAYS) return compliant;
    return nonCompliant(
      finding(
        GRACE,
        `is ${days}: the lock can be lifted for more than ${LONGEST_GRACE_DAYS} days`,
        `为 ${days} 天：超过 ${LONGEST_GRACE_DAYS} 天内仍可解除锁定`,
      ),
    );
  },
};

const NOT_LOCKED = notApplicable({ en: 'it is not locked', zh: '该保管库未锁定' });

const GOVERNANCE = nonCompliant(
  finding(
    GRACE,
    'is missing: the lock is in governance mode, and administrators can lift it',
    '未设置：锁定处于监管模式，管理员可以解除',
  ),
);
