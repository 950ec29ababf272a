import {
  type Bilingual,
  type Facet,
  type FacetId,
  facetsOf,
  type Requirement,
  type RequirementId,
  requirementOf,
} from '../../constructs/standard';
import { mapping, recordsFor } from '../../constructs/standard/mapping';
import { attestsPlace, recordKindOf } from '../../constructs/standard/records';
import { ADVERSE, type Evidence } from './evidence';
import { type CheckState, type DesignStatus, type FacetState, facetStatus } from './facet-status';
import type { Place } from './ledger';
import { recordName } from './records';
import type { Cloud } from './subject';

export interface Status {
  readonly status: DesignStatus;
  readonly reason: Bilingual;
}

export type ByCloud<Value> = { readonly [Name in Cloud]?: Value };

/** What one check of a facet comes to, in one cloud. */
export interface CheckReport extends CheckState {
  readonly cloud: Cloud;
}

/** A facet as the report shows it. */
export interface FacetReport {
  readonly id: FacetId;
  readonly status: DesignStatus;
  readonly byCloud: ByCloud<DesignStatus>;
  readonly checks: readonly CheckReport[];
  readonly reason: Bilingual;
}

export interface DesignReport extends Status {
  readonly byCloud: ByCloud<Status>;
  readonly facets: readonly FacetReport[];
  /** Ids of the records that would show it or one of its facets, supplied or not. */
  readonly wanted: readonly string[];
}

/** What the statuses are computed from. */
export interface StatusInputs {
  readonly evidence: readonly Evidence[];
  readonly clouds: readonly Cloud[];
  /** The partitions and regions in use: their operators are whose attestations count. */
  readonly places: readonly Place[];
  readonly isBuilt: (ruleId: string) => boolean;
}

/** From best to worst: overall is the worst of the clouds. */
const SEVERITY: readonly DesignStatus[] = [
  'not-applicable',
  'met',
  'inherited',
  'manual',
  'partial',
  'not-evaluated',
  'not-met',
];

/** Computes the design axis. One instance for one ledger: what it has computed it keeps. */
export class DesignAxis {
  private readonly byFacet = new Map<FacetId, Evidence[]>();
  private readonly byRecord = new Map<string, Evidence[]>();
  /** What failed and speaks to a requirement at large, through none of its facets. */
  private readonly adverse = new Map<RequirementId, Evidence[]>();
  private readonly facetStates = new Map<string, FacetState>();
  private readonly statuses = new Map<string, Status>();
  private readonly testsRun: boolean;

  constructor(private readonly inputs: StatusInputs) {
    this.testsRun = inputs.evidence.some(({ kind }) => kind === 'test');
    for (const entry of inputs.evidence) {
      for (const facet of entry.facets) append(this.byFacet, facet, entry);
      if (entry.kind === 'record') append(this.byRecord, entry.check, entry);
      if (entry.facets.length > 0 || !ADVERSE.has(entry.outcome)) continue;
      for (const id of entry.requirements) append(this.adverse, id, entry);
    }
  }

  of(id: RequirementId): DesignReport {
    const requirement = requirementOf(id);
    if (requirement.expected === 'organisational') {
      return { ...this.organisational(requirement), byCloud: {}, facets: [], wanted: recordsFor(id) };
    }
    const byCloud = this.perCloud((cloud) => this.inCloud(id, cloud));
    const facets = facetsOf(id).map((facet) => this.facetReport(facet));
    return { ...worst(byCloud), byCloud, facets, wanted: this.wantedBy(requirement, facets) };
  }

  private wantedBy({ id, expected }: Requirement, facets: readonly FacetReport[]): readonly string[] {
    const named =
      expected === 'inherited'
        ? this.inputs.clouds.flatMap((cloud) => this.attestationsFor(id, cloud))
        : facets.flatMap(({ checks }) => checks.flatMap(({ check }) => recordIn(check) ?? []));
    return [...new Set(named)];
  }

  private inCloud(id: RequirementId, cloud: Cloud): Status {
    const key = `${cloud} ${id}`;
    const known = this.statuses.get(key);
    if (known) return known;
    const requirement = requirementOf(id);
    const status =
      this.failed(id, cloud) ??
      (requirement.expected === 'control'
        ? this.control(id, cloud)
        : this.byRecords(requirement, this.attestationsFor(id, cloud), 'inherited'));
    this.statuses.set(key, status);
    return status;
  }

  private control(id: RequirementId, cloud: Cloud): Status {
    const states = facetsOf(id).map((facet) => ({ id: facet.id, state: this.facetState(facet, cloud) }));
    return combined(states);
  }

  private organisational(requirement: Requirement): Status {
    return this.failed(requirement.id) ?? this.byRecords(requirement, recordsFor(requirement.id), 'met');
  }

