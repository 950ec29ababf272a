import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Rule } from '../../constructs/nag/rule';
import { isFacetId, type RequirementId } from '../../constructs/standard';
import type { LocalCloud } from '../collect/local-cloud';
import type { Evidence } from './evidence';
import type { ExceptionEntry, ExceptionState } from './exceptions';
import type { JudgedResource } from './judge';
import type { NetworkGraphs } from './network-graph';
import type { SecondOpinion } from './second-opinion';
import type { SimulationRow } from './simulation';
import type { Cloud } from './subject';
import type { Figure } from './test-results';

/** A file that the report was made from. */
export interface InputFile {
  /** Relative to the project. */
  readonly path: string;
  readonly sha256: string;
}

export interface Generated {
  /** Commit of the project, or null outside version control. */
  readonly commit: string | null;
  /** Null for templates judged without a configuration. */
  readonly configSha256: string | null;
  readonly toolVersion: string;
  /** `YYYY-MM-DD`: the day on which records and exceptions are judged to hold. */
  readonly asOf: string;
  readonly inputs: readonly InputFile[];
}

export interface Scope {
  readonly clouds: readonly Cloud[];
  readonly partitions: readonly string[];
  readonly accounts: number;
  readonly regions: readonly string[];
}

/** Where something is deployed. */
export interface Place {
  readonly partition: string;
  readonly region: string;
}

/** A rule as readers of a report know it. */
export type JudgingRule = Pick<Rule, 'id' | 'demand' | 'reference'>;

/** What was looked at after deployment: one run, of production or of an emulated cloud, never of both. */
export interface Observed {
  readonly emulated: boolean;
  /** Resources that were read, and those that could not be; stacks that could not be reached are among the latter. */
  readonly read: number;
  readonly failed: number;
  /** When the first and the last was looked at, in ISO 8601; null where nothing was. */
  readonly first: string | null;
  readonly last: string | null;
}

/** All that is known, and nothing that is concluded: what every report is a pure function of. */
export interface Ledger {
  readonly generated: Generated;
  readonly scope: Scope;
  readonly places: readonly Place[];
  readonly evidence: readonly Evidence[];
  /** What tests have measured; empty where none has run. */
  readonly figures: readonly Figure[];
  readonly resources: readonly JudgedResource[];
  /** Attacks tried on the policies; empty where the templates were made by others. */
  readonly simulation: readonly SimulationRow[];
  readonly exceptions: readonly (ExceptionEntry & { readonly state: ExceptionState })[];
  /** Absent where nothing was observed. */
  readonly observed?: Observed;
  /** What stands behind the resources of the emulated cloud that was looked at; absent otherwise. It is no evidence. */
  readonly localCloud?: LocalCloud;
  /** The networks, for pictures; absent where nobody asked for any. */
  readonly networks?: NetworkGraphs;
  /** What the pack of another house says: recorded, never gating. Null where the templates were made by others. */
  readonly secondOpinion: SecondOpinion | null;
  /** The rules that judged, with what each demands. */
  readonly rules: readonly JudgingRule[];
}

export const sha256 = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex');

/** Files with their hashes. */
export const hashed = (files: readonly { readonly path: string; readonly file: string }[]): readonly InputFile[] =>
  files.map(({ path, file }) => ({ path, sha256: sha256(readFileSync(file)) }));

/** Each input once, by path and content: of files outside the project several may go by one name. */
export const sortedInputs = (inputs: readonly InputFile[]): readonly InputFile[] => {
  const distinct = new Map(inputs.map((input) => [`${input.path}\u0000${input.sha256}`, input]));
  return [...distinct].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, input]) => input);
};

/** The evidence that speaks to a requirement, by itself or through a facet. */
export function evidenceByRequirement(evidence: readonly Evidence[]): ReadonlyMap<RequirementId, readonly Evidence[]> {
  const grouped = new Map<RequirementId, Evidence[]>();
  for (const entry of evidence) {
    for (const id of entry.requirements) {
      const entries = grouped.get(id);
      if (entries) entries.push(entry);
      else grouped.set(id, [entry]);
    }
  }
  return grouped;
}

/** `8.2/mfa` for `8.2/mfa#break-glass-mfa` and for itself. */
export const requirementPart = (id: string): string => (isFacetId(id) ? (id.split('#')[0] ?? id) : id);
