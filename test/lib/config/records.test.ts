import { createHash } from 'node:crypto';
import { MINIMAL_ACCOUNT, problemsOf } from './scratch';

const POLICY = '# Policy\n';
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const record = {
  id: 'isms-policy',
  file: 'records/policy.md',
  sha256: sha256(POLICY),
  version: '1.0',
  owner: 'security@example.com',
  approver: 'board@example.com',
  issued: '2026-09-01',
  reviewBy: '2027-08-31',
};

function problemsWith(
  change: Partial<typeof record>,
  documents: Readonly<Record<string, string>> = { 'records/policy.md': POLICY },
) {
  return problemsOf(`${MINIMAL_ACCOUNT}records:\n  - ${JSON.stringify({ ...record, ...change })}\n`, documents);
}

describe('records', () => {
  test('7.5.2/control#identification-and-approval: one with its document, hash, owner, approver and dates is accepted', () => {
    expect(problemsWith({})).toEqual([]);
  });

  test.each<[string, Partial<typeof record>, string, string]>([
    ['approved by its owner', { approver: 'Security@example.com' }, 'self-approved', 'records[0].approver'],
    ['approved in the future', { issued: '2026-11-24' }, 'future-date', 'records[0].issued'],
    ['to be reviewed before it was approved', { reviewBy: '2026-08-31' }, 'review-before-issue', 'records[0].reviewBy'],
    ['of a kind that nobody knows', { id: 'isms-polisy' }, 'unknown-reference', 'records[0].id'],
    ['that is not there', { file: 'records/other.md' }, 'missing-document', 'records[0].file'],
    ['that is a folder', { file: 'records' }, 'not-a-file', 'records[0].file'],
    ['outside the folder', { file: '../policy.md' }, 'file-outside-folder', 'records[0].file'],
  ])('7.5.2/control#identification-and-approval: refuses one %s', (_, change, code, key) => {
    expect(problemsWith(change)).toMatchObject([{ code, key, severity: 'error', requirement: '7.5.2/control' }]);
  });

  test('7.5.2/control#change-and-hash-control: refuses a document that is not the one approved, and gives its hash', () => {
    const [problem] = problemsWith({}, { 'records/policy.md': '# Policy, changed\n' });

    expect(problem).toMatchObject({ code: 'changed-document', key: 'records[0].sha256', severity: 'error' });
    expect(problem?.mend.en).toContain(sha256('# Policy, changed\n'));
  });

  test.each<[string, Partial<typeof record>, string]>([
    ['past its review', { issued: '2025-12-01', reviewBy: '2026-11-22' }, 'review-overdue'],
    ['to be reviewed later than its kind allows', { reviewBy: '2028-09-01' }, 'review-too-late'],
  ])('warns of one %s, and the configuration can be used', (_, change, code) => {
    expect(problemsWith(change)).toMatchObject([{ code, severity: 'warning', requirement: '7.5.2/control' }]);
  });

  test('is in force on the day of its review', () => {
    expect(problemsWith({ issued: '2025-12-01', reviewBy: '2026-11-23' })).toEqual([]);
  });

  test.each([
    ['without a byte', ''],
    ['of blanks', ' \n\t\n'],
    ['of blanks as an editor for Windows saves them', '\uFEFF\r\n'],
    ['of more blanks than one looks at first', ' '.repeat(5000)],
  ])('7.5.2/control#identification-and-approval: refuses a document %s, however approved', (_, text) => {
    expect(problemsWith({ sha256: sha256(text) }, { 'records/policy.md': text })).toMatchObject([
      { code: 'empty-document', key: 'records[0].file', severity: 'error', requirement: '7.5.2/control' },
    ]);
  });

  test('a document may begin with blanks', () => {
    const text = `${' '.repeat(5000)}# Policy`;

    expect(problemsWith({ sha256: sha256(text) }, { 'records/policy.md': text })).toEqual([]);
  });

  test('the document may be of any kind', () => {
    expect(problemsWith({ sha256: sha256('\0PDF') }, { 'records/policy.md': '\0PDF' })).toEqual([]);
  });
});
