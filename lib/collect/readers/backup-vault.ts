import {
  BackupClient,
  DescribeBackupVaultCommand,
  type DescribeBackupVaultCommandOutput,
  GetBackupVaultAccessPolicyCommand,
  paginateListTags,
} from '@aws-sdk/client-backup';
import { policyOf } from '../policy-document';
import type { Reader } from '../reader';
import { unless } from '../unless';

/** A backup vault: its lock, its key, who may delete from it, and its tags. */
export const backupVault: Reader = async ({ client: settings }, name) => {
  const client = new BackupClient(settings);
  const [vault, policy] = await Promise.all([
    client.send(new DescribeBackupVaultCommand({ BackupVaultName: name })),
    client
      .send(new GetBackupVaultAccessPolicyCommand({ BackupVaultName: name }))
      .catch(unless('ResourceNotFoundException')),
  ]);
  return {
    EncryptionKeyArn: vault.EncryptionKeyArn,
    LockConfiguration: lockOf(vault),
    AccessPolicy: policyOf(policy?.Policy),
    BackupVaultTags: vault.BackupVaultArn ? await tagsOf(client, vault.BackupVaultArn) : undefined,
  };
};

const DAY_MS = 24 * 60 * 60 * 1000;

/** With a date the lock is in compliance mode; `ChangeableForDays` is then how long it can still be lifted. */
function lockOf({ Locked, MinRetentionDays, MaxRetentionDays, LockDate }: DescribeBackupVaultCommandOutput) {
  if (!Locked) return undefined;
  return {
    MinRetentionDays,
    MaxRetentionDays,
    ...(LockDate && { ChangeableForDays: Math.max(0, Math.ceil((LockDate.getTime() - Date.now()) / DAY_MS)) }),
  };
}

/** This type writes tags as a mapping. */
async function tagsOf(client: BackupClient, arn: string): Promise<Readonly<Record<string, string>>> {
  let tags: Record<string, string> = {};
  for await (const { Tags = {} } of paginateListTags({ client }, { ResourceArn: arn })) tags = { ...tags, ...Tags };
  return tags;
}
