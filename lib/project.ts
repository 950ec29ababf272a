import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';

/** What marks the folder of a project. */
const MARKS = ['.git', 'package.json'];

/**
 * The folder of the project that a file belongs to: the nearest above it that is under version control or a package,
 * otherwise the file's own. Paths in reports are relative to it, so that they are the same wherever the command is run.
 */
export function projectOf(file: string): string {
  const own = dirname(resolve(file));
  let folder = own;
  while (!MARKS.some((mark) => existsSync(join(folder, mark)))) {
    const parent = dirname(folder);
    if (parent === folder) return own;
    folder = parent;
  }
  return folder;
}

/**
 * The folder to which the paths of several files are relative: the project of the first where it holds them all, otherwise
 * the nearest folder that does.
 */
export function projectOfAll(files: readonly string[]): string {
  let folder = projectOf(files[0] ?? '.');
  while (!files.every((file) => isWithin(folder, file)) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

/** @returns whether a path lies in a folder, or is the folder itself */
export function isWithin(folder: string, path: string): boolean {
  const way = relative(resolve(folder), resolve(path));
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/**
 * Makes a folder and those above it that are missing. Not by Node's `recursive`, which never ends where a file system makes no folders
 * and says that the one above is missing, as `/proc` does.
 *
 * @param mode of all that are made
 */
export function makeFolder(folder: string, mode = 0o777): void {
  if (!existsSync(dirname(folder))) makeFolder(dirname(folder), mode);
  try {
    mkdirSync(folder, { mode });
  } catch (error) {
    if (!existsSync(folder) || !statSync(folder).isDirectory()) throw error;
  }
}

/** Today in UTC, `YYYY-MM-DD`: what `--as-of` defaults to. */
export const today = (): string => new Date().toISOString().slice(0, 'YYYY-MM-DD'.length);

/** @returns whether a text is a day of the calendar, `YYYY-MM-DD` */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);
