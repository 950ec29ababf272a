import { createHash } from 'node:crypto';
import { readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../../../lib/commands/io';
import { listCommand, replayCommand, showCommand, verifyCommand } from '../../../lib/commands/sessions';
import { exportCommand } from '../../../lib/commands/sessions-export';
import { searchCommand } from '../../../lib/commands/sessions-search';
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

const ESC = '\u001b';
const key = folderWith({
  'key.pem': PUBLIC_KEY.export({ type: 'spki', format: 'pem' }),
  'key.der': PUBLIC_KEY.export({ type: 'spki', format: 'der' }),
  'other.pem': OTHER_KEY.export({ type: 'spki', format: 'pem' }),
  'none.pem': 'no key',
});
const KEY = join(key, 'key.pem');

/** A folder of recordings. */
function recordings(...made: readonly (readonly [string, Files])[]): string {
  const folder = folderWith({});
  for (const [session, files] of made) writeRecording(folder, files, session);
  return folder;
}

const tampered = (): Files => {
  const files = new Map(recording());
  const bytes = Buffer.from(files.get(nameOf(2)) ?? '');
  files.set(nameOf(2), bytes.fill(0x78, bytes.length - 3));
  return files;
};

const session = (cast: Cast): Files => recording({ parts: [[], cast] });

describe('isms sessions list', () => {
  test('tells whose recordings there are, and whether they are whole', async () => {
    const io = new RecordingIo();
    const from = recordings(
      [SESSION, recording()],
      [OTHER_SESSION, recording({ session: OTHER_SESSION, closed: false })],
    );

    expect(await listCommand({ from, key: [KEY] }, io)).toBe(1);
    expect(io.stdout).toMatch(
      new RegExp(`${SESSION} │ wang │ bastion │ 2026-03-01T08:00:00.000000Z │ 0:00:05.000 │ shell exited │ whole`),
    );
    expect(io.stdout).toMatch(new RegExp(`${OTHER_SESSION}.*│ –            │ incomplete`));
  });

  test('says that nothing is verified without a key', async () => {
    const io = new RecordingIo('zh');

    expect(await listCommand({ from: recordings([SESSION, recording()]) }, io)).toBe(0);
    expect(io.stdout).toMatch(/shell 退出 +│ 未校验：未给出公钥/);
  });

  test('shows a user of any name as a name, and passes over what is no recording', async () => {
    const io = new RecordingIo();
    const from = recordings([SESSION, recording({ user: `../../etc${ESC}]52;c;AAAA\u0007` })]);
    writeFileSync(join(from, `x${ESC}[2J`), '');
    await listCommand({ from, key: [KEY] }, io);

    expect(io.stdout).toContain('../../etc␛]52;c;AAAA␇');
    expect(io.stdout + io.stderr).not.toContain(ESC);
    expect(io.stderr).toContain('Passed over, no recording');
  });
});

describe('isms sessions verify', () => {
  test.each([
    ['PEM', 'key.pem'],
    ['DER', 'key.der'],
  ])('finds a whole recording whole, by a key in %s', async (_, file) => {
    const io = new RecordingIo();

    expect(await verifyCommand([], { from: recordings([SESSION, recording()]), key: [join(key, file)] }, io)).toBe(0);
    expect(io.stdout).toContain(`${SESSION}: whole (5 segments, 0:00:05.000)`);
  });

  test('ends with 1 and says what is wrong and where', async () => {
    const io = new RecordingIo('en', true);

    expect(await verifyCommand([SESSION], { from: recordings([SESSION, tampered()]), key: [KEY] }, io)).toBe(1);
    expect(JSON.parse(io.stdout)).toMatchObject([
      { session: SESSION, verdict: 'tampered', findings: [{ kind: 'signature', file: nameOf(2) }] },
    ]);
  });

  test('needs a key', async () => {
    await expect(verifyCommand([], { from: recordings([SESSION, recording()]) }, new RecordingIo())).rejects.toThrow(
      UsageError,
    );
  });

  test.each(['none.pem', 'missing.pem'])('refuses %s as a key', async (file) => {
    const from = recordings([SESSION, recording()]);

    await expect(verifyCommand([], { from, key: [join(key, file)] }, new RecordingIo())).rejects.toThrow(
      /is no public key/,
    );
  });

  test.each(['en', 'zh'] as const)(
    'tells in %s of folders and links that it passes over, which may be recordings, and ends with 1',
    async (lang) => {
      const io = new RecordingIo(lang);
      const from = recordings([SESSION, recording()], [SESSION.toUpperCase(), tampered()]);
      symlinkSync(recordings([OTHER_SESSION, tampered()]), join(from, OTHER_SESSION));

      expect(await verifyCommand([], { from, key: [KEY] }, io)).toBe(1);
      for (const name of [SESSION.toUpperCase(), OTHER_SESSION]) expect(io.stderr).toContain(JSON.stringify(name));
      expect(await listCommand({ from, key: [KEY] }, io)).toBe(1);
      expect(await verifyCommand([SESSION], { from, key: [KEY] }, io)).toBe(0);
    },
  );

  test('tells of files beside recordings, which are none', async () => {
    const io = new RecordingIo();
    const from = recordings([SESSION, recording()]);
    writeFileSync(join(from, 'key.pem'), '');

    expect(await verifyCommand([], { from, key: [KEY] }, io)).toBe(0);
    expect(io.stderr).toContain('Passed over, no recording: "key.pem"');
  });

  test('does not call nothing whole', async () => {
    await expect(verifyCommand([], { from: folderWith({}), key: [KEY] }, new RecordingIo())).rejects.toThrow(
      /no recordings/,
    );
  });

  test('refuses a folder that is none, and names like that of a recording', async () => {
    const from = recordings([SESSION, recording()]);

    await expect(verifyCommand([], { from: KEY, key: [KEY] }, new RecordingIo())).rejects.toThrow(/is no folder/);
    await expect(verifyCommand(['../x'], { from, key: [KEY] }, new RecordingIo())).rejects.toThrow(/no recording/);
    await expect(verifyCommand([SESSION.replace('0', '1')], { from, key: [KEY] }, new RecordingIo())).rejects.toThrow(
      `Did you mean ${SESSION}`,
    );
  });
});

describe('isms sessions show', () => {
  test('tells what was entered, and when', async () => {
    const io = new RecordingIo();
    const files = session([
      [0.5, 'o', '$ '],
      [0.5, 'i', 'ls\r'],
      [0.1, 'o', 'ls\r\nfile\r\n$ '],
    ]);

    expect(await showCommand(SESSION, { from: recordings([SESSION, files]), key: [KEY] }, io)).toBe(0);
    expect(io.stdout).toContain('  0:00:01.000  $ ls\n');
  });

  test('reports a segment that is signed and cannot be read', async () => {
    const io = new RecordingIo();
    const from = recordings([SESSION, session([[-1, 'o', 'x']])]);

    expect(await showCommand(SESSION, { from, key: [KEY] }, io)).toBe(1);
    expect(io.stdout).toContain('segment 1: its events cannot be read');
  });
});

describe('isms sessions replay', () => {
  test('shows what was shown, and lets nothing command the terminal', async () => {
    const io = new RecordingIo();
    const files = session([
      [0.01, 'o', `${ESC}]52;c;AAAA\u0007${ESC}[31m中`],
      [0.01, 'i', 'not shown'],
      [60, 'o', '文\udcff'],
    ]);

    expect(
      await replayCommand(SESSION, { from: recordings([SESSION, files]), key: [KEY], speed: 100, idle: 1 }, io),
    ).toBe(0);
    expect(io.stdout.startsWith(`${ESC}[31m中文\ufffd`)).toBe(true);
    expect(io.stdout).not.toContain('52;c');
    expect(io.stderr).toContain('whole');
  });

  test('says first and last that a recording was tampered with, and shows what is sound', async () => {
    const io = new RecordingIo();

    expect(await replayCommand(SESSION, { from: recordings([SESSION, tampered()]), key: [KEY], idle: 0.001 }, io)).toBe(
      1,
    );
    expect(io.stderr.match(/TAMPERED/g)).toHaveLength(2);
    expect(io.stdout).toContain('中文.txt');
  });

  test('gives events to machines, in which nothing commands a terminal', async () => {
    const io = new RecordingIo('en', true);
    await replayCommand(
      SESSION,
      { from: recordings([SESSION, session([[1, 'o', `${ESC}[31m\u009b`]])]), key: [KEY] },
      io,
    );

    expect(JSON.parse(io.stdout)).toEqual({ at: 1_000_000, code: 'o', data: `${ESC}[31m\u009b` });
    expect(io.stdout).toMatch(/^[\x20-\x7e]*\n$/);
  });
});

describe('isms sessions export', () => {
  const VIEWER = '李娜</script><img src=x onerror=alert(1)>';

  async function exported(files: Files, io = new RecordingIo('en', true)) {
    const out = folderWith({});
    const code = await exportCommand(
      SESSION,
      { from: recordings([SESSION, files]), key: [KEY], out, viewer: VIEWER },
      io,
    );
    const read = (extension: string): string => readFileSync(join(out, `${SESSION}.${extension}`), 'utf8');
    return { code, out, read, told: JSON.parse(io.stdout) };
  }

  test('8.2/session-recording#replay-and-search: marks programs that the kernel ran, and alerts, where players jump to', async () => {
    const { read, told } = await exported(
      session([
        [0.5, 'e', JSON.stringify({ exe: '/bin/rm', argv: ['rm', '-rf', `/data${ESC}[2J`] })],
        [0.25, 'a', JSON.stringify({ alert: 'deletion', severity: 'end', argv: ['rm'] })],
        [0.25, 'e', 'no JSON'],
      ]),
    );
    const [, ...events] = read('cast')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));

    expect(events).toEqual([
      [0.5, 'm', '» rm -rf /data [2J'],
      [0.25, 'm', '⚠ deletion (end) rm'],
      [0.25, 'm', '» no JSON'],
    ]);
    expect(read('html')).toContain('» rm -rf /data [2J');
    expect(told.verdict).toBe('ok');
  });

  test('writes a file of asciicast with commands marked, without what commands a terminal', async () => {
    const { code, read } = await exported(
      session([
        [0.5, 'o', `${ESC}]0;title\u0007$ `],
        [0.5, 'i', 'ls\r'],
        [0.25, 'o', 'ls\r\nfile\udcff\r\n'],
      ]),
    );
    const [header, ...events] = read('cast')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));

    expect(code).toBe(0);
    expect(header).toMatchObject({ version: 3, term: { cols: 80, rows: 24 } });
    expect(header.title).toContain('李娜');
    expect(events).toEqual([
      [0.5, 'o', '$ '],
      [0.5, 'i', 'ls\r'],
      [0.25, 'o', 'ls\r\nfile\ufffd\r\n'],
      [0, 'm', '$ ls'],
    ]);
  });

  test('writes the hashes of what it writes', async () => {
    const { read, told } = await exported(recording());

    for (const extension of ['cast', 'html']) {
      const hash = createHash('sha256').update(read(extension)).digest('hex');
      expect(read('sha256')).toContain(`${hash}  ${SESSION}.${extension}\n`);
      expect(told.files).toContainEqual({ name: `${SESSION}.${extension}`, hash });
    }
  });

  test('writes a page for one viewer, in which nothing that was recorded is markup', async () => {
    const attack = '</script><script>alert(2)</script><!--';
    const { read } = await exported(session([[0.1, 'o', `${attack}\r\n`]]));
    const page = read('html');

    expect(page).toContain('李娜&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;');
    expect(page).not.toContain('<img src=x');
    expect(page).not.toContain(attack);
    expect(page).toContain("default-src 'none'");
  });

  test('says in the page that integrity failed', async () => {
    const { code, read } = await exported(tampered());

    expect(code).toBe(1);
    expect(read('html')).toMatch(/class="tampered" role="status"><i>Integrity failed/);
  });
});

