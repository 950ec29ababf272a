import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IConstruct } from 'constructs';
import * as z from 'zod';
import {
  type Bilingual,
  declarationsOf,
  type FacetId,
  isFacetId,
  isRequirementId,
  type RequirementId,
} from '../../constructs/standard';
import { type Beside, readBeside } from './assembly-file';
import { partsOf, sourceLine, sourceOf } from './source';
import type { SourceLine, Target } from './subject';

/** What synthesis knows of a resource that its template does not say. */
export interface ResourceNote {
  readonly path: string;
  readonly source: SourceLine | null;
  /** Where parts of it are written, by the beginning of their property. @default - as a whole */
  readonly parts?: Readonly<Record<string, SourceLine>> | undefined;
}

/** That a construct was declared to meet requirements. */
export interface DeclarationNote {
  readonly path: string;
  readonly requirements: readonly (RequirementId | FacetId)[];
  readonly source: SourceLine | null;
  /** What of it serves them. @default - it is not said */
  readonly by?: Bilingual | undefined;
  /** Logical ids of the resources below the construct. */
  readonly resources: readonly string[];
}

export interface StackNote {
  readonly resources: Readonly<Record<string, ResourceNote>>;
  readonly declarations: readonly DeclarationNote[];
  /** For the template inside a StackSet, by the StackSet's logical id. */
  readonly embedded?: Readonly<Record<string, StackNote>>;
  /** The accounts that the template inside a StackSet reaches. */
  readonly target?: Target;
}

/** By stack name. */
export type Sidecar = Readonly<Record<string, StackNote>>;

const lineShape = z.object({ file: z.string(), line: z.int().min(1) });
const sourceShape = lineShape.nullable();

const demanded = z.custom<RequirementId | FacetId>(
  (id) => typeof id === 'string' && (isRequirementId(id) || isFacetId(id)),
  'no requirement or facet of the standard',
);

/** Strict: what a StackSet deploys has no StackSets of its own, so that nothing nests without end. */
const noteShape = z.strictObject({
  resources: z.record(
    z.string(),
    z.object({ path: z.string(), source: sourceShape, parts: z.record(z.string(), lineShape).optional() }),
  ),
  declarations: z.array(
    z.object({
      path: z.string(),
      requirements: z.array(demanded),
      source: sourceShape,
      by: z.object({ en: z.string(), zh: z.string() }).optional(),
      resources: z.array(z.string()),
    }),
  ),
  target: z.object({ ou: z.string(), accounts: z.int().min(0) }).optional(),
});

/** Beside the templates, not in them: lines move with every edit and would churn each diff. */
export const SIDECAR: Beside<Sidecar> = {
  name: 'isms-sidecar.json',
  shape: z.record(z.string(), noteShape.extend({ embedded: z.record(z.string(), noteShape).optional() })),
};

/** What identifies a resource in its template: `logicalId` for CloudFormation, `type.name` for Terraform. */
export type IdOf = (construct: IConstruct) => string | undefined;

/**
 * Notes the source lines and declarations of everything below a stack.
 * @param root the project's folder, to which paths are relative
 */
export function noteStack(stack: IConstruct, idOf: IdOf, root: string): StackNote {
  const resources: Record<string, ResourceNote> = {};
  const declarations: DeclarationNote[] = [];
  for (const construct of stack.node.findAll()) {
    const id = idOf(construct);
    if (id !== undefined) {
      const parts = partsOf(construct, root);
      resources[id] = { path: construct.node.path, source: sourceOf(construct, root), ...(parts && { parts }) };
    }
    for (const declaration of declarationsOf(construct)) {
      declarations.push({
        path: construct.node.path,
        requirements: declaration.requirements,
        source: sourceLine(declaration.at, root),
        ...(declaration.by && { by: declaration.by }),
        resources: construct.node
          .findAll()
          .map(idOf)
          .filter((below) => below !== undefined),
      });
    }
  }
  return { resources, declarations };
}

export function writeSidecar(directory: string, sidecar: Sidecar): void {
  writeFileSync(join(directory, SIDECAR.name), `${JSON.stringify(sidecar)}\n`);
}

/**
 * The notes beside an assembly; empty for one made by others.
 * @param files takes what was read
 * @throws TemplateError for notes of another shape
 */
export const readSidecar = (directory: string, files: string[]): Sidecar => readBeside(directory, SIDECAR, files) ?? {};
