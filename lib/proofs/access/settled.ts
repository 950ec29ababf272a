import { isIntrinsic, isObject } from '../../../constructs/nag/intrinsics';
import { type Resource, Template } from '../../../constructs/nag/template';
import { JudgedEstate, type Origin } from '../../evidence/estate';
import type { Subject } from '../../evidence/subject';
import { returned } from './arns-of-types';
import type { Place, Places } from './places';

/** Templates as they stand once deployed: each at a place that is known, and its policies with the names of what they refer to. */
export interface SettledEstate {
  readonly estate: JudgedEstate;
  readonly placeOf: (template: Template) => Place;
  /** A resource as evidence names it: where its template was said to go. */
  readonly subjectOf: (resource: Resource, property?: string) => Subject;
}

/**
 * Puts each template where it goes. What a StackSet deploys to many accounts stands in one that speaks for all of them, in
 * the first of its regions.
 */
export function settle(original: JudgedEstate, places: Places): SettledEstate {
  const estate = new JudgedEstate(original.estate.demands);
  estate.ours = original.ours;
  const placed = new Map<Template, { readonly place: Place; readonly template: Template }>();
  const settled = original.templates
    .filter((template) => template.cloud === 'aws')
    .map((template) => {
      const place = places.of(template);
      const copy = copied(template, template.resources.map(bodyOf), place, estate);
      placed.set(copy, { place, template });
      return { template, copy, origin: original.originOf(template), place };
    });
  for (const { template, copy, origin, place } of settled) {
    fillIn(template, copy);
    estate.add(copy, originAt(place, origin));
  }
  return {
    estate,
    placeOf: (copy) => placed.get(copy)?.place ?? places.of(copy),
    subjectOf: (resource, property) => {
      const { template = resource.template } = placed.get(resource.template) ?? {};
      return original.subjectOf(template.find(resource.id) ?? resource, property);
    },
  };
}

const bodyOf = ({ id, type, properties, attributes }: Resource): [string, object] => [
  id,
  // policies are filled in once all names are known: properties that are its own
  { ...attributes, Type: type, Properties: { ...properties } },
];

function copied(
  template: Template,
  bodies: readonly [string, object][],
  { partition, account, region, alike = [] }: Place,
  { estate }: JudgedEstate,
): Template {
  return Template.cloudFormation(
    { Resources: Object.fromEntries(bodies) },
    { name: template.name, environment: { partition, account, region, alike }, estate },
  );
}

const originAt = ({ partition, account, region }: Place, origin: Origin): Origin => ({
  ...origin,
  partition,
  account,
  region,
});

/** Properties that become part of a policy's statement, of types that hold no document. */
const STATEMENT_PROPERTIES: Readonly<Record<string, readonly string[]>> = {
  'AWS::Lambda::Permission': ['SourceAccount', 'SourceArn'],
};

/** Replaces, within the policies of a template, references to resources by what they return. */
function fillIn(template: Template, copy: Template): void {
  for (const resource of copy.resources) {
    const ofPolicy = STATEMENT_PROPERTIES[resource.type] ?? [];
    for (const [key, value] of Object.entries(resource.properties)) {
      const fill = ofPolicy.includes(key) ? literal : withPolicies;
      (resource.properties as Record<string, unknown>)[key] = fill(value, template, copy);
    }
  }
}

/** Leaves all but policy documents as it is: elsewhere references join resources to each other. */
function withPolicies(value: unknown, template: Template, copy: Template): unknown {
  if (Array.isArray(value)) return value.map((item) => withPolicies(item, template, copy));
  if (!isObject(value)) return value;
  if ('Statement' in value) return literal(value, template, copy);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withPolicies(inner, template, copy)]));
}

function literal(value: unknown, template: Template, copy: Template): unknown {
  if (Array.isArray(value)) return value.map((item) => literal(item, template, copy));
  if (!isObject(value)) return value;
  if (isIntrinsic(value)) {
    const known = referred(value, template, copy);
    if (known !== undefined) return known;
  }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, literal(inner, template, copy)]));
}

/** What a `Ref`, a `GetAtt` or the text of an `Fn::Sub` stands for, as far as it is known. */
function referred(value: Readonly<Record<string, unknown>>, template: Template, copy: Template): unknown {
  const [name, argument] = Object.entries(value)[0] ?? [];
  if (name === 'Ref') return nameIn(copy, String(argument));
  if (name === 'Fn::GetAtt') return nameIn(copy, [argument].flat().join('.'));
  if (name === 'Fn::Sub') return substituted(argument, copy);
  if (name !== 'Fn::ImportValue') return undefined;
  const elsewhere = template.referent(value);
  return elsewhere && returned(elsewhere, 'Arn');
}

function nameIn(copy: Template, reference: string): string | undefined {
  const [id = '', ...attribute] = reference.split('.');
  const resource = copy.find(id);
  return resource && returned(resource, attribute.length > 0 ? attribute.join('.') : undefined);
}

function substituted(argument: unknown, copy: Template): unknown {
  const [text, variables] = Array.isArray(argument) ? argument : [argument, undefined];
  const filled = String(text).replace(/\$\{([\w.]+)\}/g, (whole, reference: string) =>
    isObject(variables) && reference in variables ? whole : (nameIn(copy, reference) ?? whole),
  );
  return { 'Fn::Sub': variables === undefined ? filled : [filled, variables] };
}
