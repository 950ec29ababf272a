import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { traceCommand } from '../../../lib/commands/trace';
import { LINKS, type Link, type OperationRecord } from '../../../lib/trace/record';
import { RecordingIo } from '../commands/recording-io';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'isms-trace-'));
  mkdirSync(join(folder, 'trail', '111111111111', 'CloudTrail', 'eu-central-1'), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

const MANAGED = 'alice-0123456789abcdef0';
const RECORDED = '20260301T080001Z-0123456789abcdef';
const minute = (at: number): string => `2026-03-01T08:${String(at).padStart(2, '0')}:00Z`;

type Made = Readonly<Record<string, unknown>>;

const ALICE = {
  type: 'AssumedRole',
  arn: 'arn:aws:sts::222222222222:assumed-role/AWSReservedSSO_operations_1/alice',
  principalId: 'AROAEXAMPLE:alice',
  accessKeyId: 'ASIAALICE',
  sessionContext: { sessionIssuer: { userName: 'AWSReservedSSO_operations_1' } },
};
const event = (id: string, at: number, name: string, more: Made = {}): Made => ({
  eventID: id,
  eventTime: minute(at),
  eventSource: `${name.split(':')[0]}.amazonaws.com`,
  eventName: name.split(':')[1],
  awsRegion: 'eu-central-1',
  recipientAccountId: '222222222222',
  readOnly: false,
  userIdentity: ALICE,
  ...more,
});

const START = event('e-start', 0, 'ssm:StartSession', {
  requestParameters: { target: 'i-0123', documentName: 'acme-bastion', reason: 'change 7' },
  responseElements: { sessionId: MANAGED },
});
/** Alice takes a role, and with that another: neither has a source identity. */
const CHAIN = [
  event('e-first', 2, 'sts:AssumeRole', {
    readOnly: true,
    responseElements: { credentials: { accessKeyId: 'ASIAFIRST' } },
  }),
  event('e-second', 3, 'sts:AssumeRole', {
    readOnly: true,
    userIdentity: { type: 'AssumedRole', arn: 'arn:first', principalId: 'AROA1:x', accessKeyId: 'ASIAFIRST' },
    responseElements: { credentials: { accessKeyId: 'ASIASECOND' } },
  }),
];
const DELETED = event('e-delete', 5, 's3:DeleteBucket', {
  userIdentity: { type: 'AssumedRole', arn: 'arn:second', principalId: 'AROA2:y', accessKeyId: 'ASIASECOND' },
  resources: [{ ARN: 'arn:aws:s3:::orders' }],
});
const BY_HOST = event('e-host', 6, 'ec2:CreateTags', {
  userIdentity: { type: 'AssumedRole', arn: 'arn:host', principalId: 'AROA3:i-0123', accessKeyId: 'ASIAHOST' },
});
const OTHERS = [
  event('e-read', 5, 's3:ListBuckets', { readOnly: true }),
  event('e-bob', 5, 'iam:CreateUser', {
    userIdentity: {
      type: 'AssumedRole',
      arn: 'arn:bob',
      principalId: 'AROA9:z',
      sessionContext: { sourceIdentity: 'bob' },
    },
  }),
  event('e-after', 40, 'iam:DeleteUser'),
  event('e-nobody', 5, 'iam:CreateRole', { userIdentity: { type: 'AWSService', principalId: '' } }),
];

const item = (texts: Readonly<Record<string, string>>, more: Made = {}): Made => ({
  ...Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, { S: value }])),
  ...more,
});
const ROWS: Readonly<Record<string, Made>> = {
  start: item({
    ...{ session: MANAGED, entry: 'start', began: minute(0), person: 'alice', target: 'i-0123' },
    ...{ document: 'acme-bastion', reason: 'change 7', event: 'e-start' },
  }),
  approval: item({
    ...{ session: MANAGED, entry: 'approval', id: 'a-1', by: 'AROAEXAMPLE:bob', person: 'alice', reason: 'change 7' },
  }),
  recording: item(
    {
      ...{ session: RECORDED, entry: 'recording', managed: MANAGED, person: 'alice' },
      ...{ began: minute(0), ended: minute(30), integrity: 'ok' },
    },
    { approval: { M: { id: { S: 'a-1' }, by: { S: 'AROAEXAMPLE:bob' } } } },
  ),
  contents: contents(['/usr/bin/aws s3 rb s3://orders']),
};

