import { azureStorageCustomerManagedKey } from '../../../cdktf/nag/azure-storage-customer-managed-key';
import { azureStorageNetworkRules } from '../../../cdktf/nag/azure-storage-network-rules';
import { azureStorageNoCrossTenantReplication } from '../../../cdktf/nag/azure-storage-no-cross-tenant-replication';
import { azureStorageNoSharedKeys } from '../../../cdktf/nag/azure-storage-no-shared-keys';
import { azureStoragePublicAccess } from '../../../cdktf/nag/azure-storage-public-access';
import { azureStorageReplication } from '../../../cdktf/nag/azure-storage-replication';
import { azureStorageTls } from '../../../cdktf/nag/azure-storage-tls';
import { azureStorageVersioning } from '../../../cdktf/nag/azure-storage-versioning';
import type { Rule } from '../../../constructs/nag/rule';
import { outcomeOf, type Resources, verdictOn } from '../support/judging';

const ACCOUNT = 'azurerm_storage_account';
const ID = '${azurerm_storage_account.it.id}';
const LOGS = { tags: { 'isms:holds': 'logs' } };

const on = (rule: Rule, properties: Readonly<Record<string, unknown>>, others?: Resources): string =>
  outcomeOf(verdictOn(rule, ACCOUNT, properties, others));

describe('azure-storage-tls', () => {
  test.each([
    ['the defaults of the provider', {}, 'compliant'],
    ['TLS 1.2 and HTTPS', { min_tls_version: 'TLS1_2', https_traffic_only_enabled: true }, 'compliant'],
    ['TLS 1.3', { min_tls_version: 'TLS1_3' }, 'compliant'],
    ['TLS 1.0', { min_tls_version: 'TLS1_0' }, 'non-compliant: min_tls_version'],
    ['plain HTTP', { https_traffic_only_enabled: false }, 'non-compliant: https_traffic_only_enabled'],
    ['a version known at deployment only', { min_tls_version: '${var.tls}' }, 'unknown'],
  ])('judges %s', (_, properties, outcome) => {
    expect(on(azureStorageTls, properties)).toBe(outcome);
  });
});

describe('azure-storage-public-access', () => {
  test.each([
    ['anonymous access forbidden', { allow_nested_items_to_be_public: false }, 'compliant'],
    ['the default of the provider, which allows it', {}, 'non-compliant: allow_nested_items_to_be_public'],
    [
      'anonymous access allowed',
      { allow_nested_items_to_be_public: true },
      'non-compliant: allow_nested_items_to_be_public',
    ],
    ['a value known at deployment only', { allow_nested_items_to_be_public: '${var.open}' }, 'unknown'],
  ])('judges %s', (_, properties, outcome) => {
    expect(on(azureStoragePublicAccess, properties)).toBe(outcome);
  });

  test.each([
    ['a container that is private by default', {}, 'compliant'],
    ['a container that offers its blobs', { container_access_type: 'blob' }, 'non-compliant: container_access_type'],
    [
      'a container that offers its list',
      { container_access_type: 'container' },
      'non-compliant: container_access_type',
    ],
  ])('judges %s', (_, properties, outcome) => {
    expect(outcomeOf(verdictOn(azureStoragePublicAccess, 'azurerm_storage_container', properties))).toBe(outcome);
  });
});

describe('azure-storage-network-rules', () => {
  const separate = (properties: Readonly<Record<string, unknown>>): Resources => ({
    azurerm_storage_account_network_rules: { rules: { storage_account_id: ID, ...properties } },
  });

  test.each([
    ['a firewall that denies by default', { network_rules: [{ default_action: 'Deny' }] }, {}, 'compliant'],
    ['no public network at all', { public_network_access_enabled: false }, {}, 'compliant'],
    ['a firewall beside the account', {}, separate({ default_action: 'Deny' }), 'compliant'],
    ['no firewall', {}, {}, 'non-compliant: network_rules.default_action'],
    [
      'a firewall that allows',
      { network_rules: { default_action: 'Allow' } },
      {},
      'non-compliant: network_rules.default_action',
    ],
    ['an open firewall beside it', {}, separate({ default_action: 'Allow' }), 'non-compliant: default_action'],
    [
      'half of the internet',
      { network_rules: { default_action: 'Deny', ip_rules: ['203.0.113.4', '0.0.0.0/1'] } },
      {},
      'non-compliant: network_rules.ip_rules.1',
    ],
    ['an action known at deployment only', { network_rules: { default_action: '${var.action}' } }, {}, 'unknown'],
  ])('judges %s', (_, properties, others, outcome) => {
    expect(on(azureStorageNetworkRules, properties, others)).toBe(outcome);
  });
});

