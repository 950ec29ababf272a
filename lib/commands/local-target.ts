import { join } from 'node:path';
import { PATIENCE } from '../collect/auditor';
import type { Reach } from '../collect/reader';
import type { LandingZoneConfig } from '../config';
import { type Emulator, runningEmulator } from '../local/emulator';
import { clientOf } from '../local/environment';
import { type LocalFolder, localFolder } from '../local/folder';
import { projectOf, today } from '../project';
import type { CommonOptions } from './cli';
import { DEFAULT_FILE, loadForCommand } from './configuration';
import { type Io, UsageError } from './io';

/** The local cloud that runs, with what is deployed to it and how its accounts are reached. */
export interface LocalTarget {
  readonly folder: LocalFolder;
  readonly emulator: Emulator;
  readonly config: LandingZoneConfig;
  readonly file: string;
  readonly reach: (account: string, region: string) => Reach;
}

/** @throws UsageError where none runs */
export async function localTarget(options: CommonOptions, io: Io): Promise<LocalTarget> {
  const root = projectOf(options.config ?? DEFAULT_FILE);
  const folder = localFolder(root);
  const emulator = await runningEmulator(folder);
  if (!emulator) {
    throw new UsageError({
      en: 'the local cloud is not running: isms local up starts it',
      zh: '本地云未运行：请先执行 isms local up',
    });
  }
  const { config, file } = loadForCommand({ config: options.config ?? join(root, emulator.config) }, io, today());
  const reach = (account: string, region: string): Reach => ({
    region,
    client: { ...PATIENCE, ...clientOf(emulator.port, account, region) },
  });
  return { folder, emulator, config, file, reach };
}
