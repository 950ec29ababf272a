import type { Bilingual } from '../../../constructs/standard/bilingual';
import type { Report } from '../report';
import { both, html, type Markup } from './markup';
import { STATUSES } from './status';
import { TEXTS } from './texts';
import { CLAUSES, CLOUDS, DESIGN } from './words';

/** Only scripts can filter, so this is shown only where they run. */
export function filters(report: Report): Markup {
  const { clouds } = report.scope;
  const clauses = [...new Set(report.requirements.map(({ clause }) => clause))];
  return html`<form class="filters script" id="filters" role="search" aria-labelledby="requirements-title">
<label class="search"><span>${both(TEXTS.search)}</span> <input type="search" id="filter-q" autocomplete="off" placeholder="${TEXTS.searchHint.en}" data-en="${TEXTS.searchHint.en}" data-zh="${TEXTS.searchHint.zh}"></label>
${choice(
  'status',
  TEXTS.status,
  STATUSES.map((status) => [status, DESIGN[status].name]),
)}
${choice(
  'kind',
  TEXTS.kind,
  (['control', 'inherited', 'organisational'] as const).map((kind) => [kind, TEXTS[kind]]),
)}
${choice(
  'clause',
  TEXTS.clause,
  clauses.map((clause) => [clause, clauseName(clause)]),
)}
${
  clouds.length > 1
    ? choice(
        'cloud',
        TEXTS.cloud,
        clouds.map((cloud) => [cloud, { en: CLOUDS[cloud], zh: CLOUDS[cloud] }]),
      )
    : null
}
<span class="buttons"><output id="shown" for="filter-q filter-status filter-kind filter-clause filter-cloud" aria-live="polite"></output>
<button type="button" class="clear" id="clear" hidden>${both(TEXTS.clear)}</button>
<button type="button" id="open-all">${both(TEXTS.openAll)}</button>
<button type="button" id="close-all">${both(TEXTS.closeAll)}</button></span>
</form>`;
}

function clauseName(clause: string): Bilingual {
  const name = CLAUSES[clause];
  return { en: `${clause} ${name?.en ?? ''}`, zh: `${clause} ${name?.zh ?? ''}` };
}

export const choice = (name: string, label: Bilingual, options: readonly (readonly [string, Bilingual])[]): Markup =>
  html`<label><span>${both(label)}</span> <select id="filter-${name}" autocomplete="off">${option('', TEXTS.all)}${options.map(([value, text]) => option(value, text))}</select></label>`;

/** An option holds text alone: the script puts in the one of the reader's language. */
const option = (value: string, { en, zh }: Bilingual): Markup =>
  html`<option value="${value}" data-en="${en}" data-zh="${zh}">${en}</option>`;
