import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Beside the templates, like the sidecar. */
const FILE = 'isms-second-opinion.json';

/** Every outcome of one rule of another pack: those that speak against something by resource, the others by number. */
export interface OpinionOfRule {
  /** Such as `AwsSolutions-S1`. */
  readonly rule: string;
  /** What the pack says it is about. */
  readonly says: string;
  readonly compliant: number;
  readonly notApplicable: number;
  /** Construct paths, with what exactly was found where the rule tells. */
  readonly nonCompliant: readonly { readonly path: string; readonly finding: string | null }[];
  /** Construct paths of resources on which the rule broke, usually for an intrinsic that it cannot read. */
  readonly errors: readonly string[];
}

/**
 * What the pack of another house says of the same resources. It is recorded for comparison and never gates: it does not
 * know the standard, and it judges the fields of constructs, not the template.
 */
export interface SecondOpinion {
  readonly pack: 'AwsSolutions';
  readonly rules: readonly OpinionOfRule[];
}

export function writeSecondOpinion(directory: string, opinion: SecondOpinion): void {
  writeFileSync(join(directory, FILE), `${JSON.stringify(opinion)}\n`);
}

/** The opinion beside an assembly; undefined for one made by others. */
export function readSecondOpinion(directory: string): SecondOpinion | undefined {
  const file = join(directory, FILE);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as SecondOpinion) : undefined;
}
