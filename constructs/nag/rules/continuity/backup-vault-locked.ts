import { finding } from '../../findings';
import { type Finding, type Rule, verdictFromEach } from '../../rule';
import type { Resource } from '../../template';

const LEAST = 'LockConfiguration.MinRetentionDays';
const LONGEST = 'LockConfiguration.MaxRetentionDays';

/**
 * A vault is locked: recovery points cannot be deleted before their time, and backups that would be kept for less are
 * refused. Whether the lock itself is out of reach, `backup-vault-lock-compliance` judges.
 */
export const backupVaultLocked: Rule = {
  id: 'backup-vault-locked',
  demand: {
    en: 'A backup vault is locked with a minimum retention.',
    zh: '备份保管库启用锁定并设置最短保留期。',
  },
  types: ['AWS::Backup::BackupVault'],
  reference: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html',
  judge: (vault) => verdictFromEach([leastFindings, orderFindings], (judge) => judge(vault)),
};

const leastFindings = (vault: Resource): readonly Finding[] =>
  (vault.number(LEAST) ?? 0) > 0
    ? []
    : [finding(LEAST, 'is missing: recovery points can be deleted at any time', '未设置：恢复点可随时删除')];

function orderFindings(vault: Resource): readonly Finding[] {
  const least = vault.number(LEAST) ?? 0;
  const longest = vault.number(LONGEST) ?? Number.POSITIVE_INFINITY;
  if (least <= longest) return [];
  return [
    finding(
      LONGEST,
      `is ${longest}, less than the minimum of ${least}: every backup is refused`,
      `为 ${longest}，小于最短保留期 ${least}：所有备份都会被拒绝`,
    ),
  ];
}
