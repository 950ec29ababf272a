import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../../../lib/commands/io';
import { replayCommand } from '../../../lib/commands/sessions';
import { indexCommand, type SearchOptions, searchCommand } from '../../../lib/commands/sessions-search';
import { indexFolderOf } from '../../../lib/sessions/local-index';
import type { Found } from '../../../lib/sessions/session-filter';
import {
  type Cast,
  type Files,
  nameOf,
  OTHER_KEY,
  OTHER_SESSION,
  PUBLIC_KEY,
  recording,
  SESSION,
  writeRecording,
} from '../../constructs/session-recording/recordings';
import { folderWith } from '../config/scratch';
import { RecordingIo } from './recording-io';

process.env['XDG_CACHE_HOME'] = folderWith({});

const keys = folderWith({
  'key.pem': PUBLIC_KEY.export({ type: 'spki', format: 'pem' }),
  'other.pem': OTHER_KEY.export({ type: 'spki', format: 'pem' }),
});
const KEY = [join(keys, 'key.pem')];

const ran = (...argv: readonly string[]): string =>
  JSON.stringify({ exe: `/usr/bin/${argv[0]}`, argv, cwd: '/', pid: 7, ppid: 1, user: 'li' });

const DELETION: Cast = [
  [0.5, 'o', '$ '],
  [0.5, 'i', 'sudo rm -rf /data\r'],
  [0.01, 'o', 'sudo rm -rf /data\r\n已删除目录\r\n$ '],
  [0.1, 'e', ran('rm', '-rf', '/data')],
  [0.1, 'a', JSON.stringify({ alert: 'deletion', severity: 'notice', argv: ['rm'] })],
];

/** Two sessions: one of wang that lists files, one of li that deletes them. */
function twoSessions(): string {
  const from = folderWith({});
  writeRecording(from, recording());
  const other = { session: OTHER_SESSION, user: 'li', parts: [[], DELETION] };
  writeRecording(from, recording({ ...other, header: begins('2026-03-01T09:00:00.000000Z') }), OTHER_SESSION);
  return from;
}

const begins = (began: string) => (sequence: number) =>
  sequence === 0 ? { opens: { user: 'li', uid: 1002, host: 'bastion-2', began } } : {};

const THIRD = '20260301T100000Z-0123456789abcdef';
const WANG = '20260301T080000Z-0123456789abcdef';

async function found(
  text: string | undefined,
  options: Partial<SearchOptions> & { readonly from: string },
): Promise<readonly Found[]> {
  const io = new RecordingIo('en', true);
  await searchCommand(text, { key: KEY, ...options }, io);
  return (JSON.parse(io.stdout) as { sessions: Found[] }).sessions;
}

const sessionsOf = async (...asked: Parameters<typeof found>): Promise<readonly string[]> =>
  (await found(...asked)).map(({ row }) => row.session);

