import { compliant, nonCompliant, notApplicable, type Rule, unknown } from '../../../constructs/nag/rule';
import { Template, Unresolved } from '../../../constructs/nag/template';
import { JudgedEstate } from '../../../lib/evidence/estate';
import { type ExceptionEntry, ExceptionRegister } from '../../../lib/evidence/exceptions';
import { isRecognised, judge } from '../../../lib/evidence/judge';
import type { DeclarationNote } from '../../../lib/evidence/sidecar';

const text = { en: 'text', zh: '文' };

const rule = (id: string, verdict: Rule['judge'], types = ['AWS::S3::Bucket']): Rule => ({
  id,
  demand: text,
  types,
  reference: 'https://example.com',
  judge: verdict,
});

/** An estate of one template with a bucket and a policy. */
function estateWith(declarations: readonly DeclarationNote[] = []): JudgedEstate {
  const estate = new JudgedEstate();
  const template = Template.cloudFormation(
    { Resources: { Logs: { Type: 'AWS::S3::Bucket' }, Policy: { Type: 'AWS::S3::BucketPolicy' } } },
    { name: 'Archive', estate: estate.estate },
  );
  estate.add(template, {
    cloud: 'aws',
    partition: 'aws',
    account: '111111111111',
    region: 'eu-central-1',
    stack: 'Archive',
    locate: (id) => ({ path: `Archive/${id}`, source: { file: 'lib/archive.ts', line: 7 } }),
    declarations,
  });
  return estate;
}

const judged = (
  rules: readonly Rule[],
  {
    exceptions = [],
    declarations = [],
  }: { exceptions?: readonly ExceptionEntry[]; declarations?: readonly DeclarationNote[] } = {},
) =>
  judge(estateWith(declarations), {
    rules,
    exceptions: new ExceptionRegister(exceptions, '2026-11-23'),
    supporting: (type) => (type === 'AWS::S3::BucketPolicy' ? text : undefined),
  });

const broken: Rule['judge'] = () => {
  throw new TypeError('boom');
};

const undecided: Rule['judge'] = () => {
  throw new Unresolved('BucketName');
};

describe('judge', () => {
  test.each<[string, Rule['judge'], string, string]>([
    ['compliant', () => compliant, 'compliant', 'complies'],
    [
      'non-compliant',
      () => nonCompliant({ property: 'P', message: { en: 'is wrong', zh: '错误' } }),
      'non-compliant',
      'is wrong',
    ],
    ['not applicable', () => notApplicable({ en: 'holds no logs', zh: '无日志' }), 'not-applicable', 'holds no logs'],
    ['unknown', () => unknown({ en: 'who knows', zh: '未知' }), 'unknown', 'who knows'],
    ['known at deployment only', undecided, 'unknown', 'BucketName is known at deployment only'],
    ['the failure of a rule', broken, 'error', 'the rule failed: boom'],
  ])('enters %s', (_, verdict, outcome, message) => {
    const { evidence } = judged([rule('s3-object-lock', verdict)]);

    expect(evidence).toEqual([
      expect.objectContaining({
        kind: 'rule',
        check: 's3-object-lock',
        outcome,
        message: expect.objectContaining({ en: message }),
        subject: expect.objectContaining({ path: 'Archive/Logs', source: { file: 'lib/archive.ts', line: 7 } }),
        requirements: ['8.2/session-recording', '8.6/log-storage'],
        facets: ['8.2/session-recording#immutable-storage', '8.6/log-storage#write-once'],
      }),
    ]);
  });

  test('enters each finding of a rule with its property', () => {
    const findings = ['A', 'B'].map((property) => ({ property, message: text }));
    const { evidence } = judged([rule('s3-object-lock', () => nonCompliant(...findings))]);

    expect(evidence.map(({ property }) => property)).toEqual(['A', 'B']);
  });

  test('a rule that breaks does not keep others from judging', () => {
    const { evidence } = judged([rule('s3-object-lock', broken), rule('s3-versioning', () => compliant)]);

    expect(evidence.map(({ check, outcome }) => `${check} ${outcome}`)).toEqual([
      's3-object-lock error',
      's3-versioning compliant',
    ]);
  });

  test('no exception covers a rule that breaks, nor what it cannot decide', () => {
    const exception = {
      id: 'e',
      check: 's3-object-lock',
      resource: 'Archive/Logs',
      reason: 'r',
      owner: 'o@example.com',
      expires: '2030-01-01',
    };
    const outcome = (verdict: Rule['judge']) =>
      judged([rule('s3-object-lock', verdict)], { exceptions: [exception] }).evidence[0]?.outcome;

    expect(outcome(() => nonCompliant({ property: 'P', message: text }))).toBe('suppressed');
    expect(outcome(broken)).toBe('error');
    expect(outcome(undecided)).toBe('unknown');
  });

  test('lists every resource with the rules that know it, or the reason why none does', () => {
    const { resources } = judged([
      rule('s3-object-lock', () => notApplicable(text)),
      rule('s3-versioning', () => compliant),
    ]);

    expect(resources).toEqual([
      expect.objectContaining({
        judgedBy: ['s3-object-lock', 's3-versioning'],
        supporting: null,
        // what did not apply says nothing of the resource
        requirements: ['8.4/disaster-tolerance', '8.6/log-storage'],
      }),
      expect.objectContaining({ judgedBy: [], supporting: text, requirements: [] }),
    ]);
  });

  test('a rule of which the mapping knows nothing is kept, for no requirement', () => {
    expect(judged([rule('my-own-rule', () => compliant)]).evidence).toMatchObject([{ requirements: [], facets: [] }]);
  });
});

describe('declarations', () => {
  const declaration = (more: Partial<DeclarationNote> = {}): DeclarationNote => ({
    path: 'Archive/Sealed',
    requirements: ['8.6/log-storage#write-once', '8.4/retention'],
    source: { file: 'constructs/sealed.ts', line: 40 },
    resources: ['Logs', 'Policy'],
    ...more,
  });

  test('are evidence of their own kind, with the construct and the line of the declaration', () => {
    const { evidence } = judged([], { declarations: [declaration()] });

    expect(evidence).toEqual([
      expect.objectContaining({
        kind: 'declared',
        check: 'Archive/Sealed',
        outcome: 'declared',
        requirements: ['8.4/retention', '8.6/log-storage'],
        facets: ['8.6/log-storage#write-once'],
        subject: expect.objectContaining({
          path: 'Archive/Sealed',
          logicalId: 'Logs',
          source: { file: 'constructs/sealed.ts', line: 40 },
        }),
      }),
    ]);
  });

  test('name requirements of every resource below the construct', () => {
    const { resources } = judged([], { declarations: [declaration()] });

    expect(resources.map(({ requirements }) => requirements)).toEqual([
      ['8.4/retention', '8.6/log-storage'],
      ['8.4/retention', '8.6/log-storage'],
    ]);
  });

  test('of a construct without resources stand without a subject', () => {
    expect(judged([], { declarations: [declaration({ resources: [] })] }).evidence).toMatchObject([{ subject: null }]);
  });
});

describe('isRecognised', () => {
  test.each([
    ['AWS::S3::Bucket', true],
    ['Custom::Thing', true],
    ['azurerm_key_vault', true],
    ['google_storage_bucket', false],
    ['kubernetes_pod', false],
  ])('%s: %s', (type, known) => {
    const template = Template.cloudFormation({ Resources: { Subject: { Type: type } } });

    expect(template.resources.map(isRecognised)).toEqual([known]);
  });
});
