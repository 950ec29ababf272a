import type * as z from 'zod';
import type { Bilingual } from '../../constructs/standard';
import { formats, isFormatName } from './formats';
import type { Fault, Path } from './problem';
import { nearest } from './schema-walk';

type Issue = z.core.$ZodIssue;

/** What can be asked of the file about a value that does not fit. */
export interface Asked {
  readonly value: unknown;
  /** The scalar as it was written. */
  readonly written: string | undefined;
}

/** An issue of the schema, other than of unknown keys, as a fault that a person can act on. */
export function faultOf(issue: Issue, ask: (path: Path) => Asked): Fault {
  const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
  const { value, written } = ask(path);
  if (value === undefined) return missing(path);
  if (value === null) return empty(path);
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(path, issue.expected, value, written);
    case 'invalid_value':
      return wrongChoice(path, value, issue.values, written);
    case 'invalid_format':
    case 'custom':
      return wrongForm(path, value, issue.message);
    case 'too_small':
      return outOfBounds(path, value, issue.origin, 'least', Number(issue.minimum));
    case 'too_big':
      return outOfBounds(path, value, issue.origin, 'most', Number(issue.maximum));
    case 'invalid_key':
      return wrongForm(path, path.at(-1) ?? '', issue.issues[0]?.message ?? '');
    default:
      return { ...other, path, message: { en: `is not accepted: ${issue.message}`, zh: `不被接受：${issue.message}` } };
  }
}

const other = {
  code: 'invalid-value',
  mend: { en: 'See docs/configuration.md.', zh: '请参阅 docs/configuration.md。' },
};

const said = (value: unknown): string => {
  // JSON has no infinity
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
};

/** @param free the keys that stand there not yet */
export function unknownKey(path: Path, guess: string | undefined, free: readonly string[]): Fault {
  const list = { en: free.join(', '), zh: free.join('、') };
  return {
    code: 'unknown-key',
    path,
    at: 'key',
    message: { en: 'is no key here', zh: '此处没有这个键' },
    mend: guess
      ? { en: `Did you mean "${guess}"?`, zh: `是否应为“${guess}”？` }
      : {
          en: free.length > 0 ? `Remove it, or use one of: ${list.en}.` : 'Remove it.',
          zh: free.length > 0 ? `请删除，或使用：${list.zh}。` : '请删除。',
        },
  };
}

const missing = (path: Path): Fault => ({
  code: 'missing-key',
  path,
  message: { en: 'is missing', zh: '缺失' },
  mend: { en: `Add "${path.at(-1)}:".`, zh: `请添加“${path.at(-1)}:”。` },
});

/** A key, or an entry of a list, after which nothing stands. */
const empty = (path: Path): Fault => ({
  code: 'missing-key',
  path,
  message: { en: 'is empty', zh: '为空' },
  mend: { en: 'Give a value, or remove it.', zh: '请给出值，或将其删除。' },
});

const typeNames: Readonly<Record<string, Bilingual>> = {
  string: { en: 'text', zh: '文本' },
  number: { en: 'a number', zh: '数字' },
  int: { en: 'a whole number', zh: '整数' },
  boolean: { en: 'true or false', zh: 'true 或 false' },
  array: { en: 'a list', zh: '列表' },
  object: { en: 'keys with values', zh: '键值对' },
  record: { en: 'keys with values', zh: '键值对' },
};

const nameOfType = (type: string): Bilingual => typeNames[type] ?? { en: type, zh: type };

function wrongType(path: Path, expected: string, value: unknown, written: string | undefined): Fault {
  const is = Array.isArray(value) ? 'array' : typeof value;
  const demanded = nameOfType(expected);
  const found = nameOfType(is);
  const scalar = ['number', 'boolean'].includes(is);
  if (expected === 'string' && scalar) return unquoted(path, written ?? said(value), String(value));
  if (['number', 'int'].includes(expected) && isNumeral(value)) return quoted(path, value);
  return {
    code: 'wrong-type',
    path,
    message: {
      en:
        scalar || is === 'string'
          ? `is "${said(written ?? value)}", not ${demanded.en}`
          : `is ${found.en}, not ${demanded.en}`,
      zh:
        scalar || is === 'string'
          ? `为“${said(written ?? value)}”，应为${demanded.zh}`
          : `是${found.zh}，应为${demanded.zh}`,
    },
    mend: wordsForBoolean(expected, value) ?? { en: `Give ${demanded.en}.`, zh: `${asked(demanded.zh)}。` },
  };
}

/** Between Chinese and Latin letters or digits stands a space. */
const asked = (what: string): string => `请给出${/^[\x21-\x7e]/.test(what) ? ' ' : ''}${what}`;

