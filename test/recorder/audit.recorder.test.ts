import { spawnSync } from 'node:child_process';
import { kill } from 'node:process';
import { PYTHON, pause, RECORDED_USER, Recorder, type Seen, type Step, uidOf } from './recorder';
import { onlyRecording, readRecording } from './screens';

let recorder: Recorder;

beforeEach(async () => {
  recorder = new Recorder();
  await recorder.start();
});

afterEach(() => recorder.stop());

const END: readonly Step[] = [{ type: 'exit\r' }, { end: 10 }];

const textOf = ({ shown }: Seen): string =>
  Buffer.concat(shown.map(([, hex]) => Buffer.from(hex, 'hex'))).toString('utf8');

/** Runs a program as another user who has no recorded session. */
const runUnrecorded = (...command: readonly string[]): void => {
  spawnSync(command[0] ?? '', command.slice(1), { uid: uidOf(RECORDED_USER) });
};

/** Tells the kernel's audit something, as root can. */
const tellAudit = (python: string): void => {
  const source = `import sys; sys.path.insert(0, "constructs/session-recording/recorder"); from kernel_audit import *; a = KernelAudit(); ${python}`;
  expect(spawnSync(PYTHON, ['-B', '-c', source], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
};

const LIST_OURS = 'ours = [r for r in a._rules() if KEY in r]';

describe('the host log', () => {
  test('beats, and tells of sessions, with the names that their recordings have', async () => {
    await recorder.visit([{ until: '$ ' }, ...END]);
    const { verification } = await readRecording(onlyRecording(recorder.recordings), recorder.cloud.publicKey);
    const { session } = verification;

    const [{ clockOffset, ...beat } = {}] = await recorder.logged('heartbeat');
    expect(beat).toEqual({ event: 'heartbeat', lostRecords: 0, sessions: 0 });
    expect(clockOffset === null || typeof clockOffset === 'number').toBe(true);
    expect(await recorder.logged('session-started')).toEqual([
      { event: 'session-started', session, managed: null, person: 'nobody' },
    ]);
    expect(await recorder.logged('session-ended')).toEqual([
      { event: 'session-ended', session, managed: null, person: 'nobody', reason: 'exited' },
    ]);
  });

  test('tells of programs of people who are in no session', async () => {
    await recorder.visit([{ until: '$ ' }, { type: 'id -un\r' }, { quiet: 0.3 }, ...END]);
    runUnrecorded('/usr/bin/factor', '4242');
    const told = await recorder.logged('unrecorded-process');

    expect(told.map(({ argv }) => argv)).toEqual([['/usr/bin/factor', '4242']]);
    expect(told[0]).toMatchObject({ exe: '/usr/bin/factor', user: 'nobody' });
  });

  test('tells who was refused', async () => {
    await recorder.visit([{ end: 10 }], 'games');

    expect(await recorder.logged('refused')).toEqual([{ event: 'refused', person: 'games', why: 'refused' }]);
  });

  test('that does not answer disturbs no session', async () => {
    recorder.cloud.logs = 'failing';
    await recorder.visit([{ until: '$ ' }, ...END]);
    const { verification } = await readRecording(onlyRecording(recorder.recordings), recorder.cloud.publicKey);

    expect(verification).toMatchObject({ verdict: 'ok', closes: { reason: 'exited' } });
    expect(recorder.cloud.lines).toEqual([]);
  });
});

describe('8.2/session-recording#fail-closed: without the kernel’s audit there is no session', () => {
  const FAULTS: Readonly<Record<string, () => void>> = {
    'the witness is killed': () => {
      for (const { pid } of recorder.witnesses()) kill(pid, 'SIGKILL');
    },
    'the witness hangs': () => {
      for (const { pid } of recorder.witnesses()) kill(pid, 'SIGSTOP');
    },
    'audit is switched off': () => tellAudit('a._ask(SET, STATUS.pack(STATUS_ENABLED, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))'),
    'a rule is taken away': () => tellAudit(`${LIST_OURS}; a._ask(DEL_RULE, ours[0])`),
    'a rule silences all processes': () => tellAudit(`a._ask(ADD_RULE, ${SILENCE})`),
  };

  test.each(Object.entries(FAULTS))('one that runs ends: %s', async (_, strike) => {
    const visit = recorder.visit([{ until: '$ ' }, { end: 15 }]);
    await pause(2500);
    const struck = Date.now() / 1000;
    strike();
    const seen = await visit;
    // one that hangs would not hear that the service is gone
    for (const { pid } of recorder.witnesses()) kill(pid, 'SIGKILL');
    const { verification } = await readRecording(onlyRecording(recorder.recordings), recorder.cloud.publicKey);

    expect(textOf(seen)).toMatch(/无法继续获知[\s\S]*no longer tells which programs run/);
    expect(seen).toMatchObject({ status: 1, restored: true });
    expect((seen.ended ?? Number.POSITIVE_INFINITY) - struck).toBeLessThanOrEqual(5);
    expect(verification).toMatchObject({ verdict: 'ok', closes: { reason: 'witness-gone' } });
  });

  test('and the next has it again', async () => {
    for (const { pid } of recorder.witnesses()) kill(pid, 'SIGKILL');
    tellAudit(`[a._ask(DEL_RULE, r) for r in a._rules()]; a._ask(ADD_RULE, ${SILENCE})`);
    const seen = await recorder.visit([{ until: '$ ' }, { type: 'factor 4242\r' }, { quiet: 0.3 }, ...END]);
    const { events } = await readRecording(onlyRecording(recorder.recordings), recorder.cloud.publicKey);

    expect(seen.status).toBe(0);
    expect(events.filter(({ code }) => code === 'e').map(({ data }) => JSON.parse(data).argv)).toContainEqual([
      'factor',
      '4242',
    ]);
  });

  test('where none can be had: no shell, and a message', async () => {
    await recorder.withoutAuditControl();
    const seen = await recorder.visit([{ end: 10 }]);

    expect(textOf(seen)).toMatch(/无法获知内核[\s\S]*does not tell which programs run/);
    expect(textOf(seen)).not.toContain('$ ');
    expect(seen).toMatchObject({ status: 1, restored: true });
    expect(recorder.sessions()).toEqual([]);
  });
});

/** `task,never`, which is a default of some distributions. */
const SILENCE = 'RULE.pack(FILTER_TASK, NEVER, 0, *[0xffffffff] * 64, *[0] * 192, 0)';

test('programs that come fast are all told of', async () => {
  await recorder.visit([
    { until: '$ ' },
    { type: 'for i in $(seq 1000); do /usr/bin/true $i; done; echo "DO""-NE"\r' },
    { until: 'DO-NE' },
    ...END,
  ]);
  const { events } = await readRecording(onlyRecording(recorder.recordings), recorder.cloud.publicKey);
  const numbers = events
    .filter(({ code }) => code === 'e')
    .map(({ data }) => JSON.parse(data).argv)
    .filter(([name]) => name === '/usr/bin/true')
    .map(([, number]) => Number(number));

  expect(numbers).toEqual(Array.from({ length: 1000 }, (_, index) => index + 1));
});
