import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bilingual } from '../../constructs/standard';
import { UsageError } from '../commands/io';
import { ADAPTER, type LocalFolder } from './folder';
import { run } from './process';

/** Names under which Python is installed; the first that is new enough is used. */
const NAMES = ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python'];

const OLDEST = [3, 10] as const;

/**
 * The Python of a virtual environment with the pinned emulator. Made once, and again when the pin changes; one that was left
 * half made is made anew.
 *
 * @param onStart told each process that makes it, which must not outlive a run that is killed
 * @throws UsageError without Python ≥ 3.10, or when the emulator cannot be installed
 */
export async function emulatorPython(
  { virtualEnvironment }: LocalFolder,
  onStart: (pid: number) => void = () => undefined,
): Promise<string> {
  const requirements = join(ADAPTER, 'requirements.txt');
  const python = join(virtualEnvironment, 'bin', 'python');
  const stamp = join(virtualEnvironment, 'requirements.sha256');
  const wanted = createHash('sha256').update(readFileSync(requirements)).digest('hex');
  // the interpreter that it was made of may be gone
  if (existsSync(python) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return python;

  rmSync(virtualEnvironment, { recursive: true, force: true });
  await succeed(
    { command: installedPython(), args: ['-m', 'venv', virtualEnvironment], onStart },
    {
      en: 'cannot make a virtual environment (on Debian: apt-get install python3-venv)',
      zh: '无法创建虚拟环境（Debian 上请执行：apt-get install python3-venv）',
    },
  );
  const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--requirement', requirements];
  await succeed(
    { command: python, args: install, onStart },
    {
      en: 'cannot install the emulator with pip, which needs the network, or an index that PIP_INDEX_URL names',
      zh: '无法用 pip 安装模拟器；安装需要网络，或由 PIP_INDEX_URL 指定的软件源',
    },
  );
  // written last: without it the environment counts as half made
  writeFileSync(stamp, wanted);
  return python;
}

/**
 * The name of the first installed Python that is new enough.
 * @throws UsageError when none is
 */
export function installedPython(): string {
  const found = NAMES.map((name) => ({ name, version: versionOf(name) }));
  const chosen = found.find(({ version }) => version && isNewEnough(version));
  if (chosen) return chosen.name;
  const present = found.flatMap(({ name, version }) => (version ? [`${name} ${version.join('.')}`] : []));
  const had = [...new Set(present)].join(', ');
  throw new UsageError({
    en: `the local cloud needs Python ${OLDEST.join('.')} or later${had && ` (found: ${had})`}. Install it; nothing else of isms needs it.`,
    zh: `本地云需要 Python ${OLDEST.join('.')} 或更高版本${had && `（现有：${had}）`}。请安装；isms 的其他功能不需要它。`,
  });
}

function versionOf(name: string): readonly number[] | undefined {
  const script = 'import sys; print(*sys.version_info[:2])';
  const { status, stdout } = spawnSync(name, ['-c', script], { encoding: 'utf8', env: process.env });
  return status === 0 ? stdout.trim().split(' ').map(Number) : undefined;
}

const isNewEnough = ([major = 0, minor = 0]: readonly number[]): boolean =>
  major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);

interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly onStart: (pid: number) => void;
}

/** @throws UsageError with the last that the program said */
async function succeed({ command, args, onStart }: Program, failure: Bilingual): Promise<void> {
  const { code, lines } = await run(command, args, { env: process.env, onStart });
  if (code === 0) return;
  const why = lines.slice(-3).join(' ');
  throw new UsageError({ en: `${failure.en}: ${why}`, zh: `${failure.zh}：${why}` });
}
