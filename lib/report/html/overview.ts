import type { DesignStatus } from '../../evidence/facet-status';
import { grouped } from '../grouped';
import { facetsShown, type OperationStatus, type Report, type RequirementEntry } from '../report';
import { both, html, type Markup } from './markup';
import { STATUSES } from './status';
import { TEXTS } from './texts';
import { CLAUSES, DESIGN, OPERATION } from './words';

export function overviewSection(report: Report): Markup {
  return html`<section id="overview" aria-labelledby="overview-title">
<h2 id="overview-title">${both(TEXTS.overview)}</h2>
<div class="card">
<h3>${both(TEXTS.design)}</h3>
${totalBar(report)}
<ul class="legend">${STATUSES.map((status) => legendRow(report, status))}</ul>
<h3>${both(TEXTS.operation)}</h3>
${operation(report)}
</div>
<div class="card">
<h3>${both(TEXTS.byClause)} <small>${both(TEXTS.byClauseHint)}</small></h3>
<ul class="clauses">${clausesOf(report).map(([clause, rows]) => clauseRow(clause, rows))}</ul>
</div>
</section>`;
}

/** The requirements of each clause, in the order of the standard. */
export const clausesOf = ({ requirements }: Report): readonly (readonly [string, readonly RequirementEntry[]])[] => [
  ...grouped(requirements, ({ clause }) => clause),
];

const countOf = (report: Report, status: DesignStatus): number =>
  report.requirements.filter(({ design }) => design.status === status).length;

/** The statuses as lengths; the legend below says the same in numbers. */
function totalBar(report: Report): Markup {
  let start = 0;
  const parts = STATUSES.map((status) => {
    const count = countOf(report, status);
    start += count;
    return html`<rect class="${status}" x="${start - count}" width="${count}" height="1"/>`;
  });
  return html`<svg class="total" viewBox="0 0 ${report.requirements.length} 1" preserveAspectRatio="none" aria-hidden=true>${parts}</svg>`;
}

function legendRow(report: Report, status: DesignStatus): Markup {
  const { name, sign, meaning } = DESIGN[status];
  return html`<li><a class="${status}" href="#requirements?status=${status}"><span class="mark" aria-hidden=true>${sign}</span><span class="count">${countOf(report, status)}</span><span class="label">${both(name)}<small>${both(meaning)}</small></span></a></li>`;
}

function operation(report: Report): Markup {
  const statuses = Object.keys(OPERATION) as OperationStatus[];
  const counted = statuses
    .map((status) => [status, report.requirements.filter((row) => row.operation.status === status).length] as const)
    .filter(([, count]) => count > 0);
  const { shown, asking } = facetsShown(report.requirements);
  const facets = both({
    en: `of ${asking} facets shown at run time`,
    zh: `项要点已在运行期得到证明（共 ${asking} 项）`,
  });
  return html`<p class="operation">${counted.map(([status, count]) => html`<span><b>${count}</b> ${both(OPERATION[status])}</span> `)}${report.observed ? html`<span><b>${shown}</b> ${facets}</span> ` : null}<span class="hint">${both(report.observed ? TEXTS.readingObserved : TEXTS.readingOperation)}</span></p>`;
}

function clauseRow(clause: string, rows: readonly RequirementEntry[]): Markup {
  const met = rows.filter(({ design }) => design.status === 'met' || design.status === 'inherited').length;
  return html`<li><a class="clause-name" href="#clause-${clause}"><b>${clause}</b> ${both(CLAUSES[clause] ?? { en: '', zh: '' })}</a>
<span class="cells">${rows.map(cell)}</span>
<span class="share"><span class="hidden">${both({ en: 'met', zh: '满足' })} </span>${met}/${rows.length}</span></li>`;
}

function cell({ id, title, design: { status } }: RequirementEntry): Markup {
  const { name, sign } = DESIGN[status];
  const tip = `${id} · ${title.en} · ${title.zh} – ${name.en} ${name.zh}`;
  return html`<a class="${status}" href="#${id}" tabindex="-1" title="${tip}" aria-label="${id}">${sign}</a>`;
}
