import { type Command, Option } from 'commander';
import type { Bilingual } from '../../constructs/standard/bilingual';
import { examples } from './help';
import type { Language } from './io';
import { type Adding, command, text } from './program-options';

/** `isms local`: the landing zone on an emulated cloud. */
export const addLocal: Adding = (program, { lang, ioOf, finish }) => {
  const local = program
    .command('local')
    .description(text(lang, 'try the landing zone on an emulated cloud on this machine', '在本机的模拟云上试用着陆区'))
    .helpOption('-h, --help', text(lang, 'display help', '显示帮助'))
    .helpCommand('help [command]', text(lang, 'display help for a command', '显示命令的帮助'));
  const commands = () => require('./local') as typeof import('./local');
  const up = localCommand(local, 'up', lang, {
    en: 'start it and deploy, or bring it up to date',
    zh: '启动并部署，或更新到最新',
  })
    .option(
      '--port <port>',
      text(lang, 'port of the loopback interface (default: 4566)', '回环接口的端口（默认：4566）'),
    )
    .addOption(
      new Option(
        '--profile <profile>',
        text(lang, 'which built-in configuration, where --config names none', '未用 --config 指定时的内置配置'),
      )
        .choices(['single-account', 'organization'])
        .default('single-account'),
    )
    .action(async (options) => finish(await commands().localUpCommand(options, ioOf(options))));
  examples(up, lang, [
    'isms local up',
    'isms local up --profile organization',
    'isms local up --config landing-zone.yaml',
  ]);
  localCommand(local, 'status', lang, { en: 'tell what stands in it', zh: '说明其中的资源' }).action(async (options) =>
    finish(await commands().localStatusCommand(options, ioOf(options))),
  );
  localCommand(local, 'diff', lang, {
    en: 'tell what a deployment would change: exit code 1 where that is anything',
    zh: '说明部署将带来的变更：有变更时退出码为 1',
  }).action(async (options) => finish(await commands().localDiffCommand(options, ioOf(options))));
  localCommand(local, 'drift', lang, {
    en: 'tell what was changed past CloudFormation since the deployment: exit code 1 where anything was',
    zh: '说明自部署以来绕过 CloudFormation 的变更：有变更时退出码为 1',
  }).action(async (options) => finish(await commands().localDriftCommand(options, ioOf(options))));
  localCommand(local, 'destroy', lang, {
    en: 'destroy what is deployed, and tell what stays and why',
    zh: '销毁已部署的内容，并说明保留的资源及原因',
  }).action(async (options) => finish(await commands().localDestroyCommand(options, ioOf(options))));
  localCommand(local, 'down', lang, { en: 'end it, with all that it holds', zh: '停止并清除其中的内容' }).action(
    async (options) =>
      finish(await (require('./local-down') as typeof import('./local-down')).localDownCommand(options, ioOf(options))),
  );
  localCommand(local, 'demo', lang, {
    en: 'live a day in it: what must work and what must be refused is tried',
    zh: '在其中度过一天：尝试应当成功与应当被拒绝的操作',
  }).action(async (options) =>
    finish(await (require('./local-demo') as typeof import('./local-demo')).localDemoCommand(options, ioOf(options))),
  );
  examples(local, lang, [
    'isms local up',
    'isms local up --profile organization',
    'isms local demo',
    'isms local status --json',
    'isms local drift',
    'isms local down',
  ]);
};

/** It keeps its results in the project's `.local`, so that no folder is asked for. */
const localCommand = (local: Command, name: string, lang: Language, description: Bilingual): Command =>
  command(local, name, lang, description, {
    en: 'a configuration of your own; its project keeps the local cloud',
    zh: '自己的配置；本地云保存在其项目中',
  });