function contents(ran: readonly string[], truncated: readonly string[] = []): Made {
  const packed = deflateRawSync(
    JSON.stringify({ ran: ran.map((text, at) => ({ at: at * 1_000_000, text })), alerts: [], truncated }),
  );
  return { session: { S: RECORDED }, entry: { S: 'contents' }, contents: { B: packed.toString('base64') } };
}

function fetched(records: readonly Made[], rows: Readonly<Record<string, Made | undefined>> = ROWS): void {
  const file = join(folder, 'trail', '111111111111', 'CloudTrail', 'eu-central-1', 'log.json.gz');
  writeFileSync(file, gzipSync(JSON.stringify({ Records: records })));
  const Items = Object.values(rows).filter((row) => row !== undefined);
  writeFileSync(join(folder, 'index.json'), JSON.stringify({ Items }));
}

const LATER = '20260301T082000Z-0123456789abcdef';
const gapOf = (session: string): Made =>
  item({ session: 'gaps', entry: `unrecorded#${session}`, person: 'alice', found: minute(50) });

const ALL = [START, ...CHAIN, DELETED, BY_HOST, ...OTHERS];

async function traced(id: string): Promise<{ record: OperationRecord; code: number }> {
  const io = new RecordingIo('en', true);
  const code = await traceCommand(id, { from: folder }, io);
  return { record: JSON.parse(io.stdout) as OperationRecord, code };
}

describe('one record joins request, approval, session, commands and changes', () => {
  test.each([
    ['approval', 'a-1'],
    ["session by Session Manager's id", MANAGED],
    ["session by the recorder's id", RECORDED],
    ['event by which a session started', 'e-start'],
    ['event that changed something through two roles', 'e-delete'],
    ['event of the host', 'e-host'],
  ])('8.6/traceability#end-to-end-record: one record joins all of it, from an id: %s', async (_, id) => {
    fetched(ALL);

    const { record, code } = await traced(id);

    expect(code).toBe(0);
    expect(record.sessions).toEqual([
      {
        session: MANAGED,
        person: 'alice',
        began: '2026-03-01T08:00:00.000Z',
        ended: minute(30),
        target: 'i-0123',
        document: 'acme-bastion',
        request: 'change 7',
        approval: { id: 'a-1', by: 'AROAEXAMPLE:bob', reason: 'change 7' },
        start: 'e-start',
        recordings: [
          {
            ...{ session: RECORDED, integrity: 'ok', began: minute(0), ended: minute(30) },
            commands: [{ at: 0, text: '/usr/bin/aws s3 rb s3://orders' }],
          },
        ],
        changes: [
          expect.objectContaining({
            event: 'e-delete',
            action: 's3:DeleteBucket',
            by: 'person',
            resources: ['arn:aws:s3:::orders'],
          }),
          expect.objectContaining({ event: 'e-host', by: 'host' }),
        ],
        missing: [],
      },
    ]);
  });

  test('8.6/traceability#end-to-end-record: one record joins every session of an approval that was used twice', async () => {
    const second = { ...ROWS['approval'], session: { S: 'alice-2' } };
    fetched(ALL, { ...ROWS, second });

    const { record } = await traced('a-1');
    expect(record.person).toBe('alice');
    expect(record.sessions.map(({ session }) => session)).toEqual([MANAGED, 'alice-2']);
  });
});

