import { spawnSync } from 'node:child_process';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type LocalProfile, PROFILES, profileFile } from '../lib/local/profiles';

/**
 * `npm run local [-- --profile organization] [--port PORT]`: brings the landing zone up in the local cloud, lives a day in it,
 * looks at what is there, and writes the report with its operation axis. The cloud goes on running: `isms local down` ends it.
 */
const ROOT = resolve(__dirname, '..');
const OUT = join('out', 'local');

const { values } = parseArgs({
  options: {
    profile: { type: 'string', default: 'single-account' },
    port: { type: 'string', default: '4566' },
    lang: { type: 'string', default: 'en' },
  },
});

const profile = PROFILES.find((one) => one === values.profile);
process.exitCode = profile ? wholeDay(profile) : unknownProfile();

function unknownProfile(): number {
  process.stderr.write(`--profile ${values.profile}: ${PROFILES.join(' | ')}\n`);
  return 2;
}

/** @returns the worst exit code: findings (1) are told and go into the report; with any other fault the rest makes no sense. */
function wholeDay(chosen: LocalProfile): number {
  const steps = [
    ['local', 'up', '--profile', chosen, '--port', values.port],
    ['local', 'demo'],
    ['collect', '--local', '--out', OUT],
    ['report', '--config', relative(ROOT, profileFile(chosen)), '--out', OUT],
  ];
  let worst = 0;
  for (const step of steps) {
    process.stderr.write(`\n$ isms ${step.join(' ')}\n`);
    const { status } = spawnSync(process.execPath, ['bin/isms.js', ...step, '--lang', values.lang], {
      cwd: ROOT,
      stdio: 'inherit',
    });
    worst = Math.max(worst, status ?? 3);
    if (worst > 1) return worst;
  }
  return worst;
}
