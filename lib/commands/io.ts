import { setImmediate } from 'node:timers/promises';
import type { Bilingual } from '../../constructs/standard/bilingual';
import type { Problem } from '../config/problem';

export type Language = 'en' | 'zh';

/** Where a command writes: results to standard output, all else to standard error. */
export interface Io {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** True only where standard error is a terminal that shows colours. */
  readonly colour: boolean;
  /** The same of standard output. @default false */
  readonly colourOut?: boolean;
  readonly lang: Language;
  /** Whether results go to standard output as JSON. */
  readonly json: boolean;
}

/** What machines read: 0 fine, 1 findings, 2 usage or configuration, 3 a fault of ours. */
export const ExitCode = { fine: 0, findings: 1, usage: 2, internal: 3 } as const;

/** The user's fault, or the machine's: told in one sentence and never with a stack trace. */
export class UsageError extends Error {
  /** @param problems what machines are told. @default - the sentence, of no file */
  constructor(
    readonly because: Bilingual,
    readonly problems: readonly Problem[] = [usageProblem(because)],
  ) {
    super(because.en);
  }
}

/**
 * What went wrong, in the form that mistakes in a configuration have. Where it is about no file, `file` is empty; where no line
 * is known, it is the first; `mend` is empty where the message says it already.
 */
export function usageProblem(message: Bilingual, known: Partial<Problem> = {}): Problem {
  const mend = { en: '', zh: '' };
  return { code: 'usage', severity: 'error', key: '', file: '', line: 1, column: 1, message, mend, ...known };
}

/** Problems as machines read them on standard output. */
export const problemsJson = (problems: readonly Problem[]): string => `${JSON.stringify(problems, null, 2)}\n`;

interface FileSystemFault {
  readonly why: Bilingual;
  readonly mend: Bilingual;
}

const FULL: Bilingual = { en: 'Free some space', zh: '请释放空间' };
const FORBIDDEN: Bilingual = { en: 'Let this user write there', zh: '请授予写入权限' };
const IN_THE_WAY: Bilingual = { en: 'Move it away', zh: '请将其移走' };

const FOLDER_NEEDED: Bilingual = { en: 'a file stands where a folder is needed', zh: '需要文件夹的位置是一个文件' };

const FILE_SYSTEM: Readonly<Record<string, FileSystemFault>> = {
  ENOSPC: { why: { en: 'no space left on the device', zh: '磁盘空间不足' }, mend: FULL },
  EDQUOT: { why: { en: 'the disk quota is used up', zh: '磁盘配额已用尽' }, mend: FULL },
  EFBIG: {
    why: { en: 'the file is larger than this process may write', zh: '文件超过本进程允许写入的大小' },
    mend: { en: 'Raise the limit (ulimit -f)', zh: '请提高限制（ulimit -f）' },
  },
  EACCES: { why: { en: 'no permission', zh: '没有权限' }, mend: FORBIDDEN },
  EPERM: { why: { en: 'no permission', zh: '没有权限' }, mend: FORBIDDEN },
  EROFS: { why: { en: 'the file system is read-only', zh: '文件系统只读' }, mend: FORBIDDEN },
  ENOTDIR: { why: FOLDER_NEEDED, mend: IN_THE_WAY },
  EEXIST: { why: FOLDER_NEEDED, mend: IN_THE_WAY },
  EISDIR: { why: { en: 'a folder stands where a file is needed', zh: '需要文件的位置是一个文件夹' }, mend: IN_THE_WAY },
  ENOTEMPTY: {
    why: { en: 'another run is writing there', zh: '另一个运行正在写入' },
    mend: { en: 'Wait for it', zh: '请等待其结束' },
  },
  ENOENT: {
    why: { en: 'the folder cannot be made there', zh: '无法在该处创建文件夹' },
    mend: { en: 'Check the path', zh: '请检查路径' },
  },
  ELOOP: {
    why: { en: 'its symbolic links lead in a circle', zh: '符号链接形成循环' },
    mend: { en: 'Mend the links', zh: '请修正链接' },
  },
  ENAMETOOLONG: {
    why: { en: 'the path is too long', zh: '路径过长' },
    mend: { en: 'Shorten it', zh: '请缩短路径' },
  },
  EIO: {
    why: { en: 'the device fails', zh: '设备读写错误' },
    mend: { en: 'Check the disk', zh: '请检查磁盘' },
  },
};

/** A failure to write as a sentence; undefined for an error that is none of the file system's. */
export function fileSystemProblem(error: unknown, folder: string): UsageError | undefined {
  // of a copy that fails the source is named first, and the destination is what cannot be written
  const { code, path, dest = path } = error as NodeJS.ErrnoException & { readonly dest?: string };
  const fault = FILE_SYSTEM[code ?? ''];
  if (!fault) return undefined;
  const where = dest ?? folder;
  const message = { en: `cannot write ${where}: ${fault.why.en}`, zh: `无法写入 ${where}：${fault.why.zh}` };
  const mend = {
    en: `${fault.mend.en}, or choose another folder with --out.`,
    zh: `${fault.mend.zh}，或用 --out 指定其他文件夹。`,
  };
  return new UsageError({ en: `${message.en}. ${mend.en}`, zh: `${message.zh}。${mend.zh}` }, [
    usageProblem(message, { code: 'unwritable', file: dest ?? '', mend }),
  ]);
}

/** Tells on standard error what goes on, and how long it took where that is over a second. */
export function step<Result>(io: Io, what: Bilingual, work: () => Result): Result {
  const done = begin(io, what);
  const result = work();
  done();
  return result;
}

/** The same for work that waits. Before it begins, the process hears whether it was interrupted. */
export async function longStep<Result>(io: Io, what: Bilingual, work: () => Result | Promise<Result>): Promise<Result> {
  const done = begin(io, what);
  await setImmediate();
  const result = await work();
  done();
  return result;
}

function begin(io: Io, what: Bilingual): () => void {
  const began = performance.now();
  io.err(`${what[io.lang]} …\n`);
  return () => {
    const seconds = (performance.now() - began) / 1000;
    if (seconds >= 1) io.err(`  ${seconds.toFixed(1)} s\n`);
  };
}
