import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { type Beside, readBeside } from './assembly-file';

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

/** Beside the templates, like the sidecar. */
export const SECOND_OPINION: Beside<SecondOpinion> = {
  name: 'isms-second-opinion.json',
  shape: z.object({
    pack: z.literal('AwsSolutions'),
    rules: z.array(
      z.object({
        rule: z.string(),
        says: z.string(),
        compliant: z.int().min(0),
        notApplicable: z.int().min(0),
        nonCompliant: z.array(z.object({ path: z.string(), finding: z.string().nullable() })),
        errors: z.array(z.string()),
      }),
    ),
  }),
};

export function writeSecondOpinion(directory: string, opinion: SecondOpinion): void {
  writeFileSync(join(directory, SECOND_OPINION.name), `${JSON.stringify(opinion)}\n`);
}

/**
 * The opinion beside an assembly; undefined for one made by others.
 * @param files takes what was read
 * @throws TemplateError for one of another shape
 */
export const readSecondOpinion = (directory: string, files: string[]): SecondOpinion | undefined =>
  readBeside(directory, SECOND_OPINION, files);
