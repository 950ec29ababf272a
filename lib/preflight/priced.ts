import { type BilledLine, totalOf } from './billed';
import type { Price } from './prices';

/** A line with what it comes to. */
export interface PricedLine extends BilledLine {
  /** Over all accounts; null where use alone counts. */
  readonly total: number | null;
  /** Null where none was given. */
  readonly price: Price | null;
  /** A month, over all accounts, in the currency of the price; null where there is no price, or use alone counts. */
  readonly amount: number | null;
}

/** Sums of one currency. Currencies are not converted. */
export interface Sum {
  readonly currency: string;
  readonly amount: number;
}

/** Puts prices to lines: that of the region, or else the one for all regions. */
export const priced = (lines: readonly BilledLine[], prices: readonly Price[]): readonly PricedLine[] =>
  lines.map((line) => {
    const own = prices.filter(({ item }) => item === line.id);
    const price =
      own.find(({ region }) => region === line.region) ?? own.find(({ region }) => region === undefined) ?? null;
    const total = totalOf(line);
    return { ...line, total, price, amount: price && total !== null ? total * price.price : null };
  });

/** By currency. */
export function sumsOf(lines: readonly PricedLine[]): readonly Sum[] {
  const sums = new Map<string, number>();
  for (const { price, amount } of lines) {
    if (price && amount !== null) sums.set(price.currency, (sums.get(price.currency) ?? 0) + amount);
  }
  return [...sums].map(([currency, amount]) => ({ currency, amount }));
}
