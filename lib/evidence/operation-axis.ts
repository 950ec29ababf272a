import {
  type Bilingual,
  type Facet,
  type FacetId,
  facetsOf,
  type RequirementId,
  requirementOf,
} from '../../constructs/standard';
import { mapping } from '../../constructs/standard/mapping';
import type { Evidence } from './evidence';
import { isOf, LIVE_CHECKS } from './live-checks';
import { OPERATIONAL_CHECKS, type OperationalCheck, type OperationalChecks } from './operational-checks';
import { type Cloud, describeSubject, type Subject } from './subject';

export type OperationStatus = 'effective' | 'ineffective' | 'stale' | 'not-observed' | 'not-applicable';

/** How a requirement runs, by what was observed. */
export interface Operation {
  readonly status: OperationStatus;
  readonly reason: Bilingual;
  /** Whether it rests on what an emulated cloud said, which speaks of no production. */
  readonly emulated: boolean;
  readonly facets: FacetCount;
}

/** How many facets ask for observation, and how many of them were shown by it, recently enough. */
export interface FacetCount {
  readonly shown: number;
  readonly asking: number;
}

/** What the statuses are computed from. */
export interface OperationInputs {
  readonly evidence: readonly Evidence[];
  /** All resources that were judged: the population that must have been looked at. */
  readonly subjects: readonly Subject[];
  readonly clouds: readonly Cloud[];
  /** `YYYY-MM-DD`. The age of an observation is counted to the beginning of this day; what was observed later is left out. */
  readonly asOf: string;
  /** What shows each facet. @default OPERATIONAL_CHECKS */
  readonly checks?: OperationalChecks;
}

type FacetState = 'shown' | 'stale' | 'wanting';

const DAY_MS = 24 * 60 * 60 * 1000;

/** How long an observation counts against a requirement that asks for none of its kind. */
const OTHERWISE_DAYS = 31;

/** Computes the operation axis. One instance for one ledger: what it has computed it keeps. */
export class OperationAxis {
  private readonly checks: OperationalChecks;
  private readonly observed: readonly Evidence[];
  private readonly byCheck = new Map<string, Evidence[]>();
  private readonly judged = new Map<string, Subject[]>();

  constructor(private readonly inputs: OperationInputs) {
    this.checks = inputs.checks ?? OPERATIONAL_CHECKS;
    this.observed = inputs.evidence.filter((entry) => entry.observed && this.ageOf(entry) >= 0);
    for (const entry of this.observed) append(this.byCheck, entry.check, entry);
    for (const { kind, check, outcome, subject } of inputs.evidence) {
      if (kind === 'rule' && outcome !== 'not-applicable' && subject) append(this.judged, check, subject);
    }
    for (const check of LIVE_CHECKS) {
      this.judged.set(
        check.id,
        inputs.subjects.filter((subject) => isOf(check, subject)),
      );
    }
  }

  of(id: RequirementId): Operation {
    const facets = facetsOf(id).filter(isObservable);
    const emulated = this.observed.some((entry) => entry.observed?.emulated && entry.requirements.includes(id));
    const asking = facets.length;
    const none: FacetCount = { shown: 0, asking };
    if (asking === 0) return { status: 'not-applicable', reason: notObservable(id), emulated: false, facets: none };
    if (this.observed.length === 0) return { status: 'not-observed', reason: NOTHING, emulated: false, facets: none };
    const states = facets.map((facet) => this.standingOf(facet));
    const count = { shown: states.filter(({ state }) => state === 'shown').length, asking };
    const bad = this.observed.filter(
      (entry) => entry.outcome === 'ineffective' && entry.requirements.includes(id) && this.isFresh(entry),
    );
    if (bad.length > 0) return { status: 'ineffective', reason: told(emulated, naming(bad)), emulated, facets: count };
    const reason = told(emulated, shares(states, this.openIn(states)));
    return { status: overall(states), reason, emulated, facets: count };
  }

