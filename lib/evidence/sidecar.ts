import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IConstruct } from 'constructs';
import { declarationsOf, type FacetId, type RequirementId } from '../../constructs/standard';
import { sourceLine, sourceOf } from './source';
import type { SourceLine, Target } from './subject';

/** Beside the templates, not in them: lines move with every edit and would churn each diff. */
const SIDECAR = 'isms-sidecar.json';

/** What synthesis knows of a resource that its template does not say. */
export interface ResourceNote {
  readonly path: string;
  readonly source: SourceLine | null;
}

/** That a construct was declared to meet requirements. */
export interface DeclarationNote {
  readonly path: string;
  readonly requirements: readonly (RequirementId | FacetId)[];
  readonly source: SourceLine | null;
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
    if (id !== undefined) resources[id] = { path: construct.node.path, source: sourceOf(construct, root) };
    for (const declaration of declarationsOf(construct)) {
      declarations.push({
        path: construct.node.path,
        requirements: declaration.requirements,
        source: sourceLine(declaration.at, root),
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
  writeFileSync(join(directory, SIDECAR), `${JSON.stringify(sidecar)}\n`);
}

/** The notes beside an assembly; empty for one made by others. */
export function readSidecar(directory: string): Sidecar {
  const file = join(directory, SIDECAR);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Sidecar) : {};
}
