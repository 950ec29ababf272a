import type { Bilingual, FacetId } from '../index';
import type { RecordId } from '../records';

/**
 * The checks that show a facet, built or not yet. Proofs and tests follow from the kinds of evidence that the facet
 * demands (`proof:residency`, and the tests titled with the facet's id); rules and records are named here.
 */
export interface FacetChecks {
  /** Rule ids in kebab case. Those that begin with `azure-` speak for Azure, all others for AWS. */
  readonly rules?: readonly string[];
  /** Records that the organisation keeps, by the id they carry in the configuration's `records`. */
  readonly records?: readonly string[];
  /**
   * Azure needs nothing of its own: the workflow runs on AWS for both clouds, or the check is of the product itself
   * (configuration, ledger, library). The facet has on Azure the status that it has on AWS.
   *
   * @default false
   */
  readonly azureThroughAws?: true;
  /**
   * On Azure the settings live in the directory (Microsoft Entra), which no template of ours holds: the records, and the
   * collector later, stand in for rules there.
   *
   * @default false
   */
  readonly azureByRecord?: true;
  /** Where a cloud has nothing that the facet's proofs could try: why, and what stands for it. */
  readonly nothingToTry?: { readonly [Column in 'awsCn' | 'azure']?: Bilingual };
}

/** The checks of the facets of one clause: a misspelt facet or record does not compile. */
export type ClauseMapping = {
  readonly [Id in FacetId]?: FacetChecks & { readonly records?: readonly RecordId[] };
};
