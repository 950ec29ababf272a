import { type Bilingual, facetOf } from '../../../constructs/standard';
import type { JudgedEstate } from '../../evidence/estate';
import type { Evidence } from '../../evidence/evidence';
import type { SimulatedStatement, SimulatedTrial, SimulationRow } from '../../evidence/simulation';
import type { Asker } from './askers';
import { type Attack, type Call, type Chain, callsOf } from './attack';
import { detectedBy } from './detected-by';
import { MATRIX, type MatrixRow } from './matrix';
import { NEEDS } from './needs';
import { type Stage, stagesIn } from './stage';
import { TECHNIQUE_PAGES } from './techniques';
import { amissWords, type Place, refusalWords, trialOf } from './trial';

/** The proof's name, as facets demand it. */
export const POLICY_SIMULATION = 'policy-simulation';

/** What the simulation shows: a row for each attack, and evidence for each that was tried. */
export interface PolicySimulation {
  readonly rows: readonly SimulationRow[];
  readonly evidence: readonly Evidence[];
}

/**
 * Tries each attack on the synthesized policies, with their inheritance, at every place where an account may lie: the
 * attempt by an administrator, or by whom the row names, has to be refused, the roles that deploy the landing zone have to be
 * allowed (or refused, where nobody is exempt), and a look-alike that does no harm has to be allowed.
 *
 * In an organization the administrator is one whom the organization's policies alone limit; in a single account one who has
 * every right within the workload boundary; in both also the administrator of workloads whom the templates make. In the
 * management account, which no policy of the organization binds, it is the one within the boundary.
 *
 * Empty where the templates make neither an organization's policies nor a workload boundary.
 *
 * @param stages where attacks play, where they have been read before
 */
export function policySimulation(estate: JudgedEstate, stages = stagesIn(estate)): PolicySimulation {
  const tried = stages.flatMap((stage) => MATRIX.map((row) => ({ stage, row, result: resultOf(row, stage, estate) })));
  return {
    rows: tried.map(({ result }) => result),
    evidence: tried.flatMap(({ stage, row, result }) =>
      'attempts' in row && result.trials.length > 0 ? [evidenceOf(row, result, stage, estate)] : [],
    ),
  };
}

/**
 * A row with what comes of it in the management account as well: attempts have to be refused there too, by the boundary
 * alone, and work has to be possible. Look-alikes of each attempt are tried once, where the guardrails hold.
 */
function resultOf(row: MatrixRow, stage: Stage, estate: JudgedEstate): SimulationRow {
  const result = located(rowOf(row, stage), stage, estate);
  const { management } = stage;
  if (!management || result.trials.length === 0) return result;
  const there = located(rowOf(row, management), management, estate);
  const isWanted = ({ purpose }: SimulatedTrial): boolean => purpose === 'attempt' || result.met === 'allowed';
  const trials = [...result.trials, ...there.trials.filter(isWanted)];
  return { ...result, trials, outcome: outcomeOf(trials) };
}

const isPlayed = ({ partitions }: MatrixRow, { scene }: Stage): boolean =>
  partitions === undefined || partitions.includes(scene.partition);

/**
 * A row as it comes out on a stage.
 *
 * @param trials of the row, where it has been prepared before on a stage that differs in the policies of its places alone
 */
export function rowOf(row: MatrixRow, stage: Stage, trials = trialsOf(row, stage)): SimulationRow {
  const about = {
    id: row.id,
    title: row.title,
    family: row.family,
    techniques: row.techniques ?? [],
    facets: row.facets,
    sources: row.sources ?? (row.techniques ?? []).map((id) => TECHNIQUE_PAGES + id),
  };
  if (!isPlayed(row, stage)) {
    return { ...about, met: 'left-out', outcome: 'not-applicable', note: NOT_IN_PARTITION, trials: [] };
  }
  if (!('attempts' in row)) {
    const { detection, because } = row;
    return { ...about, met: 'detected', outcome: 'not-applicable', detection, note: because, trials: [] };
  }
  const note = untriedBecause(row, stage);
  if (note) {
    const { detection } = row;
    const met = detection === undefined ? ('left-out' as const) : ('detected' as const);
    return { ...about, met, outcome: 'not-applicable', ...(detection && { detection }), note, trials: [] };
  }
  const came = trials(stage.places);
  return { ...about, met: isWork(row) ? 'allowed' : 'refused', outcome: outcomeOf(came), trials: came };
}

const NOT_IN_PARTITION: Bilingual = { en: 'this partition has no such service or call', zh: '该分区没有此服务或调用' };

