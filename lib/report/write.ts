import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Writes a folder of files so that it is there whole or not at all: aside first, then renamed into place. An earlier
 * folder is replaced only when the new one is complete, and stays as it was when anything fails.
 */
export function writeFolder(folder: string, files: Readonly<Record<string, string>>): void {
  const parent = dirname(folder);
  const aside = join(parent, `.${basename(folder)}.${process.pid}.new`);
  const earlier = join(parent, `.${basename(folder)}.${process.pid}.old`);
  try {
    mkdirSync(aside, { recursive: true });
    for (const [name, content] of Object.entries(files)) writeFileSync(join(aside, name), content);
    replace(aside, folder, earlier);
  } finally {
    rmSync(aside, { recursive: true, force: true });
    if (existsSync(folder)) rmSync(earlier, { recursive: true, force: true });
  }
}

function replace(aside: string, folder: string, earlier: string): void {
  if (existsSync(folder)) renameSync(folder, earlier);
  try {
    renameSync(aside, folder);
  } catch (error) {
    if (existsSync(earlier)) renameSync(earlier, folder);
    throw error;
  }
}
