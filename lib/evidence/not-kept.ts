import { Unresolved } from '../../constructs/nag/template';
import type { Bilingual } from '../../constructs/standard';
import type { LiveProperties } from '../collect/reader';

/** A property that an emulator has not kept: whoever reads it cannot judge. */
export class NotKept extends Unresolved {
  override readonly because: Bilingual;
  constructor(path: string) {
    super(path);
    this.because = whyNotKept(path);
  }
}

export const whyNotKept = (path: string): Bilingual => ({
  en: `the emulator does not keep ${path}`,
  zh: `模拟器不保存 ${path}`,
});

/** The path from which on there is nothing, or an empty list, on the way to another one; undefined where something stands there. */
export function missingFrom(properties: LiveProperties, path: string): string | undefined {
  let at: unknown = properties;
  for (const [index, key] of path.split('.').entries()) {
    at = isNested(at) ? at[key] : undefined;
    if (at === undefined || at === null || (Array.isArray(at) && at.length === 0))
      return path
        .split('.')
        .slice(0, index + 1)
        .join('.');
  }
  return undefined;
}

/** Of paths that were not kept, those at which there is nothing still: what was put there since is seen. */
export const stillMissing = (properties: LiveProperties, paths: readonly string[]): readonly string[] =>
  paths.filter((path) => missingFrom(properties, path) === path);

/** The same properties, except that whoever reads one of these paths learns that it was not kept. */
export function unreadable(properties: LiveProperties, paths: readonly string[]): LiveProperties {
  if (paths.length === 0) return properties;
  const copy = structuredClone(properties);
  for (const path of paths) {
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    const parent = keys.reduce<unknown>((at, key) => (isNested(at) ? at[key] : undefined), copy);
    const get = (): never => {
      throw new NotKept(path);
    };
    if (isNested(parent)) Object.defineProperty(parent, last, { enumerable: true, get });
  }
  return copy;
}

const isNested = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
