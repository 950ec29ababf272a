import type { AssessConfig } from '../../lib/assess';
import type { ExceptionEntry } from '../../lib/evidence/exceptions';
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

const known = new Map<AssemblyCopy, Map<string, Report>>();

/** What is reported of an assembly, given exceptions; the same is judged once. */
export function reportOf(assembly: AssemblyCopy, exceptions: readonly ExceptionEntry[], asOf = TODAY): Report {
  const ofAssembly = known.get(assembly) ?? new Map<string, Report>();
  known.set(assembly, ofAssembly);
  const key = JSON.stringify([exceptions, asOf]);
  const config: AssessConfig = { ...assembly.assessConfig(), exceptions };
  const report = ofAssembly.get(key) ?? assembly.report({ config, asOf });
  ofAssembly.set(key, report);
  return report;
}
