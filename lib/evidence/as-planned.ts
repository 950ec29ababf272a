import { type Rule, verdictOf } from '../../constructs/nag/rule';
import type { Resource } from '../../constructs/nag/template';
import { type Bilingual, type FacetId, isFacetId, type RequirementId } from '../../constructs/standard';
import { facetsShownBy } from '../../constructs/standard/mapping';
import { OBSERVABLES } from '../collect/observables';
import type { Observation } from '../collect/observe';
import { PART_TYPES, type Parts, PLANNED_PARTS, readOf } from '../collect/planned-parts';
import type { LiveProperties } from '../collect/reader';
import { apart, type Deployment, firstDifference, isAlike, shown } from './alike';
import type { JudgedEstate } from './estate';
import { whyNotKept } from './not-kept';

/** The check that what is live is what its template says, whether or not a rule judges it. */
export const AS_PLANNED = 'as-planned';

/** How one resource, or a part that stands as a resource of its own, compares with its template. */
export interface Compared {
  readonly resource: Resource;
  /** What differs; null for a whole part that is not there. Absent where nothing does. */
  readonly property?: string | null;
  readonly wrong?: Bilingual;
  /** Why it could not be compared. */
  readonly open?: Bilingual;
}

/** What was read of a resource, and where it stands. */
export interface Comparing {
  readonly estate: JudgedEstate;
  readonly resource: Resource;
  readonly deployment: Deployment;
  readonly observation: Observation;
  /** Paths at which an emulator has not kept what it was given. */
  readonly lost: readonly string[];
}

/** Compares a resource, and each of its parts, with the template: one entry at least for each. */
export function compareWithPlan(comparing: Comparing): readonly Compared[] {
  const { resource, observation } = comparing;
  // told with what it belongs to
  if (PART_TYPES.has(observation.type)) return [];
  const own = ownDifferences(comparing);
  const parts = (PLANNED_PARTS[observation.type] ?? []).flatMap((kind) => partsCompared(comparing, kind));
  const clean = own.length + parts.filter((one) => one.resource === resource).length === 0;
  return [...own, ...parts, ...(clean ? [{ resource }] : [])];
}

const GONE: Bilingual = { en: 'is gone, though it is planned', zh: '已不存在，而按计划应存在' };

function ownDifferences({ resource, deployment, observation, lost }: Comparing): readonly Compared[] {
  if ('failed' in observation)
    return [
      observation.gone ? { resource, property: null, wrong: GONE } : { resource, open: notRead(observation.failed) },
    ];
  const { compared = [], assumed = {} } = OBSERVABLES[observation.type] ?? {};
  // what an earlier version did not look at is not there at all, where nothing found is null
  const looked = compared.filter((path) => (path.split('.')[0] ?? path) in observation.properties);
  return looked.flatMap((property): readonly Compared[] => {
    const planned = resource.raw(property) ?? assumed[property];
    const live = valueAt(observation.properties, property);
    if (isAlike(planned, live, deployment)) return [];
    const gap = lost.find((path) => isWithin(path, property) || isWithin(property, path));
    if (gap !== undefined) return [{ resource, property, open: whyNotKept(gap) }];
    return [{ resource, property, wrong: differs(property, planned, live, deployment) }];
  });
}

const isWithin = (path: string, around: string): boolean => path === around || path.startsWith(`${around}.`);

/** What a resource has of one kind of part: its own, and those that stand as resources of their own. */
function partsCompared(comparing: Comparing, kind: Parts): readonly Compared[] {
  const { estate, resource, deployment, observation } = comparing;
  const own = resource.raw(kind.live);
  const items = [
    ...(Array.isArray(own) ? own : []).map((item) => ({ of: resource, item: readOf(kind, item as LiveProperties) })),
    ...belonging(estate, resource, kind).map((part) => ({ of: part, item: readOf(kind, part.properties) })),
  ];
  const undecided = (open: Bilingual): readonly Compared[] =>
    unique(items.map(({ of }) => of)).map((of) => ({ resource: of, open }));
  if ('failed' in observation) {
    if (!observation.gone) return undecided(notRead(observation.failed));
    return items.filter(({ of }) => of !== resource).map(({ of }) => ({ resource: of, property: null, wrong: GONE }));
  }
  const live = observation.properties[kind.live] ?? observation.facts?.[kind.live];
  if (!Array.isArray(live)) return undecided(observation.factsFailed ? notRead(observation.factsFailed) : NOT_TOLD);
  const { missing, extra } = apart(
    items.map(({ item }) => item),
    live,
    deployment,
  );
  const absent = new Set(missing);
  return items
    .flatMap(({ of, item }, index): readonly Compared[] => {
      if (!absent.has(index)) return of === resource ? [] : [{ resource: of }];
      // a condition may have kept it from being made
      if (of !== resource && of.contingent) return [];
      const property = of === resource ? nameOf(kind, item) : null;
      return [{ resource: of, property, wrong: MISSING }];
    })
    .concat(extra.map((index) => ({ resource, property: nameOf(kind, live[index]), wrong: EXTRA })));
}

