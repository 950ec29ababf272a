import type { Bilingual } from '../../../constructs/standard/bilingual';
import { grouped } from '../grouped';
import type { AttackEntry, SimulationReport, TrialEntry } from '../simulation';
import { attackFilters } from './attack-filters';
import { attackRow, COLUMNS, type Group } from './attack-row';
import { coverage } from './coverage';
import { both, html, type Markup } from './markup';
import { TEXTS } from './texts';
import { FAMILIES, PURPOSES } from './words';

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

function familyGroup(family: AttackEntry['family'], { actors, attacks, statements }: SimulationReport): Markup | null {
  const rows = attacks.filter((attack) => attack.family === family);
  if (rows.length === 0) return null;
  const names = new Map(actors.map(({ id, who }) => [id, who]));
  const group = { names, statements, usual: usualActors(rows) };
  return html`<div class="family">
<h3>${both(FAMILIES[family])} <span class="number">${rows.length}</span></h3>
${rows.some(({ trials }) => trials.length > 0) ? columnHeads(group) : null}
${rows.map((row) => attackRow(row, attacks.indexOf(row), group))}
</div>`;
}

function usualActors(rows: readonly AttackEntry[]): Group['usual'] {
  const byPurpose = grouped(
    rows.flatMap(({ trials }) => trials),
    ({ purpose }) => purpose,
  );
  return new Map([...byPurpose].map(([purpose, trials]) => [purpose, mostFrequent(trials.map(({ actor }) => actor))]));
}

function mostFrequent(actors: readonly string[]): string | undefined {
  const byCount = [...grouped(actors, (actor) => actor)].sort(([, a], [, b]) => b.length - a.length);
  return byCount[0]?.[0];
}

/** For the eye; each cell says the same to those who hear the page, and on a narrow screen. */
function columnHeads({ usual, names }: Group): Markup {
  const head = (purpose: TrialEntry['purpose']): Markup => {
    const who: Bilingual | undefined = names.get(usual.get(purpose) ?? '');
    return html`<span>${who ? html`${both(PURPOSES[purpose])}<small>${both(who)}</small>` : null}</span>`;
  };
  return html`<div class="attack-heads" aria-hidden=true><span>${both(TEXTS.attack)}</span>${COLUMNS.map(head)}<span>${both(TEXTS.decidedBy)}</span></div>`;
}
