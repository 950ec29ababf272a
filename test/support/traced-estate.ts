import { type Rule, type Verdict, verdictOf } from '../../constructs/nag/rule';
import { Estate, type Resource, Template } from '../../constructs/nag/template';

/** One rule on one resource, and what it came to before anything was changed. */
export interface Judged {
  readonly rule: Rule;
  readonly resource: Resource;
  readonly verdict: Verdict;
}

type Properties = Record<string, unknown>;

/**
 * Judges templates while it notes what each verdict was read from: single properties of single resources, the presence of
 * types, resources that were looked up. After a change only the verdicts that could have come out otherwise are judged again.
 */
export class TracedEstate {
  /** What was read, and by which verdicts. */
  private readonly readers = new Map<string, Set<Judged>>();
  private readonly keys = new Map<Resource, string>();
  readonly judged: readonly Judged[];
  private reads: Set<string> | undefined;

  constructor(
    readonly templates: readonly Template[],
    rules: readonly Rule[],
  ) {
    const untrace = this.resources.map((resource) => this.trace(resource));
    this.judged = this.noting(() => this.judgeAll(rules));
    for (const undo of untrace) undo();
  }

  get resources(): readonly Resource[] {
    return this.templates.flatMap((template) => template.resources);
  }

  /** Top-level properties of a resource that a verdict was read from. */
  readersOf(resource: Resource, property: string): readonly Judged[] {
    return this.readersOfKeys([`${this.keyOf(resource)} ${property}`]);
  }

  /** Everything that would notice if the resource was not there. */
  readersOfPresence(resource: Resource): readonly Judged[] {
    const own = Object.keys(resource.properties).map((property) => `${this.keyOf(resource)} ${property}`);
    return this.readersOfKeys([...own, `type ${resource.type}`, `found ${this.keyOf(resource)}`]);
  }

  /**
   * What becomes adverse by a change, which is undone afterwards.
   * @param affected the verdicts that could come out otherwise
   */
  adverseAfter(affected: readonly Judged[], change: () => () => void): readonly Judged[] {
    const undo = change();
    try {
      return affected
        .map((before) => ({ ...before, verdict: verdictOf(before.rule, before.resource), before: before.verdict }))
        .filter(({ verdict, before }) => isAdverse(verdict) && !isAdverse(before));
    } finally {
      undo();
    }
  }

  /** Whether anything becomes adverse by a change, which is undone afterwards. */
  isNoticed(affected: readonly Judged[], change: () => () => void): boolean {
    const undo = change();
    try {
      return affected.some(
        ({ rule, resource, verdict }) => !isAdverse(verdict) && isAdverse(verdictOf(rule, resource)),
      );
    } finally {
      undo();
    }
  }

  private judgeAll(rules: readonly Rule[]): readonly Judged[] {
    return this.resources.flatMap((resource) =>
      rules
        .filter(({ types }) => types.includes(resource.type))
        .map((rule) => {
          this.reads = new Set();
          const judged = { rule, resource, verdict: verdictOf(rule, resource) };
          for (const read of this.reads) this.readersAt(read).add(judged);
          return judged;
        }),
    );
  }

  private readersAt(key: string): Set<Judged> {
    const readers = this.readers.get(key) ?? new Set();
    this.readers.set(key, readers);
    return readers;
  }

  private readersOfKeys(keys: readonly string[]): readonly Judged[] {
    return [...new Set(keys.flatMap((key) => [...(this.readers.get(key) ?? [])]))];
  }

  private keyOf(resource: Resource): string {
    return this.keys.get(resource) ?? '';
  }

  /** Puts something between the resource and its readers that tells what they read; gives back how it is taken away. */
  private trace(resource: Resource): () => void {
    const key = `${this.templates.indexOf(resource.template)}/${resource.id}`;
    this.keys.set(resource, key);
    const note = (property: string): void => {
      this.reads?.add(`${key} ${property}`);
    };
    const { properties, attributes } = resource;
    for (const field of ['properties', 'attributes'] as const) {
      const told = new Proxy(resource[field] as Properties, {
        get: (target, property) => {
          note(String(property));
          return target[String(property)];
        },
      });
      Object.defineProperty(resource, field, { value: told, configurable: true });
    }
    return () => {
      Object.defineProperty(resource, 'properties', { value: properties, configurable: true });
      Object.defineProperty(resource, 'attributes', { value: attributes, configurable: true });
    };
  }

  /** Notes too which types were looked for, and which resources were looked up. */
  private noting<Result>(work: () => Result): Result {
    const { ofType, find } = Template.prototype;
    const ofTypeInEstate = Estate.prototype.ofType;
    const all = Object.getOwnPropertyDescriptor(Estate.prototype, 'resources');
    const reads = (key: string): void => {
      this.reads?.add(key);
    };
    const found = (resource: Resource | undefined): Resource | undefined => {
      if (resource) reads(`found ${this.keyOf(resource)}`);
      return resource;
    };
    Template.prototype.ofType = function noted(type: string) {
      reads(`type ${type}`);
      return ofType.call(this, type);
    };
    Template.prototype.find = function noted(id: string) {
      return found(find.call(this, id));
    };
    Estate.prototype.ofType = function noted(type: string) {
      reads(`type ${type}`);
      return ofTypeInEstate.call(this, type);
    };
    if (all)
      Object.defineProperty(Estate.prototype, 'resources', {
        ...all,
        get(this: Estate) {
          reads('all');
          return all.get?.call(this);
        },
      });
    try {
      return work();
    } finally {
      Template.prototype.ofType = ofType;
      Template.prototype.find = find;
      Estate.prototype.ofType = ofTypeInEstate;
      if (all) Object.defineProperty(Estate.prototype, 'resources', all);
      this.reads = undefined;
    }
  }
}

export const isAdverse = ({ outcome }: Verdict): boolean => outcome === 'non-compliant' || outcome === 'error';