/** The row with the resources that decide it: of each statement that in which it stands, of a detection its alarm. */
function located(row: SimulationRow, { policies, scene }: Stage, estate: JudgedEstate): SimulationRow {
  const subjects = new Map(policies.map(({ name, resource }) => [name, estate.subjectOf(resource)]));
  const at = (statement: SimulatedStatement): SimulatedStatement => {
    const subject = subjects.get(statement.policy);
    return subject ? { ...statement, subject } : statement;
  };
  const found = row.detection === undefined ? {} : detectedBy(row.detection, scene.name, estate);
  return { ...row, ...found, trials: row.trials.map((trial) => ({ ...trial, deciding: trial.deciding.map(at) })) };
}

/** Why an attack is not tried here; undefined where it is. */
function untriedBecause({ organizationOnly, needs }: Attack, stage: Stage): Bilingual | undefined {
  if (organizationOnly && !stage.organization) return organizationOnly;
  return needs && !NEEDS[needs].isMet(stage) ? NEEDS[needs].lacking : undefined;
}

/** Who attempts it: administrators, or whom the row names. */
const attackers = ({ by = 'administrator' }: Attack, { administrators, parties }: Stage): readonly Asker[] =>
  by === 'administrator' ? administrators : parties[by];

/** An attack that is tried on a stage, and who attempts it. */
export interface TriedAttack {
  readonly attack: Attack;
  readonly askers: readonly Asker[];
}

/** The attacks that are tried on a stage. */
export const triedOn = (stage: Stage): readonly TriedAttack[] =>
  MATRIX.flatMap((row) =>
    'attempts' in row && isPlayed(row, stage) && untriedBecause(row, stage) === undefined
      ? [{ attack: row, askers: attackers(row, stage) }]
      : [],
  );

/** What comes of the trials of a row at some places. */
export type TrialsAt = (places: readonly Place[]) => readonly SimulatedTrial[];

/** The trials of a row, by everybody who is to try it on a stage: what they ask is prepared when the first place is tried. */
export function trialsOf(row: MatrixRow, stage: Stage): TrialsAt {
  let known: ReturnType<typeof prepared> | undefined;
  return (places) => {
    if (!('attempts' in row)) return [];
    known ??= prepared(row, stage);
    const { trials, looks } = known;
    return places.flatMap((place) => [
      ...trials.map((trialAt) => trialAt(place)),
      ...looks.map((trialAt) => trialAt(place)).filter((look) => isWork(row) || isOffered(look)),
    ]);
  };
}

function prepared(attack: Attack, stage: Stage) {
  const { scene, platform } = stage;
  const { by = 'administrator' } = attack;
  const exempted = attack.exempt === 'platform' ? 'allowed' : 'refused';
  const askers = attackers(attack, stage);
  // the others are of their own kind: no role of the platform does what they do
  const exempt = by === 'administrator' ? platform : [];
  const trials = [
    ...askers.flatMap((asker) =>
      attack.attempts.map((calls) => trialOf({ purpose: 'attempt', calls, asker, wanted: 'refused' }, scene)),
    ),
    ...exempt.flatMap((asker) =>
      attack.attempts.map((calls) => trialOf({ purpose: 'exemption', calls, asker, wanted: exempted }, scene)),
    ),
  ];
  const looks = attack.harmless.flatMap((calls) =>
    harmlessAskers(attack, calls, stage).map((asker) =>
      trialOf({ purpose: 'look-alike', calls, asker, wanted: 'allowed' }, scene),
    ),
  );
  return { trials, looks };
}

/** Whom calls name; else whoever may do everything else shows best that no more is refused than has to be. */
function harmlessAskers(attack: Attack, calls: Call | Chain, { administrators, parties }: Stage): readonly Asker[] {
  const by = callsOf(calls).find((call) => call.by)?.by;
  if (by) return parties[by];
  return isWork(attack) ? administrators : administrators.slice(0, 1);
}

/** Rows in which nothing is attacked. */
const isWork = ({ attempts }: Attack): boolean => attempts.length === 0;

/**
 * A boundary offers workloads some services and not others: what it does not offer at all says nothing about what it refuses
 * too much. That it offers enough is shown by work itself, in `ORDINARY_WORK`.
 */
const isOffered = ({ verdict, actor }: SimulatedTrial): boolean =>
  !(verdict === 'not-granted' && actor === 'bounded-administrator');

