import type * as z from 'zod';
import type { Gap } from './gaps';
import { isObject, valueAt, writableCopy, write } from './paths';
import type { Fault, Path } from './problem';
import { withRaisedDefaults } from './raised-defaults';
import { type ParsedConfig, schema } from './schema';
import { keysAt, nearest, schemaAt } from './schema-walk';
import { standInsFor } from './stand-ins';
import { unknownKey } from './zod-issues';

type Issue = z.core.$ZodIssue;

/** A configuration that does not fit the schema, made to fit, so that the checks can go on and all errors come at once. */
export interface Draft {
  /** What the schema objects to, unknown keys aside: one for each place. */
  readonly issues: readonly Issue[];
  readonly unknownKeys: readonly Fault[];
  /** Keys that a misspelt one was most likely meant to be, with what stands there not known. */
  readonly meant: readonly Gap[];
  /** All that is not known, those keys included. */
  readonly gaps: readonly Gap[];
  /** From a path here to the path in the file, where a key may be misspelt. */
  original(path: Path): Path;
  /** The configuration as it could be once it is mended: the same in all that is known. The second is as the first, but for names. */
  readings(): Iterable<DraftReading>;
}

export interface DraftReading {
  readonly config: ParsedConfig;
  /** Texts in it that nobody wrote. */
  readonly names: readonly string[];
}

/** Where a well-formed value takes the place of what is written, or missing. */
interface Slot {
  readonly path: Path;
  readonly schema: z.core.$ZodType | undefined;
}

/** What fits after so many repairs is enough; more were never needed. */
const MOST_REPAIRS = 4;

/** Takes out what does not fit, as little as possible, and lets stand-ins take its place. */
export function draftOf(written: unknown): Draft {
  const { value, unknownKeys, meant, renames, issues } = withKnownKeys(written);
  const repair = new Repair(value);
  const told = onePerPlace(issues);
  for (const issue of told) repair.mend(issue);
  return {
    issues: told,
    unknownKeys,
    meant,
    get gaps() {
      return [...meant, ...repair.gaps];
    },
    original: (path) => originalPath(path, renames),
    readings: () => repair.readings(),
  };
}

class Repair {
  readonly gaps: Gap[] = [];
  private readonly slots: Slot[] = [];
  private names: string[] = [];
  private serial = 0;

  constructor(private value: unknown) {}

  mend(issue: Issue): void {
    const path = pathOf(issue);
    if (issue.code === 'too_big' && issue.origin === 'array') this.shorten(path, Number(issue.maximum));
    else if (issue.code === 'too_small' && issue.origin === 'array') this.lengthen(path, Number(issue.minimum));
    else if (issue.code === 'invalid_key') this.remove(path);
    else this.replace(path);
  }

  *readings(): Iterable<DraftReading> {
    const first = this.fitting();
    if (!first) return;
    yield { config: first, names: this.names };
    if (this.slots.length === 0) return;
    const most = Math.max(...this.slots.map(({ schema }) => standInsFor(schema, (sample) => sample(0)).length));
    for (let nth = 0; nth < most; nth++) yield* this.parsed(() => nth);
    // two values may be wrong on different sides
    for (let nth = 0; nth < most && this.slots.length > 1; nth++) yield* this.parsed((slot) => nth + slot);
  }

  /** The first reading, after what only shows once the rest is mended is mended too. */
  private fitting(): ParsedConfig | undefined {
    for (let repairs = 0; repairs < MOST_REPAIRS; repairs++) {
      const result = this.parse(() => 0);
      if (result.success) return result.data;
      for (const issue of onePerPlace(result.error.issues)) this.mend(issue);
    }
    return undefined;
  }

  private *parsed(pick: (slot: number) => number): Iterable<DraftReading> {
    const result = this.parse(pick);
    if (result.success) yield { config: result.data, names: this.names };
  }

  private parse(pick: (slot: number) => number) {
    this.names = [];
    for (const [index, { path, schema: part }] of this.slots.entries()) {
      const standIns = standInsFor(part, (sample) => this.named(sample));
      this.value = write(this.value, path, standIns[pick(index) % standIns.length]);
    }
    return schema.safeParse(withRaisedDefaults(this.value));
  }

