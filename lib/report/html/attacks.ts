import type { AttackEntry, SimulationReport, StatementEntry, TrialEntry } from '../simulation';
import { attackState } from '../simulation';
import { attackFilters } from './attack-filters';
import { coverage } from './coverage';
import { grouped } from './grouped';
import { both, html, type Markup, sentenceCase, separated } from './markup';
import { toned } from './status';
import { TEXTS } from './texts';
import { ATTACK_STATES, FAMILIES, type OutcomeWords, PURPOSES, VERDICTS } from './words';

/** Who is denied what, by which statement: a row for each attack, a column for each purpose of a trial. */
export function attacksSection(simulation: SimulationReport): Markup {
  const { attacks, notSimulated } = simulation;
  return html`<section id="attacks" aria-labelledby="attacks-title">
<h2 id="attacks-title">${both(TEXTS.attacks)} <span class="number">${attacks.length}</span></h2>
${notSimulated ? html`<p class="empty">${both(notSimulated)}</p>` : matrix(simulation)}
</section>`;
}

function matrix(simulation: SimulationReport): Markup {
  const families = Object.keys(FAMILIES) as (keyof typeof FAMILIES)[];
  return html`<p class="detail">${both(TEXTS.attacksText)}</p>
${coverage(simulation)}
${attackFilters(simulation)}
<p class="nothing" id="no-attacks" hidden>${both(TEXTS.nothingFound)}</p>
<p class="filtered" id="filtered-attacks" hidden>${both(TEXTS.filteredAttacks)}</p>
<noscript><p class="empty">${both(TEXTS.needsScriptCalls)}</p></noscript>
${families.map((family) => familyGroup(family, simulation))}`;
}

function familyGroup(family: AttackEntry['family'], { attacks, statements }: SimulationReport): Markup | null {
  const rows = attacks.filter((attack) => attack.family === family);
  if (rows.length === 0) return null;
  return html`<div class="family">
<h3>${both(FAMILIES[family])} <span class="number">${rows.length}</span></h3>
${family === 'detection' ? null : columnHeads(rows)}
${rows.map((row) => attackRow(row, attacks.indexOf(row), usualActors(rows), statements))}
</div>`;
}

/** Who most rows of a group speak of, by purpose: told once, above them. */
type UsualActors = ReadonlyMap<TrialEntry['purpose'], TrialEntry>;

function usualActors(rows: readonly AttackEntry[]): UsualActors {
  const trials = rows.flatMap((row) => row.trials);
  return new Map(
    COLUMNS.flatMap((purpose) => {
      const byActor = grouped(
        trials.filter((trial) => trial.purpose === purpose),
        ({ actor }) => actor,
      );
      const [usual] = [...byActor.values()].sort((a, b) => b.length - a.length);
      return usual?.[0] ? [[purpose, usual[0]] as const] : [];
    }),
  );
}

const COLUMNS = ['attempt', 'exemption', 'look-alike'] as const satisfies readonly TrialEntry['purpose'][];

/** For the eye; each cell says the same to those who hear the page, and on a narrow screen. */
function columnHeads(rows: readonly AttackEntry[]): Markup {
  const usual = usualActors(rows);
  const head = (purpose: TrialEntry['purpose']): Markup => {
    const actor = usual.get(purpose);
    return html`<span>${actor ? html`${both(PURPOSES[purpose])}<small>${both(actor.who)}</small>` : null}</span>`;
  };
  return html`<div class="attack-heads" aria-hidden="true"><span>${both(TEXTS.attack)}</span>${COLUMNS.map(head)}<span>${both(TEXTS.decidedBy)}</span></div>`;
}

function attackRow(
  attack: AttackEntry,
  index: number,
  usual: UsualActors,
  statements: readonly StatementEntry[],
): Markup {
  const { id, title, trials, techniques, requirements } = attack;
  const state = attackState(attack);
  const cells =
    trials.length === 0
      ? html`<span class="cell untried">${toned(ATTACK_STATES[state])}</span>`
      : COLUMNS.map((purpose) => purposeCell(purpose, trials, usual));
  return html`<details class="attack" id="attack-${id}" data-i="${index}" data-state="${state}" data-requirements="${requirements.join(' ')}" data-techniques="${techniques.join(' ')}">
<summary><span class="name"><span>${both(sentenceCase(title))}</span><code>${id}</code></span>${cells}${decidedBy(attack, statements)}</summary>
<div class="body">${description(attack)}</div>
</details>`;
}

/** What came of the trials of one purpose: by whom, the worst first. */
function purposeCell(purpose: TrialEntry['purpose'], trials: readonly TrialEntry[], usual: UsualActors): Markup {
  const actors = grouped(
    trials.filter((trial) => trial.purpose === purpose),
    ({ actor }) => actor,
  );
  if (actors.size === 0) return html`<span class="cell"></span>`;
  return html`<span class="cell">${[...actors].map(([actor, of]) => {
    const known = usual.get(purpose)?.actor === actor;
    return html`<span class="actor"><span class="${known ? 'label' : 'other'}">${purpose === 'look-alike' ? both(PURPOSES[purpose]) : both(of[0]?.who ?? PURPOSES[purpose])}</span> ${separated(verdictPills(of), ' ')}</span>`;
  })}</span>`;
}

