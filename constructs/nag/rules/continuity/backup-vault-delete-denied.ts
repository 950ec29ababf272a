import { isAnyone } from '../../callers';
import { finding } from '../../findings';
import { type Statement, statementsOf } from '../../policy';
import { nonCompliant, type Rule, verdictFrom } from '../../rule';

/** Actions by which a recovery point is lost before its time, with its vault or without. */
const DESTRUCTIVE = ['backup:DeleteRecoveryPoint', 'backup:UpdateRecoveryPointLifecycle', 'backup:DeleteBackupVault'];

/**
 * The vault's own policy denies deletion to everyone, whatever rights they have elsewhere. A condition may spare the role
 * that deletes once two persons have agreed.
 *
 * Policies of vaults take no wildcard in an action, so each is named; recovery points have ARNs of many kinds, so that
 * only `*` takes in all of them.
 */
export const backupVaultDeleteDenied: Rule = {
  id: 'backup-vault-delete-denied',
  demand: {
    en: 'The policy of a backup vault denies everyone the deletion of recovery points and of the vault.',
    zh: '备份保管库策略拒绝任何人删除恢复点与保管库。',
  },
  types: ['AWS::Backup::BackupVault'],
  reference: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/create-a-vault-access-policy.html',
  judge(vault) {
    if (!vault.has('AccessPolicy')) return NO_POLICY;
    const denials = statementsOf(vault, 'AccessPolicy').filter(deniesEveryone);
    const denied = new Set(denials.flatMap(({ actions }) => actions.map((action) => action.toLowerCase())));
    return verdictFrom(
      DESTRUCTIVE.filter((action) => !denied.has(action.toLowerCase())).map((action) =>
        finding(
          'AccessPolicy.Statement',
          `does not deny everyone ${action} on every recovery point, by the action's full name`,
          `未以完整操作名拒绝所有人对任意恢复点执行 ${action}`,
        ),
      ),
    );
  },
};

const deniesEveryone = ({ effect, principals, resources }: Statement): boolean =>
  effect === 'Deny' && principals.some(isAnyone) && resources.includes('*');

const NO_POLICY = nonCompliant(
  finding(
    'AccessPolicy',
    'is missing: whoever has the right elsewhere can delete recovery points',
    '未设置：凡另有授权者均可删除恢复点',
  ),
);
