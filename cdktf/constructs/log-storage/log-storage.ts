import { StorageAccount } from '@cdktf/provider-azurerm/lib/storage-account';
import { StorageContainer } from '@cdktf/provider-azurerm/lib/storage-container';
import { StorageContainerImmutabilityPolicy } from '@cdktf/provider-azurerm/lib/storage-container-immutability-policy';
import { StorageManagementPolicy } from '@cdktf/provider-azurerm/lib/storage-management-policy';
import { UserAssignedIdentity } from '@cdktf/provider-azurerm/lib/user-assigned-identity';
import { Construct } from 'constructs';
import { azureLocationOf, requireLogRetention, SHORTEST_LOG_RETENTION_DAYS } from '../../../constructs/partition';
import { meets } from '../../../constructs/standard';
import { validName } from '../../naming';
import type { EncryptionKey } from '../key-vault/encryption-key';
import type { ResourceGroup } from '../resource-group/resource-group';

/** Days in which a deleted blob or container, once its seal has run out, can be brought back. */
const SOFT_DELETE_DAYS = 14;

/** Who writes into the storage, which decides how the writer signs in and who deletes what has run out. */
export type LogWriter = 'azure-monitor' | 'network-watcher';

interface WriterTraits {
  /** Network Watcher signs with the account's key: azurerm 4.55 cannot give a flow log a managed identity. */
  readonly sharedKeys: boolean;
  /** The flow log's own retention policy writes the account's lifecycle, and would overwrite one made here. */
  readonly ownLifecycle: boolean;
}

const WRITERS: Readonly<Record<LogWriter, WriterTraits>> = {
  'azure-monitor': { sharedKeys: false, ownLifecycle: false },
  'network-watcher': { sharedKeys: true, ownLifecycle: true },
};

/** Ways in that nobody needs, each set: what is left to the provider's defaults cannot be seen. */
const CLOSED = {
  minTlsVersion: 'TLS1_2',
  httpsTrafficOnlyEnabled: true,
  allowNestedItemsToBePublic: false,
  defaultToOauthAuthentication: true,
  crossTenantReplicationEnabled: false,
  allowedCopyScope: 'AAD',
  localUserEnabled: false,
  sftpEnabled: false,
  nfsv3Enabled: false,
  isHnsEnabled: false,
  infrastructureEncryptionEnabled: true,
  queueEncryptionKeyType: 'Account',
  tableEncryptionKeyType: 'Account',
  // the firewall decides, since Azure's log writers come by the public endpoint
  publicNetworkAccessEnabled: true,
  networkRules: { defaultAction: 'Deny', bypass: ['AzureServices'], ipRules: [], virtualNetworkSubnetIds: [] },
};

/** What a `LogStorage` needs to know. */
export interface LogStorageProps {
  /** The group that holds it; its location is the storage's. */
  readonly group: ResourceGroup;
  /** Name, unique in all of Azure: 3 to 24 lower-case letters and digits. See `storageAccountName`. */
  readonly name: string;
  /** The key that seals the account. */
  readonly key: EncryptionKey;
  /** The containers that the writer fills. Azure creates any other by itself, unsealed. */
  readonly containers: readonly string[];
  /** Who writes. */
  readonly writer: LogWriter;
  /**
   * Days for which no one, the owner of the subscription included, can change or delete a log. At least 183.
   * @default 183
   */
  readonly retentionDays?: number;
  /**
   * `locked` policies can only be extended. `unlocked` ones can be lifted, so that a trial can be taken down; the rules
   * report it.
   * @default 'locked'
   */
  readonly lock?: 'locked' | 'unlocked';
}

/**
 * Storage for logs that must not be altered: containers sealed by locked time-based policies into which logs can only be
 * appended, a customer-managed key under a second layer of encryption, copies in the paired location, TLS 1.2, no anonymous
 * access, and a firewall that admits Azure's own log writers only.
 *
 * The policies are those of containers, not of the account: Azure refuses to create an account whose policy is locked, and
 * only a container's policy lets writers append to the block blobs that flow logs are.
 *
 * @throws when the retention is shorter than 183 days, when the location has no pair to copy to, or when Azure would refuse a
 * name.
 */
export class LogStorage extends Construct {
  readonly account: StorageAccount;
  private readonly seals: ReadonlyMap<string, StorageContainerImmutabilityPolicy>;

