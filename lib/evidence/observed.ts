import { type Rule, type Verdict, verdictOf } from '../../constructs/nag/rule';
import type { Resource } from '../../constructs/nag/template';
import type { Bilingual } from '../../constructs/standard';
import { facetsShownBy } from '../../constructs/standard/mapping';
import { OBSERVABLES } from '../collect/observables';
import type { Observation, Observations, Probe, ProbeOutcome } from '../collect/observe';
import type { LiveProperties } from '../collect/reader';
import type { Deployment } from './alike';
import { AS_PLANNED, type Compared, carriedBy, compareWithPlan } from './as-planned';
import type { JudgedEstate } from './estate';
import type { Evidence, Outcome } from './evidence';
import { requirementsOf } from './judge';
import type { Observed } from './ledger';
import { isOf, LIVE_CHECKS } from './live-checks';
import { type Known, keyOf, LiveEstate, type NotKeptPaths } from './live-estate';
import { stillMissing, whyNotKept } from './not-kept';
import { goneWith, isSamePlace } from './places';
import type { Subject } from './subject';

/**
 * Judges what was observed, by the rules that judge templates: a live resource is the template's with the observed properties
 * in place of its own, among resources of which the same holds. Only rules that judge by observed properties count. What
 * could not be read is `unknown`.
 */
export function observedEvidence(
  estate: JudgedEstate,
  rules: readonly Rule[],
  {
    observations,
    probes,
    emulated,
    notReached = [],
  }: Pick<Observations, 'observations' | 'probes' | 'emulated'> & Partial<Pick<Observations, 'notReached'>>,
): readonly Evidence[] {
  const known = [...observations, ...goneWith(estate, notReached)].flatMap((observation) => {
    const resource = resourceOf(estate, observation);
    return resource ? [{ observation, resource }] : [];
  });
  const ids = new Map(observations.map((observation) => [keyOf(observation), observation.physicalId]));
  const live = new LiveEstate(estate, known);
  const notKept: NotKeptPaths = emulated ? notKeptIn(known) : new Map();
  const judged = { live, kept: notKept.size === 0 ? live : new LiveEstate(estate, known, notKept), notKept };
  return [
    ...known.flatMap(({ observation, resource }) => {
      const subject = { ...estate.subjectOf(resource), account: observation.account, region: observation.region };
      const seeing = { observation, subject, emulated };
      const comparing = { estate, resource, observation, deployment: deploymentIn(estate, ids, observation, resource) };
      const lost =
        emulated && 'properties' in observation ? stillMissing(observation.properties, observation.notKept ?? []) : [];
      const ruled = byRules(judged, rules, seeing, resource);
      return [
        ...ruled,
        ...ofParts(estate, rules, { whole: resource, ruled }),
        ...byFacts(seeing, resource.properties),
        ...compareWithPlan({ ...comparing, lost }).map((one) => byPlan({ estate, rules }, seeing, one)),
      ];
    }),
    ...probes.flatMap((probe) => byProbe(estate, probe, emulated)),
  ];
}

/** What the ledger says of a run of collectors as a whole. */
export function observedSummary({ observations, notReached, emulated }: Observations): Observed {
  const failed = observations.filter((observation) => 'failed' in observation && !observation.gone).length;
  const times = observations.map(({ at }) => at).sort();
  return {
    emulated,
    read: observations.length - failed,
    failed: failed + notReached.length,
    first: times[0] ?? null,
    last: times.at(-1) ?? null,
  };
}

const resourceOf = (estate: JudgedEstate, observation: Observation): Resource | undefined =>
  estate.templates
    .filter((template) => isSamePlace(estate, template, observation))
    .map((template) => template.find(observation.logicalId))
    .find((found) => found?.type === observation.type);

