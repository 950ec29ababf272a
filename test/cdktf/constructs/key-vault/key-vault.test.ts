import type { KeyVaultProps } from '../../../../cdktf/constructs/key-vault/key-vault';
import type { Template } from '../../../../constructs/nag/template';
import { Parts } from '../../support/parts';
import { emptyStack, templateOf } from '../../support/synthesis';

function synthesized(props: Partial<KeyVaultProps> = {}): Template {
  const stack = emptyStack();
  new Parts(stack).vault(props);
  return templateOf(stack);
}

const vaultOf = (template: Template) => template.ofType('azurerm_key_vault')[0]?.properties;

describe('KeyVault', () => {
  test('8.4/encryption-at-rest: has purge protection, and keeps what was deleted for 90 days', () => {
    expect(vaultOf(synthesized())).toMatchObject({ purge_protection_enabled: true, soft_delete_retention_days: 90 });
  });

  test('8.3/interface-security#private-service-interfaces: is closed to the network, but for the services that wrap with its keys', () => {
    expect(vaultOf(synthesized())).toMatchObject({
      public_network_access_enabled: false,
      network_acls: { default_action: 'Deny', bypass: 'AzureServices', ip_rules: [] },
    });
  });

  test('opens to the deploying machine alone where it is named', () => {
    expect(vaultOf(synthesized({ deployerAddresses: ['203.0.113.7'] }))).toMatchObject({
      public_network_access_enabled: true,
      network_acls: { default_action: 'Deny', ip_rules: ['203.0.113.7'] },
    });
  });

  test('8.4/encryption-at-rest#key-duty-separation: authorizes by roles, and custodians cannot use keys', () => {
    const template = synthesized();

    expect(vaultOf(template)).toMatchObject({ rbac_authorization_enabled: true });
    const [role] = template.ofType('azurerm_role_definition');
    const actions = role?.list('permissions.0.data_actions') ?? [];
    expect(actions).toContain('Microsoft.KeyVault/vaults/keys/create/action');
    expect(actions.filter((action) => /\*|crypt|wrap|sign|purge|release/.test(String(action)))).toEqual([]);
  });

  test('makes whoever deploys the custodian', () => {
    const [assignment] = synthesized().ofType('azurerm_role_assignment');

    expect(assignment?.text('principal_id')).toMatch(/^\$\{data\.azurerm_client_config\..+\.object_id\}$/);
    expect(assignment?.referent('role_definition_id')?.type).toBe('azurerm_role_definition');
    expect(assignment?.referent('scope')?.type).toBe('azurerm_key_vault');
  });

  test('is not destroyed with the stack', () => {
    expect(vaultOf(synthesized())).toMatchObject({ lifecycle: { prevent_destroy: true } });
  });

  test.each([['0.0.0.0/0'], ['203.0.0.0/16'], ['::/0'], ['example.com']])(
    'throws on a deployer address of %s',
    (address) => {
      expect(() => synthesized({ deployerAddresses: [address] })).toThrow(
        `Stack/Vault: deployer address ${address} is no IPv4 address or range of /24 or narrower, which 8.3/interface-security needs.`,
      );
    },
  );

  test.each([['ab'], ['1acme'], ['acme--kv'], ['acme-kv-'], ['a'.repeat(25)]])('throws on the name %s', (name) => {
    expect(() => synthesized({ name })).toThrow(
      `Stack/Vault: "${name}" is no name for a key vault. Give 3 to 24 letters`,
    );
  });
});

describe('EncryptionKey', () => {
  const stack = emptyStack();
  const key = new Parts(stack).key();
  key.grantUse(stack, 'principal');
  const template = templateOf(stack);

  test('8.4/encryption-at-rest#key-rotation: has a new version every year by itself', () => {
    expect(template.ofType('azurerm_key_vault_key')[0]?.properties).toMatchObject({
      rotation_policy: { automatic: { time_after_creation: 'P365D' } },
    });
  });

  test('only wraps and unwraps, and never expires with what it sealed', () => {
    const [resource] = template.ofType('azurerm_key_vault_key');

    expect(resource?.properties).toMatchObject({ key_type: 'RSA', key_size: 3072, key_opts: ['unwrapKey', 'wrapKey'] });
    expect(resource?.has('expiration_date')).toBe(false);
    expect(resource?.has('rotation_policy.expire_after')).toBe(false);
  });

  test('waits until the deployer may create it', () => {
    const [resource] = template.ofType('azurerm_key_vault_key');

    expect(resource?.list('depends_on')).toEqual([expect.stringMatching(/^azurerm_role_assignment\.Vault_Custodian_/)]);
  });

  test('is used by a service through the narrowest role, on this key alone', () => {
    const use = template
      .ofType('azurerm_role_assignment')
      .find((assignment) => assignment.text('principal_id') === 'principal');

    expect(use?.properties).toMatchObject({
      role_definition_name: 'Key Vault Crypto Service Encryption User',
      principal_type: 'ServicePrincipal',
    });
    expect(use?.text('scope')).toMatch(/^\$\{azurerm_key_vault_key\..+\.resource_versionless_id\}$/);
  });
});
