import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import { figureText, isKept } from '../../lib/evidence/test-results';
import { checkingTime } from './addresses';
import type { CaseResult } from './case';
import { configurationOf, type Shape } from './configurations';
import { type LocalMeasure, measureLocal, measureTests } from './local';
import { packingTime } from './packing';
import { measureRecorder } from './recorder';
import { writeSessions } from './sessions';

/**
 * `npm run bench [-- --json FILE] [-- --runs N]`: how long the landing zone takes and how much memory, the median of several
 * runs, each in a process of its own. Bounds are shown beside; a run on another machine is another measurement.
 * `npm run bench -- sessions`: how long it takes to index and to search 10,000 recorded sessions.
 * `npm run bench -- recorder`: what the recorder costs, and exit code 1 where a bound is not kept. Needs what `npm run test:recorder` needs.
 * `npm run bench -- local [test:local]`: how long the local cloud takes, each step once, and how much memory its emulator; and, where
 * asked for, how long its tests take.
 */
const ROOT = resolve(__dirname, '../..');

interface Measured {
  readonly case: string;
  readonly bound: string;
  readonly wallS: number | null;
  readonly cpuS: number | null;
  readonly peakMb: number | null;
  readonly stacks: number | null;
  readonly resources: number | null;
  readonly templateBytes: number | null;
  readonly synthS: number | null;
  readonly judgeS: number | null;
  readonly simulateS: number | null;
  readonly reportS: number | null;
  readonly packS: number | null;
}

/** Complete AWS runs: synthesis, judging, ledger, report. The bounds stay as later work adds resources. */
const SHAPES: readonly { readonly name: string; readonly bound: string; readonly shape?: Shape }[] = [
  { name: 'quickstart', bound: '' },
  { name: '6 × 2', bound: '', shape: { partition: 'aws', accounts: 6 } },
  {
    name: '26 × 2',
    bound: '≤ 3 s, ≤ 600 MB, report ≤ 1 s, simulate ≤ 1.5 s',
    shape: { partition: 'aws', accounts: 26 },
  },
  { name: '1000 × 2', bound: '≤ 1.2 × the 26 × 2', shape: { partition: 'aws', accounts: 1000 } },
  { name: 'aws-cn 6 × 2', bound: '', shape: { partition: 'aws-cn', accounts: 6 } },
];

const QUICKSTART = join(ROOT, 'examples/quickstart/landing-zone.yaml');
const ISMS = [process.execPath, 'bin/isms.js'];

/** Whole commands, as people run them; wall time alone. */
const COMMANDS: readonly { readonly name: string; readonly bound: string; readonly command: readonly string[] }[] = [
  { name: 'npm start', bound: '≤ 8 s', command: ['npm', 'start', '--silent'] },
  { name: 'isms validate', bound: '≤ 0.7 s', command: [...ISMS, 'validate', '--config', QUICKSTART] },
  { name: 'isms --help', bound: '≤ 0.3 s', command: [...ISMS, '--help'] },
  { name: 'type check', bound: '≤ 3 s', command: ['npm', 'run', '--silent', 'typecheck'] },
  { name: 'type check, plain tsc', bound: '', command: ['node_modules/.bin/tsc', '-p', '.'] },
];

/** What is measured of whole commands alone. */
const UNKNOWN = {
  cpuS: null,
  peakMb: null,
  stacks: null,
  resources: null,
  templateBytes: null,
  synthS: null,
  judgeS: null,
  simulateS: null,
  reportS: null,
  packS: null,
};

const { values, positionals } = parseArgs({
  options: { json: { type: 'string' }, runs: { type: 'string', default: '5' } },
  allowPositionals: true,
});
const runs = Number(values.runs);
const MEDIAN = `median of ${runs} runs, after one that warms the caches`;
const folder = mkdtempSync(join(tmpdir(), 'bench-'));
main().finally(() => rmSync(folder, { recursive: true, force: true }));

async function main(): Promise<void> {
  if (positionals.includes('sessions')) return show(measureSessions(), MEDIAN);
  if (positionals.includes('recorder')) return showRecorder();
  const local = positionals.includes('local');
  const measured = local
    ? [...(await measureLocal(folder)), ...(positionals.includes('test:local') ? [measureTests()] : [])].map(rowOf)
    : [...SHAPES.map(measureShape), ...COMMANDS.map(measureCommand), measurePacking(), measureAddresses()];
  show(measured, local ? "one run; memory is the emulator's" : MEDIAN);
}

function show(measured: readonly Measured[], how: string): void {
  process.stdout.write(`${tableOf(measured)}\n${how}\n`);
  if (values.json) writeFileSync(values.json, `${JSON.stringify(measured, null, 2)}\n`);
}

/** The figures that the recorder's own suite takes of real sessions. */
function showRecorder(): void {
  const figures = measureRecorder();
  for (const figure of figures) process.stdout.write(`${figureText(figure, 'en')}\n`);
  if (figures.length === 0 || !figures.every(isKept)) process.exitCode = 1;
}

