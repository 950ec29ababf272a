import { CsvError, parse } from 'csv-parse/sync';
import type { Bilingual } from '../../../constructs/standard';
import type { Location, Path } from '../problem';
import { emptyRecord } from '../record';
import { nearest } from '../schema-walk';
import type { ReadFault, Reading, Tree } from './tree';

/** A record of the file, with the offset at which each of its cells begins. */
interface Row {
  readonly cells: readonly string[];
  readonly offset: number;
  readonly raw: string;
}

/**
 * Reads rows from a CSV file: the first line names the columns, dots in a name nest (`network.home`), an empty cell
 * leaves its key out. Every value is text. Never throws.
 *
 * @param columns the names that may stand in the first line
 */
export function readCsv(text: string, file: string, columns: readonly string[]): Reading {
  const place = placesOf(text, file);
  let rows: readonly Row[];
  try {
    rows = rowsOf(text);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? error['lines'] : 1;
    return { faults: [{ ...unreadableRow(error.code, error.message), file, line, column: 1 }] };
  }
  const [header, ...records] = rows;
  if (!header || records.length === 0) return { faults: [{ ...noRows, file, line: 1, column: 1 }] };

  const written = header.cells.map((cell) => cell.trim());
  const names = written.map((name) => (columns.includes(name) ? name : (meantBy(name, written, columns) ?? name)));
  const at = (row: Row, cell: number) => place(row.offset + cellOffset(row.raw, cell));
  const faults = [
    ...headerFaults(written, columns, (cell) => at(header, cell)),
    ...records.flatMap((row, index) =>
      row.cells.length === names.length ? [] : [{ ...wrongWidth(row, names.length, index), ...at(row, names.length) }],
    ),
  ];
  const paths = names.map((name) => (columns.includes(name) ? name.split('.') : undefined));
  const value = records.map((row) => objectOf(row.cells, paths));
  return { tree: treeOf(value, records, names, at), faults };
}

function rowsOf(text: string): readonly Row[] {
  const parsed: unknown = parse(text, {
    raw: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: 20_000,
  });
  let cursor = 0;
  const rows = (parsed as readonly RawRecord[]).map(({ record, raw }) => {
    // empty lines that were skipped lead the text of the next record
    const content = raw.replace(/^[\r\n]+/, '');
    const offset = Math.max(cursor, text.indexOf(content, cursor));
    cursor = offset + content.length;
    return { cells: record, offset, raw: content };
  });
  return rows.filter((row) => row.cells.some((cell) => cell.trim() !== ''));
}

/** What the parser gives with `raw: true`. */
interface RawRecord {
  readonly record: readonly string[];
  readonly raw: string;
}

function objectOf(
  cells: readonly string[],
  paths: readonly (readonly string[] | undefined)[],
): Record<string, unknown> {
  const row: Record<string, unknown> = emptyRecord();
  paths.forEach((path, column) => {
    const value = cells[column]?.trim() ?? '';
    if (path && value !== '') place(row, path, value);
  });
  return row;
}

