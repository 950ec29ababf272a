import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runAzureApp } from '../../cdktf/app';
import { synthesizeAzure } from '../../cdktf/synthesize';
import type { Sidecar } from '../../lib/evidence/sidecar';
import { configuration } from './support/configuration';

const ROOT = resolve(__dirname, '../..');
const QUICKSTART = join(ROOT, 'examples/quickstart/landing-zone.yaml');

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'isms-azure-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const json = (...path: string[]): unknown => JSON.parse(readFileSync(join(folder, ...path), 'utf8'));

describe('synthesizeAzure', () => {
  test('writes a Terraform configuration for each stack, into a folder that need not exist', async () => {
    await synthesizeAzure(configuration(), join(folder, 'a/cdktf.out'), ROOT);

    expect(json('a/cdktf.out/manifest.json')).toMatchObject({
      stacks: { 'azure-main-chinanorth3': { synthesizedStackPath: 'stacks/azure-main-chinanorth3/cdk.tf.json' } },
    });
    expect(existsSync(join(folder, 'a/cdktf.out/stacks/azure-main-chinaeast3/cdk.tf.json'))).toBe(true);
  });

  test('notes where each resource was made, and what it was declared to meet', async () => {
    await synthesizeAzure(configuration(), folder, ROOT);

    const stack = (json('isms-sidecar.json') as Sidecar)['azure-main-chinanorth3'];
    const [id, vault] =
      Object.entries(stack?.resources ?? {}).find(([, note]) => note.path.endsWith('/KeyVault/Vault')) ?? [];
    expect(id).toMatch(/^azurerm_key_vault\./);
    expect(vault?.source?.file).toBe('cdktf/constructs/key-vault/key-vault.ts');
    const declared = stack?.declarations.find(({ path }) => path.endsWith('/KeyVault'));
    expect(declared?.requirements).toContain('8.4/encryption-at-rest#key-deletion-protection');
    expect(declared?.resources).toContain(id);
  });

  test('names no path of the machine in what Terraform reads', async () => {
    await synthesizeAzure(configuration(), folder, ROOT);

    const text = readFileSync(join(folder, 'stacks/azure-main-chinanorth3/cdk.tf.json'), 'utf8');
    expect(text).not.toContain(ROOT);
    expect(text).not.toContain(folder);
  });
});

describe('the CDKTF application', () => {
  test('synthesizes the configuration that it is given', async () => {
    await runAzureApp(['--config', QUICKSTART, '--out', folder], {});

    expect(existsSync(join(folder, 'manifest.json'))).toBe(true);
  });

  test("takes configuration, folder and options from the CDKTF CLI's variables", async () => {
    const context = { config: QUICKSTART, deployerAddresses: ['203.0.113.7'], excludeStackIdFromLogicalIds: 'true' };
    await runAzureApp([], { CDKTF_OUTDIR: folder, CDKTF_CONTEXT_JSON: JSON.stringify(context) });

    expect(JSON.stringify(json('stacks/azure-quickstart-westeurope/cdk.tf.json'))).toContain('203.0.113.7');
  });

  test('throws what is wrong with the configuration', async () => {
    await expect(runAzureApp(['--config', join(folder, 'none.yaml')], {})).rejects.toThrow('none.yaml');
  });
});
