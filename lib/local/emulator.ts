import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { onInterruption } from '../commands/interruption';
import { UsageError } from '../commands/io';
import { makeFolder } from '../project';
import { endpointOf } from './environment';
import { ADAPTER, type LocalFolder } from './folder';
import { contentOf, writeWhole } from './json-file';
import { commandLineOf, commandLines, signal } from './process';

/** An emulator that was started. */
export interface Emulator {
  readonly pid: number;
  readonly port: number;
  /** The configuration that is deployed to it, relative to the project. */
  readonly config: string;
}

/** An emulator that this run has started: an interruption ends it until the run keeps it. */
export interface Started extends Emulator {
  readonly keep: () => void;
}

/** What MiniStack reads from its environment. */
type Settings = Readonly<Record<string, string>>;

const READY_SECONDS = 30;

/**
 * The emulator of a project, if it runs. What a killed process left behind is cleared away: a process is ended only where its
 * command line says that it is this project's emulator.
 */
export async function runningEmulator(folder: LocalFolder): Promise<Emulator | undefined> {
  if (!existsSync(folder.state)) return undefined;
  const emulator = readState(folder.state);
  if (emulator && isOurs(folder, emulator.pid)) {
    if (await answers(emulator.port)) return emulator;
    await stopEmulator(folder, emulator);
  }
  rmSync(folder.state, { force: true });
  return undefined;
}

/**
 * Starts the emulator in the background, on the loopback interface.
 *
 * @param settings of MiniStack, beside those that every emulator has; none by default
 * @throws UsageError when the port is taken, or the emulator does not come up
 */
export async function startEmulator(
  folder: LocalFolder,
  python: string,
  { port, config, settings = {} }: Pick<Emulator, 'port' | 'config'> & { readonly settings?: Settings },
): Promise<Started> {
  await refuseTaken(port);
  makeFolder(folder.root);
  // one that was killed has left its own
  rmSync(folder.scratch, { recursive: true, force: true });
  mkdirSync(folder.scratch);
  const log = openSync(folder.log, 'w');
  // the folder among the arguments tells this emulator from those of other projects
  const child = spawn(python, [join(ADAPTER, 'adapter.py'), folder.root], {
    detached: true,
    stdio: ['ignore', log, log],
    cwd: folder.root,
    env: {
      PATH: process.env['PATH'],
      HOME: folder.root,
      TMPDIR: folder.scratch,
      ...EMULATOR,
      ...settings,
      GATEWAY_PORT: String(port),
    },
  });
  closeSync(log);
  child.unref();
  const emulator = { pid: child.pid ?? 0, port, config };
  writeWhole(folder.state, emulator);
  const keep = onInterruption(() => {
    signal(emulator.pid, 'SIGKILL');
    rmSync(folder.state, { force: true });
  });
  if (await comesUp(folder, emulator)) return { ...emulator, keep };
  keep();
  await stopEmulator(folder, emulator);
  throw new UsageError({
    en: `the emulator did not come up within ${READY_SECONDS} s: ${lastLines(folder.log)}`,
    zh: `模拟器未能在 ${READY_SECONDS} 秒内启动：${lastLines(folder.log)}`,
  });
}

/** Loopback only, nothing on disk, no other port. */
const EMULATOR = { BIND_HOST: '127.0.0.1', SFTP_ENABLED: '0', LOG_LEVEL: 'WARNING', PYTHONDONTWRITEBYTECODE: '1' };

/** @throws UsageError where something listens at a port: another project's emulator, or anything else */
export async function refuseTaken(port: number): Promise<void> {
  if (await isTaken(port)) throw taken(port, await answers(port));
}

const taken = (port: number, byEmulator: boolean): UsageError =>
  byEmulator
    ? new UsageError({
        en: `port ${port} is in use by an emulator that is not this project's. Stop it where it was started (isms local down), or choose another port with --port.`,
        zh: `端口 ${port} 已被其他项目的模拟器占用。请在启动它的项目中将其停止（isms local down），或用 --port 指定其他端口。`,
      })
    : new UsageError({
        en: `port ${port} is in use. Stop what listens there, or choose another port with --port.`,
        zh: `端口 ${port} 已被占用。请停止占用它的程序，或用 --port 指定其他端口。`,
      });

/** Ends the emulator and forgets it; its state is in its memory alone. A process that is not this project's is let be. */
export async function stopEmulator(folder: LocalFolder, { pid }: Pick<Emulator, 'pid'>): Promise<void> {
  await end(folder, pid);
  rmSync(folder.state, { force: true });
  rmSync(folder.scratch, { recursive: true, force: true });
}

async function end(folder: LocalFolder, pid: number): Promise<void> {
  if (isOurs(folder, pid)) signal(pid, 'SIGTERM');
  for (let tries = 0; tries < 50 && isOurs(folder, pid); tries += 1) await wait(100);
  if (isOurs(folder, pid)) signal(pid, 'SIGKILL');
  for (let tries = 0; tries < 20 && isOurs(folder, pid); tries += 1) await wait(50);
}

/**
 * Ends emulators of this project of which the state says nothing: somebody took it away, or it was damaged. For who has the lock.
 * @returns how many there were
 */
export async function stopStrays(folder: LocalFolder, known: Pick<Emulator, 'pid'> | undefined): Promise<number> {
  const strays = [...commandLines()].filter(([pid, line]) => pid !== known?.pid && isEmulatorOf(folder, line));
  for (const [pid] of strays) await end(folder, pid);
  return strays.length;
}

/** Whether a process is the emulator of this project: ids are given again, command lines tell. */
export const isOurs = (folder: LocalFolder, pid: number): boolean => isEmulatorOf(folder, commandLineOf(pid));

const isEmulatorOf = ({ root }: LocalFolder, commandLine: string | undefined): boolean =>
  commandLine?.endsWith(`${join('adapter', 'adapter.py')} ${root}`) === true;

async function comesUp(folder: LocalFolder, { pid, port }: Emulator): Promise<boolean> {
  for (const until = Date.now() + READY_SECONDS * 1000; Date.now() < until; ) {
    if (await answers(port)) return isOurs(folder, pid);
    if (commandLineOf(pid) === undefined) return false;
    await wait(100);
  }
  return false;
}

/** Whether an emulator answers there. */
async function answers(port: number): Promise<boolean> {
  try {
    const response = await fetch(`${endpointOf(port)}/_ministack/health`, { signal: AbortSignal.timeout(5000) });
    return response.ok;
  } catch {
    return false;
  }
}

const isTaken = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

function readState(file: string): Emulator | undefined {
  const state = contentOf<Emulator>(file);
  return state && Number.isInteger(state.pid) && state.pid > 1 ? state : undefined;
}

const lastLines = (file: string): string => readFileSync(file, 'utf8').trim().split('\n').slice(-3).join(' ');
