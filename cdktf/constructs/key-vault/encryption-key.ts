import { KeyVaultKey } from '@cdktf/provider-azurerm/lib/key-vault-key';
import { RoleAssignment } from '@cdktf/provider-azurerm/lib/role-assignment';
import { Construct } from 'constructs';
import { meets } from '../../../constructs/standard';
import type { KeyVault } from './key-vault';

/** A new version every year: ISO 8601, and at most 365 days (8.4/encryption-at-rest#key-rotation). */
const ROTATION = 'P365D';

/** Get, wrap and unwrap, and nothing else. */
const ENCRYPTION_USER = 'Key Vault Crypto Service Encryption User';

/** What an `EncryptionKey` needs to know. */
export interface EncryptionKeyProps {
  /** The vault that keeps it. */
  readonly vault: KeyVault;
  /** Name, unique in the vault: the purpose, such as `logs`. */
  readonly name: string;
}

/**
 * A key for one purpose, which wraps the keys that services encrypt with. It has a new version every year and no expiry, as
 * data that it sealed must stay readable; services that refer to it without a version take up the new one by themselves.
 */
export class EncryptionKey extends Construct {
  readonly key: KeyVaultKey;

  constructor(scope: Construct, id: string, props: EncryptionKeyProps) {
    super(scope, id);
    this.key = new KeyVaultKey(this, 'Key', {
      name: props.name,
      keyVaultId: props.vault.vault.id,
      keyType: 'RSA',
      keySize: 3072,
      keyOpts: ['unwrapKey', 'wrapKey'],
      rotationPolicy: { automatic: { timeAfterCreation: ROTATION } },
      dependsOn: [props.vault.custodian],
      lifecycle: { preventDestroy: true },
    });
    meets(this, '8.4/encryption-at-rest#key-rotation');
  }

  /**
   * Lets a service's identity use this key, and no other.
   * @returns what the resource that is encrypted must depend on: without the right it cannot be created.
   */
  grantUse(scope: Construct, principalId: string): RoleAssignment {
    return new RoleAssignment(scope, 'KeyUse', {
      scope: this.key.resourceVersionlessId,
      roleDefinitionName: ENCRYPTION_USER,
      principalId,
      // the identity is new: without its kind Azure looks it up where it has not arrived yet
      principalType: 'ServicePrincipal',
      description: 'Wraps and unwraps what the service encrypts',
    });
  }
}
