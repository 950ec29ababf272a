import type * as z from 'zod';
import type { Bilingual } from '../../constructs/standard';
import { formats, isFormatName } from './formats';
import type { Fault, Path } from './problem';
import { keysAt, nearest } from './schema-walk';

type Issue = z.core.$ZodIssue;

/** What can be asked of the file about a value that does not fit. */
export interface Asked {
  readonly value: unknown;
  /** The scalar as it was written. */
  readonly written: string | undefined;
}

/** An issue of the schema as faults that a person can act on: an object with three unknown keys has three. */
export function faultsOf(issue: Issue, schema: z.core.$ZodType, ask: (path: Path) => Asked): readonly Fault[] {
  const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => unknownKey(path, key, keysAt(schema, path) ?? []));
  const { value, written } = ask(path);
  if (value === undefined || value === null) return [missing(path)];
  switch (issue.code) {
    case 'invalid_type':
      return [wrongType(path, issue.expected, value, written)];
    case 'invalid_value':
      return [wrongChoice(path, value, issue.values.map(String))];
    case 'invalid_format':
    case 'custom':
      return [wrongForm(path, value, issue.message)];
    case 'too_small':
      return [outOfBounds(path, value, issue.origin, 'least', Number(issue.minimum))];
    case 'too_big':
      return [outOfBounds(path, value, issue.origin, 'most', Number(issue.maximum))];
    case 'invalid_key':
      return [wrongForm(path, path.at(-1) ?? '', issue.issues[0]?.message ?? '')];
    default:
      return [
        { ...other, path, message: { en: `is not accepted: ${issue.message}`, zh: `不被接受：${issue.message}` } },
      ];
  }
}

const other = {
  code: 'invalid-value',
  mend: { en: 'See docs/configuration.md.', zh: '请参阅 docs/configuration.md。' },
};

const said = (value: unknown): string => {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
};

function unknownKey(path: Path, key: string, keys: readonly string[]): Fault {
  const guess = nearest(key, keys);
  return {
    code: 'unknown-key',
    path: [...path, key],
    at: 'key',
    ...(guess !== undefined && { meant: [...path, guess] }),
    message: { en: 'is no key here', zh: '此处没有这个键' },
    mend: guess
      ? { en: `Did you mean "${guess}"?`, zh: `是否应为“${guess}”？` }
      : { en: `Remove it, or use one of: ${keys.join(', ')}.`, zh: `请删除，或使用：${keys.join('、')}。` },
  };
}

const missing = (path: Path): Fault => ({
  code: 'missing-key',
  path,
  message: { en: 'is missing', zh: '缺失' },
  mend: { en: `Add "${path.at(-1)}:".`, zh: `请添加“${path.at(-1)}:”。` },
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

function wrongChoice(path: Path, value: unknown, choices: readonly string[]): Fault {
  const guess = nearest(said(value), choices);
  const list = { en: choices.join(', '), zh: choices.join('、') };
  return {
    code: 'unknown-value',
    path,
    message: {
      en: `is "${said(value)}", which is none of ${list.en}`,
      zh: `为“${said(value)}”，不在可选值 ${list.zh} 之中`,
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
    ...(origin === 'array' && bound === 'least' && { lacks: path }),
    message: {
      en: `has ${now}${unit(now)}, where ${word.en} ${limit} is right`,
      zh: `为 ${now}${zh}，应${word.zh} ${limit}${zh}`,
    },
    mend: { en: `Give ${word.en} ${limit}${unit(limit)}.`, zh: `请给出${word.zh} ${limit}${zh}。` },
  };
}
