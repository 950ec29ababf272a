import type { Bilingual, RequirementId } from '../../constructs/standard';

/** Keys and indices that lead to a value: `['organization', 'accounts', 3, 'email']`. */
export type Path = readonly (string | number)[];

/** A place in a file; line and column count from 1. */
export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** `warning`: worth mending, but the configuration can be used. */
export type Severity = 'error' | 'warning';

/** One mistake: where it is, what is wrong, how to mend it, and what is at stake. */
export interface Problem extends Location {
  /** Kind of mistake, such as `unknown-key`: stable, for tools. */
  readonly code: string;
  readonly severity: Severity;
  /** Key as one would write it: `organization.accounts[3].email`; empty when it is about the whole file. */
  readonly key: string;
  readonly message: Bilingual;
  readonly mend: Bilingual;
  /** The requirement at stake, where there is one. */
  readonly requirement?: RequirementId;
}

/** What a check or a reader found, before it is known where in which file that stands. */
export interface Fault {
  readonly code: string;
  readonly path: Path;
  readonly message: Bilingual;
  readonly mend: Bilingual;
  readonly requirement?: RequirementId;
  /** @default 'error' */
  readonly severity?: Severity;
  /** Whether the key is to blame or its value. @default 'value' */
  readonly at?: 'key' | 'value';
  /**
   * What would have to be known for the fault to hold, for faults such as an unknown reference: when part of it is not, the
   * fault says nothing, and is dropped. `*` stands for each entry of a list.
   */
  readonly lacks?: readonly Path[];
  /** Another place that the message names by its key: the reader adds its line. */
  readonly beside?: Path;
  /** Where it stands in a file that the value names. @default - where the value is */
  readonly within?: Location;
}

/** Thrown by `loadConfig`: every error of the configuration at once, and no stack worth reading. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(summaryOf).join('\n'));
    this.name = 'ConfigError';
  }
}

/** `organization.accounts[3].email` */
export function keyOf(path: Path): string {
  return path.reduce<string>((key, part) => {
    if (typeof part === 'number') return `${key}[${part}]`;
    return key === '' ? part : `${key}.${part}`;
  }, '');
}

function summaryOf(problem: Problem): string {
  const stake = problem.requirement ? ` (${problem.requirement})` : '';
  const key = problem.key === '' ? '' : `${problem.key} `;
  return `${problem.file}:${problem.line}:${problem.column}: ${key}${problem.message.en}${stake}. ${problem.mend.en}`;
}