describe('azure-storage-customer-managed-key', () => {
  const key = '${azurerm_key_vault_key.logs.versionless_id}';

  test.each([
    ['a key in the account', { customer_managed_key: { key_vault_key_id: key } }, {}, 'compliant'],
    ['a key of a managed HSM', { customer_managed_key: [{ managed_hsm_key_id: 'https://h/keys/k' }] }, {}, 'compliant'],
    [
      'a key beside the account',
      {},
      { azurerm_storage_account_customer_managed_key: { k: { storage_account_id: ID } } },
      'compliant',
    ],
    ['no key', {}, {}, 'non-compliant: customer_managed_key'],
    [
      "another account's key",
      {},
      {
        azurerm_storage_account_customer_managed_key: {
          k: { storage_account_id: '${azurerm_storage_account.other.id}' },
        },
      },
      'non-compliant: customer_managed_key',
    ],
  ])('judges %s', (_, properties, others, outcome) => {
    expect(on(azureStorageCustomerManagedKey, properties, others)).toBe(outcome);
  });
});

describe('azure-storage-versioning', () => {
  test.each([
    ['versions', { blob_properties: { versioning_enabled: true } }, 'compliant'],
    ['the default of the provider, which keeps none', {}, 'non-compliant: blob_properties.versioning_enabled'],
    [
      'versions switched off',
      { blob_properties: [{ versioning_enabled: false }] },
      'non-compliant: blob_properties.versioning_enabled',
    ],
    ['an account of file shares', { account_kind: 'FileStorage' }, 'not-applicable'],
    ['a hierarchical namespace', { is_hns_enabled: true }, 'not-applicable'],
    ['a value known at deployment only', { blob_properties: { versioning_enabled: '${var.versions}' } }, 'unknown'],
  ])('judges %s', (_, properties, outcome) => {
    expect(on(azureStorageVersioning, properties)).toBe(outcome);
  });
});

describe('azure-storage-replication', () => {
  const logs = (account_replication_type: string, location: string) => ({
    ...LOGS,
    account_replication_type,
    location,
  });

  test.each([
    ['GRS in China', logs('GRS', 'chinanorth2'), 'compliant'],
    ['GZRS in China', logs('GZRS', 'China North 3'), 'compliant'],
    ['RAGZRS in Europe', logs('RAGZRS', 'northeurope'), 'compliant'],
    ['one location only', logs('LRS', 'northeurope'), 'non-compliant: account_replication_type'],
    ['zones of one location only', logs('ZRS', 'northeurope'), 'non-compliant: account_replication_type'],
    ['a location without a pair', logs('GRS', 'polandcentral'), 'non-compliant: location'],
    ['a location that is not listed', logs('GRS', 'atlantis'), 'unknown'],
    ['a location known at deployment only', logs('GRS', '${var.location}'), 'unknown'],
    ['an account without logs', { account_replication_type: 'LRS' }, 'not-applicable'],
  ])('judges %s', (_, properties, outcome) => {
    expect(on(azureStorageReplication, properties)).toBe(outcome);
  });

  test('takes an account for one of logs when a diagnostic setting writes into it', () => {
    const others = { azurerm_monitor_diagnostic_setting: { s: { storage_account_id: ID } } };

    expect(on(azureStorageReplication, { account_replication_type: 'LRS' }, others)).toBe(
      'non-compliant: account_replication_type',
    );
  });
});

describe('azure-storage-no-shared-keys', () => {
  const flowLog = { azurerm_network_watcher_flow_log: { log: { storage_account_id: ID } } };
  const closed = { network_rules: { default_action: 'Deny' } };

  test.each([
    ['keys off', { shared_access_key_enabled: false }, {}, 'compliant'],
    ['the default of the provider, which is on', {}, {}, 'non-compliant: shared_access_key_enabled'],
    ['keys on', { shared_access_key_enabled: true }, {}, 'non-compliant: shared_access_key_enabled'],
    ['keys for flow logs behind a firewall', { shared_access_key_enabled: true, ...closed }, flowLog, 'not-applicable'],
    [
      'keys for flow logs, open to all',
      { shared_access_key_enabled: true },
      flowLog,
      'non-compliant: shared_access_key_enabled',
    ],
    ['a value known at deployment only', { shared_access_key_enabled: '${var.keys}' }, {}, 'unknown'],
  ])('judges %s', (_, properties, others, outcome) => {
    expect(on(azureStorageNoSharedKeys, properties, others)).toBe(outcome);
  });
});

describe('azure-storage-no-cross-tenant-replication', () => {
  test.each([
    ['the default of the provider', {}, 'compliant'],
    ['replication within the tenant', { cross_tenant_replication_enabled: false }, 'compliant'],
    [
      'replication beyond it',
      { cross_tenant_replication_enabled: true },
      'non-compliant: cross_tenant_replication_enabled',
    ],
    ['a value known at deployment only', { cross_tenant_replication_enabled: '${var.open}' }, 'unknown'],
  ])('judges %s', (_, properties, outcome) => {
    expect(on(azureStorageNoCrossTenantReplication, properties)).toBe(outcome);
  });
});
