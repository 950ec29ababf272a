import { facetsOf, type RequirementId } from '../../../constructs/standard';
import type { Evidence } from '../../../lib/evidence/evidence';
import type { Ledger } from '../../../lib/evidence/ledger';
import type { Subject } from '../../../lib/evidence/subject';
import type { Figure } from '../../../lib/evidence/test-results';
import { buildReport } from '../../../lib/report/report';
import { groupsOf, walkOf } from '../../../lib/report/walk';
import { BUCKET, evidence, finding, ledger } from './ledgers';

const FACET = '8.6/log-storage#write-once';
const bucket = (id: string, more: Partial<Subject> = {}): Subject => ({
  ...BUCKET,
  logicalId: id,
  path: `${more.stack ?? BUCKET.stack}/${id}/Bucket/Resource`,
  ...more,
});
const declared = (path: string, more: Partial<Evidence> = {}): Evidence =>
  evidence({
    kind: 'declared',
    outcome: 'declared',
    check: path,
    subject: { ...BUCKET, path },
    message: { en: 'declared by the construct', zh: '由构造声明' },
    ...more,
  });

describe('evidence that says the same', () => {
  const grouped = (...entries: readonly Evidence[]) =>
    groupsOf(entries, []).map(({ check, outcome, count, messages, subjects }) => [
      ...[check, outcome, count],
      messages.map(({ en }) => en).join('|'),
      subjects.map(({ subject }) => subject.logicalId).join(),
    ]);

  test('of one rule is one group, with every resource', () => {
    expect(grouped(evidence({ subject: bucket('A') }), evidence({ subject: bucket('B') }))).toEqual([
      ['s3-object-lock', 'compliant', 2, 'complies', 'A,B'],
    ]);
  });

  test('of another rule or outcome is another', () => {
    const entries = [evidence(), evidence({ check: 's3-versioning' }), evidence({ outcome: 'unknown' })];

    expect(grouped(...entries)).toHaveLength(3);
  });

  test.each(['non-compliant', 'suppressed', 'error', 'failed', 'ineffective'] as const)(
    'is named each where it is %s',
    (outcome) => {
      expect(grouped(finding({ outcome }), finding({ outcome }))).toHaveLength(2);
    },
  );

  test('is one group whatever the words where it is good', () => {
    const told = (en: string) => evidence({ kind: 'proof', outcome: 'passed', message: { en, zh: en } });

    expect(grouped(told('a'), told('b'), told('a'))).toEqual([
      ['s3-object-lock', 'passed', 3, 'a|b', expect.anything()],
    ]);
  });

  test('is grouped by its words where it is undecided', () => {
    const told = (en: string) => evidence({ outcome: 'unknown', message: { en, zh: en } });

    expect(grouped(told('a'), told('b'), told('a')).map(([, , count]) => count)).toEqual([2, 1]);
  });

  test('of the same construct in another stack is one declaration', () => {
    expect(groupsOf([declared('one/Log/Bucket'), declared('two/Log/Bucket'), declared('one/Key')], [])).toHaveLength(2);
  });

  test('of a resource that was made for the facet comes first', () => {
    const [group] = groupsOf(
      [evidence({ subject: bucket('Trail') }), evidence({ subject: bucket('Recordings') })],
      [declared('acme-log-archive/Recordings/Bucket')],
    );

    expect(group?.subjects.map(({ subject, declared: isMade }) => [subject.logicalId, isMade])).toEqual([
      ['Recordings', true],
      ['Trail', false],
    ]);
  });

  test('of a resource whose path only begins alike is of no declaration', () => {
    const [group] = groupsOf([evidence({ subject: bucket('Trail2') })], [declared('acme-log-archive/Trail')]);

    expect(group?.subjects[0]?.declared).toBe(false);
  });
});

