import { ArnFormat, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnBackupVault } from 'aws-cdk-lib/aws-backup';
import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { partitionOf } from '../partition';
import { KeyUse } from '../purpose-key/key-use';
import { PurposeKey } from '../purpose-key/purpose-key';
import type { LockMode } from '../sealed-bucket/sealed-bucket';
import { meets } from '../standard';

/** Recovery points younger than this are what a restore after corruption or ransomware is made of. */
const SHORTEST_RETENTION = Duration.days(7);

/** A month: long enough to notice that something was corrupted. */
const DEFAULT_RETENTION = Duration.days(30);

/** AWS Backup grants 72 hours in which a lock in compliance mode can still be taken back. */
const COOLING_OFF = Duration.days(3);

/** In whose name a bootstrapped CDK has CloudFormation deploy, whatever the qualifier. */
const DEPLOYERS = ['cdk-*-cfn-exec-role-*'];

/** What nobody does to recovery points. A vault's policy knows no wildcards in actions. */
const DESTRUCTION = [
  'backup:DeleteBackupVault',
  'backup:DeleteBackupVaultNotifications',
  'backup:DeleteRecoveryPoint',
  'backup:UpdateRecoveryPointLifecycle',
];

/** What a `LockedVault` needs to know. */
export interface LockedVaultProps {
  /** The landing zone's name; the vault is `<name>-vault`. */
  readonly name: string;

  /**
   * Names of the roles in whose name AWS Backup works here, for the key's policy. `*` is allowed.
   * @default - `<name>-backup*`
   */
  readonly roles?: readonly string[];

  /**
   * Names of the roles that deploy this stack: AWS Backup wants whoever creates a vault to be able to use its key. `*` is
   * allowed.
   * @default - the roles in whose name a bootstrapped CDK has CloudFormation deploy, `cdk-*-cfn-exec-role-*`
   */
  readonly deployers?: readonly string[];

  /**
   * How long a recovery point is kept at least. At least 7 days; no plan may keep points for less.
   * @default Duration.days(30)
   */
  readonly minimumRetention?: Duration;

  /**
   * How long a recovery point is kept at most, where data must be gone by a date.
   * @default - no limit
   */
  readonly maximumRetention?: Duration;

  /**
   * In `compliance`, nobody can loosen or remove the lock once `coolingOff` is over, the root user and AWS included; in
   * `governance`, whoever has the permission can. For trials only, which the report calls `partial`.
   * @default 'compliance'
   */
  readonly lockMode?: LockMode;

  /**
   * How long a lock in compliance mode can still be taken back after the first deployment. At least 3 days.
   * @default Duration.days(3)
   */
  readonly coolingOff?: Duration;

  /**
   * The organization whose accounts may copy recovery points into this vault. Not offered in China.
   * @default - only this account
   */
  readonly acceptCopiesFrom?: string;
}

/**
 * A vault whose recovery points nobody deletes early: locked in compliance mode, under a key of its own.
 *
 * The plan `TieredBackup` of the home region copies into the vault of the same name in the recovery region: make that one first.
 *
 * Meets `8.4/backup#immutable-vault`, `#deletion-dual-control` and `#backup-key-independence`.
 *
 * @throws when a retention is out of bounds or contradicts another, and when China is asked for copies from other accounts.
 */
