import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../support/landing-zone';

const COPIED = ['bin', 'lib', 'constructs', 'cdktf', 'examples', 'package.json', 'package-lock.json', 'tsconfig.json'];
const CONFIG = join('examples', 'quickstart', 'landing-zone.yaml');

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function temporaryFolder(prefix: string): string {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  folders.push(folder);
  return folder;
}

/** The repository at a path of its own. */
function copyOfRepository(prefix: string): string {
  const folder = temporaryFolder(prefix);
  for (const path of COPIED) cpSync(join(ROOT, path), join(folder, path), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'dir');
  return folder;
}

/** The hashes of what a run writes. */
function hashesOf(repository: string, config: string, cwd: string, env: Readonly<Record<string, string>>): object {
  const out = temporaryFolder('isms-out-');
  const args = [
    join(repository, 'bin', 'isms.js'),
    'report',
    '--config',
    config,
    '--as-of',
    '2026-11-01',
    '--out',
    out,
  ];
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  if (status === null || status > 1) throw new Error(stderr);
  const report = join(out, 'report');
  return Object.fromEntries(
    readdirSync(report).map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(report, name)))
        .digest('hex'),
    ]),
  );
}

test('the report is the same, byte for byte, wherever and whenever it is made', () => {
  const [here, there] = [copyOfRepository('isms-here-'), copyOfRepository('isms-elsewhere-in-a-longer-path-')];
  const first = hashesOf(here, CONFIG, here, { TZ: 'Asia/Shanghai', LANG: 'zh_CN.UTF-8' });
  const second = hashesOf(there, join(there, CONFIG), tmpdir(), { TZ: 'America/New_York', LANG: 'C' });

  expect(Object.keys(first).sort()).toEqual(['index.html', 'report.json']);
  expect(second).toEqual(first);
});