describe('isms sessions search', () => {
  const from = twoSessions();
  const at = (time: string): number => Date.parse(`2026-03-01T${time}Z`);

  test.each<readonly [string, string | undefined, Partial<SearchOptions>, readonly string[]]>([
    ['person', undefined, { person: 'li' }, [OTHER_SESSION]],
    ['person, whole', undefined, { person: 'l' }, []],
    ['part of the target', undefined, { target: 'ION-2' }, [OTHER_SESSION]],
    ['time before', undefined, { until: at('08:30:00') }, [WANG]],
    ['time after', undefined, { since: at('08:30:00') }, [OTHER_SESSION]],
    ['time within a session', undefined, { since: at('08:00:03'), until: at('08:00:04') }, [WANG]],
    ['a program that ran', undefined, { command: 'rm -rf /data' }, [OTHER_SESSION]],
    ['a line that was entered', undefined, { command: '$ LS' }, [WANG]],
    ['a line of the screen, which is no command', undefined, { command: '已删除' }, []],
    ['text of the screen, in Chinese', '删除目', {}, [OTHER_SESSION]],
    ['an alert', 'deletion (notice)', {}, [OTHER_SESSION]],
    ['text and command together', '中文', { command: 'rm' }, []],
    ['verdict', undefined, { verdict: 'tampered' }, []],
    ['nothing: all', undefined, {}, [WANG, OTHER_SESSION]],
  ])('8.2/session-recording#replay-and-search: finds sessions by %s', async (_, text, question, sessions) => {
    expect(await sessionsOf(text, { from, ...question })).toEqual(sessions);
  });

  test('tells where it stands and what leads there, and looks no different from what was asked', async () => {
    const io = new RecordingIo();

    expect(await searchCommand('rm', { from, key: KEY }, io)).toBe(0);
    expect(io.stdout).toContain(`│ ${OTHER_SESSION} │ li     │ bastion-2 │ 2026-03-01T09:00:00.000Z │`);
    expect(io.stdout).toContain('  0:00:01.000  entered  $ sudo rm -rf /data\n');
    expect(io.stdout).toContain('  0:00:01.110  ran  rm -rf /data\n');
    expect(io.stdout).toContain(`isms sessions replay ${OTHER_SESSION} --from ${from} --at 0:00:01.000\n`);
    expect(io.stdout).not.toContain(WANG);
  });

  test('finds no moment or kind for a text', async () => {
    expect(await sessionsOf('1000000', { from })).toEqual([]);
    expect(await sessionsOf('\te\t', { from })).toEqual([]);
  });

  test('speaks Chinese, and says when nothing is found', async () => {
    const io = new RecordingIo('zh');
    await searchCommand('nowhere', { from, key: KEY }, io);

    expect(io.stdout).toBe('没有符合条件的会话\n');
  });

  test('ends with 1 where what was found is not whole, and shows it all the same', async () => {
    const broken = twoSessions();
    rmSync(join(broken, OTHER_SESSION, nameOf(2)));
    const io = new RecordingIo();

    expect(await searchCommand('rm', { from: broken, key: KEY }, io)).toBe(1);
    expect(io.stdout).toMatch(/incomplete/);
    expect(await sessionsOf(undefined, { from: broken, verdict: 'incomplete' })).toEqual([OTHER_SESSION]);
  });

  test('shows names, commands and text that aim at the terminal as what they are', async () => {
    const ESC = '\u001b';
    const hostile: Cast = [
      [0.1, 'e', ran('rm', `${ESC}]52;c;AAAA\u0007`, '\u009b2J')],
      [0.1, 'o', `find me ${ESC}[31m${ESC}]0;title\u0007\r\n`],
    ];
    const folder = folderWith({});
    writeRecording(folder, recording({ user: `../../${ESC}]0;x\u0007`, parts: [[], hostile] }));
    const [people, machine] = [new RecordingIo(), new RecordingIo('en', true)];
    for (const io of [people, machine]) await searchCommand('m', { from: folder, key: KEY }, io);

    for (const io of [people, machine]) expect(io.stdout.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
    expect(people.stdout).toContain('find me');
    expect(readdirSync(folder)).toEqual([WANG]);
  });

  test('refuses what is no folder', async () => {
    await expect(searchCommand('x', { from: join(from, 'nowhere') }, new RecordingIo())).rejects.toThrow(UsageError);
  });
});

describe('what could not be searched', () => {
  const asked = async (
    from: string,
    text: string | undefined,
    options: Partial<SearchOptions> = {},
    lang: 'en' | 'zh' = 'en',
  ) => {
    const [io, machine] = [new RecordingIo(lang), new RecordingIo('en', true)];
    const code = await searchCommand(text, { from, key: KEY, ...options }, io);
    await searchCommand(text, { from, key: KEY, ...options }, machine);
    return { code, out: io.stdout, err: io.stderr, failures: JSON.parse(machine.stdout).failures };
  };

  test('is told of a key that signs none, and nothing is called none', async () => {
    const answer = await asked(twoSessions(), '中文', { key: [join(keys, 'other.pem')] });

    expect(answer).toMatchObject({ code: 1, out: 'Of what could be searched, no session is like that.\n' });
    expect(answer.err).toContain(`2 more recordings could not be searched wholly`);
    expect(answer.failures).toEqual([WANG, OTHER_SESSION].map((session) => ({ session, why: 'tampered' })));
  });

  test('is told of a recording of nobody knows whom', async () => {
    const from = twoSessions();
    rmSync(join(from, OTHER_SESSION, nameOf(0)));
    const { code, err } = await asked(from, undefined, { person: 'li' });

    expect(code).toBe(1);
    expect(err).toContain(OTHER_SESSION);
    expect((await asked(from, undefined, { person: 'li', verdict: 'tampered' })).failures).toEqual([
      { session: OTHER_SESSION, why: 'tampered' },
    ]);
    expect((await asked(from, undefined, { person: 'li', verdict: 'ok' })).failures).toEqual([]);
  });

  test('is told of folders and links that may be recordings', async () => {
    const from = twoSessions();
    mkdirSync(join(from, 'copy'));
    symlinkSync(twoSessions(), join(from, 'linked'));
    writeFileSync(join(from, 'notes.txt'), '');
    const answer = await asked(from, 'nowhere');

    expect(answer).toMatchObject({ code: 1, out: 'Of what could be searched, no session is like that.\n' });
    expect(answer.failures).toEqual(['"copy"', '"linked"'].map((session) => ({ session, why: 'passed-over' })));
  });

  test('is told in Chinese, and of whole recordings nothing', async () => {
    const from = twoSessions();
    expect(await asked(from, 'nowhere')).toMatchObject({ code: 0, out: 'No session is like that.\n', failures: [] });

    rmSync(join(from, WANG, nameOf(1)));
    expect((await asked(from, 'nowhere', {}, 'zh')).err).toContain('另有 1 个录像未能完整检索');
  });
});

describe('the index of a folder', () => {
  const read = async (from: string, key: readonly string[] = KEY): Promise<unknown> => {
    const io = new RecordingIo('en', true);
    await indexCommand({ from, key }, io);
    return JSON.parse(io.stdout);
  };

  test('is made of what is new or has changed, and finds what is gone no more', async () => {
    const from = folderWith({});
    writeRecording(from, recording());
    expect(await read(from)).toEqual({ sessions: 1, read: 1, failures: [] });
    expect(await read(from)).toEqual({ sessions: 1, read: 0, failures: [] });

    writeRecording(from, recording({ session: OTHER_SESSION }), OTHER_SESSION);
    expect(await read(from)).toEqual({ sessions: 2, read: 1, failures: [] });
    expect(await sessionsOf('中文', { from })).toEqual([WANG, OTHER_SESSION]);

    rmSync(join(from, WANG), { recursive: true });
    expect(await sessionsOf('中文', { from })).toEqual([OTHER_SESSION]);
  });

  test('looks again at a recording of which a file is gone or came', async () => {
    const from = twoSessions();
    await read(from);
    rmSync(join(from, WANG, nameOf(1)));

    expect(await sessionsOf(undefined, { from, verdict: 'tampered' })).toEqual([WANG]);
  });

  test('says nothing of a key that it was not made with', async () => {
    const from = twoSessions();
    expect(await sessionsOf(undefined, { from, verdict: 'ok' })).toEqual([WANG, OTHER_SESSION]);
    expect(await sessionsOf(undefined, { from, key: [join(keys, 'other.pem')], verdict: 'ok' })).toEqual([]);
    expect(await sessionsOf(undefined, { from, key: [], verdict: 'unverified' })).toEqual([]);
  });

  test.each<[string, string, (text: string) => string]>([
    ['has nothing of a session', 'entries.jsonl', (text) => `${text.split('\n')[0]}\n{`],
    ['names another length', 'entries.jsonl', (text) => text.replace(/"length":\d+/, '"length":10000000000000')],
    ['names a length below zero', 'entries.jsonl', (text) => text.replace(/"length":\d+/, '"length":-5')],
    ['has no verdict', 'entries.jsonl', (text) => text.replace(/"verdict":"\w+",/, '')],
    ['has another verdict', 'entries.jsonl', (text) => text.replace('"verdict":"ok"', '"verdict":"tampered"')],
    ['has another text', 'text', (text) => text.replace('rm', 'ls')],
    ['has no text to search', 'folded', () => ''],
  ])('that %s is made anew', async (_, file, damage) => {
    const from = twoSessions();
    await read(from);
    const path = join(indexFolderOf(from), file);
    writeFileSync(path, damage(readFileSync(path, 'utf8')));

    expect(await sessionsOf('rm -rf', { from })).toEqual([OTHER_SESSION]);
    expect(await read(from)).toEqual({ sessions: 2, read: 0, failures: [] });
  });

  test.each(['entries.jsonl', 'text', 'folded'])('that has no %s is made anew', async (file) => {
    const from = twoSessions();
    await read(from);
    rmSync(join(indexFolderOf(from), file));

    expect(await read(from)).toEqual({ sessions: 2, read: 2, failures: [] });
  });

  test('that lies beside the recordings is not read', async () => {
    const from = twoSessions();
    await read(from);
    cpSync(indexFolderOf(from), join(from, '.isms-index'), { recursive: true });
    rmSync(indexFolderOf(from), { recursive: true });

    expect(await read(from)).toEqual({ sessions: 2, read: 2, failures: [] });
  });

  test('leaves nothing of one that was ended before its time', async () => {
    const from = twoSessions();
    const aside = `${indexFolderOf(from)}.${process.pid + 1}`;
    mkdirSync(aside, { recursive: true });
    await found('rm', { from });
    expect(existsSync(aside)).toBe(true);

    utimesSync(aside, new Date(), new Date(Date.now() - 25 * 3600 * 1000));
    writeRecording(from, recording({ session: THIRD }), THIRD);
    await found('rm', { from });
    expect(existsSync(aside)).toBe(false);
  });

  test('is for who made it alone', async () => {
    const from = twoSessions();
    await read(from);
    const folder = indexFolderOf(from);

    expect([folder, join(folder, 'text')].map((path) => statSync(path).mode & 0o077)).toEqual([0, 0]);
    expect(readFileSync(join(folder, 'text'), 'utf8')).toContain('已删除目录');
  });

  test('tells of a folder that is empty, and of segments of nobody, and holds up no other for them', async () => {
    const from = folderWith({ '20260301T100000Z-0000000000000000/00000000.seg': '\u0000\u0001\n' });
    writeRecording(from, new Map(), OTHER_SESSION);
    writeRecording(from, recording());

    expect(await sessionsOf(undefined, { from, verdict: 'ok' })).toEqual([WANG]);
    expect(await sessionsOf(undefined, { from, verdict: 'incomplete' })).toEqual([OTHER_SESSION]);
    expect(await sessionsOf(undefined, { from, verdict: 'tampered' })).toEqual(['20260301T100000Z-0000000000000000']);
  });

  test('is not for the archive, which has its own', async () => {
    await expect(indexCommand({ from: 's3://bucket/sessions' }, new RecordingIo())).rejects.toThrow(UsageError);
    expect(existsSync('s3:')).toBe(false);
  });
});

describe('isms sessions replay --at', () => {
  test('8.2/session-recording#replay-and-search: draws what was before at once, and goes on from there', async () => {
    const from = folderWith({});
    const long: Files = recording({
      parts: [
        [],
        [
          [3600, 'o', 'an hour later\r\n'],
          [0.01, 'o', 'hit\r\n'],
        ],
      ],
    });
    writeRecording(from, long);
    const io = new RecordingIo();

    await replayCommand(SESSION, { from, key: KEY, at: 3_600_000_000 }, io);
    expect(io.stdout).toContain('an hour later\r\nhit\r\n');
  });
});
