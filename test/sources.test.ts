import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '..');

/** A checkout of two modules, with a cache of its own. */
const checkout = mkdtempSync(join(tmpdir(), 'isms-sources-'));
afterAll(() => rmSync(checkout, { recursive: true, force: true }));

const file = (...path: readonly string[]): string => join(checkout, ...path);
mkdirSync(file('bin'));
mkdirSync(file('lib'));
mkdirSync(file('node_modules'));
symlinkSync(dirname(require.resolve('esbuild/package.json')), file('node_modules', 'esbuild'));
copyFileSync(join(ROOT, 'bin', 'sources.js'), file('bin', 'sources.js'));
writeFileSync(
  file('lib', 'main.ts'),
  `import { findSourceMap } from 'node:module';
import { value } from './value';

interface Told {
  readonly value: string;
}

export const told: Told = { value: value() };
const entry = findSourceMap(__filename)?.findEntry(0, 0);
console.log(JSON.stringify({ ...told, mapped: entry !== undefined }));
`,
);

/** A module whose text is given, after lines that are nothing once translated. */
const valueIs = (body: string): void =>
  writeFileSync(file('lib', 'value.ts'), `interface Nothing {\n  readonly left: boolean;\n}\n\n${body}\n`);

const run = (): { readonly value: string; readonly mapped: boolean } =>
  JSON.parse(
    execFileSync(process.execPath, ['-r', file('bin', 'sources.js'), file('lib', 'main.ts')], { encoding: 'utf8' }),
  );

describe('the sources of a checkout', () => {
  test('run as they are: an edit takes effect at once', () => {
    valueIs("export const value = (): string => 'first';");
    expect(run()).toEqual({ value: 'first', mapped: true });
    // from what was kept
    expect(run()).toEqual({ value: 'first', mapped: true });

    valueIs("export const value = (): string => 'second';");
    expect(run().value).toBe('second');
  });

  test('tell their own lines in a stack', () => {
    valueIs("export const value = (): string => String(new Error('here').stack);");
    for (const { value } of [run(), run()]) {
      expect(value).toMatch(/^Error: here\n/);
      expect(value).toContain(`${file('lib', 'value.ts')}:5:`);
      expect(value).toContain(`${file('lib', 'main.ts')}:8:`);
    }
  });

  test('are kept in a few versions, each with its map', () => {
    for (let version = 0; version < 12; version += 1) {
      valueIs(`export const value = (): string => '${version}';`);
      expect(run().value).toBe(String(version));
    }
    const kept = readdirSync(file('node_modules', '.cache', 'translated', 'lib', 'value.ts'));

    expect(kept.filter((name) => name.endsWith('.js')).length).toBeLessThanOrEqual(8);
    expect(kept.filter((name) => name.endsWith('.map')).length).toBeLessThanOrEqual(8);
  });

  test('tell their lines although what was kept of them is gone', () => {
    valueIs(
      `import { rmSync } from 'node:fs';
export function value(): string {
  rmSync('${file('node_modules', '.cache')}', { recursive: true });
  return String(new Error('here').stack);
}`,
    );
    for (const { value } of [run(), run()]) expect(value).toContain(`${file('lib', 'value.ts')}:8:`);
  });

  test('run where nothing can be kept', () => {
    rmSync(file('node_modules', '.cache'), { recursive: true, force: true });
    // a file in the place of the folder holds for root as well
    writeFileSync(file('node_modules', '.cache'), '');
    valueIs("export const value = (): string => 'not kept';");

    expect(run()).toEqual({ value: 'not kept', mapped: true });
    rmSync(file('node_modules', '.cache'));
  });
});
