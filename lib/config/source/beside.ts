import { realpathSync } from 'node:fs';
import { dirname, isAbsolute, join, normalize, posix, relative, sep } from 'node:path';

export interface FileBeside {
  readonly path: string;
  /** As people know it: from where the configuration was named. */
  readonly shown: string;
}

/**
 * A file that a configuration names: relative to it, with forward slashes, and inside its folder, links followed, so
 * that what is reviewed together is all that is read.
 *
 * @returns undefined for one that lies outside
 */
export function fileBeside(configFile: string, file: string): FileBeside | undefined {
  const folder = dirname(configFile);
  if (isAbsolute(file) || /[\\\0]/.test(file) || leaves(posix.normalize(file))) return undefined;
  const path = join(folder, file);
  return leadsOut(folder, path) ? undefined : { path, shown: normalize(path).split(sep).join('/') };
}

const leaves = (path: string): boolean => path === '..' || path.startsWith('../');

function leadsOut(folder: string, path: string): boolean {
  try {
    return leaves(relative(realpathSync(folder), realpathSync(path)).split(sep).join('/'));
  } catch {
    // what does not exist leads nowhere; reading it tells so
    return false;
  }
}

/** What to say about a file outside. */
export const outside = {
  code: 'file-outside-folder',
  message: { en: 'lies outside the folder of the configuration', zh: '位于配置文件所在文件夹之外' },
  mend: {
    en: 'Put the file beside the configuration, and name it relative to it, with forward slashes.',
    zh: '请将文件放在配置文件旁，并使用正斜杠的相对路径。',
  },
} as const;

/** What to do about a file that is not there. */
export const missingMend = {
  en: 'Correct the path: it is relative to the configuration file.',
  zh: '请更正路径，路径相对于配置文件。',
} as const;
