import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesizeAzure } from '../../../cdktf/synthesize';
import { loadConfig } from '../../../lib/config';
import { AZURE_ITEMS } from '../../../lib/preflight/azure';
import { azureStacks } from '../../../lib/preflight/documents';
import { azure, configFile, singleAccount, TODAY } from './deployments';

/** How many resources of a type a synthesized stack has. */
function countIn(outdir: string, stack: string, type: string): number {
  const document = JSON.parse(readFileSync(join(outdir, 'stacks', stack, 'cdk.tf.json'), 'utf8'));
  return Object.keys(document.resource[type] ?? {}).length;
}

describe.each(['global', 'china'] as const)('preflight of Azure %s', (environment) => {
  const config = loadConfig(configFile(singleAccount('aws', azure(environment))), { asOf: TODAY });
  const outdir = mkdtempSync(join(tmpdir(), 'preflight-azure-'));

  beforeAll(() => synthesizeAzure(config, outdir, process.cwd()));

  test('names the stacks that are synthesized', () => {
    const manifest = JSON.parse(readFileSync(join(outdir, 'manifest.json'), 'utf8'));

    expect([...azureStacks(config)].sort()).toEqual(Object.keys(manifest.stacks).sort());
  });

  test('counts what a stack is billed for as the synthesized stacks have it', () => {
    const [home = '', recovery = ''] = azureStacks(config);
    const counted = AZURE_ITEMS.map(({ type }) => ({
      type,
      home: countIn(outdir, home, type),
      recovery: countIn(outdir, recovery, type),
    }));

    expect(counted).toEqual(
      AZURE_ITEMS.map(({ type, home: inHome, recovery: inRecovery }) => ({ type, home: inHome, recovery: inRecovery })),
    );
  });
});