function outcomeOf(trials: readonly SimulatedTrial[]): SimulatedTrial['outcome'] {
  if (trials.some(({ outcome }) => outcome === 'failed')) return 'failed';
  return trials.some(({ outcome }) => outcome === 'unknown') ? 'unknown' : 'passed';
}

function evidenceOf(attack: Attack, row: SimulationRow, stage: Stage, estate: JudgedEstate): Evidence {
  const amiss = row.trials.filter(({ outcome }) => outcome === row.outcome);
  return {
    kind: 'proof',
    check: POLICY_SIMULATION,
    outcome: row.outcome,
    subject: subjectOf(attack, row.trials, stageOf(amiss, stage), estate),
    message: row.outcome === 'passed' ? success(attack, row.trials) : failure(attack, amiss),
    requirements: [...new Set([...(attack.requirements ?? []), ...attack.facets.map((id) => facetOf(id).requirement)])],
    facets: attack.facets,
    attack: row.id,
    cloud: 'aws',
  };
}

/** What is amiss in the management account alone, its boundary has to mend. */
function stageOf(amiss: readonly SimulatedTrial[], stage: Stage): Stage {
  const { management } = stage;
  const isThere = ({ at }: SimulatedTrial): boolean => management?.places.some((place) => place.at === at) ?? false;
  return management && amiss.every(isThere) ? management : stage;
}

/** The policy that decides; where none does, the first of the kind that should, and nothing where there is none. */
function subjectOf(
  attack: Attack,
  trials: readonly SimulatedTrial[],
  stage: Stage,
  estate: JudgedEstate,
): Evidence['subject'] {
  const refusing = trials.filter(({ verdict }) => verdict === 'refused').flatMap(({ deciding }) => deciding);
  const decisive = new Set(refusing.map(({ policy }) => policy));
  const { policies } = stage;
  const found =
    policies.find(({ name }) => decisive.has(name)) ?? policies.find(({ kind }) => kind === refuserOf(attack, stage));
  return found ? estate.subjectOf(found.resource) : null;
}

/** What should refuse an attack. */
function refuserOf({ needs }: Attack, { organization }: Stage): Stage['policies'][number]['kind'] {
  if (needs === 'resource-control') return 'resource-control';
  return organization ? 'service-control' : 'boundary';
}

function failure({ id, title }: Attack, trials: readonly SimulatedTrial[]): Bilingual {
  const what = trials.map(amissWords);
  return {
    en: `${id} (${title.en}): ${[...new Set(what.map(({ en }) => en))].join('; ')}`,
    zh: `${id}（${title.zh}）：${[...new Set(what.map(({ zh }) => zh))].join('；')}`,
  };
}

function success(attack: Attack, trials: readonly SimulatedTrial[]): Bilingual {
  const { id, title, exempt } = attack;
  const attempts = trials.filter(({ purpose }) => isWork(attack) || purpose === 'attempt');
  const refusal = refusalWords(trials.filter(({ wanted }) => wanted === 'refused'));
  const places = [...new Set(trials.flatMap(({ at }) => at))].join(', ');
  const who = [...new Map(attempts.map((each) => [each.actor, each.who])).values()];
  const has = (which: SimulatedTrial['purpose']): boolean => trials.some(({ purpose }) => purpose === which);
  const beside = [...(has('exemption') ? [EXEMPTION[exempt]] : []), ...(has('look-alike') ? [LOOK_ALIKES] : [])];
  if (isWork(attack)) {
    return {
      en: `${id} (${title.en}): allowed to ${who.map(({ en }) => en).join(' and ')} in ${places}`,
      zh: `${id}（${title.zh}）：在 ${places} 对${who.map(({ zh }) => zh).join('与')}均允许`,
    };
  }
  const by = { en: who.map(({ en }) => en).join(' and '), zh: who.map(({ zh }) => zh).join('与') };
  return {
    en: `${id} (${title.en}): refused to ${by.en} in ${places} ${[refusal.en, ...beside.map(({ en }) => en)].join('; ')}`,
    zh: `${id}（${title.zh}）：在 ${places} ${[`${refusal.zh}（${by.zh}）`, ...beside.map(({ zh }) => zh)].join('；')}`,
  };
}

const LOOK_ALIKES: Bilingual = { en: 'look-alikes are allowed', zh: '相似的无害调用被允许' };

const EXEMPTION: Readonly<Record<Attack['exempt'], Bilingual>> = {
  platform: { en: 'the roles that deploy the landing zone may do it', zh: '部署着陆区的角色可以执行' },
  nobody: { en: 'nobody is exempt', zh: '无人豁免' },
};
