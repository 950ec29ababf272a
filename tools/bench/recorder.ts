import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Figure, readTestRun } from '../../lib/evidence/test-results';

const ROOT = resolve(__dirname, '../..');

/** Where the reporter of the recorder's suites keeps what the one that measures has shown. */
const SHOWN = join(ROOT, 'out/test-results-recorder.parts/cost.recorder.test.ts.json');

/**
 * What recording costs, taken by the suite that records real sessions at full output and of ten people at work.
 * @returns nothing where the suite cannot run here, or did not end well
 */
export function measureRecorder(): readonly Figure[] {
  rmSync(SHOWN, { force: true });
  const { status } = spawnSync(process.execPath, ['-r', './bin/sources.js', 'test/recorder/run.ts', 'recorder/cost'], {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
  });
  return status === 0 && existsSync(SHOWN) ? readTestRun(SHOWN).figures : [];
}
