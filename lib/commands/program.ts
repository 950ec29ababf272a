import { Command, InvalidArgumentError, Option } from 'commander';
import type { Bilingual } from '../../constructs/standard/bilingual';
import { version } from '../../package.json';
import type { AzurePart } from '../azure-part';
import { isDay } from '../project';
import { examples, helpIn } from './help';
import type { Io, Language } from './io';

/** What running a command needs. */
export interface Surroundings {
  readonly lang: Language;
  readonly azure: AzurePart;
  readonly ioOf: (options: { readonly json?: boolean }) => Io;
  /** Takes the exit code of the command. */
  readonly finish: (code: number) => void;
}

/** The commands with their options. Each is loaded only when it is called: `--help` starts at once. */
export function programOf(surroundings: Surroundings): Command {
  const { lang } = surroundings;
  const program = new Command('isms')
    .description(
      lang === 'zh'
        ? '符合 Q/BJKB 012-2026 并逐项证明的着陆区。'
        : 'A landing zone that meets Q/BJKB 012-2026 and proves it.',
    )
    .version(version, '-V, --version', text(lang, 'output the version number', '显示版本号'))
    .helpOption('-h, --help', text(lang, 'display help', '显示帮助'))
    .helpCommand('help [command]', text(lang, 'display help for a command', '显示命令的帮助'))
    .addOption(languageOption(lang))
    .enablePositionalOptions()
    .configureHelp(helpIn(lang))
    // mistakes are told once, in the language asked for, by whoever catches them
    .configureOutput({ outputError: () => undefined })
    .exitOverride();
  for (const add of [
    addInit,
    addValidate,
    addSynth,
    addCheck,
    addReport,
    addExplain,
    addAccess,
    addPreflight,
    addCollect,
    addLocal,
  ]) {
    add(program, surroundings);
  }
  return examples(program, lang, [
    'isms init',
    'isms report --config landing-zone.yaml',
    'isms check --template template.yaml',
    'isms explain 8.6/log-storage',
    'isms --lang zh --help',
  ]);
}

const text = (lang: Language, en: string, zh: string): string => (lang === 'zh' ? zh : en);

type Adding = (program: Command, surroundings: Surroundings) => void;

const addInit: Adding = (program, { lang, ioOf, finish }) => {
  const command = common(program, 'init', lang, {
    en: 'write a configuration, asking what it needs to know',
    zh: '提问并写出一份配置',
  })
    .option('--name <name>', text(lang, 'name of the landing zone', '着陆区名称'))
    .option('--owner <email>', text(lang, 'who answers for it', '责任人邮箱'))
    .addOption(
      new Option('--profile <profile>', text(lang, 'how many accounts', '账号形态')).choices([
        'single-account',
        'organization',
      ]),
    )
    .addOption(
      new Option('--partition <partition>', text(lang, 'AWS partition', 'AWS 分区')).choices(['aws', 'aws-cn']),
    )
    .option('--home <region>', text(lang, 'home region', '主区域'))
    .option('--recovery <region>', text(lang, 'recovery region', '恢复区域'))
    .option('--account <id>', text(lang, 'account id (single-account)', '账号 ID（single-account）'))
    .option('--organization <id>', text(lang, 'organization id (organization)', '组织 ID（organization）'))
    .option('--root <id>', text(lang, 'id of the root of the organization (organization)', '组织根 ID（organization）'))
    .option(
      '--accounts <file>',
      text(lang, 'CSV file with the accounts (organization)', '账号 CSV 文件（organization）'),
    )
    .option('--deputy <email>', text(lang, 'deputy on call (organization)', '值班副手邮箱（organization）'))
    .action(async (options) =>
      finish(await (require('./init') as typeof import('./init')).initCommand(options, ioOf(options))),
    );
  examples(command, lang, [
    'isms init',
    'isms init --name acme --owner platform@example.com --profile single-account --partition aws \\',
    '          --home eu-central-1 --recovery eu-west-1 --account 111111111111',
  ]);
};

const addValidate: Adding = (program, { lang, ioOf, finish }) => {
  const command = common(program, 'validate', lang, {
    en: 'check the configuration, offline, all errors at once',
    zh: '离线检查配置，一次列出全部错误',
  })
    .addOption(asOfOption(lang))
    .action((options) =>
      finish((require('./validate') as typeof import('./validate')).validateCommand(options, ioOf(options))),
    );
  examples(command, lang, ['isms validate', 'isms validate --config landing-zone.yaml --json']);
};

const addSynth: Adding = (program, { lang, ioOf, finish, azure }) => {
  const command = common(program, 'synth', lang, {
    en: 'synthesize the CloudFormation and Terraform templates',
    zh: '合成 CloudFormation 与 Terraform 模板',
  })
    .addOption(asOfOption(lang))
    .action(async (options) =>
      finish(await (require('./synth') as typeof import('./synth')).synthCommand(options, ioOf(options), azure)),
    );
  examples(command, lang, ['isms synth', 'isms synth --config landing-zone.yaml --out build']);
};