function notKeptIn(known: readonly Known[]): NotKeptPaths {
  const rows = known.flatMap(({ observation }): readonly (readonly [string, readonly string[]])[] => {
    if ('failed' in observation) return [];
    const paths = stillMissing(observation.properties, observation.notKept ?? []);
    return paths.length === 0 ? [] : [[keyOf(observation), paths]];
  });
  return new Map(rows);
}

/** A resource that was looked at, and as what it enters the ledger. */
interface Seeing {
  readonly observation: Observation;
  readonly subject: Subject;
  readonly emulated: boolean;
}

/** What stands, as it was read, and as it can be judged where an emulator has not kept all. */
interface Judging {
  readonly live: LiveEstate;
  readonly kept: LiveEstate;
  readonly notKept: NotKeptPaths;
}

function byRules(judging: Judging, rules: readonly Rule[], seeing: Seeing, planned: Resource): readonly Evidence[] {
  const { observation } = seeing;
  const observable = OBSERVABLES[observation.type];
  const shown = rules.filter(({ id, types }) => observable?.shows.includes(id) && types.includes(observation.type));
  return shown.flatMap((rule): readonly Evidence[] => {
    if ('failed' in observation) return byFailure(seeing, observation, rule, planned);
    const unread = judging.live.unread(observation, observable, rule.id);
    if (unread[0]) return [open(seeing, rule, notRead(seeing, unread.join(', ')))];
    return byVerdict(judging, seeing, rule);
  });
}

/** What is a resource of its own in a template, and a part of another in the service, with which it is read. */
const PARTS: Readonly<Record<string, readonly { readonly type: string; readonly of: string }[]>> = {
  'AWS::EC2::SecurityGroup': [
    { type: 'AWS::EC2::SecurityGroupIngress', of: 'GroupId' },
    { type: 'AWS::EC2::SecurityGroupEgress', of: 'GroupId' },
  ],
};

/** A part is as the whole is; what is wrong is said of the whole alone. */
function ofParts(
  estate: JudgedEstate,
  rules: readonly Rule[],
  { whole, ruled }: { readonly whole: Resource; readonly ruled: readonly Evidence[] },
): readonly Evidence[] {
  const well = ruled.filter(({ outcome }) => outcome !== 'ineffective');
  return (PARTS[whole.type] ?? []).flatMap(({ type, of }) => {
    const judging = new Set(rules.filter(({ types }) => types.includes(type)).map(({ id }) => id));
    const parts = whole.template.ofType(type).filter((part) => part.referent(of) === whole);
    return parts.flatMap((part) =>
      well
        .filter(({ check }) => judging.has(check))
        .map((entry) => ({ ...entry, subject: partOf(entry.subject, estate.subjectOf(part)) })),
    );
  });
}

/** A part stands where the whole was seen. */
const partOf = (whole: Subject | null, part: Subject): Subject =>
  whole ? { ...part, account: whole.account, region: whole.region } : part;

/** What could not be looked at is unknown; what the service does not have obeys no rule that is for it. */
function byFailure(
  seeing: Seeing,
  { failed, gone }: { readonly failed: string; readonly gone?: true },
  rule: Rule,
  planned: Resource,
): readonly Evidence[] {
  if (!gone) return [open(seeing, rule, notRead(seeing, failed))];
  if (verdictOf(rule, planned).outcome === 'not-applicable') return [];
  return [{ ...ruled(seeing, rule), outcome: 'ineffective', message: seen(seeing, isGone(failed)) }];
}

