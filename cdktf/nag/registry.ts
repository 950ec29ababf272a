import type { Rule } from '../../constructs/nag/rule';
import type { Bilingual } from '../../constructs/standard';
import { azureActivityLogExported } from './azure-activity-log-exported';
import { azureBackupVaultCustomerManagedKey } from './azure-backup-vault-customer-managed-key';
import { azureBackupVaultImmutability } from './azure-backup-vault-immutability';
import { azureBackupVaultRedundancy } from './azure-backup-vault-redundancy';
import { azureBackupVaultSoftDelete } from './azure-backup-vault-soft-delete';
import { azureDataClassTag } from './azure-data-class-tag';
import { azureDataZoneUnroutable } from './azure-data-zone-unroutable';
import { azureDiagnosticSettings } from './azure-diagnostic-settings';
import { azureFlowLogs } from './azure-flow-logs';
import { azureKeyRotation } from './azure-key-rotation';
import { azureKeyVaultNetwork } from './azure-key-vault-network';
import { azureKeyVaultPurgeProtection } from './azure-key-vault-purge-protection';
import { azureKeyVaultRbac } from './azure-key-vault-rbac';
import { azureLogAnalyticsRetention } from './azure-log-analytics-retention';
import { azureNoOwnerAssignment } from './azure-no-owner-assignment';
import { azureNsgEgress } from './azure-nsg-egress';
import { azureNsgIngress } from './azure-nsg-ingress';
import { azureNsgNarrowPorts } from './azure-nsg-narrow-ports';
import { azureNsgNoPlaintextPorts } from './azure-nsg-no-plaintext-ports';
import { azurePrivateEndpoint } from './azure-private-endpoint';
import { azureRoleDefinitionNoWildcard } from './azure-role-definition-no-wildcard';
import { azureStorageCustomerManagedKey } from './azure-storage-customer-managed-key';
import { azureStorageImmutability } from './azure-storage-immutability';
import { azureStorageNetworkRules } from './azure-storage-network-rules';
import { azureStorageNoCrossTenantReplication } from './azure-storage-no-cross-tenant-replication';
import { azureStorageNoSharedKeys } from './azure-storage-no-shared-keys';
import { azureStoragePublicAccess } from './azure-storage-public-access';
import { azureStorageReplication } from './azure-storage-replication';
import { azureStorageTls } from './azure-storage-tls';
import { azureStorageVersioning } from './azure-storage-versioning';
import { azureSubnetNetworkSecurityGroup } from './azure-subnet-network-security-group';
import { azureVirtualNetworkZones } from './azure-virtual-network-zones';

export { azureSupporting } from './supporting';

/** Rules on one subject, in the order in which people read them; as `awsRuleAreas` in `constructs/nag/registry.ts`. */
export const azureRuleAreas: readonly { readonly title: Bilingual; readonly rules: readonly Rule[] }[] = [
  {
    title: { en: 'Storage', zh: '存储' },
    rules: [
      azureStorageImmutability,
      azureStorageReplication,
      azureStorageVersioning,
      azureStorageCustomerManagedKey,
      azureStorageTls,
      azureStoragePublicAccess,
      azureStorageNetworkRules,
      azureStorageNoSharedKeys,
      azureStorageNoCrossTenantReplication,
    ],
  },
  { title: { en: 'Classification', zh: '数据分级' }, rules: [azureDataClassTag] },
  {
    title: { en: 'Keys', zh: '密钥' },
    rules: [azureKeyVaultPurgeProtection, azureKeyVaultRbac, azureKeyVaultNetwork, azureKeyRotation],
  },
  {
    title: { en: 'Logging', zh: '日志' },
    rules: [azureActivityLogExported, azureDiagnosticSettings, azureLogAnalyticsRetention],
  },
  {
    title: { en: 'Continuity', zh: '业务连续性' },
    rules: [
      azureBackupVaultImmutability,
      azureBackupVaultRedundancy,
      azureBackupVaultSoftDelete,
      azureBackupVaultCustomerManagedKey,
    ],
  },
  {
    title: { en: 'Network', zh: '网络' },
    rules: [
      azureVirtualNetworkZones,
      azureSubnetNetworkSecurityGroup,
      azureDataZoneUnroutable,
      azureNsgIngress,
      azureNsgEgress,
      azureNsgNarrowPorts,
      azureNsgNoPlaintextPorts,
      azureFlowLogs,
      azurePrivateEndpoint,
    ],
  },
  { title: { en: 'Identity', zh: '身份与访问' }, rules: [azureNoOwnerAssignment, azureRoleDefinitionNoWildcard] },
];

/** Every rule for Azure, by type of Terraform resource. */
export const azureRules: readonly Rule[] = azureRuleAreas.flatMap((area) => area.rules);
