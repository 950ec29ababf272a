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

/** The status in each cloud, for those that differ from the overall one. */
export function cloudPills(byCloud: ByCloud<DesignStatus>): Markup | null {
  const states = Object.entries(byCloud) as (readonly [Cloud, DesignStatus])[];
  if (states.length < 2) return null;
  return html`<span class="clouds">${states.map(
    ([cloud, status]) =>
      html`<span class="cloud ${status}">${CLOUDS[cloud]} <i aria-hidden=true>${DESIGN[status].sign}</i><span class="hidden">${both(DESIGN[status].name)}</span></span>`,
  )}</span>`;
}

export const toned = ({ name, sign, tone }: OutcomeWords): Markup =>
  html`<span class="${tone}"><i aria-hidden=true>${sign}</i> ${both(name)}</span>`;

/** `✕ 1 non-compliant ✓ 12 compliant`: how many came to what, the worst first. */
export function outcomeCounts(outcomes: readonly Outcome[]): Markup | null {
  const counts = OUTCOME_ORDER.map((outcome) => ({
    words: OUTCOMES[outcome],
    count: outcomes.filter((each) => each === outcome).length,
  })).filter(({ count }) => count > 0);
  if (counts.length === 0) return null;
  return html`<span class="counts">${counts.map(
    ({ words: { sign, tone, name }, count }) => html`<span class="${tone}">${sign} ${count} ${both(name)}</span>`,
  )}</span>`;
}