function place(row: Record<string, unknown>, [key, ...rest]: readonly string[], value: string): void {
  if (key === undefined) return;
  if (rest.length === 0) {
    row[key] ??= value;
    return;
  }
  const inner: Record<string, unknown> = isRecord(row[key]) ? row[key] : emptyRecord();
  row[key] = inner;
  place(inner, rest, value);
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function treeOf(
  value: unknown,
  rows: readonly Row[],
  names: readonly string[],
  at: (row: Row, cell: number) => Location,
): Tree {
  return {
    value,
    locate([index, ...path]: Path) {
      const row = rows[Number(index)] ?? rows[0];
      const column = names.findIndex((name) => name === path.join('.') || name.startsWith(`${path.join('.')}.`));
      return row ? at(row, path.length > 0 ? Math.max(column, 0) : 0) : { file: '', line: 1, column: 1 };
    },
    written: () => undefined,
  };
}

/** Where the nth cell of a record begins: commas in quotes separate nothing. */
function cellOffset(raw: string, cell: number): number {
  let quoted = false;
  let seen = 0;
  for (let offset = 0; offset < raw.length && seen <= cell; offset++) {
    if (seen === cell) return offset;
    const character = raw.charAt(offset);
    if (character === '"') quoted = !quoted;
    else if (character === ',' && !quoted) seen++;
  }
  return raw.trimEnd().length;
}

/** Line and column of an offset, by a table of line starts. */
function placesOf(text: string, file: string): (offset: number) => Location {
  const starts = [0];
  for (let next = text.indexOf('\n'); next !== -1; next = text.indexOf('\n', next + 1)) starts.push(next + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { file, line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}

function headerFaults(
  names: readonly string[],
  columns: readonly string[],
  at: (cell: number) => Location,
): readonly ReadFault[] {
  return names.flatMap((name, cell) => {
    if (!columns.includes(name)) return [{ ...unknownColumn(name, names, columns), ...at(cell) }];
    if (names.indexOf(name) < cell) return [{ ...repeatedColumn(name), ...at(cell) }];
    return [];
  });
}

const noRows = {
  code: 'empty-file',
  message: { en: 'has no rows', zh: '没有数据行' },
  mend: {
    en: 'Give a line with the column names, and a line for each account.',
    zh: '第一行写列名，其后每个账号一行。',
  },
};

/** What the codes of the parser mean: https://csv.js.org/parse/errors/. */
const whyUnreadable: Readonly<Record<string, Bilingual>> = {
  CSV_QUOTE_NOT_CLOSED: { en: 'quotes that begin here do not end', zh: '此处开始的引号没有结束' },
  INVALID_OPENING_QUOTE: { en: 'quotes begin in the middle of a cell', zh: '引号出现在单元格中间' },
  CSV_INVALID_CLOSING_QUOTE: { en: 'something follows quotes that have ended', zh: '引号结束后还有其他内容' },
  CSV_MAX_RECORD_SIZE: {
    en: 'a row has more than 20,000 characters: quotes may not end',
    zh: '某行超过 20,000 个字符，可能是引号没有结束',
  },
};

const unreadableRow = (code: string, detail: string) => ({
  code: 'csv-syntax',
  message: {
    en: `is no valid CSV: ${whyUnreadable[code]?.en ?? detail}`,
    zh: `不是有效的 CSV：${whyUnreadable[code]?.zh ?? detail}`,
  },
  mend: { en: 'Check quotes and commas on this line.', zh: '请检查本行的引号与逗号。' },
});

/** The column that a misspelt one was most likely meant to be, if it is not there already: it is read as that. */
const meantBy = (name: string, names: readonly string[], columns: readonly string[]): string | undefined =>
  nearest(
    name,
    columns.filter((column) => !names.includes(column)),
  );

function unknownColumn(name: string, names: readonly string[], columns: readonly string[]) {
  const guess = meantBy(name, names, columns);
  return {
    code: 'unknown-key',
    ...(guess !== undefined && { gap: undefined }),
    message: { en: `"${name}" is no column`, zh: `没有名为“${name}”的列` },
    mend: guess
      ? { en: `Did you mean "${guess}"?`, zh: `是否应为“${guess}”？` }
      : {
          en: `Use ${columns.join(', ')}, separated by commas.`,
          zh: `可用的列：${columns.join('、')}，以英文逗号分隔。`,
        },
  };
}

const repeatedColumn = (name: string) => ({
  code: 'duplicate-key',
  message: { en: `the column "${name}" comes a second time`, zh: `列“${name}”重复出现` },
  mend: { en: 'Keep one of the two.', zh: '请只保留其中一列。' },
});

/** In a short row the last cells may be the ones that are missing; in a long one no cell need be of its column. */
const wrongWidth = ({ cells: { length: cells } }: Row, columns: number, index: number) => ({
  code: 'csv-row-width',
  path: [index],
  gap: { path: [index], lacks: cells < columns ? 'rest' : 'value' } as const,
  message: {
    en: `the row has ${cells} cells, the first line ${columns}`,
    zh: `该行有 ${cells} 个单元格，而首行有 ${columns} 列`,
  },
  mend: {
    en: 'Add the missing commas, or put values with commas in quotes.',
    zh: '请补齐逗号，或将含逗号的值放入引号。',
  },
});
