import type { LogStorageProps } from '../../../../cdktf/constructs/log-storage/log-storage';
import type { Resource, Template } from '../../../../constructs/nag/template';
import { Parts } from '../../support/parts';
import { emptyStack, templateOf } from '../../support/synthesis';

function synthesized(props: Partial<LogStorageProps> = {}, location = 'northeurope'): Template {
  const stack = emptyStack();
  const parts = new Parts(stack);
  parts.storage({ group: parts.group(location, 'Where'), ...props });
  return templateOf(stack);
}

const accountOf = (template: Template): Resource | undefined => template.ofType('azurerm_storage_account')[0];

describe('LogStorage', () => {
  test('8.6/log-storage#write-once: seals each container by a locked policy into which logs can be appended', () => {
    const template = synthesized({ containers: ['insights-logs-a', 'insights-logs-b'] });

    const policies = template.ofType('azurerm_storage_container_immutability_policy');
    expect(policies.map(({ properties }) => properties)).toEqual([
      expect.objectContaining({ locked: true, protected_append_writes_all_enabled: true }),
      expect.objectContaining({ locked: true, protected_append_writes_all_enabled: true }),
    ]);
    expect(policies.map((policy) => policy.referent('storage_container_resource_manager_id')?.text('name'))).toEqual([
      'insights-logs-a',
      'insights-logs-b',
    ]);
  });

  test('8.6/log-retention#minimum-period: seals for 183 days by default, and deletes only afterwards', () => {
    const template = synthesized();

    const [policy] = template.ofType('azurerm_storage_container_immutability_policy');
    expect(policy?.number('immutability_period_in_days')).toBe(183);
    const [lifecycle] = template.ofType('azurerm_storage_management_policy');
    expect(lifecycle?.number('rule.0.actions.base_blob.delete_after_days_since_modification_greater_than')).toBe(183);
  });

  test('seals for as long as it is asked to', () => {
    const [policy] = synthesized({ retentionDays: 1095 }).ofType('azurerm_storage_container_immutability_policy');

    expect(policy?.number('immutability_period_in_days')).toBe(1095);
  });

  test('leaves the policy unlocked for a trial that is taken down again', () => {
    const [policy] = synthesized({ lock: 'unlocked' }).ofType('azurerm_storage_container_immutability_policy');

    expect(policy?.flag('locked')).toBe(false);
  });

  test('8.4/encryption-at-rest#customer-managed-keys: is encrypted with a key of the vault, twice', () => {
    const account = accountOf(synthesized());

    expect(account?.text('customer_managed_key.key_vault_key_id')).toMatch(
      /^\$\{azurerm_key_vault_key\..+\.versionless_id\}$/,
    );
    expect(account?.flag('infrastructure_encryption_enabled')).toBe(true);
    expect(account?.properties).toMatchObject({
      queue_encryption_key_type: 'Account',
      table_encryption_key_type: 'Account',
    });
  });

  test('8.6/log-storage#log-encryption: its own identity may use the key before the account is made', () => {
    const template = synthesized();
    const account = accountOf(template);

    const [granted] = account?.list('depends_on') ?? [];
    const grant = template.find(String(granted));
    expect(grant?.type).toBe('azurerm_role_assignment');
    expect(grant?.referent('principal_id')).toBe(account?.referent('customer_managed_key.user_assigned_identity_id'));
  });

  test.each([
    ['northeurope', 'GZRS'],
    ['chinanorth3', 'GZRS'],
    ['chinaeast2', 'GRS'],
  ])('8.6/log-storage#replicated-logs: is copied from %s to its pair by %s', (location, type) => {
    expect(accountOf(synthesized({}, location))?.text('account_replication_type')).toBe(type);
  });

  test('8.4/encryption-in-transit#stores-refuse-plaintext: refuses less than TLS 1.2', () => {
    expect(accountOf(synthesized())?.properties).toMatchObject({
      min_tls_version: 'TLS1_2',
      https_traffic_only_enabled: true,
    });
  });

  test('8.4/leak-prevention#public-exposure-blocked: nothing can be read anonymously, nor carried to another tenant', () => {
    expect(accountOf(synthesized())?.properties).toMatchObject({
      allow_nested_items_to_be_public: false,
      cross_tenant_replication_enabled: false,
      allowed_copy_scope: 'AAD',
      local_user_enabled: false,
      sftp_enabled: false,
    });
  });

  test('8.6/log-storage#authentic-delivery: admits the log writers of Azure and no one else', () => {
    expect(accountOf(synthesized())?.properties).toMatchObject({
      network_rules: {
        default_action: 'Deny',
        bypass: ['AzureServices'],
        ip_rules: [],
        virtual_network_subnet_ids: [],
      },
    });
  });

  test('8.4/disaster-tolerance#logical-corruption-recovery: keeps versions and what was deleted', () => {
    expect(accountOf(synthesized())?.properties).toMatchObject({
      blob_properties: { versioning_enabled: true, delete_retention_policy: { days: 14 } },
    });
  });

  test('8.2/identity#no-long-lived-credentials: takes no shared keys', () => {
    expect(accountOf(synthesized())?.flag('shared_access_key_enabled')).toBe(false);
  });

  test('takes keys from Network Watcher, and leaves the lifecycle to the flow log', () => {
    const template = synthesized({ writer: 'network-watcher' });

    expect(accountOf(template)?.flag('shared_access_key_enabled')).toBe(true);
    expect(template.ofType('azurerm_storage_management_policy')).toEqual([]);
  });

  test('is not destroyed with the stack', () => {
    const template = synthesized();

    for (const type of ['azurerm_storage_account', 'azurerm_storage_container']) {
      expect(template.ofType(type)[0]?.properties).toMatchObject({ lifecycle: { prevent_destroy: true } });
    }
  });

  test('throws when the retention is too short, and says what to do', () => {
    expect(() => synthesized({ retentionDays: 30 })).toThrow(
      'Stack/Storage: retention of 30 days is shorter than the 183 that 8.6/log-retention#minimum-period needs. Leave it out, or give more.',
    );
  });

  test('throws where there is no location to copy to', () => {
    expect(() => synthesized({}, 'polandcentral')).toThrow(
      'Stack/Storage: location polandcentral has no paired location that storage copies to, which 8.6/log-storage needs.',
    );
  });

  test.each([['ab'], ['Acme'], ['acme-logs'], ['a'.repeat(25)]])('throws on the name %s', (name) => {
    expect(() => synthesized({ name })).toThrow(
      `Stack/Storage: "${name}" is no name for a storage account. Give 3 to 24 lower-case letters and digits.`,
    );
  });

  test('throws when a writer would fill a container that nothing seals', () => {
    const storage = new Parts(emptyStack()).storage();

    expect(() => storage.sealsOf(['insights-logs-other'])).toThrow(
      'Stack/Storage: no container insights-logs-other, so that Azure would create it unsealed, against 8.6/log-storage.',
    );
  });
});
