import { BackupClient, GetBackupPlanCommand } from '@aws-sdk/client-backup';
import { found } from '../missing';
import type { Reader } from '../reader';

/** A backup plan: its rules, and where they copy to. */
export const backupPlan: Reader = async ({ client: settings }, id) => {
  const { BackupPlan: plan } = await new BackupClient(settings).send(new GetBackupPlanCommand({ BackupPlanId: id }));
  const { BackupPlanName, Rules = [] } = found(plan, 'backup plan', id);
  return { BackupPlan: { BackupPlanName, BackupPlanRule: Rules } };
};
