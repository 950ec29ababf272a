import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { UsageError } from '../commands/io';
import { accountFor } from '../config/accounts';
import type { LandingZoneConfig } from '../config/schema';
import { accountsBelow } from '../stacks/organization';
import { type PlannedStack, stackPlan } from '../stacks/plan';
import { synthesizeTemplates } from '../synthesize';
import { asMade, isAccountedFor, takenOver } from './as-made';
import { bootstrap, type CdkTarget, deploy, deployOverRetained } from './cdk';
import { type Comparison, compare, type Discrepancy, plannedIn } from './discrepancies';
import {
  type Emulator,
  isOurs,
  refuseTaken,
  runningEmulator,
  type Started,
  startEmulator,
  stopEmulator,
  stopStrays,
} from './emulator';
import { clientOf } from './environment';
import type { LocalFolder } from './folder';
import { idsGiven, withGiven } from './given';
import { type Deployed, inventory } from './inventory';
import { inventoryIn, retainedIn, writeInventory } from './inventory-file';
import type { Held } from './lock';
import type { Ended } from './process';
import { emulatorPython } from './python';
import { standingStacks } from './standing-stacks';

/** What the work on the local cloud is told, and whom it tells. */
export interface LocalWork {
  readonly folder: LocalFolder;
  readonly config: LandingZoneConfig;
  /** The configuration's file, relative to the project, and its project's folder. */
  readonly file: string;
  readonly root: string;
  /** Wraps each part of the work, to show that it goes on. */
  readonly step: <Result>(what: Step, work: () => Promise<Result>) => Promise<Result>;
  /** Gets what the command line of the CDK writes. */
  readonly onLine: (line: string) => void;
  readonly held: Held;
}

export type Step =
  | 'environment'
  | 'start'
  | 'again'
  | 'synthesize'
  | 'bootstrap'
  | 'deploy'
  | 'adopt'
  | 'look'
  | 'compare'
  | 'diff'
  | 'unprotect'
  | 'destroy';

/** What stands in the local cloud. */
export interface LocalCloud {
  readonly emulator: Emulator;
  readonly deployed: readonly Deployed[];
  readonly comparison: Comparison;
  /** What a destroyed landing zone had left, was taken over, and is not what the templates now say. */
  readonly takenOver: readonly Discrepancy[];
}

/**
 * Brings a landing zone up in the emulator, or brings what is there up to date. What an earlier run left halfway is given up:
 * the emulator keeps everything in memory, and an empty one is there in a second.
 *
 * @throws UsageError when something is missing, in the way, or refused
 */
export async function up(work: LocalWork & Wished): Promise<LocalCloud> {
  const { folder, config, file, root, step } = work;
  refusePartition(config);
  const running = await runningEmulator(folder);
  await stopStrays(folder, running);
  // before anything is installed
  if (!running) await refuseTaken(work.port ?? DEFAULT_PORT);
  const python = await step('environment', () => emulatorPython(folder, work.held.note));
  const emulator = await readyEmulator(work, running, python);
  const retained = retainedIn(folder);
  const before = inventoryIn(folder) ?? retained;
  writeFileSync(folder.accounts, `${JSON.stringify(accountsByUnit(config))}\n`);
  const given = await withGiven(config, emulator.port);
  await step('synthesize', async () => synthesizeTemplates(given, folder.assembly, root));
  const plan = stackPlan(given);
  const target = targetOf(work, given, emulator, folder.assembly);
  await step('bootstrap', async () => succeeded(await bootstrap(target, plan), 'bootstrap', folder));
  if (existsSync(folder.retained)) {
    await step('adopt', async () => succeeded(await deployOverRetained(target), 'deploy', folder));
    rmSync(folder.retained, { force: true });
  } else {
    await step('deploy', async () => succeeded(await deploy(target), 'deploy', folder));
  }
  const deployed = await step('look', () => inventory(plan, emulator.port));
  const now = await step('compare', () => compare(plannedIn(folder, config), deployed, emulator.port));
  const comparison = asMade(before, deployed, now);
  writeInventory(folder, { config: file, resources: deployed, given: idsGiven(config, given), comparison });
  emulator.keep?.();
  return { emulator, deployed, comparison, takenOver: takenOver(retained, deployed, now) };
}

