import { commandOf, testsIn, writtenTestOf, writtenTests } from '../../../lib/evidence/test-catalogue';

const FILE = 'test/a.test.ts';
const written = (source: string) => testsIn(FILE, source).map(({ id, title, line }) => [line, id, title]);

describe('the assertion tests of a suite', () => {
  test.each([
    ['a test', "\ntest('8.2/mfa#a: is', () => {});", [[2, '8.2/mfa#a', '8.2/mfa#a: is']]],
    ['a requirement’s', "test('8.2/mfa: is', () => {});", [[1, '8.2/mfa', '8.2/mfa: is']]],
    [
      'one behind a table of texts',
      "test.each(['a'])(\n  '8.2/mfa#a: %s',\n  () => {});",
      [[2, '8.2/mfa#a', '8.2/mfa#a: %s']],
    ],
    ['one of a table', "test.each([1])('8.2/mfa#a: %s', () => {});", [[1, '8.2/mfa#a', '8.2/mfa#a: %s']]],
    [
      'one of a table on lines of its own',
      "test.each([\n  1,\n])(\n  '8.2/mfa#a: is %s',\n  () => {},\n);",
      [[4, '8.2/mfa#a', '8.2/mfa#a: is %s']],
    ],
    [
      'one whose id is a constant',
      "const FACET: FacetId = '8.2/mfa#a';\ntest(`${FACET}: is`, () => {});",
      [[2, '8.2/mfa#a', '8.2/mfa#a: is']],
    ],
    ['none of a group', "describe('8.2/mfa#a: is', () => {});", []],
    ['none of groups from a table', "describe.each(['a'])('8.2/mfa#a: %s', () => {});", []],
    ['none where the id is not at the beginning', "test('is 8.2/mfa#a: so', () => {});", []],
    ['none where an id is longer', "test('8.2/mfa#a', () => {});", []],
    ['none of a title whose id is unknown', 'test(`${facet}: is`, () => {});', []],
    ['none of what is no test', "expect(told).toBe('8.2/mfa#a: is');", []],
  ])('%s', (_, source, expected) => {
    expect(written(source)).toEqual(expected);
  });

  test('are told apart by what measures', () => {
    const source = "test('8.2/mfa#a: one', () => { measured({}); });\ntest('8.2/mfa#a: two', () => {});";

    expect(testsIn(FILE, source).map(({ measures }) => measures)).toEqual([true, false]);
  });

  test('are found in this checkout, each in a line that holds its title', () => {
    const found = (writtenTests() ?? []).find(({ id, measures }) => id.endsWith('#tamper-evidence') && measures);

    expect(found).toMatchObject({ file: 'test/constructs/session-recording/mutations.test.ts' });
    expect(found?.title).toContain('ten thousand mutations');
  });
});

describe('the test that a run has titled', () => {
  const tests = testsIn(
    FILE,
    [
      "test('8.2/mfa#a: is whole', () => {});",
      "test.each([])('8.2/mfa#a: ends where %s (now)', () => {});",
      "test.each([])('8.2/mfa#b: has $count.of them', () => {});",
    ].join('\n'),
  );
  const lineOf = (title: string, file = FILE) => writtenTestOf({ file, title }, tests)?.line;

  test.each([
    ['8.2/mfa#a: is whole', 1],
    ['8.2/mfa#a: ends where the store is gone (now)', 2],
    ['8.2/mfa#b: has 7 them', 3],
    ['8.2/mfa#a: ends where the store is gone', undefined],
    ['8.2/mfa#a: is whole, and more', undefined],
  ])('%s', (title, line) => {
    expect(lineOf(title)).toBe(line);
  });

  test('is of its own file', () => {
    expect(lineOf('8.2/mfa#a: is whole', 'test/b.test.ts')).toBeUndefined();
  });
});

test.each([
  ['test/recorder/faults.recorder.test.ts', 'npm run test:recorder'],
  ['test/constructs/session-recording/mutations.test.ts', 'npm run test:thorough'],
  ['test/lib/evidence/test-catalogue.test.ts', 'npm test'],
])('%s is run by %s', (file, command) => {
  expect(commandOf(file)).toBe(command);
});
