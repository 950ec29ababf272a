import { type Bilingual, facetOf } from '../../../constructs/standard';
import type { JudgedEstate } from '../../evidence/estate';
import type { Evidence } from '../../evidence/evidence';
import type { SimulatedTrial, SimulationRow } from '../../evidence/simulation';
import { coversAction } from './action-list';
import type { Asker } from './askers';
import { type Attack, type Call, type Chain, callsOf } from './attack';
import { isDeclared, isDeclaredForSome } from './declared-openings';
import type { Policy, PolicyStatement } from './model';
import { isNeeded, looksOf } from './needed-openings';
import { type Opening, openingsIn } from './openings';
import { POLICY_SIMULATION, type TriedAttack, triedOn } from './policy-simulation';
import type { Scene } from './scene';
import { type Stage, stagesIn } from './stage';
import { variantsThrough } from './through-openings';
import { amissWords, type Place, trial } from './trial';

/**
 * Shows that no refusal leaves out what nobody declares. The text of every statement that refuses tells whom and what it
 * leaves out. What the configuration does not name, and no look-alike of the attacks needs, is tried: every attack that
 * the statement refuses is made so that it passes there, and then has to be refused by another one.
 *
 * It speaks of statements that refuse one of the attacks. Where no configuration is known, regions, networks, accounts,
 * organizations, roles and resources that are left out by name count as declared.
 *
 * @param rows what came of the attacks on the same stages
 * @param stages where attacks play, where they have been read before
 */
export function guardrailOpenings(
  estate: JudgedEstate,
  rows: readonly SimulationRow[],
  stages = stagesIn(estate),
): readonly Evidence[] {
  const decided = decidedBy(rows);
  return stages
    .flatMap((stage) => [stage, ...(stage.management ? [stage.management] : [])])
    .flatMap((stage) => evidenceOn(stage, decided, estate));
}

/** Rows by the statements that refuse their attempts. */
type Decided = ReadonlyMap<string, ReadonlySet<string>>;

function decidedBy(rows: readonly SimulationRow[]): Decided {
  const decided = new Map<string, Set<string>>();
  for (const { id, trials } of rows) {
    for (const statement of trials.flatMap(({ purpose, deciding }) => (purpose === 'attempt' ? deciding : []))) {
      const key = keyOf(statement);
      decided.set(key, (decided.get(key) ?? new Set()).add(id));
    }
  }
  return decided;
}

const keyOf = ({ policy, path }: Pick<PolicyStatement, 'policy' | 'path'>): string => `${policy} ${path}`;

function evidenceOn(stage: Stage, decided: Decided, estate: JudgedEstate): readonly Evidence[] {
  const attacks = triedOn(stage);
  const refusals = refusalsOn(stage)
    .map(({ statement, openings }) => {
      const ids = decided.get(keyOf(statement));
      return { statement, openings, refused: ids ? attacks.filter(({ attack }) => ids.has(attack.id)) : [] };
    })
    .filter(({ refused }) => refused.length > 0);
  if (refusals.length === 0) return [];
  const looks = looksOf(attacks.map(({ attack }) => attack));
  const holes = refusals.flatMap((refusal) =>
    undeclared(refusal, looks, stage, estate).flatMap((opening) => holeAt(opening, refusal, stage, estate) ?? []),
  );
  if (holes.length > 0) return holes.map((hole) => evidenceOf(hole, stage, estate));
  const openings = refusals.reduce((sum, refusal) => sum + refusal.openings.length, 0);
  return [passed(refusals.length, openings, stage, estate)];
}

/** A statement that refuses, what it leaves out, and the attacks that it refuses. */
interface Refusal {
  readonly statement: PolicyStatement;
  readonly openings: readonly Opening[];
  readonly refused: readonly TriedAttack[];
}

/**
 * Every statement that refuses, of the organization's policies and of the boundaries, with what it leaves out. A boundary binds
 * roles of the account that makes it, so that its resources in that account alone leave out nobody.
 */
function refusalsOn({ places, administrators }: Stage): readonly Omit<Refusal, 'refused'>[] {
  const levels = places.flatMap(({ serviceControl = [], resourceControl = [] }) => [
    ...serviceControl,
    ...resourceControl,
  ]);
  const boundaries = denials(administrators.flatMap(({ boundary }) => boundary ?? []));
  return [
    ...denials(levels.flatMap(({ policies }) => policies)),
    ...boundaries.map(({ statement, openings }) => ({
      statement,
      openings: openings.filter(({ kind }) => kind !== 'account'),
    })),
  ];
}

const denials = (policies: readonly Policy[]): readonly Omit<Refusal, 'refused'>[] =>
  [...new Set(policies)]
    .flatMap(({ statements }) => statements)
    .filter(({ effect }) => effect === 'Deny')
    .map((statement) => ({ statement, openings: openingsIn(statement) }));

function undeclared(
  { statement, openings, refused }: Refusal,
  all: readonly Call[],
  { scene }: Stage,
  estate: JudgedEstate,
): readonly Opening[] {
  const { spared } = estate.estate.demands;
  const open = openings.filter((opening) => !isDeclared(opening, statement, { scene, spared }));
  if (open.length === 0) return [];
  const looks = { own: looksOf(refused.map(({ attack }) => attack)), all };
  return open.filter((opening) => !isNeeded(opening, statement, looks, scene));
}

const covers = ({ actions }: PolicyStatement, attempt: Call | Chain): boolean =>
  callsOf(attempt).some(({ action }) => coversAction(actions, action) !== false);

