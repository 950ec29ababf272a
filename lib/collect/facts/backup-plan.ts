import { BackupClient, GetBackupSelectionCommand, paginateListBackupSelections } from '@aws-sdk/client-backup';
import { found } from '../missing';
import type { Reader } from '../reader';

/** A backup plan: what it is for. */
export const backupPlanFacts: Reader = async ({ client: settings }, BackupPlanId) => {
  const client = new BackupClient(settings);
  const selections: object[] = [];
  for await (const page of paginateListBackupSelections({ client }, { BackupPlanId })) {
    for (const { SelectionId } of page.BackupSelectionsList ?? []) {
      const { BackupSelection } = await client.send(new GetBackupSelectionCommand({ BackupPlanId, SelectionId }));
      selections.push({ BackupSelection: found(BackupSelection, 'selection', String(SelectionId)) });
    }
  }
  return { selections };
};
