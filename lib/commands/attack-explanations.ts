import Table from 'cli-table3';
import { type Bilingual, facetOf } from '../../constructs/standard';
import { TECHNIQUE_PAGES } from '../proofs/policy/techniques';
import { grouped } from '../report/grouped';
import { TEXTS } from '../report/html/texts';
import { resultOf } from '../report/html/verdicts';
import { ATTACK_STATES, PURPOSES } from '../report/html/words';
import type { Report } from '../report/report';
import {
  type AttackEntry,
  attackState,
  type SimulationReport,
  type StatementEntry,
  sourcesBeside,
  type TechniqueEntry,
  type TrialEntry,
} from '../report/simulation';
import { visibleLine } from '../report/visible';
import type { Explanation } from './explanations';
import type { Language } from './io';

/** An attack: what it shows, and who is denied what by which statement. */
export function explainAttack(attack: AttackEntry, simulation: SimulationReport, lang: Language): Explanation {
  const { id, title, note, detection, detectionTitle } = attack;
  const { sign, name } = ATTACK_STATES[attackState(attack)];
  const trials = attack.trials.map((trial) => told(trial, simulation));
  return {
    data: { ...attack, trials },
    lines: [
      `${id}  ${title[lang]}  [${sign} ${name[lang]}]`,
      ...attack.facets.map((facet) => `  ${facet}  ${facetOf(facet).statement[lang]}`),
      ...[...attack.techniques, ...sourcesBeside(attack)].map((line) => `  ${line}`),
      ...(detection
        ? [`  ${WORDS.detection[lang]}${[detection, detectionTitle?.[lang]].filter(Boolean).join('  ')}`]
        : []),
      ...(note ? [`  ${note[lang]}`] : []),
      ...(trials.length > 0 ? verdictTable(trials, lang) : []),
    ],
  };
}

/** A published technique: how it is met, and every attack that goes its way. */
export function explainTechnique(technique: TechniqueEntry, simulation: SimulationReport, lang: Language): Explanation {
  const { sign, name } = ATTACK_STATES[technique.state];
  const ways = simulation.attacks.filter(({ id }) => technique.attacks.includes(id));
  const explained = ways.map((attack) => explainAttack(attack, simulation, lang));
  return {
    data: { ...technique, attacks: explained.map(({ data }) => data) },
    lines: [
      `${technique.id}  [${sign} ${name[lang]}]`,
      techniquePage(technique.id),
      ...(ways.length === 0 ? [WORDS.noWay[lang]] : []),
      ...explained.flatMap(({ lines }) => ['', ...lines]),
    ],
  };
}

/** A technique of which nothing is known, since no attack was tried. */
export function explainUntried(id: string, report: Report | undefined, lang: Language): Explanation {
  const because = report?.simulation.notSimulated ?? WORDS.needsTemplates;
  return { data: { id, notSimulated: because }, lines: [id, techniquePage(id), because[lang]] };
}

const techniquePage = (id: string): string => `${TECHNIQUE_PAGES}${id}/`;

const WORDS = {
  needsTemplates: {
    en: 'attacks are tried on the templates of a landing zone: name one with --config',
    zh: '攻击模拟针对着陆区的模板进行，请用 --config 指定配置',
  },
  detection: { en: 'detection: ', zh: '检测：' },
  noWay: { en: 'no attack goes its way yet', zh: '尚无对应的攻击模拟' },
  verdict: { en: 'verdict', zh: '判定' },
  who: { en: 'who', zh: '主体' },
  call: { en: 'call', zh: '调用' },
  decidedBy: { en: 'decided by', zh: '判定语句' },
} as const;

/** A trial with its actor and statements in place of their ids and numbers. */
interface ToldTrial extends Omit<TrialEntry, 'deciding'> {
  readonly who: Bilingual;
  readonly deciding: readonly StatementEntry[];
}

const told = (trial: TrialEntry, { actors, statements }: SimulationReport): ToldTrial => ({
  ...trial,
  who: actors.find(({ id }) => id === trial.actor)?.who ?? { en: trial.actor, zh: trial.actor },
  deciding: trial.deciding.flatMap((number) => statements[number] ?? []),
});

/** A row for all calls of which the same came for the same reason; `--json` has their resources and condition keys. */
function verdictTable(trials: readonly ToldTrial[], lang: Language): readonly string[] {
  const table = new Table({
    head: [WORDS.verdict[lang], WORDS.who[lang], WORDS.call[lang], WORDS.decidedBy[lang]],
    // colours are decided by the caller's terminal, not by the table
    style: { head: [], border: [], compact: true },
  });
  const told = trials.map((trial) => ({ calls: trial.actions.join(' + '), beside: besideCalls(trial, lang) }));
  for (const [, alike] of grouped(told, ({ beside }) => JSON.stringify(beside))) {
    const [verdict, who, by] = alike[0]?.beside ?? [];
    const calls = [...new Set(alike.map((each) => each.calls))];
    table.push([verdict, who, calls, by].map((lines) => (lines ?? []).map(visibleLine).join('\n')));
  }
  return table.toString().split('\n');
}

/** Verdict, who, and what decided: each as lines of a cell. */
const besideCalls = (trial: ToldTrial, lang: Language): readonly (readonly string[])[] => [
  verdictWords(trial, lang),
  [PURPOSES[trial.purpose][lang], trial.who[lang]],
  decidedBy(trial, lang),
];

function verdictWords(trial: ToldTrial, lang: Language): readonly string[] {
  const { sign, name, demand } = resultOf(trial);
  return [`${sign} ${name[lang]}`, ...(demand ? [demand[lang]] : [])];
}

/** The statements that refuse; where none does, the reason. */
function decidedBy({ verdict, deciding, reason, reasonZh }: ToldTrial, lang: Language): readonly string[] {
  const because = lang === 'zh' ? reasonZh : reason;
  if (verdict === 'allowed') return [because];
  const named = deciding.flatMap(({ sid, policy, path, node }) => [
    sid ?? TEXTS.noStatement[lang],
    `  ${[policy, path, node].filter(Boolean).join(', ')}`,
  ]);
  return verdict === 'refused' && named.length > 0 ? named : [...named, because];
}