describe('the person behind an event is found', () => {
  test('through a chain of roles, by the events that gave the credentials', async () => {
    fetched(ALL);

    const { record } = await traced('e-delete');
    expect(record.person).toBe('alice');
    expect(record.chain).toEqual(['arn:second', 'arn:first', ALICE.arn]);
  });

  test.each([
    [
      'the source identity',
      { type: 'AssumedRole', principalId: 'x:y', sessionContext: { sourceIdentity: 'carol' } },
      'carol',
    ],
    ['the name of an IAM user', { type: 'IAMUser', userName: 'acme-break-glass-1' }, 'acme-break-glass-1'],
    ['the id in the identity store', { type: 'IdentityCenterUser', onBehalfOf: { userId: 'u-1' } }, 'u-1'],
    [
      'nobody, where the chain leads to none',
      { type: 'AssumedRole', principalId: 'x:y', accessKeyId: 'ASIALOST' },
      null,
    ],
    [
      'nobody, where it leads in a circle',
      { type: 'AssumedRole', principalId: 'x:y', accessKeyId: 'ASIACIRCLE' },
      null,
    ],
  ])('to %s', async (_, userIdentity, person) => {
    const circle = event('e-circle', 1, 'sts:AssumeRole', {
      userIdentity: { type: 'AssumedRole', arn: 'arn:circle', accessKeyId: 'ASIACIRCLE' },
      responseElements: { credentials: { accessKeyId: 'ASIACIRCLE' } },
    });
    fetched([circle, event('e-x', 5, 'iam:CreateRole', { userIdentity })], {});

    const { record, code } = await traced('e-x');
    expect(record.person).toBe(person);
    expect(code).toBe(1);
    expect(record.missing).toEqual(person === null ? ['person', 'session'] : ['session']);
  });
});

describe('a link that is missing', () => {
  const without = (name: string) => ({ ...ROWS, [name]: undefined });
  const recordingWith = (texts: Readonly<Record<string, string>>) => ({
    ...ROWS,
    recording: { ...ROWS['recording'], ...item(texts) },
  });
  const noReason = (row: string): Made => ({ ...ROWS[row], reason: { S: '' } });
  const shared = {
    otherStart: item({
      ...{ session: 'bob-2', entry: 'start', began: minute(10), person: 'bob', target: 'i-0123' },
      ...{ document: 'acme-bastion', reason: 'change 8', event: 'e-bob-start' },
    }),
  };
  const MISSING: readonly [string, readonly Made[], Readonly<Record<string, Made | undefined>>, readonly Link[]][] = [
    ['the approval, though the recording names one', ALL, without('approval'), ['approval']],
    ["the trail's event of the start", ALL.slice(1), ROWS, ['start']],
    [
      'the recording, and with it the commands',
      ALL,
      { ...without('recording'), contents: undefined },
      ['recording', 'commands'],
    ],
    ['a recording that is whole', ALL, recordingWith({ integrity: 'tampered' }), ['whole']],
    ['the commands', ALL, without('contents'), ['commands']],
    ['commands that the kernel told of', ALL, { ...ROWS, contents: contents([]) }, ['commands']],
    ['commands that did not fit', ALL, { ...ROWS, contents: contents(['ls'], ['ran']) }, ['all-commands']],
    [
      'the request',
      [{ ...START, requestParameters: { target: 'i-0123' } }, ...ALL.slice(1)],
      { ...ROWS, start: noReason('start'), approval: noReason('approval') },
      ['request'],
    ],
    ['who of two people on the host it was', ALL, { ...ROWS, ...shared }, ['one-person']],
    [
      'an approval by another, where the person gave their own',
      ALL,
      { ...ROWS, approval: { ...ROWS['approval'], ...item({ by: 'AROAEXAMPLE:Alice@example.com' }) } },
      ['approval'],
    ],
    [
      'a second recording that is tampered with, and what was run in it',
      ALL,
      {
        ...ROWS,
        second: { ...ROWS['recording'], ...item({ session: LATER, began: minute(20), integrity: 'tampered' }) },
      },
      ['whole', 'commands'],
    ],
    ['what became of a gap', ALL, { ...ROWS, gap: gapOf(MANAGED) }, ['resolved']],
    ["what became of a gap, by the recorder's id", ALL, { ...ROWS, gap: gapOf(RECORDED) }, ['resolved']],
    [
      'the person, whom neither start, event nor recording names',
      [{ ...START, userIdentity: { type: 'AssumedRole', principalId: 'x:y' } }],
      {
        ...ROWS,
        start: { ...ROWS['start'], ...item({ person: '' }) },
        recording: { ...ROWS['recording'], ...item({ person: '?' }) },
      },
      ['person'],
    ],
  ];

  test.each(MISSING)('8.6/traceability#end-to-end-record: is named: %s', async (_, records, rows, missing) => {
    fetched(records, rows);

    const { record, code } = await traced(MANAGED);

    expect(record.sessions[0]?.missing).toEqual(missing);
    expect(code).toBe(1);
  });

  test('8.6/traceability#end-to-end-record: is none where a gap was resolved, or is of another session', async () => {
    const resolved = item({
      session: 'acknowledged',
      entry: `unrecorded#${MANAGED}`,
      by: 'AROAEXAMPLE:bob',
      reason: 'seen',
    });
    fetched(ALL, { ...ROWS, gap: gapOf(MANAGED), resolved, other: gapOf('carol-1') });

    const { record, code } = await traced(MANAGED);

    expect(record.sessions[0]?.missing).toEqual([]);
    expect(code).toBe(0);
  });

  test('8.6/traceability#end-to-end-record: is none between two recordings, whose changes are those of one session', async () => {
    const second = { ...ROWS['recording'], ...item({ session: LATER, began: minute(20), ended: minute(50) }) };
    fetched(ALL, { ...ROWS, second });

    const { record } = await traced(MANAGED);
    const [session] = record.sessions;

    expect(session?.recordings.map((one) => one.session)).toEqual([RECORDED, LATER]);
    expect(session?.ended).toBe(minute(50));
    expect(session?.changes.map((change) => change.event)).toContain('e-after');
  });

  test('8.6/traceability#end-to-end-record: each kind of link is among those that are named', () => {
    const named = MISSING.flatMap(([, , , links]) => links);
    // the session itself is missing of an operation, not of a session
    expect(new Set([...named, 'session'])).toEqual(new Set(Object.keys(LINKS)));
  });

  test('8.6/traceability#end-to-end-record: is named: a session, of a change that was made in none', async () => {
    fetched(ALL);

    const { record, code } = await traced('e-after');
    expect(record).toMatchObject({ person: 'alice', sessions: [], missing: ['session'] });
    expect(code).toBe(1);
  });

  test('8.6/traceability#end-to-end-record: is named: files that cannot be read, for they may hold any of it', async () => {
    fetched(ALL);
    writeFileSync(join(folder, 'trail', 'broken.json.gz'), gzipSync('{"Records":').subarray(0, 15));
    writeFileSync(join(folder, 'trail', 'other.json'), '{}');
    const io = new RecordingIo('en', true);

    await expect(traceCommand(MANAGED, { from: folder }, io)).resolves.toBe(1);
    expect(JSON.parse(io.stdout)).toMatchObject({ unreadable: ['broken.json.gz', 'other.json'] });
    expect(io.stderr).toContain('broken.json.gz');
  });
});

