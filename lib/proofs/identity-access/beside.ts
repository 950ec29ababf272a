import { readCdkAssembly } from '../../evidence/cloudformation-assembly';
import { JudgedEstate } from '../../evidence/estate';
import type { Evidence } from '../../evidence/evidence';
import type { IdentityWork } from '../../parts';
import { identityAccess } from './identity-access';

/** The proofs on identities of an assembly of this product, by who has nothing of it in memory. */
export function proved({ assembly, demands, organization }: IdentityWork): readonly Evidence[] {
  const estate = new JudgedEstate(demands);
  readCdkAssembly(assembly, estate);
  return identityAccess(estate, organization);
}