describe('the walk', () => {
  const walked = (
    more: Partial<Ledger>,
    tests: Parameters<typeof walkOf>[2]['tests'] = [],
    id: RequirementId = '8.6/log-storage',
  ) => {
    const known = ledger(more);
    const entry = buildReport(known).requirements.find((one) => one.id === id);
    return walkOf(id, facetsOf(id), { ledger: known, tests, ...(entry && { entry }) });
  };
  const facetIn = (walk: ReturnType<typeof walked>, id: string = FACET) => walk.facets.find((facet) => facet.id === id);

  test('has under a facet what is of that facet, check by check', () => {
    const walk = walked({
      evidence: [
        evidence(),
        evidence({ check: 's3-replication', facets: ['8.6/log-storage#replicated-logs'] }),
        evidence({ outcome: 'not-applicable', subject: bucket('Other') }),
      ],
    });
    const [check] = facetIn(walk)?.checks.filter(({ check: name }) => name === 'rule:s3-object-lock') ?? [];

    expect(check).toMatchObject({ state: 'shown', clouds: ['aws'] });
    expect(check?.evidence.map(({ check: name, count }) => [name, count])).toEqual([['s3-object-lock', 1]]);
    expect(facetIn(walk)?.checks.flatMap((one) => one.evidence)).toHaveLength(1);
  });

  test('has declarations from the way in to what watches', () => {
    const of = (type: string) => declared(`acme/${type}`, { subject: { ...BUCKET, type } });
    const types = [
      'AWS::SSM::Document',
      'AWS::EC2::LaunchTemplate',
      'AWS::KMS::Key',
      'AWS::S3::Bucket',
      'AWS::DynamoDB::Table',
      'AWS::Lambda::Function',
      'AWS::IAM::Role',
      'AWS::CloudWatch::Alarm',
    ];
    const walk = walked({ evidence: [...types].reverse().map(of) });

    expect(facetIn(walk)?.declared.map(({ subjects }) => subjects[0]?.subject.type)).toEqual(types);
  });

  test('names the tests of the sources, with what came of them, and those that only ran', () => {
    const file = 'test/a.test.ts';
    const ran = (line: number | undefined, outcome: 'passed' | 'failed', title = 'of a case') =>
      evidence({
        ...{ kind: 'test', check: FACET, outcome, subject: null },
        test: { title: `${FACET}: ${title}`, file, ...(line && { line }) },
      });
    const walk = walked(
      { evidence: [ran(3, 'passed'), ran(3, 'failed'), ran(5, 'passed'), ran(undefined, 'passed', 'made up')] },
      [
        { id: FACET, title: `${FACET}: in %s`, file, line: 3, measures: false },
        { id: FACET, title: `${FACET}: whole`, file, line: 5, measures: false },
        { id: FACET, title: `${FACET}: later`, file: 'test/b.recorder.test.ts', line: 1, measures: true },
        { id: '8.2/mfa#break-glass-mfa', title: 'of another', file, line: 9, measures: true },
      ],
    );

    expect(facetIn(walk)?.tests).toEqual([
      { title: 'made up', file, line: null, outcome: 'passed', cases: 1 },
      { title: 'in %s', file, line: 3, outcome: 'failed', cases: 2 },
      { title: 'whole', file, line: 5, outcome: 'passed', cases: 1 },
      {
        ...{ title: 'later', file: 'test/b.recorder.test.ts', line: 1 },
        ...{ outcome: 'not-run', cases: 0, command: 'npm run test:recorder' },
      },
    ]);
    expect(facetIn(walk)?.measuredBy).toEqual(['npm run test:recorder']);
  });

  const figure = (value: number, more: Partial<Figure> = {}): Figure => ({
    ...{ facet: FACET, what: { en: 'loss', zh: '丢失' }, value, unit: 's', atMost: 2 },
    ...{ at: '2026-11-28T10:00:00.000Z', title: 'a', file: 'test/a.test.ts', passed: true },
    ...more,
  });

  test.each<[string, Partial<Figure>, number]>([
    ['the largest where little is asked', { atMost: 2 }, 3],
    ['the least where much is', { atMost: undefined, atLeast: 1 }, 1],
  ])('tells of figures of one kind %s', (_, bounds, worst) => {
    const walk = walked({ figures: [figure(2, bounds), figure(1, bounds), figure(3, bounds)] });

    expect(facetIn(walk)?.figures).toEqual([{ worst: figure(worst, bounds), measures: 3 }]);
    expect(facetIn(walk)?.measuredBy).toEqual([]);
  });

  test('tells figures of other kinds and facets apart', () => {
    const what = { en: 'time', zh: '用时' };
    const walk = walked({
      figures: [figure(1), figure(9, { what }), figure(9, { facet: '8.6/log-storage#replicated-logs' })],
    });

    expect(facetIn(walk)?.figures.map(({ worst }) => worst.what.en)).toEqual(['loss', 'time']);
  });

  test('has no figure where none was measured, and says who would only where a test measures', () => {
    expect(facetIn(walked({}))).toMatchObject({ figures: [], measuredBy: [] });
  });

  test('has at the end what speaks of the requirement at large, a record that is wanting included', () => {
    const walk = walked({}, [], '5.1/a');

    expect(walk.facets).toEqual([]);
    expect(walk.evidence.map(({ kind, outcome }) => `${kind} ${outcome}`)).toEqual([
      'record missing',
      'record missing',
    ]);
  });

  test('leaves nothing out: every piece of evidence is under a facet or at large', () => {
    const entries = [
      evidence(),
      declared('acme-log-archive/Trail/Bucket'),
      evidence({ kind: 'declared', outcome: 'declared', check: 'acme/Whole', facets: [] }),
      evidence({ kind: 'observed', outcome: 'effective' }),
      finding(),
    ];
    const walk = walked({ evidence: entries });
    const told = [
      ...walk.facets.flatMap(({ declared: made, checks, observed }) => [
        ...made,
        ...observed,
        ...checks.flatMap((check) => check.evidence),
      ]),
      ...walk.evidence,
    ];

    expect(told.filter(({ outcome }) => outcome !== 'missing').reduce((sum, { count }) => sum + count, 0)).toBe(
      entries.length,
    );
    expect(walk.evidence.map(({ check }) => check)).toEqual(['acme/Whole']);
  });

  test('of nothing judged has the checks that would show it', () => {
    const walk = walkOf('8.6/log-storage', facetsOf('8.6/log-storage'), { tests: [] });

    expect(walk.facets.find(({ id }) => id === FACET)?.checks).toContainEqual({
      ...{ check: 'rule:s3-object-lock', clouds: [], evidence: [] },
    });
  });
});
