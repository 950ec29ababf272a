import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Every handler of the landing zone: `constructs/<name>/<name>.handler.ts`. */
export const HANDLERS = ['concurrent-use', 'identity-assignments', 'leaver-reconciliation'] as const;

/** A handler, by the name of its folder. */
export type HandlerName = (typeof HANDLERS)[number];

/** Node.js as it runs in Lambda: `LAMBDA_RUNTIME`. */
const TARGET = 'node22';

/** Where the package has its bundles, made by its build: who installs it needs no esbuild. A checkout has no such folder. */
const PREBUILT = join(__dirname, 'bundles');

const ROOT = resolve(__dirname, '../..');

/** Folders that handlers are made of; a test sees to it that no bundle holds anything else of ours. */
export const HANDLER_SOURCES: readonly string[] = [
  ...HANDLERS.map((name) => `constructs/${name}`),
  'constructs/handler-function/runtime',
];

/**
 * The folder with the code of a handler, `index.js`, to be deployed as it is. In a checkout all handlers are bundled in one call
 * of esbuild when their sources have changed, and are found again otherwise.
 */
export const bundleOf = (handler: HandlerName): string =>
  join(existsSync(PREBUILT) ? PREBUILT : cachedBundles(), handler);

let cached: string | undefined;

function cachedBundles(): string {
  cached ??= bundledOnce();
  return cached;
}

function bundledOnce(): string {
  const folder = join(ROOT, 'node_modules', '.cache', 'isms-handlers', hashOfSources());
  if (existsSync(folder)) return folder;
  const aside = `${folder}.${process.pid}`;
  mkdirSync(aside, { recursive: true });
  bundleHandlers(ROOT, aside);
  publish(aside, folder);
  return folder;
}

/**
 * Bundles every handler with the SDK that the lock file pins, in one call of esbuild. The same sources give the same bytes wherever
 * they lie, so that an asset has the same hash everywhere.
 *
 * Minified: a third of the size, so less to load at a cold start. From ES modules where a package has them, since only of those can
 * be left out what nobody calls.
 *
 * @param root folder of the sources and of `node_modules`
 * @param folder where each handler gets a folder of its own
 * @returns the files that went in, relative to the root
 */
export function bundleHandlers(root: string, folder: string): readonly string[] {
  // a dependency of the build alone: whoever has the bundles never loads it
  const { buildSync } = require('esbuild') as typeof import('esbuild');
  const { metafile } = buildSync({
    absWorkingDir: root,
    entryPoints: Object.fromEntries(HANDLERS.map((name) => [`${name}/index`, `constructs/${name}/${name}.handler.ts`])),
    outdir: folder,
    bundle: true,
    platform: 'node',
    target: TARGET,
    format: 'cjs',
    mainFields: ['module', 'main'],
    minify: true,
    charset: 'utf8',
    legalComments: 'none',
    // what a file is compiled with must not depend on where it lies
    tsconfigRaw: {},
    metafile: true,
  });
  return Object.keys(metafile.inputs);
}

/** Whoever comes second finds the folder there already, with the same content. */
function publish(aside: string, folder: string): void {
  try {
    renameSync(aside, folder);
  } catch (error) {
    rmSync(aside, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}

function hashOfSources(): string {
  const hash = createHash('sha256');
  for (const file of ['package-lock.json', __filename, ...HANDLER_SOURCES.flatMap(sourcesIn)]) {
    hash
      .update(file === __filename ? '' : file)
      .update('\0')
      .update(readFileSync(resolve(ROOT, file)));
  }
  return hash.digest('hex').slice(0, 16);
}

const sourcesIn = (folder: string): readonly string[] =>
  readdirSync(join(ROOT, folder))
    .map((name) => `${folder}/${name}`)
    .filter((file) => file.endsWith('.ts') && statSync(join(ROOT, file)).isFile())
    .sort();
