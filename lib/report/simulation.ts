import type { Bilingual, FacetId, RequirementId } from '../../constructs/standard';
import { facetOf } from '../../constructs/standard';
import type { Ledger } from '../evidence/ledger';
import type { SimulatedStatement, SimulatedTrial, SimulationRow } from '../evidence/simulation';
import { type Subject, subjectKey } from '../evidence/subject';
import { TECHNIQUE_PAGES, TECHNIQUES } from '../proofs/policy/techniques';
import { grouped } from './grouped';
import { Table } from './table';

/** A statement that decided a call, or a policy none of whose statements allows it. */
export interface StatementEntry {
  readonly kind: string;
  readonly policy: string;
  readonly sid: string | null;
  readonly path: string;
  readonly node: string | null;
  readonly subject: Subject | null;
}

/** Who tried something, as readers know them. */
export interface ActorEntry {
  readonly id: string;
  readonly who: Bilingual;
}

/** What came of the same calls by one kind of actor, for all principals and places alike. */
export interface TrialEntry extends Pick<SimulatedTrial, 'purpose' | 'actor' | 'at'> {
  readonly principals: readonly string[];
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly context?: Readonly<Record<string, readonly string[]>>;
  readonly wanted: SimulatedTrial['wanted'];
  readonly verdict: SimulatedTrial['verdict'];
  readonly outcome: SimulatedTrial['outcome'];
  readonly reason: string;
  readonly reasonZh: string;
  /** Which of the statements. */
  readonly deciding: readonly number[];
}

export interface AttackEntry extends Pick<SimulationRow, 'id' | 'title' | 'family' | 'met' | 'outcome'> {
  readonly techniques: readonly string[];
  readonly facets: readonly FacetId[];
  readonly requirements: readonly RequirementId[];
  readonly sources: readonly string[];
  readonly detection: string | null;
  readonly detectionTitle: Bilingual | null;
  /** The alarm that the detection raises, where a template makes it. */
  readonly alarm: Subject | null;
  readonly note: Bilingual | null;
  readonly trials: readonly TrialEntry[];
}

/** What an attack, or work, comes to; `open` for a technique that no attack goes the way of yet. */
export type AttackState = 'refused' | 'allowed' | 'failed' | 'undecided' | 'detected' | 'left-out';
export type TechniqueState = AttackState | 'open';

export interface TechniqueEntry {
  readonly id: string;
  readonly state: TechniqueState;
  readonly attacks: readonly string[];
}

/** The attacks that were tried on the policies: who is denied what, by which statement. */
export interface SimulationReport {
  /** Why none was tried; null where some were. */
  readonly notSimulated: Bilingual | null;
  readonly actors: readonly ActorEntry[];
  readonly attacks: readonly AttackEntry[];
  /** Every statement that decided, once. */
  readonly statements: readonly StatementEntry[];
  /** Empty where nothing was tried. */
  readonly techniques: readonly TechniqueEntry[];
}

export function simulationReport(ledger: Ledger): SimulationReport {
  const rows = ledger.simulation;
  const statements = new Table<StatementEntry>();
  return {
    notSimulated: rows.length === 0 ? reasonOf(ledger) : null,
    actors: actorsIn(rows),
    attacks: rows.map((row) => attackEntry(row, statements)),
    statements: statements.rows,
    techniques: rows.length === 0 ? [] : Object.keys(TECHNIQUES).map((id) => techniqueEntry(id, rows)),
  };
}

function actorsIn(rows: readonly SimulationRow[]): readonly ActorEntry[] {
  const trials = rows.flatMap((row) => row.trials);
  return [...new Map(trials.map(({ actor, who }) => [actor, { id: actor, who }])).values()];
}

function attackEntry(row: SimulationRow, statements: Table<StatementEntry>): AttackEntry {
  return {
    id: row.id,
    title: row.title,
    family: row.family,
    met: row.met,
    outcome: row.outcome,
    techniques: row.techniques,
    facets: row.facets,
    requirements: [...new Set(row.facets.map((id) => facetOf(id).requirement))],
    sources: row.sources,
    detection: row.detection ?? null,
    detectionTitle: row.detectionTitle ?? null,
    alarm: row.alarm ?? null,
    note: row.note ?? null,
    trials: [...grouped(row.trials, apartFromPrincipal).values()].map((alike) => trialEntry(alike, statements)),
  };
}

