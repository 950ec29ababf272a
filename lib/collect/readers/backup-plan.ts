import { BackupClient, type BackupRule, GetBackupPlanCommand } from '@aws-sdk/client-backup';
import { found } from '../missing';
import type { Reader } from '../reader';

/** A backup plan: its rules: when, for how long, into which vault, and where they copy to. */
export const backupPlan: Reader = async ({ client: settings }, id) => {
  const { BackupPlan: plan } = await new BackupClient(settings).send(new GetBackupPlanCommand({ BackupPlanId: id }));
  const { BackupPlanName, Rules = [], AdvancedBackupSettings } = found(plan, 'backup plan', id);
  return { BackupPlan: { BackupPlanName, BackupPlanRule: Rules.map(written), AdvancedBackupSettings } };
};

/** The id of a rule is the service's own, and the vault has another name in templates. */
const written = ({ RuleId: _, TargetBackupVaultName, ...rule }: BackupRule) => ({
  ...rule,
  TargetBackupVault: TargetBackupVaultName,
});
