import { CloudFormationClient, paginateListStacks } from '@aws-sdk/client-cloudformation';
import { UsageError } from '../commands/io';
import { accountFor } from '../config/accounts';
import type { LandingZoneConfig } from '../config/schema';
import { type PlannedStack, stackPlan } from '../stacks/plan';
import { synthesizeAws } from '../synthesize';
import { bootstrap, type CdkEnd, type CdkTarget, deploy } from './cdk';
import { type Emulator, runningEmulator, startEmulator, stopEmulator } from './emulator';
import { clientOf } from './environment';
import type { LocalFolder } from './folder';
import { withGiven } from './given';
import { type Deployed, inventory } from './inventory';
import { emulatorPython } from './python';

/** What `up` is told, and whom it tells. */
export interface UpOptions {
  readonly folder: LocalFolder;
  readonly config: LandingZoneConfig;
  /** The configuration's file and its project's folder. */
  readonly file: string;
  readonly root: string;
  readonly port: number;
  /** Wraps each part of the work, to show that it goes on. */
  readonly step: <Result>(what: Step, work: () => Promise<Result>) => Promise<Result>;
  /** Gets what the command line of the CDK writes. */
  readonly onLine: (line: string) => void;
}

export type Step = 'environment' | 'start' | 'again' | 'synthesize' | 'bootstrap' | 'deploy' | 'look';

/** What stands in the local cloud. */
export interface LocalCloud {
  readonly emulator: Emulator;
  readonly plan: readonly PlannedStack[];
  readonly deployed: readonly Deployed[];
}

/**
 * Brings a landing zone up in the emulator, or brings what is there up to date. What an earlier run left halfway is given up:
 * the emulator keeps everything in memory, and an empty one is there in a second.
 *
 * @throws UsageError when something is missing, in the way, or refused
 */
export async function up(options: UpOptions): Promise<LocalCloud> {
  const { folder, config, root, step } = options;
  if (config.partition !== 'aws') {
    throw new UsageError({
      en: `the emulator knows the partition aws alone, and the configuration is for ${config.partition}. Tests on templates and clients cover what differs there; try the local cloud with a configuration for aws.`,
      zh: `模拟器仅支持 aws 分区，而此配置面向 ${config.partition}。该分区的差异由针对模板与客户端的测试覆盖；请使用面向 aws 的配置试用本地云。`,
    });
  }
  const python = await step('environment', async () => emulatorPython(folder));
  const emulator = await readyEmulator(options, python, stackPlan(config));
  const given = await withGiven(config, emulator.port);
  await step('synthesize', async () => synthesizeAws(given, folder.assembly, root));
  const plan = stackPlan(given);
  const target: CdkTarget = {
    assembly: folder.assembly,
    port: emulator.port,
    account: accountFor(given, 'management'),
    region: given.regions.home,
    onLine: options.onLine,
  };
  await step('bootstrap', async () => succeeded(await bootstrap(target, plan), 'bootstrap', folder));
  await step('deploy', async () => succeeded(await deploy(target), 'deploy', folder));
  const deployed = await step('look', () => inventory(plan, emulator.port));
  return { emulator, plan, deployed };
}

async function readyEmulator(
  { folder, file, port, step }: UpOptions,
  python: string,
  plan: readonly PlannedStack[],
): Promise<Emulator> {
  const running = await runningEmulator(folder);
  const start = (what: Step): Promise<Emulator> =>
    step(what, () => startEmulator(folder, python, { port, config: file }));
  if (!running) return start('start');
  if (running.config === file && !(await isHalfway(plan, running.port))) return running;
  await stopEmulator(folder, running);
  return start('again');
}

/** Whether a stack was left by a run that did not come to its end. */
async function isHalfway(plan: readonly PlannedStack[], port: number): Promise<boolean> {
  const places = new Map(plan.map(({ account, region }) => [`${account} ${region}`, { account, region }]));
  for (const { account, region } of places.values()) {
    const client = new CloudFormationClient(clientOf(port, account, region));
    for await (const { StackSummaries = [] } of paginateListStacks({ client }, {})) {
      if (StackSummaries.some(({ StackStatus = '' }) => !SETTLED.has(StackStatus))) return true;
    }
  }
  return false;
}

const SETTLED: ReadonlySet<string> = new Set([
  'CREATE_COMPLETE',
  'UPDATE_COMPLETE',
  'UPDATE_ROLLBACK_COMPLETE',
  'DELETE_COMPLETE',
]);

function succeeded({ code, lines }: CdkEnd, command: string, { log }: LocalFolder): void {
  if (code === 0) return;
  const telling = lines.filter((line) => /FAILED|❌|‣|[Ee]rror/.test(line));
  const why = (telling.length > 0 ? telling : lines).slice(-6).join('\n  ');
  throw new UsageError({
    en: `cdk ${command} failed:\n  ${why}\nThe emulator's log is ${log}. Run it again: what is halfway is begun anew.`,
    zh: `cdk ${command} 失败：\n  ${why}\n模拟器日志见 ${log}。请重新运行：未完成的部分会从头开始。`,
  });
}