const addCheck: Adding = (program, { lang, ioOf, finish, azure }) => {
  const command = judging(program, 'check', lang, {
    en: 'judge the templates: exit code 1 on any open finding',
    zh: '判定模板：有未关闭的问题时退出码为 1',
  }).action(async (options) =>
    finish(await (require('./check') as typeof import('./check')).checkCommand(options, ioOf(options), azure)),
  );
  examples(command, lang, [
    'isms check --config landing-zone.yaml',
    'isms check --assembly cdk.out',
    'isms check --template network.yaml storage.json --json > verdict.json',
  ]);
};

const addReport: Adding = (program, { lang, ioOf, finish, azure }) => {
  const command = judging(program, 'report', lang, {
    en: 'judge the templates and write the report',
    zh: '判定模板并生成报告',
  }).action(async (options) =>
    finish(await (require('./report') as typeof import('./report')).reportCommand(options, ioOf(options), azure)),
  );
  examples(command, lang, [
    'isms report --config landing-zone.yaml',
    'isms report --config landing-zone.yaml --as-of 2026-06-30 --out audit',
    'isms report --template template.yaml --lang zh',
  ]);
};

const addExplain: Adding = (program, { lang, ioOf, finish, azure }) => {
  const command = judging(program, 'explain', lang, {
    en: 'tell all that is known of a requirement, a facet, a rule, an attack, a technique or a resource',
    zh: '说明一项要求、要点、规则、攻击、攻击技术或资源的全部已知信息',
  })
    .argument(
      '<what>',
      text(
        lang,
        'such as 8.2/mfa, 8.2/mfa#break-glass-mfa, s3-object-lock, trail-silenced, aws.defense-evasion.cloudtrail-stop, or a construct path',
        '如 8.2/mfa、8.2/mfa#break-glass-mfa、s3-object-lock、trail-silenced、aws.defense-evasion.cloudtrail-stop 或构造路径',
      ),
    )
    .action(async (what, options) =>
      finish(
        await (require('./explain') as typeof import('./explain')).explainCommand(what, options, ioOf(options), azure),
      ),
    );
  examples(command, lang, [
    'isms explain 8.6/log-storage',
    'isms explain 8.6/log-storage#write-once --config landing-zone.yaml',
    'isms explain trail-silenced --config landing-zone.yaml',
    'isms explain s3-object-lock --assembly cdk.out',
  ]);
};

const addAccess: Adding = (program, surroundings) => {
  const { lang } = surroundings;
  const access = program
    .command('access')
    .description(text(lang, 'tell who may do what, by the policies of the templates', '依据模板中的策略说明谁能做什么'))
    .helpOption('-h, --help', text(lang, 'display help', '显示帮助'))
    .helpCommand('help [command]', text(lang, 'display help for a command', '显示命令的帮助'))
    .addOption(languageOption(lang));
  addWhoCan(access, surroundings);
  addWhatCan(access, surroundings);
  examples(access, lang, [
    'isms access who-can kms:ScheduleKeyDeletion --config landing-zone.yaml',
    'isms access what-can acme-developer --config landing-zone.yaml',
  ]);
};

const addWhoCan: Adding = (access, { lang, ioOf, finish }) => {
  const command = asking(access, 'who-can', lang, {
    en: 'list who may do something, by which statement, under which conditions and through which roles',
    zh: '列出谁能执行某操作、依据哪条语句、附带哪些条件、经由哪些角色',
  })
    .argument('<action>', text(lang, 'such as s3:GetObject', '如 s3:GetObject'))
    .argument(
      '[resource]',
      text(
        lang,
        'an ARN, a logical id or a construct path (default: any resource)',
        'ARN、逻辑 ID 或构造路径（默认：任意资源）',
      ),
    )
    .action(async (action, resource, options) =>
      finish(
        await (require('./access-who-can') as typeof import('./access-who-can')).whoCanCommand(
          action,
          resource,
          options,
          ioOf(options),
        ),
      ),
    );
  examples(command, lang, [
    'isms access who-can kms:ScheduleKeyDeletion --config landing-zone.yaml',
    'isms access who-can s3:GetObject arn:aws:s3:::acme-trail-222222222222-eu-central-1 --assembly cdk.out',
    'isms access who-can sts:AssumeRole Deployer --template roles.yaml --context aws:MultiFactorAuthPresent=true',
  ]);
};

const addWhatCan: Adding = (access, { lang, ioOf, finish }) => {
  const command = asking(access, 'what-can', lang, {
    en: 'list what somebody may do, by which statements, under which conditions, and what limits it',
    zh: '列出某主体能做什么、依据哪些语句、附带哪些条件、受哪些限制',
  })
    .argument(
      '<principal>',
      text(
        lang,
        'the name or ARN of a role, a user or a permission set, a logical id or a construct path',
        '角色、用户或权限集的名称或 ARN，逻辑 ID 或构造路径',
      ),
    )
    .action(async (principal, options) =>
      finish(
        await (require('./access-what-can') as typeof import('./access-what-can')).whatCanCommand(
          principal,
          options,
          ioOf(options),
        ),
      ),
    );
  examples(command, lang, [
    'isms access what-can acme-developer --config landing-zone.yaml',
    'isms access what-can arn:aws:iam::222222222222:role/acme-log-replication --assembly cdk.out --json',
    'isms access what-can Deployer --template roles.yaml --context aws:RequestedRegion=eu-central-1',
  ]);
};

