import { join, relative } from 'node:path';
import type { Bilingual } from '../../constructs/standard/bilingual';
import { diff } from '../local/cdk';
import { destroy } from '../local/destroy';
import { compare, notCompared, plannedIn, since } from '../local/discrepancies';
import { runningEmulator } from '../local/emulator';
import { withGiven } from '../local/given';
import { inventory, placeKey } from '../local/inventory';
import { inventoryIn, readInventory } from '../local/inventory-file';
import { alone } from '../local/lock';
import { type LocalProfile, profileFile } from '../local/profiles';
import { type LocalWork, type Step, succeeded, targetOf, up } from '../local/up';
import { today } from '../project';
import { stackPlan } from '../stacks/plan';
import { synthesizeTemplates } from '../synthesize';
import type { CommonOptions } from './cli';
import { type LoadedConfig, loadForCommand } from './configuration';
import { onInterruption } from './interruption';
import { ExitCode, type Io, longStep, UsageError } from './io';
import { placeOf, tellNotRunning } from './local-down';
import { tellDrift, tellRetained, tellStanding, tellTakenOver } from './local-tables';
import { localTarget } from './local-target';
import { inWorkspace } from './workspace';

/** Options of `isms local up`, and of the commands that work on what it made. */
export interface LocalOptions extends CommonOptions {
  readonly port?: string;
  readonly profile?: LocalProfile;
}

const STEPS: Readonly<Record<Step, Bilingual>> = {
  environment: { en: 'Preparing the emulator', zh: '正在准备模拟器' },
  start: { en: 'Starting the emulator', zh: '正在启动模拟器' },
  again: {
    en: 'Starting an empty emulator: what ran was left halfway, or was of another configuration',
    zh: '正在启动空白模拟器：此前的部署未完成，或属于其他配置',
  },
  synthesize: { en: 'Synthesizing AWS', zh: '正在合成 AWS' },
  bootstrap: { en: 'Bootstrapping accounts and regions', zh: '正在引导账号与区域' },
  deploy: { en: 'Deploying with the CDK', zh: '正在使用 CDK 部署' },
  adopt: {
    en: 'Deploying with the CDK over what was retained: what has its name already is imported',
    zh: '正在使用 CDK 在保留的资源之上部署：已存在的同名资源将被导入',
  },
  look: { en: 'Looking at what was made', zh: '正在查看已创建的资源' },
  compare: { en: 'Reading back what the emulator has kept', zh: '正在回读模拟器保留的内容' },
  diff: { en: 'Comparing with what is deployed', zh: '正在与已部署的内容比较' },
  unprotect: {
    en: 'Lifting the termination protection of the stacks, as a person has to before a landing zone can go',
    zh: '正在解除各堆栈的终止保护；销毁着陆区前必须由人执行此步骤',
  },
  destroy: { en: 'Destroying with the CDK', zh: '正在使用 CDK 销毁' },
};

/** Said where an interruption leaves a deployment, or what goes of one, halfway. */
const HALFWAY: Bilingual = {
  en: 'Interrupted: what was under way is halfway. The next isms local up sees that, and begins with an empty emulator; isms local down clears away what is left.',
  zh: '已中断：正在进行的部署只完成了一部分。下次运行 isms local up 会识别这一状态并从空白模拟器开始；isms local down 可清除残留。',
};

/** `isms local up`: deploys a configuration to an emulated cloud on this machine, and tells what stands behind each resource. */
export async function localUpCommand(options: LocalOptions, io: Io): Promise<number> {
  const wished = options.port === undefined ? {} : { port: portOf(options.port) };
  const file = options.config ?? profileFile(options.profile ?? 'single-account');
  const loaded = loadForCommand({ config: file }, io, today());
  const { emulator, deployed, comparison, takenOver } = await working(
    loaded,
    { ...options, interrupted: HALFWAY },
    io,
    (work) => up({ ...work, ...wished }),
  );
  tellStanding({ deployed, comparison, port: emulator.port }, io);
  tellTakenOver(takenOver, io);
  return deployed.some(({ standing }) => standing === 'refused') ? ExitCode.findings : ExitCode.fine;
}

