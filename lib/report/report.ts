import {
  type Bilingual,
  type ExpectedKind,
  type FacetId,
  type RequirementId,
  requirements,
} from '../../constructs/standard';
import { recordKindOf } from '../../constructs/standard/records';
import { type LocalCloud, realPercent, type StandingCounts, totalOf } from '../collect/local-cloud';
import type { Evidence, EvidenceKind, Outcome } from '../evidence/evidence';
import type { ExceptionState } from '../evidence/exceptions';
import type { DesignStatus } from '../evidence/facet-status';
import {
  evidenceByRequirement,
  type Generated,
  type JudgingRule,
  type Ledger,
  type Observed,
  type Scope,
} from '../evidence/ledger';
import type { NetworkGraphs } from '../evidence/network-graph';
import { type FacetCount, type Operation, OperationAxis, type OperationStatus } from '../evidence/operation-axis';
import { recordName } from '../evidence/records';
import { type ByCloud, type CheckReport, DesignAxis } from '../evidence/requirement-status';
import type { SecondOpinion } from '../evidence/second-opinion';
import { type Subject, subjectKey } from '../evidence/subject';
import { type SimulationReport, simulationReport } from './simulation';

/** Raised when a field changes its meaning or goes; new fields do not raise it. */
export const SCHEMA_VERSION = '1.0.0';

export type { OperationStatus } from '../evidence/operation-axis';

/** A status with its reason in both languages. */
export interface StatusReport<Name extends string> {
  readonly status: Name;
  readonly reason: string;
  readonly reasonZh: string;
}

export interface FacetEntry extends StatusReport<DesignStatus> {
  readonly id: FacetId;
  readonly byCloud: ByCloud<DesignStatus>;
  readonly checks: readonly CheckReport[];
}

export interface EvidenceEntry {
  readonly kind: EvidenceKind;
  readonly check: string;
  readonly outcome: Outcome;
  readonly subject: Subject | null;
  readonly message: string;
  readonly messageZh: string;
  /** For a proof, which may show one facet of a requirement and not another. */
  readonly facets?: readonly FacetId[];
  readonly attack?: string;
}

export interface RequirementEntry {
  readonly id: RequirementId;
  readonly clause: string;
  readonly expected: ExpectedKind;
  readonly title: Bilingual;
  readonly design: StatusReport<DesignStatus> & {
    readonly byCloud: ByCloud<StatusReport<DesignStatus>>;
    readonly facets: readonly FacetEntry[];
  };
  /** `emulated`: it rests on what an emulated cloud said, which speaks of no production. */
  readonly operation: StatusReport<OperationStatus> & Pick<Operation, 'emulated' | 'facets'>;
  readonly evidence: readonly EvidenceEntry[];
}

export interface FindingEntry {
  readonly check: string;
  readonly requirements: readonly RequirementId[];
  readonly subject: Subject | null;
  readonly property: string | null;
  readonly message: string;
  readonly messageZh: string;
  readonly exception: string | null;
}

export interface ExceptionEntry {
  readonly id: string;
  readonly check: string;
  readonly resource: string;
  readonly reason: string;
  readonly owner: string;
  readonly expires: string;
  readonly state: ExceptionState;
}

/** A rule that judged, as readers know it. */
export type RuleEntry = JudgingRule;

export interface ResourceEntry {
  readonly subject: Subject;
  readonly requirements: readonly RequirementId[];
  readonly judgedBy: readonly string[];
  readonly supporting: string | null;
  readonly supportingZh: string | null;
}

/** What stood behind the resources of the local cloud: no evidence of production. */
export interface LocalCloudReport extends LocalCloud {
  readonly counts: StandingCounts;
  readonly realPercent: number;
}

/** `report.json`: the contract that other tools use (`docs/report.schema.json`). */
export interface Report {
  readonly schemaVersion: string;
  readonly standard: { readonly id: string; readonly title: Bilingual };
  readonly generated: Generated;
  readonly scope: Scope;
  readonly requirements: readonly RequirementEntry[];
  readonly findings: readonly FindingEntry[];
  readonly exceptions: readonly ExceptionEntry[];
  readonly resources: readonly ResourceEntry[];
  readonly rules: readonly RuleEntry[];
  readonly simulation: SimulationReport;
  readonly secondOpinion: SecondOpinion | null;
  readonly observed: Observed | null;
  readonly localCloud: LocalCloudReport | null;
  /** Null where no pictures were asked for. */
  readonly networks: NetworkGraphs | null;
}

const STANDARD = {
  id: 'Q/BJKB 012-2026',
  title: { en: 'Cloud services information security management system', zh: '云服务信息安全管理体系' },
} as const;

