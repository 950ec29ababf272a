import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { measured } from '../support/measured';
import { pause, Recorder, type Seen, type Step } from './recorder';
import { onlyRecording, readRecording } from './screens';

/** In megabytes of output a second of the processor's time. */
const LEAST_THROUGHPUT = 20;
/** In megabytes. */
const MOST_MEMORY = 100;
/** Of one processor, for ten people at work. */
const LARGEST_SHARE = 0.05;
const FLOOD = 100_000_000;
const PEOPLE = 10;

/** What recording as it is seen costs. */
const FACET = '8.2/session-recording#timed-screen-recording';
const MEMORY = { facet: FACET, unit: 'MB', atMost: MOST_MEMORY } as const;

let recorder: Recorder;

beforeEach(async () => {
  recorder = new Recorder();
  await recorder.start();
});

afterEach(() => recorder.stop());

const TICKS_A_SECOND = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

/** In seconds, what of the processor's time processes have used. */
const processorTime = (processes: readonly number[]): number =>
  processes.reduce((sum, pid) => {
    // the name is in brackets and may hold anything
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return sum + (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
  }, 0);

/** In megabytes, the most that a process has had in memory. */
const peakMemory = (pid: number): number =>
  Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

describe('recording costs little', () => {
  test('while a hundred megabytes are shown', async () => {
    const flood = join(recorder.folder, 'flood');
    execFileSync('bash', ['-c', `base64 -w 99 /dev/urandom | head -c ${FLOOD} > ${flood}; chmod 644 ${flood}`]);
    const steps: readonly Step[] = [
      { until: '$ ' },
      { type: `TIMEFORMAT="took %R"; time cat ${flood}; echo "DO""-NE"\r` },
      // the flood holds no hyphen
      { until: 'DO-NE' },
      { wait: 1 },
      { type: 'exit\r' },
      { end: 20 },
    ];
    const unrecorded = await recorder.visitUnrecorded(steps);
    const visit = recorder.visit(steps);
    await pause(1000);
    const [pid = 0] = recorder.recorderProcesses();
    const samples: { seconds: number; memory: number }[] = [];
    const watch = setInterval(() => {
      if (!recorder.recorderProcesses().includes(pid)) return;
      const memory = peakMemory(pid);
      // one that has ended and waits to be noticed has none
      if (memory > 0) samples.push({ seconds: processorTime([pid]), memory });
    }, 100);
    await visit.finally(() => clearInterval(watch));
    const { verification } = await readRecording(onlyRecording(recorder.recordings), recorder.cloud.publicKey);
    const last = samples.at(-1) ?? { seconds: 0, memory: 0 };
    const throughput = FLOOD / 1_000_000 / last.seconds;
    measured({
      ...MEMORY,
      what: { en: 'memory for 100 MB of output', zh: '输出 100 MB 时占用内存' },
      value: last.memory,
    });
    measured({
      facet: FACET,
      what: { en: 'output for a second of the processor', zh: '每秒处理器时间录制的输出' },
      value: throughput,
      unit: 'MB',
      atLeast: LEAST_THROUGHPUT,
    });
    process.stdout.write(
      `100 MB: ${last.seconds.toFixed(1)} s of the processor, ${last.memory.toFixed(0)} MB, ${shellSeconds(await visit)} s for the shell, ${shellSeconds(unrecorded)} s unrecorded\n`,
    );

    expect(verification).toMatchObject({ verdict: 'ok' });
    expect(verification.size).toBeGreaterThan(FLOOD);
    expect(throughput).toBeGreaterThanOrEqual(LEAST_THROUGHPUT);
    expect(last.memory).toBeLessThanOrEqual(MOST_MEMORY);
  });

  test('while ten people work', async () => {
    const working: readonly Step[] = [
      { until: '$ ' },
      ...Array.from({ length: 12 }, (_, index): readonly Step[] => [
        { type: `echo ${index}` },
        { wait: 0.5 },
        { type: '\r' },
        { wait: 0.5 },
      ]).flat(),
      { type: 'exit\r' },
      { end: 10 },
    ];
    const visits = Array.from({ length: PEOPLE }, () => recorder.visit(working));
    for (const end = Date.now() + 8000; recorder.recorderProcesses().length < PEOPLE && Date.now() < end; )
      await pause(100);
    await pause(2000);
    const processes = recorder.recorderProcesses();
    const [began, before] = [performance.now(), processorTime(processes)];
    await pause(6000);
    const share = (processorTime(processes) - before) / ((performance.now() - began) / 1000);
    const memory = processes.reduce((sum, pid) => sum + ownMemory(pid), 0);
    await Promise.all(visits);
    measured({ ...MEMORY, what: { en: 'memory for ten people', zh: '十人同时操作占用内存' }, value: memory });
    measured({
      facet: FACET,
      what: { en: 'of a processor for ten people', zh: '十人同时操作占用处理器' },
      value: share * 100,
      unit: '%',
      atMost: LARGEST_SHARE * 100,
    });
    process.stdout.write(
      `${processes.length} people: ${(share * 100).toFixed(1)} % of a processor, ${memory.toFixed(0)} MB\n`,
    );

    expect(processes).toHaveLength(PEOPLE);
    expect(share).toBeLessThanOrEqual(LARGEST_SHARE);
    expect(memory).toBeLessThanOrEqual(MOST_MEMORY);
  });
});

/** In seconds, how long the shell took, as it said itself. */
const shellSeconds = ({ shown }: Seen): number =>
  Number(/took ([\d.]+)/.exec(Buffer.from(shown.map(([, hex]) => hex).join(''), 'hex').toString('latin1'))?.[1]);

/** In megabytes, what a process has for itself: the interpreter is shared. */
const ownMemory = (pid: number): number => {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  return Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1]) / 1024;
};