  constructor(scope: Construct, id: string, props: LogStorageProps) {
    super(scope, id);
    const days = props.retentionDays ?? SHORTEST_LOG_RETENTION_DAYS;
    requireLogRetention(days, this.node.path);
    const traits = WRITERS[props.writer];

    this.account = this.sealedAccount(props, traits);
    this.seals = new Map(
      props.containers.map((name) => [name, this.sealedContainer(name, days, props.lock !== 'unlocked')]),
    );
    if (!traits.ownLifecycle) this.deleteAfter(days);
    meets(
      this,
      '8.6/log-storage#write-once',
      '8.6/log-storage#log-encryption',
      '8.6/log-storage#replicated-logs',
      '8.6/log-retention#minimum-period',
      '8.4/encryption-at-rest#customer-managed-keys',
      '8.4/encryption-in-transit#stores-refuse-plaintext',
      '8.4/leak-prevention#public-exposure-blocked',
      '8.4/disaster-tolerance#logical-corruption-recovery',
    );
  }

  /** Id of the blob service, which is what logs reads and writes. */
  get blobServiceId(): string {
    return `${this.account.id}/blobServices/default`;
  }

  /**
   * The policies of containers. A writer must depend on those that it fills, or it would create them first, unsealed.
   * @throws when there is no such container.
   */
  sealsOf(containers: readonly string[]): StorageContainerImmutabilityPolicy[] {
    return containers.map((name) => {
      const seal = this.seals.get(name);
      if (seal) return seal;
      throw new Error(
        `${this.node.path}: no container ${name}, so that Azure would create it unsealed, against 8.6/log-storage. Add it to containers.`,
      );
    });
  }

  private sealedAccount(props: LogStorageProps, traits: WriterTraits): StorageAccount {
    // identity, its right to the key, then the account: an account that cannot unwrap its key is refused
    const identity = new UserAssignedIdentity(this, 'Identity', { ...props.group.placement, name: `${props.name}-id` });
    const grant = props.key.grantUse(this, identity.principalId);
    return new StorageAccount(this, 'Account', {
      ...props.group.placement,
      name: validName('storage account', props.name, this.node.path),
      accountKind: 'StorageV2',
      accountTier: 'Standard',
      accountReplicationType: replicationOf(props.group.location, this.node.path),
      accessTier: 'Hot',
      ...CLOSED,
      sharedAccessKeyEnabled: traits.sharedKeys,
      identity: { type: 'UserAssigned', identityIds: [identity.id] },
      customerManagedKey: { keyVaultKeyId: props.key.key.versionlessId, userAssignedIdentityId: identity.id },
      blobProperties: {
        versioningEnabled: true,
        changeFeedEnabled: true,
        deleteRetentionPolicy: { days: SOFT_DELETE_DAYS },
        containerDeleteRetentionPolicy: { days: SOFT_DELETE_DAYS },
      },
      tags: { 'isms:holds': 'logs' },
      lifecycle: { preventDestroy: true },
      dependsOn: [grant],
    });
  }

  private sealedContainer(name: string, days: number, locked: boolean): StorageContainerImmutabilityPolicy {
    const container = new StorageContainer(this, name, {
      name: validName('storage container', name, this.node.path),
      storageAccountId: this.account.id,
      containerAccessType: 'private',
      lifecycle: { preventDestroy: true },
    });
    return new StorageContainerImmutabilityPolicy(this, `${name}-seal`, {
      // through Resource Manager, since the account's firewall keeps the deploying machine out
      storageContainerResourceManagerId: container.id,
      immutabilityPeriodInDays: days,
      locked,
      protectedAppendWritesEnabled: false,
      protectedAppendWritesAllEnabled: true,
    });
  }

  private deleteAfter(days: number): void {
    new StorageManagementPolicy(this, 'Lifecycle', {
      storageAccountId: this.account.id,
      rule: [
        {
          name: 'delete-after-retention',
          enabled: true,
          filters: { blobTypes: ['appendBlob', 'blockBlob'] },
          actions: {
            baseBlob: { deleteAfterDaysSinceModificationGreaterThan: days },
            version: { deleteAfterDaysSinceCreation: days },
          },
        },
      ],
    });
  }
}

/** Zone-redundant at home and a copy in the paired location; plainly geo-redundant where there are no zones. */
function replicationOf(location: string, path: string): 'GZRS' | 'GRS' {
  const known = azureLocationOf(location);
  if (known?.pair) return known.zoneRedundant ? 'GZRS' : 'GRS';
  throw new Error(
    `${path}: location ${location} has no paired location that storage copies to, which 8.6/log-storage needs. Choose a paired one, such as ${known?.cloud === 'china' ? 'chinanorth3' : 'northeurope'}.`,
  );
}
