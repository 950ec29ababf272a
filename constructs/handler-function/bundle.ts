import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Every handler of the landing zone: `constructs/<name>/<name>.handler.ts`. */
export const HANDLERS = [
  'concurrent-use',
  'default-network',
  'default-security-group',
  'identity-assignments',
  'leaver-reconciliation',
  'session-index',
  'session-reconciliation',
  'trail-validation',
  'transit-hub',
  'transit-spoke',
] as const;

/** A handler, by the name of its folder. */
export type HandlerName = (typeof HANDLERS)[number];

/** Handlers of templates that StackSets deploy, which take no assets: their code stands in the template. */
export const EMBEDDABLE = [
  'default-network',
  'default-security-group',
  'transit-spoke',
] as const satisfies readonly HandlerName[];

/** Where the package has its bundles, made by its build: who installs it needs no esbuild. A checkout has no such folder. */
const PREBUILT = join(__dirname, 'bundles');

const ROOT = resolve(__dirname, '../..');

const BUNDLING = 'constructs/handler-function/bundling.ts';

/** Folders that handlers are made of; a test sees to it that no bundle holds anything else of ours. */
export const HANDLER_SOURCES: readonly string[] = [
  ...HANDLERS.map((name) => `constructs/${name}`),
  'constructs/handler-function/runtime',
  'constructs/sdk-client',
  'constructs/session-control',
  'constructs/session-recording/recording',
];

/**
 * The folder with the code of a handler, `index.js`, to be deployed as it is. In a checkout all handlers are bundled in one call
 * of esbuild when their sources have changed, and are found again otherwise.
 */
export const bundleOf = (handler: HandlerName): string =>
  join(existsSync(PREBUILT) ? PREBUILT : cachedBundles(), handler);

/**
 * The code of a handler without the SDK, which the runtime brings: short enough to stand in a template.
 * @throws when the handler is not made to stand in one.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html
 */
export function embeddedCodeOf(handler: HandlerName): string {
  if (EMBEDDABLE.some((name) => name === handler)) return readFileSync(`${bundleOf(handler)}.embedded.js`, 'utf8');
  throw new Error(`${handler}: its code is an asset, which a template that StackSets deploy cannot have`);
}

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
  // loaded when sources are new, which is seldom; the package has neither the module nor esbuild
  const { bundleHandlers } = require('./bundling') as typeof import('./bundling');
  bundleHandlers(ROOT, aside);
  publish(aside, folder);
  return folder;
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
  for (const file of ['package-lock.json', BUNDLING, ...HANDLER_SOURCES.flatMap(sourcesIn)]) {
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(ROOT, file)));
  }
  return hash.digest('hex').slice(0, 16);
}

const sourcesIn = (folder: string): readonly string[] =>
  readdirSync(join(ROOT, folder))
    .map((name) => `${folder}/${name}`)
    .filter((file) => file.endsWith('.ts') && statSync(join(ROOT, file)).isFile())
    .sort();
