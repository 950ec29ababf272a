import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { JudgedEstate } from '../../../lib/evidence/estate';
import { addTerraform, readCdktfOutput } from '../../../lib/evidence/terraform-output';
import { example } from '../../support/landing-zone';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const originOf = (document: unknown) => {
  const estate = new JudgedEstate();
  addTerraform(document, { stack: 'stack' }, estate);
  const [template] = estate.templates;
  return template && estate.originOf(template);
};

describe('where a Terraform stack goes', () => {
  test.each([
    ['a list', [{ environment: 'china', subscription_id: 'b1' }]],
    ['an object', { environment: 'china', subscription_id: 'b1' }],
  ])('stands in its provider block, printed as %s', (_, azurerm) => {
    expect(originOf({ provider: { azurerm }, resource: {} })).toMatchObject({
      partition: 'azure-china',
      account: 'b1',
    });
  });

  test('is Azure without China, and unknown where nothing is said', () => {
    expect(originOf({ resource: {} })).toMatchObject({ partition: 'azure', account: 'unknown', region: 'unknown' });
  });

  test('stands in the first location that is written out', () => {
    const group = (location: string) => ({ azurerm_resource_group: { main: { location } } });

    expect(originOf({ resource: group('westeurope') })?.region).toBe('westeurope');
    expect(originOf({ resource: group('${var.location}') })?.region).toBe('unknown');
    expect(originOf({ resource: { azurerm_resource_group: { main: [{ location: 'northeurope' }] } } })?.region).toBe(
      'northeurope',
    );
  });
});

describe('the output of CDKTF', () => {
  const files = {
    'manifest.json': { stacks: { a: { name: 'azure-home', synthesizedStackPath: 'stacks/azure-home/cdk.tf.json' } } },
    'stacks/azure-home/cdk.tf.json': {
      resource: {
        azurerm_key_vault: {
          Vault_1: { location: 'westeurope', '//': { metadata: { path: 'azure-home/KeyVault/Vault' } } },
        },
      },
    },
  };

  function subjects(more: Readonly<Record<string, unknown>> = {}) {
    const folder = mkdtempSync(join(tmpdir(), 'isms-cdktf-'));
    folders.push(folder);
    for (const [name, content] of Object.entries({ ...files, ...more })) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), JSON.stringify(content));
    }
    const estate = new JudgedEstate();
    readCdktfOutput(folder, estate);
    return estate.templates.flatMap(({ resources }) => resources.map((resource) => estate.subjectOf(resource)));
  }

  test('knows construct paths by itself', () => {
    expect(subjects()).toMatchObject([
      {
        cloud: 'azure',
        stack: 'azure-home',
        logicalId: 'azurerm_key_vault.Vault_1',
        type: 'azurerm_key_vault',
        path: 'azure-home/KeyVault/Vault',
        source: null,
      },
    ]);
  });

  test('knows lines of source from the notes beside it', () => {
    const note = { path: 'azure-home/KeyVault/Vault', source: { file: 'cdktf/key-vault.ts', line: 66 } };
    const sidecar = { 'azure-home': { resources: { 'azurerm_key_vault.Vault_1': note }, declarations: [] } };

    expect(subjects({ 'isms-sidecar.json': sidecar })).toMatchObject([
      { source: { file: 'cdktf/key-vault.ts', line: 66 } },
    ]);
  });

  test.each(['quickstart', 'china'] as const)('of %s is read stack by stack', (name) => {
    const { azure } = example(name).config;
    const estate = new JudgedEstate();
    readCdktfOutput(example(name).cdktfOut, estate);
    const origins = estate.templates.map((template) => estate.originOf(template));

    expect(origins.map(({ region }) => region).sort()).toEqual([azure?.regions.home, azure?.regions.recovery].sort());
    for (const origin of origins) {
      expect(origin).toMatchObject({
        partition: azure?.environment === 'china' ? 'azure-china' : 'azure',
        account: azure?.subscriptions[0]?.id,
      });
    }
  });
});
