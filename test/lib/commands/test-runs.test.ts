import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UsageError } from '../../../lib/commands/io';
import { testRunsIn } from '../../../lib/commands/test-runs';
import { productSources } from '../../../lib/evidence/product-sources';

const OURS = 'test/lib/commands/test-runs.test.ts';
const result = (file = OURS) => ({
  id: '8.2/mfa#break-glass-mfa',
  title: '8.2/mfa#break-glass-mfa: any',
  file,
  passed: true,
});

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'runs-'));
  mkdirSync(join(root, 'out'));
});
afterEach(() => rmSync(root, { recursive: true }));

const written = (content: unknown, name = 'test-results.json'): string => {
  const file = join(root, 'out', name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
};

describe('results of tests', () => {
  test('count where they are of the sources as they are, of whichever suite', () => {
    const sources = productSources();
    const files = ['test-results.json', 'test-results-thorough.json', 'test-results-recorder.json'].map((name) =>
      written({ sources, results: [result()] }, name),
    );

    expect(testRunsIn(root)).toEqual({ files, remarks: [] });
  });

  test('are none where no suite has run', () => {
    expect(testRunsIn(root)).toEqual({ files: [], remarks: [] });
  });

  test('do not count where they are of other sources, and it is said', () => {
    written({ sources: '0'.repeat(64), results: [result()] });

    expect(testRunsIn(root)).toEqual({
      files: [],
      remarks: [
        {
          file: 'out/test-results.json',
          message: expect.objectContaining({ en: expect.stringContaining('of other sources') }),
        },
      ],
    });
  });

  test('do not count where a test is none of ours', () => {
    written({ sources: productSources(), results: [result(), result('made/up.test.ts')] });

    expect(testRunsIn(root)).toMatchObject({
      files: [],
      remarks: [{ message: { en: 'there is no test made/up.test.ts' } }],
    });
  });

  test.each([
    ['no JSON', '{bad'],
    ['another shape', [5, null]],
    ['an object of something else', { a: 1 }],
    ['results without their sources', { results: [result()] }],
    ['a result without an outcome', { sources: '0'.repeat(64), results: [{ ...result(), passed: 'yes' }] }],
  ])('are refused where the file holds %s', (_, content) => {
    const file = written(content);

    expect(() => testRunsIn(root)).toThrow(UsageError);
    expect(() => testRunsIn(root)).toThrow(`${file} is damaged`);
  });
});
