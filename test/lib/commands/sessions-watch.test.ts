import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SSMClient, TerminateSessionCommand } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { mockClient } from 'aws-sdk-client-mock';
import { type Keyboard, watchCommand } from '../../../lib/commands/sessions-watch';
import { type Files, nameOf, PUBLIC_KEY, recording, SESSION } from '../../constructs/session-recording/recordings';
import { folderWith, MINIMAL_ACCOUNT } from '../config/scratch';
import { RecordingIo } from './recording-io';

const ESC = '\u001b';
const folder = folderWith({
  'landing-zone.yaml': MINIMAL_ACCOUNT,
  'key.pem': PUBLIC_KEY.export({ type: 'spki', format: 'pem' }),
});
const config = join(folder, 'landing-zone.yaml');
const key = [join(folder, 'key.pem')];
const [dynamoDb, ssm, sts] = [mockClient(DynamoDBClient), mockClient(SSMClient), mockClient(STSClient)];

beforeEach(() => {
  for (const mock of [dynamoDb, ssm, sts]) mock.reset();
  sts.on(GetCallerIdentityCommand).resolves({ UserId: 'AROAEXAMPLE:wang.wei' });
  dynamoDb.on(PutItemCommand).resolves({});
  ssm.on(TerminateSessionCommand).resolves({});
});

const managed = {
  user: 'li-na',
  uid: 1001,
  host: 'bastion',
  began: '2026-03-01T08:00:00Z',
  managed: 'li.na-0123456789abcdef0',
};
const withManaged = (sequence: number) => (sequence === 0 ? { opens: managed } : {});

/** Stores segments one after another, as a recorder does. */
async function storing(files: Files, from: string, every = 100): Promise<void> {
  mkdirSync(join(from, SESSION), { recursive: true });
  for (const [name, bytes] of files) {
    writeFileSync(join(from, SESSION, name), bytes);
    await sleep(every);
  }
}

/** Presses keys after so many milliseconds. */
const pressing =
  (...keys: readonly (readonly [number, string])[]): Keyboard =>
  (pressed) => {
    const timers = keys.map(([after, one]) => setTimeout(() => pressed(one), after));
    return () => {
      for (const timer of timers) clearTimeout(timer);
    };
  };

interface Watched {
  readonly files: Files;
  readonly keys?: Keyboard;
  readonly json?: boolean;
  readonly lang?: 'en' | 'zh';
}

async function watched({ files, keys = pressing(), json = false, lang = 'en' }: Watched) {
  const [from, io] = [folderWith({}), new RecordingIo(lang, json)];
  const [code] = await Promise.all([watchCommand(SESSION, { config, from, key }, io, keys), storing(files, from)]);
  return { code, io };
}

const entries = () => dynamoDb.commandCalls(PutItemCommand).map(({ args }) => args[0].input.Item ?? {});

