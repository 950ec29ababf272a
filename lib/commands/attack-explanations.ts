import Table from 'cli-table3';
import { facetOf } from '../../constructs/standard';
import { ATTACK_STATES, PURPOSES, VERDICTS } from '../report/html/words';
import type { Report } from '../report/report';
import {
  type AttackEntry,
  attackState,
  type SimulationReport,
  type StatementEntry,
  type TechniqueEntry,
  type TrialEntry,
} from '../report/simulation';
import { visibleLine } from '../report/visible';
import type { Explanation } from './explanations';
import type { Language } from './io';

/** An attack: what it shows, and who is denied what by which statement. */
export function explainAttack(attack: AttackEntry, { statements }: SimulationReport, lang: Language): Explanation {
  const { id, title, note, detection } = attack;
  const { sign, name } = ATTACK_STATES[attackState(attack)];
  return {
    data: withStatements(attack, statements),
    lines: [
      `${id}  ${title[lang]}  [${sign} ${name[lang]}]`,
      ...attack.facets.map((facet) => `  ${facet}  ${facetOf(facet).statement[lang]}`),
      ...[...attack.techniques, ...attack.sources].map((line) => `  ${line}`),
      ...(detection ? [`  ${WORDS.detection[lang]} ${detection}`] : []),
      ...(note ? [`  ${note[lang]}`] : []),
      ...(attack.trials.length > 0 ? verdictTable(attack.trials, statements, lang) : []),
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

const techniquePage = (id: string): string => `https://stratus-red-team.cloud/attack-techniques/AWS/${id}/`;

const WORDS = {
  needsTemplates: {
    en: 'attacks are tried on the templates of a landing zone: name one with --config',
    zh: '攻击模拟针对着陆区的模板进行，请用 --config 指定配置',
  },
  detection: { en: 'detection:', zh: '检测：' },
  noWay: { en: 'no attack goes its way yet', zh: '尚无对应的攻击模拟' },
  verdict: { en: 'verdict', zh: '判定' },
  who: { en: 'who', zh: '主体' },
  call: { en: 'call', zh: '调用' },
  decidedBy: { en: 'decided by', zh: '判定语句' },
  mustBe: { refused: { en: 'must be refused', zh: '应被拒绝' }, allowed: { en: 'must be allowed', zh: '应被允许' } },
} as const;

/** For machines, each trial with its statements in place of their numbers. */
const withStatements = (attack: AttackEntry, statements: readonly StatementEntry[]) => ({
  ...attack,
  trials: attack.trials.map((trial) => ({ ...trial, deciding: statementsOf(trial, statements) })),
});

const statementsOf = ({ deciding }: TrialEntry, statements: readonly StatementEntry[]): readonly StatementEntry[] =>
  deciding.flatMap((number) => statements[number] ?? []);

function verdictTable(
  trials: readonly TrialEntry[],
  statements: readonly StatementEntry[],
  lang: Language,
): readonly string[] {
  const table = new Table({
    head: [WORDS.verdict[lang], WORDS.who[lang], WORDS.call[lang], WORDS.decidedBy[lang]],
    // colours are decided by the caller's terminal, not by the table
    style: { head: [], border: [], compact: true },
  });
  for (const trial of trials) {
    const cells = [
      verdictWords(trial, lang),
      whoWords(trial, lang),
      callWords(trial),
      decidedBy(trial, statements, lang),
    ];
    table.push(cells.map((lines) => lines.map(visibleLine).join('\n')));
  }
  return table.toString().split('\n');
}

function verdictWords({ verdict, outcome, wanted }: TrialEntry, lang: Language): readonly string[] {
  const { sign, name } = VERDICTS[verdict];
  return [
    `${outcome === 'failed' ? '✕' : sign} ${name[lang]}`,
    ...(outcome === 'passed' ? [] : [WORDS.mustBe[wanted][lang]]),
  ];
}

const whoWords = ({ purpose, who, principal }: TrialEntry, lang: Language): readonly string[] => [
  `${PURPOSES[purpose][lang]}${lang === 'zh' ? '：' : ': '}${who[lang]}`,
  principal,
];

const callWords = ({ actions, resources, context }: TrialEntry): readonly string[] => [
  actions.join(' + '),
  ...resources,
  ...Object.entries(context).map(([key, values]) => `${key} = ${values.join(', ')}`),
];

/** The statements that refuse; where none does, the reason. */
function decidedBy(trial: TrialEntry, statements: readonly StatementEntry[], lang: Language): readonly string[] {
  const reason = lang === 'zh' ? trial.reasonZh : trial.reason;
  if (trial.verdict === 'allowed') return [reason];
  const named = statementsOf(trial, statements).map(
    ({ sid, policy, path, node }) => `${sid ?? '–'} (${[policy, path, node].filter(Boolean).join(', ')})`,
  );
  return trial.verdict === 'refused' && named.length > 0 ? named : [...named, reason];
}
