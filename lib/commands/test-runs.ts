import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { isInProduct, productSources, RELEASED_TEST_RESULTS } from '../evidence/product-sources';
import { readTestRun, type TestRun } from '../evidence/test-results';
import type { Remark } from './inspection';
import { UsageError, usageProblem } from './io';

/** What the test suites write, in the folder `out` of the project. */
const NAMES = ['test-results.json', 'test-results-thorough.json', 'test-results-recorder.json'];

/** Results of tests that speak for the product as it is, and why others do not. */
export interface TestRuns {
  readonly files: readonly string[];
  readonly remarks: readonly Remark[];
}

/**
 * A checkout is spoken for by tests of its own sources, as they are now; the package by those that it was released with. Whatever
 * else lies about says nothing.
 *
 * @throws UsageError for a file that no suite has written
 */
export function testRunsIn(root: string): TestRuns {
  const found = NAMES.map((name) => join(root, 'out', name)).filter((file) => existsSync(file));
  const sources = found.length > 0 ? productSources() : undefined;
  const judged = found.map((file) => ({ file, because: whyNot(runIn(file), sources) }));
  const released = existsSync(RELEASED_TEST_RESULTS) ? [RELEASED_TEST_RESULTS] : [];
  return {
    files: [...judged.filter(({ because }) => because === undefined).map(({ file }) => file), ...released],
    remarks: judged.flatMap(({ file, because }) => (because ? [{ file: relative(root, file), message: because }] : [])),
  };
}

function whyNot({ sources: tested, results }: TestRun, sources: string | undefined): Remark['message'] | undefined {
  if (sources === undefined) {
    return {
      en: 'the package is spoken for by the tests that it was released with, not by these',
      zh: '软件包以其发布时的测试结果为准，此文件不予采信',
    };
  }
  if (tested !== sources) {
    return {
      en: 'these results are of other sources. Run npm test, npm run test:thorough and npm run test:recorder again',
      zh: '测试结果对应的源代码与当前不同。请重新运行 npm test、npm run test:thorough 与 npm run test:recorder',
    };
  }
  const strange = results.find(({ file }) => !isInProduct(file));
  if (!strange) return undefined;
  return { en: `there is no test ${strange.file}`, zh: `不存在测试 ${strange.file}` };
}

function runIn(file: string): TestRun {
  try {
    return readTestRun(file);
  } catch {
    const because = {
      en: `${file} is damaged. Run the test suite again, or delete it.`,
      zh: `${file} 已损坏。请重新运行测试，或将其删除。`,
    };
    throw new UsageError(because, [usageProblem(because, { code: 'unusable-file', file })]);
  }
}
