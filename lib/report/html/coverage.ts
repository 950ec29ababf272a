import { TECHNIQUE_PAGES } from '../../proofs/policy/techniques';
import type { AttackEntry, SimulationReport, TechniqueEntry, TechniqueState } from '../simulation';
import { attackState } from '../simulation';
import { both, html, type Markup, separated } from './markup';
import { toned } from './status';
import { TEXTS } from './texts';
import { ATTACK_STATES, FAMILIES } from './words';

/** The attacks in numbers: how many of each kind come to what, and how the published techniques are met. */
export function coverage({ attacks, techniques }: SimulationReport): Markup {
  const of = (family: AttackEntry['family']) => attacks.filter((attack) => attack.family === family).map(attackState);
  return html`<div class="coverage">
${(['attack', 'perimeter', 'escalation'] as const).map((family) => tally(html`${both(FAMILIES[family])}`, of(family)))}
${tally(
  html`<a href="#techniques">${both(TEXTS.techniques)}</a>`,
  techniques.map(({ state }) => state),
)}
</div>
${techniqueList(techniques)}`;
}

const STATES = Object.keys(ATTACK_STATES) as readonly TechniqueState[];

function tally(title: Markup, states: readonly TechniqueState[]): Markup | null {
  if (states.length === 0) return null;
  const counted = STATES.map((state) => [state, states.filter((each) => each === state).length] as const).filter(
    ([, count]) => count > 0,
  );
  const refused = states.filter((state) => state === 'refused').length;
  const tried = states.filter((state) => state !== 'left-out').length;
  return html`<div class="card"><h3>${title}</h3>
<p class="tally"><b>${refused}</b> ${both({ en: `of ${tried} refused`, zh: `/ ${tried} 已拒绝` })}</p>
${bar(counted)}
<p class="counts">${counted.map(([state, count]) => html`<span class="${ATTACK_STATES[state].tone}"><i aria-hidden=true>${ATTACK_STATES[state].sign}</i> ${count} ${both(ATTACK_STATES[state].name)}</span>`)}</p></div>`;
}

/** The same as lengths, for the eye. */
function bar(counted: readonly (readonly [TechniqueState, number])[]): Markup {
  const all = counted.reduce((sum, [, count]) => sum + count, 0);
  let start = 0;
  const parts = [...counted].reverse().map(([state, count]) => {
    start += count;
    return html`<rect class="${ATTACK_STATES[state].tone}" x="${start - count}" width="${count}" height="1"/>`;
  });
  return html`<svg class="total" viewBox="0 0 ${all} 1" preserveAspectRatio="none" aria-hidden=true>${parts}</svg>`;
}

function techniqueList(techniques: readonly TechniqueEntry[]): Markup {
  return html`<details class="techniques" id="techniques"><summary>${both(TEXTS.techniquesList)} <span class="number">${techniques.length}</span></summary>
<p class="hint">Stratus Red Team, AWS: <a href="${TECHNIQUE_PAGES}" rel="noreferrer">${TECHNIQUE_PAGES}</a></p>
<ul>${techniques.map(techniqueItem)}</ul>
</details>`;
}

const techniqueItem = ({ id, state, attacks }: TechniqueEntry): Markup =>
  html`<li id="technique-${id}"><a href="${TECHNIQUE_PAGES}${id}" rel="noreferrer"><code>${id.replace(/^aws\./, '')}</code></a> ${toned(ATTACK_STATES[state])}<span>${separated(
    attacks.map((attack) => html`<a class="tag" href="#attack-${attack}">${attack}</a>`),
    ' ',
  )}</span></li>`;
