import { existsSync, rmSync } from 'node:fs';
import type { Bilingual } from '../../constructs/standard/bilingual';
import { runningEmulator, stopEmulator, stopStrays } from '../local/emulator';
import { type LocalFolder, localFolder, remainsOf } from '../local/folder';
import { alone } from '../local/lock';
import { projectOf } from '../project';
import type { CommonOptions } from './cli';
import { DEFAULT_FILE } from './configuration';
import { ExitCode, type Io } from './io';

/** `isms local down`: ends the emulator, and with it all that it held. The virtual environment stays. */
export async function localDownCommand(options: Pick<CommonOptions, 'config'>, io: Io): Promise<number> {
  const { folder } = placeOf(options);
  const stopped = await alone(folder, async () => {
    const running = await runningEmulator(folder);
    if (running) await stopEmulator(folder, running);
    const strays = await stopStrays(folder, undefined);
    for (const remains of remainsOf(folder)) rmSync(remains, { recursive: true, force: true });
    return running !== undefined || strays > 0;
  });
  const kept = existsSync(folder.virtualEnvironment);
  if (stopped) say(io, STOPPED, { running: false, stopped: true, kept });
  else tellNotRunning(io, { stopped: false, kept });
  return ExitCode.fine;
}

/** Where the local cloud of the project around the configuration, or around the working folder, is kept. */
export function placeOf({ config }: Pick<CommonOptions, 'config'>): {
  readonly root: string;
  readonly folder: LocalFolder;
} {
  const root = projectOf(config ?? DEFAULT_FILE);
  return { root, folder: localFolder(root) };
}

const STOPPED: Bilingual = {
  en: 'The local cloud is down, and what it held is gone.',
  zh: '本地云已停止，其中的内容已清除。',
};

const NOT_RUNNING: Bilingual = { en: 'The local cloud is not running.', zh: '本地云未运行。' };

export const tellNotRunning = (io: Io, more: Readonly<Record<string, unknown>> = {}): void =>
  say(io, NOT_RUNNING, { running: false, ...more });

function say(io: Io, what: Bilingual, data: Readonly<Record<string, unknown>>): void {
  io.out(io.json ? `${JSON.stringify(data)}\n` : `${what[io.lang]}\n`);
}