describe('isms trace', () => {
  test.each(['en', 'zh'] as const)('tells people in %s, and nothing in it commands their terminal', async (lang) => {
    fetched(ALL, { ...ROWS, approval: undefined, contents: contents(['evil \u001b[2J \u009b']) });
    const io = new RecordingIo(lang);

    await traceCommand(MANAGED, { from: folder }, io);
    expect(io.stdout).toContain('s3:DeleteBucket');
    expect(io.stdout).toContain(lang === 'zh' ? '缺失: 审批记录' : 'MISSING: an approval');
    expect(io.stdout.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });

  test('is told what to fetch where nothing was', async () => {
    await expect(traceCommand(MANAGED, { from: folder }, new RecordingIo())).rejects.toThrow('fetch first');
  });

  test('refuses an index that is none', async () => {
    fetched(ALL);
    writeFileSync(join(folder, 'index.json'), '[]');
    await expect(traceCommand(MANAGED, { from: folder }, new RecordingIo())).rejects.toThrow('is no index of sessions');
  });

  test('says that nothing has an id', async () => {
    fetched(ALL);
    await expect(traceCommand('nothing', { from: folder }, new RecordingIo())).rejects.toThrow('has the id nothing');
  });

  test('says the same whatever the order of files and items', async () => {
    fetched(ALL);
    const { record } = await traced('a-1');
    fetched([...ALL].reverse(), Object.fromEntries(Object.entries(ROWS).reverse()));

    expect((await traced('a-1')).record).toEqual(record);
  });
});
