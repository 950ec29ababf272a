import { join, resolve } from 'node:path';
import type { AzurePart } from '../azure-part';
import { projectOf, today } from '../project';
import type { CommonOptions } from './cli';
import { type LoadedConfig, loadForCommand } from './configuration';
import { ExitCode, fileSystemProblem, type Io, step } from './io';

export interface SynthOptions extends CommonOptions {
  readonly asOf?: string;
}

/** `isms synth`: writes the CloudFormation assembly and, where Azure is configured, the Terraform configurations. */
export async function synthCommand(options: SynthOptions, io: Io, azure: AzurePart): Promise<number> {
  const loaded = loadForCommand(options, io, options.asOf ?? today());
  const folders = await synthesizeForCommand(loaded, options.out, projectOf(loaded.file), io, azure);
  io.out(io.json ? `${JSON.stringify({ folders })}\n` : `${folders.join('\n')}\n`);
  return ExitCode.fine;
}

/** Synthesizes what the configuration describes, and returns the folders to judge. */
export async function synthesizeForCommand(
  loaded: LoadedConfig,
  out: string,
  root: string,
  io: Io,
  azure: AzurePart,
): Promise<readonly string[]> {
  const { config } = loaded;
  const folders = [join(out, 'cdk.out')];
  try {
    const { synthesizeAws } = require('../synthesize') as typeof import('../synthesize');
    step(io, { en: 'Synthesizing AWS', zh: '正在合成 AWS' }, () =>
      synthesizeAws(config, resolve(out, 'cdk.out'), root),
    );
    if (!config.azure) return folders;
    io.err(io.lang === 'zh' ? '正在合成 Azure …\n' : 'Synthesizing Azure …\n');
    await azure.synthesize(config, resolve(out, 'cdktf.out'), root);
    return [...folders, join(out, 'cdktf.out')];
  } catch (error) {
    throw fileSystemProblem(error, out) ?? error;
  }
}
