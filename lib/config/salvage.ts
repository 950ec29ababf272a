import type * as z from 'zod';
import type { Path } from './problem';
import { type ParsedConfig, type SectionKey, schema } from './schema';

/** What of a faulty configuration still parses, so that the checks can go on and all errors come at once. */
export interface Salvage {
  readonly sections: Partial<ParsedConfig>;
  /** The sections that parse, and optional ones that are absent or beyond repair. */
  readonly readable: ReadonlySet<SectionKey>;
  /** What had to be left out, as it stands in the file. */
  readonly removed: readonly Path[];
  /** From a path in `sections` to the path in the file: entries of a list may have been left out. */
  original(path: Path): Path;
}

/** Each round takes out one layer: a bad value, then the entry that cannot be without it, and so on. */
const MOST_ROUNDS = 8;

/** Takes out what does not fit, as little as possible, section by section. */
export function salvage(value: unknown): Salvage {
  const root: Record<string, unknown> = isObject(value) ? value : {};
  const sections: Record<string, unknown> = {};
  const readable = new Set<SectionKey>();
  const removed: Path[] = [];
  const kept: Record<string, unknown> = {};
  for (const key of Object.keys(schema.shape) as SectionKey[]) {
    const rest = salvageSection(schema.shape[key], root[key]);
    removed.push(...rest.removed.map((path) => [key, ...path]));
    kept[key] = rest.kept;
    if (!rest.readable && !isOptional(key)) continue;
    readable.add(key);
    sections[key] = rest.parsed;
  }
  return {
    sections: sections as Partial<ParsedConfig>,
    readable,
    removed,
    original: (path) => originalPath(kept, path),
  };
}

/** An optional section that is beyond repair is taken for absent; a needed one makes the checks that need it impossible. */
const isOptional = (key: SectionKey): boolean => {
  const absent = schema.shape[key].safeParse(undefined);
  return absent.success && absent.data === undefined;
};

interface Rest {
  readonly readable: boolean;
  readonly parsed?: unknown;
  readonly kept: unknown;
  readonly removed: readonly Path[];
}

function salvageSection(section: z.core.$ZodType, value: unknown): Rest {
  const removed: Path[] = [];
  let kept = copy(value);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const compacted = compact(kept);
    const result = (section as z.ZodType).safeParse(compacted);
    if (result.success) return { readable: true, parsed: result.data, kept, removed };
    const targets = result.error.issues.flatMap((issue) => targetsOf(issue, compacted));
    if (targets.some((target) => target.length === 0)) {
      return { readable: false, kept, removed: [...removed, []] };
    }
    const paths = targets.map((target) => originalPath(kept, target));
    for (const path of paths) kept = without(kept, path);
    removed.push(...paths);
  }
  return { readable: false, kept, removed: [...removed, []] };
}

/** What to take out for an issue: the value; where that is absent already, what cannot be without it. */
function targetsOf(issue: z.core.$ZodIssue, value: unknown): readonly Path[] {
  const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => [...path, key]);
  return [valueAt(value, path) === undefined ? path.slice(0, -1) : path];
}

/** Stands in a list for an entry that was left out, so that those after it keep their place. */
const HOLE = Symbol('left out');

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function copy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copy);
  return isObject(value) ? mapped(value, copy) : value;
}

function compact(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((entry) => entry !== HOLE).map(compact);
  return isObject(value) ? mapped(value, compact) : value;
}

function mapped(value: Record<string, unknown>, map: (value: unknown) => unknown): Record<string, unknown> {
  const result: Record<string, unknown> = Object.create(null);
  for (const [key, inner] of Object.entries(value)) result[key] = map(inner);
  return result;
}

/** Changes the copy in place. */
function without(value: unknown, [part, ...rest]: Path): unknown {
  if (part === undefined) return undefined;
  if (Array.isArray(value) && typeof part === 'number')
    value[part] = rest.length === 0 ? HOLE : without(value[part], rest);
  else if (isObject(value) && rest.length === 0) delete value[part];
  else if (isObject(value)) value[part] = without(value[part], rest);
  return value;
}

function originalPath(kept: unknown, path: Path): Path {
  const [part, ...rest] = path;
  if (part === undefined) return [];
  if (Array.isArray(kept) && typeof part === 'number') {
    const index = nthKept(kept, part);
    return [index, ...originalPath(kept[index], rest)];
  }
  return [part, ...originalPath(isObject(kept) ? kept[part] : undefined, rest)];
}

function nthKept(entries: readonly unknown[], nth: number): number {
  if (!entries.includes(HOLE)) return nth;
  let seen = -1;
  return entries.findIndex((entry) => entry !== HOLE && ++seen === nth);
}

export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, part) => {
    if (Array.isArray(inner) && typeof part === 'number') return inner[part];
    return isObject(inner) && Object.hasOwn(inner, String(part)) ? inner[part] : undefined;
  }, value);
}
