import { existsSync, mkdirSync, readdirSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UsageError } from '../commands/io';
import { makeFolder } from '../project';

/**
 * Writes a folder of files so that it is there whole or not at all: aside first, then renamed into place. An earlier
 * folder is replaced only when the new one is complete, and stays as it was when anything fails.
 * @throws UsageError where the folder holds something else, which would be lost
 */
export function writeFolder(folder: string, files: Readonly<Record<string, string>>): void {
  const place = existsSync(folder) ? realpathSync(folder) : folder;
  requireReplaceable(place, Object.keys(files));
  const parent = dirname(place);
  const aside = join(parent, `.${basename(place)}.${process.pid}.new`);
  const earlier = join(parent, `.${basename(place)}.${process.pid}.old`);
  makeFolder(parent);
  try {
    rmSync(aside, { recursive: true, force: true });
    mkdirSync(aside);
    for (const [name, content] of Object.entries(files)) writeFileSync(join(aside, name), content);
    replace(aside, place, earlier);
  } finally {
    rmSync(aside, { recursive: true, force: true });
    if (existsSync(place)) rmSync(earlier, { recursive: true, force: true });
  }
}

/** What is replaced is empty, or was written by an earlier run: it has one of the files. */
function requireReplaceable(folder: string, names: readonly string[]): void {
  if (!existsSync(folder)) return;
  const found = statSync(folder).isDirectory() ? readdirSync(folder) : [basename(folder)];
  if (found.length === 0 || (statSync(folder).isDirectory() && names.some((name) => found.includes(name)))) return;
  throw new UsageError({
    en: `${folder} is there already and is no earlier report (it has no ${names.join(' or ')}). Move it, or choose another folder with --out.`,
    zh: `${folder} 已存在，且不是先前的报告（其中没有 ${names.join(' 或 ')}）。请移走，或用 --out 指定其他文件夹。`,
  });
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
