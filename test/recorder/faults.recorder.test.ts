import { chmodSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kill } from 'node:process';
import { recordingsIn } from '../../lib/sessions/recording-files';
import { measured } from '../support/measured';
import type { RecorderCloud } from './cloud';
import { pause, processes, RECORDED_USER, Recorder, type Seen, type Step, uidOf } from './recorder';
import { onlyRecording, outputOf, readRecording } from './screens';

/** Opens a terminal of its own, and asks for a session in it. */
const ASKS_WITHIN = `import pty, socket, sys
master, slave = pty.openpty()
service = socket.socket(socket.AF_UNIX)
service.connect(sys.argv[1])
socket.send_fds(service, [b'{"question":"%s"}' % service.recv(64)], [slave])
print(service.makefile().readline().encode().decode("unicode_escape"))
`;

/** A process whose lives are too short to be found, for 20 seconds. */
const HOPS = `import os, signal, sys, time
signal.signal(signal.SIGHUP, signal.SIG_IGN)
end = time.time() + 20
if os.fork():
    os._exit(0)
os.setsid()
while time.time() < end:
    if os.fork():
        os._exit(0)
    with open(sys.argv[1], "a") as trace:
        trace.write(".")
`;

/** In seconds: what the standard allows from the fault to the end of the session, and what may be lost. */
const LATEST_END = 5;
const LARGEST_LOSS = 2;

/** What the end of a session, and the loss, are measured as. */
const OVER = { what: { en: 'session over after', zh: '会话终止用时' }, unit: 's', atMost: LATEST_END };
const LOST = { what: { en: 'screen lost', zh: '画面丢失' }, unit: 's', atMost: LARGEST_LOSS };

/** Says the time ten times a second, so that what was shown and what is stored can be compared. */
const TICKING: readonly Step[] = [
  { until: '$ ' },
  { type: 'while :; do echo "tick $EPOCHREALTIME"; sleep 0.1; done\r' },
  { until: 'tick 1' },
];

let recorder: Recorder;

beforeEach(async () => {
  recorder = new Recorder();
  await recorder.start();
});

afterEach(() => recorder.stop());

const textOf = ({ shown }: Seen): string =>
  Buffer.concat(shown.map(([, hex]) => Buffer.from(hex, 'hex'))).toString('utf8');

/** In seconds since the epoch, the last time that a text tells. */
const lastTick = (text: string): number => Number([...text.matchAll(/tick (\d+\.\d+)/g)].at(-1)?.[1] ?? 0);

/** Processes that were started from a session: none of the service's, and none that the machine runs as this user anyway. */
const leftOver = (): readonly string[] =>
  processes()
    .filter(({ uid, command }) => uid === uidOf(RECORDED_USER) && command !== '')
    .map(({ command }) => command);

/** Whether so many sessions run, and something of each is stored that its shell has shown. */
const areStored = (sessions: number): boolean => {
  const folders = recorder.sessions();
  return (
    folders.length === sessions &&
    folders.every((session) => readdirSync(join(recorder.recordings, session)).length > LEAST_SEGMENTS)
  );
};

/** The first says who, the next one that there is a prompt. */
const LEAST_SEGMENTS = 3;

interface Fault {
  readonly strike: (cloud: RecorderCloud) => void | Promise<void>;
  readonly told: RegExp;
}

const FAULTS: Readonly<Record<string, Fault>> = {
  'the recorder is killed': {
    strike: () => {
      for (const pid of recorder.recorderProcesses()) kill(pid, 'SIGKILL');
    },
    told: /录制器已停止[\s\S]*its recorder has stopped/,
  },
  'the recorder hangs': {
    strike: () => {
      for (const pid of recorder.recorderProcesses()) kill(pid, 'SIGSTOP');
    },
    told: /录制器已停止[\s\S]*its recorder has stopped/,
  },
  'the store is gone': { strike: (cloud) => cloud.stop(), told: /未能确认存储[\s\S]*could not be confirmed/ },
  'the store does not answer': {
    strike: (cloud) => {
      cloud.mood = 'silent';
    },
    told: /未能确认存储[\s\S]*could not be confirmed/,
  },
  'the store answers with errors': {
    strike: (cloud) => {
      cloud.mood = 'failing';
    },
    told: /未能确认存储[\s\S]*could not be confirmed/,
  },
};

