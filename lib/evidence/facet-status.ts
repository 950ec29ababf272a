import type { Bilingual, EvidenceDemand, Facet, ProofId, RequirementId } from '../../constructs/standard';
import type { FacetChecks } from '../../constructs/standard/mapping/checks';
import { PROOFS_BUILT } from '../../constructs/standard/mapping/proofs';
import { ADVERSE, type Evidence } from './evidence';
import { recordName } from './records';
import type { Cloud } from './subject';

export type DesignStatus = 'met' | 'partial' | 'not-met' | 'not-evaluated' | 'inherited' | 'manual' | 'not-applicable';

/** What one demanded kind of evidence comes to. */
type Showing = 'shown' | 'adverse' | 'suppressed' | 'unknown' | 'not-built' | 'not-run' | 'absent' | 'missing-record';

export interface CheckState {
  /** `rule:…`, `proof:…`, `test:…`, `record:…`, `requirement:…`. */
  readonly check: string;
  readonly state: Showing;
  /** What is undecided, where the evidence says so. */
  readonly because?: Bilingual;
}

export interface FacetState {
  readonly status: DesignStatus;
  readonly checks: readonly CheckState[];
  readonly reason: Bilingual;
}

/** What the status of a facet is computed from. */
export interface FacetInputs {
  readonly cloud: Cloud;
  /** Which column of availability speaks. */
  readonly column: 'aws' | 'awsCn' | 'azure';
  /** The checks that show the facet. */
  readonly checks: FacetChecks;
  /** The evidence of this facet in this cloud. */
  readonly evidence: readonly Evidence[];
  /** Which rules exist. */
  readonly isBuilt: (ruleId: string) => boolean;
  /** Whether there are results of assertion tests at all. */
  readonly testsRun: boolean;
  /** Status of a requirement that the facet rolls up, in the same cloud. */
  readonly requirementStatus: (id: RequirementId) => DesignStatus;
}

/** The status of a facet in one cloud: `met` only if every kind of evidence it demands is there and nothing is adverse. */
export function facetStatus(facet: Facet, inputs: FacetInputs): FacetState {
  const availability = facet.availability[inputs.column];
  if (availability.startsWith('no: ')) {
    const why = availability.slice('no: '.length);
    return { status: 'not-applicable', checks: [], reason: { en: why, zh: why } };
  }
  const found = onceEach([
    ...facet.evidence.flatMap((demand) => checksFor(demand, facet, inputs)),
    ...(facet.rollup ?? []).map((id) => rolledUp(id, inputs.requirementStatus(id))),
    ...adverseBeside(inputs.evidence),
  ]);
  const status = statusOf(facet, found);
  const checks = found.map(({ check, state }) => ({ check, state }));
  return { status, checks, reason: reasonFor(status, found, nothingToTry(inputs)) };
}

/** What fails speaks against a facet even where the facet does not ask for evidence of that kind. */
const adverseBeside = (evidence: readonly Evidence[]): CheckState[] =>
  evidence
    .filter(({ outcome }) => ADVERSE.has(outcome))
    .map(({ kind, check }) => ({ check: `${kind}:${check}`, state: 'adverse' }));

/** A record may stand in for a rule and be demanded itself. */
const onceEach = (checks: readonly CheckState[]): CheckState[] => [
  ...new Map(checks.map((check) => [check.check, check])).values(),
];

function checksFor(demand: EvidenceDemand, facet: Facet, inputs: FacetInputs): CheckState[] {
  const { rules = [], records = [], azureByRecord } = inputs.checks;
  if (demand === 'rule') {
    // the directory's settings stand in no template: the records, which the facet demands too, show them
    if (inputs.cloud === 'azure' && azureByRecord) return records.map((id) => recordState(id, inputs.evidence));
    const ofCloud = rules.filter((id) => id.startsWith('azure-') === (inputs.cloud === 'azure'));
    return ofCloud.length === 0 ? [{ check: 'rule', state: 'not-built' }] : ofCloud.map((id) => ruleState(id, inputs));
  }
  if (demand === 'record') return records.map((id) => recordState(id, inputs.evidence));
  const check = demand === 'test' ? facet.id : demand.slice('proof:'.length);
  const kind = demand === 'test' ? 'test' : 'proof';
  const without = kind === 'test' ? withoutTest(inputs) : withoutProof(check as ProofId, facet, inputs);
  const state = verdictState(inputs.evidence, kind, check) ?? without;
  return [told({ check: `${kind}:${check}`, state }, inputs.evidence)];
}

const withoutTest = ({ testsRun }: FacetInputs): Showing => (testsRun ? 'not-built' : 'not-run');

/** A proof that exists for the facet and says nothing of it had nothing to judge. */
function withoutProof(proof: ProofId, facet: Facet, inputs: FacetInputs): Showing {
  const isBuilt = inputs.cloud === 'aws' && (PROOFS_BUILT[proof] ?? []).some((id) => id === facet.id);
  return isBuilt || nothingToTry(inputs) ? 'absent' : 'not-built';
}

const nothingToTry = ({ column, checks }: FacetInputs): Bilingual | undefined =>
  column === 'aws' ? undefined : checks.nothingToTry?.[column];

function ruleState(id: string, inputs: FacetInputs): CheckState {
  const outcomes = inputs.evidence
    .filter((entry) => entry.kind === 'rule' && entry.check === id)
    .map((entry) => entry.outcome);
  const applicable = outcomes.filter((outcome) => outcome !== 'not-applicable');
  const state = (): Showing => {
    if (!inputs.isBuilt(id)) return 'not-built';
    if (applicable.some((outcome) => ADVERSE.has(outcome))) return 'adverse';
    if (applicable.includes('suppressed')) return 'suppressed';
    if (applicable.includes('unknown')) return 'unknown';
    return applicable.includes('compliant') ? 'shown' : 'absent';
  };
  return told({ check: `rule:${id}`, state: state() }, inputs.evidence);
}

