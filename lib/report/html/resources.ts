import type { Bilingual } from '../../../constructs/standard/bilingual';
import type { Outcome } from '../../evidence/evidence';
import type { Subject } from '../../evidence/subject';
import { grouped } from '../grouped';
import type { Report, ResourceEntry } from '../report';
import { Table } from '../table';
import { accountsOf, both, html, type Markup, pathParts, separated } from './markup';
import { outcomeCounts } from './status';
import { TEXTS } from './texts';
import { CLOUDS } from './words';

/** One resource with the outcomes of its verdicts, in the order of the report. */
interface Row extends Pick<ResourceEntry, 'subject'> {
  readonly index: number;
  readonly outcomes: readonly Outcome[];
  /** Number of the reason why no rule need judge it. */
  readonly reason: number | null;
}

/** @param outcomes the outcomes of the verdicts on each resource, in the order of the report */
export function resourcesSection({ resources }: Report, outcomes: readonly (readonly Outcome[])[]): Markup {
  const reasons = new Table<Bilingual>();
  const rows = resources.map((resource, index) => ({
    subject: resource.subject,
    index,
    outcomes: outcomes[index] ?? [],
    reason: reasonOf(resource, reasons),
  }));
  return html`<section id="resources" aria-labelledby="resources-title">
<h2 id="resources-title">${both(TEXTS.resources)} <span class="number">${resources.length}</span></h2>
<form class="filters script" role="search" aria-labelledby="resources-title"><label>${both(TEXTS.search)} <input type="search" id="filter-r" autocomplete="off" placeholder="${TEXTS.searchResources.en}" data-en="${TEXTS.searchResources.en}" data-zh="${TEXTS.searchResources.zh}"></label><output id="shown-resources" for="filter-r"></output></form>
<p class="nothing" id="no-resources" hidden>${both(TEXTS.nothingFound)}</p>
${stackGroups(byStack(rows))}
${reasons.rows.length > 0 ? reasonList(reasons.rows, rows) : null}
</section>`;
}

const reasonOf = ({ supporting, supportingZh }: ResourceEntry, reasons: Table<Bilingual>): number | null =>
  supporting === null ? null : reasons.add(supporting, { en: supporting, zh: supportingZh ?? supporting });

/** Each reason once, since many resources share it: rows lead to it, and the script tells it in the row. */
function reasonList(reasons: readonly Bilingual[], rows: readonly Row[]): Markup {
  const types = grouped(rows, ({ reason }) => reason);
  const typesOf = (number: number) => new Set(types.get(number)?.map(({ subject }) => subject.type));
  return html`<h3>${both(TEXTS.supporting)}</h3>
<p class="detail">${both(TEXTS.supportingText)}</p>
<dl class="reasons">${reasons.map(
    (reason, number) =>
      html`<div id="reason-${number}"><dt>${separated([...typesOf(number)], ', ')}</dt><dd>${both(reason)}</dd></div>`,
  )}</dl>`;
}

const stackOf = ({ stack, target }: Subject): string => (target ? `${stack} → ${target.ou}` : stack);

/** Resources, or what has one, as they stand together in the page. */
export const byStack = <Item extends { readonly subject: Subject }>(
  items: readonly Item[],
): readonly (readonly Item[])[] => [...grouped(items, ({ subject }) => stackOf(subject)).values()];

function stackGroups(stacks: readonly (readonly Row[])[]): readonly (Markup | null)[] {
  const places = new Map(stacks.flat().map((row, place) => [row, place]));
  return stacks.map((rows) => stackGroup(rows, places));
}

function stackGroup(rows: readonly Row[], places: ReadonlyMap<Row, number>): Markup | null {
  const [first] = rows;
  if (!first) return null;
  const { cloud, account, region, target } = first.subject;
  const reach = target ? accountsOf(target.accounts) : account;
  const where = [CLOUDS[cloud], reach, region].filter((part) => part !== 'unknown');
  return html`<details class="stack">
<summary><span class="name">${stackOf(first.subject)}</span><small>${separated(where, ' · ')}</small>${outcomeCounts(rows.flatMap(({ outcomes }) => outcomes.filter((outcome) => outcome !== 'not-applicable' && outcome !== 'declared')))}<span class="number">${rows.length}</span></summary>
${rows.map((row) => resourceRow(row, row.index === places.get(row)))}
</details>`;
}

function resourceRow({ subject, index, outcomes, reason }: Row, inPlace: boolean): Markup {
  const verdicts = outcomes.filter((outcome) => outcome !== 'declared' && outcome !== 'not-applicable');
  const counts = verdicts.length > 0 ? outcomeCounts(verdicts) : html`<span class="counts plain">–</span>`;
  const supporting =
    reason === null
      ? null
      : html`<div class="body"><p><a href="#reason-${reason}">${both(TEXTS.supporting)}</a></p></div>`;
  const source = subject.source && html`<code>${subject.source.file}:${subject.source.line}</code>`;
  // there are thousands of these: short elements, and the script adds requirements, reason and verdicts when the row is opened
  const number = inPlace ? null : html` data-i=${index}`;
  return html`<details class="resource"${number}><summary><b>${pathParts(inStack(subject))}</b><small>${subject.type}</small>${counts}${source}</summary>${supporting}</details>`;
}

/** The path below the stack, under whose name it stands. */
export const inStack = ({ path, stack }: Subject): string =>
  path.startsWith(`${stack}/`) ? path.slice(stack.length + 1) : path;
