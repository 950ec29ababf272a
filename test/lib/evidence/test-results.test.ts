import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { productSources } from '../../../lib/evidence/product-sources';
import { type Figure, figureText, isKept, readTestRun, testEvidence } from '../../../lib/evidence/test-results';
import { measured } from '../../support/measured';

const FACET = '8.2/session-recording#fail-closed';
const TITLE = `${FACET}: ends`;
const figure = (more: Partial<Figure> = {}): Figure => ({
  facet: FACET,
  what: { en: 'screen lost', zh: '画面丢失' },
  value: 1.5834,
  unit: 's',
  atMost: 2,
  at: '2026-11-28T10:00:00.000Z',
  title: TITLE,
  file: 'test/recorder/a.recorder.test.ts',
  line: 7,
  passed: true,
  ...more,
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'figures-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const read = (content: unknown) => {
  const file = join(folder, 'results.json');
  writeFileSync(file, JSON.stringify(content));
  return readTestRun(file);
};

describe('a figure', () => {
  test.each<[Partial<Figure>, string, string]>([
    [{}, 'screen lost: 1.58 s (at most 2 s) on 2026-11-28', '画面丢失：1.58 s（不超过 2 s），测于 2026-11-28'],
    [
      { value: 10_000, unit: '', atMost: undefined, atLeast: 10_000 },
      'screen lost: 10000 (at least 10000) on 2026-11-28',
      '画面丢失：10000（不低于 10000），测于 2026-11-28',
    ],
    [{ atMost: undefined }, 'screen lost: 1.58 s on 2026-11-28', '画面丢失：1.58 s，测于 2026-11-28'],
    [{ value: 0 }, 'screen lost: 0 s (at most 2 s) on 2026-11-28', '画面丢失：0 s（不超过 2 s），测于 2026-11-28'],
  ])('is told with its bound and day: %j', (more, en, zh) => {
    expect([figureText(figure(more), 'en'), figureText(figure(more), 'zh')]).toEqual([en, zh]);
  });

  test('that is past its bound by little is not rounded into it', () => {
    expect(figureText(figure({ value: 2.004 }), 'en')).toContain('2.004 s');
  });

  test.each<[string, Partial<Figure>, string, string]>([
    ['above', { value: 3 }, '(at most 2 s, not kept)', '（不超过 2 s，未达到）'],
    ['below', { value: 1, atMost: undefined, atLeast: 2 }, '(at least 2 s, not kept)', '（不低于 2 s，未达到）'],
  ])('that is %s its bound says so, whether its test failed or not', (_, more, en, zh) => {
    expect(isKept(figure(more))).toBe(false);
    expect(figureText(figure(more), 'en')).toContain(en);
    expect(figureText(figure(more), 'zh')).toContain(zh);
  });

  test('at its bound keeps it, and so does one of which nothing is asked', () => {
    expect([isKept(figure({ value: 2 })), isKept(figure({ value: 99, atMost: undefined }))]).toEqual([true, true]);
  });

  test('goes with the evidence of the test that took it, and with no other', () => {
    const result = { id: FACET, title: TITLE, file: figure().file, line: 7, passed: true };
    const figures = [figure(), figure({ title: 'another', value: 9 })];
    const [evidence] = testEvidence({ results: [result], figures });

    expect(evidence).toMatchObject({ test: { title: TITLE, line: 7 } });
    expect(evidence?.message).toEqual({
      en: `${TITLE} (test/recorder/a.recorder.test.ts:7); screen lost: 1.58 s (at most 2 s) on 2026-11-28`,
      zh: `${TITLE}（test/recorder/a.recorder.test.ts:7）；画面丢失：1.58 s（不超过 2 s），测于 2026-11-28`,
    });
  });

  test.each([
    ['of no facet', { facet: '8.2/session-recording' }],
    ['that is no number', { value: null }],
    ['without a time', { at: 'yesterday' }],
    ['in one language', { what: { en: 'lost' } }],
    ['with more than is known', { hidden: true }],
  ])('%s is refused', (_, more) => {
    expect(() => read({ sources: '0'.repeat(64), results: [], figures: [{ ...figure(), ...more }] })).toThrow();
  });

  test('is missing from results that were written without any', () => {
    expect(read({ sources: '0'.repeat(64), results: [] }).figures).toEqual([]);
  });
});

describe('what a test measures', () => {
  const { ISMS_FIGURES: given } = process.env;
  afterEach(() => {
    if (given === undefined) Reflect.deleteProperty(process.env, 'ISMS_FIGURES');
    else Object.assign(process.env, { ISMS_FIGURES: given });
  });

  const record = (...measures: readonly Parameters<typeof measured>[0][]) => {
    const file = join(folder, 'figures.jsonl');
    Object.assign(process.env, { ISMS_FIGURES: file });
    for (const measure of measures) measured(measure);
    return () =>
      readFileSync(file, 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
  };
  const what = { en: 'loss', zh: '丢失' };

  test('is recorded for the facet of its title, as of 8.2/session-recording#fail-closed, with its test', () => {
    const recorded = record({ what, value: 1, unit: 's', atMost: 2 }, { what, value: 3 });

    expect(recorded()).toEqual([
      {
        ...{ facet: FACET, what, value: 1, unit: 's', atMost: 2, at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) },
        test: { path: __filename, name: expect.stringContaining('is recorded for the facet of its title') },
      },
      expect.objectContaining({ value: 3, unit: '' }),
    ]);
  });

  test('is recorded for a facet that it names', () => {
    expect(record({ facet: FACET, what, value: 1 })()).toMatchObject([{ facet: FACET }]);
  });

  test('is refused where nothing says what it is of', () => {
    expect(() => record({ what, value: 1 })).toThrow('names no facet that loss is measured for');
  });

  test('is no figure where it never came', () => {
    const recorded = record({ facet: FACET, what, value: Number.POSITIVE_INFINITY });

    expect(recorded).toThrow('ENOENT');
  });
});

describe('the reporter of a whole suite', () => {
  const Reporter = require('../../support/evidence-reporter.js');
  const FILE = 'test/recorder/faithful.recorder.test.ts';
  const WRITTEN = '8.2/session-recording#timed-screen-recording: when it was seen, to fifty milliseconds';
  const root = join(__dirname, '../../..');
  const { ISMS_FIGURES: given } = process.env;
  afterEach(() => {
    Object.assign(process.env, { ISMS_FIGURES: given ?? '' });
    if (given === undefined) Reflect.deleteProperty(process.env, 'ISMS_FIGURES');
  });

  interface Ran {
    readonly title: string;
    readonly fullName: string;
    readonly status: string;
  }
  const measureOf = (path: string) => ({
    ...{ facet: FACET, what: { en: 'a', zh: '甲' }, value: 1, unit: 's', at: '2026-11-28T10:00:00.000Z' },
    test: { path, name: 'group measures' },
  });

  const ran = (tests: readonly Ran[], filtered = false) => {
    const file = join(folder, 'out', 'results.json');
    const reporter = new Reporter({ rootDir: root, ...(filtered && { testNamePattern: 'x' }) }, { file });
    reporter.onRunStart();
    writeFileSync(String(process.env['ISMS_FIGURES']), `${JSON.stringify(measureOf(join(root, FILE)))}\n`);
    reporter.onRunComplete(undefined, { testResults: [{ testFilePath: join(root, FILE), testResults: tests }] });
    return () => readTestRun(file);
  };

  test('keeps each test with its line, and figures beside, of tests without an id as well', () => {
    const run = ran([
      { title: WRITTEN, fullName: `group ${WRITTEN}`, status: 'passed' },
      { title: 'measures', fullName: 'group measures', status: 'failed' },
      { title: `${FACET}: pending`, fullName: 'x', status: 'pending' },
    ])();
    const line =
      readFileSync(join(root, FILE), 'utf8')
        .split('\n')
        .findIndex((text) => text.includes(WRITTEN)) + 1;

    expect(run.sources).toBe(productSources());
    expect(run.results).toEqual([
      { id: '8.2/session-recording#timed-screen-recording', title: WRITTEN, file: FILE, line, passed: true },
    ]);
    expect(run.figures).toEqual([
      {
        ...{ facet: FACET, what: { en: 'a', zh: '甲' }, value: 1, unit: 's', at: '2026-11-28T10:00:00.000Z' },
        ...{ title: 'measures', file: FILE, passed: false },
      },
    ]);
  });

  test('writes nothing of a part', () => {
    expect(ran([], true)).toThrow('ENOENT');
  });

  describe('that runs in parts', () => {
    const SUITES = { folder: 'suites', ending: '.part.ts' };
    const [A, B] = ['a.part.ts', 'b.part.ts'];
    const results = () => join(folder, 'out', 'results.json');
    beforeEach(() => {
      mkdirSync(join(folder, 'suites'));
      for (const name of [A, B, 'helper.ts']) writeFileSync(join(folder, 'suites', name), '');
    });

    interface Part {
      readonly status?: string;
      readonly config?: object;
      readonly during?: (reporter: { sources: string }) => void;
      readonly broken?: boolean;
    }
    const part = (names: readonly string[], { status = 'passed', config, during, broken }: Part = {}) => {
      const paths = { patterns: [...names] };
      const reporter = new Reporter(
        { rootDir: folder, testPathPatterns: paths, ...config },
        { file: 'out/results.json', suites: SUITES },
      );
      reporter.onRunStart();
      const files = names.map((name) => join(folder, 'suites', name));
      const measures = files.map((path) => `${JSON.stringify(measureOf(path))}\n`);
      writeFileSync(String(process.env['ISMS_FIGURES']), measures.join(''));
      during?.(reporter);
      const tests = [
        { title: `${FACET}: ends`, fullName: 'x', status },
        { title: 'measures', fullName: 'group measures', status: 'passed' },
      ];
      reporter.onRunComplete(undefined, {
        testResults: files.map((testFilePath) =>
          broken
            ? { testFilePath, testExecError: { message: 'x' }, testResults: [] }
            : { testFilePath, testResults: tests },
        ),
      });
    };
    const shown = () => readTestRun(results()).results.map(({ file, passed }) => [file, passed]);

    test('is whole with the last of them, figures included', () => {
      part([A]);
      expect(existsSync(results())).toBe(false);
      part([B]);

      expect(readTestRun(results())).toMatchObject({
        sources: productSources(),
        results: [{ file: 'suites/a.part.ts' }, { file: 'suites/b.part.ts' }],
        figures: [{ file: 'suites/a.part.ts' }, { file: 'suites/b.part.ts' }],
      });
    });

    test('is whole in one run', () => {
      part([A, B], { config: { testPathPatterns: undefined } });
      expect(shown()).toEqual([
        ['suites/a.part.ts', true],
        ['suites/b.part.ts', true],
      ]);
    });

    test('says that a test failed, and that it no longer does', () => {
      part([A], { status: 'failed' });
      part([B]);
      expect(shown()).toEqual([
        ['suites/a.part.ts', false],
        ['suites/b.part.ts', true],
      ]);

      part([A]);
      expect(shown()).toContainEqual(['suites/a.part.ts', true]);
    });

    test.each<[string, Part]>([
      ['of which one was filtered by name', { config: { testNamePattern: 'ends' } }],
      ['of which one could not be run', { broken: true }],
      [
        'of which one ran on other sources',
        {
          during: (reporter) => {
            reporter.sources = '0'.repeat(64);
          },
        },
      ],
    ])('is not whole, %s', (_, how) => {
      part([A], how);
      part([B]);
      expect(existsSync(results())).toBe(false);
    });

    test('is not whole, one kept of sources as they were', () => {
      part([A]);
      const kept = join(folder, 'out', 'results.parts', `${A}.json`);
      writeFileSync(kept, readFileSync(kept, 'utf8').replace(String(productSources()), '0'.repeat(64)));
      part([B]);
      expect(existsSync(results())).toBe(false);
    });

    test('is no longer whole once one of them cannot be run', () => {
      part([A, B]);
      part([A], { broken: true });
      expect(existsSync(results())).toBe(false);
    });

    test('is not whole with a suite that was added', () => {
      writeFileSync(join(folder, 'suites', 'c.part.ts'), '');
      part([A, B]);
      expect(existsSync(results())).toBe(false);
    });
  });
});