/** What is undecided, in the words of the first evidence that says so. */
function told(check: CheckState, evidence: readonly Evidence[]): CheckState {
  if (check.state !== 'unknown') return check;
  const undecided = evidence.filter(
    ({ kind, check: id, outcome, message }) =>
      `${kind}:${id}` === check.check && outcome === 'unknown' && message.en !== '',
  );
  const [first] = undecided;
  if (!first) return check;
  const more = new Set(undecided.map(({ message }) => message.en)).size - 1;
  return {
    ...check,
    because: {
      en: more > 0 ? `${first.message.en}, and ${more} more` : first.message.en,
      zh: more > 0 ? `${first.message.zh}，另有 ${more} 项` : first.message.zh,
    },
  };
}

function verdictState(evidence: readonly Evidence[], kind: 'proof' | 'test', check: string): Showing | undefined {
  const outcomes = evidence
    .filter((entry) => entry.kind === kind && entry.check === check)
    .map((entry) => entry.outcome);
  if (outcomes.includes('failed')) return 'adverse';
  if (outcomes.includes('unknown')) return 'unknown';
  return outcomes.includes('passed') ? 'shown' : undefined;
}

function recordState(id: string, evidence: readonly Evidence[]): CheckState {
  const valid = evidence.some((entry) => entry.kind === 'record' && entry.check === id && entry.outcome === 'valid');
  return { check: `record:${id}`, state: valid ? 'shown' : 'missing-record' };
}

const ROLLED_UP: Readonly<Record<DesignStatus, Showing>> = {
  met: 'shown',
  inherited: 'shown',
  'not-applicable': 'shown',
  'not-met': 'adverse',
  partial: 'unknown',
  'not-evaluated': 'not-built',
  manual: 'missing-record',
};

const rolledUp = (id: RequirementId, status: DesignStatus): CheckState => ({
  check: `requirement:${id}`,
  state: ROLLED_UP[status],
});

/**
 * Rules are many ways to one end: of those that exist, at least one must have judged something, and each that is not
 * built yet keeps the facet from `met`.
 */
function statusOf(facet: Facet, checks: readonly CheckState[]): DesignStatus {
  const has = (state: Showing): boolean => checks.some((check) => check.state === state);
  if (has('adverse')) return 'not-met';
  const rules = checks.filter((check) => check.check.startsWith('rule'));
  const ruleShown = rules.some((check) => check.state === 'shown');
  const absentMatters = facet.evidence.includes('rule') && !ruleShown;
  const isIdle = (check: CheckState): boolean => check.state === 'absent' && rules.includes(check) && !absentMatters;
  const open = checks.filter((check) => check.state !== 'shown' && !isIdle(check));
  if (open.length === 0) return checks.length === 0 ? 'not-evaluated' : 'met';
  if (open.every((check) => check.state === 'missing-record')) return 'manual';
  return has('shown') || has('suppressed') || has('unknown') ? 'partial' : 'not-evaluated';
}

const WORDS: Readonly<Record<Showing, Bilingual>> = {
  shown: { en: 'shown by', zh: '已证明' },
  adverse: { en: 'adverse', zh: '不符合' },
  suppressed: { en: 'excepted', zh: '已例外' },
  unknown: { en: 'undecided before deployment', zh: '部署前无法判定' },
  'not-built': { en: 'no check yet', zh: '尚无检查' },
  'not-run': { en: 'not run', zh: '尚未运行' },
  absent: { en: 'nothing to judge', zh: '无可判定对象' },
  'missing-record': { en: 'record to be supplied', zh: '待提供记录' },
};

function reasonFor(status: DesignStatus, checks: readonly CheckState[], instead: Bilingual | undefined): Bilingual {
  const wanted = status === 'met' ? ['shown'] : ORDER.filter((state) => state !== 'shown');
  const parts = ORDER.filter((state) => wanted.includes(state)).flatMap((state) => {
    const named = checks.filter((check) => check.state === state).map((check) => nameOf(check, instead));
    return named.length === 0 ? [] : [{ words: WORDS[state], named }];
  });
  if (parts.length === 0) return { en: 'no check shows it', zh: '尚无可证明此项的检查' };
  return {
    en: parts.map(({ words, named }) => `${words.en}: ${named.map(({ en }) => en).join(', ')}`).join('; '),
    zh: parts.map(({ words, named }) => `${words.zh}：${named.map(({ zh }) => zh).join('、')}`).join('；'),
  };
}

/** Checks go by their ids, records by the names that people know; the test of a facet needs no name. */
function nameOf({ check, state, because }: CheckState, instead: Bilingual | undefined): Bilingual {
  if (because) return { en: `${check} (${because.en})`, zh: `${check}（${because.zh}）` };
  if (check.startsWith('test:')) return { en: 'assertion test', zh: '断言测试' };
  if (instead && state === 'absent' && check.startsWith('proof:')) {
    return { en: `${check} (${instead.en})`, zh: `${check}（${instead.zh}）` };
  }
  const record = /^record:(.+)$/.exec(check)?.[1];
  return record ? recordName(record) : { en: check, zh: check };
}

const ORDER: readonly Showing[] = [
  'adverse',
  'suppressed',
  'unknown',
  'not-built',
  'not-run',
  'absent',
  'missing-record',
  'shown',
];
