import { mkdirSync } from 'node:fs';
import type { IConstruct } from 'constructs';
import type { LandingZoneConfig } from '../lib/config/schema';
import { type IdOf, noteStack, type Sidecar, writeSidecar } from '../lib/evidence/sidecar';
import { traceSources } from '../lib/evidence/source';
import { type AzureOptions, composeAzure } from './stacks';
import { App, TerraformResource } from './terraform';

/**
 * Writes the Terraform configurations of a landing zone's Azure part, and beside them what they do not say: where each
 * resource was made, and which requirements it was declared to meet.
 *
 * @param root the project's folder, to which source lines are relative
 */
export async function synthesizeAzure(
  config: LandingZoneConfig,
  outdir: string,
  root: string,
  options: AzureOptions = {},
): Promise<void> {
  traceSources();
  mkdirSync(outdir, { recursive: true });
  const app = new App({ outdir });
  const stacks = withoutTraces(() => composeAzure(app, config, options));
  app.synth();
  const sidecar: Sidecar = Object.fromEntries(
    stacks.map((stack) => [stack.node.id, noteStack(stack, terraformId, root)]),
  );
  writeSidecar(outdir, sidecar);
}

/** CDKTF keeps a stack trace, printed and source-mapped, with each value that it makes: half of the time, for nobody to see. */
function withoutTraces<Result>(work: () => Result): Result {
  const { prepareStackTrace } = Error;
  try {
    Error.prepareStackTrace = (error, frames) =>
      error instanceof Error ? [String(error), ...frames].join('\n    at ') : '';
    return work();
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
  }
}

/** `azurerm_key_vault.KeyVault_Vault_1A2B3C4D`, as the synthesized configuration names it. */
const terraformId: IdOf = (construct: IConstruct) =>
  construct instanceof TerraformResource
    ? `${construct.terraformResourceType}.${construct.friendlyUniqueId}`
    : undefined;