const addPreflight: Adding = (program, { lang, ioOf, finish }) => {
  const command = common(program, 'preflight', lang, {
    en: 'list what must be there before the first deployment, with the commands',
    zh: '列出首次部署的前提条件及命令',
  })
    .addOption(asOfOption(lang))
    .action((options) =>
      finish((require('./preflight') as typeof import('./preflight')).preflightCommand(options, ioOf(options))),
    );
  examples(command, lang, ['isms preflight', 'isms preflight --config landing-zone.yaml --json']);
};

const addCollect: Adding = (program, { lang, ioOf, finish }) => {
  const command = common(program, 'collect', lang, {
    en: 'look at what is deployed, read-only: exit code 1 when anything is ineffective',
    zh: '只读查看已部署的资源：有失效项时退出码为 1',
  })
    .option(
      '--role <name>',
      text(
        lang,
        'role to assume in each account (default: <name>-auditor)',
        '在各账号中代入的角色（默认：<名称>-auditor）',
      ),
    )
    .option('--local', text(lang, 'look at the local cloud instead of AWS', '查看本地云而非 AWS'))
    .action(async (options) =>
      finish(await (require('./collect') as typeof import('./collect')).collectCommand(options, ioOf(options))),
    );
  examples(command, lang, ['isms collect --config landing-zone.yaml', 'isms collect --local --json']);
};

const addLocal: Adding = (program, { lang, ioOf, finish }) => {
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
    .option('--port <port>', text(lang, 'port of the loopback interface', '回环接口的端口'), '4566')
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
    async (options) => finish(await commands().localDownCommand(options, ioOf(options))),
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
function localCommand(local: Command, name: string, lang: Language, description: Bilingual): Command {
  return local
    .command(name)
    .description(description[lang])
    .helpOption('-h, --help', text(lang, 'display help', '显示帮助'))
    .option(
      '--config <file>',
      text(lang, 'a configuration of your own; its project keeps the local cloud', '自己的配置；本地云保存在其项目中'),
    )
    .option('--json', text(lang, 'results as JSON on standard output', '以 JSON 在标准输出给出结果'))
    .addOption(languageOption(lang));
}

function common(program: Command, name: string, lang: Language, description: Bilingual): Command {
  return program
    .command(name)
    .description(description[lang])
    .helpOption('-h, --help', text(lang, 'display help', '显示帮助'))
    .option(
      '--config <file>',
      text(lang, 'the configuration (default: landing-zone.yaml)', '配置（默认：landing-zone.yaml）'),
    )
    .option('--out <folder>', text(lang, 'where results go', '结果目录'), 'out')
    .option('--json', text(lang, 'results as JSON on standard output', '以 JSON 在标准输出给出结果'))
    .addOption(languageOption(lang));
}

const judging = (program: Command, name: string, lang: Language, description: Bilingual): Command =>
  ofTemplates(common(program, name, lang, description), lang);

const asking = (program: Command, name: string, lang: Language, description: Bilingual): Command =>
  ofTemplates(common(program, name, lang, description), lang).option(
    '--context <key=value...>',
    text(
      lang,
      'condition keys whose values are known; a decision that depends on others says so',
      '已知取值的条件键；取决于其他键的结论会注明',
    ),
  );

function ofTemplates(command: Command, lang: Language): Command {
  return command
    .addOption(asOfOption(lang))
    .option(
      '--observations <file>',
      text(
        lang,
        'what isms collect has seen (default: observations.json in the folder of results, where it is there)',
        'isms collect 的观测结果（默认：结果目录中的 observations.json，如存在）',
      ),
    )
    .option(
      '--assembly <folder...>',
      text(
        lang,
        'judge what CDK or CDKTF has synthesized, whoever made it',
        '判定 CDK 或 CDKTF 的合成目录，不论由谁生成',
      ),
    )
    .option(
      '--template <file...>',
      text(
        lang,
        'judge CloudFormation (JSON, YAML) or Terraform (JSON) files, whoever made them',
        '判定 CloudFormation（JSON、YAML）或 Terraform（JSON）文件，不论由谁生成',
      ),
    );
}

const languageOption = (lang: Language): Option =>
  new Option('--lang <language>', text(lang, 'language of messages', '消息语言')).choices(['en', 'zh']).default(lang);

const asOfOption = (lang: Language): Option =>
  new Option(
    '--as-of <date>',
    text(lang, 'the day that counts as today, YYYY-MM-DD (default: today)', '视为今天的日期，YYYY-MM-DD（默认：今天）'),
  ).argParser((day: string) => {
    if (isDay(day)) return day;
    throw new InvalidArgumentError(text(lang, 'It is no day of the form YYYY-MM-DD.', '应为 YYYY-MM-DD 形式的日期。'));
  });
