import type { Path } from './problem';
import { emptyRecord } from './record';

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What stands at a path; undefined where nothing does. */
export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, part) => {
    if (Array.isArray(inner) && typeof part === 'number') return inner[part];
    return isObject(inner) && Object.hasOwn(inner, String(part)) ? inner[part] : undefined;
  }, value);
}

/** A copy that can be written to, without prototypes, so that `__proto__` is a key like any other. */
export function writableCopy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(writableCopy);
  if (!isObject(value)) return value;
  const copy: Record<string, unknown> = emptyRecord();
  for (const [key, inner] of Object.entries(value)) copy[key] = writableCopy(inner);
  return copy;
}

/** Writes into the value, in place; undefined takes a key out. Returns the value, or what replaces it as a whole. */
export function write(value: unknown, path: Path, replacement: unknown): unknown {
  const last = path.at(-1);
  if (last === undefined) return replacement;
  const holder = valueAt(value, path.slice(0, -1));
  if (Array.isArray(holder) && typeof last === 'number') holder[last] = replacement;
  else if (isObject(holder) && replacement === undefined) delete holder[last];
  else if (isObject(holder)) holder[last] = replacement;
  return value;
}