export class LockedVault extends Construct {
  /** The ARN of a vault of this name in another region or account, which plans copy to. */
  static vaultArn(scope: Construct, { name, region, account }: VaultAddress): string {
    const stack = Stack.of(scope);
    return stack.formatArn({
      service: 'backup',
      region,
      account,
      resource: 'backup-vault',
      resourceName: vaultName(name),
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
  }

  readonly vault: CfnBackupVault;
  readonly key: PurposeKey;
  readonly vaultName: string;
  readonly minimumRetention: Duration;
  readonly maximumRetention: Duration | undefined;

  constructor(scope: Construct, id: string, props: LockedVaultProps) {
    super(scope, id);
    const { name, maximumRetention, acceptCopiesFrom } = props;
    this.vaultName = vaultName(name);
    this.minimumRetention = props.minimumRetention ?? DEFAULT_RETENTION;
    this.maximumRetention = maximumRetention;
    const coolingOff = props.coolingOff ?? COOLING_OFF;
    this.requireBounds(coolingOff);
    requireOfferedCopies(acceptCopiesFrom, this);

    this.key = new PurposeKey(this, 'Key', {
      name,
      purpose: 'backup',
      description: `${name}: backups`,
      uses: [
        KeyUse.backup(...(props.roles ?? [`${name}-backup*`])),
        KeyUse.vaultCreation(...(props.deployers ?? DEPLOYERS)),
      ],
    });
    this.vault = new CfnBackupVault(this, 'Vault', {
      backupVaultName: this.vaultName,
      encryptionKeyArn: this.key.key.keyArn,
      accessPolicy: policy(acceptCopiesFrom),
      lockConfiguration: {
        minRetentionDays: this.minimumRetention.toDays(),
        maxRetentionDays: maximumRetention?.toDays(),
        changeableForDays: props.lockMode === 'governance' ? undefined : coolingOff.toDays(),
      },
    });
    this.vault.applyRemovalPolicy(RemovalPolicy.RETAIN);

    meets(
      this.vault,
      '8.4/backup#immutable-vault',
      '8.4/backup#deletion-dual-control',
      '8.4/backup#backup-key-independence',
      '8.4/encryption-at-rest#customer-managed-keys',
      '8.4/retention#technical-enforcement',
    );
  }

  private requireBounds(coolingOff: Duration): void {
    const { path } = this.node;
    const shortest = this.minimumRetention.toDays();
    if (shortest < SHORTEST_RETENTION.toDays()) {
      throw new Error(
        `${path}: a minimum retention of ${shortest} days is shorter than the ${SHORTEST_RETENTION.toDays()} that 8.4/disaster-tolerance#logical-corruption-recovery needs. Leave it out, or give more.`,
      );
    }
    if (this.maximumRetention && this.maximumRetention.toDays() < shortest) {
      throw new Error(
        `${path}: a maximum retention of ${this.maximumRetention.toDays()} days is shorter than the minimum of ${shortest}; 8.4/retention#technical-enforcement wants them in agreement. Raise the one or lower the other.`,
      );
    }
    if (coolingOff.toDays() < COOLING_OFF.toDays()) {
      throw new Error(
        `${path}: a lock that cannot be changed after ${coolingOff.toDays()} days is refused by AWS Backup, which grants ${COOLING_OFF.toDays()} before 8.4/backup#immutable-vault holds for ever. Leave it out, or give more.`,
      );
    }
  }
}

/** What a vault is known by. */
export interface VaultAddress {
  /** The landing zone's name. */
  readonly name: string;
  /** @default - the stack's region */
  readonly region?: string;
  /** @default - the stack's account */
  readonly account?: string;
}

const vaultName = (name: string): string => `${name}-vault`;

/** @see https://docs.aws.amazon.com/aws-backup/latest/devguide/create-a-vault-access-policy.html */
function policy(acceptCopiesFrom: string | undefined): PolicyDocument {
  const nobodyDestroys = new PolicyStatement({
    sid: 'NobodyDestroys',
    effect: Effect.DENY,
    principals: [new AnyPrincipal()],
    actions: DESTRUCTION,
    resources: ['*'],
  });
  if (acceptCopiesFrom === undefined) return new PolicyDocument({ statements: [nobodyDestroys] });
  const organizationCopies = new PolicyStatement({
    sid: 'OrganizationCopies',
    principals: [new AnyPrincipal()],
    actions: ['backup:CopyIntoBackupVault'],
    resources: ['*'],
    conditions: { StringEquals: { 'aws:PrincipalOrgID': acceptCopiesFrom } },
  });
  return new PolicyDocument({ statements: [nobodyDestroys, organizationCopies] });
}

function requireOfferedCopies(acceptCopiesFrom: string | undefined, scope: Construct): void {
  const { region } = Stack.of(scope);
  if (acceptCopiesFrom === undefined || partitionOf(region) !== 'aws-cn') return;
  throw new Error(
    `${scope.node.path}: AWS Backup does not copy between accounts in China, so that ${region} cannot accept copies for 8.4/backup#separate-copy. Leave acceptCopiesFrom out: the copy in the other region stands in for it.`,
  );
}
