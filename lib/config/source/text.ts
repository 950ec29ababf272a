import { closeSync, fstatSync, openSync, readFileSync, type Stats, statSync } from 'node:fs';
import type { Bilingual } from '../../../constructs/standard';
import type { ReadFault } from './tree';

/** Larger files are refused: the configuration of ten thousand accounts is smaller. */
export const LARGEST_FILE_BYTES = 2 * 1024 * 1024;

/** The text of a file with its bytes, or why there is none. */
export type TextReading = { readonly text: string; readonly bytes: Buffer } | { readonly fault: ReadFault };

/** Reads a text file, UTF-8 with or without a byte order mark, and says plainly why when it cannot. Never throws. */
export function readText(path: string, file: string): TextReading {
  const read = readBytes(path, LARGEST_FILE_BYTES);
  if (!Buffer.isBuffer(read)) return { fault: { ...read, file, line: 1, column: 1 } };
  return decode(read, file);
}

/** Why something is not read: its kind, what is wrong, and how to mend it. */
export interface Refusal {
  readonly code: string;
  readonly message: Bilingual;
  readonly mend: Bilingual;
}

/** The bytes of a regular file up to a size, or why there are none. Never throws. */
export function readBytes(path: string, largest: number): Buffer | Refusal {
  let descriptor: number | undefined;
  try {
    // a pipe that nobody writes to would not open
    const before = refusalOf(statSync(path), largest);
    if (before) return before;
    descriptor = openSync(path, 'r');
    return refusalOf(fstatSync(descriptor), largest) ?? readFileSync(descriptor);
  } catch (error) {
    return unreadable(error);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function refusalOf(stat: Stats, largest: number): Refusal | undefined {
  if (stat.isDirectory()) return notAFile;
  if (!stat.isFile()) return notRegular;
  return stat.size > largest ? tooLarge(stat.size, largest) : undefined;
}

function decode(bytes: Buffer, file: string): TextReading {
  const start = { file, line: 1, column: 1 };
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return { fault: { ...start, ...notUtf8 } };
  }
  if (bytes.includes(0)) return { fault: { ...start, ...binary } };
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { text, bytes };
  } catch {
    return { fault: { ...start, ...placeOfBadByte(bytes), ...notUtf8 } };
  }
}

/** The decoder puts U+FFFD where a byte fits nothing: the first one shows the place. */
function placeOfBadByte(bytes: Buffer): { line: number; column: number } {
  const before = new TextDecoder('utf-8').decode(bytes).split('\uFFFD', 1)[0] ?? '';
  const lines = before.split('\n');
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}

const notAFile: Refusal = {
  code: 'not-a-file',
  message: { en: 'is a directory', zh: '是一个目录' },
  mend: { en: 'Name the file, such as landing-zone.yaml inside it.', zh: '请指定文件，例如其中的 landing-zone.yaml。' },
};

const notRegular: Refusal = {
  code: 'not-a-file',
  message: {
    en: 'is no regular file but a pipe, a socket or a device',
    zh: '不是普通文件，而是管道、套接字或设备',
  },
  mend: { en: 'Write the configuration to a file and name that.', zh: '请将配置写入文件并指定该文件。' },
};

const binary: Refusal = {
  code: 'binary-file',
  message: { en: 'is a binary file, not text', zh: '是二进制文件，而非文本' },
  mend: { en: 'Name a text file in UTF-8.', zh: '请指定 UTF-8 编码的文本文件。' },
};

const notUtf8: Refusal = {
  code: 'not-utf-8',
  message: { en: 'is not UTF-8', zh: '不是 UTF-8 编码' },
  mend: {
    en: 'Save it as UTF-8 (in a spreadsheet: "CSV UTF-8"; from GBK: iconv -f GBK -t UTF-8).',
    zh: '请另存为 UTF-8（电子表格选择“CSV UTF-8”；GBK 文件可用 iconv -f GBK -t UTF-8 转换）。',
  },
};

function tooLarge(size: number, largest: number): Refusal {
  const [megabytes, most] = [size, largest].map((bytes) => Number((bytes / 1024 / 1024).toFixed(1)));
  return {
    code: 'file-too-large',
    message: {
      en: `has ${megabytes} MB, more than the ${most} MB that are read`,
      zh: `大小为 ${megabytes} MB，超过可读取的 ${most} MB`,
    },
    mend: {
      en: 'Check that it is the right file; move accounts to included CSV files.',
      zh: '请确认文件无误；账号可移入以 include 引用的 CSV 文件。',
    },
  };
}

/** What the operating system answered, in words. */
function unreadable(error: unknown): Refusal {
  const { code = 'unknown' } = error as NodeJS.ErrnoException;
  return (
    unreadableByCode[code] ?? { ...cannotRead, message: { en: `cannot be read (${code})`, zh: `无法读取（${code}）` } }
  );
}

const cannotRead: Refusal = {
  code: 'unreadable-file',
  message: { en: 'may not be read', zh: '没有读取权限' },
  mend: { en: 'Grant yourself the right to read it.', zh: '请授予读取权限。' },
};

const missing: Refusal = {
  code: 'missing-file',
  message: { en: 'does not exist', zh: '不存在' },
  mend: { en: 'Correct the path, or write one with `isms init`.', zh: '请更正路径，或用 `isms init` 生成。' },
};

const unreadableByCode: Readonly<Record<string, Refusal>> = {
  ENOENT: missing,
  ENOTDIR: missing,
  ERR_INVALID_ARG_VALUE: missing,
  ENAMETOOLONG: missing,
  EACCES: cannotRead,
  EPERM: cannotRead,
  EISDIR: notAFile,
};