/** YAML 1.1 read these words as true and false; YAML 1.2, which is used here, reads text. */
function wordsForBoolean(expected: string, value: unknown): Bilingual | undefined {
  if (expected !== 'boolean' || typeof value !== 'string') return undefined;
  const meant = { yes: 'true', on: 'true', y: 'true', no: 'false', off: 'false', n: 'false' }[value.toLowerCase()];
  return meant === undefined ? undefined : { en: `Write ${meant}.`, zh: `请写 ${meant}。` };
}

/** An account id without quotes: 012345678901 would lose its leading zero. */
function unquoted(path: Path, written: string, value: string): Fault {
  const kind = /^-?\d/.test(value) ? { en: 'number', zh: '数字' } : { en: 'value', zh: '值' };
  return {
    code: 'unquoted-text',
    path,
    message: {
      en: `is ${written} without quotes, which YAML reads as the ${kind.en} ${value}`,
      zh: `为未加引号的 ${written}，YAML 会读作${kind.zh} ${value}`,
    },
    mend: { en: `Put it in quotes: "${written}".`, zh: `请加引号："${written}"。` },
  };
}

const isNumeral = (value: unknown): value is string => typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value);

/** A number in quotes. */
const quoted = (path: Path, value: string): Fault => ({
  code: 'quoted-number',
  path,
  message: {
    en: `is "${said(value)}" in quotes, which is text and no number`,
    zh: `为加引号的 "${said(value)}"，是文本而非数字`,
  },
  mend: { en: `Remove the quotes: ${said(value)}.`, zh: `请去掉引号：${said(value)}。` },
});

function wrongChoice(path: Path, value: unknown, values: readonly unknown[], written: string | undefined): Fault {
  const choices = values.map(String);
  if (isNumeral(value) && values.every((choice) => typeof choice === 'number')) return quoted(path, value);
  const is = said(typeof value === 'number' ? (written ?? value) : value);
  const guess = nearest(is, choices);
  const list = { en: choices.join(', '), zh: choices.join('、') };
  return {
    code: 'unknown-value',
    path,
    message: {
      en: `is "${is}", which is none of ${list.en}`,
      zh: `为“${is}”，不在可选值 ${list.zh} 之中`,
    },
    mend: guess
      ? { en: `Did you mean "${guess}"?`, zh: `是否应为“${guess}”？` }
      : {
          en: choices.length === 1 ? `Write ${list.en}.` : 'Choose one of them.',
          zh: choices.length === 1 ? `请写 ${list.zh}。` : '请从中选择。',
        },
  };
}

function wrongForm(path: Path, value: unknown, format: string): Fault {
  const demand = isFormatName(format)
    ? formats[format].demand
    : { en: 'a value of the right form', zh: '格式正确的值' };
  return {
    code: 'wrong-form',
    path,
    message: { en: `is "${said(value)}", which does not have the right form`, zh: `为“${said(value)}”，格式不正确` },
    mend: spreadsheetMend(format, value) ?? { en: `Give ${demand.en}.`, zh: `${asked(demand.zh)}。` },
  };
}

/** Spreadsheets take account ids for numbers, drop their leading zeros and write them as 1.11E+11. */
function spreadsheetMend(format: string, value: unknown): Bilingual | undefined {
  if (format !== 'account-id' || typeof value !== 'string' || !/^\d{9,11}$|^\d\.?\d*E\+\d+$/i.test(value))
    return undefined;
  return {
    en: 'Give all 12 digits: a spreadsheet may have taken the id for a number. Format the column as text.',
    zh: '请给出全部 12 位数字：电子表格可能把账号 ID 当作数字处理，请将该列设为文本格式。',
  };
}

/** How large something is, and in what: `1 entry`, `2 entries`. */
interface Size {
  readonly now: number;
  readonly one: string;
  readonly many: string;
  readonly zh: string;
}

const sizes: Readonly<Record<string, (value: unknown) => Size>> = {
  string: (value) => ({ now: String(value).length, one: ' character', many: ' characters', zh: ' 个字符' }),
  array: (value) => ({ now: Array.isArray(value) ? value.length : 0, one: ' entry', many: ' entries', zh: ' 项' }),
};

function outOfBounds(path: Path, value: unknown, origin: string, bound: 'least' | 'most', limit: number): Fault {
  const { now, one, many, zh } = sizes[origin]?.(value) ?? { now: said(value), one: '', many: '', zh: '' };
  const unit = (count: unknown): string => (count === 1 ? one : many);
  const word = { least: { en: 'at least', zh: '至少' }, most: { en: 'at most', zh: '至多' } }[bound];
  return {
    code: 'out-of-bounds',
    path,
    ...(origin === 'array' && bound === 'least' && { lacks: [path] }),
    message: {
      en: `has ${now}${unit(now)}, where ${word.en} ${limit} is right`,
      zh: `为 ${now}${zh}，应${word.zh} ${limit}${zh}`,
    },
    mend: { en: `Give ${word.en} ${limit}${unit(limit)}.`, zh: `请给出${word.zh} ${limit}${zh}。` },
  };
}
