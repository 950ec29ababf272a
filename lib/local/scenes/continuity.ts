import {
  BackupClient,
  DescribeBackupJobCommand,
  DescribeRestoreJobCommand,
  ListRecoveryPointsByBackupVaultCommand,
  StartBackupJobCommand,
  StartRestoreJobCommand,
} from '@aws-sdk/client-backup';
import { KMSClient, paginateListKeyRotations, RotateKeyOnDemandCommand } from '@aws-sdk/client-kms';
import { isLacking, type Played, type Scene, standing } from './scene';

const keyRotated: Scene = {
  id: 'key-rotated-on-demand',
  title: { en: 'A key is rotated at once', zh: '立即轮换密钥' },
  expected: { en: 'the rotation is on record', zh: '轮换记录在案' },
  facets: [],
  async play(stage): Promise<Played> {
    const key = standing(stage, 'AWS::KMS::Key');
    const client = new KMSClient(stage.client(key.account, key.region));
    await client.send(new RotateKeyOnDemandCommand({ KeyId: key.physicalId }));
    let rotations = 0;
    for await (const page of paginateListKeyRotations({ client }, { KeyId: key.physicalId })) {
      rotations += page.Rotations?.length ?? 0;
    }
    return {
      ending: rotations > 0 ? 'as-expected' : 'wrong',
      happened: { en: `${rotations} rotations on record`, zh: `记录在案的轮换 ${rotations} 次` },
      subject: key,
    };
  },
};

const backedUp: Scene = {
  id: 'backup-completes',
  title: { en: 'A bucket of the archive is backed up', zh: '备份归档中的存储桶' },
  expected: { en: 'the job completes and leaves a recovery point', zh: '备份任务完成并产生恢复点' },
  facets: [],
  async play(stage): Promise<Played> {
    const vault = standing(stage, 'AWS::Backup::BackupVault');
    const role = standing(stage, 'AWS::IAM::Role', /backup/);
    const client = new BackupClient(stage.client(vault.account, vault.region));
    const { BackupJobId } = await client.send(
      new StartBackupJobCommand({
        BackupVaultName: vault.physicalId,
        ResourceArn: `arn:aws:s3:::${standing(stage, 'AWS::S3::Bucket', /trail/).physicalId}`,
        IamRoleArn: `arn:aws:iam::${role.account}:role/${role.physicalId}`,
      }),
    );
    const { State, RecoveryPointArn } = await client.send(new DescribeBackupJobCommand({ BackupJobId }));
    const good = State === 'COMPLETED' && RecoveryPointArn !== undefined;
    return {
      ending: good ? 'as-expected' : 'not-enforced',
      happened: { en: `job ${State ?? 'without a state'}`, zh: `任务状态 ${State ?? '未知'}` },
      subject: vault,
    };
  },
};

const restored: Scene = {
  id: 'restore-completes',
  title: { en: 'What was backed up is restored', zh: '从备份恢复' },
  expected: { en: 'the restore job completes', zh: '恢复任务完成' },
  facets: [],
  async play(stage): Promise<Played> {
    const vault = standing(stage, 'AWS::Backup::BackupVault');
    const client = new BackupClient(stage.client(vault.account, vault.region));
    const named = { BackupVaultName: vault.physicalId };
    const { RecoveryPoints = [] } = await client.send(new ListRecoveryPointsByBackupVaultCommand(named));
    const RecoveryPointArn = RecoveryPoints[0]?.RecoveryPointArn;
    if (!RecoveryPointArn) return { ending: 'not-enforced', happened: NO_POINT, subject: vault };
    const { RestoreJobId } = await client.send(new StartRestoreJobCommand({ RecoveryPointArn, Metadata: {} }));
    const { Status } = await client.send(new DescribeRestoreJobCommand({ RestoreJobId }));
    return {
      ending: Status === 'COMPLETED' ? 'as-expected' : 'wrong',
      happened: { en: `job ${Status ?? 'without a state'}`, zh: `任务状态 ${Status ?? '未知'}` },
      subject: vault,
    };
  },
};

const NO_POINT = {
  en: 'the emulator lists no recovery point to restore',
  zh: '模拟器未列出可恢复的恢复点',
};

/** A scene whose call the emulator lacks shows nothing. */
const whereThereIsSuchACall = (scene: Scene): Scene => ({
  ...scene,
  async play(stage): Promise<Played> {
    try {
      return await scene.play(stage);
    } catch (error) {
      if (!isLacking(error)) throw error;
      const { message } = error as Error;
      return {
        ending: 'not-enforced',
        happened: { en: `the emulator has no such call (${message})`, zh: `模拟器没有此调用（${message}）` },
        subject: null,
      };
    }
  },
});

export const CONTINUITY_SCENES: readonly Scene[] = [keyRotated, backedUp, restored].map(whereThereIsSuchACall);
