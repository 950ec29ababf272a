import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { UsageError } from '../../lib/commands/io';
import { localFolder } from '../../lib/local/folder';
import { emulatorPython } from '../../lib/local/python';

/**
 * Tests of the adapter in the emulator's Python, then the suites that deploy to the emulated cloud. Where there is no Python
 * ≥ 3.10 it says so and runs nothing; in CI that is a failure.
 */
const ROOT = resolve(__dirname, '../..');

/** Runs a program to its end, its output passed on. @returns whether it ended well */
function passes(command: string, args: readonly string[]): boolean {
  return spawnSync(command, args, { cwd: ROOT, stdio: 'inherit' }).status === 0;
}

async function main(): Promise<number> {
  let python: string;
  try {
    python = await emulatorPython(localFolder(ROOT));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stdout.write(`nothing was tested: ${error.because.en}\n`);
    return process.env['CI'] ? 1 : 0;
  }
  const adapter = passes(python, ['-B', '-m', 'unittest', 'discover', '--start-directory', 'test/local/adapter']);
  const suites = passes(process.execPath, [
    'node_modules/jest/bin/jest.js',
    '--config',
    'jest.local.config.js',
    ...process.argv.slice(2),
  ]);
  return adapter && suites ? 0 : 1;
}

main().then((code) => {
  process.exitCode = code;
});
