import { type Resource, Unresolved } from '../../../constructs/nag/template';
import { type Bilingual, type FacetId, facetOf } from '../../../constructs/standard';
import type { JudgedEstate } from '../../evidence/estate';
import type { Evidence } from '../../evidence/evidence';
import { COMPLETENESS } from '../outsourcing/names';

/** What a comparison came to at one place. */
export interface Found {
  readonly outcome: 'passed' | 'failed' | 'unknown';
  readonly message: Bilingual;
  /** The resource that shows it. @default - what is missing everywhere shows nowhere */
  readonly at?: Resource;
  /** The property of it. */
  readonly property?: string;
}

type Place = Pick<Found, 'at' | 'property'>;

export const passed = (place: Place, en: string, zh: string): Found => ({
  outcome: 'passed',
  message: { en, zh },
  ...place,
});
export const failed = (place: Place, en: string, zh: string): Found => ({
  outcome: 'failed',
  message: { en, zh },
  ...place,
});
export const unknown = (place: Place, en: string, zh: string): Found => ({
  outcome: 'unknown',
  message: { en, zh },
  ...place,
});

/** What deployment alone decides is unknown, and speaks for nothing. */
export function unlessOpen(at: Resource, look: () => readonly Found[]): readonly Found[] {
  try {
    return look();
  } catch (error) {
    if (!(error instanceof Unresolved)) throw error;
    return [unknown({ at }, error.because.en, error.because.zh)];
  }
}

/** What is against it, or that nothing is. */
export const orPassed = (found: readonly Found[], place: Place, en: string, zh: string): readonly Found[] =>
  found.length > 0 ? found : [passed(place, en, zh)];

/** The entries of the ledger, each with the resource and the line that made it. */
export const evidenceOf = (estate: JudgedEstate, facet: FacetId, found: readonly Found[]): readonly Evidence[] =>
  found.map(({ outcome, message, at, property }) => ({
    kind: 'proof',
    check: COMPLETENESS,
    outcome,
    message,
    subject: at ? estate.subjectOf(at, property) : null,
    ...(property !== undefined && { property }),
    ...(!at && { cloud: 'aws' }),
    requirements: [facetOf(facet).requirement],
    facets: [facet],
  }));
