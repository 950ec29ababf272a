import type { DesignStatus } from '../../evidence/facet-status';
import type { Report, RequirementEntry } from '../report';
import { both, html, type Markup } from './markup';
import { CLAUSES, DESIGN, TEXTS } from './texts';

export const STATUSES = Object.keys(DESIGN) as DesignStatus[];

export const statusPill = (status: DesignStatus): Markup =>
  html`<span class="pill ${status}"><span aria-hidden="true">${DESIGN[status].sign}</span> ${both(DESIGN[status].name)}</span>`;

export function header(report: Report): Markup {
  const { commit, asOf } = report.generated;
  const { clouds, partitions, accounts, regions } = report.scope;
  return html`<header>
<div class="brand">
<p class="standard">${report.standard.id} · ${both(report.standard.title)}</p>
<h1>${both(TEXTS.title)}</h1>
<dl class="facts">
<div><dt>${both(TEXTS.asOf)}</dt><dd>${asOf}</dd></div>
<div><dt>${both(TEXTS.commit)}</dt><dd><code>${commit?.slice(0, 12) ?? TEXTS.none.en}</code></dd></div>
<div><dt>${both(TEXTS.scope)}</dt><dd>${[...clouds, ...partitions.filter((name) => name !== 'aws' && name !== 'azure')].join(', ')} · ${accounts} ${both(TEXTS.accounts)} · ${regions.join(', ')}</dd></div>
</dl>
</div>
<div class="actions">
<div class="languages" role="group" aria-label="Language / 语言">
<button type="button" data-lang="en" aria-pressed="true" lang="en">English</button><button type="button" data-lang="zh" aria-pressed="false"><span class="name">中文</span></button>
</div>
<button type="button" id="print">${both(TEXTS.print)}</button>
</div>
<nav aria-label="Report">
<a href="#overview">${both(TEXTS.overview)}</a>
<a href="#requirements">${both(TEXTS.requirements)} <b>${report.requirements.length}</b></a>
<a href="#findings">${both(TEXTS.findings)} <b>${report.findings.length}</b></a>
<a href="#exceptions">${both(TEXTS.exceptions)} <b>${report.exceptions.length}</b></a>
<a href="#resources">${both(TEXTS.resources)} <b>${report.resources.length}</b></a>
<a href="#manifest">${both(TEXTS.manifest)}</a>
</nav>
</header>`;
}

export function overviewSection(report: Report): Markup {
  return html`<section id="overview" aria-labelledby="overview-title">
<h2 id="overview-title">${both(TEXTS.overview)}</h2>
<div class="overview">
<div>
<ul class="tiles">${STATUSES.map((status) => tile(report, status))}</ul>
<h3>${both(TEXTS.reading)}</h3>
<p><b>${both(TEXTS.design)}.</b> ${both(TEXTS.readingDesign)}</p>
<p><b>${both(TEXTS.operation)}.</b> ${both(TEXTS.readingOperation)}</p>
<p>${both(TEXTS.readingInstructions)}</p>
</div>
<div>
<h3>${both(TEXTS.byClause)}</h3>
${clauseTable(report)}
</div>
</div>
</section>`;
}

function tile(report: Report, status: DesignStatus): Markup {
  const count = report.requirements.filter(({ design }) => design.status === status).length;
  return html`<li class="tile ${status}"><button type="button" data-status="${status}"><span class="count">${count}</span> <span class="label"><span aria-hidden="true">${DESIGN[status].sign}</span> ${both(DESIGN[status].name)}</span><span class="meaning">${both(DESIGN[status].meaning)}</span></button></li>`;
}

function clauseTable(report: Report): Markup {
  const clauses = [...new Set(report.requirements.map(({ clause }) => clause))];
  return html`<table class="clauses">
<thead><tr><th scope="col">${both(TEXTS.clause)}</th><th scope="col">${both(TEXTS.status)}</th></tr></thead>
<tbody>${clauses.map((clause) =>
    clauseRow(
      clause,
      report.requirements.filter((row) => row.clause === clause),
    ),
  )}</tbody>
</table>`;
}

function clauseRow(clause: string, rows: readonly RequirementEntry[]): Markup {
  const counts = STATUSES.map((status) => ({
    status,
    count: rows.filter(({ design }) => design.status === status).length,
  }));
  return html`<tr><th scope="row"><a href="#clause-${clause}">${clause} ${both(CLAUSES[clause] ?? { en: clause, zh: clause })}</a></th>
<td><ul class="bar">${counts
    .filter(({ count }) => count > 0)
    .map(
      ({ status, count }) =>
        html`<li class="${status}" style="flex-grow:${count}" title="${DESIGN[status].name.en} / ${DESIGN[status].name.zh}: ${count}"><span aria-hidden="true">${DESIGN[status].sign}</span> ${count}<span class="hidden"> ${both(DESIGN[status].name)}</span></li>`,
    )}</ul></td></tr>`;
}
