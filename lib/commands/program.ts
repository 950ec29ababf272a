import { Command, Option } from 'commander';
import { version } from '../../package.json';
import { examples, helpIn } from './help';
import { addAccess } from './program-access';
import { addLocal } from './program-local';
import { type Adding, asOfOption, common, judging, languageOption, type Surroundings, text } from './program-options';
import { addReview } from './program-review';
import { addSessions } from './program-sessions';
import { addTrace } from './program-trace';
import { addCost, addDiagram } from './program-views';

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
    addDiagram,
    addPreflight,
    addCost,
    addCollect,
    addLocal,
    addSessions,
    addTrace,
    addReview,
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
