import { azureKeyRotation } from '../../../cdktf/nag/azure-key-rotation';
import { azureKeyVaultNetwork } from '../../../cdktf/nag/azure-key-vault-network';
import { azureKeyVaultPurgeProtection } from '../../../cdktf/nag/azure-key-vault-purge-protection';
import { azureKeyVaultRbac } from '../../../cdktf/nag/azure-key-vault-rbac';
import { azurePrivateEndpoint } from '../../../cdktf/nag/azure-private-endpoint';
import { outcomeOf, verdictOn } from '../support/judging';

const VAULT = 'azurerm_key_vault';

describe('azure-key-vault-purge-protection', () => {
  test.each([
    ['purge protection', { purge_protection_enabled: true }, 'compliant'],
    ['the default of the provider, which has none', {}, 'non-compliant: purge_protection_enabled'],
    ['it switched off', { purge_protection_enabled: false }, 'non-compliant: purge_protection_enabled'],
    ['30 days', { purge_protection_enabled: true, soft_delete_retention_days: 30 }, 'compliant'],
    [
      'a week',
      { purge_protection_enabled: true, soft_delete_retention_days: 7 },
      'non-compliant: soft_delete_retention_days',
    ],
    ['a value known at deployment only', { purge_protection_enabled: '${var.purge}' }, 'unknown'],
  ])('judges %s', (_, properties, outcome) => {
    expect(outcomeOf(verdictOn(azureKeyVaultPurgeProtection, VAULT, properties))).toBe(outcome);
  });
});

describe('azure-key-vault-network', () => {
  test.each([
    ['no public access', { public_network_access_enabled: false }, 'compliant'],
    ['a firewall that denies by default', { network_acls: [{ default_action: 'Deny' }] }, 'compliant'],
    ['the default, open to all', {}, 'non-compliant: network_acls.default_action'],
    [
      'a firewall that allows',
      { network_acls: { default_action: 'Allow' } },
      'non-compliant: network_acls.default_action',
    ],
    [
      'a firewall that admits any address',
      { network_acls: { default_action: 'Deny', ip_rules: ['0.0.0.0/0'] } },
      'non-compliant: network_acls.ip_rules.0',
    ],
    ['a value known at deployment only', { public_network_access_enabled: '${var.open}' }, 'unknown'],
  ])('judges %s', (_, properties, outcome) => {
    expect(outcomeOf(verdictOn(azureKeyVaultNetwork, VAULT, properties))).toBe(outcome);
  });
});

describe('azure-key-vault-rbac', () => {
  const role = (...data_actions: string[]) => ({ permissions: [{ data_actions }] });
  const keys = 'Microsoft.KeyVault/vaults/keys';

  test.each([
    [VAULT, 'roles', { rbac_authorization_enabled: true }, 'compliant'],
    [VAULT, 'roles under the old name', { enable_rbac_authorization: true }, 'compliant'],
    [VAULT, 'the default, access policies', {}, 'non-compliant: rbac_authorization_enabled'],
    [VAULT, 'access policies', { rbac_authorization_enabled: false }, 'non-compliant: rbac_authorization_enabled'],
    [VAULT, 'both', { rbac_authorization_enabled: true, access_policy: [{}] }, 'non-compliant: access_policy'],
    [VAULT, 'a value known at deployment only', { rbac_authorization_enabled: '${var.roles}' }, 'unknown'],
    ['azurerm_key_vault_access_policy', 'any', {}, 'non-compliant: key_vault_id'],
    ['azurerm_role_definition', 'administration', role(`${keys}/create/action`, `${keys}/rotate/action`), 'compliant'],
    ['azurerm_role_definition', 'use', role(`${keys}/wrap/action`, `${keys}/unwrap/action`), 'compliant'],
    [
      'azurerm_role_definition',
      'both duties',
      role(`${keys}/create/action`, `${keys}/decrypt/action`),
      'non-compliant: permissions.0.data_actions',
    ],
    ['azurerm_role_definition', 'a wildcard', role(`${keys}/*`), 'non-compliant: permissions.0.data_actions'],
    ['azurerm_role_definition', 'no keys', role('Microsoft.Storage/x/read'), 'not-applicable'],
    [
      'azurerm_role_definition',
      'a wildcard without use',
      {
        permissions: [
          {
            data_actions: [`${keys}/*`],
            not_data_actions: ['encrypt', 'decrypt', 'wrap', 'unwrap', 'sign'].map((use) => `${keys}/${use}/action`),
          },
        ],
      },
      'compliant',
    ],
    [
      'azurerm_role_assignment',
      'Key Vault Administrator',
      { role_definition_name: 'Key Vault Administrator' },
      'non-compliant: role_definition_name',
    ],
    [
      'azurerm_role_assignment',
      'Crypto Officer by id',
      { role_definition_id: '/providers/Microsoft.Authorization/roleDefinitions/14b46e9e-c2b7-41b4-b07b-48a6ebf60603' },
      'non-compliant: role_definition_id',
    ],
    [
      'azurerm_role_assignment',
      'a role for use',
      { role_definition_name: 'Key Vault Crypto Service Encryption User' },
      'not-applicable',
    ],
    ['azurerm_role_assignment', 'a role known at deployment only', { role_definition_id: '${var.role}' }, 'unknown'],
  ])('judges %s with %s', (type, _, properties, outcome) => {
    expect(outcomeOf(verdictOn(azureKeyVaultRbac, type, properties))).toBe(outcome);
  });

  test('leaves a role of the same template to its definition', () => {
    const others = { azurerm_role_definition: { r: role(`${keys}/*`) } };
    const assignment = { role_definition_id: '${azurerm_role_definition.r.role_definition_resource_id}' };

    expect(verdictOn(azureKeyVaultRbac, 'azurerm_role_assignment', assignment, others).outcome).toBe('not-applicable');
  });
});

