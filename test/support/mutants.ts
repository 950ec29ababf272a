import { isObject } from '../../constructs/nag/intrinsics';
import type { Resource } from '../../constructs/nag/template';
import type { Judged, TracedEstate } from './traced-estate';

/** Ways to weaken what was synthesized. */
export type Operator =
  | 'delete'
  | 'flip'
  | 'weaken'
  | 'shorten'
  | 'allow-what-is-denied'
  | 'open-principal'
  | 'drop-condition'
  | 'remove';

/** One change of one resource. */
export interface Mutant {
  readonly operator: Operator;
  readonly resource: Resource;
  /** Dotted path, `#` standing for any index; empty where the whole resource goes. */
  readonly property: string;
  /** The verdicts that rest on what is changed. */
  readonly readers: readonly Judged[];
  /** Makes the change, and gives back how it is undone. */
  readonly change: () => () => void;
}

type Container = Record<string, unknown> | unknown[];

/** Words of templates that have a weaker counterpart, wherever they stand. */
const WEAKER: Readonly<Record<string, string>> = {
  ALL: 'REJECT',
  AlwaysOn: 'Off',
  BucketOwnerEnforced: 'ObjectWriter',
  COMPLIANCE: 'GOVERNANCE',
  CONTINUOUS: 'DAILY',
  Enabled: 'Disabled',
  GRS: 'LRS',
  GeoRedundant: 'LocallyRedundant',
  HTTPS: 'HTTP',
  Locked: 'Unlocked',
  RAGRS: 'LRS',
  TLS1_2: 'TLS1_0',
  'aws:kms': 'AES256',
  breaching: 'missing',
  private: 'blob',
  required: 'optional',
};

/** Numbers that say for how many days something is kept. */
const PERIOD = /days$/i;

/**
 * Every way in which one of the operators weakens a property that a verdict was read from and found compliant: what no rule
 * looks at is not claimed to be protected.
 */
export function mutantsOf(estate: TracedEstate): readonly Mutant[] {
  return estate.resources.flatMap((resource) => [
    ...Object.keys(resource.properties).flatMap((property) => ofProperty(estate, resource, property)),
    ...removal(estate, resource),
  ]);
}

/** Rules that read whatever stands in a text and object to what is in it: where something is taken away, they miss nothing. */
const OBJECTING_TO_TEXTS: ReadonlySet<string> = new Set(['no-secret-in-template']);

function ofProperty(estate: TracedEstate, resource: Resource, property: string): readonly Mutant[] {
  const readers = estate.readersOf(resource, property).filter(({ rule }) => !OBJECTING_TO_TEXTS.has(rule.id));
  if (!readers.some(({ verdict }) => verdict.outcome === 'compliant')) return [];
  const mutants: Mutant[] = [];
  const add = (operator: Operator, path: readonly string[], value: unknown): void => {
    mutants.push({
      operator,
      resource,
      property: path.map((step) => (/^\d+$/.test(step) ? '#' : step)).join('.'),
      readers,
      change: () => put(resource.properties as Record<string, unknown>, path, value),
    });
  };
  add('delete', [property], undefined);
  visit(resource.properties[property], [property], (value, path) => {
    if (typeof value === 'boolean') add('flip', path, !value);
    if (typeof value === 'string' && WEAKER[value] !== undefined) add('weaken', path, WEAKER[value]);
    if (typeof value === 'number' && PERIOD.test(path.at(-1) ?? '')) add('shorten', path, 1);
    if (isObject(value) && 'Effect' in value) ofStatement(value, path, add);
  });
  return mutants;
}

function ofStatement(
  statement: Readonly<Record<string, unknown>>,
  path: readonly string[],
  add: (operator: Operator, path: readonly string[], value: unknown) => void,
): void {
  if (statement['Effect'] === 'Deny') {
    add('allow-what-is-denied', path, undefined);
    return;
  }
  if ('Condition' in statement) add('drop-condition', [...path, 'Condition'], undefined);
  if ('Principal' in statement && !isEveryone(statement['Principal']))
    add('open-principal', [...path, 'Principal'], '*');
}

const isEveryone = (principal: unknown): boolean =>
  principal === '*' || (isObject(principal) && principal['AWS'] === '*');

/** A resource that others refer to cannot be left out: the template would not deploy. */
function removal(estate: TracedEstate, resource: Resource): readonly Mutant[] {
  const readers = estate.readersOfPresence(resource).filter((judged) => judged.resource !== resource);
  const rests = readers.some(({ verdict }) => verdict.outcome === 'compliant');
  if (!rests || isReferredTo(resource)) return [];
  return [{ operator: 'remove', resource, property: '', readers, change: () => withoutResource(resource) }];
}

function isReferredTo({ id, template }: Resource): boolean {
  const needles = [`"Ref":"${id}"`, `"Fn::GetAtt":["${id}"`, `\${${id}}`, `\${${id}.`];
  return template.resources
    .filter((other) => other.id !== id)
    .some((other) => needles.some((needle) => textOf(other).includes(needle)));
}

const texts = new WeakMap<Resource, string>();

/** As it stands before anything is changed. */
function textOf(resource: Resource): string {
  const text = texts.get(resource) ?? JSON.stringify([resource.properties, resource.attributes]);
  texts.set(resource, text);
  return text;
}

/** Takes a resource out of its template, and puts it back where it was. */
export function withoutResource(resource: Resource): () => void {
  const { template } = resource;
  const known = template as unknown as { byId: Map<string, Resource> };
  const { byType } = template.estate as unknown as { byType: Map<string, Resource[]> };
  const lists = [template.resources, byType.get(resource.type) ?? []];
  const positions = lists.map((list) => list.indexOf(resource));
  lists.forEach((list, index) => {
    list.splice(positions[index] ?? 0, 1);
  });
  known.byId.delete(resource.id);
  return () => {
    known.byId.set(resource.id, resource);
    lists.forEach((list, index) => {
      list.splice(positions[index] ?? 0, 0, resource);
    });
  };
}

function visit(value: unknown, path: readonly string[], see: (value: unknown, path: readonly string[]) => void): void {
  see(value, path);
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) visit(inner, [...path, key], see);
}

/** Sets what stands at a path, or takes it away; gives back how it is undone. */
export function put(root: Container, path: readonly string[], value: unknown): () => void {
  const last = path.at(-1) ?? '';
  const holder = path
    .slice(0, -1)
    .reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], root) as Container;
  if (Array.isArray(holder)) {
    const [old] = value === undefined ? holder.splice(Number(last), 1) : holder.splice(Number(last), 1, value);
    return () => {
      holder.splice(Number(last), value === undefined ? 0 : 1, old);
    };
  }
  const old = holder[last];
  if (value === undefined) delete holder[last];
  else holder[last] = value;
  return () => {
    holder[last] = old;
  };
}
