const {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} = require('node:fs');
const { tmpdir } = require('node:os');
const { basename, dirname, join, relative, resolve, sep } = require('node:path');

require('../../bin/sources.js');
const { productSources } = require('../../lib/evidence/product-sources.ts');
const { writtenTestOf, writtenTests } = require('../../lib/evidence/test-catalogue.ts');

/** Where the ledger looks for test evidence. */
const FILE = 'out/test-results.json';

/** A requirement or facet id at the beginning of a title. */
const ID = /^((?:\d+\.)+\d+\/[\w-]+(?:#[\w-]+)?)(?=[:\s,])/;

/**
 * Writes each assertion test whose title begins with a requirement or facet id to a file, from which the ledger takes it as
 * test evidence, with the hash of the sources that it is evidence of; beside them what tests have measured. Only a run of the whole suite speaks for the product: a filtered
 * run writes nothing, nor does one during which a source was changed.
 *
 * With `suites`, the folder and ending of all test files, they may run in parts: what each file has shown is kept beside, and
 * together they are the whole once each has run on the same sources, unfiltered by name.
 */
module.exports = class EvidenceReporter {
  constructor(globalConfig, options) {
    this.root = globalConfig.rootDir;
    this.everyTest = !globalConfig.testNamePattern;
    this.everySuite = !globalConfig.testPathPatterns?.patterns?.length && !globalConfig.onlyChanged;
    this.file = resolve(this.root, options?.file ?? FILE);
    this.suites = options?.suites;
  }

  onRunStart() {
    this.sources = productSources();
    this.measures = mkdtempSync(join(tmpdir(), 'isms-figures-'));
    // workers, which are started later, have it from here
    process.env.ISMS_FIGURES = join(this.measures, 'figures.jsonl');
  }

  onRunComplete(_, { testResults }) {
    const measures = this.takenMeasures();
    if (!this.everyTest || productSources() !== this.sources) return;
    if (this.suites) this.writeParts(testResults, measures);
    else if (this.everySuite) this.write(this.file, this.shownBy(testResults, measures));
  }

  writeParts(suites, measures) {
    for (const suite of suites) {
      const part = this.partOf(suite.testFilePath);
      // one that could not be run has shown nothing, whatever it showed before
      if (suite.testExecError) for (const stale of [part, this.file]) rmSync(stale, { force: true });
      else this.write(part, this.shownBy([suite], measures));
    }
    const parts = this.suiteFiles().map((path) => this.readPart(path));
    if (parts.some((part) => part?.sources !== this.sources)) return;
    this.write(this.file, {
      results: parts.flatMap(({ results }) => results),
      figures: parts.flatMap(({ figures }) => figures),
    });
  }

  suiteFiles() {
    const { folder, ending } = this.suites;
    return readdirSync(join(this.root, folder)).filter((name) => name.endsWith(ending));
  }

  partOf(path) {
    return join(`${this.file.replace(/\.json$/, '')}.parts`, `${basename(path)}.json`);
  }

  readPart(path) {
    const part = this.partOf(path);
    return existsSync(part) ? JSON.parse(readFileSync(part, 'utf8')) : undefined;
  }

  shownBy(suites, measures) {
    const tests = suites.flatMap(({ testFilePath, testResults: suite }) =>
      suite.filter(isDecided).map((test) => this.testOf(testFilePath, test)),
    );
    return { results: tests.flatMap(resultOf), figures: tests.flatMap((test) => figuresOf(test, measures)) };
  }

  write(file, { results, figures }) {
    const shown = { sources: this.sources, results: results.sort(byIdAndPlace), figures: figures.sort(byIdAndPlace) };
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.new`, `${JSON.stringify(shown, null, 1)}\n`);
    renameSync(`${file}.new`, file);
  }

  takenMeasures() {
    const file = join(this.measures, 'figures.jsonl');
    const lines = existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : [];
    rmSync(this.measures, { recursive: true });
    return lines.map((line) => JSON.parse(line));
  }

  testOf(path, { title, fullName, status }) {
    const file = relative(this.root, path).split(sep).join('/');
    const line = writtenTestOf({ file, title }, writtenTests() ?? [])?.line;
    return { path, fullName, shown: { title, file, ...(line && { line }), passed: status === 'passed' } };
  }
};

const isDecided = ({ status }) => status === 'passed' || status === 'failed';

function resultOf({ shown }) {
  const id = ID.exec(shown.title)?.[1];
  return id ? [{ id, ...shown }] : [];
}

const figuresOf = ({ path, fullName, shown }, measures) =>
  measures
    .filter(({ test }) => test.path === path && test.name === fullName)
    .map(({ test: _, ...figure }) => ({ ...figure, ...shown }));

const keyOf = ({ id, facet, file, title }) => `${id ?? facet}${file}${title}`;
const byIdAndPlace = (a, b) => (keyOf(a) < keyOf(b) ? -1 : 1);
