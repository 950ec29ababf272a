import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { UsageError } from '../../lib/commands/io';
import { localFolder } from '../../lib/local/folder';
import { emulatorPython, installedPython } from '../../lib/local/python';

/**
 * Tests of the adapter in the emulator's Python, then the suites that deploy to the emulated cloud. Where there is no Python
 * ≥ 3.10 it says so and runs nothing; that the emulator cannot be installed is a failure.
 */
const ROOT = resolve(__dirname, '../..');

/** Runs a program to its end, its output passed on. @returns whether it ended well */
function passes(command: string, args: readonly string[]): boolean {
  return spawnSync(command, args, { cwd: ROOT, stdio: 'inherit' }).status === 0;
}

/** Why nothing can be tested here, if so. */
function obstacle(): string | undefined {
  try {
    installedPython();
    return undefined;
  } catch (error) {
    if (error instanceof UsageError) return error.because.en;
    throw error;
  }
}

async function main(): Promise<number> {
  const missing = obstacle();
  if (missing !== undefined) {
    process.stdout.write(`skipped, nothing was tested: ${missing}\n`);
    return 0;
  }
  const python = await emulatorPython(localFolder(ROOT));
  const adapter = passes(python, ['-B', '-m', 'unittest', 'discover', '--start-directory', 'test/local/adapter']);
  const suites = passes(process.execPath, [
    'node_modules/jest/bin/jest.js',
    '--config',
    'jest.local.config.js',
    ...process.argv.slice(2),
  ]);
  return adapter && suites ? 0 : 1;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error) => {
    process.stderr.write(`${error instanceof UsageError ? error.because.en : error.stack}\n`);
    process.exitCode = 1;
  },
);
