import { verdictOf } from '../../../../../constructs/nag/rule';
import { backupPlanCopies } from '../../../../../constructs/nag/rules/continuity/backup-plan-copies';
import { backupSelectionByTier } from '../../../../../constructs/nag/rules/continuity/backup-selection-by-tier';
import { backupVaultCustomerManagedKey } from '../../../../../constructs/nag/rules/continuity/backup-vault-customer-managed-key';
import { backupVaultDeleteDenied } from '../../../../../constructs/nag/rules/continuity/backup-vault-delete-denied';
import { backupVaultLockCompliance } from '../../../../../constructs/nag/rules/continuity/backup-vault-lock-compliance';
import { backupVaultLocked } from '../../../../../constructs/nag/rules/continuity/backup-vault-locked';
import { Estate, Template } from '../../../../../constructs/nag/template';
import { describeRule } from '../../../../support/rule-cases';

const lockedBy = (LockConfiguration: object) => ({ LockConfiguration });

describeRule(backupVaultLocked, {
  compliant: {
    'a minimum': lockedBy({ MinRetentionDays: 35 }),
    'a minimum and a maximum': lockedBy({ MinRetentionDays: 35, MaxRetentionDays: 35 }),
  },
  nonCompliant: {
    'no lock': [{}, 'LockConfiguration.MinRetentionDays'],
    'a maximum alone': [lockedBy({ MaxRetentionDays: 365 }), 'LockConfiguration.MinRetentionDays'],
    'a minimum of nothing': [lockedBy({ MinRetentionDays: 0 }), 'LockConfiguration.MinRetentionDays'],
    'a maximum below the minimum': [
      lockedBy({ MinRetentionDays: 36, MaxRetentionDays: 35 }),
      'LockConfiguration.MaxRetentionDays',
    ],
  },
  unknown: { 'a minimum that a parameter decides': lockedBy({ MinRetentionDays: { Ref: 'Days' } }) },
});

describeRule(backupVaultLockCompliance, {
  compliant: {
    'the shortest grace': lockedBy({ MinRetentionDays: 35, ChangeableForDays: 3 }),
    'the longest grace': lockedBy({ MinRetentionDays: 35, ChangeableForDays: 30 }),
  },
  nonCompliant: {
    'governance mode': [lockedBy({ MinRetentionDays: 35 }), 'LockConfiguration.ChangeableForDays'],
    'a lock that is put off': [
      lockedBy({ MinRetentionDays: 35, ChangeableForDays: 31 }),
      'LockConfiguration.ChangeableForDays',
    ],
  },
  notApplicable: { 'a vault without a lock': {} },
  unknown: { 'a grace that a parameter decides': lockedBy({ ChangeableForDays: { Ref: 'Days' } }) },
});

describeRule(backupVaultCustomerManagedKey, {
  compliant: { 'a key by ARN': { EncryptionKeyArn: 'arn:aws-cn:kms:cn-north-1:111111111111:key/1' } },
  nonCompliant: {
    'no key': [{}, 'EncryptionKeyArn'],
    "the provider's key": [
      { EncryptionKeyArn: 'arn:aws-cn:kms:cn-north-1:111111111111:alias/aws/backup' },
      'EncryptionKeyArn',
    ],
  },
  unknown: { 'a key that a parameter names': { EncryptionKeyArn: { Ref: 'Key' } } },
});

const denial = {
  Effect: 'Deny',
  Principal: '*',
  Action: ['backup:DeleteRecoveryPoint', 'backup:UpdateRecoveryPointLifecycle', 'backup:DeleteBackupVault'],
  Resource: '*',
};
const guardedBy = (...Statement: readonly object[]) => ({ AccessPolicy: { Version: '2012-10-17', Statement } });

describeRule(backupVaultDeleteDenied, {
  compliant: {
    'a denial of each': guardedBy(denial),
    'a denial in parts': guardedBy(...denial.Action.map((Action) => ({ ...denial, Action }))),
    'a denial that spares the role of two persons': guardedBy({
      ...denial,
      Condition: { ArnNotEquals: { 'aws:PrincipalArn': 'arn:aws-cn:iam::111111111111:role/break-glass' } },
    }),
  },
  nonCompliant: {
    'no policy': [{}, 'AccessPolicy'],
    'points alone protected': [
      guardedBy({ ...denial, Action: 'backup:DeleteRecoveryPoint' }),
      'AccessPolicy.Statement',
      'AccessPolicy.Statement',
    ],
    'a denial for someone': [
      guardedBy({ ...denial, Principal: { AWS: 'arn:aws-cn:iam::111111111111:root' } }),
      'AccessPolicy.Statement',
      'AccessPolicy.Statement',
      'AccessPolicy.Statement',
    ],
    'actions by pattern, which vaults do not take': [
      guardedBy({ ...denial, Action: ['backup:Delete*', 'backup:UpdateRecoveryPointLifecycle'] }),
      'AccessPolicy.Statement',
      'AccessPolicy.Statement',
    ],
    'a denial for one kind of recovery points': [
      guardedBy({ ...denial, Resource: 'arn:aws-cn:ec2:cn-north-1::snapshot/*' }),
      'AccessPolicy.Statement',
      'AccessPolicy.Statement',
      'AccessPolicy.Statement',
    ],
    'lifecycles left open': [
      guardedBy({ ...denial, Action: ['backup:DeleteRecoveryPoint', 'backup:DeleteBackupVault'] }),
      'AccessPolicy.Statement',
    ],
  },
  unknown: { 'a policy that deployment decides': { AccessPolicy: { Ref: 'Policy' } } },
});

