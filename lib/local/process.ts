import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { onInterruption } from '../commands/interruption';

/** What a command line wrote, and how it ended. */
export interface Ended {
  readonly code: number;
  readonly lines: readonly string[];
  /** Whether it was ended because what it worked on had gone. */
  readonly abandoned: boolean;
}

/** How a child is started, and who is told of it. */
export interface Running {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Gets each line that it writes. */
  readonly onLine?: (line: string) => void;
  readonly onStart?: (pid: number) => void;
  /** Whether what it works on is there: where it has gone, the program would try again for minutes. */
  readonly goesOn?: () => boolean;
}

/** In milliseconds, how often it is asked. */
const ASKED_EACH = 500;

/** Runs a program to its end. An interruption of ours ends it as well. */
export async function run(command: string, args: readonly string[], running: Running): Promise<Ended> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...running.env } });
  const withdraw = onInterruption(() => child.kill('SIGKILL'));
  if (child.pid !== undefined) running.onStart?.(child.pid);
  let abandoned = false;
  const watch = setInterval(() => {
    if (running.goesOn?.() ?? true) return;
    abandoned = true;
    child.kill('SIGKILL');
  }, ASKED_EACH);
  try {
    const lines = gathered(child, running.onLine);
    const code = await new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (status) => resolve(status ?? 1));
    });
    return { code, lines, abandoned };
  } finally {
    clearInterval(watch);
    withdraw();
  }
}

function gathered(child: ChildProcess, onLine: ((line: string) => void) | undefined): readonly string[] {
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    let rest = '';
    stream?.setEncoding('utf8').on('data', (text: string) => {
      const whole = `${rest}${text}`.split('\n');
      rest = whole.pop() ?? '';
      for (const line of whole) {
        lines.push(line);
        onLine?.(line);
      }
    });
    stream?.on('end', () => {
      if (rest) lines.push(rest);
    });
  }
  return lines;
}

/**
 * The command line of a process, its arguments apart by blanks; undefined where there is none. Ids of processes are given
 * again: only who knows the command line knows whose process it is.
 */
export function commandLineOf(pid: number): string | undefined {
  if (process.platform === 'linux') {
    const file = `/proc/${pid}/cmdline`;
    try {
      // what has ended and waits to be collected has none
      return existsSync(file) ? readFileSync(file, 'utf8').split('\0').join(' ').trim() || undefined : undefined;
    } catch {
      return undefined;
    }
  }
  const { status, stdout } = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() || undefined : undefined;
}

/** The command lines of all processes that can be seen, by id. */
export function commandLines(): ReadonlyMap<number, string> {
  if (process.platform === 'linux') {
    const ids = readdirSync('/proc').map(Number).filter(Number.isInteger);
    return new Map(ids.flatMap((pid) => pairOf(pid, commandLineOf(pid))));
  }
  const { stdout } = spawnSync('ps', ['-axo', 'pid=,command='], { encoding: 'utf8' });
  const lines = (stdout ?? '').split('\n').map((line) => /^ *(\d+) +(.*?) *$/.exec(line));
  return new Map(lines.flatMap((parts) => pairOf(Number(parts?.[1]), parts?.[2])));
}

const pairOf = (pid: number, commandLine: string | undefined): readonly (readonly [number, string])[] =>
  commandLine ? [[pid, commandLine]] : [];

/** Sends a signal to a process that may have ended already. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // it has ended already
  }
}
