import type { Bilingual, FacetId } from '../../../constructs/standard';
import { facetOf } from '../../../constructs/standard';
import type { JudgedEstate } from '../../evidence/estate';
import type { Evidence, Outcome } from '../../evidence/evidence';
import { assignments } from './assignments';
import type { DeclaredIdentity } from './declared';
import { entrances } from './entrances';

/** The proof's name, as facets demand it. */
export const COMPLETENESS = 'completeness';

/** What was found of a statement of the standard, and of what resource that speaks. */
export interface Ruling {
  readonly outcome: Extract<Outcome, 'passed' | 'failed' | 'unknown'>;
  readonly message: Bilingual;
}

type Prover = (estate: JudgedEstate, declared: DeclaredIdentity) => Ruling;

const PROVERS: readonly (readonly [FacetId, Prover])[] = [
  ['8.2/identity#single-identity-source', entrances],
  ['8.2/identity#group-based-assignment', assignments],
];

/**
 * Goes through every template for the ways in which people come in and for what they are given, and compares them with the
 * configuration: one entry for each statement of the standard that this decides.
 */
export const identityCompleteness = (estate: JudgedEstate, declared: DeclaredIdentity): readonly Evidence[] =>
  PROVERS.map(([facet, prove]) => ({
    kind: 'proof',
    check: COMPLETENESS,
    ...prove(estate, declared),
    subject: null,
    requirements: [facetOf(facet).requirement],
    facets: [facet],
    cloud: 'aws',
  }));
