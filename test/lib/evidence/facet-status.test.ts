import type { Facet } from '../../../constructs/standard';
import { facetOf } from '../../../constructs/standard';
import type { Evidence, EvidenceKind, Outcome } from '../../../lib/evidence/evidence';
import { type FacetInputs, facetStatus } from '../../../lib/evidence/facet-status';

const FACET = facetOf('8.6/log-storage#write-once');

const entry = (kind: EvidenceKind, check: string, outcome: Outcome): Evidence => ({
  kind,
  check,
  outcome,
  subject: null,
  message: { en: '', zh: '' },
  requirements: [FACET.requirement],
  facets: [FACET.id],
});

const demanding = (evidence: Facet['evidence'], more: Partial<Facet> = {}): Facet => ({ ...FACET, evidence, ...more });

function statusOf(facet: Facet, evidence: readonly Evidence[], more: Partial<FacetInputs> = {}) {
  return facetStatus(facet, {
    cloud: 'aws',
    column: 'aws',
    checks: { rules: ['lock', 'version', 'azure-lock'], records: ['register'] },
    evidence,
    isBuilt: () => true,
    testsRun: true,
    requirementStatus: () => 'met',
    ...more,
  });
}

describe('facetStatus', () => {
  test('is met when a rule found a resource compliant and none is adverse', () => {
    expect(statusOf(demanding(['rule']), [entry('rule', 'lock', 'compliant')]).status).toBe('met');
  });

  test.each<[string, Evidence[], string]>([
    ['nothing was judged', [], 'not-evaluated'],
    ['no rule applied', [entry('rule', 'lock', 'not-applicable')], 'not-evaluated'],
    [
      'one resource of many fails',
      [entry('rule', 'lock', 'compliant'), entry('rule', 'lock', 'non-compliant')],
      'not-met',
    ],
    ['a rule broke', [entry('rule', 'lock', 'compliant'), entry('rule', 'version', 'error')], 'not-met'],
    ['a finding is excepted', [entry('rule', 'lock', 'compliant'), entry('rule', 'version', 'suppressed')], 'partial'],
    ['a value is decided by deployment', [entry('rule', 'lock', 'unknown')], 'partial'],
    ['only a rule of another cloud applied', [entry('rule', 'azure-lock', 'compliant')], 'not-evaluated'],
    ['a construct only declares it', [entry('declared', 'lock', 'declared')], 'not-evaluated'],
  ])('a facet that demands a rule, where %s', (_, evidence, expected) => {
    expect(statusOf(demanding(['rule']), evidence).status).toBe(expected);
  });

  test('a rule that is named and not built keeps the facet from met, and the reason names it', () => {
    const state = statusOf(demanding(['rule']), [entry('rule', 'lock', 'compliant')], {
      isBuilt: (id) => id === 'lock',
    });

    expect(state.status).toBe('partial');
    expect(state.reason.en).toContain('no check yet: rule:version');
  });

  test.each<[string, Evidence[], string]>([
    ['the rule alone', [entry('rule', 'lock', 'compliant')], 'partial'],
    ['rule and test', [entry('rule', 'lock', 'compliant'), entry('test', FACET.id, 'passed')], 'met'],
    ['rule and a failed test', [entry('rule', 'lock', 'compliant'), entry('test', FACET.id, 'failed')], 'not-met'],
    ['the test of another facet', [entry('rule', 'lock', 'compliant'), entry('test', '8.2/mfa', 'passed')], 'partial'],
  ])('a facet that demands rule and test, shown by %s', (_, evidence, expected) => {
    expect(statusOf(demanding(['rule', 'test']), evidence).status).toBe(expected);
  });

  test.each<[Outcome, string]>([
    ['passed', 'met'],
    ['failed', 'not-met'],
    ['unknown', 'partial'],
  ])('a proof that is %s makes it %s', (outcome, expected) => {
    expect(statusOf(demanding(['proof:residency']), [entry('proof', 'residency', outcome)]).status).toBe(expected);
  });

  test.each<[string, Evidence[], string]>([
    ['is missing', [], 'manual'],
    ['has expired', [entry('record', 'register', 'expired')], 'manual'],
    ['is valid', [entry('record', 'register', 'valid')], 'met'],
  ])('a facet whose record %s', (_, evidence, expected) => {
    expect(statusOf(demanding(['record']), evidence).status).toBe(expected);
  });

  test.each([
    [true, 'no check yet: assertion test', '尚无检查：断言测试'],
    [false, 'not run: assertion test', '尚未运行：断言测试'],
  ])('tells a test that does not exist from tests that were not run: %s', (testsRun, en, zh) => {
    const { status, reason } = statusOf(demanding(['rule', 'test']), [entry('rule', 'lock', 'compliant')], {
      testsRun,
    });

    expect(status).toBe('partial');
    expect(reason.en).toContain(en);
    expect(reason.zh).toContain(zh);
  });

  test('says what stands for that which a proof cannot try, and is not met by it', () => {
    const checks = { records: ['register'] as const, nothingToTry: { awsCn: { en: 'no such user', zh: '无此用户' } } };
    const inChina = statusOf(demanding(['proof:residency', 'record']), [entry('record', 'register', 'valid')], {
      column: 'awsCn',
      checks,
    });

    expect(inChina.status).toBe('partial');
    expect(inChina.reason.en).toBe('nothing to judge: proof:residency (no such user)');
    expect(inChina.reason.zh).toBe('无可判定对象：proof:residency（无此用户）');
    expect(statusOf(demanding(['proof:residency']), [], { checks }).reason.en).toBe('no check yet: proof:residency');
  });

  test('says of a proof that exists and tells nothing that it had nothing to judge, which is no proof', () => {
    const facet = facetOf('8.2/no-excess-access#tenant-isolation');
    const alone = statusOf(
      { ...facet, evidence: ['rule', 'proof:policy-simulation'] },
      [entry('rule', 'lock', 'compliant')],
      { checks: { rules: ['lock'] } },
    );

    expect(alone.reason.en).toContain('nothing to judge: proof:policy-simulation');
    expect(alone.reason.zh).toContain('无可判定对象：proof:policy-simulation');
    expect(alone.status).toBe('partial');
    expect(statusOf({ ...facet, evidence: ['proof:policy-simulation'] }, []).status).toBe('not-evaluated');
    expect(statusOf({ ...facet, evidence: ['proof:policy-simulation'] }, [], { cloud: 'azure' }).reason.en).toContain(
      'no check yet',
    );
  });

  test('a record does not make up for a check that does not exist', () => {
    expect(statusOf(demanding(['test', 'record']), [entry('record', 'register', 'valid')]).status).toBe('partial');
  });

  test('a roll-up takes the status of what it rolls up', () => {
    const rollup = demanding([], { rollup: ['8.2/mfa'] });

    expect(statusOf(rollup, []).status).toBe('met');
    expect(statusOf(rollup, [], { requirementStatus: () => 'not-met' }).status).toBe('not-met');
    expect(statusOf(rollup, [], { requirementStatus: () => 'not-evaluated' }).status).toBe('not-evaluated');
    expect(statusOf(rollup, [], { requirementStatus: () => 'partial' }).status).toBe('partial');
  });

  test('is not applicable where the cloud has no such thing, with the reason', () => {
    const facet = demanding(['rule'], { availability: { aws: 'no: there is none', awsCn: 'yes', azure: 'yes' } });

    expect(statusOf(facet, [])).toMatchObject({ status: 'not-applicable', reason: { en: 'there is none' } });
    expect(statusOf(facet, [], { column: 'awsCn' }).status).toBe('not-evaluated');
  });

  test('where a directory holds the settings, its record stands in for the rule', () => {
    const checks = { rules: ['lock'], records: ['directory'] as const, azureByRecord: true as const };

    expect(
      statusOf(demanding(['rule']), [entry('record', 'directory', 'valid')], { cloud: 'azure', checks }).status,
    ).toBe('met');
    expect(statusOf(demanding(['rule']), [], { cloud: 'azure', checks }).status).toBe('manual');
    expect(statusOf(demanding(['rule']), [entry('record', 'directory', 'valid')], { checks }).status).toBe(
      'not-evaluated',
    );
  });
});
