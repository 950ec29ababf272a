import { extname } from 'node:path';
import type { Bilingual } from '../../../constructs/standard';
import type { Gap } from '../gaps';
import { valueAt } from '../paths';
import type { Location, Path } from '../problem';
import { emptyRecord } from '../record';
import { leavesOf } from '../schema-walk';
import { account } from '../sections/organization';
import { fileBeside, missingMend, outside } from './beside';
import { readText } from './text';
import type { ReadFault, Reading, Tree } from './tree';
import { readYaml } from './yaml';

/** Is told of every file that was read. */
export type Remember = (file: string, bytes: Buffer) => void;

/** The list that may take rows from other files. */
const INCLUDING: Path = ['organization', 'accounts'];

/** More files than this are a mistake. */
const MOST_INCLUDES = 100;

/**
 * Replaces `include: FILE` by the rows of that file, so that everything after works on one list, and still knows in
 * which file a row stands. An included file cannot include others: there is no chain, so there is no cycle.
 */
export function withIncludes(tree: Tree, configFile: string, remember: Remember): Composition {
  const written = valueAt(tree.value, INCLUDING);
  const entries = includeOf(written) !== undefined ? [written] : Array.isArray(written) ? written : undefined;
  if (!entries?.some((entry) => includeOf(entry) !== undefined)) return { tree, faults: [], moved: (fault) => fault };

  const faults: ReadFault[] = [];
  const rows: Row[] = [];
  const starts: number[] = [];
  let included = 0;
  for (const [index, entry] of entries.entries()) {
    const at = Array.isArray(written) ? [...INCLUDING, index] : INCLUDING;
    const file = includeOf(entry);
    const start = rows.length;
    starts.push(start);
    if (file === undefined) {
      rows.push({ value: entry, tree, path: at });
      continue;
    }
    const reading = included++ < MOST_INCLUDES ? rowsOf(file, configFile, remember) : { rows: [], faults: [tooMany] };
    const here = { ...tree.locate([...at, 'include']), path: [...at, 'include'], gap: LIST };
    const intoList = ([row, ...rest]: Path): Path =>
      typeof row === 'number' ? [...INCLUDING, start + row, ...rest] : INCLUDING;
    faults.push(...reading.faults.map((fault) => ({ ...here, ...shifted(fault, intoList) })));
    rows.push(...reading.rows);
  }
  const intoList = (path: Path): Path => {
    const [row, ...rest] = path.slice(INCLUDING.length);
    const moves = Array.isArray(written) && isBelow(path, INCLUDING) && typeof row === 'number';
    return moves ? [...INCLUDING, starts[row] ?? row, ...rest] : path;
  };
  return { tree: composed(tree, rows), faults, moved: (fault) => shifted(fault, intoList) };
}

/** What an include did not bring may be any row, or any key of one. */
const LIST: Gap = { path: INCLUDING, lacks: 'rest' };

/** The whole, with what was found in reading the included files. */
interface Composition {
  readonly tree: Tree;
  readonly faults: readonly ReadFault[];
  /** A fault of the including file, with the place that its entry has in the composed list. */
  moved(fault: ReadFault): ReadFault;
}

/** A fault whose paths lead elsewhere now. */
const shifted = <F extends Pick<ReadFault, 'path' | 'gap'>>(fault: F, shift: (path: Path) => Path): F => ({
  ...fault,
  ...(fault.path && { path: shift(fault.path) }),
  ...(fault.gap && { gap: { ...fault.gap, path: shift(fault.gap.path) } }),
});

/** An entry of the composed list, and where it stands. */
interface Row {
  readonly value: unknown;
  readonly tree: Tree;
  readonly path: Path;
}

type IncludeFault = Omit<ReadFault, keyof Location> & Partial<Location>;

function includeOf(entry: unknown): unknown {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return undefined;
  return Object.hasOwn(entry, 'include') ? (entry as Record<string, unknown>)['include'] : undefined;
}

interface Rows {
  readonly rows: readonly Row[];
  readonly faults: readonly IncludeFault[];
}

