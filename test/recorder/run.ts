import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { PYTHON } from './recorder';

/** Records real sessions, as another user than the one who is recorded: that takes root, Linux, and the system's Python. */
const ROOT = resolve(__dirname, '../..');

/** Programs that are recorded, and those that make a host. */
const PROGRAMS = [
  'vim',
  'top',
  'tmux',
  'pgrep',
  'setsid',
  'ip',
  'setpriv',
  'systemd-analyze',
  'unshare',
  'useradd',
  'nsenter',
  'ssh',
  'sshd',
  'ssh-keygen',
];
const FOLDERS = ['/usr/bin', '/bin', '/usr/sbin', '/sbin'];

/** Why nothing can be tested here, if so. */
function obstacle(): string | undefined {
  if (process.platform !== 'linux') return 'pseudo-terminals are opened as Linux does';
  if (process.getuid?.() !== 0) return 'only root can record one user as another';
  if (!isNewEnough()) return `${PYTHON} is not there, or older than 3.9`;
  const missing = PROGRAMS.filter((name) => !FOLDERS.some((folder) => existsSync(`${folder}/${name}`)));
  if (missing.length > 0) return `not installed: ${missing.join(', ')}`;
  if (!hasUserLookup()) return 'not installed: libnss-systemd';
  return isOwnMaster() ? undefined : 'namespaces cannot be made here';
}

const isNewEnough = (): boolean =>
  spawnSync(PYTHON, ['-c', 'import sys; sys.exit(sys.version_info < (3, 9))']).status === 0;

/** The C library asks services for users through a module of systemd's. */
const hasUserLookup = (): boolean =>
  (spawnSync('ldconfig', ['-p'], { encoding: 'utf8' }).stdout ?? '').includes('libnss_systemd.so.2');

const isOwnMaster = (): boolean =>
  spawnSync('unshare', ['--mount', '--pid', '--net', '--fork', '--mount-proc', 'true']).status === 0;

/** Runs a program to its end, its output passed on. @returns whether it ended well */
const passes = (command: string, args: readonly string[]): boolean =>
  spawnSync(command, args, { cwd: ROOT, stdio: 'inherit' }).status === 0;

function main(): number {
  const missing = obstacle();
  if (missing !== undefined) {
    process.stdout.write(`skipped, nothing was tested: ${missing}\n`);
    return 0;
  }
  const units = passes(PYTHON, ['-B', '-m', 'unittest', 'discover', '--start-directory', 'test/recorder/units']);
  const suites = passes(process.execPath, [
    'node_modules/jest/bin/jest.js',
    '--config',
    'jest.recorder.config.js',
    ...process.argv.slice(2),
  ]);
  return units && suites ? 0 : 1;
}

process.exitCode = main();
