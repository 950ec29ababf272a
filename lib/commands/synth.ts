import { join, resolve } from 'node:path';
import type { Parts } from '../parts';
import { projectOf, today } from '../project';
import type { CommonOptions } from './cli';
import { type LoadedConfig, loadForCommand } from './configuration';
import { constructProblem } from './construct-error';
import { ExitCode, type Io, longStep } from './io';
import { inWorkspace, publish } from './workspace';

export interface SynthOptions extends CommonOptions {
  readonly asOf?: string;
}

/** The folders that synthesis makes in the folder of results. */
const CDK = 'cdk.out';
const CDKTF = 'cdktf.out';

/** `isms synth`: writes the CloudFormation assembly and, where Azure is configured, the Terraform configurations. */
export async function synthCommand(options: SynthOptions, io: Io, parts: Parts): Promise<number> {
  const loaded = loadForCommand(options, io, options.asOf ?? today());
  const folders = await withSynthesis(loaded, options.out, io, parts, (made) =>
    made.map((folder) => join(options.out, folder)),
  );
  io.out(io.json ? `${JSON.stringify({ folders })}\n` : `${folders.join('\n')}\n`);
  return ExitCode.fine;
}

/**
 * Synthesizes what the configuration describes, and hands over the folders before it publishes them in `out`: what is
 * judged is what this run made, whatever another writes there meanwhile. A run that fails publishes nothing.
 *
 * @param use is given the folders' names, and the folder that they are in for now.
 */
export async function withSynthesis<Result>(
  loaded: LoadedConfig,
  out: string,
  io: Io,
  parts: Parts,
  use: (folders: readonly string[], within: string) => Result | Promise<Result>,
): Promise<Result> {
  return inWorkspace(out, async (aside) => {
    const folders = await synthesize(loaded, resolve(aside), io, parts);
    const result = await use(folders, aside);
    for (const folder of folders) publish(join(aside, folder), join(out, folder));
    return result;
  });
}

async function synthesize(
  { config, file }: LoadedConfig,
  aside: string,
  io: Io,
  parts: Parts,
): Promise<readonly string[]> {
  const root = projectOf(file);
  // where it has a thread of its own, it runs beside the other
  const synthesizingAzure = config.azure && parts.synthesize(config, join(aside, CDKTF), root);
  parts.prepare?.();
  try {
    await longStep(io, { en: 'Synthesizing AWS', zh: '正在合成 AWS' }, () => {
      const { synthesizeAws } = require('../synthesize') as typeof import('../synthesize');
      synthesizeAws(config, join(aside, CDK), root);
    });
  } catch (error) {
    // its folder goes away, which it must not write to any more
    await Promise.allSettled([synthesizingAzure]);
    throw constructProblem(error);
  }
  if (!synthesizingAzure) return [CDK];
  await longStep(io, { en: 'Synthesizing Azure', zh: '正在合成 Azure' }, () => synthesizingAzure);
  return [CDK, CDKTF];
}
