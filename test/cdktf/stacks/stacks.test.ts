import { azureRules, azureSupporting } from '../../../cdktf/nag/registry';
import { type AzureOptions, composeAzure } from '../../../cdktf/stacks';
import { Testing } from '../../../cdktf/terraform';
import type { Template } from '../../../constructs/nag/template';
import type { LandingZoneConfig } from '../../../lib/config/schema';
import { configuration, GLOBAL } from '../support/configuration';
import { documentOf, findingsIn, templateOf } from '../support/synthesis';

const compose = (config: LandingZoneConfig, options?: AzureOptions) => composeAzure(Testing.app(), config, options);

const templatesOf = (config: LandingZoneConfig): readonly Template[] => compose(config).map(templateOf);

describe('composeAzure', () => {
  const china = compose(configuration());
  const documents = china.map(documentOf);
  const templates = china.map(templateOf);
  const [home, recovery] = templates;

  test('makes no stack where the configuration has no Azure part', () => {
    expect(composeAzure(Testing.app(), { ...configuration(), azure: undefined } as LandingZoneConfig)).toEqual([]);
  });

  test('makes one stack for each subscription and location', () => {
    const subscriptions = ['one', 'two'].map((name, index) => ({
      name,
      id: `00000000-0000-4000-8000-00000000000${index}`,
      environment: 'production' as const,
    }));

    expect(compose(configuration({ subscriptions })).map(({ node }) => node.id)).toEqual([
      'azure-one-chinanorth3',
      'azure-one-chinaeast3',
      'azure-two-chinanorth3',
      'azure-two-chinaeast3',
    ]);
  });

  test.each([
    ['China', configuration()],
    ['global Azure', configuration(GLOBAL)],
    [
      'a retention of three years',
      configuration({}, { retention: { minimum: 183, logs: 1095, recordings: 183, records: 1095 } }),
    ],
  ])('meets every rule in %s', (_, config) => {
    expect(templatesOf(config).flatMap(findingsIn)).toEqual([]);
  });

  test('has no resource that no rule judges, unless it is listed as supporting', () => {
    const judged = new Set(azureRules.flatMap(({ types }) => types));
    const types = new Set(templates.flatMap(({ resources }) => resources.map(({ type }) => type)));

    expect([...types].filter((type) => !judged.has(type) && !azureSupporting[type])).toEqual([]);
    expect(Object.keys(azureSupporting).filter((type) => judged.has(type))).toEqual([]);
  });

  test('is far from what Azure and Terraform bear: at most 110 resources a stack', () => {
    for (const { resources } of templates) expect(resources.length).toBeLessThanOrEqual(110);
  });

  test('8.8/cross-region#recovery-region: the recovery location has its own keys, logs and network', () => {
    for (const type of [
      'azurerm_key_vault',
      'azurerm_storage_account',
      'azurerm_virtual_network',
      'azurerm_network_watcher_flow_log',
    ]) {
      expect(recovery?.ofType(type).map((resource) => resource.raw('location'))).toContain('chinaeast3');
    }
  });

  test('8.2/operation-audit#control-plane-coverage: the activity log is exported once, from the home location', () => {
    const exported = (template: Template | undefined) =>
      template
        ?.ofType('azurerm_monitor_diagnostic_setting')
        .filter((setting) => setting.text('target_resource_id').startsWith('/subscriptions/'));

    expect(exported(home)).toHaveLength(1);
    expect(exported(recovery)).toEqual([]);
  });

  test('the backup vault is in the home location: its pair has the copy', () => {
    expect(home?.ofType('azurerm_data_protection_backup_vault')).toHaveLength(1);
    expect(recovery?.ofType('azurerm_data_protection_backup_vault')).toEqual([]);
  });

  test('networks of subscriptions and locations never overlap', () => {
    expect(templates.map((template) => template.ofType('azurerm_virtual_network')[0]?.list('address_space'))).toEqual([
      ['10.64.0.0/22'],
      ['10.64.128.0/22'],
    ]);
  });

  test('tags everything, and what a resource says of itself stays', () => {
    const tags = {
      'cost-center': '42',
      'isms:owner': 'platform@example.com',
      'isms:environment': 'production',
      'isms:data-class': 'important',
    };

    expect(home?.ofType('azurerm_key_vault')[0]?.raw('tags')).toEqual(tags);
    expect(home?.ofType('azurerm_storage_account')[0]?.raw('tags')).toEqual({ ...tags, 'isms:holds': 'logs' });
  });

  test.each([
    ['chinanorth3', 'china', configuration()],
    ['northeurope', 'public', configuration(GLOBAL)],
  ])('connects to the cloud of %s', (_, environment, config) => {
    const [document] = compose(config).map(documentOf);

    expect(document?.['provider']).toMatchObject({
      azurerm: [
        {
          environment,
          tenant_id: '00000000-0000-4000-8000-000000000001',
          subscription_id: '00000000-0000-4000-8000-000000000002',
          storage_use_azuread: true,
          features: [
            { storage: [{ data_plane_available: false }], key_vault: [{ purge_soft_delete_on_destroy: false }] },
          ],
        },
      ],
    });
  });

  test('pins the provider', () => {
    expect(documents[0]?.['terraform']).toMatchObject({ required_providers: { azurerm: { version: '4.55.0' } } });
  });

  test('keeps state in a file beside the stack, by a relative path, until it is told where', () => {
    expect(documents[0]?.['terraform']).toMatchObject({
      backend: { local: { path: 'terraform.azure-main-chinanorth3.tfstate' } },
    });
    expect(JSON.stringify(documents)).not.toContain(process.cwd());
  });

  test('keeps state in storage that is reached by identity, not by key', () => {
    const state = { resourceGroup: 'state', storageAccount: 'acmestate', container: 'tfstate', subscriptionId: 's' };
    const [document] = compose(configuration(), { state }).map(documentOf);

    expect(document?.['terraform']).toMatchObject({
      backend: {
        azurerm: {
          environment: 'china',
          storage_account_name: 'acmestate',
          container_name: 'tfstate',
          key: 'azure-main-chinanorth3.tfstate',
          use_azuread_auth: true,
        },
      },
    });
  });

  test('lets the deploying machine reach the vault where it is named', () => {
    const [template] = compose(configuration(), { deployerAddresses: ['203.0.113.7'] }).map(templateOf);

    expect(template?.ofType('azurerm_key_vault')[0]?.list('network_acls.ip_rules')).toEqual(['203.0.113.7']);
  });

  test('a trial in governance mode locks nothing, and the rules say so', () => {
    const [template] = templatesOf(configuration({}, { lock: 'governance' }));

    const findings = findingsIn(template as Template);
    expect(new Set(findings)).toEqual(
      new Set([
        'azure-backup-vault-immutability azurerm_data_protection_backup_vault: immutability',
        'azure-storage-immutability azurerm_storage_container_immutability_policy: locked',
      ]),
    );
  });

  test('the same configuration gives the same stacks', () => {
    expect(compose(configuration()).map(documentOf)).toEqual(documents);
  });

  test('throws when the recovery location is not the pair, to which Azure copies', () => {
    const regions = { home: 'chinanorth3', recovery: 'chinaeast2' };

    expect(() => compose(configuration({ regions }))).toThrow(
      'azure.regions: chinaeast2 is not the pair of chinanorth3, to which geo-redundant logs and backups are copied (8.4/backup, 8.6/log-storage). Make the recovery location chinaeast3.',
    );
  });

  test('throws when a location is of the other Azure', () => {
    expect(() => compose(configuration({ regions: { home: 'northeurope', recovery: 'westeurope' } }))).toThrow(
      'azure-main-northeurope: northeurope is no location of Azure china. Choose one of it, such as chinanorth3.',
    );
  });
});
