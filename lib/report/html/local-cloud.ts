import type { Bilingual } from '../../../constructs/standard';
import { resourcesIn, type Standing, type StandingCounts, type StandingOfType } from '../../collect/local-cloud';
import { whyNoneRead } from '../../collect/not-read';
import type { LocalCloudReport, Report } from '../report';
import { both, html, type Markup, sentenceCase } from './markup';
import { TEXTS } from './texts';
import { STANDINGS } from './words';

const COLUMNS = Object.keys(STANDINGS) as Standing[];

/** What stood behind the resources of the local cloud, and what it dropped; nothing where none was looked at. */
export function localCloudSection({ localCloud }: Report): Markup | null {
  if (!localCloud) return null;
  return html`<section id="local-cloud" aria-labelledby="local-cloud-title">
<h2 id="local-cloud-title">${both(TEXTS.localCloud)} <span class="number">${resourcesIn(localCloud.counts)}</span></h2>
<p class="verdict not-met"><b>${both(TEXTS.localCloudEmulated)}</b> ${both(told(localCloud))}</p>
<dl class="kinds">${COLUMNS.map((standing) => html`<div><dt>${both(STANDINGS[standing].name)}</dt><dd>${both(STANDINGS[standing].meaning)}</dd></div>`)}</dl>
<div class="scroll" tabindex="0" role="region" aria-labelledby="local-cloud-title"><table class="counted">
<thead><tr>${[TEXTS.resourceType, TEXTS.resources, ...COLUMNS.map((standing) => STANDINGS[standing].name), TEXTS.droppedProperties].map((name) => html`<th scope="col">${both(name)}</th>`)}</tr></thead>
<tbody>${localCloud.types.map(row)}</tbody>
<tfoot><tr><th scope="row">${both(sentenceCase(TEXTS.all))}</th>${cells(localCloud.counts)}<td></td></tr></tfoot>
</table></div>
</section>`;
}

function told({ counts, realPercent, read, unread, deployedAt }: LocalCloudReport) {
  const all = resourcesIn(counts);
  return {
    en: `${realPercent} % of ${all} resources stood behind a real API of the emulator when it was deployed to (${deployedAt}). ${read} were read back and judged by the rules that judge the templates; ${unread} of those that should have been could not be.`,
    zh: `部署时（${deployedAt}），${all} 个资源中 ${realPercent} % 由模拟器的真实 API 承载。已回读 ${read} 个资源并以判定模板的规则判定，应回读而未能读取 ${unread} 个。`,
  };
}

const row = ({ type, counts, read, dropped }: StandingOfType): Markup =>
  html`<tr><th scope="row">${type}</th>${cells(counts)}<td>${dropped.map(({ property, resources }) => html`<div><code>${property}</code> (${resources})</div>`)}${read === 0 ? both(notCompared(type, counts)) : ''}</td></tr>`;

const cells = (counts: StandingCounts): readonly Markup[] =>
  [resourcesIn(counts), ...COLUMNS.map((standing) => counts[standing])].map((count) => html`<td>${count}</td>`);

/** A blank would say that nothing was dropped. */
function notCompared(type: string, counts: StandingCounts): Bilingual {
  const why = whyNoneRead(type, counts);
  return { en: `${TEXTS.notCompared.en}: ${why.en}`, zh: `${TEXTS.notCompared.zh}：${why.zh}` };
}
