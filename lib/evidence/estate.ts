import type { Demands } from '../../constructs/nag/demands';
import type { Resource, Template } from '../../constructs/nag/template';
import { Estate } from '../../constructs/nag/template';
import type { DeclarationNote, ResourceNote } from './sidecar';
import type { Cloud, SourceLine, Subject, Target } from './subject';

/** Where a template goes, and what is known of its resources beyond the template. */
export interface Origin {
  readonly cloud: Cloud;
  readonly partition: string;
  readonly account: string;
  readonly region: string;
  readonly stack: string;
  readonly target?: Target;
  /** Construct path and source line of a resource, by its id in the template. */
  readonly locate: (id: string) => ResourceNote | undefined;
  readonly declarations: readonly DeclarationNote[];
}

/** Account and region of what a StackSet deploys to many. */
export const EACH = 'each' as const;

/** The templates to judge, each with its origin. */
export class JudgedEstate {
  readonly estate: Estate;
  private readonly origins = new Map<Template, Origin>();
  /** Every rule and proof asks for the same ones. */
  private readonly subjects = new WeakMap<Resource, Subject>();
  /** True once an assembly of this product was read: proofs that rest on its own names apply to no other. */
  ours = false;
  /** Files that were read, templates and what lies beside them: the inputs of a report on what was given to it. */
  readonly files: string[] = [];

  /** @param demands of the configuration. @default - none beyond the law's */
  constructor(demands?: Demands) {
    this.estate = new Estate(demands);
  }

  add(template: Template, origin: Origin): void {
    this.origins.set(template, origin);
  }

  get templates(): readonly Template[] {
    return [...this.origins.keys()];
  }

  originOf(template: Template): Origin {
    const origin = this.origins.get(template);
    if (!origin) throw new Error(`template ${template.name} was not added to the estate`);
    return origin;
  }

  /** @param property of which something is said, where it is of one */
  subjectOf(resource: Resource, property = ''): Subject {
    if (property !== '') return this.subjectAt(resource, property);
    const subject = this.subjects.get(resource) ?? this.subjectAt(resource, property);
    this.subjects.set(resource, subject);
    return subject;
  }

  private subjectAt(resource: Resource, property: string): Subject {
    const { locate, declarations: _, ...where } = this.originOf(resource.template);
    const note = locate(resource.id);
    return {
      ...where,
      logicalId: resource.id,
      type: resource.type,
      path: note?.path ?? resource.id,
      source: partIn(note, property) ?? note?.source ?? null,
    };
  }
}

const partIn = (note: ResourceNote | undefined, property: string): SourceLine | undefined =>
  Object.entries(note?.parts ?? {}).find(([part]) => `${property}.`.startsWith(`${part}.`))?.[1];

/** `aws-cn` for `cn-north-1`: what a region's name tells. */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  // the isolated partitions are no place of ours: what is not known is not guessed at
  if (region.includes('-iso')) return 'unknown';
  return /^[a-z]{2}(-[a-z]+)+-\d$/.test(region) ? 'aws' : 'unknown';
}
