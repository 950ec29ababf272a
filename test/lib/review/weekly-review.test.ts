import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { parse } from 'yaml';
import { type ReviewOptions, reviewCommand } from '../../../lib/commands/review';
import { recordEvidence } from '../../../lib/evidence/records';
import type { WeeklyReview } from '../../../lib/review/weekly-review';
import { RecordingIo } from '../commands/recording-io';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'isms-review-'));
  mkdirSync(join(folder, 'trail'));
});
afterEach(() => rmSync(folder, { recursive: true }));

type Made = Readonly<Record<string, unknown>>;

const event = (eventID: string, day: number, more: Made): Made => ({
  eventID,
  eventTime: `2026-03-0${day}T08:00:00Z`,
  eventType: 'AwsApiCall',
  sourceIPAddress: '203.0.113.7',
  awsRegion: 'eu-central-1',
  recipientAccountId: '222222222222',
  userIdentity: { type: 'AssumedRole', sessionContext: { sourceIdentity: 'alice' } },
  ...more,
});
const STOPPED = event('e-stopped', 3, {
  eventSource: 'cloudtrail.amazonaws.com',
  eventName: 'StopLogging',
  errorCode: 'AccessDenied',
});
const BREAK_GLASS = event('e-glass', 4, {
  eventSource: 'iam.amazonaws.com',
  eventName: 'ListUsers',
  readOnly: true,
  userIdentity: { type: 'IAMUser', userName: 'acme-break-glass-1' },
});
const HARMLESS = event('e-harmless', 4, { eventSource: 'ec2.amazonaws.com', eventName: 'RunInstances' });
const BEFORE = { ...STOPPED, eventID: 'e-before', eventTime: '2026-03-01T23:59:59Z' };
const AFTER = { ...STOPPED, eventID: 'e-after', eventTime: '2026-03-09T00:00:00Z' };

const item = (texts: Readonly<Record<string, string>>): Made =>
  Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, { S: value }]));
const packed = deflateRawSync(
  JSON.stringify({ ran: [], alerts: [{ at: 1, text: 'sudo -i' }], truncated: [] }),
).toString('base64');
const ITEMS = [
  item({
    session: 'r-1',
    entry: 'recording',
    managed: 's-1',
    person: 'alice',
    began: '2026-03-05T08:00:00Z',
    integrity: 'ok',
  }),
  item({
    session: 'r-0',
    entry: 'recording',
    managed: 's-0',
    person: 'dave',
    began: '2026-02-05T08:00:00Z',
    integrity: 'ok',
  }),
  { session: { S: 'r-1' }, entry: { S: 'contents' }, contents: { B: packed } },
  item({ session: 's-1', entry: 'approval', id: 'a-1', by: 'AROA:bob', person: 'alice', reason: 'change 7' }),
  item({ session: 'gaps', entry: 'unrecorded#s-9', person: 'alice', found: '2026-02-01T00:00:00Z' }),
  item({ session: 'gaps', entry: 'unrecorded#s-8', person: 'alice', found: '2026-02-01T00:00:00Z' }),
  item({ session: 'acknowledged', entry: 'unrecorded#s-8', by: 'carol', reason: 'refused' }),
];

function fetched(records: readonly Made[] = [AFTER, STOPPED, BREAK_GLASS, HARMLESS, BEFORE]): void {
  writeFileSync(join(folder, 'trail', 'log.json'), JSON.stringify({ Records: records }));
  writeFileSync(join(folder, 'index.json'), JSON.stringify({ Items: ITEMS }));
}

const run = async (more: Partial<ReviewOptions> = {}, io = new RecordingIo('en', true)) => {
  const options = { from: folder, until: '2026-03-09', name: 'acme', partition: 'aws', ...more } as const;
  return { code: await reviewCommand(options, io), out: io.stdout };
};
const signing = () => ({
  reviewer: 'erin@example.com',
  approver: 'frank@example.com',
  conclusion: 'the refused call was a test',
  out: join(folder, 'review.json'),
});

describe('a review of a week', () => {
  test('8.2/operation-audit#independent-review: has the events that detections look for, sessions, approvals, alerts and gaps, and nothing of another week', async () => {
    fetched();

    const review = JSON.parse((await run()).out) as WeeklyReview;

    expect(review.entries.map(({ id, detection, person, refused }) => [id, detection, person, refused])).toEqual([
      ['e-stopped', 'audit-change', 'alice', true],
      ['e-glass', 'break-glass-use', 'acme-break-glass-1', false],
    ]);
    expect(review.selectedBy).toEqual(expect.arrayContaining(['audit-change', 'break-glass-use', 'root-use']));
    expect(review.sessions.map(({ session }) => session)).toEqual(['r-1']);
    expect(review.approvals.map(({ id }) => id)).toEqual(['a-1']);
    expect(review.commandAlerts).toEqual([{ session: 'r-1', text: 'sudo -i' }]);
    expect(review.gaps).toEqual([expect.objectContaining({ gap: 'unrecorded#s-9', by: '' })]);
  });

  test('8.2/operation-audit#independent-review: signed, it is a file and the record that names it, which counts for seven days', async () => {
    fetched();

    const { code, out } = await run(signing());
    const [record] = parse(out) as readonly [Record<string, string>];
    const written = readFileSync(join(folder, 'review.json'));

    expect(code).toBe(0);
    expect(record['sha256']).toBe(createHash('sha256').update(written).digest('hex'));
    expect(JSON.parse(written.toString())).toMatchObject({
      reviewer: 'erin@example.com',
      conclusion: 'the refused call was a test',
    });
    const valid = (day: string) =>
      recordEvidence([record as never], day).map(({ facets, outcome }) => [facets, outcome]);
    expect(valid('2026-03-16')).toEqual([[['8.2/operation-audit#independent-review'], 'valid']]);
    expect(valid('2026-03-17')).toEqual([[['8.2/operation-audit#independent-review'], 'expired']]);
  });

  test.each([
    ['had a session', 'alice@example.com'],
    ['approved one', 'Bob@example.com'],
    ['used break-glass', 'acme-break-glass-1@example.com'],
  ])('8.2/operation-audit#independent-review: is signed by nobody who %s', async (_, reviewer) => {
    fetched();

    await expect(run({ ...signing(), reviewer })).rejects.toThrow('took part in what is reviewed');
    expect(existsSync(join(folder, 'review.json'))).toBe(false);
  });

  test('is approved by another', async () => {
    fetched();
    await expect(run({ ...signing(), approver: 'Erin@example.com' })).rejects.toThrow('another person');
  });

  test('is not signed while files cannot be read', async () => {
    fetched();
    writeFileSync(join(folder, 'trail', 'broken.json'), '{"Records":');

    expect((await run()).code).toBe(1);
    await expect(run(signing())).rejects.toThrow('broken.json');
  });

  test.each([
    ['a day that is none', { until: '9 March' }, 'is no day'],
    ['half a signature', { reviewer: 'erin@example.com' }, 'together'],
  ])('refuses %s', async (_, more, message) => {
    fetched();
    await expect(run(more)).rejects.toThrow(message);
  });

  test.each(['en', 'zh'] as const)('is told to people in %s', async (lang) => {
    fetched();
    const io = new RecordingIo(lang);
    await run({}, io);

    expect(io.stdout).toContain(lang === 'zh' ? '未处理' : 'unrecorded#s-9: open');
    expect(io.stdout).toContain('StopLogging');
  });
});
