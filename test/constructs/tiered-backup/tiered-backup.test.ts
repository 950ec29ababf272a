import { App, Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { AlertTopic } from '../../../constructs/alert-topic/alert-topic';
import { LockedVault, type LockedVaultProps } from '../../../constructs/backup-vault/locked-vault';
import { continuityRules } from '../../../constructs/nag/rules/continuity';
import { alarmNotifies } from '../../../constructs/nag/rules/logging/alarm-notifies';
import { scheduleFor } from '../../../constructs/tiered-backup/schedule';
import { TieredBackup, type TieredBackupProps } from '../../../constructs/tiered-backup/tiered-backup';
import { faults } from '../../support/judged';

const DAILY = { name: 'bronze', objective: Duration.hours(25) };
const COPY = 'arn:aws:backup:eu-central-1:111111111111:backup-vault:acme-vault';

interface Given {
  readonly region?: string;
  readonly vault?: Partial<LockedVaultProps>;
  readonly backup?: Partial<TieredBackupProps>;
}

function made({ region = 'eu-west-1', vault, backup }: Given = {}): Stack {
  const stack = new Stack(new App(), 'Stack', { env: { account: '111111111111', region } });
  const { topic } = new AlertTopic(stack, 'Alerts', {
    name: 'acme',
    subject: 'backup',
    emails: ['on-call@example.com'],
  });
  new TieredBackup(stack, 'Backup', {
    name: 'acme',
    vault: new LockedVault(stack, 'Vault', { name: 'acme', ...vault }),
    tiers: [DAILY],
    copyTo: [COPY],
    topic,
    ...backup,
  });
  return stack;
}

const synthesized = (given?: Given): Template => Template.fromStack(made(given));

describe('TieredBackup', () => {
  test('8.4/backup#separate-copy: copies every recovery point to the recovery region, for as long', () => {
    synthesized({ backup: { tiers: [{ ...DAILY, retention: Duration.days(90) }] } }).hasResourceProperties(
      'AWS::Backup::BackupPlan',
      {
        BackupPlan: {
          BackupPlanName: 'acme-bronze',
          BackupPlanRule: [
            {
              TargetBackupVault: 'acme-vault',
              ScheduleExpression: 'cron(0 18 * * ? *)',
              Lifecycle: { DeleteAfterDays: 90 },
              CopyActions: [{ DestinationBackupVaultArn: COPY, Lifecycle: { DeleteAfterDays: 90 } }],
            },
          ],
        },
      },
    );
  });

  test('8.4/backup#backup-coverage: selects by the tier’s tag what is to be backed up', () => {
    synthesized().hasResourceProperties('AWS::Backup::BackupSelection', {
      BackupSelection: {
        ListOfTags: [{ ConditionType: 'STRINGEQUALS', ConditionKey: 'isms:backup-tier', ConditionValue: 'bronze' }],
        Resources: Match.absent(),
      },
    });
  });

  test('8.4/disaster-tolerance#logical-corruption-recovery: backs up continuously where snapshots are too rare', () => {
    const tiers = [{ name: 'gold', objective: Duration.minutes(15), retention: Duration.days(60) }];

    synthesized({ backup: { tiers } }).hasResourceProperties('AWS::Backup::BackupPlan', {
      BackupPlan: {
        BackupPlanRule: [
          {
            EnableContinuousBackup: true,
            ScheduleExpression: 'cron(0 * * * ? *)',
            Lifecycle: { DeleteAfterDays: 35 },
            CopyActions: [Match.objectLike({ Lifecycle: { DeleteAfterDays: 60 } })],
          },
        ],
      },
    });
  });

  test('works in the name of a role that restores nothing', () => {
    const [role] = Object.values(synthesized().findResources('AWS::IAM::Role'));

    expect(JSON.stringify(role?.['Properties'].ManagedPolicyArns)).not.toMatch(/Restore/);
    expect(role?.['Properties']).toMatchObject({
      RoleName: 'acme-backup',
      AssumeRolePolicyDocument: { Statement: [{ Principal: { Service: 'backup.amazonaws.com' } }] },
    });
  });

  test.each([
    ['NumberOfBackupJobsFailed', 'GreaterThanThreshold', 'notBreaching', 3600],
    ['NumberOfBackupJobsAborted', 'GreaterThanThreshold', 'notBreaching', 3600],
    ['NumberOfBackupJobsExpired', 'GreaterThanThreshold', 'notBreaching', 3600],
    ['NumberOfCopyJobsFailed', 'GreaterThanThreshold', 'notBreaching', 3600],
    ['NumberOfBackupJobsCompleted', 'LessThanThreshold', 'breaching', 86400],
  ])('8.4/backup: watches %s', (MetricName, ComparisonOperator, TreatMissingData, Period) => {
    synthesized().hasResourceProperties('AWS::CloudWatch::Alarm', {
      Namespace: 'AWS/Backup',
      MetricName,
      Dimensions: [{ Name: 'BackupVaultName', Value: 'acme-vault' }],
      ComparisonOperator,
      TreatMissingData,
      Period,
      AlarmActions: [Match.anyValue()],
    });
  });

  test.each(['eu-west-1', 'cn-northwest-1'])('8.4/backup#separate-copy: passes the rules in %s', (region) => {
    const recovery = region.startsWith('cn-') ? 'cn-north-1' : 'eu-central-1';
    const partition = region.startsWith('cn-') ? 'aws-cn' : 'aws';
    const copyTo = [`arn:${partition}:backup:${recovery}:111111111111:backup-vault:acme-vault`];

    expect(faults([made({ region, backup: { copyTo } })], [...continuityRules, alarmNotifies])).toEqual([]);
  });

  test('throws when no backup comes as close to the present as the objective', () => {
    expect(() => synthesized({ backup: { tiers: [{ name: 'gold', objective: Duration.minutes(14) }] } })).toThrow(
      /tier gold allows a loss of 14 minutes, and no backup comes that close to the present \(8.8\/rto-rpo#objectives-attainable\)/,
    );
  });

  test.each([
    ['shorter than the vault’s minimum', 29, {}],
    ['longer than the vault’s maximum', 61, { maximumRetention: Duration.days(60) }],
  ])('throws when a tier’s retention is %s', (_, days, vault) => {
    const tiers = [{ ...DAILY, retention: Duration.days(days) }];

    expect(() => synthesized({ vault, backup: { tiers } })).toThrow(
      new RegExp(`tier bronze keeps recovery points for ${days} days, outside .* 8.4/retention#technical-enforcement`),
    );
  });

  test('throws when the vault’s lock outlasts continuous recovery points', () => {
    const tiers = [{ name: 'gold', objective: Duration.hours(1) }];

    expect(() => synthesized({ vault: { minimumRetention: Duration.days(36) }, backup: { tiers } })).toThrow(
      /continuous backup, which is kept for 35 days at most, and the vault is locked to 36 at least/,
    );
  });

  test('throws when nothing is copied', () => {
    expect(() => synthesized({ backup: { copyTo: [] } })).toThrow(
      /recovery points are copied nowhere, and 8.4\/backup#separate-copy/,
    );
  });

  test('throws when China is asked to copy to another account', () => {
    const copyTo = ['arn:aws-cn:backup:cn-north-1:222222222222:backup-vault:acme-vault'];

    expect(() => synthesized({ region: 'cn-northwest-1', backup: { copyTo } })).toThrow(
      /does not copy between accounts in China/,
    );
  });
});

describe('scheduleFor', () => {
  test.each([
    [{ minutes: 15 }, 'cron(0 * * * ? *)', true],
    [{ minutes: 119 }, 'cron(0 * * * ? *)', true],
    [{ minutes: 120 }, 'cron(0 * * * ? *)', false],
    [{ minutes: 180 }, 'cron(0 0/2 * * ? *)', false],
    [{ minutes: 24 * 60 }, 'cron(0 6/12 * * ? *)', false],
    [{ minutes: 25 * 60 }, 'cron(0 18 * * ? *)', false],
    [{ minutes: 14 * 24 * 60 }, 'cron(0 18 ? * SUN *)', false],
  ])('8.8/rto-rpo#objectives-attainable: reaches %j with %s, continuously: %s', ({ minutes }, cron, continuous) => {
    expect(scheduleFor(Duration.minutes(minutes))).toEqual({ cron, continuous });
  });

  test('reaches nothing below a quarter of an hour', () => {
    expect(scheduleFor(Duration.minutes(14))).toBeUndefined();
  });
});
