const { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { dirname, join, relative, resolve, sep } = require('node:path');

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
 */
module.exports = class EvidenceReporter {
  constructor(globalConfig, options) {
    this.root = globalConfig.rootDir;
    this.whole =
      !globalConfig.testPathPatterns?.patterns?.length && !globalConfig.testNamePattern && !globalConfig.onlyChanged;
    this.file = resolve(this.root, options?.file ?? FILE);
  }

  onRunStart() {
    this.sources = productSources();
    this.measures = mkdtempSync(join(tmpdir(), 'isms-figures-'));
    // workers, which are started later, have it from here
    process.env.ISMS_FIGURES = join(this.measures, 'figures.jsonl');
  }

  onRunComplete(_, { testResults }) {
    const measures = this.takenMeasures();
    if (!this.whole || productSources() !== this.sources) return;
    const tests = testResults.flatMap(({ testFilePath, testResults: suite }) =>
      suite.filter(isDecided).map((test) => this.testOf(testFilePath, test)),
    );
    const results = tests.flatMap(resultOf).sort(byIdAndPlace);
    const figures = tests.flatMap((test) => figuresOf(test, measures)).sort(byIdAndPlace);
    mkdirSync(dirname(this.file), { recursive: true });
    writeFileSync(`${this.file}.new`, `${JSON.stringify({ sources: this.sources, results, figures }, null, 1)}\n`);
    renameSync(`${this.file}.new`, this.file);
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
