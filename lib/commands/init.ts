import { closeSync, existsSync, openSync, rmSync, writeSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { checkConfigText, type Problem } from '../config';
import { formats } from '../config/formats';
import { projectOf } from '../project';
import type { CommonOptions } from './cli';
import { type Answers, configurationText } from './init-text';
import { ExitCode, fileSystemProblem, type Io, problemsJson, UsageError } from './io';
import { renderProblems } from './problems';

export interface InitOptions extends Pick<CommonOptions, 'config'>, Partial<Answers> {}

/** How a person is asked; the tests answer by themselves. */
export interface Prompts {
  input(question: { message: string; default?: string; validate: (answer: string) => true | string }): Promise<string>;
  select(question: { message: string; choices: readonly { value: string }[] }): Promise<string>;
}

const DEFAULT_FILE = 'landing-zone.yaml';

/**
 * `isms init`: asks for what the flags leave open, where there is somebody to ask, and writes a valid configuration.
 *
 * @throws UsageError when the file exists (it is never overwritten), or something needed is neither given nor can be asked.
 */
export async function initCommand(options: InitOptions, io: Io, prompts?: Prompts): Promise<number> {
  const file = options.config ?? DEFAULT_FILE;
  // asked before the questions, and again by the file system when it is written
  if (existsSync(file)) throw exists(file);
  const answers = await answersOf(options, io, prompts ?? (await terminalPrompts()));
  const text = configurationText(answers, schemaBeside(file));
  const { problems } = checkConfigText(text, file);
  if (problems.some(({ severity }) => severity === 'error')) {
    const byFlags = problems.map(byFlag);
    io.err(renderProblems(byFlags, io));
    if (io.json) io.out(problemsJson(byFlags));
    return ExitCode.usage;
  }
  write(file, text);
  if (io.json) io.out(`${JSON.stringify({ file })}\n`);
  else io.out(io.lang === 'zh' ? `已写入 ${file}\n` : `wrote ${file}\n`);
  return ExitCode.fine;
}

interface Question {
  readonly key: keyof Answers;
  readonly en: string;
  readonly zh: string;
  readonly choices?: readonly string[];
  readonly format?: keyof typeof formats;
  readonly default?: (answers: Partial<Answers>) => string | undefined;
  /** Whether it arises at all. @default - always */
  readonly when?: (answers: Partial<Answers>) => boolean;
}

const single = ({ profile }: Partial<Answers>): boolean => profile === 'single-account';
const several = ({ profile }: Partial<Answers>): boolean => profile === 'organization';

const questions: readonly Question[] = [
  { key: 'name', en: 'Name of the landing zone', zh: '着陆区名称', format: 'name' },
  { key: 'owner', en: 'E-mail of who answers for it', zh: '责任人邮箱', format: 'email' },
  {
    key: 'profile',
    en: 'One account, or an organization',
    zh: '单账号或组织',
    choices: ['single-account', 'organization'],
  },
  { key: 'partition', en: 'Partition of AWS', zh: 'AWS 分区', choices: ['aws', 'aws-cn'] },
  {
    key: 'home',
    en: 'Home region',
    zh: '主区域',
    format: 'aws-region',
    default: ({ partition }) => (partition === 'aws-cn' ? 'cn-northwest-1' : undefined),
  },
  {
    key: 'recovery',
    en: 'Recovery region',
    zh: '恢复区域',
    format: 'aws-region',
    default: ({ partition, home }) =>
      partition === 'aws-cn' ? (home === 'cn-north-1' ? 'cn-northwest-1' : 'cn-north-1') : undefined,
  },
  { key: 'account', en: 'Account id', zh: '账号 ID', format: 'account-id', when: single },
  { key: 'organization', en: 'Organization id', zh: '组织 ID', format: 'organization-id', when: several },
  { key: 'root', en: 'Id of the root of the organization', zh: '组织根 ID', format: 'root-id', when: several },
  {
    key: 'accounts',
    en: 'CSV file with the accounts (name,id,email,unit,role)',
    zh: '账号 CSV 文件（name,id,email,unit,role）',
    format: 'relative-file',
    default: () => 'accounts.csv',
    when: several,
  },
  { key: 'deputy', en: 'E-mail of the deputy on call', zh: '值班副手邮箱', format: 'email', when: several },
];

async function answersOf(options: InitOptions, io: Io, prompts: Prompts | undefined): Promise<Answers> {
  const answers: Record<string, string> = {};
  const missing: string[] = [];
  const meaningless: string[] = [];
  for (const question of questions) {
    if (question.when?.(answers) === false) {
      if (options[question.key] !== undefined) meaningless.push(`--${question.key}`);
      continue;
    }
    const answer =
      options[question.key] ?? (prompts ? await ask(question, answers, io, prompts) : question.default?.(answers));
    if (answer === undefined) missing.push(`--${question.key}`);
    else answers[question.key] = answer;
  }
  const { profile } = answers;
  if (meaningless.length > 0 && profile !== undefined) throw notInProfile(meaningless, profile);
  if (missing.length === 0) return answers as unknown as Answers;
  throw new UsageError({
    en: `nobody can be asked here: give ${missing.join(' ')}`,
    zh: `此处无法交互提问，请给出 ${missing.join(' ')}`,
  });
}

/** Whoever gives a flag expects it to do something. */
const notInProfile = (flags: readonly string[], profile: string): UsageError =>
  new UsageError({
    en: `${flags.join(' ')} ${flags.length === 1 ? 'has' : 'have'} no meaning with --profile ${profile}: leave out, or change the profile`,
    zh: `${flags.join(' ')} 在 --profile ${profile} 下没有意义，请删除，或更改 profile`,
  });

async function ask(question: Question, answers: Partial<Answers>, io: Io, prompts: Prompts): Promise<string> {
  const message = question[io.lang];
  if (question.choices) return prompts.select({ message, choices: question.choices.map((value) => ({ value })) });
  const suggestion = question.default?.(answers);
  return prompts.input({
    message,
    ...(suggestion !== undefined && { default: suggestion }),
    validate(answer) {
      const format = question.format && formats[question.format];
      return !format || format.pattern.test(answer) || format.demand[io.lang];
    },
  });
}

/** The prompt library, loaded only where there is a terminal to show it on. */
async function terminalPrompts(): Promise<Prompts | undefined> {
  if (process.stdin.isTTY !== true || process.stderr.isTTY !== true) return undefined;
  const library = await import('@inquirer/prompts');
  // standard output is for results
  const context = { output: process.stderr };
  return {
    input: (question) => cancellable(library.input(question, context)),
    select: ({ message, choices }) => cancellable(library.select({ message, choices }, context)),
  };
}

async function cancellable(answer: Promise<string>): Promise<string> {
  try {
    return await answer;
  } catch (error) {
    if ((error as Error).name === 'ExitPromptError') {
      throw new UsageError({ en: 'cancelled: nothing was written', zh: '已取消，未写入任何文件' });
    }
    throw error;
  }
}

/** Keys of the text that a flag has given. */
const flags: Readonly<Record<string, keyof Answers>> = {
  name: 'name',
  owner: 'owner',
  profile: 'profile',
  partition: 'partition',
  'regions.home': 'home',
  'regions.recovery': 'recovery',
  account: 'account',
  'organization.id': 'organization',
  'organization.rootId': 'root',
  'organization.accounts.include': 'accounts',
};

/** The file is not there yet: a problem is told of the flag rather than of the line. */
function byFlag(problem: Problem): Problem {
  const flag = flags[problem.key];
  return flag ? { ...problem, key: `--${flag}` } : problem;
}

/** Where editors find the schema, from the folder of the file. */
function schemaBeside(file: string): string {
  const schema = join(projectOf(__filename), 'docs', 'landing-zone.schema.json');
  const path = relative(dirname(resolve(file)), schema)
    .split(sep)
    .join('/');
  return path.startsWith('.') ? path : `./${path}`;
}

function write(file: string, text: string): void {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'wx');
  } catch (error) {
    throw unwritable(error, file);
  }
  try {
    writeSync(descriptor, text);
  } catch (error) {
    // half a configuration is worse than none
    rmSync(file, { force: true });
    throw unwritable(error, file);
  } finally {
    closeSync(descriptor);
  }
}

function unwritable(error: unknown, file: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EEXIST') return exists(file);
  if (code === 'ENOENT') {
    return new UsageError({
      en: `cannot write ${file}: its folder does not exist`,
      zh: `无法写入 ${file}：所在文件夹不存在`,
    });
  }
  return fileSystemProblem(error, dirname(file)) ?? error;
}

const exists = (file: string): UsageError =>
  new UsageError({
    en: `${file} exists, and is never overwritten. Name another file with --config, or edit it and run isms validate.`,
    zh: `${file} 已存在，不会被覆盖。请用 --config 指定其他文件，或编辑后运行 isms validate。`,
  });
