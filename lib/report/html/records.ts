import { recordKindOf } from '../../../constructs/standard/records';
import type { EvidenceEntry, RequirementEntry } from '../report';
import { both, html, type Markup } from './markup';
import { toned } from './status';
import { TEXTS } from './texts';
import { OUTCOMES } from './words';

/** The records that people or providers supply: which, what must be in them, and whether they are there. */
export function recordList({ evidence }: RequirementEntry): Markup | null {
  const records = evidence.filter(({ kind }) => kind === 'record');
  if (records.length === 0) return null;
  return html`<h4>${both(TEXTS.records)} <span class="number">${records.length}</span></h4>
<ul class="records">${records.map((record) => html`<li>${recordLine(record)}</li>`)}</ul>`;
}

export function recordLine({ check, outcome, message, messageZh }: EvidenceEntry): Markup {
  const kind = recordKindOf(check);
  const contents = outcome === 'missing' ? null : kind?.contents;
  return html`<p class="record"><b>${kind ? both(kind.title) : check}</b> <code>${check}</code> ${toned(OUTCOMES[outcome])}</p>
<p class="detail">${both({ en: message, zh: messageZh })}</p>${contents ? html`<p class="detail">${both(contents)}</p>` : null}`;
}
