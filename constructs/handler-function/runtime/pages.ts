import { retrying } from './retry';

/** One page of a listing, and the token of the next; undefined on the last. */
export interface Page<Item> {
  readonly items: readonly Item[] | undefined;
  readonly next: string | undefined;
}

/**
 * Everything that a listing gives, page by page, each asked for again where it fails for a reason that passes.
 *
 * @throws when a page leads back to itself: what is listed would not be all.
 */
export async function allPages<Item>(
  ask: (token: string | undefined) => Promise<Page<Item>>,
): Promise<readonly Item[]> {
  const found: Item[] = [];
  const seen = new Set<string>();
  let token: string | undefined;
  do {
    const { items = [], next } = await retrying(() => ask(token));
    if (next !== undefined && seen.has(next)) throw new Error('the listing leads back to a page that was read');
    if (next !== undefined) seen.add(next);
    found.push(...items);
    token = next;
  } while (token !== undefined);
  return found;
}
