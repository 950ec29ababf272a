import type { FacetRow } from './facet';
import { facets as facetRows } from './facets';
import type { RequirementRow } from './requirement';
import { requirements as requirementRows } from './requirements';

export type { Bilingual } from './bilingual';
export type { Availability, EvidenceDemand, FacetRow, ProofId } from './facet';
export { type Declaration, declarationsOf, meets, meetsBy } from './meets';
export type { ExpectedKind, RequirementRow } from './requirement';

/** An id of the catalogue, such as `8.2/mfa`: a misspelt one does not compile. */
export type RequirementId = (typeof requirementRows)[number]['id'];

/** An id of the catalogue, such as `8.2/mfa#privileged-step-up`. */
export type FacetId = (typeof facetRows)[number]['id'];

export interface Requirement extends RequirementRow {
  readonly id: RequirementId;
}

export interface Facet extends FacetRow {
  readonly id: FacetId;
  readonly requirement: RequirementId;
  readonly rollup?: readonly RequirementId[];
}

/** The 180 requirements, in the order of the standard. */
export const requirements: readonly Requirement[] = requirementRows;

/** The 320 facets of the `control` requirements, in the order of the standard. */
export const facets: readonly Facet[] = facetRows;

const requirementById = new Map<string, Requirement>(requirements.map((row) => [row.id, row]));
const facetById = new Map<string, Facet>(facets.map((row) => [row.id, row]));
const facetsByRequirement = new Map<string, Facet[]>();
for (const facet of facets) {
  const siblings = facetsByRequirement.get(facet.requirement);
  if (siblings) siblings.push(facet);
  else facetsByRequirement.set(facet.requirement, [facet]);
}

export const isRequirementId = (id: string): id is RequirementId => requirementById.has(id);

export const isFacetId = (id: string): id is FacetId => facetById.has(id);

/** @throws when the catalogue has no such requirement: types exclude it, data from outside may not. */
export function requirementOf(id: RequirementId): Requirement {
  return found(requirementById.get(id), 'requirement', id);
}

/** @throws when the catalogue has no such facet. */
export function facetOf(id: FacetId): Facet {
  return found(facetById.get(id), 'facet', id);
}

/** The facets of a requirement; none for what is not a control. */
export const facetsOf = (id: RequirementId): readonly Facet[] => facetsByRequirement.get(id) ?? [];

function found<Row>(row: Row | undefined, kind: string, id: string): Row {
  if (row) return row;
  throw new Error(`${id} is no ${kind} of Q/BJKB 012-2026`);
}
