import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { isWithin } from '../project';
import { onInterruption } from './interruption';
import { fileSystemProblem, type UsageError } from './io';

/** Written last: whoever reads the folder reads only what this file names. */
const MANIFEST = 'manifest.json';

/** What the lent folder is called, before the characters that Node appends. */
const PREFIX = '.isms-aside-';
const RANDOM_LENGTH = 6;

/**
 * Lends `work` a folder beside the results, on the same disk, which is gone afterwards. A run that fails halfway leaves
 * nothing behind, and two runs into one folder do not see each other's halves.
 *
 * @param out the folder of the results; made where it is missing
 * @throws UsageError when there is no room, no permission, or something in the way
 */
export async function inWorkspace<Result>(out: string, work: (folder: string) => Promise<Result>): Promise<Result> {
  const made: string[] = [];
  let folder: string | undefined;
  const remove = (): void => {
    if (folder) rmSync(folder, { recursive: true, force: true });
    removeEmpty(made);
  };
  const withdraw = onInterruption(remove);
  try {
    ensureFolder(out, made);
    folder = mkdtempSync(join(out, PREFIX));
    return await work(folder);
  } catch (error) {
    throw problemIn(out, error) ?? error;
  } finally {
    remove();
    withdraw();
  }
}

/**
 * Moves each file of a folder to its place in another, the manifest last. What else lies there stays: Terraform keeps its
 * local state beside what was synthesized.
 */
export function publish(from: string, to: string): void {
  ensureFolder(to, []);
  const entries = readdirSync(from, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => Number(a.name === MANIFEST) - Number(b.name === MANIFEST))) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) publish(source, target);
    else move(source, target);
  }
}

function move(source: string, target: string): void {
  try {
    renameSync(source, target);
  } catch (error) {
    // the folder is a link to another disk
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    copyFileSync(source, target);
  }
}

/**
 * Makes a folder and those above it. Node's own recursion never ends where the file system makes none, such as in `/proc`.
 * @param made takes those that were missing, the outermost first.
 */
function ensureFolder(folder: string, made: string[]): void {
  if (!existsSync(folder) && dirname(folder) !== folder) ensureFolder(dirname(folder), made);
  if (isFolder(folder)) return;
  mkdirSync(folder);
  made.push(folder);
}

/** Of a run that failed not even its empty folders are left. */
function removeEmpty(folders: readonly string[]): void {
  for (const folder of [...folders].reverse()) {
    try {
      rmdirSync(folder);
    } catch {
      return;
    }
  }
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

/**
 * What went wrong in writing the results; undefined for anything else. The folder that was lent means nothing to the user:
 * a file in it is told by the place that it was meant for.
 */
function problemIn(out: string, error: unknown): UsageError | undefined {
  const { code, path: source = out, dest: path = source } = error as NodeJS.ErrnoException & { readonly dest?: string };
  if (!isWithin(out, path) && !isWithin(path, out)) return undefined;
  const [, within] = path.split(PREFIX);
  return fileSystemProblem({ code, path: within === undefined ? path : join(out, within.slice(RANDOM_LENGTH)) }, out);
}