  private named(sample: (nth: number) => string): string {
    const name = sample(++this.serial);
    this.names.push(name);
    return name;
  }

  private replace(path: Path): void {
    this.slots.push({ path, schema: schemaAt(schema, path) });
    this.gaps.push({ path, lacks: 'value' });
  }

  private remove(path: Path): void {
    this.value = write(this.value, path, undefined);
    this.gaps.push({ path, lacks: 'value' });
  }

  private shorten(path: Path, length: number): void {
    this.value = write(this.value, path, (valueAt(this.value, path) as unknown[]).slice(0, length));
    this.gaps.push({ path, lacks: 'rest' });
  }

  private lengthen(path: Path, length: number): void {
    const list = valueAt(this.value, path) as unknown[];
    for (let index = list.length; index < length; index++) this.replace([...path, index]);
    this.gaps.push({ path, lacks: 'rest' });
  }
}

/** A key that was renamed to the one that was most likely meant. */
interface Rename {
  readonly path: Path;
  readonly from: string;
}

/** What is known of keys that the schema does not know. */
interface Keys {
  readonly value: unknown;
  readonly unknownKeys: Fault[];
  readonly meant: Gap[];
  readonly renames: Rename[];
}

/** Each key that the schema does not know is taken out, or taken for the one that it was meant to be. */
function withKnownKeys(written: unknown): Keys & { readonly issues: readonly Issue[] } {
  const keys: Keys = { value: writableCopy(written), unknownKeys: [], meant: [], renames: [] };
  for (;;) {
    const issues = schema.safeParse(keys.value).error?.issues ?? [];
    const unrecognized = issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...pathOf(issue), key]) : [],
    );
    if (unrecognized.length === 0) return { ...keys, issues };
    for (const path of unrecognized) settle(path, keys);
  }
}

/** Each key goes, so that nothing is settled twice. */
function settle(path: Path, { value, unknownKeys, meant, renames }: Keys): void {
  const holder = path.slice(0, -1);
  const { guess, free } = guessFor(path, value);
  unknownKeys.push(unknownKey(originalPath(path, renames), guess, free));
  const inner = valueAt(value, path);
  write(value, path, undefined);
  if (guess === undefined) return;
  const target = [...holder, guess];
  if (!fits(inner, target)) {
    meant.push({ path: target, lacks: 'value' });
    return;
  }
  write(value, target, inner);
  renames.push({ path: target, from: String(path.at(-1)) });
}

/** What a key was meant to be: one that is not there yet. */
function guessFor(path: Path, value: unknown) {
  const above = path.slice(0, -1);
  const holder = valueAt(value, above);
  const free = (keysAt(schema, above) ?? []).filter((known) => !isObject(holder) || !Object.hasOwn(holder, known));
  return { guess: nearest(String(path.at(-1)), free), free };
}

/** Whether a value is of the kind that belongs to a path, whatever is wrong within. */
function fits(value: unknown, path: Path): boolean {
  const part = schemaAt(schema, path) as z.ZodType | undefined;
  return part?.safeParse(value).error?.issues.every((issue) => issue.path.length > 0) ?? true;
}

const originalPath = (path: Path, renames: readonly Rename[]): Path =>
  path.map((part, index) => {
    const here = path.slice(0, index + 1);
    const rename = renames.find(({ path }) => path.length === here.length && path.every((p, nth) => p === here[nth]));
    return rename?.from ?? part;
  });

const pathOf = (issue: Issue): Path => issue.path.map((part) => (typeof part === 'number' ? part : String(part)));

/** A value that breaks two bounds breaks the narrower one: that of whole numbers at large says nothing. */
function onePerPlace(issues: readonly Issue[]): readonly Issue[] {
  const told = new Map<string, Issue>();
  for (const issue of issues) {
    const place = JSON.stringify(issue.path);
    const before = told.get(place);
    if (!before || isBoundOfAll(before)) told.set(place, issue);
  }
  return [...told.values()];
}

const isBoundOfAll = (issue: Issue): boolean =>
  (issue.code === 'too_big' && issue.maximum === Number.MAX_SAFE_INTEGER) ||
  (issue.code === 'too_small' && issue.minimum === Number.MIN_SAFE_INTEGER);
