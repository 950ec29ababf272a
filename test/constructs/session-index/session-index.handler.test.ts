import { createHash } from 'node:crypto';
import { GetItemCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { GetPublicKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { clock } from '../../../constructs/handler-function/runtime/retry';
import { contentsIn } from '../../../constructs/session-index/index-item';
import { type BatchResponse, handler } from '../../../constructs/session-index/session-index.handler';
import { archivedSessions, indexTable } from '../../support/archived-sessions';
import { notes, serviceError } from '../../support/notes';
import { type Files, nameOf, OTHER_SESSION, PUBLIC_KEY, recording, SESSION } from '../session-recording/recordings';

const bucket = archivedSessions();
const table = indexTable();
const kms = mockClient(KMSClient);
const queue = mockClient(SQSClient);

/** An hour after the sessions began. */
const NOW = Date.parse('2026-03-01T09:00:00Z');
const MINUTE = 60_000;
let keys = 0;
let noted: ReturnType<typeof notes>;

beforeEach(() => {
  noted = notes();
  jest.spyOn(clock, 'wait').mockResolvedValue();
  jest.spyOn(Date, 'now').mockReturnValue(NOW);
  bucket.reset();
  table.reset();
  queue.reset();
  queue.on(SendMessageBatchCommand).resolves({ Failed: [] });
  kms.reset();
  kms.on(GetPublicKeyCommand).resolves({ PublicKey: PUBLIC_KEY.export({ format: 'der', type: 'spki' }) });
  keys += 1;
  Object.assign(process.env, {
    BUCKET: 'acme-recordings-222222222222-eu-west-1',
    PREFIX: 'sessions/',
    TABLE: 'acme-session-index',
    QUEUE: 'https://sqs.eu-west-1.amazonaws.com/222222222222/acme-session-index',
    // a key is asked for once in the life of a function: each test has one of its own
    SIGNING_KEYS: `arn:aws:kms:eu-west-1:111111111111:alias/acme/${keys}`,
  });
});
afterEach(() => jest.restoreAllMocks());

const ago = (minutes: number): Date => new Date(NOW - minutes * MINUTE);

/** As S3 tells of an object. */
const told = (key: string): string => JSON.stringify({ Records: [{ s3: { object: { key } } }] });
const first = (session: string): string => told(`sessions/${session}/${nameOf(0)}`);

const bring = (...bodies: readonly string[]): Promise<BatchResponse | undefined> =>
  handler({ Records: bodies.map((body, index) => ({ messageId: String(index), body })) });

const rowOf = (session = SESSION) => {
  const item = table.items.get(`${session} recording`);
  return (
    item && {
      stage: item['stage']?.S,
      integrity: item['integrity']?.S,
      person: item['person']?.S,
      began: item['began']?.S,
      ended: item['ended']?.S,
      day: item['day']?.S,
      files: Number(item['files']?.N),
    }
  );
};

const contentsOf = (session = SESSION) => contentsIn(table.items.get(`${session} contents`) ?? {});

const without = (files: Files, ...sequences: readonly number[]): Files =>
  new Map([...files].filter(([name]) => !sequences.some((sequence) => name === nameOf(sequence))));

describe('a session', () => {
  test('8.2/session-recording#replay-and-search: is in the index with person, times of its own, integrity, and what can be searched', async () => {
    bucket.store(SESSION, recording(), ago(1));

    await expect(bring(first(SESSION))).resolves.toEqual({ batchItemFailures: [] });

    expect(rowOf()).toEqual({
      stage: 'ended',
      integrity: 'ok',
      person: 'wang',
      began: '2026-03-01T08:00:00.000Z',
      ended: '2026-03-01T08:00:05.000Z',
      day: '2026-03-01',
      files: 5,
    });
    expect(table.items.get(`${SESSION} recording`)).toMatchObject({ host: { S: 'bastion' } });
    expect(contentsOf().entered).toContainEqual({ at: 600_000, text: '$ ls' });
    expect(contentsOf().lines.map(({ text }) => text)).toContain('中文.txt');
  });

  test('that goes on is in the index from its first segment, and is read wholly when it has ended', async () => {
    const files = recording();
    bucket.store(SESSION, new Map([...files].slice(0, 2)), ago(0));
    await bring(first(SESSION));
    expect(rowOf()).toMatchObject({ stage: 'recording', integrity: 'recording', person: 'wang', files: 2 });
    expect(rowOf()?.ended).toBeUndefined();

    bucket.store(SESSION, files, ago(0));
    await bring(JSON.stringify({ session: SESSION }));
    expect(rowOf()).toMatchObject({ stage: 'ended', integrity: 'ok', files: 5 });
  });

  test('without an end, of which nothing more comes, is incomplete, and somebody hears of it', async () => {
    bucket.store(SESSION, recording({ closed: false }), ago(11));

    await bring(first(SESSION));

    expect(rowOf()).toMatchObject({ stage: 'stalled', integrity: 'incomplete', files: 4 });
    expect(noted.events()).toEqual(['looked', 'recording-not-whole']);
  });

  test('whose missing segment comes late is looked at again, and whole then', async () => {
    const files = recording();
    bucket.store(SESSION, without(files, 1), ago(11));
    await bring(first(SESSION));
    expect(rowOf()?.integrity).toBe('tampered');

    bucket.store(SESSION, files, ago(0));
    await bring(first(SESSION));
    expect(rowOf()).toMatchObject({ integrity: 'ok', files: 5 });
  });

  test.each([true, false])('is known as a copy of the other region where S3 says so: %s', async (isCopy) => {
    bucket.store(SESSION, recording(), ago(1), 'sessions/', isCopy);
    await bring(first(SESSION));
    jest.spyOn(Date, 'now').mockReturnValue(NOW + 25 * 60 * MINUTE);
    await bring(JSON.stringify({ session: SESSION }));

    expect(rowOf()?.integrity).toBe('ok');
    expect(table.items.get(`${SESSION} recording`)?.['replica']?.BOOL).toBe(isCopy || undefined);
  });

  test('told of twice is read once', async () => {
    bucket.store(SESSION, recording(), ago(1));
    await bring(first(SESSION), first(SESSION));

    expect(noted.events()).toEqual(['looked']);
    expect(table.client.commandCalls(PutItemCommand)).toHaveLength(2);
  });

  test('is read again after a day: what is stored may have been changed', async () => {
    bucket.store(SESSION, recording(), ago(1));
    await bring(first(SESSION));
    jest.spyOn(Date, 'now').mockReturnValue(NOW + 25 * 60 * MINUTE);
    bucket.store(SESSION, new Map([[nameOf(2), Buffer.from('no segment\n\n')]]), ago(0));
    await bring(JSON.stringify({ session: SESSION }));

    expect(rowOf()).toMatchObject({ integrity: 'tampered', files: 5 });
  });

  test('is not set back by a look that knew less', async () => {
    const files = recording();
    bucket.store(SESSION, files, ago(1));
    await bring(first(SESSION));
    // a listing of before the end
    bucket.objects.delete(`sessions/${SESSION}/${nameOf(4)}`);
    bucket.objects.delete(`sessions/${SESSION}/${nameOf(3)}`);
    await bring(JSON.stringify({ session: SESSION }));

    expect(rowOf()).toMatchObject({ stage: 'ended', integrity: 'ok', files: 5 });
    expect(noted.lines.at(-1)).toMatchObject({ event: 'looked', outcome: 'older' });
  });

  test('in the index of which nothing is stored any more is told of', async () => {
    bucket.store(SESSION, recording(), ago(1));
    await bring(first(SESSION));
    bucket.objects.clear();
    await bring(JSON.stringify({ session: SESSION }));

    expect(noted.lines.at(-1)).toEqual({ event: 'recording-gone', session: SESSION, person: 'wang' });
  });

  test('with much on its screen fits an item, and says what was left out', async () => {
    const noise = (seed: number): string =>
      Array.from({ length: 2000 }, (_, at) => createHash('sha256').update(`${seed} ${at}`).digest('hex')).join('\r\n');
    const parts = Array.from({ length: 9 }, (_, seed) => [[0.01, 'o', `${noise(seed)}\r\n`]] as const);
    bucket.store(SESSION, recording({ parts: [[], ...parts] }), ago(1));
    await bring(first(SESSION));

    const item = table.items.get(`${SESSION} contents`);
    expect(item?.['contents']?.B?.length).toBeLessThan(400_000);
    expect(contentsOf().truncated).toContain('lines');
    expect(rowOf()?.integrity).toBe('ok');
  });
});

describe('what is not as it should be', () => {
  const broken: readonly (readonly [string, (files: Files) => Files, string])[] = [
    ['a gap', (files) => without(files, 1), 'tampered'],
    ['no first segment', (files) => without(files, 0), 'tampered'],
    ["another session's segment", (files) => new Map([...files, [nameOf(2), otherOf(2)]]), 'tampered'],
    ['another version', (files) => new Map([...files, [nameOf(2), versionOf(files, 2)]]), 'tampered'],
    ['no segment at all', () => new Map([[nameOf(0), Buffer.from('\u0000\u001b]0;x\u0007')]]), 'tampered'],
  ];
  const otherOf = (sequence: number): Buffer =>
    recording({ session: OTHER_SESSION }).get(nameOf(sequence)) ?? Buffer.alloc(0);
  const versionOf = (files: Files, sequence: number): Buffer =>
    Buffer.from(
      (files.get(nameOf(sequence)) ?? Buffer.alloc(0)).toString('latin1').replace('isms-session/1', 'isms-session/9'),
      'latin1',
    );

  test.each(broken)('%s is in the index with its findings, and holds up no other', async (_, change, verdict) => {
    bucket.store(SESSION, change(recording()), ago(11));
    bucket.store(OTHER_SESSION, recording({ session: OTHER_SESSION }), ago(11));

    await expect(bring(first(SESSION), first(OTHER_SESSION))).resolves.toEqual({ batchItemFailures: [] });

    expect(rowOf()?.integrity).toBe(verdict);
    expect(rowOf(OTHER_SESSION)?.integrity).toBe('ok');
    expect(noted.lines.filter(({ event }) => event === 'recording-not-whole')).toMatchObject([{ session: SESSION }]);
  });

  test('a message that is none comes again, and the others are dealt with', async () => {
    bucket.store(SESSION, recording(), ago(1));

    await expect(bring('{', '{}', first(SESSION))).resolves.toEqual({
      batchItemFailures: [{ itemIdentifier: '0' }, { itemIdentifier: '1' }],
    });
    expect(rowOf()?.integrity).toBe('ok');
  });

  test('objects that are none of a recording are passed over', async () => {
    const bodies = [
      told('sessions/../../etc/passwd'),
      told(`sessions/${encodeURIComponent('../')}${SESSION}/${nameOf(0)}`),
      told('viewings/AROA/1.json'),
      JSON.stringify({ session: '../other' }),
      JSON.stringify({ Event: 's3:TestEvent' }),
    ];

    await expect(bring(...bodies)).resolves.toEqual({ batchItemFailures: [] });
    expect(bucket.client.calls()).toEqual([]);
    expect(table.items.size).toBe(0);
  });

  test.each([
    ['S3', () => bucket.client.on(GetObjectCommand).rejects(serviceError('SlowDown', 503))],
    ['the table, when it is read', () => table.client.on(GetItemCommand).rejects(serviceError('AccessDenied'))],
    ['the table, when it is written', () => table.client.on(PutItemCommand).rejects(serviceError('AccessDenied'))],
    ['KMS', () => kms.on(GetPublicKeyCommand).rejects(serviceError('NotFoundException'))],
  ])('%s that does not answer fails the message, and says nothing of the recording', async (_, refuse) => {
    bucket.store(SESSION, recording(), ago(1));
    refuse();

    await expect(bring(first(SESSION))).resolves.toEqual({ batchItemFailures: [{ itemIdentifier: '0' }] });
    expect(rowOf()).toBeUndefined();
    expect(noted.events()).toEqual(['not-indexed']);
  });

  test('a call that fails for a reason that passes is made again', async () => {
    bucket.store(SESSION, recording(), ago(1));
    kms
      .on(GetPublicKeyCommand)
      .rejectsOnce(serviceError('ThrottlingException'))
      .resolves({ PublicKey: PUBLIC_KEY.export({ format: 'der', type: 'spki' }) });

    await bring(first(SESSION));
    expect(rowOf()?.integrity).toBe('ok');
  });
});

describe('a sweep', () => {
  const sweep = () => handler({ sweep: true });
  const sent = (): readonly unknown[] =>
    queue
      .commandCalls(SendMessageBatchCommand)
      .flatMap(({ args: [{ input }] }) => (input.Entries ?? []).map(({ MessageBody = '' }) => JSON.parse(MessageBody)));

  test('finds sessions that nobody told of, and such as go on', async () => {
    bucket.store(SESSION, recording(), ago(1));
    bucket.store(OTHER_SESSION, recording({ session: OTHER_SESSION, closed: false }), ago(0));
    await bring(first(OTHER_SESSION));
    await sweep();

    expect(sent()).toEqual([{ session: SESSION }, { session: OTHER_SESSION }]);
    expect(noted.lines.at(-1)).toEqual({ event: 'swept', stored: 2, due: 2 });
  });

  test('leaves those alone that have ended, until a day has passed', async () => {
    bucket.store(SESSION, recording(), ago(1));
    await bring(first(SESSION));
    await sweep();
    expect(sent()).toEqual([]);

    jest.spyOn(Date, 'now').mockReturnValue(NOW + 25 * 60 * MINUTE);
    await sweep();
    expect(sent()).toEqual([{ session: SESSION }]);
  });

  test('looks again, for an hour, at sessions of which a segment may still come', async () => {
    const files = recording();
    bucket.store(SESSION, without(files, 1), ago(1));
    await bring(first(SESSION));
    const ended = Date.parse(String(rowOf()?.ended));
    jest.spyOn(Date, 'now').mockReturnValue(ended + 59 * MINUTE);
    await sweep();
    expect(sent()).toEqual([{ session: SESSION }]);

    bucket.store(SESSION, files, ago(0));
    await bring(JSON.stringify({ session: SESSION }));
    expect(rowOf()?.integrity).toBe('ok');
    await sweep();
    expect(sent()).toHaveLength(1);
  });

  test('leaves those alone that were not whole an hour ago', async () => {
    bucket.store(SESSION, without(recording(), 1), ago(1));
    await bring(first(SESSION));
    jest.spyOn(Date, 'now').mockReturnValue(Date.parse(String(rowOf()?.ended)) + 61 * MINUTE);
    await sweep();

    expect(sent()).toEqual([]);
  });

  test('looks at sessions whose recording is gone', async () => {
    bucket.store(SESSION, recording(), ago(1));
    await bring(first(SESSION));
    bucket.objects.clear();
    await sweep();

    expect(sent()).toEqual([{ session: SESSION }]);
  });

  test('does not come to its end where it cannot look', async () => {
    table.client.on(QueryCommand).rejects(serviceError('AccessDenied'));

    await expect(sweep()).rejects.toThrow('simulated AccessDenied');
    expect(noted.events()).not.toContain('swept');
  });

  test('tells of what the queue refused', async () => {
    bucket.store(SESSION, recording(), ago(1));
    queue.on(SendMessageBatchCommand).resolves({ Failed: [{ Id: SESSION, SenderFault: false, Code: 'Busy' }] });
    await sweep();

    expect(noted.lines).toContainEqual({ event: 'not-indexed', sessions: [SESSION], reason: 'the queue refused' });
  });
});

test('without its settings nothing is looked at', async () => {
  process.env['SIGNING_KEYS'] = '';
  bucket.store(SESSION, recording(), ago(1));

  await expect(bring(first(SESSION))).resolves.toEqual({ batchItemFailures: [{ itemIdentifier: '0' }] });
  expect(table.items.size).toBe(0);
});
