import { gate } from '../../lib/commands/check';
import type { Report } from '../../lib/report/report';
import { DISK_KEY, exception, operations, reportOf, stopRotation } from '../support/excepted';
import { example } from '../support/landing-zone';
import { AssemblyCopy, type CfnDocument, propertiesOf } from '../support/weakened-copy';

const statusIn = (report: Report, id: string): string | undefined =>
  report.requirements.find((requirement) => requirement.id === id)?.design.status;

describe('an exception', () => {
  test('suppresses the finding, shows it, and makes the requirement partial', () => {
    const report = reportOf(operations, [exception()]);
    const excepted = report.requirements
      .find(({ id }) => id === '8.4/encryption-at-rest')
      ?.evidence.filter(({ check, outcome }) => check === 'kms-key-rotation' && outcome === 'suppressed');

    expect(gate(report)).toBe(0);
    expect(report.findings).toMatchObject([
      { check: 'kms-key-rotation', property: 'EnableKeyRotation', exception: 'accepted', subject: { path: DISK_KEY } },
    ]);
    expect(report.exceptions).toEqual([{ ...exception(), state: 'active' }]);
    expect(excepted).toMatchObject([{ subject: { path: DISK_KEY } }]);
    expect(statusIn(report, '8.4/encryption-at-rest')).toBe('partial');
  });

  test('matches by stack and logical id as well', () => {
    const [finding] = reportOf(operations, []).findings;
    const { stack, logicalId } = finding?.subject ?? {};
    const report = reportOf(operations, [exception({ resource: `${stack}/${logicalId}` })]);

    expect(logicalId).toMatch(/^DiskKey/);
    expect(gate(report)).toBe(0);
    expect(report.findings).toMatchObject([{ exception: 'accepted' }]);
  });

  test.each([
    ['another rule', { check: 'kms-deletion-window' }],
    ['another resource', { resource: 'quickstart-operations-recovery/DiskKey/Key/Resource' }],
    ['all below a path', { resource: 'quickstart-operations/DiskKey' }],
    ['everything', { resource: '*' }],
  ])('for %s covers nothing, and is bad because it is unused', (_, more) => {
    const report = reportOf(operations, [exception(more)]);

    expect(gate(report)).toBe(1);
    expect(report.findings).toMatchObject([{ exception: null }]);
    expect(report.exceptions).toMatchObject([{ state: 'unused' }]);
    expect(statusIn(report, '8.4/encryption-at-rest')).toBe('not-met');
  });

  test.each([
    ['on its last day', '2027-06-30', 'expiring', 0],
    ['a day later', '2027-07-01', 'expired', 1],
    ['thirty days before its end', '2027-05-31', 'expiring', 0],
    ['thirty-one days before its end', '2027-05-30', 'active', 0],
  ])('%s', (_, asOf, state, code) => {
    const report = reportOf(operations, [exception()], asOf);

    expect(report.exceptions).toMatchObject([{ state }]);
    expect(gate(report)).toBe(code);
    expect(report.findings.filter((finding) => finding.exception === null)).toHaveLength(code);
  });

  test('that nothing needs any more fails the gate, whatever else is fine', () => {
    const report = reportOf(new AssemblyCopy(example('quickstart')), [exception()]);

    expect(report.findings).toEqual([]);
    expect(report.exceptions).toMatchObject([{ state: 'unused' }]);
    expect(gate(report)).toBe(1);
  });

  test('hides nothing but what it names: another finding on the same resource stays open', () => {
    const assembly = new AssemblyCopy(example('quickstart')).edit<CfnDocument>(
      'cdk.out/quickstart-operations.template.json',
      (document) => {
        stopRotation(document, 'DiskKey');
        propertiesOf(document, 'AWS::KMS::Key', 'DiskKey')['PendingWindowInDays'] = 7;
      },
    );
    const report = reportOf(assembly, [exception()]);

    expect(gate(report)).toBe(1);
    expect(report.findings.map(({ check, exception: covered }) => [check, covered])).toEqual([
      ['kms-deletion-window', null],
      ['kms-key-rotation', 'accepted'],
    ]);
  });
});

describe('a finding in what a StackSet deploys', () => {
  const organization = new AssemblyCopy(example('organization')).editBaseline('acme-organization', (document) =>
    stopRotation(document, 'BaselineSessionKey'),
  );

  test('is one for each unit, which it names with its accounts', () => {
    const { findings } = reportOf(organization, []);

    expect(findings.map(({ subject }) => subject?.target)).toEqual([
      { ou: 'Infrastructure', accounts: 3 },
      { ou: 'NonProduction', accounts: expect.any(Number) },
      { ou: 'Production', accounts: expect.any(Number) },
      { ou: 'Sandbox', accounts: expect.any(Number) },
      { ou: 'Security', accounts: 2 },
    ]);
    for (const { subject } of findings) {
      expect(subject).toMatchObject({ account: 'each', region: 'each', type: 'AWS::KMS::Key' });
      expect(subject?.source?.file).toBe('constructs/purpose-key/purpose-key.ts');
    }
  });

  test('is addressed by its path', () => {
    const [finding] = reportOf(organization, []).findings;
    const path = finding?.subject?.path ?? '';
    const report = reportOf(organization, [exception({ resource: path })]);

    expect(path).toMatch(/\/SessionKey\/Key\/Resource$/);
    expect(gate(report)).toBe(0);
    expect(report.findings).toHaveLength(5);
    expect(report.findings.every((one) => one.exception === 'accepted')).toBe(true);
  });

  test('is addressed in one unit by stack and logical id, and stays open in the others', () => {
    const { findings } = reportOf(organization, []);
    const sandbox = findings.find(({ subject }) => subject?.target?.ou === 'Sandbox')?.subject;
    const report = reportOf(organization, [exception({ resource: `${sandbox?.stack}/${sandbox?.logicalId}` })]);

    expect(sandbox?.stack).toMatch(/^acme-organization\/Baseline/);
    expect(report.findings.filter((one) => one.exception !== null).map(({ subject }) => subject?.target?.ou)).toEqual([
      'Sandbox',
    ]);
    expect(gate(report)).toBe(1);
  });
});
