import type { Bilingual } from '../../../constructs/standard/bilingual';
import { grouped } from '../grouped';
import { type AttackEntry, attackState, type StatementEntry, sourcesBeside, type TrialEntry } from '../simulation';
import { both, html, type Markup, pathOf, sentenceCase, separated } from './markup';
import { toned } from './status';
import { TEXTS } from './texts';
import { resultOf } from './verdicts';
import { ATTACK_STATES, PURPOSES } from './words';

/** What the rows of a group share. */
export interface Group {
  /** What actors are called. */
  readonly names: ReadonlyMap<string, Bilingual>;
  readonly statements: readonly StatementEntry[];
  /** Who most rows speak of, by purpose: told once, above them. */
  readonly usual: ReadonlyMap<TrialEntry['purpose'], string | undefined>;
}

export const COLUMNS = ['attempt', 'exemption', 'look-alike'] as const satisfies readonly TrialEntry['purpose'][];

/** @param index its number in the report */
export function attackRow(attack: AttackEntry, index: number, group: Group): Markup {
  const { id, title, trials } = attack;
  const state = attackState(attack);
  const cells =
    trials.length === 0
      ? html`<span class="cell untried">${toned(ATTACK_STATES[state])}</span>`
      : COLUMNS.map((purpose) => purposeCell(purpose, trials, group));
  return html`<details class="attack" id="attack-${id}" data-i=${index} data-state="${state}">
<summary><span class="name"><span>${both(sentenceCase(title))}</span><code>${id}</code></span>${cells}${decidedBy(attack, group)}</summary>
<div class="body">${description(attack)}</div>
</details>`;
}

/** What came of the trials of one purpose, by whom. */
function purposeCell(purpose: TrialEntry['purpose'], trials: readonly TrialEntry[], { names, usual }: Group): Markup {
  const byActor = grouped(
    trials.filter((trial) => trial.purpose === purpose),
    ({ actor }) => actor,
  );
  const lines = [...byActor].map(([actor, of]) => {
    const name = both(names.get(actor) ?? { en: actor, zh: actor });
    const who = purpose === 'look-alike' ? harmlessBy(name, byActor.size) : name;
    const told = byActor.size === 1 && usual.get(purpose) === actor;
    return html`<span class="actor"><span class="${told ? 'label' : 'other'}">${who}</span> ${separated(verdictPills(of), ' ')}</span>`;
  });
  return html`<span class="cell">${lines}</span>`;
}

/** Who makes them is told where it is more than one. */
const harmlessBy = (name: Markup, actors: number): Markup =>
  actors === 1
    ? both(PURPOSES['look-alike'])
    : html`<span class="label">${both(PURPOSES['look-alike'])} · </span>${name}`;

/** Calls that come to different things are told apart, the worst first. */
function verdictPills(trials: readonly TrialEntry[]): readonly Markup[] {
  const alike = grouped(trials, ({ verdict, outcome }) => `${verdict} ${outcome}`);
  const worstFirst = [...alike.values()].sort((a, b) => rank(a) - rank(b));
  return worstFirst.flatMap(([first, ...more]) =>
    first ? [verdictPill(first, alike.size > 1 ? `${more.length + 1}/${trials.length} ` : '')] : [],
  );
}

const OUTCOMES_FROM_WORST: readonly TrialEntry['outcome'][] = ['failed', 'unknown', 'passed'];

const rank = ([first]: readonly TrialEntry[]): number => (first ? OUTCOMES_FROM_WORST.indexOf(first.outcome) : 0);

/** Colour says whether it is as it has to be; the words say what it is. */
function verdictPill(trial: TrialEntry, share: string): Markup {
  const { sign, tone, name, demand } = resultOf(trial);
  return html`<span class="verdict-pill ${tone}"><i aria-hidden=true>${sign}</i> ${share}${both(name)}</span>${demand && html` <small class="${tone}">${both(demand)}</small>`}`;
}

/** The statements that refuse the attempt, or the policies that do not grant it; where there are none, why. */
function decidedBy({ trials, detection, detectionTitle, note }: AttackEntry, { statements }: Group): Markup {
  const refusing = trials.filter(({ purpose, verdict }) => purpose === 'attempt' && verdict !== 'allowed');
  const numbers = new Set(refusing.flatMap(({ deciding }) => deciding));
  const named = [...numbers].flatMap((number) => statements[number] ?? []).map(statementName);
  const distinct = [...new Map(named.map((name) => [name.text, name])).values()];
  const amiss = trials.find(({ outcome }) => outcome !== 'passed');
  const why = amiss ? both({ en: amiss.reason, zh: amiss.reasonZh }) : note && both(note);
  const otherwise = detection ? detectionName(detection, detectionTitle) : why;
  const term = distinct.length === 0 && detection ? TEXTS.detection : TEXTS.decidedBy;
  return html`<span class="by"><span class="label">${both(term)}</span> ${distinct.length > 0 ? separated(distinct, ' ') : otherwise}</span>`;
}

const statementName = ({ sid, policy, node }: StatementEntry): Markup =>
  html`<span class="statement"><b>${sid ?? both(TEXTS.noStatement)}</b> <small>${policy}${node ? html` · <span class="node">${node}</span>` : null}</small></span>`;

const detectionName = (id: string, title: Bilingual | null): Markup =>
  html`<span class="statement">${title && html`<b>${both(sentenceCase(title))}</b> `}<code>${id}</code></span>`;

/** What a row says when it is opened; the calls are put in by the script, which makes a link of the alarm. */
function description(attack: AttackEntry): Markup {
  const { facets, techniques, note, detection, detectionTitle, alarm } = attack;
  return html`<dl class="meta">
${fact(
  TEXTS.shows,
  facets.map((id) => html`<a class="tag" href="#${id}">${id}</a>`),
)}
${fact(
  TEXTS.technique,
  techniques.map((id) => html`<a class="tag" href="#technique-${id}">${id}</a>`),
)}
${fact(TEXTS.published, sourcesBeside(attack).map(sourceLink))}
${fact(TEXTS.detection, detection ? [detectionName(detection, detectionTitle)] : [])}
${fact(TEXTS.alarm, alarm ? [pathOf(alarm.path)] : [])}
${fact(TEXTS.note, note ? [both(note)] : [])}
</dl>`;
}

const fact = (term: Bilingual, parts: readonly Markup[]): Markup | null =>
  parts.length === 0 ? null : html`<div><dt>${both(term)}</dt><dd>${separated(parts, ' ')}</dd></div>`;

/** A link only where it leads to a page. */
const sourceLink = (source: string): Markup =>
  /^https:\/\//.test(source) ? html`<a href="${source}" rel="noreferrer">${source}</a>` : html`${source}`;
