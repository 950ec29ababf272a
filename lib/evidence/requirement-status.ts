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
import type { Evidence } from './evidence';
import { type CheckState, type DesignStatus, type FacetState, facetStatus } from './facet-status';
import type { Place } from './ledger';
import type { Cloud } from './subject';

export interface Status {
  readonly status: DesignStatus;
  readonly reason: Bilingual;
}

export type ByCloud<Value> = { readonly [Name in Cloud]?: Value };

/** A facet as the report shows it. */
export interface FacetReport {
  readonly id: FacetId;
  readonly status: DesignStatus;
  readonly byCloud: ByCloud<DesignStatus>;
  readonly checks: readonly CheckState[];
  readonly reason: Bilingual;
}

export interface DesignReport extends Status {
  readonly byCloud: ByCloud<Status>;
  readonly facets: readonly FacetReport[];
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
  private readonly facetStates = new Map<string, FacetState>();
  private readonly statuses = new Map<string, Status>();

  constructor(private readonly inputs: StatusInputs) {
    for (const entry of inputs.evidence) {
      for (const facet of entry.facets) append(this.byFacet, facet, entry);
      if (entry.kind === 'record') append(this.byRecord, entry.check, entry);
    }
  }

  of(id: RequirementId): DesignReport {
    const requirement = requirementOf(id);
    if (requirement.expected === 'organisational') {
      return { ...this.organisational(requirement), byCloud: {}, facets: [] };
    }
    const byCloud = this.perCloud((cloud) => this.inCloud(id, cloud));
    const facets = facetsOf(id).map((facet) => this.facetReport(facet));
    return { ...worst(Object.entries(byCloud)), byCloud, facets };
  }

  private inCloud(id: RequirementId, cloud: Cloud): Status {
    const key = `${cloud} ${id}`;
    const known = this.statuses.get(key);
    if (known) return known;
    const requirement = requirementOf(id);
    const status =
      requirement.expected === 'control'
        ? this.control(id, cloud)
        : this.byRecords(requirement, this.attestationsFor(id, cloud), 'inherited');
    this.statuses.set(key, status);
    return status;
  }

  private control(id: RequirementId, cloud: Cloud): Status {
    const states = facetsOf(id).map((facet) => ({ id: facet.id, state: this.facetState(facet, cloud) }));
    return combined(states);
  }

  private organisational(requirement: Requirement): Status {
    return this.byRecords(requirement, recordsFor(requirement.id), 'met');
  }

  /** What people supply: the good status once every record is valid, `manual` and what is missing until then. */
  private byRecords(requirement: Requirement, records: readonly string[], good: DesignStatus): Status {
    const missing = records.filter((id) => !this.byRecord.get(id)?.some((entry) => entry.outcome === 'valid'));
    if (records.length > 0 && missing.length === 0) {
      return { status: good, reason: { en: `valid: ${records.join(', ')}`, zh: `有效记录：${records.join(', ')}` } };
    }
    const wanted = missing.join(', ') || requirement.title.en;
    return { status: 'manual', reason: { en: `to be supplied: ${wanted}`, zh: `待提供：${wanted}` } };
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
    const overall = worst(Object.entries(states));
    return {
      id: facet.id,
      status: overall.status,
      byCloud: Object.fromEntries(Object.entries(states).map(([cloud, state]) => [cloud, state.status])),
      checks: Object.values(states).flatMap((state) => state.checks),
      reason: overall.reason,
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

/** A requirement from its facets. */
function combined(states: readonly { readonly id: FacetId; readonly state: FacetState }[]): Status {
  const statuses = states.map(({ state }) => state.status).filter((status) => status !== 'not-applicable');
  const status = combine(statuses);
  const count = (of: DesignStatus): number => statuses.filter((each) => each === of).length;
  const detail = states
    .filter(({ state }) => state.status !== 'met' && state.status !== 'not-applicable')
    .map(({ id, state }) => ({ facet: id.split('#')[1], state }));
  return {
    status,
    reason: {
      en: `${count('met')} of ${statuses.length} facets met${detail.map(({ facet, state }) => `; ${facet} ${state.status} (${state.reason.en})`).join('')}`,
      zh: `${statuses.length} 项要点中 ${count('met')} 项满足${detail.map(({ facet, state }) => `；${facet} ${STATUS_ZH[state.status]}（${state.reason.zh}）`).join('')}`,
    },
  };
}

function combine(statuses: readonly DesignStatus[]): DesignStatus {
  const all = (...of: DesignStatus[]): boolean => statuses.every((status) => of.includes(status));
  if (statuses.length === 0) return 'not-applicable';
  if (statuses.includes('not-met')) return 'not-met';
  if (all('met')) return 'met';
  if (all('not-evaluated')) return 'not-evaluated';
  return all('met', 'manual') ? 'manual' : 'partial';
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

function worst(byCloud: readonly (readonly [string, Status])[]): Status {
  const sorted = [...byCloud].sort(([, a], [, b]) => SEVERITY.indexOf(b.status) - SEVERITY.indexOf(a.status));
  const [cloud, status] = sorted[0] ?? [];
  if (!status) return { status: 'not-evaluated', reason: { en: 'no cloud in scope', zh: '范围内没有云' } };
  if (byCloud.length === 1) return { status: status.status, reason: status.reason };
  return {
    status: status.status,
    reason: { en: `${cloud}: ${status.reason.en}`, zh: `${cloud}：${status.reason.zh}` },
  };
}

function append<Key>(map: Map<Key, Evidence[]>, key: Key, entry: Evidence): void {
  const entries = map.get(key);
  if (entries) entries.push(entry);
  else map.set(key, [entry]);
}