const OUTCOMES_FROM_WORST: readonly TrialEntry['outcome'][] = ['failed', 'unknown', 'passed'];

function verdictPills(trials: readonly TrialEntry[]): readonly Markup[] {
  const alike = grouped(trials, ({ verdict, outcome }) => `${verdict} ${outcome}`);
  const worstFirst = [...alike.values()].sort((a, b) => rank(a) - rank(b));
  return worstFirst.flatMap(([first, ...more]) =>
    first ? [verdictPill(first, alike.size > 1 ? `${more.length + 1}/${trials.length} ` : '')] : [],
  );
}

const rank = ([first]: readonly TrialEntry[]): number => (first ? OUTCOMES_FROM_WORST.indexOf(first.outcome) : 0);

/** Colour says whether it is as it has to be; the words say what it is. */
function verdictPill({ verdict, outcome, wanted }: TrialEntry, share: string): Markup {
  const { name } = VERDICTS[verdict];
  const { sign, tone } = look({ verdict, outcome });
  const demand = wanted === 'refused' ? TEXTS.mustBeRefused : TEXTS.mustBeAllowed;
  return html`<span class="verdict-pill ${tone}"><span aria-hidden="true">${sign}</span> ${share}${both(name)}</span>${outcome === 'passed' ? null : html` <small class="${tone}">${both(demand)}</small>`}`;
}

/** The sign and colour of a verdict: what is allowed as it has to be is no achievement. */
export function look({
  verdict,
  outcome,
}: Pick<TrialEntry, 'verdict' | 'outcome'>): Pick<OutcomeWords, 'sign' | 'tone'> {
  if (outcome === 'failed') return { sign: '✕', tone: 'bad' };
  if (outcome === 'unknown') return { sign: '?', tone: 'warn' };
  return { sign: VERDICTS[verdict].sign, tone: verdict === 'allowed' ? 'plain' : 'good' };
}

/** The statements that refuse the attempt, or the policies that do not grant it. */
function decidedBy({ trials, detection, note, met }: AttackEntry, statements: readonly StatementEntry[]): Markup {
  const refusing = trials.filter(({ purpose, verdict }) => purpose === 'attempt' && verdict !== 'allowed');
  const numbers = [...new Set(refusing.flatMap(({ deciding }) => deciding))];
  const named = numbers.flatMap((number) => statements[number] ?? []).map(statementName);
  const amiss = trials.find(({ outcome }) => outcome !== 'passed');
  const otherwise = met === 'detected' && detection ? html`<code>${detection}</code>` : whyOf(note, amiss);
  return html`<span class="by"><span class="label">${both(TEXTS.decidedBy)}</span> ${named.length > 0 ? separated([...new Map(named.map((each) => [each.text, each])).values()], ' ') : otherwise}</span>`;
}

const whyOf = (note: AttackEntry['note'], amiss: TrialEntry | undefined): Markup | null =>
  amiss ? both({ en: amiss.reason, zh: amiss.reasonZh }) : note && both(note);

const statementName = ({ sid, policy, node }: StatementEntry): Markup =>
  html`<span class="statement"><b>${sid ?? both(TEXTS.noStatement)}</b> <small>${policy}${node ? html` · <span class="node">${node}</span>` : null}</small></span>`;

/** What a row says when it is opened; the calls are put in by the script. */
function description({ facets, requirements, techniques, sources, note, detection }: AttackEntry): Markup {
  const speaks = facets.length > 0 ? facets : requirements;
  return html`<dl class="meta">
${fact(
  TEXTS.shows,
  speaks.map((id) => html`<a class="tag" href="#${id}">${id}</a>`),
)}
${fact(
  TEXTS.technique,
  techniques.map((id) => html`<a class="tag" href="#technique-${id}">${id}</a>`),
)}
${fact(TEXTS.published, sources.map(sourceLink))}
${fact(TEXTS.detection, detection ? [html`<code>${detection}</code>`] : [])}
${fact(TEXTS.note, note ? [both(note)] : [])}
</dl>`;
}

const fact = (term: (typeof TEXTS)[keyof typeof TEXTS], parts: readonly Markup[]): Markup | null =>
  parts.length === 0 ? null : html`<div><dt>${both(term)}</dt><dd>${separated(parts, ' ')}</dd></div>`;

/** A link only where it leads to a page. */
const sourceLink = (source: string): Markup =>
  /^https:\/\//.test(source) ? html`<a href="${source}" rel="noreferrer">${source}</a>` : html`${source}`;
