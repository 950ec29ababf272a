import { type Rule, verdictOf } from '../../constructs/nag/rule';
import { Estate, type Resource, Template } from '../../constructs/nag/template';
import type { Bilingual } from '../../constructs/standard';
import { facetsShownBy } from '../../constructs/standard/mapping';
import { OBSERVABLES, type Observable } from '../collect/observables';
import type { Observation, Observations, Probe, ProbeOutcome } from '../collect/observe';
import type { LiveProperties } from '../collect/reader';
import { EACH, type JudgedEstate } from './estate';
import type { Evidence, Outcome } from './evidence';
import { requirementsOf } from './judge';
import type { Observed } from './ledger';
import { LIVE_CHECKS } from './live-checks';
import type { Subject } from './subject';

/**
 * Judges what was observed, by the rules that judge templates: a live resource is the template's with the observed properties
 * in place of its own, among resources of which the same holds. Only rules that judge by observed properties count. What
 * could not be read is `unknown`.
 */
export function observedEvidence(
  estate: JudgedEstate,
  rules: readonly Rule[],
  { observations, probes, emulated }: Observations,
): readonly Evidence[] {
  const known = observations.flatMap((observation) => {
    const resource = resourceOf(estate, observation);
    return resource ? [{ observation, resource }] : [];
  });
  const live = new LiveEstate(estate, known);
  return [
    ...known.flatMap(({ observation, resource }) => {
      const subject = { ...estate.subjectOf(resource), account: observation.account, region: observation.region };
      const seeing = { observation, subject, emulated };
      return [...byRules(live, rules, seeing), ...byFacts(seeing, resource.properties)];
    }),
    ...probes.flatMap((probe) => byProbe(estate, probe, emulated)),
  ];
}

/** What the ledger says of a run of collectors as a whole. */
export function observedSummary({ observations, notReached, emulated }: Observations): Observed {
  const failed = observations.filter((observation) => 'failed' in observation).length;
  const times = observations.map(({ at }) => at).sort();
  return {
    emulated,
    read: observations.length - failed,
    failed: failed + notReached.length,
    first: times[0] ?? null,
    last: times.at(-1) ?? null,
  };
}

type Place = Pick<Observation, 'stack' | 'account' | 'region' | 'logicalId'>;

const resourceOf = (estate: JudgedEstate, observation: Observation): Resource | undefined =>
  estate.templates
    .filter((template) => isSamePlace(estate, template, observation))
    .map((template) => template.find(observation.logicalId))
    .find((found) => found?.type === observation.type);

function isSamePlace(estate: JudgedEstate, template: Template, place: Omit<Place, 'logicalId'>): boolean {
  const { stack, account, region } = estate.originOf(template);
  const is = (planned: string, seen: string): boolean => planned === EACH || planned === seen;
  return stack === place.stack && is(account, place.account) && is(region, place.region);
}

interface Known {
  readonly observation: Observation;
  readonly resource: Resource;
}

/** The templates with what was observed in place of what they say: one set for each place that a template was deployed to. */
class LiveEstate {
  private readonly templates = new Map<string, Template>();
  private readonly read: ReadonlySet<string>;