  private standingOf(facet: Facet): FacetStanding {
    return { facet, state: this.stateOf(facet), looked: facet.id in this.checks, inAzure: this.asksForAzure(facet) };
  }

  /** What was looked at on behalf of the facets that are wanting, and told nothing. */
  private openIn(states: readonly FacetStanding[]): readonly Evidence[] {
    const asked = states
      .filter(({ state }) => state === 'wanting')
      .flatMap(({ facet }) => this.checks[facet.id] ?? [])
      .filter(({ probe }) => !probe);
    return asked.flatMap(({ check }) => (this.byCheck.get(check) ?? []).filter(({ outcome }) => outcome === 'unknown'));
  }

  private stateOf(facet: Facet): FacetState {
    const checks = this.checks[facet.id] ?? [];
    if (checks.length === 0 || this.asksForAzure(facet)) return 'wanting';
    const states = checks.flatMap((check) => this.stateOfCheck(check));
    if (states.length === 0 || states.includes('wanting')) return 'wanting';
    return states.includes('stale') ? 'stale' : 'shown';
  }

  /** Nothing is observed in Azure yet, so that a facet which is judged there by itself is open there. */
  private asksForAzure({ id, availability }: Facet): boolean {
    const { azureThroughAws } = mapping[id];
    return this.inputs.clouds.includes('azure') && !azureThroughAws && !availability.azure.startsWith('no: ');
  }

  /** None where there is nothing that it could judge. */
  private stateOfCheck(check: OperationalCheck): readonly FacetState[] {
    const seen = this.byCheck.get(check.check) ?? [];
    if (check.probe)
      return [
        this.latest(
          seen.filter(({ outcome }) => outcome === 'effective'),
          check.days,
        ),
      ];
    return (this.judged.get(check.check) ?? []).map((subject) => this.stateOfSubject(subject, seen, check.days));
  }

  /** A resource that a StackSet makes in many accounts has been looked at when that many accounts have. */
  private stateOfSubject(subject: Subject, seen: readonly Evidence[], days: number): FacetState {
    const own = seen.filter((entry) => entry.subject && isSame(entry.subject, subject));
    if (own.some(({ outcome }) => outcome !== 'effective')) return 'wanting';
    const accounts = new Set(own.map((entry) => entry.subject?.account));
    if (accounts.size < Math.max(1, subject.target?.accounts ?? 1)) return 'wanting';
    return own.every((entry) => this.ageOf(entry) <= days) ? 'shown' : 'stale';
  }

  private latest(entries: readonly Evidence[], days: number): FacetState {
    if (entries.length === 0) return 'wanting';
    return entries.some((entry) => this.ageOf(entry) <= days) ? 'shown' : 'stale';
  }

  private isFresh(entry: Evidence): boolean {
    const periods = entry.facets.flatMap(
      (facet) => (this.checks[facet] ?? []).find(({ check }) => check === entry.check)?.days ?? [],
    );
    return this.ageOf(entry) <= (periods.length > 0 ? Math.max(...periods) : OTHERWISE_DAYS);
  }

  /** In days to the beginning of the day as of which is judged; below zero for what was observed after it. */
  private ageOf({ observed }: Evidence): number {
    if (!observed) return -1;
    if (observed.at.slice(0, this.inputs.asOf.length) > this.inputs.asOf) return -1;
    return Math.max(0, (Date.parse(this.inputs.asOf) - Date.parse(observed.at)) / DAY_MS);
  }
}

const isObservable = ({ operation }: Facet): boolean => operation !== 'none';

/** The same resource of the same stack: accounts and regions differ where a StackSet made it. */
const isSame = (one: Subject, other: Subject): boolean =>
  one.stack === other.stack && one.logicalId === other.logicalId && one.type === other.type;

interface FacetStanding {
  readonly facet: Facet;
  readonly state: FacetState;
  /** Whether there is anything that observes it. */
  readonly looked: boolean;
  /** Whether it is judged in Azure by itself as well, where nothing is observed yet. */
  readonly inAzure: boolean;
}