  /** Not met, where something failed that speaks to the requirement at large. */
  private failed(id: RequirementId, cloud?: Cloud): Status | undefined {
    const adverse = (this.adverse.get(id) ?? []).filter((entry) => cloud === undefined || speaksFor(entry, cloud));
    if (adverse.length === 0) return undefined;
    const checks = [...new Set(adverse.map(({ kind, check }) => `${kind}:${check}`))];
    return { status: 'not-met', reason: { en: `failed: ${checks.join(', ')}`, zh: `未通过：${checks.join('、')}` } };
  }

  /** What people supply: the good status once every record is valid, `manual` and what is missing until then. */
  private byRecords(requirement: Requirement, records: readonly string[], good: DesignStatus): Status {
    const entries = (id: string): readonly Evidence[] => this.byRecord.get(id) ?? [];
    const invalid = records.filter((id) => !entries(id).some((entry) => entry.outcome === 'valid'));
    if (records.length > 0 && invalid.length === 0) {
      return { status: good, reason: naming({ en: 'valid', zh: '有效记录' }, records) };
    }
    if (records.length === 0) {
      const { en, zh } = requirement.title;
      return { status: 'manual', reason: { en: `a record is to be supplied: ${en}`, zh: `待提供记录：${zh}` } };
    }
    const expired = invalid.filter((id) => entries(id).length > 0);
    const missing = invalid.filter((id) => entries(id).length === 0);
    return {
      status: 'manual',
      reason: joined([
        ...(missing.length > 0 ? [naming({ en: 'to be supplied', zh: '待提供' }, missing)] : []),
        ...(expired.length > 0 ? [naming({ en: 'to be renewed', zh: '已过期、待更新' }, expired)] : []),
      ]),
    };
  }

  /** The operators of the places in use attest for them: `aws-cn` is run by other companies than `aws`. */
  private attestationsFor(id: RequirementId, cloud: Cloud): readonly string[] {
    const places = this.inputs.places.filter(({ partition }) => partition.startsWith(cloud));
    return recordsFor(id).filter((record) => {
      const kind = recordKindOf(record);
      return kind !== undefined && places.some((place) => attestsPlace(kind, place));
    });
  }

  private facetReport(facet: Facet): FacetReport {
    const states = this.perCloud((cloud) => this.facetState(facet, cloud));
    const overall = worst(states);
    return {
      id: facet.id,
      status: overall.status,
      byCloud: Object.fromEntries(Object.entries(states).map(([cloud, state]) => [cloud, state.status])),
      checks: clouds(states).flatMap(([cloud, state]) => state.checks.map((check) => ({ ...check, cloud }))),
      reason: lacking(states) ?? overall.reason,
    };
  }

  private facetState(facet: Facet, cloud: Cloud): FacetState {
    const key = `${cloud} ${facet.id}`;
    const known = this.facetStates.get(key);
    if (known) return known;
    const state =
      cloud === 'azure' && mapping[facet.id].azureThroughAws
        ? this.facetState(facet, 'aws')
        : facetStatus(facet, {
            cloud,
            column: this.columnOf(cloud),
            checks: mapping[facet.id],
            evidence: (this.byFacet.get(facet.id) ?? [])
              .concat(this.recordsOf(facet))
              .filter((entry) => speaksFor(entry, cloud)),
            isBuilt: this.inputs.isBuilt,
            testsRun: this.testsRun,
            requirementStatus: (id) => this.statusIn(id, cloud),
          });
    this.facetStates.set(key, state);
    return state;
  }

  /** The status of a requirement as another one's facet sees it. */
  private statusIn(id: RequirementId, cloud: Cloud): DesignStatus {
    const requirement = requirementOf(id);
    return requirement.expected === 'organisational'
      ? this.organisational(requirement).status
      : this.inCloud(id, cloud).status;
  }

  private recordsOf(facet: Facet): Evidence[] {
    return (mapping[facet.id].records ?? []).flatMap((id) => this.byRecord.get(id) ?? []);
  }

  private columnOf(cloud: Cloud): 'aws' | 'awsCn' | 'azure' {
    if (cloud === 'azure') return 'azure';
    return this.inputs.places.some(({ partition }) => partition === 'aws-cn') ? 'awsCn' : 'aws';
  }

  private perCloud<Value>(of: (cloud: Cloud) => Value): ByCloud<Value> {
    return Object.fromEntries(this.inputs.clouds.map((cloud) => [cloud, of(cloud)]));
  }
}

function speaksFor(entry: Evidence, cloud: Cloud): boolean {
  const of = entry.subject?.cloud ?? entry.cloud;
  return of === undefined || of === cloud;
}

