import { KeyVault as AzurermKeyVault } from '@cdktf/provider-azurerm/lib/key-vault';
import { composeAzure } from '../../../cdktf/stacks';
import { TerraformResource, type TerraformStack, Testing } from '../../../cdktf/terraform';
import { Template } from '../../../constructs/nag/template';
import { configuration } from '../support/configuration';
import { documentOf, findingsIn, templateOf } from '../support/synthesis';

type Body = Record<string, unknown>;
type Resources = Record<string, Record<string, Body>>;

function homeStack(): TerraformStack {
  const [stack] = composeAzure(Testing.app(), configuration());
  if (!stack) throw new Error('no stack');
  return stack;
}

const home = homeStack();
const synthesized = documentOf(home);
const resources = home.node.findAll().filter((node): node is TerraformResource => node instanceof TerraformResource);

/** What the rules find once a resource of the synthesized stack, named by the end of its path, is changed. */
function findingsAfter(path: string, change: (named: Record<string, Body>, name: string) => void): readonly string[] {
  const document = structuredClone(synthesized);
  const [found, second] = resources.filter(({ node }) => node.path.endsWith(`/${path}`));
  if (!found || second) throw new Error(`${path} is no one resource`);
  change((document['resource'] as Resources)[found.terraformResourceType] ?? {}, found.friendlyUniqueId);
  return findingsIn(Template.terraform(document));
}

/** Sets what stands at a dotted path, or takes it away. */
function set(body: Body, property: string, value: unknown): void {
  const [first = '', ...rest] = property.split('.');
  if (rest.length > 0) set(body[first] as Body, rest.join('.'), value);
  else if (value === undefined) delete body[first];
  else body[first] = value;
}

