const { mkdirSync, renameSync, writeFileSync } = require('node:fs');
const { dirname, relative, resolve, sep } = require('node:path');

require('../../bin/sources.js');
const { productSources } = require('../../lib/evidence/product-sources.ts');

/** Where the ledger looks for test evidence. */
const FILE = 'out/test-results.json';

/** A requirement or facet id at the beginning of a title. */
const ID = /^((?:\d+\.)+\d+\/[\w-]+(?:#[\w-]+)?)(?=[:\s,])/;

/**
 * Writes each assertion test whose title begins with a requirement or facet id to a file, from which the ledger takes it as
 * test evidence, with the hash of the sources that it is evidence of. Only a run of the whole suite speaks for the product: a filtered
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
  }

  onRunComplete(_, { testResults }) {
    if (!this.whole || productSources() !== this.sources) return;
    const results = testResults
      .flatMap(({ testFilePath, testResults: tests }) => tests.map((test) => this.resultOf(testFilePath, test)))
      .filter((result) => result !== undefined)
      .sort((a, b) => (`${a.id}${a.file}${a.title}` < `${b.id}${b.file}${b.title}` ? -1 : 1));
    mkdirSync(dirname(this.file), { recursive: true });
    writeFileSync(`${this.file}.new`, `${JSON.stringify({ sources: this.sources, results }, null, 1)}\n`);
    renameSync(`${this.file}.new`, this.file);
  }

  resultOf(file, { title, status }) {
    const id = ID.exec(title)?.[1];
    if (!id || (status !== 'passed' && status !== 'failed')) return undefined;
    return { id, title, file: relative(this.root, file).split(sep).join('/'), passed: status === 'passed' };
  }
};