/** A finding counts, unless it is in what an emulator has not kept; nothing holds that rests on what it has not kept. */
function byVerdict({ live, kept, notKept }: Judging, seeing: Seeing, rule: Rule): readonly Evidence[] {
  const { observation } = seeing;
  const found = verdictIn(live, rule, observation);
  if (found?.outcome === 'non-compliant') {
    const lostAt = (property: string): string | undefined =>
      notKept.get(keyOf(observation))?.find((path) => property === path || property.startsWith(`${path}.`));
    const findings = found.findings.filter(({ property }) => lostAt(property) === undefined);
    const [lost] = found.findings.flatMap(({ property }) => lostAt(property) ?? []);
    if (findings.length === 0 && lost) return [open(seeing, rule, seen(seeing, whyNotKept(lost)))];
    return findings.map(({ property, message }) => ({
      ...ruled(seeing, rule),
      outcome: 'ineffective',
      property,
      message: seen(seeing, { en: `${property} ${message.en}`, zh: `${property} ${message.zh}` }),
    }));
  }
  const verdict = verdictIn(kept, rule, observation);
  if (!verdict || verdict.outcome === 'not-applicable') return [];
  if ('because' in verdict) return [open(seeing, rule, seen(seeing, verdict.because))];
  return [{ ...ruled(seeing, rule), outcome: 'effective', message: seen(seeing, HOLDS) }];
}

const ruled = (seeing: Seeing, { id }: Rule) => entry(seeing, id, facetsShownBy(id));

const open = (seeing: Seeing, rule: Rule, message: Bilingual): Evidence => ({
  ...ruled(seeing, rule),
  outcome: 'unknown',
  message,
});

function verdictIn(estate: LiveEstate, rule: Rule, observation: Observation): Verdict | undefined {
  const resource = estate.find(observation);
  return resource && verdictOf(rule, resource);
}

const isGone = (failed: string): Bilingual => ({
  en: `is gone, though it is planned: ${failed}`,
  zh: `已不存在，而按计划应存在：${failed}`,
});

function byFacts(seeing: Seeing, planned: LiveProperties): readonly Evidence[] {
  const { observation, subject } = seeing;
  return LIVE_CHECKS.filter((check) => isOf(check, subject)).map(({ id, facets, judge }) => {
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

/** Where a resource was deployed to, with the ids of all that was looked at there. */
function deploymentIn(
  estate: JudgedEstate,
  ids: ReadonlyMap<string, string>,
  { stack, account, region }: Observation,
  { template }: Resource,
): Deployment {
  const { partition } = template.environment;
  return {
    template,
    environment: { ...(partition && { partition }), account, region },
    physicalId(reference) {
      const [, name] = /^import (.+)$/.exec(reference) ?? [];
      if (name === undefined) return ids.get(keyOf({ stack, account, region, logicalId: reference }));
      const imported = template.estate.imported(name);
      return imported && ids.get(keyOf({ ...estate.originOf(imported.template), logicalId: imported.id }));
    },
    keyBehind({ name, ...place }) {
      const keys = estate.estate
        .ofType('AWS::KMS::Alias')
        .filter((alias) => alias.text('AliasName') === name)
        .flatMap((alias) => alias.referent('TargetKeyId') ?? []);
      const known = keys.map((key) =>
        ids.get(keyOf({ ...estate.originOf(key.template), ...place, logicalId: key.id })),
      );
      return known.find((id) => id !== undefined);
    },
  };
}

/** A difference from the template speaks of whatever the resource was declared for. */
function byPlan(
  { estate, rules }: { readonly estate: JudgedEstate; readonly rules: readonly Rule[] },
  seeing: Seeing,
  { resource, property, wrong, open: why }: Compared,
): Evidence {
  const { account, region } = seeing.observation;
  const { facets, requirements } = carriedBy(estate, rules, resource);
  const message = wrong ?? why ?? HOLDS;
  return {
    ...entry(seeing, AS_PLANNED, facets),
    subject: { ...estate.subjectOf(resource), account, region },
    requirements: [...new Set([...requirements, ...requirementsOf(facets)])],
    outcome: wrong ? 'ineffective' : why ? 'unknown' : 'effective',
    ...(wrong && property && { property }),
    message: seen(
      seeing,
      property && wrong ? { en: `${property} ${message.en}`, zh: `${property} ${message.zh}` } : message,
    ),
  };
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