/** `isms local status`: whether the emulator runs, and what stands in it. */
export async function localStatusCommand(options: LocalOptions, io: Io): Promise<number> {
  const { root, folder } = placeOf(options);
  const emulator = await runningEmulator(folder);
  if (!emulator) {
    tellNotRunning(io);
    return ExitCode.fine;
  }
  const { config } = loadForCommand({ config: join(root, emulator.config) }, io, today());
  const deployed = await inventory(stackPlan(config), emulator.port);
  tellStanding({ deployed, comparison: inventoryIn(folder)?.comparison, port: emulator.port }, io);
  return ExitCode.fine;
}

/** `isms local diff`: what a deployment would change, by the CDK. Exit code 1 where that is anything. */
export async function localDiffCommand(options: LocalOptions, io: Io): Promise<number> {
  const target = await localTarget(options, io);
  const { emulator } = target;
  return working(target, options, io, async (work) => {
    const given = await withGiven(work.config, emulator.port);
    return inWorkspace(work.folder.root, async (folder) => {
      const assembly = join(folder, 'cdk.out');
      await work.step('synthesize', async () => synthesizeTemplates(given, assembly, work.root));
      const ended = await work.step('diff', () => diff(targetOf(work, given, emulator, assembly)));
      const differs = ended.lines.some((line) => /Number of stacks with differences: [1-9]/.test(line));
      if (!differs) succeeded(ended, 'diff', work.folder);
      io.out(io.json ? `${JSON.stringify({ differs, lines: ended.lines })}\n` : `${ended.lines.join('\n')}\n`);
      return differs ? ExitCode.findings : ExitCode.fine;
    });
  });
}

/** `isms local drift`: what was changed behind CloudFormation's back since the deployment. Exit code 1 where anything was. */
export async function localDriftCommand(options: LocalOptions, io: Io): Promise<number> {
  const { config, emulator, folder } = await localTarget(options, io);
  const { resources, comparison: then } = readInventory(folder);
  const now = await longStep(io, STEPS.compare, () => compare(plannedIn(folder, config), resources, emulator.port));
  const unreadThen = new Set(then.unread.map(placeKey));
  const lost = now.unread.filter((resource) => !unreadThen.has(placeKey(resource)));
  const drifted = since(now.discrepancies, then.discrepancies);
  tellDrift({ read: now.read, drifted, lost, notCompared: notCompared(resources, now.unread) }, io);
  return drifted.length + lost.length > 0 ? ExitCode.findings : ExitCode.fine;
}

/** `isms local destroy`: destroys what is deployed, and tells what stays and why. The emulator goes on. */
export async function localDestroyCommand(options: LocalOptions, io: Io): Promise<number> {
  const target = await localTarget(options, io);
  const destroyed = await working(target, { ...options, interrupted: HALFWAY }, io, (work) =>
    destroy(work, target.emulator),
  );
  tellRetained(destroyed, io);
  return ExitCode.fine;
}

/** Works with a configuration, alone. */
async function working<Result>(
  { config, file }: Pick<LoadedConfig, 'config' | 'file'>,
  options: LocalOptions & { readonly interrupted?: Bilingual },
  io: Io,
  work: (work: LocalWork) => Promise<Result>,
): Promise<Result> {
  const { root, folder } = placeOf(options);
  const { interrupted } = options;
  const withdraw = interrupted ? onInterruption(() => io.err(`\n${interrupted[io.lang]}\n`)) : () => undefined;
  return alone(folder, (held) =>
    work({
      folder,
      config,
      file: relative(root, file),
      root,
      held,
      step: (what, part) => longStep(io, STEPS[what], part),
      onLine: (line) => {
        const stack = /✅ +(\S+)/.exec(line)?.[1];
        if (stack) io.err(`  ✅ ${stack}\n`);
      },
    }),
  ).finally(withdraw);
}

function portOf(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1024 && port <= 65_535) return port;
  throw new UsageError({
    en: `--port ${text}: give a number from 1024 to 65535`,
    zh: `--port ${text}：请给出 1024 至 65535 之间的端口号`,
  });
}
