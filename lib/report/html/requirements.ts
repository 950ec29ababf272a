import { facetOf, requirementOf } from '../../../constructs/standard';
import type { FacetEntry, Report, RequirementEntry } from '../report';
import { both, html, type Markup } from './markup';
import { STATUSES, statusPill } from './overview';
import { CLAUSES, DESIGN, OPERATION, SHOWING, TEXTS } from './texts';

const CLOUD_NAMES: Readonly<Record<string, string>> = { aws: 'AWS', azure: 'Azure' };

export function requirementsSection(report: Report): Markup {
  const clauses = [...new Set(report.requirements.map(({ clause }) => clause))];
  return html`<section id="requirements" aria-labelledby="requirements-title">
<h2 id="requirements-title">${both(TEXTS.requirements)}</h2>
<form class="filters" id="filters" role="search">
<label>${both(TEXTS.search)} <input type="search" id="search" placeholder="${TEXTS.searchHint.en}" data-en="${TEXTS.searchHint.en}" data-zh="${TEXTS.searchHint.zh}"></label>
<label>${both(TEXTS.status)} <select id="status"><option value="" data-en="${TEXTS.all.en}" data-zh="${TEXTS.all.zh}">${TEXTS.all.en}</option>${STATUSES.map((status) => html`<option value="${status}" data-en="${DESIGN[status].name.en}" data-zh="${DESIGN[status].name.zh}">${DESIGN[status].name.en}</option>`)}</select></label>
<label>${both(TEXTS.kind)} <select id="kind"><option value="" data-en="${TEXTS.all.en}" data-zh="${TEXTS.all.zh}">${TEXTS.all.en}</option>${(['control', 'inherited', 'organisational'] as const).map((kind) => html`<option value="${kind}" data-en="${TEXTS[kind].en}" data-zh="${TEXTS[kind].zh}">${TEXTS[kind].en}</option>`)}</select></label>
<button type="button" id="open-all">${both(TEXTS.openAll)}</button>
<button type="button" id="close-all">${both(TEXTS.closeAll)}</button>
<output id="shown" for="search status kind">${report.requirements.length}</output>
</form>
<p id="nothing" hidden>${both(TEXTS.nothingFound)}</p>
${clauses.map((clause) => clauseGroup(clause, report.requirements))}
</section>`;
}

function clauseGroup(clause: string, requirements: readonly RequirementEntry[]): Markup {
  const rows = requirements.flatMap((row, index) => (row.clause === clause ? [{ row, index }] : []));
  return html`<div class="clause" id="clause-${clause}">
<h3>${clause} ${both(CLAUSES[clause] ?? { en: clause, zh: clause })}</h3>
${rows.map(({ row, index }) => requirement(row, index))}
</div>`;
}

function requirement(row: RequirementEntry, index: number): Markup {
  const { design, operation } = row;
  const count = row.evidence.filter(({ outcome }) => outcome !== 'not-applicable').length;
  return html`<details class="requirement" id="${row.id}" data-index="${index}" data-status="${design.status}" data-kind="${row.expected}">
<summary><span class="id">${row.id}</span><span class="name">${both(row.title)}</span><span class="pills">${statusPill(design.status)}<span class="operation">${both(TEXTS.operation)}: ${both(OPERATION[operation.status])}</span></span></summary>
<div class="body">
<p class="demand">${both(requirementOf(row.id).summary)}</p>
<p class="meta">${both(TEXTS.kind)}: ${both(TEXTS[row.expected])}${byCloud(design.byCloud)}</p>
<p class="why"><b>${both(TEXTS.reason)}:</b> ${both({ en: design.reason, zh: design.reasonZh })}</p>
${design.facets.length > 0 ? facetTable(design.facets) : null}
<h4>${both(TEXTS.evidence)} <span class="number">${count}</span></h4>
<div class="evidence">${row.evidence.length === 0 ? html`<p class="empty">${both(TEXTS.noEvidence)}</p>` : null}</div>
</div>
</details>`;
}

function byCloud(states: RequirementEntry['design']['byCloud']): Markup | null {
  const entries = Object.entries(states);
  if (entries.length < 2) return null;
  return html`${entries.map(([cloud, { status }]) => html` · ${CLOUD_NAMES[cloud] ?? cloud} ${statusPill(status)}`)}`;
}

function facetTable(facets: readonly FacetEntry[]): Markup {
  return html`<h4>${both(TEXTS.facets)}</h4>
<ul class="facets">${facets.map(facet)}</ul>`;
}

function facet({ id, status, byCloud: states, checks }: FacetEntry): Markup {
  const clouds = Object.entries(states);
  return html`<li><div class="facet-head"><code>#${id.split('#')[1]}</code> ${statusPill(status)}${clouds.length > 1 ? clouds.map(([cloud, of]) => html`<span class="cloud">${CLOUD_NAMES[cloud] ?? cloud} ${statusPill(of)}</span>`) : null}</div>
<p>${both(facetOf(id).statement)}</p>
<ul class="checks" aria-label="Checks / 检查">${checks.map(({ check, state }) => html`<li class="${state}"><code>${check}</code> ${both(SHOWING[state] ?? { en: state, zh: state })}</li>`)}</ul></li>`;
}
