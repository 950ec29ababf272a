import { Estate, type Resource, Template } from '../../constructs/nag/template';
import type { Observable } from '../collect/observables';
import type { Observation } from '../collect/observe';
import type { LiveProperties } from '../collect/reader';
import type { JudgedEstate } from './estate';
import { unreadable } from './not-kept';

type Place = Pick<Observation, 'stack' | 'account' | 'region' | 'logicalId'>;

/** What was observed, and the resource of the template that it is. */
export interface Known {
  readonly observation: Observation;
  readonly resource: Resource;
}

/** By `keyOf` a resource, the paths at which an emulator kept nothing, and nothing stands. */
export type NotKeptPaths = ReadonlyMap<string, readonly string[]>;

/** The templates with what was observed in place of what they say: one set for each place that a template was deployed to. */
export class LiveEstate {
  private readonly templates = new Map<string, Template>();
  private readonly read: ReadonlySet<string>;

  /** @param notKept by resource, what whoever reads it must learn that it was not kept */
  constructor(estate: JudgedEstate, known: readonly Known[], notKept: NotKeptPaths = new Map()) {
    const live = new Estate(estate.estate.demands);
    const read = new Map(
      known.flatMap(({ observation }): readonly (readonly [string, LiveProperties | typeof GONE])[] => {
        const key = keyOf(observation);
        if ('failed' in observation) return observation.gone ? [[key, GONE]] : [];
        return [[key, observation.properties]];
      }),
    );
    this.read = new Set(read.keys());
    const places = new Map(known.map(({ observation, resource }) => [placeOf(observation), { observation, resource }]));
    for (const template of estate.templates) {
      const { account, region, stack } = estate.originOf(template);
      const own = [...places.values()].filter(({ resource }) => resource.template === template);
      const deployed = own.length > 0 ? own.map(({ observation }) => observation) : [{ stack, account, region }];
      for (const place of deployed)
        this.templates.set(placeOf(place), liveTemplate(template, live, place, { read, notKept }));
    }
  }

  /** The resource as it is. */
  find(observation: Observation): Resource | undefined {
    return this.templates.get(placeOf(observation))?.find(observation.logicalId);
  }

  /** What a rule would judge by as well, and could not be looked at. */
  unread(observation: Observation, observable: Observable | undefined, rule: string): readonly string[] {
    const { joins = {}, joinsAcross = {} } = observable ?? {};
    const own = this.missing(placeOf(observation), joins[rule] ?? []);
    return own.concat([...this.templates.keys()].flatMap((place) => this.missing(place, joinsAcross[rule] ?? [])));
  }

  private missing(place: string, types: readonly string[]): string[] {
    const resources = types.length === 0 ? [] : (this.templates.get(place)?.resources ?? []);
    return resources
      .filter(({ id, type }) => types.includes(type) && !this.read.has(`${place}\u0000${id}`))
      .map(({ id }) => id);
  }
}

const placeOf = ({ stack, account, region }: Omit<Place, 'logicalId'>): string =>
  [stack, account, region].join('\u0000');

export const keyOf = (place: Place): string => `${placeOf(place)}\u0000${place.logicalId}`;

/** In place of the properties of a resource that the service does not have. */
const GONE = Symbol('gone');

function liveTemplate(
  template: Template,
  estate: Estate,
  place: Omit<Place, 'logicalId'>,
  {
    read,
    notKept,
  }: { readonly read: ReadonlyMap<string, LiveProperties | typeof GONE>; readonly notKept: NotKeptPaths },
): Template {
  const { partition } = template.environment;
  const environment = { ...(partition && { partition }), account: place.account, region: place.region };
  const resources = template.resources.flatMap(({ id, type, properties, attributes }) => {
    const key = keyOf({ ...place, logicalId: id });
    const observed = read.get(key);
    if (observed === GONE) return [];
    if (!observed) return [[id, { ...attributes, Type: type, Properties: properties }]];
    const own = unreadable(replaced(properties, observed), notKept.get(key) ?? []);
    return [[id, { ...attributes, Type: type, Properties: own }]];
  });
  // whatever decided whether something is made, it holds where that has been seen
  const seen = template.resources
    .filter(
      ({ id, attributes }) => attributes['Condition'] !== undefined && read.has(keyOf({ ...place, logicalId: id })),
    )
    .map(({ attributes }) => [String(attributes['Condition']), HOLDS]);
  return Template.cloudFormation(
    { Resources: Object.fromEntries(resources), Conditions: { ...template.conditions, ...Object.fromEntries(seen) } },
    { name: template.name, environment, estate },
  );
}

const HOLDS = { 'Fn::Equals': ['seen', 'seen'] };

/** What was observed stands in place of what the template says. */
function replaced(properties: LiveProperties, observed: LiveProperties): LiveProperties {
  const live = { ...properties, ...observed };
  return Object.fromEntries(Object.entries(live).filter(([, value]) => value !== undefined && value !== null));
}
