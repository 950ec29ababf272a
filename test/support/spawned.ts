import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');

/** The command line, as a shell finds it. */
export const CLI = join(ROOT, 'bin', 'isms.js');

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Spawning {
  readonly cwd: string;
  /** Runs it as another user; only root may. */
  readonly uid?: number;
}

/** Runs the command line in a process of its own, in a folder that is not the project's. */
export const isms = (args: readonly string[], { cwd, uid }: Spawning): Ended =>
  ended(process.execPath, [CLI, ...args], { cwd, ...(uid !== undefined && { uid, gid: uid }) });

/** The same through a shell, for what only a shell can do; `$ISMS` stands for the command line. */
export const inShell = (script: string, { cwd }: Spawning): Ended =>
  ended('bash', ['-c', script.replaceAll('$ISMS', `'${process.execPath}' '${CLI}'`)], { cwd });

function ended(command: string, args: string[], options: object): Ended {
  const { status, stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    timeout: 240_000,
    env: { ...process.env, NO_COLOR: '1' },
    ...options,
  });
  return { status, stdout: String(stdout), stderr: String(stderr) };
}
