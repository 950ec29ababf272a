import { DataProtectionBackupVault } from '@cdktf/provider-azurerm/lib/data-protection-backup-vault';
import { DataProtectionBackupVaultCustomerManagedKey } from '@cdktf/provider-azurerm/lib/data-protection-backup-vault-customer-managed-key';
import { Construct } from 'constructs';
import { azureLocationOf } from '../../../constructs/partition';
import { meets } from '../../../constructs/standard';
import { validName } from '../../naming';
import type { EncryptionKey } from '../key-vault/encryption-key';
import type { ResourceGroup } from '../resource-group/resource-group';

/** Days in which what was deleted can be brought back; Azure offers 14 to 180, and the first 14 cost nothing. */
const SOFT_DELETE_DAYS = 14;

/** What a `BackupVault` needs to know. */
export interface BackupVaultProps {
  /** The group that holds it; its location is the vault's. */
  readonly group: ResourceGroup;
  /** Name, unique in the group: 2 to 50 letters, digits and hyphens. */
  readonly name: string;
  /** The key that seals the recovery points: one that seals nothing else. */
  readonly key: EncryptionKey;
  /**
   * `locked` immutability can never be taken back. `unlocked` can, so that a trial can be taken down; the rules report it.
   * @default 'locked'
   */
  readonly lock?: 'locked' | 'unlocked';
}

/**
 * A vault whose recovery points no one can delete or shorten: immutable and locked, soft delete that cannot be switched off,
 * a copy in the paired location from which can be restored, and a key of its own.
 *
 * @throws when the location has no pair to copy to, or Azure would refuse the name.
 */
export class BackupVault extends Construct {
  readonly vault: DataProtectionBackupVault;

  constructor(scope: Construct, id: string, props: BackupVaultProps) {
    super(scope, id);
    requirePair(props.group.location, this.node.path);

    this.vault = new DataProtectionBackupVault(this, 'Vault', {
      ...props.group.placement,
      name: validName('backup vault', props.name, this.node.path),
      datastoreType: 'VaultStore',
      redundancy: 'GeoRedundant',
      crossRegionRestoreEnabled: true,
      immutability: props.lock === 'unlocked' ? 'Unlocked' : 'Locked',
      softDelete: 'AlwaysOn',
      retentionDurationInDays: SOFT_DELETE_DAYS,
      // the system's own identity: only that one passes the firewall of a key vault
      identity: { type: 'SystemAssigned' },
      lifecycle: { preventDestroy: true },
    });
    new DataProtectionBackupVaultCustomerManagedKey(this, 'Encryption', {
      dataProtectionBackupVaultId: this.vault.id,
      keyVaultKeyId: props.key.key.versionlessId,
      dependsOn: [props.key.grantUse(this, this.vault.identity.principalId)],
    });
    meets(
      this,
      '8.4/backup#immutable-vault',
      '8.4/backup#separate-copy',
      '8.4/backup#backup-key-independence',
      '8.4/backup#deletion-dual-control',
      '8.8/cross-region#recovery-region',
    );
  }
}

function requirePair(location: string, path: string): void {
  if (azureLocationOf(location)?.pair) return;
  throw new Error(
    `${path}: location ${location} has no paired location that backups are copied to, which 8.4/backup needs. Choose a paired one.`,
  );
}