describe('a session whose recording fails', () => {
  test.each(Object.entries(FAULTS))(
    '8.2/session-recording#fail-closed: a session ends where %s',
    async (name, { strike, told }) => {
      const visit = recorder.visit([...TICKING, { end: 15 }]);
      await pause(3500);
      const struck = Date.now() / 1000;
      await strike(recorder.cloud);
      const seen = await visit;
      const { verification, events } = await readRecording(
        onlyRecording(recorder.recordings),
        recorder.cloud.publicKey,
      );
      const stored = lastTick(outputOf(events).toString());
      const [over, lost] = [(seen.ended ?? Number.POSITIVE_INFINITY) - struck, lastTick(textOf(seen)) - stored];
      measured({ ...OVER, value: over });
      measured({ ...LOST, value: lost });
      process.stdout.write(`${name}: over after ${over.toFixed(1)} s, ${lost.toFixed(1)} s lost\n`);

      expect(textOf(seen)).toMatch(told);
      expect(seen).toMatchObject({ status: 1, restored: true });
      expect(over).toBeLessThanOrEqual(LATEST_END);
      expect(stored).toBeGreaterThan(struck - LARGEST_LOSS);
      expect(lost).toBeLessThanOrEqual(LARGEST_LOSS);
      expect(verification.verdict).toBe('incomplete');
      expect(leftOver()).toEqual([]);
    },
  );

  test.each(['the recorder is killed', 'the store is gone', 'the store does not answer'])(
    '8.2/session-recording#fail-closed: ten sessions end where %s',
    async (name) => {
      const visits = Array.from({ length: 10 }, () => recorder.visit([...TICKING, { end: 15 }]));
      for (const end = Date.now() + 20_000; !areStored(10) && Date.now() < end; ) await pause(100);
      await pause(2000);
      const struck = Date.now() / 1000;
      await FAULTS[name]?.strike(recorder.cloud);
      const seen = await Promise.all(visits);
      const stored = await Promise.all(
        recordingsIn(recorder.recordings).map(async (files) => {
          const { events } = await readRecording(files, recorder.cloud.publicKey);
          return lastTick(outputOf(events).toString());
        }),
      );
      const over = Math.max(...seen.map(({ ended }) => (ended ?? Number.POSITIVE_INFINITY) - struck));
      // which recording is whose is not known: in order of their ends they are compared
      const shown = seen.map((one) => lastTick(textOf(one))).sort();
      const lost = Math.max(...stored.sort().map((at, index) => (shown[index] ?? 0) - at));
      measured({ ...OVER, value: over });
      measured({ ...LOST, value: lost });
      process.stdout.write(`ten sessions, ${name}: over after ${over.toFixed(1)} s, ${lost.toFixed(1)} s lost\n`);

      expect(stored).toHaveLength(10);
      expect(over).toBeLessThanOrEqual(LATEST_END);
      expect(lost).toBeLessThanOrEqual(LARGEST_LOSS);
      expect(leftOver()).toEqual([]);
    },
  );

  test('8.2/session-recording#fail-closed: a session ends without anybody typing, too', async () => {
    const visit = recorder.visit([{ until: '$ ' }, { end: 15 }]);
    await pause(4000);
    const struck = Date.now() / 1000;
    recorder.cloud.mood = 'silent';
    const seen = await visit;
    const over = (seen.ended ?? Number.POSITIVE_INFINITY) - struck;
    measured({ ...OVER, value: over });

    expect(over).toBeLessThanOrEqual(LATEST_END);
  });
});

test('a session whose recorder is told to stop ends, and nothing of it is lost', async () => {
  const visit = recorder.visit([{ until: '$ ' }, { type: 'echo la""st\r' }, { until: 'last' }, { end: 15 }]);
  await pause(4000);
  const struck = Date.now() / 1000;
  for (const pid of recorder.recorderProcesses()) kill(pid, 'SIGTERM');
  const seen = await visit;
  const { verification, events } = await readRecording(onlyRecording(recorder.recordings), recorder.cloud.publicKey);

  expect(textOf(seen)).toMatch(/录制服务正在停止[\s\S]*is being stopped/);
  expect((seen.ended ?? Number.POSITIVE_INFINITY) - struck).toBeLessThanOrEqual(LATEST_END);
  expect(verification).toMatchObject({ verdict: 'ok', closes: { reason: 'stopped' } });
  expect(outputOf(events).toString()).toContain('last');
  expect(leftOver()).toEqual([]);
});