/** @throws UsageError for a partition that the emulator does not know */
function refusePartition({ partition }: LandingZoneConfig): void {
  if (partition === 'aws') return;
  throw new UsageError({
    en: `the emulator knows the partition aws alone, and the configuration is for ${partition}. Tests on templates and clients cover what differs there; try the local cloud with a configuration for aws.`,
    zh: `模拟器仅支持 aws 分区，而此配置面向 ${partition}。该分区的差异由针对模板与客户端的测试覆盖；请使用面向 aws 的配置试用本地云。`,
  });
}

/** How the command line of the CDK reaches the emulator on behalf of a configuration. */
export const targetOf = (
  { folder, onLine, held }: LocalWork,
  config: LandingZoneConfig,
  { pid, port }: Pick<Emulator, 'pid' | 'port'>,
  assembly: string,
): CdkTarget => ({
  assembly,
  port,
  goesOn: () => isOurs(folder, pid),
  account: accountFor(config, 'management'),
  region: config.regions.home,
  onLine,
  onStart: held.note,
});

/** Ids of the accounts of each unit: the emulator's own accounts are no members of its organization, so it is told. */
function accountsByUnit(config: LandingZoneConfig): Readonly<Record<string, readonly string[]>> {
  if (config.profile === 'single-account') return {};
  const { organization } = config;
  return Object.fromEntries(organization.units.map(({ name }) => [name, accountsBelow(name, organization)]));
}

/** Where the emulator is to answer. */
interface Wished {
  /** @default - where it answers already; 4566 where it does not run */
  readonly port?: number;
}

const DEFAULT_PORT = 4566;

const runsElsewhere = (port: number): UsageError =>
  new UsageError({
    en: `the local cloud runs at port ${port} already: leave --port out, or end it first with isms local down`,
    zh: `本地云已在端口 ${port} 运行：请省略 --port，或先执行 isms local down`,
  });

async function readyEmulator(
  { folder, file, port, step, config }: LocalWork & Wished,
  running: Emulator | undefined,
  python: string,
): Promise<Emulator & Partial<Pick<Started, 'keep'>>> {
  const start = (what: Step): Promise<Started> => {
    // an emulator that has ended took with it all that it held
    for (const gone of [folder.inventory, folder.retained]) rmSync(gone, { force: true });
    const at = port ?? running?.port ?? DEFAULT_PORT;
    return step(what, () => startEmulator(folder, python, { port: at, config: file }));
  };
  if (!running) return start('start');
  if (running.config === file && !(await isHalfway(stackPlan(config), running.port, folder))) {
    if (port !== undefined && port !== running.port) throw runsElsewhere(running.port);
    return running;
  }
  await stopEmulator(folder, running);
  return start('again');
}

/** Whether a stack, or what stands in one, was left by a run that did not come to its end. */
async function isHalfway(plan: readonly PlannedStack[], port: number, folder: LocalFolder): Promise<boolean> {
  const places = new Map(plan.map(({ account, region }) => [`${account} ${region}`, { account, region }]));
  const stacks = await Promise.all(
    [...places.values()].map(({ account, region }) =>
      standingStacks(new CloudFormationClient(clientOf(port, account, region))),
    ),
  );
  if (stacks.flat().some(({ StackStatus = '' }) => !SETTLED.has(StackStatus))) return true;
  return !isAccountedFor(await inventory(plan, port), inventoryIn(folder));
}

const SETTLED: ReadonlySet<string> = new Set(['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE']);

/** @throws UsageError with what the command line complained of */
export function succeeded({ code, lines, abandoned }: Ended, command: string, { log }: LocalFolder): void {
  if (code === 0) return;
  if (abandoned) {
    throw new UsageError({
      en: `the emulator ended during cdk ${command}. Its log is ${log}. Run isms local up again: it starts an empty one.`,
      zh: `cdk ${command} 执行期间模拟器已终止，其日志见 ${log}。请重新运行 isms local up：将启动空白模拟器。`,
    });
  }
  const telling = lines.filter((line) => /FAILED|❌|‣|[Ee]rror/.test(line));
  const why = (telling.length > 0 ? telling : lines).slice(-6).join('\n  ');
  throw new UsageError({
    en: `cdk ${command} failed:\n  ${why}\nThe emulator's log is ${log}. Run isms local up again: what is halfway is begun anew.`,
    zh: `cdk ${command} 失败：\n  ${why}\n模拟器日志见 ${log}。请重新运行 isms local up：未完成的部分会从头开始。`,
  });
}
