import { BackupVault, type BackupVaultProps } from '../../../../cdktf/constructs/backup-vault/backup-vault';
import type { Template } from '../../../../constructs/nag/template';
import { Parts } from '../../support/parts';
import { emptyStack, templateOf } from '../../support/synthesis';

function synthesized(props: Partial<BackupVaultProps> = {}, location = 'northeurope'): Template {
  const stack = emptyStack();
  const parts = new Parts(stack);
  new BackupVault(stack, 'Backup', {
    group: parts.group(location, 'Where'),
    name: 'acme-vault',
    key: parts.key(),
    ...props,
  });
  return templateOf(stack);
}

const vaultOf = (template: Template) => template.ofType('azurerm_data_protection_backup_vault')[0];

describe('BackupVault', () => {
  test('8.4/backup#immutable-vault: is immutable, and locked so', () => {
    expect(vaultOf(synthesized())?.text('immutability')).toBe('Locked');
  });

  test('is left unlocked for a trial that is taken down again', () => {
    expect(vaultOf(synthesized({ lock: 'unlocked' }))?.text('immutability')).toBe('Unlocked');
  });

  test('8.4/backup#separate-copy: keeps a copy in the paired location, from which can be restored', () => {
    expect(vaultOf(synthesized())?.properties).toMatchObject({
      datastore_type: 'VaultStore',
      redundancy: 'GeoRedundant',
      cross_region_restore_enabled: true,
    });
  });

  test('8.4/backup#deletion-dual-control: soft delete cannot be switched off', () => {
    expect(vaultOf(synthesized())?.properties).toMatchObject({
      soft_delete: 'AlwaysOn',
      retention_duration_in_days: 14,
    });
  });

  test('8.4/backup#backup-key-independence: takes its key only once it may use it', () => {
    const template = synthesized();
    const [encryption] = template.ofType('azurerm_data_protection_backup_vault_customer_managed_key');

    expect(encryption?.referent('data_protection_backup_vault_id')).toBe(vaultOf(template));
    const [granted] = encryption?.list('depends_on') ?? [];
    const grant = template.find(String(granted));
    expect(grant?.text('principal_id')).toMatch(
      /^\$\{azurerm_data_protection_backup_vault\..+\.identity\[0\]\.principal_id\}$/,
    );
  });

  test('is not destroyed with the stack', () => {
    expect(vaultOf(synthesized())?.properties).toMatchObject({ lifecycle: { prevent_destroy: true } });
  });

  test('throws where there is no location to copy to', () => {
    expect(() => synthesized({}, 'italynorth')).toThrow(
      'Stack/Backup: location italynorth has no paired location that backups are copied to, which 8.4/backup needs.',
    );
  });

  test('throws on a name that Azure would refuse', () => {
    expect(() => synthesized({ name: 'vault_1' })).toThrow('Stack/Backup: "vault_1" is no name for a backup vault.');
  });
});
