import { CommanderError } from 'commander';
import { version } from '../../package.json';
import type { Problem } from '../config/problem';
import type { Parts } from '../parts';
import { mistake, mistakeProblems } from './help';
import { heedInterruptions } from './interruption';
import { ExitCode, fileSystemProblem, type Io, type Language, problemsJson, UsageError } from './io';
import { programOf } from './program';

/** Options that every command takes. */
export interface CommonOptions {
  /** Left out: `landing-zone.yaml`, for commands that need one. */
  readonly config?: string;
  readonly out: string;
  readonly json?: boolean;
  readonly lang: Language;
}

/** Runs the command line and returns its exit code. */
export async function runCli(argv: readonly string[], azure: Parts): Promise<number> {
  const lang = languageOf(argv);
  heedInterruptions();
  surviveClosedPipes(lang);
  let code: number = ExitCode.fine;
  const finish = (result: number): void => {
    code = result;
  };
  try {
    await programOf({ lang, azure, finish, ioOf: ({ json }) => terminalIo(lang, json === true) }).parseAsync([...argv]);
    return code;
  } catch (error) {
    // asked of the words themselves: a mistake among them may have stopped the parser
    return failure(error, terminalIo(lang, argv.includes('--json')));
  }
}

/** Asked for before anything is parsed: even a mistake on the command line is told in it. */
function languageOf(argv: readonly string[]): Language {
  const asked = argv.flatMap((argument, index) => {
    if (argument === '--lang') return [argv[index + 1]];
    return argument.startsWith('--lang=') ? [argument.slice('--lang='.length)] : [];
  });
  return asked.at(-1) === 'zh' ? 'zh' : 'en';
}

function terminalIo(lang: Language, json: boolean): Io {
  return {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    colour: showsColours(process.stderr),
    colourOut: showsColours(process.stdout),
    json,
    lang,
  };
}

const showsColours = (stream: NodeJS.WriteStream): boolean =>
  stream.isTTY === true && process.env['NO_COLOR'] === undefined && process.env['TERM'] !== 'dumb';

/** `isms explain … | head`: who reads no further wants no more, and the exit code stays what it is. A full disk is another matter. */
function surviveClosedPipes(lang: Language): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') return;
      const told = lang === 'zh' ? '无法写入标准输出' : 'cannot write standard output';
      if (stream === process.stdout) process.stderr.write(`${told} (${error.code})\n`);
      process.once('exit', () => {
        process.exitCode = ExitCode.usage;
      });
    });
  }
}

/** These come of writing alone; others, unless a command has caught them, may be a fault of ours. */
const UNWRITABLE: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EFBIG']);

const unwritable = (error: unknown): UsageError | undefined =>
  UNWRITABLE.has((error as NodeJS.ErrnoException).code ?? '') ? fileSystemProblem(error, 'the results') : undefined;

/** What went wrong, as a sentence and an exit code. Only a fault of ours shows where it happened. */
function failure(error: unknown, io: Io): number {
  if (error instanceof CommanderError) {
    return error.exitCode === 0 ? ExitCode.fine : refused(mistake(error, io.lang), mistakeProblems(error), io);
  }
  const problem = error instanceof UsageError ? error : unwritable(error);
  if (problem) return refused(`${problem.because[io.lang]}\n`, problem.problems, io);
  const fault =
    io.lang === 'zh' ? 'isms 运行失败，这是程序自身的缺陷：' : 'isms failed; this is a fault of the program:';
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  io.err(`${fault}\n${trace}\nisms ${version}, node ${process.version}, ${process.platform}\n`);
  return ExitCode.internal;
}

/** To people on standard error, and to machines that asked for it on standard output. */
function refused(text: string, problems: readonly Problem[], io: Io): number {
  io.err(text);
  if (io.json && problems.length > 0) io.out(problemsJson(problems));
  return ExitCode.usage;
}
