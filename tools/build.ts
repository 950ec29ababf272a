import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';

/**
 * Makes `dist` for the package: JavaScript and declarations of everything but tests and tools, and the files beside the
 * sources that they read when they run.
 */
const ROOT = resolve(__dirname, '..');
const DIST = join(ROOT, 'dist');
const SOURCES = ['bin', 'lib', 'constructs', 'cdktf'];

/** What the compiler has dealt with, and what only readers of the sources need. */
const NOT_COPIED = /\.ts$|\.md$|^isms\.js$/;

/** The package's own manifest, one folder further up from `dist` than from the sources. */
const MANIFEST = /require\("((?:\.\.\/)+)package\.json"\)/g;

rmSync(DIST, { recursive: true, force: true });
compile();
for (const file of filesIn(DIST).filter((name) => name.endsWith('.js'))) reachManifest(file);
// the compiler's copy would pass for the manifest of a package of its own
rmSync(join(DIST, 'package.json'), { force: true });
for (const folder of SOURCES) copyAssets(folder);

function compile(): void {
  const compiler = join(dirname(require.resolve('typescript/package.json')), 'bin', 'tsc');
  const { status } = spawnSync(process.execPath, [compiler, '-p', join(ROOT, 'tsconfig.build.json')], {
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('the sources do not compile: dist is incomplete');
}

function reachManifest(file: string): void {
  const text = readFileSync(file, 'utf8');
  const reaching = text.replace(MANIFEST, (_, up: string) => `require("../${up}package.json")`);
  if (reaching !== text) writeFileSync(file, reaching);
}

function copyAssets(folder: string): void {
  for (const file of filesIn(join(ROOT, folder))) {
    if (NOT_COPIED.test(basename(file))) continue;
    const target = join(DIST, relative(ROOT, file));
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(file, target);
  }
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile());
}
