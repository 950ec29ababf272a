import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { version } from '../../package.json';
import type { AzurePart } from '../azure-part';
import { isDay } from '../project';
import { ExitCode, fileSystemProblem, type Io, UsageError } from './io';

/** Options that every command takes. */
export interface CommonOptions {
  /** Left out: `landing-zone.yaml`, for commands that need one. */
  readonly config?: string;
  readonly out: string;
  readonly json?: boolean;
  readonly lang: 'en' | 'zh';
}

/** Runs the command line and returns its exit code. Each command is loaded only when it is called: `--help` starts at once. */
export async function runCli(argv: readonly string[], azure: AzurePart): Promise<number> {
  let code: number = ExitCode.fine;
  const program = commands(azure, (result) => {
    code = result;
  });
  try {
    await program.parseAsync([...argv]);
    return code;
  } catch (error) {
    return failure(error, argv);
  }
}

type Finish = (code: number) => void;

function commands(azure: AzurePart, finish: Finish): Command {
  const program = new Command('isms')
    .description('A landing zone that meets Q/BJKB 012-2026 and proves it.')
    .version(version)
    .exitOverride()
    .showHelpAfterError('(isms --help lists the commands)');

  common(program.command('init').description('write a configuration, asking what it needs to know'))
    .option('--name <name>', 'name of the landing zone')
    .option('--owner <email>', 'who answers for it')
    .addOption(new Option('--profile <profile>', 'how many accounts').choices(['single-account', 'organization']))
    .addOption(new Option('--partition <partition>', 'AWS partition').choices(['aws', 'aws-cn']))
    .option('--home <region>', 'home region')
    .option('--recovery <region>', 'recovery region')
    .option('--account <id>', 'account id (single-account)')
    .option('--organization <id>', 'organization id (organization)')
    .option('--root <id>', 'id of the root of the organization (organization)')
    .action(async (options) =>
      finish(await (require('./init') as typeof import('./init')).initCommand(options, ioOf(options))),
    );

  common(program.command('validate').description('check the configuration, offline, all errors at once'))
    .addOption(asOfOption())
    .action(async (options) =>
      finish((require('./validate') as typeof import('./validate')).validateCommand(options, ioOf(options))),
    );

  common(program.command('synth').description('synthesize the CloudFormation and Terraform templates'))
    .addOption(asOfOption())
    .action(async (options) =>
      finish(await (require('./synth') as typeof import('./synth')).synthCommand(options, ioOf(options), azure)),
    );

  judging(program.command('check').description('judge the templates: exit code 1 on any open finding')).action(
    async (options) =>
      finish(await (require('./check') as typeof import('./check')).checkCommand(options, ioOf(options), azure)),
  );

  judging(program.command('report').description('judge the templates and write the report')).action(async (options) =>
    finish(await (require('./report') as typeof import('./report')).reportCommand(options, ioOf(options), azure)),
  );

  judging(
    program.command('explain').description('tell all that is known of a requirement, a facet, a rule or a resource'),
  )
    .argument('<what>', 'such as 8.2/mfa, 8.2/mfa#break-glass-mfa, s3-object-lock, or a construct path')
    .action(async (what, options) =>
      finish(
        await (require('./explain') as typeof import('./explain')).explainCommand(what, options, ioOf(options), azure),
      ),
    );

  common(
    program.command('preflight').description('list what must be there before the first deployment, with the commands'),
  )
    .addOption(asOfOption())
    .action(async (options) =>
      finish((require('./preflight') as typeof import('./preflight')).preflightCommand(options, ioOf(options))),
    );

  return program;
}

function common(command: Command): Command {
  return command
    .option('--config <file>', 'the configuration (default: landing-zone.yaml)')
    .option('--out <folder>', 'where results go', 'out')
    .option('--json', 'results as JSON on standard output')
    .addOption(new Option('--lang <language>', 'language of messages').choices(['en', 'zh']).default('en'));
}

function judging(command: Command): Command {
  return common(command)
    .addOption(asOfOption())
    .option('--assembly <folder...>', 'judge what CDK or CDKTF has synthesized, whoever made it')
    .option('--template <file...>', 'judge CloudFormation (JSON, YAML) or Terraform (JSON) files, whoever made them');
}

const asOfOption = (): Option =>
  new Option('--as-of <date>', 'the day that counts as today, YYYY-MM-DD (default: today)').argParser(
    (text: string) => {
      if (!isDay(text)) throw new InvalidArgumentError('It is no day of the form YYYY-MM-DD.');
      return text;
    },
  );

function ioOf({ json, lang }: CommonOptions): Io {
  return {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    colour: process.stderr.isTTY === true && process.env['NO_COLOR'] === undefined,
    json: json === true,
    lang,
  };
}

/** What went wrong, as a sentence and an exit code. Only a fault of ours shows where it happened. */
function failure(error: unknown, argv: readonly string[]): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.fine : ExitCode.usage;
  const lang = argv.includes('zh') ? 'zh' : 'en';
  const problem = error instanceof UsageError ? error : fileSystemProblem(error, 'the output folder');
  if (problem) {
    process.stderr.write(`${problem.because[lang]}\n`);
    return ExitCode.usage;
  }
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`isms failed; this is a fault of the program:\n${trace}\n`);
  return ExitCode.internal;
}