/** Concludes from the ledger. Pure: the same ledger gives the same report. */
export function buildReport(ledger: Ledger): Report {
  const built = new Set(ledger.rules.map(({ id }) => id));
  const axis = new DesignAxis({
    evidence: ledger.evidence,
    clouds: ledger.scope.clouds,
    places: ledger.places,
    isBuilt: (rule) => built.has(rule),
  });
  const operation = new OperationAxis({
    evidence: ledger.evidence,
    subjects: ledger.resources.map(({ subject }) => subject),
    clouds: ledger.scope.clouds,
    asOf: ledger.generated.asOf,
  });
  const evidence = evidenceByRequirement([...ledger.evidence].sort(byPlace));
  return {
    schemaVersion: SCHEMA_VERSION,
    standard: STANDARD,
    generated: ledger.generated,
    scope: ledger.scope,
    requirements: requirements.map((requirement) => {
      const design = axis.of(requirement.id);
      const { emulated, facets: observed, ...running } = operation.of(requirement.id);
      return {
        id: requirement.id,
        clause: requirement.clause,
        expected: requirement.expected,
        title: requirement.title,
        design: {
          ...statusReport(design),
          byCloud: Object.fromEntries(
            Object.entries(design.byCloud).map(([cloud, status]) => [cloud, statusReport(status)]),
          ),
          facets: design.facets.map((facet) => ({
            id: facet.id,
            ...statusReport(facet),
            byCloud: facet.byCloud,
            checks: facet.checks,
          })),
        },
        operation: { ...statusReport(running), emulated, facets: observed },
        evidence: withMissing(design.wanted, evidence.get(requirement.id) ?? []).map(evidenceEntry),
      };
    }),
    findings: ledger.evidence.filter(isFinding).sort(byPlace).map(findingEntry),
    exceptions: ledger.exceptions,
    resources: ledger.resources
      .map(({ subject, requirements: ids, judgedBy, supporting }) => ({
        subject,
        requirements: ids,
        judgedBy,
        supporting: supporting?.en ?? null,
        supportingZh: supporting?.zh ?? null,
      }))
      .sort((a, b) => compare(subjectKey(a.subject), subjectKey(b.subject))),
    rules: [...ledger.rules].sort((a, b) => compare(a.id, b.id)),
    simulation: simulationReport(ledger),
    secondOpinion: ledger.secondOpinion,
    observed: ledger.observed ?? null,
    localCloud: ledger.localCloud ? localCloudReport(ledger.localCloud) : null,
    networks: ledger.networks ?? null,
  };
}

function localCloudReport({ deployedAt, read, unread, types }: LocalCloud): LocalCloudReport {
  const counts = totalOf(types);
  return { deployedAt, counts, realPercent: realPercent(counts), read, unread, types };
}

type ToldEvidence = Pick<Evidence, 'kind' | 'check' | 'outcome' | 'subject' | 'message'> &
  Partial<Pick<Evidence, 'facets' | 'attack'>>;

/** A record that is asked for and was not supplied is evidence too: of a gap. */
function withMissing(wanted: readonly string[], evidence: readonly Evidence[]): readonly ToldEvidence[] {
  const supplied = new Set(evidence.filter(({ kind }) => kind === 'record').map(({ check }) => check));
  const missing = wanted.filter((id) => !supplied.has(id)).sort(compare);
  return [...missing.map(missingRecord), ...evidence];
}

const missingRecord = (id: string): ToldEvidence => ({
  kind: 'record',
  check: id,
  outcome: 'missing',
  subject: null,
  message: recordKindOf(id)?.contents ?? recordName(id),
});

const statusReport = <Name extends string>(status: {
  readonly status: Name;
  readonly reason: Bilingual;
}): StatusReport<Name> => ({ status: status.status, reason: status.reason.en, reasonZh: status.reason.zh });

const evidenceEntry = ({ kind, check, outcome, subject, message, facets, attack }: ToldEvidence): EvidenceEntry => ({
  kind,
  check,
  outcome,
  subject,
  message: message.en,
  messageZh: message.zh,
  ...(kind === 'proof' && { facets }),
  ...(attack !== undefined && { attack }),
});

/** A finding is something that is wrong, or was accepted by an exception. */
const isFinding = ({ outcome }: Evidence): boolean =>
  outcome === 'non-compliant' || outcome === 'suppressed' || outcome === 'error' || outcome === 'failed';

const findingEntry = ({ check, requirements: ids, subject, property, message, exception }: Evidence): FindingEntry => ({
  check,
  requirements: ids,
  subject,
  property: property ?? null,
  message: message.en,
  messageZh: message.zh,
  exception: exception ?? null,
});

const byPlace = (a: Evidence, b: Evidence): number =>
  compare(subjectKey(a.subject), subjectKey(b.subject)) ||
  compare(a.kind, b.kind) ||
  compare(a.check, b.check) ||
  compare(a.property ?? '', b.property ?? '');

const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/** The facets of all requirements that ask for observation, and how many of them were shown by it. */
export function facetsShown(rows: Report['requirements']): FacetCount {
  const sum = (of: keyof FacetCount): number => rows.reduce((total, { operation }) => total + operation.facets[of], 0);
  return { shown: sum('shown'), asking: sum('asking') };
}
