import { distance } from 'fastest-levenshtein';
import type * as z from 'zod';
import type { Path } from './problem';

type Schema = z.core.$ZodType;

/** The keys that an object of the schema has at a path; undefined where there is no object with fixed keys. */
export function keysAt(root: Schema, path: Path): readonly string[] | undefined {
  const shape = shapeOf(schemaAt(root, path));
  return shape && Object.keys(shape);
}

/** Dotted names of all simple values below an object: the columns of a CSV file. */
export function leavesOf(schema: Schema): readonly string[] {
  const shape = shapeOf(schema) ?? {};
  return Object.entries(shape).flatMap(([key, value]) => {
    const below = leavesOf(value);
    return below.length > 0 ? below.map((leaf) => `${key}.${leaf}`) : [key];
  });
}

/** The schema of the value at a path. */
export function schemaAt(root: Schema, path: Path): Schema | undefined {
  return path.reduce<Schema | undefined>((schema, part) => {
    if (!schema) return undefined;
    const { def } = bare(schema)._zod as { def: Definition };
    return typeof part === 'number' ? def.element : (def.shape?.[part] ?? def.valueType);
  }, root);
}

interface Definition {
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly element?: Schema;
  readonly valueType?: Schema;
  readonly innerType?: Schema;
  readonly in?: Schema;
}

/** Without `optional`, `default`, `prefault` and `transform` around it. */
export function bare(schema: Schema): Schema {
  const { def } = schema._zod as { def: Definition };
  const inner = def.innerType ?? def.in;
  return inner ? bare(inner) : schema;
}

function shapeOf(schema: Schema | undefined): Readonly<Record<string, Schema>> | undefined {
  return schema && (bare(schema)._zod as { def: Definition }).def.shape;
}

/** The candidate that a misspelt word most likely meant, if any is near: at most two letters away, one in short words, none in the shortest. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const reach = Math.min(2, Math.floor(word.length / 3));
  const ranked = candidates
    .filter((candidate) => Math.abs(candidate.length - word.length) <= reach)
    .map((candidate) => ({ candidate, distance: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ distance }) => distance <= reach)
    .sort((a, b) => a.distance - b.distance);
  return ranked[0]?.candidate;
}
