import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { loadConfig } from '../lib/config';
import { projectOf } from '../lib/project';
import { synthesizeAzure } from './synthesize';

/** Where the CDKTF CLI passes on the `context` of `cdktf.json`; without the CLI it is read from there. */
const CONTEXT_VARIABLE = 'CDKTF_CONTEXT_JSON';
const PROJECT_FILE = 'cdktf.json';

/** What `context` may say beside the switches of CDKTF itself. */
const context = z.object({
  config: z.string().optional().describe('The configuration.'),
  deployerAddresses: z.array(z.string()).optional().describe('Addresses from which keys may be created at first.'),
  state: z
    .strictObject({
      resourceGroup: z.string(),
      storageAccount: z.string(),
      container: z.string(),
      subscriptionId: z.string(),
    })
    .optional()
    .describe('Where Terraform keeps its state.'),
});

/**
 * The CDKTF application: reads the configuration and synthesizes its Azure part.
 *
 * @param args what follows the script on the command line: `--config FILE`, `--out DIR`
 * @throws when the configuration cannot be used, or has no Azure part.
 */
export async function runAzureApp(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { config: { type: 'string' }, out: { type: 'string' } } });
  const { config: configured, ...options } = context.parse(contextOf(env));
  const file = values.config ?? configured ?? 'landing-zone.yaml';
  const config = loadConfig(file);
  if (!config.azure)
    throw new Error(`${file}: there is no azure part to synthesize. Add one, or use cdk for AWS alone.`);
  await synthesizeAzure(config, values.out ?? env['CDKTF_OUTDIR'] ?? 'cdktf.out', projectOf(file), options);
}

function contextOf(env: NodeJS.ProcessEnv): unknown {
  const passed = env[CONTEXT_VARIABLE];
  if (passed) return JSON.parse(passed);
  if (!existsSync(PROJECT_FILE)) return {};
  const project = JSON.parse(readFileSync(PROJECT_FILE, 'utf8')) as { readonly context?: unknown };
  return project.context ?? {};
}
