import Table from 'cli-table3';
import type { Bilingual } from '../../constructs/standard/bilingual';
import { MEMBERS } from '../preflight/deployment';
import { type PricedLine, type Sum, sumsOf } from '../preflight/priced';
import type { Price } from '../preflight/prices';
import { grouped } from '../report/grouped';
import { visibleLine } from '../report/visible';
import type { Bill } from './cost';
import type { Language } from './io';

const WORDS = {
  item: { en: 'item', zh: '计费项' },
  what: { en: 'what it is', zh: '说明' },
  quantity: { en: 'quantity', zh: '数量' },
  price: { en: 'price', zh: '单价' },
  amount: { en: 'a month', zh: '每月' },
  total: { en: 'In total', zh: '合计' },
  byUse: { en: 'by use', zh: '按用量' },
  noPrice: { en: 'no price', zh: '无价格' },
  old: { en: 'older than a year', zh: '已超过一年' },
  sources: { en: 'Prices, as given', zh: '所给价格' },
  noPrices: {
    en: 'No prices: this product knows none. Give yours with --prices, each with its source and date.',
    zh: '未列价格：本产品不含任何价格。请用 --prices 提供，每项须注明来源与日期。',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;

/** As people read it: a table for each stack and region, the totals, where prices come from, and what no table holds. */
export function costText({ lines, prices, notes }: Bill, lang: Language): string {
  const hasPrices = prices.length > 0;
  const stacks = [...grouped(lines, ({ stack, account, region }) => `${stack} ${account} ${region}`).values()];
  const parts = [
    ...stacks.map(
      (own) =>
        `${placeText(own, lang)}\n${tableOf(
          own.map((line) => ofLine(line, lang)),
          hasPrices,
          lang,
        )}`,
    ),
    `${WORDS.total[lang]}\n${tableOf(totals(lines, lang), hasPrices, lang)}`,
    hasPrices ? `${amounts(lines, lang)}\n\n${sourcesText(prices, lang)}` : WORDS.noPrices[lang],
    ...notes.map(({ title, why, details = [] }) =>
      [title[lang], `  ${why[lang]}`, ...details.map((detail) => `  - ${detail[lang]}`)].join('\n'),
    ),
  ];
  return `${parts.join('\n\n')}\n`;
}

function placeText([line]: readonly PricedLine[], lang: Language): string {
  if (line === undefined) return '';
  const { stack, account, region, accounts } = line;
  const zh = lang === 'zh';
  const whose =
    account === MEMBERS
      ? zh
        ? `${accounts} 个成员账号各自`
        : `in each of ${accounts} member ${accounts === 1 ? 'account' : 'accounts'}`
      : `${zh ? '账号' : 'account'} ${account}`;
  return [stack, whose, region].join(' · ');
}

/** One row of a table. */
interface Row {
  readonly id: string;
  readonly what: Bilingual;
  readonly unit: Bilingual;
  /** Null where use alone counts. */
  readonly quantity: number | null;
  /** Accounts that have the quantity, each. */
  readonly accounts: number;
  readonly price: string;
  readonly amount: string;
}

const ofLine = (line: PricedLine, lang: Language): Row => ({
  id: line.id,
  what: line.item.what,
  unit: line.item.unit,
  quantity: line.quantity,
  accounts: line.accounts,
  price: priceText(line, lang),
  amount: line.price && line.amount !== null ? money({ currency: line.price.currency, amount: line.amount }) : '',
});

const priceText = ({ price }: PricedLine, lang: Language): string =>
  price ? `${price.price} ${price.currency}${price.isOld ? ' *' : ''}` : WORDS.noPrice[lang];

/** All lines of an item together. */
const totals = (lines: readonly PricedLine[], lang: Language): readonly Row[] =>
  [...grouped(lines, ({ id }) => id).values()].flatMap((alike) => {
    const [first] = alike;
    if (first === undefined) return [];
    const quantity = first.total === null ? null : alike.reduce((sum, { total }) => sum + (total ?? 0), 0);
    return [{ ...ofLine(first, lang), quantity, accounts: 1, price: '', amount: sumsOf(alike).map(money).join(' + ') }];
  });

function tableOf(rows: readonly Row[], hasPrices: boolean, lang: Language): string {
  const columns = [WORDS.item, WORDS.what, WORDS.quantity, ...(hasPrices ? [WORDS.price, WORDS.amount] : [])];
  const table = new Table({
    head: columns.map((column) => column[lang]),
    style: { head: [], border: [], 'padding-left': 2, 'padding-right': 0 },
    colAligns: ['left', 'left', 'right', 'right', 'right'],
    chars: NO_RULES,
  });
  for (const { id, what, price, amount, ...row } of rows) {
    table.push([id, what[lang], quantityText(row, lang), ...(hasPrices ? [price, amount] : [])]);
  }
  return table.toString().replace(/ +$/gm, '');
}

/** Columns without lines between them. */
const NO_RULES = Object.fromEntries([
  ['middle', ''],
  ...['top', 'bottom', 'left', 'right', 'mid'].flatMap((side) =>
    [side, `${side}-mid`, `${side}-left`, `${side}-right`].map((name) => [name, '']),
  ),
]);

/** `1460 hours a month × 20 = 29200`. */
function quantityText(
  { quantity, unit, accounts }: Pick<Row, 'quantity' | 'unit' | 'accounts'>,
  lang: Language,
): string {
  if (quantity === null) return WORDS.byUse[lang];
  const one = `${quantity} ${unit[lang]}`;
  return accounts === 1 ? one : `${one} × ${accounts} = ${quantity * accounts}`;
}

const money = ({ currency, amount }: Sum): string => `${amount.toFixed(2)} ${currency}`;

/** The sums, and what is not in them. */
function amounts(lines: readonly PricedLine[], lang: Language): string {
  const sums = sumsOf(lines).map(money).join(' + ') || '0';
  const unpriced = new Set(lines.filter(({ price, total }) => total !== null && price === null).map(({ id }) => id));
  const used = new Set(lines.filter(({ total }) => total === null).map(({ id }) => id));
  return lang === 'zh'
    ? `每月 ${sums}，不含：按用量计费的 ${used.size} 项；无价格的 ${unpriced.size} 项${listed(unpriced)}`
    : `${sums} a month, without what is billed by use (${used.size} items) and without what has no price (${unpriced.size}${listed(unpriced)})`;
}

const listed = (ids: ReadonlySet<string>): string => (ids.size > 0 ? `: ${[...ids].join(', ')}` : '');

function sourcesText(prices: readonly Price[], lang: Language): string {
  const lines = prices.map(({ item, region, price, currency, source, date, isOld }) =>
    visibleLine(
      `  ${[item, region, `${price} ${currency}`, source, date, isOld ? `* ${WORDS.old[lang]}` : undefined].filter((part) => part !== undefined).join('  ')}`,
    ),
  );
  return [WORDS.sources[lang], ...lines].join('\n');
}

/** As machines read it. */
export const costData = ({ lines, prices, notes }: Bill, lang: Language) => ({
  lines: lines.map(({ item, price, ...line }) => ({
    ...line,
    what: item.what[lang],
    unit: item.unit[lang],
    price,
  })),
  totals: [...grouped(lines, ({ id }) => id)].map(([id, alike]) => ({
    id,
    quantity: alike[0]?.total === null ? null : alike.reduce((sum, { total }) => sum + (total ?? 0), 0),
    unit: alike[0]?.item.unit[lang],
    amounts: sumsOf(alike),
  })),
  amounts: sumsOf(lines),
  prices,
  notes: notes.map(({ title, why, details = [], region }) => ({
    title: title[lang],
    why: why[lang],
    details: details.map((detail) => detail[lang]),
    region: region ?? null,
  })),
});
