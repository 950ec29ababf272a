import { findingLine, summary } from '../../../lib/report/summary';
import { BUCKET, finding, reportOf } from './ledgers';

const lineOf = (report: ReturnType<typeof reportOf>, lang: 'en' | 'zh' = 'en'): string => {
  const [first] = report.findings;
  return first ? findingLine(first, lang) : '';
};

describe('summary', () => {
  test('counts statuses by clause and over all', () => {
    const text = summary(reportOf([finding()]), 'en');

    expect(text).toMatch(/^│ clause +│ met │ partial │ not-met │/m);
    expect(text).toMatch(/^│ 8\.6 +│ +│ +│ +1 │ +11 │ +│ +│ +│ +12 │$/m);
    expect(text).toMatch(/^│ all .* 180 │$/m);
  });

  test('says so where nothing is open', () => {
    expect(summary(reportOf([]), 'en')).toContain('Open findings: none');
    expect(summary(reportOf([]), 'zh')).toContain('未关闭的问题: 无');
  });

  test('names statuses and findings in Chinese', () => {
    const text = summary(reportOf([finding()]), 'zh');

    expect(text).toMatch(/│ 条款 +│ 满足 │ 部分满足 │ 不满足 │/);
    expect(text).toContain('ObjectLockEnabled: 未设置');
  });

  test('tells a finding with place, resource, rule, property and requirement', () => {
    expect(lineOf(reportOf([finding()]))).toBe(
      'lib/stacks/log-archive.ts:12 acme-log-archive/Trail/Bucket/Resource (AWS::S3::Bucket) s3-object-lock ObjectLockEnabled: is not set [8.6/log-storage]',
    );
  });

  test('tells a failed test, which has no resource', () => {
    const failed = finding({ kind: 'test', check: '8.2/mfa', outcome: 'failed', subject: null, property: undefined });

    expect(lineOf(reportOf([failed]))).toBe('8.2/mfa: is not set [8.6/log-storage]');
  });

  test('does not count an excepted finding as open', () => {
    const text = summary(reportOf([finding({ outcome: 'suppressed', exception: 'EX-1' })]), 'en');

    expect(text).toContain('Open findings: none');
    expect(text).toContain('Excepted findings: 1');
  });

  test('names exceptions that are expired or unused', () => {
    const exception = { check: 'x', resource: 'y', reason: 'z', owner: 'o@example.com', expires: '2026-01-01' };
    const text = summary(
      reportOf([], {
        exceptions: [
          { ...exception, id: 'EX-1', state: 'expired' },
          { ...exception, id: 'EX-2', state: 'active' },
        ],
      }),
      'en',
    );

    expect(text).toContain('EX-1 (expired)');
    expect(text).not.toContain('EX-2');
  });

  test('no text from a template commands the terminal or begins a line of its own', () => {
    const path = 'a\u001b[2J\nOpen findings: none\u202e';
    const text = summary(reportOf([finding({ subject: { ...BUCKET, path, source: null } })]), 'en');

    expect(text).not.toMatch(/[^\P{Cc}\n]|\u202e/u);
    expect(text).not.toMatch(/^Open findings: none/m);
    expect(text).toContain('a␛[2J␊Open findings: none[U+202E]');
  });
});
