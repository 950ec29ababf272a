import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PRODUCT } from './product-sources';

/** An assertion test as its source has it, run or not. */
export interface WrittenTest {
  /** Requirement or facet id with which the title begins. */
  readonly id: string;
  /** As it is written: `%s` and the like stand for what a table of cases fills in. */
  readonly title: string;
  /** Relative to the repository. */
  readonly file: string;
  /** Of the title, from 1. */
  readonly line: number;
  /** Whether it records a figure. */
  readonly measures: boolean;
}

/** What `isms` takes as test evidence; suites of the local cloud say nothing of templates. */
const SUITE = /(?<!\.local)\.test\.ts$/;

/** A title as the first argument of `test`, or of what a table of cases gives; `describe` names no test. */
const TITLE =
  /^[ \t]*(?:test\b|[\])}])[^\n]*?\(\s*(['"`])((?:(?:\d+\.)+\d+\/[\w-]+(?:#[\w-]+)?|\$\{\w+\})(?=[:\s,])(?:(?!\1)[^\\\n]|\\.)*)\1/gm;
const GROUP = /\bdescribe(\.\w+)*\s*\([^()]*$/;

let catalogue: readonly WrittenTest[] | undefined;

/** The assertion tests of a checkout, in the order of their files; undefined in the package, which has no tests. */
export function writtenTests(): readonly WrittenTest[] | undefined {
  catalogue ??= existsSync(join(PRODUCT, 'test'))
    ? suitesBelow('test').flatMap((file) => testsIn(file, read(file)))
    : undefined;
  return catalogue;
}

/** The assertion tests that a suite's source holds. */
export function testsIn(file: string, source: string): readonly WrittenTest[] {
  const found = [...source.matchAll(TITLE)].filter(({ index }) => !GROUP.test(source.slice(0, index)));
  return found.flatMap((match, number) => {
    const [whole, quote = '', written = ''] = match;
    const title = written.replace(/^\$\{(\w+)\}/, (hole, name) => constantIn(source, name) ?? hole);
    const id = /^[\d.]+\/[\w-]+(#[\w-]+)?/.exec(title)?.[0];
    if (!id) return [];
    const body = source.slice(match.index, found[number + 1]?.index);
    const line = source.slice(0, match.index + whole.lastIndexOf(`${quote}${written}`)).split('\n').length;
    return [{ id, title, file, line, measures: /\bmeasured\(/.test(body) }];
  });
}

const constantIn = (source: string, name: string): string | undefined =>
  new RegExp(`\\bconst ${name}\\b[^=\\n]*= '([^']+)'`).exec(source)?.[1];

/** The test that a title of a run is of: a table of cases fills in titles of its own. */
export const writtenTestOf = (
  { file, title }: Pick<WrittenTest, 'file' | 'title'>,
  tests: readonly WrittenTest[],
): WrittenTest | undefined =>
  tests.find((test) => test.file === file && test.title === title) ??
  tests.find((test) => test.file === file && patternOf(test.title).test(title));

const HOLE = /%[#%a-z]|\$\{[^}]*\}|\$[\w.]+/;

const patternOf = (title: string): RegExp =>
  new RegExp(`^${title.replaceAll('\\', '').split(HOLE).map(escaped).join('.*')}$`, 's');

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** What runs the suite of a test file. */
export function commandOf(file: string): string {
  if (file.endsWith('.recorder.test.ts')) return 'npm run test:recorder';
  return thoroughSuites().includes(`'${file}'`) ? 'npm run test:thorough' : 'npm test';
}

let thorough: string | undefined;

function thoroughSuites(): string {
  const list = join(PRODUCT, 'jest.thorough.suites.js');
  thorough ??= existsSync(list) ? readFileSync(list, 'utf8') : '';
  return thorough;
}

const read = (file: string): string => readFileSync(join(PRODUCT, file), 'utf8');

const suitesBelow = (folder: string): readonly string[] =>
  readdirSync(join(PRODUCT, folder), { withFileTypes: true })
    .sort(({ name: one }, { name: other }) => (one < other ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return suitesBelow(path);
      return SUITE.test(entry.name) ? [path] : [];
    });
