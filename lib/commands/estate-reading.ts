import { join, resolve } from 'node:path';
import type { Bilingual } from '../../constructs/standard';
import { readEstate } from '../assess';
import type { JudgedEstate } from '../evidence/estate';
import { projectOf, today } from '../project';
import type { CommonOptions } from './cli';
import { type LoadedConfig, loadForCommand } from './configuration';
import { type ForeignInputs, foreignInputs, inspected, rootOf, tolerant } from './foreign-inputs';
import { type Io, longStep, UsageError } from './io';
import { inWorkspace } from './workspace';

export interface EstateOptions extends CommonOptions {
  readonly asOf?: string;
  readonly assembly?: readonly string[];
  readonly template?: readonly string[];
}

/** Templates that are only looked at, with the configuration where one was named or synthesized. */
export interface LookedAt {
  readonly estate: JudgedEstate;
  readonly loaded: LoadedConfig | undefined;
}

/**
 * Reads templates that anyone made, or those of the landing zone of the configuration.
 * @param nothing what is told of templates in which there is nothing to read
 */
export async function lookedAt(options: EstateOptions, io: Io, nothing: Bilingual): Promise<LookedAt> {
  const foreign = foreignInputs(options);
  if (!foreign) {
    const loaded = loadForCommand(options, io, options.asOf ?? today());
    return { estate: await synthesizedEstate(loaded, options.out, io), loaded };
  }
  const loaded = options.config ? loadForCommand(options, io, options.asOf ?? today()) : undefined;
  return { estate: await readForeign(foreign, io, nothing), loaded };
}

const readForeign = (foreign: ForeignInputs, io: Io, nothing: Bilingual): Promise<JudgedEstate> =>
  longStep(io, { en: 'Reading templates', zh: '正在读取模板' }, () => {
    inspected(foreign);
    return tolerant(
      () => new UsageError(nothing),
      () => readEstate({ ...foreign, root: rootOf(foreign) }),
    );
  });

/** Only looked at: what is synthesized is not published. */
export function synthesizedEstate({ config, file }: LoadedConfig, out: string, io: Io): Promise<JudgedEstate> {
  return inWorkspace(out, async (aside) => {
    const root = projectOf(file);
    const assembly = join(resolve(aside), 'cdk.out');
    await longStep(io, { en: 'Synthesizing AWS', zh: '正在合成 AWS' }, () => {
      const { synthesizeAws } = require('../synthesize') as typeof import('../synthesize');
      synthesizeAws(config, assembly, root);
    });
    return readEstate({ assemblies: [assembly], root });
  });
}
