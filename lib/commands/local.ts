import { existsSync, rmSync } from 'node:fs';
import { relative } from 'node:path';
import Table from 'cli-table3';
import type { Bilingual } from '../../constructs/standard/bilingual';
import { runningEmulator, stopEmulator } from '../local/emulator';
import { localFolder } from '../local/folder';
import { byType, countsOf, type Deployed, inventory } from '../local/inventory';
import { type Step, up } from '../local/up';
import { projectOf, today } from '../project';
import { stackPlan } from '../stacks/plan';
import type { CommonOptions } from './cli';
import { DEFAULT_FILE, loadForCommand } from './configuration';
import { ExitCode, type Io, longStep, UsageError } from './io';

/** Options of `isms local`. */
export interface LocalOptions extends CommonOptions {
  readonly port: string;
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
  look: { en: 'Looking at what was made', zh: '正在查看已创建的资源' },
};

/** `isms local up`: deploys the configuration to an emulated cloud on this machine, and tells what stands behind each resource. */
export async function localUpCommand(options: LocalOptions, io: Io): Promise<number> {
  const { config, file } = loadForCommand(options, io, today());
  const root = projectOf(file);
  const { emulator, deployed } = await up({
    folder: localFolder(root),
    config,
    file: relative(root, file),
    root,
    port: portOf(options.port),
    step: (what, work) => longStep(io, STEPS[what], work),
    onLine: (line) => {
      const stack = /✅ +(\S+)/.exec(line)?.[1];
      if (stack) io.err(`  ✅ ${stack}\n`);
    },
  });
  tell(deployed, emulator.port, io);
  return deployed.some(({ standing }) => standing === 'refused') ? ExitCode.findings : ExitCode.fine;
}

/** `isms local status`: whether the emulator runs, and what stands in it. */
export async function localStatusCommand(options: LocalOptions, io: Io): Promise<number> {
  const root = projectOf(options.config ?? DEFAULT_FILE);
  const emulator = await runningEmulator(localFolder(root));
  if (!emulator) {
    say(io, NOT_RUNNING, { running: false });
    return ExitCode.fine;
  }
  const { config } = loadForCommand({ config: options.config ?? emulator.config }, io, today());
  tell(await inventory(stackPlan(config), emulator.port), emulator.port, io);
  return ExitCode.fine;
}

/** `isms local down`: ends the emulator, and with it all that it held. The virtual environment stays. */
export async function localDownCommand(options: LocalOptions, io: Io): Promise<number> {
  const folder = localFolder(projectOf(options.config ?? DEFAULT_FILE));
  const emulator = await runningEmulator(folder);
  if (emulator) await stopEmulator(folder, emulator);
  for (const made of [folder.assembly, folder.log]) rmSync(made, { recursive: true, force: true });
  const kept = existsSync(folder.virtualEnvironment);
  say(io, emulator ? STOPPED : NOT_RUNNING, { running: false, stopped: emulator !== undefined, kept });
  return ExitCode.fine;
}

const NOT_RUNNING: Bilingual = { en: 'The local cloud is not running.', zh: '本地云未运行。' };

const STOPPED: Bilingual = {
  en: 'The local cloud is down, and what it held is gone.',
  zh: '本地云已停止，其中的内容已清除。',
};

function say(io: Io, what: Bilingual, data: Readonly<Record<string, unknown>>): void {
  io.out(io.json ? `${JSON.stringify(data)}\n` : `${what[io.lang]}\n`);
}

function portOf(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1024 && port <= 65_535) return port;
  throw new UsageError({
    en: `--port ${text}: give a number from 1024 to 65535`,
    zh: `--port ${text}：请给出 1024 至 65535 之间的端口号`,
  });
}

const HEADINGS: Readonly<Record<Io['lang'], readonly string[]>> = {
  en: ['type', 'real', 'recorded only', 'refused'],
  zh: ['类型', '真实 API', '仅登记', '被拒绝'],
};

/** The table of what stands how: nothing is skipped in silence. */
function tell(deployed: readonly Deployed[], port: number, io: Io): void {
  const counts = countsOf(deployed);
  if (io.json) {
    io.out(`${JSON.stringify({ running: true, port, counts, resources: deployed }, null, 2)}\n`);
    return;
  }
  const table = new Table({
    head: [...HEADINGS[io.lang]],
    style: { head: [], border: [] },
    colAligns: ['left', 'right', 'right', 'right'],
  });
  for (const { type, counts: each } of byType(deployed)) {
    table.push([type, each.real || '', each.recorded || '', each.refused || '']);
  }
  table.push([io.lang === 'zh' ? '合计' : 'all', counts.real, counts.recorded, counts.refused]);
  const share = deployed.length === 0 ? 0 : Math.round((100 * counts.real) / deployed.length);
  io.out(
    `${table.toString()}\n${
      io.lang === 'zh'
        ? `${deployed.length} 个资源中 ${share} % 由模拟器的真实 API 承载；“仅登记”者只存在于 CloudFormation。地址：http://127.0.0.1:${port}`
        : `${share} % of ${deployed.length} resources stand behind a real API of the emulator; those recorded only exist in CloudFormation alone. It answers at http://127.0.0.1:${port}`
    }\n`,
  );
}
