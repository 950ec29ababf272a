import { existsSync, readFileSync } from 'node:fs';
import { type FacetId, isFacetId, isRequirementId, type RequirementId } from '../../constructs/standard';
import type { Evidence } from './evidence';
import { requirementPart } from './ledger';

/** One assertion test, as the reporter of the test suite wrote it down. */
export interface TestResult {
  /** Requirement or facet id with which the title begins. */
  readonly id: string;
  readonly title: string;
  /** Test file, relative to the repository. */
  readonly file: string;
  readonly passed: boolean;
}

/** Reads what the suite has shown; nothing where it has not run. */
export function readTestResults(file: string): readonly TestResult[] {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as TestResult[]) : [];
}

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