/** A requirement from its facets, each of which tells its own reason. */
function combined(states: readonly { readonly id: FacetId; readonly state: FacetState }[]): Status {
  const statuses: DesignStatus[] = states.map(({ state }) => state.status).filter((each) => each !== 'not-applicable');
  if (statuses.length === 0)
    return { status: 'not-applicable', reason: joined(states.map(({ state }) => state.reason)) };
  const status = combine(statuses);
  const count = (of: DesignStatus): number => statuses.filter((each) => each === of).length;
  const namesOf = (of: DesignStatus): readonly (string | undefined)[] =>
    states.flatMap(({ id, state }) => (state.status === of ? [id.split('#')[1]] : []));
  const open = OPEN.filter((of) => statuses.includes(of));
  return {
    status,
    reason: {
      en: [
        `${count('met')} of ${statuses.length} ${statuses.length === 1 ? 'facet' : 'facets'} met`,
        ...open.map((of) => `${STATUS_EN[of]}: ${namesOf(of).join(', ')}`),
      ].join('; '),
      zh: [
        `${statuses.length} 项要点中 ${count('met')} 项满足`,
        ...open.map((of) => `${STATUS_ZH[of]}：${namesOf(of).join('、')}`),
      ].join('；'),
    },
  };
}

/** Facets that keep a requirement from `met`, worst first. */
const OPEN: readonly DesignStatus[] = ['not-met', 'partial', 'not-evaluated', 'manual'];

/** Partial only where something is shown: records and checks that are wanted show nothing. */
function combine(statuses: readonly DesignStatus[]): DesignStatus {
  const all = (...of: DesignStatus[]): boolean => statuses.every((status) => of.includes(status));
  if (statuses.includes('not-met')) return 'not-met';
  if (all('met')) return 'met';
  if (all('met', 'manual')) return 'manual';
  return all('manual', 'not-evaluated') ? 'not-evaluated' : 'partial';
}

/** The status names, as Chinese auditors say them. */
export const STATUS_ZH: Readonly<Record<DesignStatus, string>> = {
  met: '满足',
  partial: '部分满足',
  'not-met': '不满足',
  'not-evaluated': '未评价',
  inherited: '继承',
  manual: '待人工提供',
  'not-applicable': '不适用',
};

/** As running English names a status. */
const STATUS_EN: Readonly<Record<DesignStatus, string>> = {
  met: 'met',
  partial: 'partial',
  'not-met': 'not met',
  'not-evaluated': 'not evaluated',
  inherited: 'inherited',
  manual: 'manual',
  'not-applicable': 'not applicable',
};

const CLOUD_NAMES: Readonly<Record<Cloud, string>> = { aws: 'AWS', azure: 'Azure' };

const clouds = <Value>(byCloud: ByCloud<Value>): (readonly [Cloud, Value])[] =>
  Object.entries(byCloud) as [Cloud, Value][];

/** Overall is the worst of the clouds; those that have it say why. */
function worst(byCloud: ByCloud<Status>): Status {
  const states = clouds(byCloud);
  const status = SEVERITY.findLast((each) => states.some(([, of]) => of.status === each));
  const alike = states.filter(([, of]) => of.status === status);
  const [, first] = alike[0] ?? [];
  if (!status || !first) return { status: 'not-evaluated', reason: { en: 'no cloud in scope', zh: '范围内没有云' } };
  const same = states.every(([, of]) => of.status === status && of.reason.en === first.reason.en);
  if (same) return { status, reason: first.reason };
  return {
    status,
    reason: joined(alike.map(ofCloud)),
  };
}

/** What each cloud lacks, also the one that lacks less; undefined where fewer than two lack anything. */
function lacking(byCloud: ByCloud<Status>): Bilingual | undefined {
  const open = clouds(byCloud).filter(([, { status }]) => OPEN.includes(status));
  const reasons = open.map(([, { reason }]) => reason);
  if (reasons.length < 2) return undefined;
  return reasons.every(({ en }) => en === reasons[0]?.en) ? reasons[0] : joined(open.map(ofCloud));
}

const ofCloud = ([cloud, { reason }]: readonly [Cloud, Status]): Bilingual => ({
  en: `${CLOUD_NAMES[cloud]}: ${reason.en}`,
  zh: `${CLOUD_NAMES[cloud]}：${reason.zh}`,
});

const joined = (parts: readonly Bilingual[]): Bilingual => ({
  en: parts.map(({ en }) => en).join('. '),
  zh: parts.map(({ zh }) => zh).join('。'),
});

/** `to be supplied: Risk register (risk-register), …`: records by the names that people know, and by their ids. */
const naming = (what: Bilingual, records: readonly string[]): Bilingual => ({
  en: `${what.en}: ${records.map((id) => recordName(id).en).join(', ')}`,
  zh: `${what.zh}：${records.map((id) => recordName(id).zh).join('、')}`,
});

/** The record that a check asks for; undefined for any other check. */
const recordIn = (check: string): string | undefined => /^record:(.+)$/.exec(check)?.[1];

function append<Key>(map: Map<Key, Evidence[]>, key: Key, entry: Evidence): void {
  const entries = map.get(key);
  if (entries) entries.push(entry);
  else map.set(key, [entry]);
}