function overall(states: readonly FacetStanding[]): OperationStatus {
  if (states.some(({ state }) => state === 'wanting')) return 'not-observed';
  return states.some(({ state }) => state === 'stale') ? 'stale' : 'effective';
}

const NOTHING: Bilingual = { en: 'nothing has been observed at run time', zh: '尚无运行期观测' };

function notObservable(id: RequirementId): Bilingual {
  return requirementOf(id).expected === 'control'
    ? { en: 'no facet of it asks for observation', zh: '没有要点要求运行期观测' }
    : { en: 'records show it, not observation', zh: '由记录证明，不做运行期观测' };
}

/** More than these would hide what matters. */
const MOST_NAMED = 3;

/** Resource and property, and what was said of them. */
function naming(bad: readonly Evidence[]): Bilingual {
  const lines = [...new Map(bad.map((entry) => [nameOf(entry), entry])).values()];
  const told = (lang: keyof Bilingual): string =>
    lines
      .slice(0, MOST_NAMED)
      .map((entry) => `${nameOf(entry)}: ${entry.message[lang]}`)
      .join('; ');
  const more = lines.length - MOST_NAMED;
  return {
    en: `${told('en')}${more > 0 ? `; and ${more} more` : ''}`,
    zh: `${told('zh')}${more > 0 ? `；另有 ${more} 项` : ''}`,
  };
}

const nameOf = ({ check, subject, property }: Evidence): string =>
  [subject ? describeSubject(subject) : check, property].filter(Boolean).join(' ');

function shares(states: readonly FacetStanding[], open: readonly Evidence[]): Bilingual {
  const wanting = states.filter(({ state }) => state === 'wanting');
  const unseen = wanting.filter(({ looked }) => !looked);
  const shown = states.filter(({ state }) => state === 'shown').length;
  const parts = [
    listed(
      { en: 'observed too long ago', zh: '观测已过期' },
      states.filter(({ state }) => state === 'stale'),
    ),
    listed({ en: 'wanting', zh: '尚缺' }, wanting),
    listed(
      { en: 'nothing looks yet at', zh: '尚无观测手段' },
      unseen.filter((one) => !isOfRecords(one)),
    ),
    listed(
      { en: 'shown by records of people, not by observation', zh: '由人工记录证明，不做观测' },
      unseen.filter(isOfRecords),
    ),
    listed(
      {
        en: 'to be shown in Azure as well, where nothing is observed yet',
        zh: '在 Azure 中亦须证明，而该处尚无观测手段',
      },
      wanting.filter(({ looked, inAzure }) => looked && inAzure),
    ),
    ...(open.length > 0 ? [titled({ en: 'not known', zh: '无法得知' }, naming(open))] : []),
  ].filter((part) => part !== undefined);
  return {
    en: [`${shown} of ${states.length} facets shown at run time`, ...parts.map(({ en }) => en)].join('; '),
    zh: [`${states.length} 项要点中 ${shown} 项已在运行期得到证明`, ...parts.map(({ zh }) => zh)].join('；'),
  };
}

/** A facet that no rule judges, and people keep records of: nothing that runs could be looked at. */
const isOfRecords = ({ facet: { id } }: FacetStanding): boolean =>
  !mapping[id].rules && (mapping[id].records ?? []).length > 0;

function listed(title: Bilingual, standing: readonly FacetStanding[]): Bilingual | undefined {
  const names = standing.map(({ facet }) => facetName(facet.id)).join(', ');
  return names ? titled(title, { en: names, zh: names }) : undefined;
}

const titled = (title: Bilingual, what: Bilingual): Bilingual => ({
  en: `${title.en}: ${what.en}`,
  zh: `${title.zh}：${what.zh}`,
});

const facetName = (id: FacetId): string => id.split('#')[1] ?? id;

/** What an emulator said is never told as if it were production. */
const told = (emulated: boolean, { en, zh }: Bilingual): Bilingual =>
  emulated ? { en: `emulated, not production: ${en}`, zh: `模拟环境，非生产：${zh}` } : { en, zh };

function append<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}