test('a recording of four gibibytes is not read into memory', async () => {
  const io = new RecordingIo('en', true);
  const from = recordings([SESSION, recording()]);
  truncateSync(join(from, SESSION, nameOf(3)), 4 * 1024 ** 3);

  expect(await verifyCommand([], { from, key: [KEY] }, io)).toBe(1);
  expect(JSON.parse(io.stdout)).toMatchObject([{ verdict: 'tampered', findings: [{ kind: 'no-plain-file' }] }]);
});

describe('a signed segment whose events cannot be read', () => {
  const from = recordings([SESSION, session([[0.1, 'r', '<script>']])]);
  const out = (): string => join(folderWith({}), 'out');

  test.each<[string, (io: RecordingIo) => Promise<number>]>([
    ['list', (io) => listCommand({ from, key: [KEY] }, io)],
    ['verify', (io) => verifyCommand([], { from, key: [KEY] }, io)],
    ['show', (io) => showCommand(SESSION, { from, key: [KEY] }, io)],
    ['replay', (io) => replayCommand(SESSION, { from, key: [KEY] }, io)],
    ['export', (io) => exportCommand(SESSION, { from, key: [KEY], out: out() }, io)],
    ['search', (io) => searchCommand(undefined, { from, key: [KEY] }, io)],
  ])('is tampered with for %s', async (_, command) => {
    const io = new RecordingIo();

    expect(await command(io)).toBe(1);
    expect(`${io.stdout}${io.stderr}`).toContain('TAMPERED');
  });
});

test.each(['/proc/x', '/proc/x/y'])('export tells that no folder can be made at %s', async (out) => {
  const from = recordings([SESSION, recording()]);

  await expect(exportCommand(SESSION, { from, out }, new RecordingIo())).rejects.toThrow(UsageError);
});

test.each(['en', 'zh'] as const)('export tells in %s that it cannot write below a file', async (lang) => {
  const from = recordings([SESSION, recording()]);
  const asked = exportCommand(SESSION, { from, out: join(KEY, 'x') }, new RecordingIo(lang));

  await expect(asked).rejects.toThrow(UsageError);
  await expect(asked).rejects.toThrow(/a file stands where a folder is needed/);
});
