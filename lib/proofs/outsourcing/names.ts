/** The proof's name, as facets demand it. */
export const COMPLETENESS = 'completeness';