const MISSING: Bilingual = {
  en: 'is not live as the template has it: it was changed or removed',
  zh: '的实际状态与模板不一致：已被修改或删除',
};

const EXTRA: Bilingual = { en: 'is live and in no template', zh: '实际存在，但不在任何模板中' };

const notRead = (why: string): Bilingual => ({ en: `could not be looked at: ${why}`, zh: `无法查看：${why}` });

const NOT_TOLD: Bilingual = { en: 'the service does not tell', zh: '服务未返回该信息' };

/** What may hold secrets is told apart by its property alone. */
const UNSHOWN: ReadonlySet<string> = new Set(['Environment']);

/** Both values, where they first differ. */
function differs(property: string, planned: unknown, live: unknown, at: Deployment): Bilingual {
  if (UNSHOWN.has(property)) return { en: 'is not what the template says', zh: '与模板不一致' };
  const { path, ...differing } = firstDifference(planned, live, at);
  const [now, then] = [shown(differing.live, at), shown(differing.planned, at)];
  const told = {
    en: `is ${now ?? 'missing'}, and ${then ?? 'missing'} in the template`,
    zh: `为 ${now ?? '空'}，模板中为 ${then ?? '空'}`,
  };
  if (path === '') return told;
  return { en: `is not what the template says: ${path} ${told.en}`, zh: `与模板不一致：${path} ${told.zh}` };
}

/** Resources of the same place that refer to one, or call it by its name. */
function belonging(estate: JudgedEstate, owner: Resource, { type, by, name }: Parts): readonly Resource[] {
  const called = name === undefined ? '' : owner.text(name);
  const place = placeOf(owner);
  return estate.estate.ofType(type).filter((part) => {
    if (placeOf(part) !== place) return false;
    const places = Array.isArray(part.raw(by)) ? part.places(by) : [by];
    return places.some((path) => part.referent(path) === owner || (called !== '' && part.text(path) === called));
  });
}

const placeOf = ({ template: { environment, name } }: Resource): string =>
  // what a StackSet makes stands in many places, and refers to nothing beyond itself
  environment.account && environment.region ? `${environment.account} ${environment.region}` : name;

/** A part by its label; by all of it where it has none. A policy has no name of its own. */
function nameOf({ live, label }: Parts, item: unknown): string {
  const value = valueAt(item, label);
  if (typeof value === 'object' && value !== null) return live;
  return `${live} ${value ?? JSON.stringify(item)}`;
}

const valueAt = (value: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((at, key) => (at as LiveProperties | undefined)?.[key], value);

const unique = <Item>(items: readonly Item[]): readonly Item[] => [...new Set(items)];

/** What a resource is for: what the nearest construct around it was declared to meet, or else what rules judge it for. */
export function carriedBy(
  estate: JudgedEstate,
  rules: readonly Rule[],
  resource: Resource,
): { readonly facets: readonly FacetId[]; readonly requirements: readonly RequirementId[] } {
  const { declarations } = estate.originOf(resource.template);
  const around = declarations.filter(({ resources }) => resources.includes(resource.id));
  const nearest = Math.min(...around.map(({ resources }) => resources.length));
  const declared = around.filter(({ resources }) => resources.length === nearest).flatMap((one) => one.requirements);
  const ids = declared.length > 0 ? declared : judgedFor(rules, resource);
  return {
    facets: unique(ids.filter(isFacetId)),
    requirements: unique(ids.filter((id): id is RequirementId => !isFacetId(id))),
  };
}

const judgedFor = (rules: readonly Rule[], resource: Resource): readonly FacetId[] =>
  rules
    .filter(({ types }) => types.includes(resource.type))
    .filter((rule) => verdictOf(rule, resource).outcome === 'compliant')
    .flatMap(({ id }) => facetsShownBy(id));
