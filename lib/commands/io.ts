import type { Bilingual } from '../../constructs/standard/bilingual';

export type Language = 'en' | 'zh';

/** Where a command writes: results to standard output, all else to standard error. */
export interface Io {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** True only where standard error is a terminal that shows colours. */
  readonly colour: boolean;
  readonly lang: Language;
  /** Whether results go to standard output as JSON. */
  readonly json: boolean;
}

/** What machines read: 0 fine, 1 findings, 2 usage or configuration, 3 a fault of ours. */
export const ExitCode = { fine: 0, findings: 1, usage: 2, internal: 3 } as const;

/** The user's fault, or the machine's: told in one sentence and never with a stack trace. */
export class UsageError extends Error {
  constructor(readonly because: Bilingual) {
    super(because.en);
  }
}

const FILE_SYSTEM: Readonly<Record<string, Bilingual>> = {
  ENOSPC: { en: 'no space left on the device', zh: '磁盘空间不足' },
  EDQUOT: { en: 'the disk quota is used up', zh: '磁盘配额已用尽' },
  EACCES: { en: 'no permission', zh: '没有权限' },
  EPERM: { en: 'no permission', zh: '没有权限' },
  EROFS: { en: 'the file system is read-only', zh: '文件系统只读' },
  ENOTDIR: { en: 'a file stands where a folder is needed', zh: '需要文件夹的位置是一个文件' },
  EEXIST: { en: 'a file stands where a folder is needed', zh: '需要文件夹的位置是一个文件' },
  EISDIR: { en: 'a folder stands where a file is needed', zh: '需要文件的位置是一个文件夹' },
};

/** A failure of the file system as a sentence; undefined for any other error. */
export function fileSystemProblem(error: unknown, folder: string): UsageError | undefined {
  const { code, path } = error as NodeJS.ErrnoException;
  const why = FILE_SYSTEM[code ?? ''];
  if (!why) return undefined;
  const where = path ?? folder;
  return new UsageError({
    en: `cannot write ${where}: ${why.en}. Free it, or choose another folder with --out.`,
    zh: `无法写入 ${where}：${why.zh}。请处理后重试，或用 --out 指定其他文件夹。`,
  });
}

/** Tells on standard error what goes on, and how long it took where that is over a second. */
export function step<Result>(io: Io, what: Bilingual, work: () => Result): Result {
  const began = performance.now();
  io.err(`${what[io.lang]} …\n`);
  const result = work();
  const seconds = (performance.now() - began) / 1000;
  if (seconds >= 1) io.err(`  ${seconds.toFixed(1)} s\n`);
  return result;
}
