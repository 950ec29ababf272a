import type { Bilingual } from '../../constructs/standard';
import type { Problem } from '../config/problem';
import { readCsv } from '../config/source/csv';
import { readText } from '../config/source/text';
import type { Reading, Tree } from '../config/source/tree';
import { readYaml } from '../config/source/yaml';
import { isDay } from '../project';

/** What one unit of an item costs, and who says so. */
export interface Price {
  /** As `isms cost` calls the item. */
  readonly item: string;
  /** Where it holds. @default - wherever no other price of the item does */
  readonly region?: string;
  /** For one unit, in the currency. */
  readonly price: number;
  /** ISO 4217. */
  readonly currency: string;
  /** Where it was found: a page, an offer, a contract. */
  readonly source: string;
  /** `YYYY-MM-DD`: when it was found there. */
  readonly date: string;
  /** Whether that is longer ago than a year. */
  readonly isOld: boolean;
}

/** Prices, or what is wrong with them; warnings stand beside prices. */
export interface PriceReading {
  readonly prices: readonly Price[];
  readonly problems: readonly Problem[];
}

/** What prices may name, and the day that counts as today. */
export interface Known {
  readonly items: ReadonlySet<string>;
  readonly regions: ReadonlySet<string>;
  readonly asOf: string;
}

const FIELDS = ['item', 'region', 'price', 'currency', 'source', 'date'] as const;
type Field = (typeof FIELDS)[number];

/** Older prices are marked. */
const OLD_DAYS = 365;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Reads a file of prices, CSV by its name and YAML otherwise. All errors at once; never throws. */
export function readPrices(file: string, known: Known): PriceReading {
  const text = readText(file, file);
  if ('fault' in text) return { prices: [], problems: [problemOf(text.fault)] };
  const reading = /\.csv$/i.test(file) ? readCsv(text.text, file, FIELDS) : readYaml(text.text, file);
  const { tree } = reading;
  const faults = reading.faults.map(problemOf);
  if (!tree) return { prices: [], problems: faults };
  if (!Array.isArray(tree.value)) return { prices: [], problems: [...faults, fault(tree, [], NOT_A_LIST)] };
  const rows: readonly unknown[] = tree.value;
  const problems = [
    ...faults,
    ...rows.flatMap((row, index) => problemsOf(row, index, tree, known)),
    ...repeated(rows, tree),
  ];
  const isUsable = problems.every(({ severity }) => severity !== 'error');
  return { prices: isUsable ? rows.map((row) => priceOf(row as Row, known)) : [], problems };
}

type Row = Readonly<Record<Field, unknown>>;
type Message = { readonly code: string; readonly message: Bilingual; readonly mend: Bilingual };

const textOf = (value: unknown): string => (value === undefined || value === null ? '' : String(value).trim());

const priceOf = (row: Row, { asOf }: Known): Price => ({
  item: textOf(row.item),
  ...(textOf(row.region) !== '' && { region: textOf(row.region) }),
  price: Number(row.price),
  currency: textOf(row.currency),
  source: textOf(row.source),
  date: textOf(row.date),
  isOld: isOld(textOf(row.date), asOf),
});

const isOld = (date: string, asOf: string): boolean => (Date.parse(asOf) - Date.parse(date)) / DAY_MS > OLD_DAYS;

function problemsOf(row: unknown, index: number, tree: Tree, known: Known): readonly Problem[] {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) return [fault(tree, [index], NOT_A_PRICE)];
  const fields = row as Row;
  const strange = Object.keys(row).filter((key) => !(FIELDS as readonly string[]).includes(key));
  return [
    ...strange.map((key) => fault(tree, [index, key], unknownField(key))),
    ...FIELDS.flatMap((field) => {
      const wrong = CHECKS[field](textOf(fields[field]), known);
      return wrong ? [fault(tree, [index, field], wrong)] : [];
    }),
    ...(isOld(textOf(fields.date), known.asOf)
      ? [{ ...fault(tree, [index, 'date'], OLD), severity: 'warning' as const }]
      : []),
  ];
}

type Check = (value: string, known: Known) => Message | undefined;

/** What is wrong with the value of a field. */
const CHECKS: Readonly<Record<Field, Check>> = {
  item: (value, { items }) => (value === '' ? missing('item') : items.has(value) ? undefined : unknownItem(value)),
  region: (value, { regions }) => (value === '' || regions.has(value) ? undefined : unknownRegion(value, regions)),
  price: (value) => (value === '' ? missing('price') : PRICE.test(value) ? undefined : notAPrice(value)),
  currency: (value) =>
    value === '' ? missing('currency') : /^[A-Z]{3}$/.test(value) ? undefined : notACurrency(value),
  source: (value) => (value === '' ? missing('source') : undefined),
  date: (value, { asOf }) =>
    value === '' ? missing('date') : isDay(value) ? (value > asOf ? inTheFuture(value) : undefined) : notADay(value),
};

const PRICE = /^\d{1,9}(\.\d{1,12})?$/;

/** The second price of an item for the same region. */
function repeated(rows: readonly unknown[], tree: Tree): readonly Problem[] {
  const seen = new Set<string>();
  return rows.flatMap((row, index) => {
    const { item, region } = (row ?? {}) as Partial<Row>;
    const key = `${textOf(item)} ${textOf(region)}`;
    const isRepeated = textOf(item) !== '' && seen.has(key);
    seen.add(key);
    return isRepeated ? [fault(tree, [index, 'item'], REPEATED)] : [];
  });
}