describe('isms sessions watch', () => {
  test('shows what happens while it arrives, who it is, and that it has ended', async () => {
    const { code, io } = await watched({ files: recording({ header: withManaged }) });

    expect(code).toBe(0);
    expect(io.stdout).toContain('中文.txt');
    expect(io.stdout).toContain('bye');
    expect(io.stdout).toContain(`${ESC}]2;li-na@bastion`);
    expect(io.stdout).toContain(`${ESC}]2;li-na@bastion: $ ls`);
    expect(io.stderr).toContain('li-na on bastion, session li.na-0123456789abcdef0, approved by –');
    expect(io.stderr).toContain('The session has ended: exited');
  });

  test('8.6/two-person#moderated-session: says that somebody watches, and says farewell', async () => {
    await watched({ files: recording({ header: withManaged }) });
    const [first, ...more] = entries();
    const last = more.at(-1);

    expect(first).toMatchObject({
      entry: { S: `watch#${SESSION}` },
      person: { S: 'li-na' },
      owner: { S: 'AROAEXAMPLE:wang.wei' },
    });
    expect(last?.['entry']).toEqual({ S: `watch#${SESSION}` });
    expect(Number(last?.['until']?.N)).toBeLessThan(Number(first?.['until']?.N));
  });

  test('nothing of the session commands the terminal', async () => {
    const parts = [
      [],
      [
        [0.1, 'o', `${ESC}]52;c;aGk=\u0007${ESC}]2;mine\u0007${ESC}[6n$ `],
        [0.1, 'i', `x${ESC}]2;his\u0007\r`],
        [0.1, 'o', `a${ESC}]2;his\u0007b\r\n`],
      ],
    ] as const;
    const { io } = await watched({ files: recording({ parts, user: 'evil' }) });

    expect(io.stdout).not.toMatch(/52;c;|mine|6n|his/);
  });

  test.each<[string, (files: Map<string, Buffer>) => void, string]>([
    [
      'changed',
      (files) => {
        const bytes = Buffer.from(files.get(nameOf(2)) ?? '');
        files.set(nameOf(2), bytes.fill(0x78, bytes.length - 3));
      },
      'segment 2: not signed',
    ],
    [
      'of another place',
      (files) => files.set(nameOf(2), files.get(nameOf(1)) ?? Buffer.alloc(0)),
      'segment 2: named as another',
    ],
    ['missing', (files) => files.delete(nameOf(2)), 'segment 2: missing'],
  ])(
    'a segment that is %s is told, and exit code 1',
    async (_, spoil, told) => {
      const files = new Map(recording());
      spoil(files);
      const { code, io } = await watched({ files });

      expect(code).toBe(1);
      expect(io.stderr).toContain(told);
      expect(io.stdout).toContain('bye');
    },
    15_000,
  );

  test('gives events to machines, as they come', async () => {
    const { io } = await watched({ files: recording(), json: true });
    const [opens, ...events] = io.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));

    expect(opens).toMatchObject({ opens: { user: 'wang', host: 'bastion' } });
    expect(events[0]).toEqual({ at: 100_000, code: 'o', data: '$ ' });
  });

  test('q leaves a session that goes on', async () => {
    const { code, io } = await watched({ files: recording({ closed: false }), keys: pressing([1200, 'q']) });

    expect(code).toBe(0);
    expect(io.stderr).not.toContain('has ended');
  });

  test('8.6/two-person#moderated-session: t ends the session, in both ways, once that is confirmed', async () => {
    const files = recording({ closed: false, header: withManaged });
    await watched({ files, keys: pressing([900, 't'], [1000, 'y'], [1500, 'q']) });
    const ends = entries().filter(({ entry }) => entry?.S?.startsWith('end#'));

    expect(ends).toEqual([expect.objectContaining({ entry: { S: `end#${SESSION}` }, person: { S: 'li-na' } })]);
    expect(ssm.commandCalls(TerminateSessionCommand)[0]?.args[0].input).toEqual({ SessionId: managed.managed });
  });

  test('t ends nothing where it is not confirmed', async () => {
    const { io } = await watched({
      files: recording({ closed: false }),
      keys: pressing([900, 't'], [1000, 'n'], [1500, 'q']),
      lang: 'zh',
    });

    expect(entries().filter(({ entry }) => entry?.S?.startsWith('end#'))).toEqual([]);
    expect(ssm.calls()).toEqual([]);
    expect(io.stderr).toContain('会话继续');
  });

  test('says once that one does not count, and goes on', async () => {
    dynamoDb.on(PutItemCommand).rejects(Object.assign(new Error('not you'), { name: 'AccessDeniedException' }));
    const { code, io } = await watched({ files: recording() });

    expect(code).toBe(0);
    expect(io.stderr.match(/You do not count as a watcher/g)).toHaveLength(1);
  });

  test('8.6/two-person#moderated-session: follows a recording in the archive, segment by segment, and asks for each by its name', async () => {
    const s3 = mockClient(S3Client);
    const files = recording({ header: withManaged });
    s3.on(GetObjectCommand).callsFake(({ Key = '' }) => {
      const bytes = files.get(Key.split('/').at(-1));
      if (!bytes) throw Object.assign(new Error('not there'), { name: 'NoSuchKey' });
      return { ContentLength: bytes.length, Body: { transformToByteArray: async () => bytes } };
    });
    const io = new RecordingIo();

    expect(await watchCommand(SESSION, { config, from: 's3://acme-recordings/sessions', key }, io, pressing())).toBe(0);
    expect(io.stdout).toContain('bye');
    expect(s3.commandCalls(GetObjectCommand)[0]?.args[0].input).toEqual({
      Bucket: 'acme-recordings',
      Key: `sessions/${SESSION}/00000000.seg`,
    });
  });

  test('tells in a sentence that the archive cannot be read', async () => {
    mockClient(S3Client)
      .on(GetObjectCommand)
      .rejects(Object.assign(new Error('not you'), { name: 'AccessDenied' }));

    await expect(
      watchCommand(SESSION, { config, from: 's3://acme-recordings', key }, new RecordingIo(), pressing()),
    ).rejects.toThrow(/acme-recordings cannot be read \(AccessDenied: not you\)/);
  });

  test('refuses a folder that is not there', async () => {
    await expect(watchCommand(SESSION, { config, from: '/nowhere' }, new RecordingIo(), pressing())).rejects.toThrow(
      /is no folder/,
    );
  });

  test('refuses what is no id of a recording', async () => {
    await expect(watchCommand('../etc', { config, from: folder }, new RecordingIo(), pressing())).rejects.toThrow(
      /no id of a recording/,
    );
  });
});
