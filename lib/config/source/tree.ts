import type { Gap } from '../gaps';
import type { Fault, Location, Path } from '../problem';

/** A value read from a file, that remembers where each part of it was written. */
export interface Tree {
  readonly value: unknown;
  /** Where the value, or its key, stands; for what is absent, the nearest thing around it. */
  locate(path: Path, at?: 'key' | 'value'): Location;
  /** The scalar as it was written, before YAML made a number of it. */
  written(path: Path): string | undefined;
}

/** A fault of reading, with its place; the path of the value is not always known. */
export interface ReadFault extends Omit<Fault, 'path' | 'at' | 'lacks'>, Location {
  readonly path?: Path;
  /** What is not known for it. @default - nothing */
  readonly gap?: Gap;
}

/** What reading a file gave: a tree when it is usable, and the faults. */
export interface Reading {
  readonly tree?: Tree;
  readonly faults: readonly ReadFault[];
}
