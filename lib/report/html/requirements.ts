import { type FacetId, requirementOf } from '../../../constructs/standard';
import type { DesignStatus } from '../../evidence/facet-status';
import type { Cloud } from '../../evidence/subject';
import { grouped } from '../grouped';
import type { Report, RequirementEntry } from '../report';
import type { AttackEntry } from '../simulation';
import { correspondence } from './crosswalk';
import { facetList } from './facets';
import { filters } from './filters';
import { both, html, type Markup, sentenceCase } from './markup';
import { clausesOf } from './overview';
import { recordList } from './records';
import { cloudPills, statusPill } from './status';
import { TEXTS } from './texts';
import { CLAUSES, CLOUDS, OPERATION } from './words';

/** Network security: what it asks for, the pictures show. */
const NETWORK_CLAUSE = '8.3';

export function requirementsSection(report: Report): Markup {
  const known = {
    rules: new Map(report.rules.map((rule) => [rule.id, rule])),
    attacks: attacksByFacet(report),
  };
  const places = new Map(report.requirements.map(({ id }, index) => [id, index]));
  return html`<section id="requirements" aria-labelledby="requirements-title">
<h2 id="requirements-title">${both(TEXTS.requirements)} <span class="number">${report.requirements.length}</span></h2>
${filters(report)}
<p class="nothing" id="nothing" hidden>${both(TEXTS.nothingFound)}</p>
<p class="filtered" id="filtered" hidden>${both(TEXTS.filtered)}</p>
<noscript><p class="empty">${both(TEXTS.needsScript)}</p></noscript>
${clausesOf(report).map(
  ([clause, rows]) => html`<div class="clause" id="clause-${clause}">
<h3><b>${clause}</b> ${both(CLAUSES[clause] ?? { en: '', zh: '' })}</h3>${
    clause === NETWORK_CLAUSE && report.networks
      ? html`
<p><a href="#networks">${both(TEXTS.seeNetworks)}</a></p>`
      : null
  }
${rows.map((row) => requirement(row, places.get(row.id) ?? -1, known))}
</div>`,
)}
</section>`;
}

function attacksByFacet({ simulation }: Report): ReadonlyMap<FacetId, readonly AttackEntry[]> {
  const shown = simulation.attacks.flatMap((attack) => attack.facets.map((facet) => ({ facet, attack })));
  return new Map(
    [...grouped(shown, ({ facet }) => facet)].map(([facet, pairs]) => [facet, pairs.map(({ attack }) => attack)]),
  );
}

function requirement(row: RequirementEntry, index: number, known: Parameters<typeof facetList>[1]): Markup {
  const { id, expected, title, design, operation } = row;
  const statuses = Object.entries(design.byCloud) as (readonly [Cloud, { readonly status: DesignStatus }])[];
  const inClouds = statuses.map(([cloud, { status }]) => html` data-${cloud}="${status}"`);
  const differ = statuses.some(([, { status }]) => status !== design.status);
  return html`<details class="requirement" id="${id}" data-i=${index} data-status="${design.status}" data-kind="${expected}" data-clause="${row.clause}"${inClouds}>
<summary><span class="id">${id}</span><span class="name">${both(sentenceCase(title))}</span>${facetShare(row)}<span class="pills">${differ ? cloudPills(Object.fromEntries(statuses.map(([cloud, { status }]) => [cloud, status]))) : null}${statusPill(design.status)}</span><span class="operation ${operation.status}"><span class="hidden">${both(TEXTS.operation)}: </span>${both(OPERATION[operation.status])}${operation.emulated ? html` (${both(TEXTS.emulatedMark)})` : null}</span></summary>
<div class="body">
<p class="demand">${both(requirementOf(id).summary)}</p>
<dl class="meta">
<div><dt>${both(TEXTS.kind)}</dt><dd>${both(TEXTS[expected])}</dd></div>
${why(row)}
${observed(operation)}
${correspondence(id)}
</dl>
${design.facets.length > 0 ? facetList(row, known) : recordList(row)}
${otherEvidence(row)}
</div>
</details>`;
}

/** Why it runs as it does; that nothing was observed the row says, and the overview why. */
const observed = ({ status, reason, reasonZh }: RequirementEntry['operation']): Markup | null =>
  status === 'not-observed'
    ? null
    : html`<div><dt>${both(TEXTS.operation)}</dt><dd>${both({ en: reason, zh: reasonZh })}</dd></div>`;

/** `2/5`: how many facets are met, for rows that are not all or nothing. */
function facetShare({ design: { facets } }: RequirementEntry): Markup {
  if (facets.length === 0) return html`<span class="share"></span>`;
  const met = facets.filter(({ status }) => status === 'met').length;
  const tip = `${met}/${facets.length} ${TEXTS.facetsMet.en} · ${TEXTS.facetsMet.zh}`;
  return html`<span class="share" title="${tip}">${met}/${facets.length}<span class="hidden"> ${both(TEXTS.facetsMet)}</span></span>`;
}

/** The reason; where clouds differ, that of each. */
function why({ design }: RequirementEntry): Markup {
  const clouds = Object.entries(design.byCloud) as (readonly [
    Cloud,
    { readonly status: DesignStatus; readonly reason: string; readonly reasonZh: string },
  ])[];
  const alike = clouds.every(([, { reason }]) => reason === clouds[0]?.[1].reason);
  const lines = alike
    ? both({ en: design.reason, zh: design.reasonZh })
    : clouds.map(
        ([cloud, { status, reason, reasonZh }]) =>
          html`<p class="by-cloud"><b>${CLOUDS[cloud]}</b> ${statusPill(status)} ${both({ en: reason, zh: reasonZh })}</p>`,
      );
  return html`<div class="why"><dt>${both(TEXTS.reason)}</dt><dd>${lines}</dd></div>`;
}

/** What no facet names as its check, filled in by the script: declarations of constructs, tests of the requirement itself. */
function otherEvidence({ design, evidence }: RequirementEntry): Markup | null {
  const named = new Set(design.facets.flatMap(({ checks }) => checks.map(({ check }) => check)));
  const others = evidence.filter(({ kind, check }) => kind !== 'record' && !named.has(`${kind}:${check}`));
  if (evidence.length === 0) return html`<p class="empty">${both(TEXTS.noEvidence)}</p>`;
  if (others.length === 0) return null;
  return html`<div class="others"><h4>${both(TEXTS.otherEvidence)} <span class="number">${others.length}</span></h4></div>`;
}
