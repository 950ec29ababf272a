import type { Bilingual } from '../../../constructs/standard/bilingual';
import type { Outcome } from '../../evidence/evidence';
import type { DesignStatus } from '../../evidence/facet-status';
import type { ByCloud } from '../../evidence/requirement-status';
import type { Cloud } from '../../evidence/subject';
import { both, html, type Markup } from './markup';
import { CLOUDS, DESIGN, OUTCOME_ORDER, OUTCOMES, type OutcomeWords } from './words';

/** The design statuses in the order in which they are told. */
export const STATUSES = Object.keys(DESIGN) as readonly DesignStatus[];

export const statusPill = (status: DesignStatus): Markup =>
  html`<span class="pill ${status}"><i aria-hidden=true>${DESIGN[status].sign}</i> ${both(DESIGN[status].name)}</span>`;

/** The status in each cloud, for those that differ from the overall one; sign and word come from the style sheet. */
export function cloudPills(byCloud: ByCloud<DesignStatus>): Markup | null {
  const states = Object.entries(byCloud) as (readonly [Cloud, DesignStatus])[];
  if (states.length < 2) return null;
  return html`<span class="clouds">${states.map(
    ([cloud, status]) => html`<span class="cloud ${status}">${CLOUDS[cloud]}</span>`,
  )}</span>`;
}

export const toned = ({ name, sign, tone }: OutcomeWords): Markup =>
  html`<span class="${tone}"><i aria-hidden=true>${sign}</i> ${both(name)}</span>`;

/** `✕ 1 non-compliant ✓ 12 compliant`: how many came to what, the worst first; the words come from the style sheet. */
export function outcomeCounts(outcomes: readonly Outcome[]): Markup | null {
  const counts = OUTCOME_ORDER.map((outcome) => ({
    outcome,
    count: outcomes.filter((each) => each === outcome).length,
  })).filter(({ count }) => count > 0);
  if (counts.length === 0) return null;
  return html`<span class="counts">${counts.map(
    ({ outcome, count }) =>
      html`<span class="${OUTCOMES[outcome].tone} ${outcome}">${OUTCOMES[outcome].sign} ${count}</span>`,
  )}</span>`;
}

/** What stands in thousands of places is written once: the style sheet says it after the element, in the reader's language. */
export const statusWords = (): string =>
  [
    ...OUTCOME_ORDER.map((outcome) => said(`.counts .${outcome}`, OUTCOMES[outcome].name)),
    ...STATUSES.map((status) => said(`.cloud.${status}`, DESIGN[status].name, ` ${DESIGN[status].sign}`)),
  ].join('');

/** @param shown for the eye, in place of the word, which is then for whoever has the page read out */
const said = (selector: string, { en, zh }: Bilingual, shown?: string): string =>
  [
    ['', en],
    ['header:has(#lang-zh:checked) ~ main ', zh],
  ]
    .map(([language, word]) => {
      const content = shown === undefined ? `" ${word}"` : `"${shown}"/" ${word}"`;
      return `${language}${selector}::after{content:${content}}`;
    })
    .join('');