const fault = (tree: Tree, path: readonly (string | number)[], { code, message, mend }: Message): Problem => ({
  code,
  severity: 'error',
  key: path.filter((part) => typeof part === 'string').join('.'),
  ...tree.locate(path),
  message,
  mend,
});

const problemOf = ({ code, message, mend, file, line, column }: Reading['faults'][number]): Problem => ({
  severity: 'error',
  key: '',
  file,
  line,
  column,
  ...(code === EMPTY.code ? EMPTY : { code, message, mend }),
});

/** What is asked for where a field is missing, and why. */
const WANTED: Readonly<Record<Exclude<Field, 'region'>, Bilingual>> = {
  item: { en: 'Name an item as isms cost lists it.', zh: '请填写 isms cost 列出的计费项。' },
  price: { en: 'Give the price of one unit, such as 0.011.', zh: '请填写单价，例如 0.011。' },
  currency: { en: 'Give the currency, such as EUR.', zh: '请填写货币，例如 CNY。' },
  source: {
    en: 'Say where it was found: a page, an offer, a contract. A price without its source counts for nothing.',
    zh: '请注明价格来源（网页、报价单或合同）。没有来源的价格不予采用。',
  },
  date: {
    en: 'Say when it was found there, such as 2026-10-31. A price without its date counts for nothing.',
    zh: '请注明查得日期，例如 2026-10-31。没有日期的价格不予采用。',
  },
};

const missing = (field: keyof typeof WANTED): Message => ({
  code: 'missing-key',
  message: { en: `the price has no ${field}`, zh: `该价格缺少 ${field}` },
  mend: WANTED[field],
});

const unknownField = (key: string): Message => ({
  code: 'unknown-key',
  message: { en: `"${key}" is nothing that a price has`, zh: `价格没有名为“${key}”的字段` },
  mend: { en: `Use ${FIELDS.join(', ')}.`, zh: `可用的字段：${FIELDS.join('、')}。` },
});

const unknownItem = (value: string): Message => ({
  code: 'unknown-reference',
  message: { en: `nothing that is billed is called "${value}"`, zh: `没有名为“${value}”的计费项` },
  mend: { en: 'isms cost lists the items in its first column.', zh: 'isms cost 在第一列列出计费项。' },
});

const unknownRegion = (value: string, regions: ReadonlySet<string>): Message => ({
  code: 'unknown-reference',
  message: { en: `nothing is billed in "${value}"`, zh: `“${value}”没有计费项` },
  mend: {
    en: `Use ${[...regions].join(', ')}, or leave it out where the price holds everywhere.`,
    zh: `可用：${[...regions].join('、')}；各区域价格相同时可省略。`,
  },
});

const notAPrice = (value: string): Message => ({
  code: 'invalid-value',
  message: { en: `"${value}" is no price`, zh: `“${value}”不是价格` },
  mend: {
    en: 'Write digits with a point, such as 0.011, without currency or thousands.',
    zh: '请写作带小数点的数字，例如 0.011，不含货币符号与千位分隔符。',
  },
});

const notACurrency = (value: string): Message => ({
  code: 'invalid-value',
  message: { en: `"${value}" is no currency of ISO 4217`, zh: `“${value}”不是 ISO 4217 货币代码` },
  mend: { en: 'Write three capital letters, such as EUR.', zh: '请写三个大写字母，例如 CNY。' },
});

const notADay = (value: string): Message => ({
  code: 'invalid-value',
  message: { en: `"${value}" is no day of the calendar`, zh: `“${value}”不是日期` },
  mend: { en: 'Write YYYY-MM-DD.', zh: '请写作 YYYY-MM-DD。' },
});

const inTheFuture = (value: string): Message => ({
  code: 'invalid-value',
  message: { en: `${value} is yet to come`, zh: `${value} 尚未到来` },
  mend: WANTED.date,
});

const OLD: Message = {
  code: 'old-price',
  message: { en: `the price is older than ${OLD_DAYS} days`, zh: `该价格已超过 ${OLD_DAYS} 天` },
  mend: { en: 'Look it up again.', zh: '请重新核实。' },
};

const REPEATED: Message = {
  code: 'duplicate-key',
  message: { en: 'the item has a price for this region already', zh: '该计费项在此区域已有价格' },
  mend: { en: 'Keep one of the two.', zh: '请只保留其中一个。' },
};

/** What the readers say of it is about configurations and accounts. */
const EMPTY: Message = {
  code: 'empty-file',
  message: { en: 'holds no price', zh: '没有任何价格' },
  mend: { en: `Write a price with ${FIELDS.join(', ')}.`, zh: `请写入价格：${FIELDS.join('、')}。` },
};

const NOT_A_LIST: Message = {
  code: 'wrong-type',
  message: { en: 'is no list of prices', zh: '不是价格列表' },
  mend: { en: `Write a list, each entry with ${FIELDS.join(', ')}.`, zh: `请写成列表，每项含 ${FIELDS.join('、')}。` },
};

const NOT_A_PRICE: Message = {
  code: 'wrong-type',
  message: { en: 'is no price', zh: '不是一项价格' },
  mend: { en: `Write ${FIELDS.join(', ')}.`, zh: `请写 ${FIELDS.join('、')}。` },
};