const HOME = { partition: 'aws-cn', region: 'cn-north-1', account: '111111111111' };
const AWAY = 'arn:aws-cn:backup:cn-northwest-1:111111111111:backup-vault:main-vault';
const HERE = 'arn:aws-cn:backup:cn-north-1:111111111111:backup-vault:main-vault';
const planOf = (...rules: readonly (readonly unknown[])[]) => ({
  BackupPlan: {
    BackupPlanRule: rules.map((copies) => ({
      CopyActions: copies.map((DestinationBackupVaultArn) => ({ DestinationBackupVaultArn })),
    })),
  },
});
const DESTINATION = 'CopyActions.0.DestinationBackupVaultArn';

describeRule(backupPlanCopies, {
  environment: HOME,
  compliant: {
    'a copy elsewhere': planOf([AWAY]),
    'a copy elsewhere by every rule': planOf([AWAY], [AWAY]),
    'a copy elsewhere beside one here': planOf([HERE, AWAY]),
    'an ARN with pseudo parameters': planOf([
      { 'Fn::Sub': 'arn:${AWS::Partition}:backup:cn-northwest-1:${AWS::AccountId}:backup-vault:main-vault' },
    ]),
  },
  nonCompliant: {
    'no rule': [planOf(), 'BackupPlan.BackupPlanRule'],
    'no copy': [planOf([]), 'BackupPlan.BackupPlanRule.0.CopyActions'],
    'one rule without a copy': [planOf([AWAY], []), 'BackupPlan.BackupPlanRule.1.CopyActions'],
    'a copy in the same region': [planOf([HERE]), `BackupPlan.BackupPlanRule.0.${DESTINATION}`],
    'a copy to a vault of the same stack': [
      {
        template: {
          Subject: { Type: 'AWS::Backup::BackupPlan', Properties: planOf([{ 'Fn::GetAtt': ['Vault', 'Arn'] }]) },
          Vault: { Type: 'AWS::Backup::BackupVault' },
        },
      },
      `BackupPlan.BackupPlanRule.0.${DESTINATION}`,
    ],
    'a copy to another partition': [
      planOf(['arn:aws:backup:eu-central-1:111111111111:backup-vault:main-vault']),
      `BackupPlan.BackupPlanRule.0.${DESTINATION}`,
    ],
  },
  unknown: {
    'a destination that a parameter decides': planOf([{ Ref: 'Vault' }]),
    'a plan that goes to no known region': {
      template: { Subject: { Type: 'AWS::Backup::BackupPlan', Properties: planOf([AWAY]) } },
      environment: {},
    },
    'rules that deployment decides': { BackupPlan: { BackupPlanRule: { Ref: 'Rules' } } },
  },
});

describe('backup-plan-copies across stacks', () => {
  test('is compliant with a vault that another stack exports from another region', () => {
    const estate = new Estate();
    Template.cloudFormation(
      {
        Resources: { Vault: { Type: 'AWS::Backup::BackupVault' } },
        Outputs: { Arn: { Value: { 'Fn::GetAtt': ['Vault', 'BackupVaultArn'] }, Export: { Name: 'vault' } } },
      },
      { estate, environment: { ...HOME, region: 'cn-northwest-1' }, name: 'recovery' },
    );
    const plan = Template.cloudFormation(
      {
        Resources: {
          Plan: { Type: 'AWS::Backup::BackupPlan', Properties: planOf([{ 'Fn::ImportValue': 'vault' }]) },
        },
      },
      { estate, environment: HOME },
    ).find('Plan');

    expect(plan && verdictOf(backupPlanCopies, plan)).toEqual({ outcome: 'compliant' });
  });
});

const selecting = (BackupSelection: object) => ({ BackupSelection });
const tier = [{ ConditionType: 'STRINGEQUALS', ConditionKey: 'isms:tier', ConditionValue: '1' }];

describeRule(backupSelectionByTier, {
  compliant: {
    'a tag': selecting({ ListOfTags: tier }),
    'a condition on everything': selecting({
      Resources: ['*'],
      Conditions: { StringEquals: [{ ConditionKey: 'aws:ResourceTag/isms:tier', ConditionValue: '1' }] },
    }),
    'a condition on all of a type': selecting({
      Resources: [{ 'Fn::Sub': 'arn:${AWS::Partition}:dynamodb:*:*:table/*' }],
      Conditions: { StringLike: { ConditionKey: 'aws:ResourceTag/isms:tier', ConditionValue: '*' } },
    }),
  },
  nonCompliant: {
    'everything, whatever its tier': [selecting({ Resources: ['*'] }), 'BackupSelection'],
    'a single resource': [
      selecting({ Resources: ['arn:aws:dynamodb:eu-central-1:111111111111:table/orders'] }),
      'BackupSelection',
      'BackupSelection.Resources.0',
    ],
    'a single resource beside a tag': [
      selecting({ ListOfTags: tier, Resources: [{ 'Fn::GetAtt': ['Table', 'Arn'] }] }),
      'BackupSelection.Resources.0',
    ],
    'a condition that excludes alone': [
      selecting({ Resources: ['*'], Conditions: { StringNotEquals: [{ ConditionKey: 'a', ConditionValue: 'b' }] } }),
      'BackupSelection',
    ],
  },
  unknown: { 'tags that deployment decides': selecting({ ListOfTags: { Ref: 'Tags' } }) },
});
