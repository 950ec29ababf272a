import { readCdkAssembly } from '../evidence/cloudformation-assembly';
import { JudgedEstate } from '../evidence/estate';
import type { Evidence } from '../evidence/evidence';
import type { BesideWork } from '../parts';
import { identityAccess } from './identity-access/identity-access';
import { reachability } from './network/reachability';
import { sessionLifeCycle } from './session-life-cycle/session-life-cycle';
import { endToEndRecord } from './traceability/end-to-end-record';

/** Proofs that rest on the templates alone, and take as long together as all others: a thread beside can make them. */
export const longProofs = (
  estate: JudgedEstate,
  { flows, organization }: Pick<BesideWork, 'flows' | 'organization'> = {},
): readonly Evidence[] => [
  ...reachability(estate, flows),
  ...identityAccess(estate, organization),
  ...sessionLifeCycle(estate),
  ...endToEndRecord(estate),
];

/** The same of an assembly of this product, by who has nothing of it in memory. */
export function provedBeside({ assembly, demands, ...work }: BesideWork): readonly Evidence[] {
  const estate = new JudgedEstate(demands);
  readCdkAssembly(assembly, estate);
  return longProofs(estate, work);
}
