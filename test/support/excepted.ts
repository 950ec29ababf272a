import type { AssessConfig } from '../../lib/assess';
import type { Evidence } from '../../lib/evidence/evidence';
import type { ExceptionEntry } from '../../lib/evidence/exceptions';
import { provedBeside } from '../../lib/proofs/beside';
import type { Report } from '../../lib/report/report';
import { example, TODAY } from './landing-zone';
import { AssemblyCopy, type CfnDocument, propertiesOf } from './weakened-copy';

/** Takes rotation away from the key whose logical id begins so. */
export const stopRotation = (document: CfnDocument, key: string): void => {
  propertiesOf(document, 'AWS::KMS::Key', key)['EnableKeyRotation'] = false;
};

/** The quickstart with a key that is not rotated. */
export const operations = new AssemblyCopy(example('quickstart')).edit<CfnDocument>(
  'cdk.out/quickstart-operations.template.json',
  (document) => stopRotation(document, 'DiskKey'),
);
/** That key. */
export const DISK_KEY = 'quickstart-operations/DiskKey/Key/Resource';

/** An exception for it, or one that differs. */
export const exception = (more: Partial<ExceptionEntry> = {}): ExceptionEntry => ({
  id: 'accepted',
  check: 'kms-key-rotation',
  resource: DISK_KEY,
  reason: 'Rotation follows with the next release',
  owner: 'platform@example.com',
  expires: '2027-06-30',
  ...more,
});

/** An assembly, with what was reported of it and what its templates alone prove. */
interface Known {
  readonly reports: Map<string, Report>;
  readonly proofs: readonly Evidence[];
}

const known = new Map<AssemblyCopy, Known>();

/** Exceptions and the day have no say in it: the same for all reports. */
function knownOf(assembly: AssemblyCopy): Known {
  const { demands, flows, organization } = assembly.assessConfig();
  const proofs = provedBeside({ assembly: assembly.cdkOut, demands, flows, organization });
  return { reports: new Map(), proofs };
}

/** What is reported of an assembly, given exceptions; the same is judged once. */
export function reportOf(assembly: AssemblyCopy, exceptions: readonly ExceptionEntry[], asOf = TODAY): Report {
  const ofAssembly = known.get(assembly) ?? knownOf(assembly);
  known.set(assembly, ofAssembly);
  const { reports, proofs } = ofAssembly;
  const key = JSON.stringify([exceptions, asOf]);
  const config: AssessConfig = { ...assembly.assessConfig(), exceptions };
  const report = reports.get(key) ?? assembly.report({ config, asOf, longProofs: () => proofs });
  reports.set(key, report);
  return report;
}
