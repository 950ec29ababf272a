import { apiDocuments } from '../../evidence/api-documents';
import type { JudgedEstate } from '../../evidence/estate';
import type { Evidence } from '../../evidence/evidence';
import { apiInventory } from './api-inventory';
import type { DeclaredNetwork } from './declared-network';
import { firewallEntries } from './firewall-entries';
import { evidenceOf } from './found';
import { networkSharing } from './network-sharing';
import { zoneSeparation } from './zone-separation';

/** What networks are compared with. */
export interface Comparison {
  readonly declared: DeclaredNetwork;
  /** The day on which entries have to hold, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** Folders of CDK assemblies, beside whose templates documents of APIs lie. */
  readonly assemblies?: readonly string[];
}

/**
 * Whether networks, firewalls, joints between networks, and APIs of the templates are the ones that are declared, both ways. Each
 * statement has an entry for each resource that it speaks of, and none where there is no such resource.
 */
export const networkCompleteness = (
  estate: JudgedEstate,
  { declared, asOf, assemblies = [] }: Comparison,
): readonly Evidence[] => [
  ...evidenceOf(estate, '8.3/zoning#zone-separation', zoneSeparation(estate.estate)),
  ...evidenceOf(estate, '8.3/cloud-firewall#default-drop', firewallEntries(estate.estate, declared, asOf)),
  ...evidenceOf(estate, '8.3/vpc-isolation#cross-network-sharing', networkSharing(estate.estate, declared)),
  ...evidenceOf(
    estate,
    '8.3/api-security#inventory-and-access-log',
    apiInventory(estate.estate, () => apiDocuments(assemblies, estate.files)),
  ),
];