describe('a session goes on', () => {
  test.each(['slow', 'slow to store'] as const)('where the cloud is %s', async (mood) => {
    recorder.cloud.mood = mood;
    const seen = await recorder.visit([...TICKING, { wait: 5 }, { type: '\u0003' }, { type: 'exit\r' }, { end: 10 }]);
    const { verification } = await readRecording(onlyRecording(recorder.recordings), recorder.cloud.publicKey);

    expect(seen.status).not.toBeNull();
    expect(verification.verdict).toBe('ok');
  });

  test('where answers are lost: what is stored already is not stored again', async () => {
    const visit = recorder.visit([...TICKING, { wait: 4 }, { type: '\u0003' }, { type: 'exit\r' }, { end: 10 }]);
    await pause(2500);
    recorder.cloud.mood = 'lost';
    await pause(1500);
    recorder.cloud.mood = 'well';
    await visit;
    const { verification } = await readRecording(onlyRecording(recorder.recordings), recorder.cloud.publicKey);

    expect(recorder.cloud.requests.map(({ status }) => status)).toContain(412);
    expect(verification.verdict).toBe('ok');
  });
});

describe('no session begins', () => {
  test.each(['silent', 'failing'] as const)(
    '8.2/session-recording#fail-closed: no session begins where the store is %s',
    async (mood) => {
      recorder.cloud.mood = mood;
      const seen = await recorder.visit([{ end: 10 }]);

      expect(textOf(seen)).toMatch(/录制无法存储[\s\S]*cannot be stored/);
      expect(textOf(seen)).not.toContain('$ ');
      expect(seen).toMatchObject({ status: 1, restored: true });
      expect(recorder.sessions()).toEqual([]);
    },
  );

  test('8.2/session-recording#fail-closed: no session begins where there is no service', async () => {
    await recorder.endService();
    const seen = await recorder.visit([{ end: 10 }]);

    expect(textOf(seen)).toMatch(/录制服务不可用[\s\S]*cannot be reached/);
    expect(seen.status).toBe(1);
  });

  test('for a user of the system', async () => {
    const seen = await recorder.visit([{ end: 10 }], 'games');

    expect(textOf(seen)).toMatch(/不得使用本机[\s\S]*no business on this host/);
    expect(seen).toMatchObject({ status: 1, restored: true });
  });
});

describe('where sessions are those of Session Manager', () => {
  test('8.2/session-recording#fail-closed: nobody else gets one', async () => {
    await recorder.restart({ managed: 'required' });
    const seen = await recorder.visit([{ end: 10 }]);

    expect(textOf(seen)).toMatch(/仅可经由 Session Manager[\s\S]*by way of Session Manager only/);
    expect(seen).toMatchObject({ status: 1, restored: true });
    expect(await recorder.logged('refused')).toEqual([{ event: 'refused', person: 'nobody', why: 'elsewhere' }]);
    expect(recorder.sessions()).toEqual([]);
  });

  test('who comes from there does', async () => {
    await recorder.restart({ managed: 'required' });
    const seen = await recorder.managedVisit([{ until: '$ ' }, { type: 'exit 7\r' }, { end: 8 }]);

    expect(seen.status).toBe(7);
  });
});

test('the shell finds everything as usual', async () => {
  const seen = await recorder.visit([
    { until: '$ ' },
    {
      type: 'yes | head -n 1; umask; echo "$USER $HOME $TERM $LANG"; (exec <&- >&- 2>&-; sleep 0.2; echo again >/dev/tty)\r',
    },
    { until: 'again' },
    { type: 'exit 7\r' },
    { end: 8 },
  ]);

  expect(textOf(seen)).not.toContain('Broken pipe');
  expect(textOf(seen)).toMatch(/0077\s+nobody \S+ xterm-256color C\.UTF-8/);
  expect(seen.status).toBe(7);
});