const apartFromPrincipal = ({ principal: _, who: __, because, ...rest }: SimulatedTrial): string =>
  JSON.stringify({ ...rest, because: because.en });

function trialEntry(alike: readonly SimulatedTrial[], statements: Table<StatementEntry>): TrialEntry {
  const [trial] = alike;
  if (!trial) throw new Error('a group of trials is never empty');
  const { purpose, actor, at, actions, resources, wanted, verdict, outcome, because } = trial;
  const context = Object.entries(trial.context ?? {}).map(([key, value]) => [key, [value].flat()] as const);
  return {
    purpose,
    actor,
    principals: alike.map(({ principal }) => principal),
    at,
    actions,
    resources,
    ...(context.length > 0 && { context: Object.fromEntries(context) }),
    wanted,
    verdict,
    outcome,
    reason: because.en,
    reasonZh: because.zh,
    deciding: trial.deciding.map(statementEntry).map((statement) => statements.add(keyOf(statement), statement)),
  };
}

function statementEntry({ kind, policy, sid, path, node, subject }: SimulatedStatement): StatementEntry {
  return { kind, policy, sid: sid ?? null, path, node: node ?? null, subject: subject ?? null };
}

/** What tells a statement from all others. */
const keyOf = ({ kind, policy, sid, path, node, subject }: StatementEntry): string =>
  JSON.stringify([kind, policy, sid, path, node, subjectKey(subject)]);

/** A technique is as well met as the worst of the attacks that go its way. */
function techniqueEntry(id: string, rows: readonly SimulationRow[]): TechniqueEntry {
  const ways = rows.filter(({ techniques }) => techniques.includes(id));
  const states = ways.map(attackState);
  const state = FROM_WORST.find((worst) => states.includes(worst)) ?? 'open';
  return { id, state, attacks: ways.map((row) => row.id) };
}

const FROM_WORST: readonly AttackState[] = ['failed', 'undecided', 'detected', 'refused', 'left-out', 'allowed'];

const AMISS: Readonly<Record<Exclude<SimulationRow['outcome'], 'passed'>, AttackState>> = {
  failed: 'failed',
  unknown: 'undecided',
  'not-applicable': 'undecided',
};

/** Refused, or for work allowed, only where trials have shown it. */
export function attackState({ met, outcome }: Pick<SimulationRow, 'met' | 'outcome'>): AttackState {
  const isTried = met === 'refused' || met === 'allowed';
  return isTried && outcome !== 'passed' ? AMISS[outcome] : met;
}

/** Where an attack is published, beside the pages of its techniques. */
export const sourcesBeside = ({ sources, techniques }: AttackEntry): readonly string[] =>
  sources.filter((source) => !techniques.some((id) => source === TECHNIQUE_PAGES + id));

/** Silence would read like a pass. */
function reasonOf({ generated, scope, resources }: Ledger): Bilingual {
  if (!scope.clouds.includes('aws')) return NOT_SIMULATED.noAws;
  if (generated.configSha256 === null) return NOT_SIMULATED.foreign;
  const governed = resources.some(({ subject }) => subject.type === 'AWS::Organizations::Policy');
  return governed ? NOT_SIMULATED.foreign : NOT_SIMULATED.ungoverned;
}

const NOT_SIMULATED = {
  noAws: {
    en: 'No attack was tried: there is nothing of AWS among the templates, and the simulation knows no policies of other clouds.',
    zh: '未进行攻击模拟：模板中没有 AWS 资源，而模拟不涉及其他云的策略。',
  },
  foreign: {
    en: 'No attack was tried: these templates were made by others. The attacks rest on the names and roles of a landing zone that this product synthesizes, and would say nothing of other policies.',
    zh: '未进行攻击模拟：这些模板由他方制作。攻击场景依赖本产品所合成着陆区的命名与角色，对其他策略不具意义。',
  },
  ungoverned: {
    en: 'No attack was tried: these templates make neither policies of an organization nor a boundary for workloads. In a single account nothing else stands above its own administrators, so that nothing here holds back who may do everything in it.',
    zh: '未进行攻击模拟：这些模板既未创建组织策略，也未创建工作负载权限边界。单账号中管理员之上别无其他约束，无从限制账号内的全权管理员。',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;
