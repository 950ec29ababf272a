import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { bundleHandlers } from '../constructs/handler-function/bundling';
import { productSources } from '../lib/evidence/product-sources';
import { readTestRun } from '../lib/evidence/test-results';

/**
 * Makes `dist` for the package: JavaScript and declarations of everything but tests and tools, and the files beside the
 * sources that they read when they run.
 */
const ROOT = resolve(__dirname, '..');
const DIST = join(ROOT, 'dist');
const SOURCES = ['bin', 'lib', 'constructs', 'cdktf'];

/** What the compiler has dealt with, and what only readers of the sources need. */
const NOT_COPIED = /\.ts$|\.md$|^(beside-worker|isms|sources)\.js$/;

/** The package's own manifest, one folder further up from `dist` than from the sources. */
const MANIFEST = /require\("((?:\.\.\/)+)package\.json"\)/g;

/** Makes the bundles, and is no part of the package. */
const BUNDLING = 'constructs/handler-function/bundling.ts';

rmSync(DIST, { recursive: true, force: true });
compile();
for (const file of filesIn(DIST).filter((name) => name.endsWith('.js'))) reachManifest(file);
// the compiler's copy would pass for the manifest of a package of its own
rmSync(join(DIST, 'package.json'), { force: true });
for (const folder of SOURCES) copyAssets(folder);
bundle();
releaseTestResults();

/** What the suites have shown of these very sources goes into the package, which cannot run them. */
function releaseTestResults(): void {
  const runs = ['test-results.json', 'test-results-thorough.json', 'test-results-recorder.json']
    .map((name) => join(ROOT, 'out', name))
    .filter((file) => existsSync(file))
    .map((file) => readTestRun(file));
  const [sources, results] = [productSources(), runs.flatMap((run) => run.results)];
  if (runs.length < 2 || sources === undefined || runs.some((run) => run.sources !== sources)) {
    process.stderr.write('Neither suite, or an older one, has run: the package says nothing of its tests.\n');
    return;
  }
  writeFileSync(join(DIST, 'test-results.json'), JSON.stringify({ sources, results }));
}

function compile(): void {
  const compiler = join(dirname(require.resolve('typescript/package.json')), 'bin', 'tsc');
  const { status } = spawnSync(process.execPath, [compiler, '-p', join(ROOT, 'tsconfig.build.json')], {
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('the sources do not compile: dist is incomplete');
}

/** Handlers go in as bundles: what loads the SDK, which nobody who installs the package has, goes out again. */
function bundle(): void {
  const inputs = bundleHandlers(ROOT, join(DIST, 'constructs', 'handler-function', 'bundles'));
  for (const file of [BUNDLING, ...inputs.filter(isOfHandlersAlone)]) {
    for (const compiled of ['.js', '.d.ts']) rmSync(join(DIST, file.replace(/\.ts$/, compiled)));
  }
}

function isOfHandlersAlone(file: string): boolean {
  if (!file.startsWith('constructs/')) return false;
  const loads = /from '(@aws-sdk\/|[./\w-]+\/runtime\/)/;
  return file.includes('/runtime/') || loads.test(readFileSync(join(ROOT, file), 'utf8'));
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
