import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Of a checkout its folder, of the package `dist`. */
export const PRODUCT = resolve(__dirname, '../..');

/** What tests are run on, tests included; the package has none of it but what was compiled. */
const FOLDERS = ['bin', 'cdktf', 'constructs', 'lib', 'test'];
const LOCK = 'package-lock.json';

const PASSED_OVER: ReadonlySet<string> = new Set(['node_modules', '__pycache__']);

/** The results of the tests that the package was released with. */
export const RELEASED_TEST_RESULTS = join(PRODUCT, 'test-results.json');

/** The hash of a checkout's sources, by which results of its tests are known to be of them; undefined in the package. */
export function productSources(): string | undefined {
  if (!existsSync(join(PRODUCT, 'bin', 'isms.ts'))) return undefined;
  const hash = createHash('sha256');
  for (const file of [...FOLDERS.flatMap(filesBelow), LOCK]) {
    hash.update(file).update('\0');
    hash.update(readFileSync(join(PRODUCT, file))).update('\0');
  }
  return hash.digest('hex');
}

/** Whether the checkout has a file, such as that of a test. */
export const isInProduct = (file: string): boolean => existsSync(join(PRODUCT, file));

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(join(PRODUCT, folder), { withFileTypes: true })
    .filter(({ name }) => !PASSED_OVER.has(name))
    .sort(({ name: one }, { name: other }) => (one < other ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      return entry.isDirectory() ? filesBelow(path) : [path];
    });
