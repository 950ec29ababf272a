import { atSubnet } from './endpoints';
import type { Network, Subnet } from './model';
import { type Passage, passage } from './passage';

const known = new WeakMap<Network, Map<Subnet, Map<Subnet, Passage>>>();

/** What routes and lists alone carry from one subnet to another: several statements ask, and it is decided once. */
export function subnetPassage(network: Network, from: Subnet, to: Subnet): Passage {
  const ways = entryOf(
    entryOf(known, network, () => new Map<Subnet, Map<Subnet, Passage>>()),
    from,
    () => new Map(),
  );
  return entryOf(ways, to, () => passage(network, atSubnet(from), atSubnet(to), { groups: false }));
}

interface Entries<Key, Value> {
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): unknown;
}

function entryOf<Key, Value>(entries: Entries<Key, Value>, key: Key, make: () => Value): Value {
  const found = entries.get(key);
  if (found !== undefined) return found;
  const made = make();
  entries.set(key, made);
  return made;
}