describe('azure-key-rotation', () => {
  const rotating = (time: string) => ({ rotation_policy: [{ automatic: [{ time_after_creation: time }] }] });
  const expiring = (time: string, life: string) => ({
    rotation_policy: { expire_after: life, automatic: { time_before_expiry: time } },
  });

  test.each([
    ['365 days', rotating('P365D'), 'compliant'],
    ['a year', rotating('P1Y'), 'compliant'],
    ['11 months', rotating('P11M'), 'compliant'],
    ['a month before the end of a year', expiring('P30D', 'P1Y'), 'compliant'],
    ['no policy', {}, 'non-compliant: rotation_policy.automatic'],
    [
      'a policy that only warns',
      { rotation_policy: { notify_before_expiry: 'P30D' } },
      'non-compliant: rotation_policy.automatic',
    ],
    ['366 days', rotating('P366D'), 'non-compliant: rotation_policy.automatic.time_after_creation'],
    ['two years', rotating('P2Y'), 'non-compliant: rotation_policy.automatic.time_after_creation'],
    ['nonsense', rotating('yearly'), 'non-compliant: rotation_policy.automatic.time_after_creation'],
    [
      'a month before the end of two years',
      expiring('P30D', 'P2Y'),
      'non-compliant: rotation_policy.automatic.time_before_expiry',
    ],
    ['a period known at deployment only', rotating('${var.period}'), 'unknown'],
  ])('judges %s', (_, properties, outcome) => {
    expect(outcomeOf(verdictOn(azureKeyRotation, 'azurerm_key_vault_key', properties))).toBe(outcome);
  });
});

describe('azure-private-endpoint', () => {
  const ENDPOINT = 'azurerm_private_endpoint';
  const leadingTo = (id: string) => ({
    [ENDPOINT]: { e: { private_service_connection: [{ private_connection_resource_id: id }] } },
  });

  test.each([
    ['a vault with one', VAULT, {}, leadingTo('${azurerm_key_vault.it.id}'), 'compliant'],
    ['a vault without', VAULT, {}, {}, `non-compliant: ${ENDPOINT}`],
    ["a vault beside another's", VAULT, {}, leadingTo('${azurerm_key_vault.other.id}'), `non-compliant: ${ENDPOINT}`],
    [
      'an endpoint with its name',
      ENDPOINT,
      { private_dns_zone_group: { private_dns_zone_ids: ['z'] } },
      {},
      'compliant',
    ],
    ['an endpoint without a name', ENDPOINT, {}, {}, 'non-compliant: private_dns_zone_group'],
    [
      'zones known at deployment only',
      ENDPOINT,
      { private_dns_zone_group: { private_dns_zone_ids: '${var.z}' } },
      {},
      'unknown',
    ],
  ])('judges %s', (_, type, properties, others, outcome) => {
    expect(outcomeOf(verdictOn(azurePrivateEndpoint, type, properties, others))).toBe(outcome);
  });
});
