import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import type { RecordingFiles } from '../../constructs/session-recording/recording/recording-files';
import { recordingsIn } from '../../lib/sessions/recording-files';
import { measured } from '../support/measured';
import { pause, Recorder, type Seen, type Step } from './recorder';
import { readRecording } from './screens';

/** In megabytes of output a second of the processor's time. */
const LEAST_THROUGHPUT = 20;
/** In megabytes. */
const MOST_MEMORY = 100;
/** Of one processor, for ten people at work. */
const LARGEST_SHARE = 0.05;
const FLOOD = 100_000_000;
const PEOPLE = 10;
/** Of a shell that is recorded, as against one that is not. */
const MOST_SLOWED = 1.2;
/** What else the machine does slows a shell as well: it is looked at again. */
const MOST_ATTEMPTS = 3;

/** What recording as it is seen costs. */
const FACET = '8.2/session-recording#timed-screen-recording';
const MEMORY = { facet: FACET, unit: 'MB', atMost: MOST_MEMORY } as const;

/** Writes a file to the terminal at the pace that is asked for, for five seconds where nothing holds it up, and says how long it took. */
const PACED = `import os, sys, time
with open(sys.argv[1], "rb") as file:
    flood = file.read()
piece, began = ${LEAST_THROUGHPUT} * 1_000_000 // 100, time.monotonic()
for number, at in enumerate(range(0, len(flood), piece)):
    time.sleep(max(0, began + number / 100 - time.monotonic()))
    left = memoryview(flood)[at : at + piece]
    while left:
        left = left[os.write(1, left) :]
print(f"\\ntook {time.monotonic() - began:.3f}")
`;

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

/**
 * What depends on the processor is measured with its bound, and told where that is not kept (`npm run bench -- recorder`); how fast a
 * machine is fails no test.
 */
describe('recording costs little', () => {
  test('while a shell shows 20 megabytes a second, and a hundred as fast as it can', async () => {
    const flood = join(recorder.folder, 'flood');
    execFileSync('bash', ['-c', `base64 -w 99 /dev/urandom | head -c ${FLOOD} > ${flood}; chmod 644 ${flood}`]);
    writeFileSync(join(recorder.folder, 'paced.py'), PACED);
    const unpaced = await flooded(`TIMEFORMAT="took %R"; time cat ${flood}`);
    tell('as fast as it can', unpaced);
    let paced: Flooded;
    let attempts = 0;
    do {
      paced = await flooded(`python3 ${join(recorder.folder, 'paced.py')} ${flood}`);
      tell('20 MB a second', paced);
    } while (slowed(paced) > MOST_SLOWED && ++attempts < MOST_ATTEMPTS);

    const throughput = FLOOD / 1_000_000 / unpaced.processor;
    const memory = Math.max(paced.memory, unpaced.memory);
    measured({
      facet: FACET,
      what: {
        en: 'a shell that shows 20 MB/s takes as long as unrecorded, times',
        zh: '以 20 MB/s 输出时，录制用时为未录制的倍数',
      },
      value: slowed(paced),
      atMost: MOST_SLOWED,
    });
    measured({
      facet: FACET,
      what: { en: 'output for a second of the processor', zh: '每秒处理器时间录制的输出' },
      value: throughput,
      unit: 'MB',
      atLeast: LEAST_THROUGHPUT,
    });
    measured({ ...MEMORY, what: { en: 'memory for 100 MB of output', zh: '输出 100 MB 时占用内存' }, value: memory });

    expect(paced.size).toBeGreaterThan(FLOOD);
    expect(memory).toBeLessThanOrEqual(MOST_MEMORY);
  }, 300_000);

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
    expect(memory).toBeLessThanOrEqual(MOST_MEMORY);
  });
});

/** What a hundred megabytes cost: seconds for the shell with and without a recorder, and of the recorder's processor; megabytes. */
interface Flooded {
  readonly recorded: number;
  readonly unrecorded: number;
  readonly processor: number;
  readonly memory: number;
  /** Bytes of the recording. */
  readonly size: number;
}

const slowed = ({ recorded, unrecorded }: Flooded): number => recorded / unrecorded;

/** Has a shell show a flood, and say how long that took it, first with nobody who records. */
async function flooded(command: string): Promise<Flooded> {
  const steps: readonly Step[] = [
    { until: '$ ' },
    { type: `${command}; echo "DO""-NE"\r` },
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
  const samples: { processor: number; memory: number }[] = [];
  const watch = setInterval(() => {
    try {
      const sample = { processor: processorTime([pid]), memory: peakMemory(pid) };
      // one that has ended and waits to be noticed has none
      if (sample.memory > 0) samples.push(sample);
    } catch {
      // it has ended: what was seen last counts
    }
  }, 100);
  const recorded = await visit.finally(() => clearInterval(watch));
  const newest = recordingsIn(recorder.recordings).slice(-1) as [RecordingFiles];
  const { verification } = await readRecording(newest[0], recorder.cloud.publicKey);
  expect(verification).toMatchObject({ verdict: 'ok' });
  const { processor, memory } = samples.at(-1) ?? { processor: Number.NaN, memory: Number.NaN };
  const [took, without] = [shellSeconds(recorded), shellSeconds(unrecorded)];
  return { recorded: took, unrecorded: without, processor, memory, size: verification.size };
}

const tell = (what: string, { recorded, unrecorded, processor, memory }: Flooded): void => {
  process.stdout.write(
    `100 MB, ${what}: ${recorded} s for the shell, ${unrecorded} s unrecorded (load ${loadavg()[0]?.toFixed(1)}), ${processor.toFixed(1)} s of the processor, ${memory.toFixed(0)} MB\n`,
  );
};

/** In seconds, how long the shell took, as it said itself. */
const shellSeconds = ({ shown }: Seen): number =>
  Number(/took ([\d.]+)/.exec(Buffer.from(shown.map(([, hex]) => hex).join(''), 'hex').toString('latin1'))?.[1]);

/** In megabytes, what a process has for itself: the interpreter is shared. */
const ownMemory = (pid: number): number => {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  return Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1]) / 1024;
};
