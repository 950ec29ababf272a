import { atSubnet, type Endpoint, type INTERNET, type OUTSIDE } from './endpoints';
import type { Network, Subnet } from './model';
import { type Passage, passage } from './passage';

/** A subnet as such, or what is beyond all networks. */
export type Side = Subnet | typeof INTERNET | typeof OUTSIDE;

const known = new WeakMap<Network, Map<Side, Map<Side, Passage>>>();

/** What routes and lists alone carry from one side to another: several statements ask, and it is decided once. */
export function subnetPassage(network: Network, from: Side, to: Side): Passage {
  const ways = entryOf(
    entryOf(known, network, () => new Map<Side, Map<Side, Passage>>()),
    from,
    () => new Map(),
  );
  return entryOf(ways, to, () => passage(network, endpointOf(from), endpointOf(to), { groups: false }));
}

const endpointOf = (side: Side): Endpoint => ('kind' in side ? side : atSubnet(side));

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
