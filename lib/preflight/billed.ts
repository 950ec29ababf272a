import { grouped } from '../report/grouped';
import { type BillableItem, billableItems, itemId } from './billable';
import type { Placed } from './deployment';

/** What is billed of one kind for one stack, in one account and region, or in one region of every account that a StackSet reaches. */
export interface BilledLine {
  readonly id: string;
  readonly item: BillableItem;
  readonly stack: string;
  /** Account id, or `members`. */
  readonly account: string;
  readonly region: string;
  /** How many accounts get it: 1, or those that the StackSet reaches. */
  readonly accounts: number;
  /** Resources in one of those accounts. */
  readonly resources: number;
  /** Units a month in one of those accounts; null where use alone counts. */
  readonly quantity: number | null;
}

/** Over all accounts. */
export const totalOf = ({ quantity, accounts }: BilledLine): number | null =>
  quantity === null ? null : quantity * accounts;

/** Counts what is billed, in the order of the templates. */
export function billedLines(placed: readonly Placed[]): readonly BilledLine[] {
  const billed = placed.flatMap((one) =>
    (billableItems[one.resource.type] ?? [])
      .filter(({ applies }) => !applies || applies(one.resource))
      .map((item) => ({ ...one, item, id: itemId(one.resource.type, item) })),
  );
  const alike = grouped(billed, ({ id, stack, account, region }) => [id, stack, account, region].join('\u0000'));
  return [...alike.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { id, item, stack, account, region, copies } = first;
    const { quantity } = item;
    return [
      {
        id,
        item,
        stack,
        account,
        region,
        accounts: copies,
        resources: group.length,
        quantity: quantity ? group.reduce((sum, { resource }) => sum + quantity(resource), 0) : null,
      },
    ];
  });
}
