import type { ExceptionEntry, Report } from '../report';
import { both, html, type Markup, pathOf } from './markup';
import { toned } from './status';
import { TEXTS } from './texts';
import { EXCEPTION_STATES } from './words';

export function exceptionsSection({ exceptions }: Report): Markup {
  return html`<section id="exceptions" aria-labelledby="exceptions-title">
<h2 id="exceptions-title">${both(TEXTS.exceptions)} <span class="number">${exceptions.length}</span></h2>
${exceptions.length === 0 ? html`<p class="empty">${both(TEXTS.noExceptions)}</p>` : table(exceptions)}
</section>`;
}

const table = (exceptions: readonly ExceptionEntry[]): Markup =>
  html`<div class="scroll" tabindex="0" role="region" aria-labelledby="exceptions-title"><table>
${tableHead('check', 'subject', 'reason', 'owner', 'expires', 'state')}
<tbody>${exceptions.map(row)}</tbody></table></div>`;

export const tableHead = (...names: readonly (keyof typeof TEXTS)[]): Markup =>
  html`<thead><tr>${names.map((name) => html`<th scope="col">${both(TEXTS[name])}</th>`)}</tr></thead>`;

const row = ({ id, check, resource, reason, owner, expires, state }: ExceptionEntry): Markup =>
  html`<tr id="exception-${id}"><td><b>${id}</b><br><code>${check}</code></td><td>${pathOf(resource)}</td><td>${reason}</td><td>${owner}</td><td class="day">${expires}</td><td>${toned(EXCEPTION_STATES[state])}</td></tr>`;