function rowsOf(file: unknown, configFile: string, remember: Remember): Rows {
  if (typeof file !== 'string' || file === '') return { rows: [], faults: [notAName] };
  const parse = parsers[extname(file).toLowerCase()];
  if (!parse) return { rows: [], faults: [unknownKind(file)] };
  const beside = fileBeside(configFile, file);
  if (!beside) return { rows: [], faults: [{ ...outside, message: about(file, outside.message) }] };
  const read = readText(beside.path, beside.shown);
  if ('fault' in read) return { rows: [], faults: [unreadable(file, read.fault)] };
  remember(beside.shown, read.bytes);
  const { tree, faults } = parse(read.text, beside.shown);
  if (!tree) return { rows: [], faults };
  if (!Array.isArray(tree.value)) return { rows: [], faults: [...faults, { ...noList, ...tree.locate([]) }] };
  const nested = tree.value.findIndex((entry) => includeOf(entry) !== undefined);
  if (nested >= 0) return { rows: [], faults: [...faults, { ...nestedInclude, ...tree.locate([nested]) }] };
  return { rows: tree.value.map((value, index) => ({ value, tree, path: [index] })), faults };
}

const parsers: Readonly<Record<string, (text: string, file: string) => Reading>> = {
  '.csv': (text, file) => {
    // loaded only where it is needed: validation must start at once
    const { readCsv } = require('./csv') as typeof import('./csv');
    return readCsv(text, file, leavesOf(account));
  },
  '.yaml': readYaml,
  '.yml': readYaml,
};

function composed(tree: Tree, rows: readonly Row[]): Tree {
  const value = replaced(
    tree.value,
    INCLUDING,
    rows.map((row) => row.value),
  );
  const origin = (path: Path): { tree: Tree; path: Path } => {
    const row = isBelow(path, INCLUDING) ? rows[Number(path[INCLUDING.length])] : undefined;
    return row ? { tree: row.tree, path: [...row.path, ...path.slice(INCLUDING.length + 1)] } : { tree, path };
  };
  return {
    value,
    locate(path, at) {
      const from = origin(path);
      return from.tree.locate(from.path, at);
    },
    written(path) {
      const from = origin(path);
      return from.tree.written(from.path);
    },
  };
}

const isBelow = (path: Path, above: Path): boolean =>
  path.length > above.length && above.every((part, index) => path[index] === part);

function replaced(value: unknown, [part, ...rest]: Path, replacement: unknown): unknown {
  if (part === undefined) return replacement;
  const copy: Record<string, unknown> = Object.assign(emptyRecord(), value);
  copy[part] = replaced(copy[part], rest, replacement);
  return copy;
}

/** What has no text has no lines: told where it is named, unless a line of it is to blame. */
function unreadable(file: string, { file: _file, line: _line, column: _column, ...fault }: ReadFault): IncludeFault {
  if (fault.code === 'missing-file')
    return { ...fault, code: 'missing-include', message: about(file, fault.message), mend: missingMend };
  return { ...fault, message: about(file, fault.message) };
}

const about = (file: string, message: Bilingual): Bilingual => ({
  en: `names ${file}, which ${message.en}`,
  zh: `引用的 ${file} ${message.zh}`,
});

const notAName: IncludeFault = {
  code: 'wrong-type',
  message: { en: 'is no file name', zh: '不是文件名' },
  mend: { en: 'Write `include: accounts.csv`.', zh: '请写 `include: accounts.csv`。' },
};

const unknownKind = (file: string): IncludeFault => ({
  code: 'unknown-file-kind',
  message: { en: `names ${file}, which is neither CSV nor YAML`, zh: `引用的 ${file} 既不是 CSV 也不是 YAML` },
  mend: { en: 'Name a file that ends in .csv, .yaml or .yml.', zh: '请指定以 .csv、.yaml 或 .yml 结尾的文件。' },
});

const noList: IncludeFault = {
  code: 'wrong-type',
  message: { en: 'is no list of accounts', zh: '不是账号列表' },
  mend: { en: 'Begin each account with "- name:".', zh: '每个账号以“- name:”开头。' },
};

const nestedInclude: IncludeFault = {
  code: 'nested-include',
  message: { en: 'includes another file, which an included file cannot', zh: '被引用的文件不能再引用其他文件' },
  mend: { en: 'Name that file in the configuration itself.', zh: '请在主配置文件中引用该文件。' },
};

const tooMany: IncludeFault = {
  code: 'too-many-includes',
  message: { en: `is one of more than ${MOST_INCLUDES} included files`, zh: `引用的文件超过 ${MOST_INCLUDES} 个` },
  mend: { en: 'Put the accounts into fewer files.', zh: '请合并为更少的文件。' },
};
