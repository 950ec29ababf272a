import type { Files } from './recordings';

/** Numbers that follow from a seed, so that what failed fails again. */
export function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    // mulberry32
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

type Mutation = (
  files: Map<string, Buffer>,
  names: readonly string[],
  other: Files,
  below: (n: number) => number,
) => void;

const at = <Item>(items: readonly Item[], index: number): Item => {
  const item = items[index];
  if (item === undefined) throw new Error(`nothing at ${index}`);
  return item;
};

const bytes = (files: Files, name: string): Buffer => {
  const found = files.get(name);
  if (!found) throw new Error(`no ${name}`);
  return found;
};

/** What somebody may do to the files of a recording. */
export const MUTATIONS: Readonly<Record<string, Mutation>> = {
  flip: (files, names, _, below) => {
    const name = at(names, below(names.length));
    const changed = Buffer.from(bytes(files, name));
    const place = below(changed.length);
    changed.writeUInt8(changed.readUInt8(place) ^ (1 << below(8)), place);
    files.set(name, changed);
  },
  drop: (files, names, _, below) => {
    files.delete(at(names, below(names.length)));
  },
  'drop the end': (files, names, _, below) => {
    for (const name of names.slice(below(names.length))) files.delete(name);
  },
  swap: (files, names, _, below) => {
    const first = below(names.length);
    const second = (first + 1 + below(names.length - 1)) % names.length;
    const kept = bytes(files, at(names, first));
    files.set(at(names, first), bytes(files, at(names, second)));
    files.set(at(names, second), kept);
  },
  truncate: (files, names, _, below) => {
    const name = at(names, below(names.length));
    const whole = bytes(files, name);
    files.set(name, whole.subarray(0, below(whole.length)));
  },
  append: (files, names, _, below) => {
    const name = at(names, below(names.length));
    files.set(name, Buffer.concat([bytes(files, name), Buffer.from([below(256)])]));
  },
  splice: (files, names, other, below) => {
    files.set(at(names, below(names.length)), bytes(other, at([...other.keys()], below(other.size))));
  },
  add: (files, names, other, below) => {
    const name = `${String(names.length + below(9)).padStart(8, '0')}.seg`;
    files.set(name, bytes(other, at([...other.keys()], below(other.size))));
  },
  'add beside': (files, names, other, below) => {
    const name = at(names, below(names.length));
    files.set(name.replace('.seg', '.other.seg'), bytes(other, at([...other.keys()], below(other.size))));
  },
  repeat: (files, names, _, below) => {
    files.set(`${String(names.length).padStart(8, '0')}.seg`, bytes(files, at(names, below(names.length))));
  },
};

/** A recording that somebody has tampered with, and how. */
export function mutated(files: Files, other: Files, below: (n: number) => number): { kind: string; files: Files } {
  const kinds = Object.entries(MUTATIONS);
  const [kind, mutation] = at(kinds, below(kinds.length));
  const copy = new Map(files);
  mutation(copy, [...files.keys()], other, below);
  return { kind, files: copy };
}
