import { App, Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { LockedVault, type LockedVaultProps } from '../../../constructs/backup-vault/locked-vault';
import { continuityRules } from '../../../constructs/nag/rules/continuity';
import { keysRules } from '../../../constructs/nag/rules/keys';
import { dataRetained } from '../../../constructs/nag/rules/storage/data-retained';
import { faults } from '../../support/judged';

function made(props: Partial<LockedVaultProps> = {}, region = 'eu-west-1') {
  const stack = new Stack(new App(), 'Stack', { env: { account: '111111111111', region } });
  return { stack, vault: new LockedVault(stack, 'Vault', { name: 'acme', ...props }) };
}

const synthesized = (props?: Partial<LockedVaultProps>, region?: string): Template =>
  Template.fromStack(made(props, region).stack);

describe('LockedVault', () => {
  test('8.4/backup#immutable-vault: is locked in compliance mode for 30 days by default', () => {
    synthesized().hasResourceProperties('AWS::Backup::BackupVault', {
      BackupVaultName: 'acme-vault',
      LockConfiguration: { MinRetentionDays: 30, ChangeableForDays: 3, MaxRetentionDays: Match.absent() },
    });
  });

  test('is locked in governance mode for a trial', () => {
    synthesized({ lockMode: 'governance' }).hasResourceProperties('AWS::Backup::BackupVault', {
      LockConfiguration: { MinRetentionDays: 30, ChangeableForDays: Match.absent() },
    });
  });

  test('8.4/backup#deletion-dual-control: nobody deletes recovery points or cuts their time short', () => {
    synthesized().hasResourceProperties('AWS::Backup::BackupVault', {
      AccessPolicy: {
        Statement: [
          {
            Sid: 'NobodyDestroys',
            Effect: 'Deny',
            Principal: { AWS: '*' },
            Action: Match.arrayWith(['backup:DeleteRecoveryPoint', 'backup:UpdateRecoveryPointLifecycle']),
            Resource: '*',
          },
        ],
      },
    });
  });

  test('8.4/backup#backup-key-independence: has a key of its own, for backups alone', () => {
    const template = synthesized();

    template.hasResourceProperties('AWS::KMS::Alias', { AliasName: 'alias/acme/backup' });
    template.hasResourceProperties('AWS::Backup::BackupVault', {
      EncryptionKeyArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^VaultKey'), 'Arn'] },
    });
  });

  test('lets whoever deploys create the vault under its key, through AWS Backup alone', () => {
    synthesized({ deployers: ['acme-deploy'] }).hasResourceProperties('AWS::KMS::Key', {
      KeyPolicy: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Sid: 'VaultIsCreated',
            Condition: {
              StringEquals: {
                'kms:CallerAccount': '111111111111',
                'kms:ViaService': [{ 'Fn::Join': ['', ['backup.eu-west-1.', { Ref: 'AWS::URLSuffix' }]] }],
              },
              ArnLike: {
                'aws:PrincipalArn': [
                  { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::111111111111:role/acme-deploy']] },
                ],
              },
            },
          }),
        ]),
      },
    });
  });

  test('keeps recovery points when the stack is deleted', () => {
    synthesized().hasResource('AWS::Backup::BackupVault', { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  });

  test('8.4/backup#separate-copy: takes copies from the organization’s accounts where asked to', () => {
    synthesized({ acceptCopiesFrom: 'o-abcdefghij' }).hasResourceProperties('AWS::Backup::BackupVault', {
      AccessPolicy: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: 'backup:CopyIntoBackupVault',
            Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-abcdefghij' } },
          }),
        ]),
      },
    });
  });

  test('has an ARN that plans of the other region can name', () => {
    const { stack } = made();

    expect(stack.resolve(LockedVault.vaultArn(stack, { name: 'acme', region: 'eu-central-1' }))).toEqual({
      'Fn::Join': [
        '',
        ['arn:', { Ref: 'AWS::Partition' }, ':backup:eu-central-1:111111111111:backup-vault:acme-vault'],
      ],
    });
  });

  test.each(['eu-west-1', 'cn-northwest-1'])('8.4/backup#immutable-vault: passes the rules in %s', (region) => {
    expect(faults([made({}, region).stack], [...continuityRules, ...keysRules, dataRetained])).toEqual([]);
  });

  test.each([
    ['the minimum retention is below a week', { minimumRetention: Duration.days(6) }, /6 days is shorter than the 7/],
    [
      'the maximum retention is below the minimum',
      { maximumRetention: Duration.days(29) },
      /maximum retention of 29 days is shorter than the minimum of 30; 8.4\/retention#technical-enforcement/,
    ],
    ['the lock would hold too soon', { coolingOff: Duration.days(2) }, /after 2 days is refused by AWS Backup/],
  ])('throws when %s', (_, props, message) => {
    expect(() => synthesized(props)).toThrow(message);
  });

  test('throws when China is asked to take copies from other accounts', () => {
    expect(() => synthesized({ acceptCopiesFrom: 'o-abcdefghij' }, 'cn-north-1')).toThrow(
      /cn-north-1 cannot accept copies for 8.4\/backup#separate-copy/,
    );
  });
});
