import { azureRules, azureSupporting } from '../../../cdktf/nag/registry';
import { duplicateIds } from '../../../constructs/nag/registry';
import { facetsShownBy } from '../../../constructs/standard/mapping';

describe('the rules for Azure', () => {
  test('are these', () => {
    expect(azureRules.map(({ id }) => id)).toEqual([
      'azure-storage-immutability',
      'azure-storage-replication',
      'azure-storage-versioning',
      'azure-storage-customer-managed-key',
      'azure-storage-tls',
      'azure-storage-public-access',
      'azure-storage-network-rules',
      'azure-storage-no-shared-keys',
      'azure-storage-no-cross-tenant-replication',
      'azure-data-class-tag',
      'azure-key-vault-purge-protection',
      'azure-key-vault-rbac',
      'azure-key-vault-network',
      'azure-key-rotation',
      'azure-activity-log-exported',
      'azure-diagnostic-settings',
      'azure-log-analytics-retention',
      'azure-backup-vault-immutability',
      'azure-backup-vault-redundancy',
      'azure-backup-vault-soft-delete',
      'azure-backup-vault-customer-managed-key',
      'azure-virtual-network-zones',
      'azure-subnet-network-security-group',
      'azure-data-zone-unroutable',
      'azure-nsg-ingress',
      'azure-nsg-egress',
      'azure-nsg-narrow-ports',
      'azure-nsg-no-plaintext-ports',
      'azure-flow-logs',
      'azure-private-endpoint',
      'azure-no-owner-assignment',
      'azure-role-definition-no-wildcard',
    ]);
  });

  test('have ids that tell them apart, and that say they are for Azure', () => {
    expect(duplicateIds(azureRules)).toEqual([]);
    expect(azureRules.filter(({ id }) => !/^azure(-[a-z]+)+$/.test(id))).toEqual([]);
  });

  test.each(azureRules.map((rule) => [rule.id, rule] as const))(
    '%s shows a facet, and says what it demands in both languages',
    (id, rule) => {
      expect(facetsShownBy(id)).not.toEqual([]);
      expect(rule.demand.en).toMatch(/^[A-Z].+\.$/);
      expect(rule.demand.zh).toMatch(/^\p{Script=Han}|^Log Analytics/u);
      expect(rule.reference).toMatch(/^https:\/\//);
      expect(rule.types.every((type) => type.startsWith('azurerm_'))).toBe(true);
    },
  );

  test('supporting types have their reason in both languages', () => {
    for (const { en, zh } of Object.values(azureSupporting)) {
      expect(en).toMatch(/^[a-z]/);
      expect(zh).toMatch(/\p{Script=Han}/u);
    }
  });
});
