import type { JudgedEstate } from '../../evidence/estate';
import type { Evidence } from '../../evidence/evidence';
import { AccessEstate } from '../access/access-estate';
import type { KnownOrganization } from '../access/places';
import { breakGlassFactor } from './break-glass';
import { evidenceAccess } from './evidence-access';
import { evidenceElsewhere } from './evidence-elsewhere';
import { personBinding } from './person-binding';
import { personKept } from './person-kept';
import { recordedPersons } from './recorded-persons';
import { separationOfDuties } from './separation-of-duties';
import { tenantIsolation } from './tenant-isolation';
import { thirdPartyAccess } from './third-party';
import { trustAndResourcePolicies } from './trust';
import { waysToMore } from './ways-to-more';

/** Each shows a facet or two, of whatever in the templates it speaks of; nothing where there is nothing of the kind. */
const PROOFS: readonly ((estate: AccessEstate) => readonly Evidence[])[] = [
  tenantIsolation,
  separationOfDuties,
  waysToMore,
  evidenceAccess,
  evidenceElsewhere,
  recordedPersons,
  personBinding,
  personKept,
  breakGlassFactor,
  trustAndResourcePolicies,
  thirdPartyAccess,
];

/** What the policies of the templates say of identities, decided call by call. */
export function identityAccess(estate: JudgedEstate, organization?: KnownOrganization): readonly Evidence[] {
  const access = new AccessEstate(estate, organization);
  return PROOFS.flatMap((proof) => proof(access));
}
