import { type RequirementId, requirements } from '../../../constructs/standard';
import { buildReport, type Report, type RequirementEntry } from '../../../lib/report/report';
import { BUCKET, evidence, finding, ledger, reportOf } from './ledgers';

const entryOf = (report: Report, id: RequirementId): RequirementEntry => {
  const entry = report.requirements.find((each) => each.id === id);
  if (!entry) throw new Error(`the report has no ${id}`);
  return entry;
};

describe('buildReport', () => {
  test('has every requirement of the standard, in its order', () => {
    expect(buildReport(ledger()).requirements.map(({ id }) => id)).toEqual(requirements.map(({ id }) => id));
    expect(requirements).toHaveLength(180);
  });

  test('without evidence nothing is met', () => {
    const statuses = new Set(buildReport(ledger()).requirements.map(({ design }) => design.status));

    expect([...statuses].sort()).toEqual(['manual', 'not-evaluated']);
  });

  test('says of operation that nothing was observed', () => {
    const { operation } = entryOf(reportOf([evidence()]), '8.6/log-storage');

    expect(operation).toEqual({
      status: 'not-observed',
      reason: 'nothing has been observed at run time',
      reasonZh: '尚无运行期观测',
      emulated: false,
      facets: { shown: 0, asking: 4 },
    });
  });

  test('a finding turns its requirement and facet to not-met, and no other but those that roll it up', () => {
    const report = reportOf([finding()]);
    const { design } = entryOf(report, '8.6/log-storage');
    const failed = report.requirements.filter((each) => each.design.status === 'not-met');

    expect(design.status).toBe('not-met');
    expect(design.facets.find(({ id }) => id === '8.6/log-storage#write-once')?.status).toBe('not-met');
    expect(failed.map(({ id }) => id)).toEqual(['7.5.1/d', '8.6/log-storage']);
  });

  test('what rolls a requirement up falls with it', () => {
    const failed = finding({
      requirements: ['8.2/mfa'],
      facets: ['8.2/mfa#all-human-sign-in'],
      check: 'iam-mfa-where-testable',
    });

    expect(entryOf(reportOf([failed]), '7.1/c').design.status).toBe('not-met');
  });

  test('lists what is wrong or excepted as findings, with property and exception', () => {
    const report = reportOf([
      evidence(),
      evidence({ outcome: 'unknown' }),
      evidence({ outcome: 'not-applicable' }),
      finding(),
      finding({ outcome: 'suppressed', exception: 'EX-1', property: 'VersioningConfiguration' }),
    ]);

    expect(report.findings.map(({ property, exception }) => [property, exception])).toEqual([
      ['ObjectLockEnabled', null],
      ['VersioningConfiguration', 'EX-1'],
    ]);
  });

  test('sorts findings by place, whatever order they were found in', () => {
    const at = (path: string, check: string) => finding({ subject: { ...BUCKET, path }, check });
    const entries = [at('b', 'x'), at('a', 'y'), at('a', 'x')];
    const places = (report: Report) => report.findings.map(({ subject, check }) => `${subject?.path} ${check}`);

    expect(places(reportOf(entries))).toEqual(['a x', 'a y', 'b x']);
    expect(places(reportOf([...entries].reverse()))).toEqual(['a x', 'a y', 'b x']);
  });

  test('names the records that are wanted as missing evidence, with what must be in them', () => {
    const [record] = entryOf(reportOf([]), '4.1/internal').evidence;

    expect(record).toMatchObject({ kind: 'record', check: 'context-analysis', outcome: 'missing', subject: null });
    expect(record?.message).toContain('External and internal issues');
    expect(record?.messageZh).toContain('外部与内部问题');
  });

  test('asks for the attestation of the operator of the places in use alone', () => {
    const wanted = (partition: string, region: string) =>
      entryOf(reportOf([], { places: [{ partition, region }] }), '8.5/media').evidence.map(({ check }) => check);

    expect(wanted('aws', 'eu-central-1')).toEqual(['aws-attestation']);
    expect(wanted('aws-cn', 'cn-north-1')).not.toContain('aws-attestation');
    expect(wanted('aws-cn', 'cn-north-1')).toHaveLength(1);
  });

  test('a record that was supplied is not missing', () => {
    const supplied = evidence({
      kind: 'record',
      check: 'context-analysis',
      outcome: 'valid',
      subject: null,
      requirements: ['4.1/internal'],
      facets: [],
    });
    const { design, evidence: of } = entryOf(reportOf([supplied]), '4.1/internal');

    expect(design.status).toBe('met');
    expect(of.map(({ outcome }) => outcome)).toEqual(['valid']);
  });

  test('keeps why no rule judges a resource, in both languages', () => {
    const report = reportOf([], {
      resources: [
        { subject: BUCKET, requirements: [], judgedBy: [], supporting: { en: 'holds nothing', zh: '不存放数据' } },
      ],
    });

    expect(report.resources).toMatchObject([{ supporting: 'holds nothing', supportingZh: '不存放数据' }]);
  });

  test('says for which cloud each check speaks', () => {
    const report = reportOf([], { scope: { clouds: ['aws', 'azure'], partitions: [], accounts: 1, regions: [] } });
    const [facet] = entryOf(report, '8.6/log-storage').design.facets;

    expect(new Set(facet?.checks.map(({ cloud }) => cloud))).toEqual(new Set(['aws', 'azure']));
  });

  test('carries what each rule demands, by id', () => {
    const rule = (id: string) => ({ id, demand: { en: id, zh: id }, reference: 'https://example.com' });

    expect(reportOf([], { rules: [rule('b'), rule('a')] }).rules.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  test('does not change the ledger', () => {
    const given = ledger({ evidence: [finding({ subject: { ...BUCKET, path: 'z' } }), finding()] });
    const before = JSON.stringify(given);
    buildReport(given);

    expect(JSON.stringify(given)).toBe(before);
  });
});
