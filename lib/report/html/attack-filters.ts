import { attackState, type SimulationReport } from '../simulation';
import { choice } from './filters';
import { both, html, type Markup } from './markup';
import { TEXTS } from './texts';
import { ATTACK_STATES } from './words';

/** Only scripts can filter, so this is shown only where they run. */
export function attackFilters({ attacks }: SimulationReport): Markup {
  const requirements = sorted(attacks.flatMap((attack) => attack.requirements));
  const techniques = sorted(attacks.flatMap((attack) => attack.techniques));
  const states = new Set(attacks.map(attackState));
  return html`<form class="filters script" role="search" aria-labelledby="attacks-title">
<label class="search"><span>${both(TEXTS.search)}</span> <input type="search" id="filter-a" autocomplete="off" placeholder="${TEXTS.searchAttacks.en}" data-en="${TEXTS.searchAttacks.en}" data-zh="${TEXTS.searchAttacks.zh}"></label>
${choice(
  'verdict',
  TEXTS.verdict,
  [...states].sort().map((state) => [state, ATTACK_STATES[state].name]),
)}
${choice('requirement', TEXTS.requirement, requirements.map(same))}
${choice('technique', TEXTS.technique, techniques.map(same))}
<span class="buttons"><output id="shown-attacks" for="filter-a filter-verdict filter-requirement filter-technique" aria-live="polite"></output>
<button type="button" class="clear" id="clear-attacks" hidden>${both(TEXTS.clear)}</button></span>
</form>`;
}

const sorted = (ids: readonly string[]): readonly string[] => [...new Set(ids)].sort();

const same = (id: string) => [id, { en: id, zh: id }] as const;
