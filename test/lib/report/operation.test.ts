import type { Evidence } from '../../../lib/evidence/evidence';
import { contract } from '../../../lib/report/contract';
import { htmlReport } from '../../../lib/report/html';
import { summary } from '../../../lib/report/summary';
import { quoted } from '../../support/quoted';
import { BUCKET, evidence, reportOf } from './ledgers';

/** The page, its markup as it is written in the sources. */
const pageOf = (report: Parameters<typeof htmlReport>[0]): string => quoted(htmlReport(report));

const observed = (emulated: boolean) => ({
  observed: {
    emulated,
    read: 12,
    failed: 1,
    first: '2026-11-01T08:00:00.000Z',
    last: '2026-11-01T08:01:00.000Z',
  },
});

const seen = (emulated: boolean, more: Partial<Evidence> = {}): Evidence =>
  evidence({
    kind: 'observed',
    outcome: 'ineffective',
    property: 'ObjectLockEnabled',
    message: { en: 'is not true', zh: '未启用' },
    subject: BUCKET,
    observed: { at: '2026-11-01T08:00:00.000Z', emulated },
    ...more,
  });

const report = (emulated: boolean) => reportOf([evidence(), seen(emulated)], observed(emulated));

const archive = (emulated: boolean) => report(emulated).requirements.find(({ id }) => id === '8.6/log-storage');

describe('what was observed, in the report', () => {
  test('speaks of operation, and changes nothing of design', () => {
    const before = reportOf([evidence()]).requirements.find(({ id }) => id === '8.6/log-storage');

    expect(archive(false)?.operation.status).toBe('ineffective');
    expect(archive(false)?.design).toEqual(before?.design);
    expect(report(false).findings).toEqual([]);
  });

  test.each([true, false])('is described by the contract, emulated: %s', (emulated) => {
    const written = JSON.parse(JSON.stringify(report(emulated)));

    expect(contract.parse(written)).toEqual(written);
    expect(written.observed).toEqual(observed(emulated).observed);
  });

  test('by an emulator is marked where it stands', () => {
    expect(archive(true)?.operation).toMatchObject({ emulated: true });
    expect(archive(true)?.operation.reason).toMatch(/^emulated, not production/);
    expect(archive(false)?.operation).toMatchObject({ emulated: false });
  });

  test('is in the summary, resource and property by name', () => {
    const text = summary(report(false), 'en');

    expect(text).toMatch(/^Facets shown at run time: 0 of \d+$/m);
    expect(summary(report(false), 'zh')).toMatch(/^运行期已证明的要点：\d+ 项中 0 项$/m);
    expect(text).toMatch(/Operation: effective 0, ineffective 1, stale 0, not observed \d+, not applicable \d+/);
    expect(text).toContain(
      '8.6/log-storage: acme-log-archive/Trail/Bucket/Resource (AWS::S3::Bucket) ObjectLockEnabled',
    );
    expect(text).not.toContain('EMULATED');
    expect(summary(report(true), 'en')).toContain('EMULATED');
    expect(summary(report(true), 'zh')).toContain('模拟环境：');
  });

  test('by an emulator has its banner on the page, and production has none', () => {
    const banner = 'It speaks of no production.';
    // the scripts have all texts at hand
    const shown = (emulated: boolean): string => pageOf(report(emulated)).split('<script')[0] ?? '';

    expect(shown(true)).toContain(banner);
    expect(shown(true)).toContain('不代表任何生产环境');
    expect(shown(false)).toContain('ineffective');
    expect(shown(false)).not.toContain(banner);
  });

  test('nothing is told as nothing', () => {
    const nothing = reportOf([evidence()]);

    expect(nothing.observed).toBeNull();
    expect(summary(nothing, 'en')).toContain('Operation: not observed');
  });
});