/** Recordings, made here: the index once, since it is there afterwards; each search as people run it. */
function measureSessions(): readonly Measured[] {
  const count = 10_000;
  process.stderr.write(`writing ${count} sessions …\n`);
  const { from, key } = writeSessions(folder, count);
  const sessions = [...ISMS, 'sessions'];
  const place = ['--from', from];
  const began = performance.now();
  spawnSync(process.execPath, [...sessions.slice(1), 'index', ...place, '--key', key], { cwd: ROOT, stdio: 'ignore' });
  const wallS = (performance.now() - began) / 1000;
  const search = (name: string, ...question: readonly string[]) =>
    measureCommand({ name, bound: '≤ 1 s', command: [...sessions, 'search', ...question, ...place] });
  return [
    { ...UNKNOWN, case: `index ${count} sessions`, bound: '', wallS },
    search('search a text, in one session', '绝密导出'),
    search('search a text, in none', 'nowhere to be found'),
    search('search a text, in all, of a person', 'kubectl', '--person', 'person-7'),
    search('search a command', '--command', 'psql -h db-3', '--since', '2026-03-01', '--until', '2026-03-02'),
  ];
}

function rowOf({ name, bound, wallS, emulatorMb }: LocalMeasure): Measured {
  return { ...UNKNOWN, case: name, bound, wallS, peakMb: emulatorMb };
}

function measureShape({ name, bound, shape }: (typeof SHAPES)[number], index: number): Measured {
  const out = join(folder, String(index));
  mkdirSync(out);
  const config = shape ? join(out, 'landing-zone.yaml') : QUICKSTART;
  if (shape) writeFileSync(config, configurationOf(shape));
  process.stderr.write(`${name} …\n`);
  const results = repeated(() => ({
    ...(script('case.ts', config, out) as CaseResult),
    simulateS: script('simulate.ts', join(out, 'cdk.out')) as number,
  }));
  const of = (key: keyof (typeof results)[number]): number => median(results.map((result) => result[key]));
  return {
    case: name,
    bound,
    wallS: of('wallS'),
    cpuS: of('cpuS'),
    peakMb: of('peakMb'),
    stacks: of('stacks'),
    resources: of('resources'),
    templateBytes: of('templateBytes'),
    synthS: of('synthS'),
    judgeS: of('judgeS'),
    simulateS: of('simulateS'),
    reportS: of('reportS'),
    packS: null,
  };
}

/** What a script of the benchmark prints, run in a process of its own. */
function script(name: string, ...args: readonly string[]): unknown {
  const command = ['-r', './bin/sources.js', `tools/bench/${name}`, ...args];
  return JSON.parse(execFileSync(process.execPath, command, { cwd: ROOT, encoding: 'utf8' }));
}

function measureCommand({ name, bound, command: [program = '', ...args] }: (typeof COMMANDS)[number]): Measured {
  process.stderr.write(`${name} …\n`);
  const seconds = repeated(() => {
    const began = performance.now();
    const { status } = spawnSync(program, args, { cwd: ROOT, stdio: 'ignore' });
    if (status !== 0) throw new Error(`${name} exited with ${status}`);
    return (performance.now() - began) / 1000;
  });
  return { ...UNKNOWN, case: name, bound, wallS: median(seconds) };
}

/** Guardrails into policies, in this process. */
function measurePacking(): Measured {
  const count = 200;
  const seconds = repeated(() => packingTime(count));
  return { ...UNKNOWN, case: `${count} guardrails`, bound: 'pack ≤ 0.2 s', wallS: null, packS: median(seconds) };
}

/** An address plan and all else in its configuration, checked in this process. */
function measureAddresses(): Measured {
  const accounts = 1000;
  const config = join(folder, 'addresses.yaml');
  writeFileSync(config, configurationOf({ partition: 'aws', accounts, ranges: true }));
  const wallS = median(repeated(() => checkingTime(config)));
  return { ...UNKNOWN, case: `${accounts} address plans`, bound: 'check ≤ 0.5 s', wallS };
}

/** The first run warms caches and is not counted. */
function repeated<Result>(work: () => Result): readonly Result[] {
  work();
  return Array.from({ length: runs }, work);
}

function median(values_: readonly number[]): number {
  const sorted = [...values_].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function tableOf(measured: readonly Measured[]): string {
  const head = [
    'case',
    'wall s',
    'cpu s',
    'peak MB',
    'stacks',
    'resources',
    'templates KB',
    'synth s',
    'judge s',
    'simulate s',
    'report s',
    'pack s',
    'bound',
  ];
  const table = new Table({ head, style: { head: [], border: [] } });
  const seconds = (value: number | null): string => value?.toFixed(2) ?? '';
  const whole = (value: number | null): string => value?.toFixed(0) ?? '';
  for (const row of measured) {
    table.push([
      row.case,
      seconds(row.wallS),
      seconds(row.cpuS),
      whole(row.peakMb),
      whole(row.stacks),
      whole(row.resources),
      whole(row.templateBytes === null ? null : row.templateBytes / 1024),
      seconds(row.synthS),
      seconds(row.judgeS),
      seconds(row.simulateS),
      seconds(row.reportS),
      row.packS?.toFixed(3) ?? '',
      row.bound,
    ]);
  }
  return table.toString();
}