const saysOf = ({ attempts }: Attack, key: string): boolean =>
  attempts
    .flatMap(callsOf)
    .flatMap(({ context = {} }) => Object.keys(context))
    .some((said) => said.toLowerCase() === key.toLowerCase());

/** An attack that passes through an opening, or of which that is not decided. */
interface Hole {
  readonly attack: Attack;
  readonly opening: Opening;
  readonly statement: PolicyStatement;
  /** What the attack needs to pass; undefined where no request can be told that would. */
  readonly passing?: { readonly witness: string; readonly trial: SimulatedTrial };
}

/** The first attack that the statement refuses and that passes through its opening. */
function holeAt(opening: Opening, refusal: Refusal, stage: Stage, estate: JudgedEstate): Hole | undefined {
  const { scene } = stage;
  const { statement } = refusal;
  const known = { scene, regions: estate.estate.demands.spared?.regions ?? [] };
  for (const { attack, attempt, asker, place } of attemptsOn(opening, refusal, stage, estate)) {
    const isRefused = (): boolean => isRefusedBy(statement, tried(attempt, asker, place, scene));
    if (isUntold(opening)) {
      if (isRefused()) return { attack, opening, statement };
      continue;
    }
    // whether the statement refuses the attempt itself is asked last: most openings are not made for it, or lead nowhere
    const passing = variantsThrough(opening, attempt, asker, known)
      .map(({ calls, by, scene: there, witness }) => ({ witness, trial: tried(calls, by, place, there) }))
      .find((variant) => variant.trial.outcome !== 'passed');
    if (passing && isRefused()) return { attack, opening, statement, passing };
  }
  return undefined;
}

const tried = (calls: Call | Chain, asker: Asker, place: Place, scene: Scene): SimulatedTrial =>
  trial({ purpose: 'attempt', calls, asker, wanted: 'refused' }, place, scene);

const isRefusedBy = (statement: PolicyStatement, { deciding }: SimulatedTrial): boolean =>
  deciding.some((one) => keyOf(one) === keyOf(statement));

/** The attempts that a statement may refuse and that an opening is not declared for, by each asker at each place. */
function attemptsOn(opening: Opening, { statement, refused }: Refusal, { places, scene }: Stage, estate: JudgedEstate) {
  const forSome = isDeclaredForSome(opening, { scene, spared: estate.estate.demands.spared });
  return refused
    .filter(({ attack }) => !(forSome && saysOf(attack, opening.condition.key)))
    .flatMap(({ attack, askers }) =>
      attack.attempts
        .filter((attempt) => covers(statement, attempt))
        .flatMap((attempt) => askers.flatMap((asker) => places.map((place) => ({ attack, attempt, asker, place })))),
    );
}

/** A value made of what requests say of themselves: which one passes is not known. */
const isUntold = (opening: Opening): boolean =>
  opening.kind === 'circumstance' && opening.spared !== undefined && opening.spared.includes('${');

function evidenceOf({ attack, opening, statement, passing }: Hole, stage: Stage, estate: JudgedEstate): Evidence {
  const { sid = '', policy, path } = statement;
  const by = `${sid} (${policy}, ${path})`;
  const words = passing
    ? passesWords(opening, passing.witness, amissWords(passing.trial))
    : { en: `whether ${opening.path} spares an attack is not decided`, zh: `无法判定 ${opening.path} 是否放过攻击` };
  return {
    ...about(stage, estate, policy),
    outcome: passing?.trial.outcome === 'failed' ? 'failed' : 'unknown',
    property: opening.path,
    message: {
      en: `${by} has an opening that nothing declares, ${attack.id} (${attack.title.en}): ${words.en}`,
      zh: `${by} 留有未经声明的缺口，${attack.id}（${attack.title.zh}）：${words.zh}`,
    },
    requirements: [...new Set(attack.facets.map((id) => facetOf(id).requirement))],
    facets: attack.facets,
    attack: attack.id,
  };
}

function passesWords({ kind }: Opening, witness: string, amiss: Bilingual): Bilingual {
  const { en, zh } = WITNESSES[kind];
  return { en: `${en} ${witness}, ${amiss.en}`, zh: `${zh} ${witness}，${amiss.zh}` };
}

/** How each kind of opening is passed. */
const WITNESSES: Readonly<Record<Opening['kind'], Bilingual>> = {
  circumstance: { en: 'with', zh: '当' },
  region: { en: 'in region', zh: '在区域' },
  account: { en: 'in account', zh: '在账号' },
  resource: { en: 'on', zh: '对' },
  action: { en: 'by', zh: '以' },
};

/** What every piece of evidence says of itself. */
const about = ({ policies }: Stage, estate: JudgedEstate, policy?: string) => {
  const made = policies.find(({ name }) => name === policy) ?? policies[0];
  return {
    kind: 'proof',
    check: POLICY_SIMULATION,
    subject: made ? estate.subjectOf(made.resource) : null,
    cloud: 'aws',
  } as const;
};

const passed = (refusals: number, openings: number, stage: Stage, estate: JudgedEstate): Evidence => ({
  ...about(stage, estate),
  outcome: 'passed',
  message: {
    en: `${refusals} statements that refuse attacks leave out ${openings} things by their text: each is declared, needed by what has to stay possible, or refused by another statement`,
    zh: `${refusals} 条拒绝攻击的语句按其文本共留有 ${openings} 处例外：每处均已声明、为须保留的操作所需，或由其他语句拒绝`,
  },
  requirements: ['8.2/no-excess-access'],
  facets: ['8.2/no-excess-access#attack-matrix'],
});
