import { type BuildOptions, buildSync } from 'esbuild';
import { EMBEDDABLE, HANDLERS } from './bundle';

/**
 * Bundles every handler with the SDK that the lock file pins, in one call of esbuild. The same sources give the same bytes wherever
 * they lie, so that an asset has the same hash everywhere.
 *
 * Minified: a third of the size, so less to load at a cold start. From ES modules where a package has them, since only of those can
 * be left out what nobody calls.
 *
 * No part of the package, which has the bundles: esbuild is a dependency of its build alone.
 *
 * @param root folder of the sources and of `node_modules`
 * @param folder where each handler gets a folder of its own
 * @returns the files that went in, relative to the root
 */
export function bundleHandlers(root: string, folder: string): readonly string[] {
  const entries = (names: readonly string[], end: string) =>
    Object.fromEntries(names.map((name) => [`${name}${end}`, `constructs/${name}/${name}.handler.ts`]));
  const options = optionsOf(root, folder);
  buildSync({ ...options, entryPoints: entries(EMBEDDABLE, '.embedded'), external: ['@aws-sdk/*'] });
  const { metafile } = buildSync({ ...options, entryPoints: entries(HANDLERS, '/index'), metafile: true });
  return Object.keys(metafile.inputs);
}

const optionsOf = (root: string, folder: string) =>
  ({
    absWorkingDir: root,
    outdir: folder,
    bundle: true,
    platform: 'node',
    // the Node.js of `lambdaRuntimes`
    target: 'node22',
    format: 'cjs',
    mainFields: ['module', 'main'],
    minify: true,
    charset: 'utf8',
    legalComments: 'none',
    // what a file is compiled with must not depend on where it lies
    tsconfigRaw: {},
  }) satisfies BuildOptions;
