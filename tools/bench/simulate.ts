import { readCdkAssembly } from '../../lib/evidence/cloudformation-assembly';
import { JudgedEstate } from '../../lib/evidence/estate';
import { policySimulation } from '../../lib/proofs/policy/policy-simulation';

/** The attacks on the policies alone, which judging contains, in a process of its own: nothing is compiled beforehand. */
const [assembly = ''] = process.argv.slice(2);
const estate = new JudgedEstate();
readCdkAssembly(assembly, estate);
const began = performance.now();
policySimulation(estate);
process.stdout.write(JSON.stringify((performance.now() - began) / 1000));
