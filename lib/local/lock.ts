import { existsSync, linkSync, readdirSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { onInterruption } from '../commands/interruption';
import { UsageError } from '../commands/io';
import { makeFolder } from '../project';
import type { LocalFolder } from './folder';
import { contentOf, writeWhole } from './json-file';
import { commandLineOf, signal } from './process';

/** Who is at work on the local cloud, and what it has started that must not outlive it. */
interface Lock {
  readonly pid: number;
  readonly commandLine: string;
  readonly children: readonly Child[];
}

interface Child {
  readonly pid: number;
  readonly commandLine: string;
}

/** What the holder of a lock can do. */
export interface Held {
  /** Notes a process, so that whoever comes after a killed run can end it. */
  readonly note: (pid: number) => void;
}

/**
 * Does work on the local cloud that nobody else may do at the same time. A lock that a killed run left behind is taken over,
 * and what that run had started is ended.
 *
 * @throws UsageError while another run is at work
 */
export async function alone<Result>(folder: LocalFolder, work: (held: Held) => Promise<Result>): Promise<Result> {
  const children: Child[] = [];
  const own = { pid: process.pid, commandLine: commandLineOf(process.pid) ?? '' };
  take(folder, { ...own, children });
  const release = (): void => {
    rmSync(folder.lock, { force: true });
    if (existsSync(folder.root) && readdirSync(folder.root).length === 0) rmdirSync(folder.root);
  };
  const withdraw = onInterruption(release);
  try {
    return await work({
      note: (pid) => {
        children.push({ pid, commandLine: commandLineOf(pid) ?? '' });
        writeWhole(folder.lock, { ...own, children } satisfies Lock);
      },
    });
  } finally {
    release();
    withdraw();
  }
}

/** @throws UsageError while another run has it, and where the folder is none, or cannot be written */
function take(folder: LocalFolder, lock: Lock): void {
  try {
    takeOver(folder);
    makeFolder(folder.root);
    create(folder, lock);
  } catch (error) {
    throw error instanceof UsageError ? error : unwritable(folder, error as NodeJS.ErrnoException);
  }
}

const unwritable = ({ root }: LocalFolder, { code }: NodeJS.ErrnoException): UsageError =>
  new UsageError({
    en: `the local cloud is kept in ${root}, which has to be a folder that can be written (${code}). Mend that, or move what is in the way.`,
    zh: `本地云保存在 ${root}，它必须是可写的文件夹（${code}）。请修复，或移走占用该位置的文件。`,
  });

/** Makes the lock with all that it says: whoever finds it empty would take it for one that is damaged. */
function create(folder: LocalFolder, lock: Lock): void {
  const aside = `${folder.lock}.${lock.pid}`;
  writeFileSync(aside, JSON.stringify(lock));
  try {
    linkSync(aside, folder.lock);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw busy(readLock(folder)?.pid);
    throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function takeOver(folder: LocalFolder): void {
  const lock = readLock(folder);
  if (lock && isStill(lock)) throw busy(lock.pid);
  for (const child of lock?.children ?? []) if (isStill(child)) signal(child.pid, 'SIGKILL');
  rmSync(folder.lock, { force: true });
}

const isStill = ({ pid, commandLine }: Child): boolean => commandLine !== '' && commandLineOf(pid) === commandLine;

function readLock({ lock }: LocalFolder): Lock | undefined {
  const read = contentOf<Lock>(lock);
  return read && Number.isInteger(read.pid) && Array.isArray(read.children) ? read : undefined;
}

const busy = (pid: number | undefined): UsageError =>
  new UsageError({
    en: `another isms local is at work here${pid === undefined ? '' : ` (process ${pid})`}. Wait for it to end, or stop it.`,
    zh: `另一个 isms local 正在此处运行${pid === undefined ? '' : `（进程 ${pid}）`}。请等待其结束，或将其停止。`,
  });