describe('weakening a synthesized resource makes its rule fail', () => {
  test.each([
    [
      'KeyVault/Vault',
      'purge_protection_enabled',
      false,
      'azure-key-vault-purge-protection azurerm_key_vault: purge_protection_enabled',
    ],
    [
      'KeyVault/Vault',
      'soft_delete_retention_days',
      7,
      'azure-key-vault-purge-protection azurerm_key_vault: soft_delete_retention_days',
    ],
    [
      'KeyVault/Vault',
      'rbac_authorization_enabled',
      false,
      'azure-key-vault-rbac azurerm_key_vault: rbac_authorization_enabled',
    ],
    [
      'KeyVault/CustodianRole',
      'permissions',
      [{ data_actions: ['*'] }],
      'azure-role-definition-no-wildcard azurerm_role_definition: permissions.0.data_actions.0',
    ],
    ['LogKey/Key', 'rotation_policy', undefined, 'azure-key-rotation azurerm_key_vault_key: rotation_policy.automatic'],
    ['AuditLogs/Account', 'min_tls_version', 'TLS1_0', 'azure-storage-tls azurerm_storage_account: min_tls_version'],
    [
      'AuditLogs/Account',
      'allow_nested_items_to_be_public',
      true,
      'azure-storage-public-access azurerm_storage_account: allow_nested_items_to_be_public',
    ],
    [
      'AuditLogs/Account',
      'shared_access_key_enabled',
      true,
      'azure-storage-no-shared-keys azurerm_storage_account: shared_access_key_enabled',
    ],
    [
      'AuditLogs/Account',
      'account_replication_type',
      'LRS',
      'azure-storage-replication azurerm_storage_account: account_replication_type',
    ],
    [
      'AuditLogs/Account',
      'customer_managed_key',
      undefined,
      'azure-storage-customer-managed-key azurerm_storage_account: customer_managed_key',
    ],
    [
      'AuditLogs/Account',
      'network_rules.default_action',
      'Allow',
      'azure-storage-network-rules azurerm_storage_account: network_rules.default_action',
    ],
    [
      'AuditLogs/Account',
      'blob_properties.versioning_enabled',
      false,
      'azure-storage-versioning azurerm_storage_account: blob_properties.versioning_enabled',
    ],
    [
      'AuditLogs/Account',
      'cross_tenant_replication_enabled',
      true,
      'azure-storage-no-cross-tenant-replication azurerm_storage_account: cross_tenant_replication_enabled',
    ],
    ['AuditLogs/Account', 'tags.isms:data-class', undefined, 'azure-data-class-tag azurerm_storage_account: tags'],
    [
      'AuditLogs/insights-logs-auditevent-seal',
      'locked',
      false,
      'azure-storage-immutability azurerm_storage_container_immutability_policy: locked',
    ],
    [
      'AuditLogs/insights-logs-auditevent-seal',
      'immutability_period_in_days',
      30,
      'azure-storage-immutability azurerm_storage_container_immutability_policy: immutability_period_in_days',
    ],
    [
      'AuditLogs/insights-logs-auditevent',
      'container_access_type',
      'blob',
      'azure-storage-public-access azurerm_storage_container: container_access_type',
    ],
    [
      'keys-diagnostics/Setting',
      'enabled_log',
      [{ category_group: 'allLogs' }],
      'azure-storage-immutability azurerm_storage_account: immutability_policy',
    ],
    [
      'activity-diagnostics/Setting',
      'enabled_log',
      [{ category: 'Alert' }],
      'azure-activity-log-exported azurerm_monitor_diagnostic_setting: enabled_log,enabled_log,enabled_log',
    ],
    [
      'Workspace/Workspace',
      'retention_in_days',
      30,
      'azure-log-analytics-retention azurerm_log_analytics_workspace: retention_in_days',
    ],
    [
      'FlowLog/FlowLog',
      'retention_policy.days',
      30,
      'azure-flow-logs azurerm_network_watcher_flow_log: retention_policy.days',
    ],
    ['FlowLog/FlowLog', 'enabled', false, 'azure-flow-logs azurerm_virtual_network: azurerm_network_watcher_flow_log'],
    [
      'Network/data-subnet',
      'default_outbound_access_enabled',
      true,
      'azure-subnet-network-security-group azurerm_subnet: default_outbound_access_enabled',
    ],
    [
      'Network/data-subnet',
      'name',
      'misc',
      'azure-virtual-network-zones azurerm_virtual_network: azurerm_subnet,azurerm_subnet',
    ],
    [
      'Network/ClosedInternet',
      'next_hop_type',
      'Internet',
      /^azure-data-zone-unroutable azurerm_subnet: azurerm_route\..+\.next_hop_type$/,
    ],
    [
      'Network/data-deny-all-outbound',
      'access',
      'Allow',
      'azure-nsg-egress azurerm_network_security_group: security_rule',
    ],
    [
      'Network/data-deny-all-inbound',
      'access',
      'Allow',
      'azure-nsg-narrow-ports azurerm_network_security_rule: protocol,destination_port_range',
    ],
    [
      'Network/data-allow-inbound-application-to-data-tcp-443',
      'source_address_prefix',
      'Internet',
      'azure-nsg-ingress azurerm_network_security_rule: source_address_prefix',
    ],
    [
      'BackupVault/Vault',
      'immutability',
      'Unlocked',
      'azure-backup-vault-immutability azurerm_data_protection_backup_vault: immutability',
    ],
    [
      'BackupVault/Vault',
      'redundancy',
      'LocallyRedundant',
      'azure-backup-vault-redundancy azurerm_data_protection_backup_vault: redundancy',
    ],
    [
      'BackupVault/Vault',
      'soft_delete',
      'Off',
      'azure-backup-vault-soft-delete azurerm_data_protection_backup_vault: soft_delete',
    ],
    [
      'keys-endpoint/Endpoint',
      'private_dns_zone_group',
      undefined,
      'azure-private-endpoint azurerm_private_endpoint: private_dns_zone_group',
    ],
  ])('%s: %s becomes %j', (path, property, value, finding) => {
    const findings = findingsAfter(path, (named, name) => set(named[name] ?? {}, property, value));

    expect(findings).toContainEqual(expect.stringMatching(finding));
  });

  test.each([
    [
      'BackupVault/Encryption',
      'azure-backup-vault-customer-managed-key azurerm_data_protection_backup_vault: encryption',
    ],
    ['FlowLog/FlowLog', 'azure-flow-logs azurerm_virtual_network: azurerm_network_watcher_flow_log'],
    [
      'AuditLogs/insights-logs-auditevent-seal',
      'azure-storage-immutability azurerm_storage_container: storage_container_resource_manager_id',
    ],
    [
      'Network/data-association',
      'azure-subnet-network-security-group azurerm_subnet: azurerm_subnet_network_security_group_association',
    ],
    ['Network/data-routes', 'azure-data-zone-unroutable azurerm_subnet: azurerm_subnet_route_table_association'],
    [
      'Network/data-deny-all-inbound',
      /^azure-subnet-network-security-group azurerm_subnet: azurerm_network_security_group\..+\.security_rule$/,
    ],
    ['keys-endpoint/Endpoint', 'azure-private-endpoint azurerm_key_vault: azurerm_private_endpoint'],
    ['keys-diagnostics/Setting', 'azure-diagnostic-settings azurerm_key_vault: azurerm_monitor_diagnostic_setting'],
  ])('%s is taken away', (path, finding) => {
    const findings = findingsAfter(path, (named, name) => {
      delete named[name];
    });

    expect(findings).toContainEqual(expect.stringMatching(finding));
  });

  test('nothing is found where nothing is weakened', () => {
    expect(findingsIn(Template.terraform(synthesized))).toEqual([]);
  });

  test('an override in the code counts, since what is judged is what is deployed', () => {
    const stack = homeStack();
    const vault = stack.node.findAll().find((node): node is AzurermKeyVault => node instanceof AzurermKeyVault);
    vault?.addOverride('purge_protection_enabled', false);

    expect(findingsIn(templateOf(stack))).toEqual([
      'azure-key-vault-purge-protection azurerm_key_vault: purge_protection_enabled',
    ]);
  });
});
