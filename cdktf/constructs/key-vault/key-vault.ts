import { DataAzurermClientConfig } from '@cdktf/provider-azurerm/lib/data-azurerm-client-config';
import { KeyVault as AzurermKeyVault } from '@cdktf/provider-azurerm/lib/key-vault';
import { RoleAssignment } from '@cdktf/provider-azurerm/lib/role-assignment';
import { RoleDefinition } from '@cdktf/provider-azurerm/lib/role-definition';
import { Construct } from 'constructs';
import { meets } from '../../../constructs/standard';
import { validName } from '../../naming';
import type { ResourceGroup } from '../resource-group/resource-group';

/** The longest that Azure offers, 7 to 90. */
const SOFT_DELETE_DAYS = 90;

/**
 * All that administering a key takes, and nothing that uses one: no encrypt, decrypt, wrap, unwrap, sign, release, backup or
 * purge. The built-in Key Vault Crypto Officer and Administrator hold both, so they are assigned to no one.
 *
 * @see https://learn.microsoft.com/azure/role-based-access-control/permissions/security#microsoftkeyvault
 */
const CUSTODIAN_ACTIONS = [
  'Microsoft.KeyVault/vaults/keys/read',
  'Microsoft.KeyVault/vaults/keys/create/action',
  'Microsoft.KeyVault/vaults/keys/update/action',
  'Microsoft.KeyVault/vaults/keys/recover/action',
  'Microsoft.KeyVault/vaults/keys/rotate/action',
  'Microsoft.KeyVault/vaults/keyrotationpolicies/read',
  'Microsoft.KeyVault/vaults/keyrotationpolicies/write',
];

/** What a `KeyVault` needs to know. */
export interface KeyVaultProps {
  /** The group that holds it; its location is the vault's. */
  readonly group: ResourceGroup;
  /** Name, unique in all of Azure: 3 to 24 letters, digits and hyphens. See `keyVaultName`. */
  readonly name: string;
  /** Id of the Microsoft Entra tenant. */
  readonly tenantId: string;
  /** Name of the custom role for key custodians, unique in the tenant. */
  readonly custodianRole: string;
  /**
   * Public IPv4 addresses or ranges from which keys may be created: those of the machine that deploys for the first time,
   * before it can reach the vault's private endpoint. Take them out afterwards.
   * @default - none: the vault has no public access at all
   */
  readonly deployerAddresses?: readonly string[];
}

/**
 * A vault for customer-managed keys: purge protection, 90 days of soft delete, authorization by roles, closed to the
 * network but for its private endpoint and the Azure services that Microsoft calls trusted, which storage and backup need
 * to unwrap their keys.
 *
 * Whoever deploys becomes custodian: may create and rotate keys, may not use them. Only the services' own identities use them.
 *
 * @throws when Azure would refuse the name, or an address lets everyone in.
 */
export class KeyVault extends Construct {
  readonly vault: AzurermKeyVault;
  /** What must exist before a key can be created. */
  readonly custodian: RoleAssignment;

  constructor(scope: Construct, id: string, props: KeyVaultProps) {
    super(scope, id);
    const addresses = props.deployerAddresses ?? [];
    for (const address of addresses) requireNarrow(address, this.node.path);

    this.vault = new AzurermKeyVault(this, 'Vault', {
      ...props.group.placement,
      name: validName('key vault', props.name, this.node.path),
      tenantId: props.tenantId,
      skuName: 'standard',
      purgeProtectionEnabled: true,
      softDeleteRetentionDays: SOFT_DELETE_DAYS,
      rbacAuthorizationEnabled: true,
      enabledForDeployment: false,
      enabledForDiskEncryption: false,
      enabledForTemplateDeployment: false,
      publicNetworkAccessEnabled: addresses.length > 0,
      networkAcls: {
        defaultAction: 'Deny',
        bypass: 'AzureServices',
        ipRules: [...addresses],
        virtualNetworkSubnetIds: [],
      },
      lifecycle: { preventDestroy: true },
    });
    this.custodian = this.appointCustodian(props.custodianRole, props.group.group.id);
    meets(
      this,
      '8.4/encryption-at-rest#key-deletion-protection',
      '8.4/encryption-at-rest#key-duty-separation',
      '8.3/interface-security#private-service-interfaces',
    );
  }

  private appointCustodian(name: string, groupId: string): RoleAssignment {
    const deployer = new DataAzurermClientConfig(this, 'Deployer');
    const role = new RoleDefinition(this, 'CustodianRole', {
      name,
      description: 'Creates and rotates keys, and cannot use them',
      // a custom role can be offered to a group of resources at the narrowest, not to one resource
      scope: groupId,
      permissions: [{ actions: [], notActions: [], dataActions: CUSTODIAN_ACTIONS, notDataActions: [] }],
      assignableScopes: [groupId],
    });
    return new RoleAssignment(this, 'Custodian', {
      scope: this.vault.id,
      roleDefinitionId: role.roleDefinitionResourceId,
      principalId: deployer.objectId,
      description: 'Whoever deploys creates the keys',
    });
  }
}

function requireNarrow(address: string, path: string): void {
  const [, bits = '32'] = /^(?:\d{1,3}\.){3}\d{1,3}(?:\/(\d{1,2}))?$/.exec(address) ?? [];
  const valid = /^(?:\d{1,3}\.){3}\d{1,3}(?:\/\d{1,2})?$/.test(address);
  if (valid && Number(bits) >= 24 && Number(bits) <= 32) return;
  throw new Error(
    `${path}: deployer address ${address} is no IPv4 address or range of /24 or narrower, which 8.3/interface-security needs. Give the addresses of the deploying machine.`,
  );
}
