import type { RequirementId } from '../../../constructs/standard';
import type { Bilingual } from '../../../constructs/standard/bilingual';
import { crosswalkOf, titleOfClause, titleOfControl } from '../../../constructs/standard/crosswalk';
import { both, html, type Markup, separated } from './markup';
import { TEXTS } from './texts';

/** A number with its title, or without where the title stands beside another standard's same number. */
type Entry = readonly [string, Bilingual?];

/** Where other standards ask for the same. */
export function correspondence(id: RequirementId): Markup | null {
  const { iso27001, iso27002, iso27017 } = crosswalkOf(id);
  const shared: readonly string[] = iso27002;
  const lists: readonly (readonly [string, readonly Entry[]])[] = [
    ['ISO/IEC 27002:2013', iso27002.map((number) => [number, titleOfControl(number)])],
    [
      'ISO/IEC 27017:2015',
      iso27017.map((number) => (shared.includes(number) ? [number] : [number, titleOfControl(number)])),
    ],
    ['ISO/IEC 27001:2013', iso27001.map((number) => [number, titleOfClause(number)])],
  ];
  const named = lists.filter(([, entries]) => entries.length > 0);
  if (named.length === 0) return null;
  return html`<div class="crosswalk"><dt>${both(TEXTS.corresponds)}</dt><dd>${named.map(([standard, entries]) => list(standard, entries))}</dd></div>`;
}

const list = (standard: string, entries: readonly Entry[]): Markup =>
  html`<p><span class="standard">${standard}</span> ${separated(entries.map(control), ' · ')}</p>`;

const control = ([number, title]: Entry): Markup => html`<b>${number}</b>${title ? html` ${both(title)}` : null}`;