describe('who is recorded', () => {
  test('can neither signal nor look into the recorder, nor write past it', async () => {
    const visit = recorder.visit([
      { until: '$ ' },
      { wait: 0.3 },
      { type: 'P=$(pgrep -u daemon -f service.py); kill -9 $P; kill -STOP $P; cat /proc/$P/environ; ls /proc/$P/fd\r' },
      { quiet: 0.5 },
      { type: 'MINE=$(tty); for T in /dev/pts/[0-9]*; do [ $T = $MINE ] || echo past > $T; done\r' },
      { quiet: 0.5 },
      { type: 'C=$(pgrep -u nobody -f isms_shell.py); echo past > /proc/$C/fd/1\r' },
      { quiet: 0.5 },
      { type: 'exit\r' },
      { end: 10 },
    ]);
    const seen = await visit;
    const { verification } = await readRecording(onlyRecording(recorder.recordings), recorder.cloud.publicKey);

    expect(textOf(seen).match(/Operation not permitted/g)).toHaveLength(2);
    expect(textOf(seen).match(/Permission denied/g)?.length).toBeGreaterThanOrEqual(4);
    expect(textOf(seen)).not.toMatch(/^past/m);
    expect(verification).toMatchObject({ verdict: 'ok', closes: { reason: 'exited' } });
  });

  test('gets nothing for a device that is not a terminal of its own', async () => {
    const ask = (device: string): string =>
      `python3 -c "import json,os,socket; s=socket.socket(socket.AF_UNIX); s.connect('${recorder.socket}'); socket.send_fds(s,[json.dumps({'question':s.recv(64).decode()}).encode()],[os.open('${device}',os.O_RDWR)]); print(s.recv(999).decode())"\r`;
    const before = ['/dev/tty', '/dev/null', '/dev/ptmx'].map((device) => statSync(device).uid);
    const seen = await recorder.visit([
      { until: '$ ' },
      ...['/dev/tty', '/dev/null', '/dev/ptmx'].flatMap((device) => [{ type: ask(device) }, { quiet: 0.7 }]),
      { type: 'exit\r' },
      { end: 10 },
    ]);

    expect(textOf(seen).match(/a terminal is needed/g)).toHaveLength(3);
    expect(['/dev/tty', '/dev/null', '/dev/ptmx'].map((device) => statSync(device).uid)).toEqual(before);
  });

  test('8.2/session-recording#fail-closed: gets no session within a session, whose end would not end it', async () => {
    const source = join(recorder.folder, 'nested.py');
    writeFileSync(source, ASKS_WITHIN);
    await recorder.visit([
      { until: '$ ' },
      { type: `python3 ${source} ${recorder.socket}; exit\r` },
      { until: 'there is none within another' },
      { end: 10 },
    ]);

    expect(await recorder.logged('refused')).toEqual([{ event: 'refused', person: 'nobody', why: 'nested' }]);
    expect(recorder.sessions()).toHaveLength(1);
    expect(recorder.recorderProcesses()).toEqual([]);
    expect(leftOver()).toEqual([]);
  });

  test('leaves nothing running', async () => {
    await recorder.visit([
      { until: '$ ' },
      { type: 'setsid nohup sleep 300 >/dev/null 2>&1 & (setsid sleep 301 &) ; trap "" HUP; sleep 302 &\r' },
      { quiet: 0.5 },
      { type: 'exit\r' },
      { end: 10 },
    ]);
    await pause(500);

    expect(leftOver()).toEqual([]);
  });

  test('leaves none running that goes on in its child before it is found', async () => {
    const [source, trace] = [join(recorder.folder, 'hops.py'), join(recorder.folder, 'hops')];
    writeFileSync(source, HOPS);
    writeFileSync(trace, '');
    chmodSync(trace, 0o666);
    await recorder.visit([
      { until: '$ ' },
      { type: `python3 ${source} ${trace}\r` },
      { wait: 1 },
      { type: 'exit\r' },
      { end: 10 },
    ]);
    const [lived, size] = [statSync(trace).size > 0, statSync(trace).size];
    await pause(1500);

    expect(lived).toBe(true);
    expect(statSync(trace).size).toBe(size);
  });

  test('ends the session by closing the terminal', async () => {
    await recorder.visit([...TICKING, { wait: 1 }, { hang: true }]).catch(() => undefined);
    await pause(1500);
    const { verification } = await readRecording(onlyRecording(recorder.recordings), recorder.cloud.publicKey);

    expect(verification).toMatchObject({ verdict: 'ok', closes: { reason: 'client-gone' } });
    expect(leftOver()).toEqual([]);
  });
});
