import { GetItemCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { mockClient } from 'aws-sdk-client-mock';
import { clock } from '../../../constructs/handler-function/runtime/retry';
import type { Stage } from '../../../constructs/session-index/index-item';
import { IndexTable } from '../../../constructs/session-index/index-table';
import { sessionRow } from '../../../constructs/session-recording/recording/session-row';
import { UsageError } from '../../../lib/commands/io';
import { listCommand, replayCommand, showCommand, verifyCommand } from '../../../lib/commands/sessions';
import { exportCommand } from '../../../lib/commands/sessions-export';
import { type SearchOptions, searchCommand } from '../../../lib/commands/sessions-search';
import type { Found } from '../../../lib/sessions/session-filter';
import {
  type Files,
  inMemory,
  OTHER_SESSION,
  PUBLIC_KEY,
  recording,
  SESSION,
} from '../../constructs/session-recording/recordings';
import { archivedSessions, indexTable } from '../../support/archived-sessions';
import { serviceError } from '../../support/notes';
import { folderWith } from '../config/scratch';
import { RecordingIo } from './recording-io';

const bucket = archivedSessions();
const table = indexTable();
const sts = mockClient(STSClient);

const FROM = 's3://acme-recordings-222222222222-eu-west-1/sessions';
const AUDITOR = {
  Arn: 'arn:aws:sts::222222222222:assumed-role/acme-auditor/zhao',
  UserId: 'AROAEXAMPLE:zhao',
};
const reason = 'quarterly retrieval 2026/1';
const key = [`${folderWith({ 'key.pem': PUBLIC_KEY.export({ type: 'spki', format: 'pem' }) })}/key.pem`];

beforeEach(() => {
  jest.spyOn(clock, 'wait').mockResolvedValue();
  bucket.reset();
  table.reset();
  sts.reset();
  sts.on(GetCallerIdentityCommand).resolves(AUDITOR);
  bucket.store(SESSION, recording());
});
afterEach(() => jest.restoreAllMocks());

/** What was written down, and where. */
const viewings = (): readonly { readonly place: string; readonly said: unknown }[] =>
  bucket.client.commandCalls(PutObjectCommand).map(({ args: [{ input }] }) => ({
    place: `${input.Bucket}/${input.Key}`,
    said: JSON.parse(String(input.Body)),
  }));

type Command = (io: RecordingIo, from: string, why?: string) => Promise<number>;

const COMMANDS: readonly (readonly [string, Command, readonly string[]])[] = [
  ['list', (io, from, why = '') => listCommand({ from, reason: why, key }, io), []],
  ['verify', (io, from, why = '') => verifyCommand([SESSION], { from, reason: why, key }, io), [SESSION]],
  ['show', (io, from, why = '') => showCommand(SESSION, { from, reason: why, key }, io), [SESSION]],
  ['replay', (io, from, why = '') => replayCommand(SESSION, { from, reason: why, key, speed: 1e6 }, io), [SESSION]],
  [
    'export',
    (io, from, why = '') => exportCommand(SESSION, { from, reason: why, key, out: folderWith({}), viewer: 'zhao' }, io),
    [SESSION],
  ],
  ['search', (io, from, why = '') => searchCommand('ls', { from, reason: why, key }, io), []],
];

describe('looking at recordings of the archive', () => {
  test.each(COMMANDS)(
    '8.2/session-recording#replay-and-search: isms sessions %s is written down before anything is read: who, what, when and why',
    async (command, run, sessions) => {
      await expect(run(new RecordingIo(), FROM, reason)).resolves.toBe(0);

      const [viewing, ...others] = viewings();
      expect(others).toEqual([]);
      expect(viewing?.said).toMatchObject({
        format: 'isms-viewing/1',
        who: { arn: AUDITOR.Arn, userId: AUDITOR.UserId },
        from: FROM,
        command,
        sessions,
        why: reason,
      });
      expect(viewing?.place).toMatch(
        /^acme-recordings-222222222222-eu-west-1\/viewings\/AROAEXAMPLE:zhao\/\d{8}T\d{6}\.\d{3}Z-[0-9a-f]{16}\.json$/,
      );
      expect(bucket.client.call(0).args[0]).toBeInstanceOf(PutObjectCommand);
    },
  );

  test.each(COMMANDS)(
    '8.2/session-recording#replay-and-search: isms sessions %s shows nothing when it cannot be written down',
    async (_, run) => {
      bucket.client.on(PutObjectCommand).rejects(serviceError('AccessDenied', 403));
      const io = new RecordingIo();

      await expect(run(io, FROM, reason)).rejects.toThrow(/could not be written down.*AccessDenied/);
      expect(io.stdout).toBe('');
      expect(bucket.client.commandCalls(GetObjectCommand)).toEqual([]);
      expect(bucket.client.commandCalls(ListObjectsV2Command)).toEqual([]);
      expect(table.client.calls()).toEqual([]);
    },
  );

  test.each(COMMANDS)('isms sessions %s wants a reason', async (_, run) => {
    await expect(run(new RecordingIo(), FROM, ' ')).rejects.toThrow(/say why you look/);
    expect(bucket.client.calls()).toEqual([]);
  });

  test('shows nothing to somebody of whom it is not known who he is', async () => {
    sts.on(GetCallerIdentityCommand).resolves({});

    await expect(listCommand({ from: FROM, reason }, new RecordingIo())).rejects.toThrow(/STS does not say who asks/);
    expect(bucket.client.calls()).toEqual([]);
  });

  test('overwrites no viewing, and gives the checksum that a locked bucket wants', async () => {
    await listCommand({ from: FROM, reason }, new RecordingIo());

    expect(bucket.client.commandCalls(PutObjectCommand)[0]?.args[0].input).toMatchObject({
      IfNoneMatch: '*',
      ChecksumAlgorithm: 'SHA256',
    });
  });

  test('plays what is stored there', async () => {
    const io = new RecordingIo();
    await replayCommand(SESSION, { from: FROM, reason, key, speed: 1e6 }, io);

    expect(io.stdout).toContain('中文.txt');
    expect(io.stderr).toMatch(/whole \(5 segments/);
  });

  test('is told in a sentence where the archive refuses', async () => {
    bucket.client.on(ListObjectsV2Command).rejects(serviceError('AccessDenied', 403));

    await expect(listCommand({ from: FROM, reason }, new RecordingIo())).rejects.toThrow(UsageError);
  });

  test.each(['s3://', 's3://UPPER/x', 's3:///x'])('refuses %s', async (from) => {
    await expect(listCommand({ from, reason }, new RecordingIo())).rejects.toThrow(/is no address in S3/);
  });
});

describe('isms sessions search in the archive', () => {
  async function indexed(session: string, files: Files, stage: Stage = 'ended'): Promise<void> {
    const row = await sessionRow(inMemory(files, session), [PUBLIC_KEY]);
    await new IndexTable('acme-session-index').keep({
      row,
      stage,
      indexed: '2026-03-01T10:00:00.000Z',
      isReplica: false,
    });
  }

  async function found(text: string | undefined, options: Partial<SearchOptions> = {}): Promise<readonly Found[]> {
    const io = new RecordingIo('en', true);
    await searchCommand(
      text,
      { from: FROM, reason, since: Date.parse('2026-03-01'), until: Date.parse('2026-03-02'), ...options },
      io,
    );
    return (JSON.parse(io.stdout) as { sessions: Found[] }).sessions;
  }

  beforeEach(async () => {
    await indexed(SESSION, recording());
    await indexed(
      OTHER_SESSION,
      recording({
        session: OTHER_SESSION,
        user: 'li',
        parts: [[], [[0.1, 'e', JSON.stringify({ exe: '/bin/rm', argv: ['rm', '-rf', '/data'] })]]],
        closed: false,
      }),
      'stalled',
    );
  });

  test.each<readonly [string, string | undefined, Partial<SearchOptions>, readonly string[]]>([
    ['day', undefined, {}, [SESSION, OTHER_SESSION]],
    ['person', undefined, { person: 'li' }, [OTHER_SESSION]],
    ['command', undefined, { command: 'RM -rf' }, [OTHER_SESSION]],
    ['Chinese text', '中文', {}, [SESSION]],
    ['verdict', undefined, { verdict: 'incomplete' }, [OTHER_SESSION]],
    ['another day', undefined, { since: Date.parse('2026-04-01'), until: Date.parse('2026-04-02') }, []],
  ])(
    '8.2/session-recording#replay-and-search: finds sessions by %s in the table',
    async (_, text, options, sessions) => {
      expect((await found(text, options)).map(({ row }) => row.session)).toEqual(sessions);
    },
  );

  test('8.2/session-recording#replay-and-search: who looks for a person is told of recordings of nobody knows whom', async () => {
    table.items.clear();
    const headless = new Map([...recording()].slice(1));
    await indexed(SESSION, headless);
    const io = new RecordingIo('en', true);

    expect(await searchCommand('ls', { from: FROM, reason, person: 'nobody' }, io)).toBe(1);
    expect(JSON.parse(io.stdout)).toEqual({ sessions: [], failures: [{ session: SESSION, why: 'tampered' }] });
  });

  test('writes down what was asked', async () => {
    await found('中文', { person: 'wang' });

    expect(viewings()[0]?.said).toMatchObject({ question: { text: '中文', person: 'wang' } });
  });

  test('says of a session that goes on that it does, and calls it neither whole nor broken', async () => {
    table.items.clear();
    await indexed(SESSION, recording({ closed: false }), 'recording');
    const io = new RecordingIo('zh');

    expect(await searchCommand(undefined, { from: FROM, reason, person: 'wang' }, io)).toBe(0);
    expect(io.stdout).toContain('录制中');
  });

  test('8.2/session-recording#replay-and-search: says of a session that goes on that its text could not be searched', async () => {
    table.items.clear();
    await indexed(SESSION, new Map([...recording({ closed: false })].slice(0, 1)), 'recording');
    const [io, machine] = [new RecordingIo(), new RecordingIo('en', true)];
    const options = { from: FROM, reason, person: 'wang' };

    expect(await searchCommand('中文', options, io)).toBe(1);
    expect(io.stderr).toContain(`${SESSION} (still being recorded)`);
    expect(await searchCommand('中文', { ...options, target: 'elsewhere' }, machine)).toBe(0);
    expect(JSON.parse(machine.stdout).failures).toEqual([]);
  });

  test('is told in a sentence where the table refuses', async () => {
    table.client.on(QueryCommand).rejects(serviceError('AccessDeniedException'));

    await expect(found('x')).rejects.toThrow(UsageError);
  });

  test('knows no index of a bucket that is none of a landing zone', async () => {
    const from = 's3://somewhere/sessions';

    await expect(searchCommand('x', { from, reason }, new RecordingIo())).rejects.toThrow(/its index is not known/);
    expect(bucket.client.calls()).toEqual([]);
  });

  test('reads what the function writes', async () => {
    const [row] = await found('ls', { person: 'wang' });

    expect(row?.hits).toContainEqual({ at: 600_000, kind: 'entered', text: '$ ls' });
    expect(table.client.commandCalls(GetItemCommand).length).toBeGreaterThan(0);
    expect(table.client.commandCalls(PutItemCommand)).toHaveLength(4);
  });
});