  constructor(estate: JudgedEstate, known: readonly Known[]) {
    const live = new Estate(estate.estate.demands);
    const read = new Map(
      known.flatMap(({ observation }) =>
        'failed' in observation ? [] : [[keyOf(observation), observation.properties]],
      ),
    );
    this.read = new Set(read.keys());
    const places = new Map(known.map(({ observation, resource }) => [placeOf(observation), { observation, resource }]));
    for (const template of estate.templates) {
      const { account, region, stack } = estate.originOf(template);
      const own = [...places.values()].filter(({ resource }) => resource.template === template);
      const deployed = own.length > 0 ? own.map(({ observation }) => observation) : [{ stack, account, region }];
      for (const place of deployed) this.templates.set(placeOf(place), liveTemplate(template, live, place, read));
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

const keyOf = (place: Place): string => `${placeOf(place)}\u0000${place.logicalId}`;

function liveTemplate(
  template: Template,
  estate: Estate,
  place: Omit<Place, 'logicalId'>,
  read: ReadonlyMap<string, LiveProperties>,
): Template {
  const { partition } = template.environment;
  const environment = { ...(partition && { partition }), account: place.account, region: place.region };
  const resources = template.resources.map(({ id, type, properties, attributes }) => {
    const observed = read.get(keyOf({ ...place, logicalId: id }));
    return [id, { ...attributes, Type: type, Properties: observed ? replaced(properties, observed) : properties }];
  });
  return Template.cloudFormation(
    { Resources: Object.fromEntries(resources) },
    { name: template.name, environment, estate },
  );
}

/** What was observed stands in place of what the template says. */
function replaced(properties: LiveProperties, observed: LiveProperties): LiveProperties {
  const live = { ...properties, ...observed };
  return Object.fromEntries(Object.entries(live).filter(([, value]) => value !== undefined && value !== null));
}

/** A resource that was looked at, and as what it enters the ledger. */
interface Seeing {
  readonly observation: Observation;
  readonly subject: Subject;
  readonly emulated: boolean;
}

function byRules(live: LiveEstate, rules: readonly Rule[], seeing: Seeing): readonly Evidence[] {
  const { observation } = seeing;
  const observable = OBSERVABLES[observation.type];
  const shown = rules.filter(({ id, types }) => observable?.shows.includes(id) && types.includes(observation.type));
  const resource = live.find(observation);
  return shown.flatMap((rule): readonly Evidence[] => {
    const base = entry(seeing, rule.id, facetsShownBy(rule.id));
    const unread = live.unread(observation, observable, rule.id);
    if ('failed' in observation) return [{ ...base, outcome: 'unknown', message: notRead(seeing, observation.failed) }];
    if (unread[0]) return [{ ...base, outcome: 'unknown', message: notRead(seeing, unread.join(', ')) }];
    if (!resource) return [];
    const verdict = verdictOf(rule, resource);
    if (verdict.outcome === 'not-applicable') return [];
    if (verdict.outcome === 'non-compliant') {
      return verdict.findings.map(({ property, message }) => ({
        ...base,
        outcome: 'ineffective',
        property,
        message: seen(seeing, { en: `${property} ${message.en}`, zh: `${property} ${message.zh}` }),
      }));
    }
    const outcome: Outcome = verdict.outcome === 'compliant' ? 'effective' : 'unknown';
    return [{ ...base, outcome, message: seen(seeing, verdict.outcome === 'compliant' ? HOLDS : verdict.because) }];
  });
}

function byFacts(seeing: Seeing, planned: LiveProperties): readonly Evidence[] {
  const { observation } = seeing;
  return LIVE_CHECKS.filter(({ type }) => type === observation.type).map(({ id, facets, judge }) => {
    const base = entry(seeing, id, facets);
    if ('failed' in observation) return { ...base, outcome: 'unknown', message: notRead(seeing, observation.failed) };
    if (!observation.facts)
      return { ...base, outcome: 'unknown', message: notRead(seeing, observation.factsFailed ?? '') };
    const verdict = judge(observation.facts, observation.at, planned);
    if (verdict === undefined) return { ...base, outcome: 'effective', message: seen(seeing, HOLDS) };
    if ('wrong' in verdict) return { ...base, outcome: 'ineffective', message: seen(seeing, verdict.wrong) };
    return { ...base, outcome: 'unknown', message: seen(seeing, verdict.open) };
  });
}

const entry = ({ observation: { at }, subject, emulated }: Seeing, check: string, facets: Evidence['facets']) => ({
  kind: 'observed' as const,
  check,
  subject,
  facets,
  requirements: requirementsOf(facets),
  observed: { at, emulated },
});

/** What an emulator does not enforce shows nothing either way. */
const PROBED: Readonly<Record<ProbeOutcome, Outcome>> = {
  effective: 'effective',
  ineffective: 'ineffective',
  unknown: 'unknown',
  'not-enforced': 'unknown',
};

function byProbe(
  estate: JudgedEstate,
  { check, facets, outcome, at, subject: place, message }: Probe,
  emulated: boolean,
): readonly Evidence[] {
  const resource = place
    ? estate.templates
        .filter((template) => isSamePlace(estate, template, place))
        .map((template) => template.find(place.logicalId))
        .find(Boolean)
    : undefined;
  return [
    {
      kind: 'observed',
      check,
      outcome: PROBED[outcome],
      subject: resource ? estate.subjectOf(resource) : null,
      message: stamped(message, { at, emulated }, { en: 'tried', zh: '尝试' }),
      facets,
      requirements: requirementsOf(facets),
      observed: { at, emulated },
      cloud: 'aws',
    },
  ];
}

const HOLDS: Bilingual = { en: 'holds in operation', zh: '运行状态符合' };

const seen = ({ observation: { at }, emulated }: Seeing, what: Bilingual): Bilingual =>
  stamped(what, { at, emulated }, { en: 'read from the service', zh: '读取自服务' });

/** Says when, how, and that an emulated cloud said so, where it did. */
function stamped(
  what: Bilingual,
  { at, emulated }: { readonly at: string; readonly emulated: boolean },
  how: Bilingual,
): Bilingual {
  return {
    en: `${emulated ? 'emulated: ' : ''}${what.en} (${how.en} at ${at})`,
    zh: `${emulated ? '模拟环境：' : ''}${what.zh}（于 ${at} ${how.zh}）`,
  };
}

const notRead = (seeing: Seeing, why: string): Bilingual =>
  seen(seeing, { en: `could not be looked at: ${why}`, zh: `无法查看：${why}` });
