import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type FacetId, isFacetId, isRequirementId, type RequirementId } from '../../constructs/standard';
import type { Evidence } from './evidence';
import { requirementPart } from './ledger';

/** What the reporter of a test suite writes. */
const testRunContract = z.strictObject({
  /** Of the sources that were tested: `productSources`. */
  sources: z.string().regex(/^[0-9a-f]{64}$/),
  results: z.array(
    z.strictObject({
      /** Requirement or facet id with which the title begins. */
      id: z.string(),
      title: z.string(),
      /** Test file, relative to the repository. */
      file: z.string(),
      passed: z.boolean(),
    }),
  ),
});

/** One run of a test suite. */
export type TestRun = z.infer<typeof testRunContract>;

/** One assertion test. */
export type TestResult = TestRun['results'][number];

/**
 * Reads what a suite has shown.
 * @throws when the file holds anything else
 */
export const readTestRun = (file: string): TestRun => testRunContract.parse(JSON.parse(readFileSync(file, 'utf8')));

/** Test evidence: the tests of `test/cdktf` speak for Azure, all others for AWS. */
export function testEvidence(results: readonly TestResult[]): readonly Evidence[] {
  return results
    .filter(({ id }) => isFacetId(id) || isRequirementId(id))
    .map((result) => ({
      kind: 'test',
      check: result.id,
      outcome: result.passed ? 'passed' : 'failed',
      subject: null,
      message: { en: `${result.title} (${result.file})`, zh: `${result.title}（${result.file}）` },
      requirements: [requirementPart(result.id) as RequirementId],
      facets: isFacetId(result.id) ? [result.id satisfies FacetId] : [],
      cloud: result.file.startsWith('test/cdktf/') ? 'azure' : 'aws',
    }));
}
