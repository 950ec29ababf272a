import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gate } from '../../lib/commands/check';
import type { FindingEntry, Report } from '../../lib/report/report';
import { example, isms, TODAY } from '../support/landing-zone';
import { AssemblyCopy, type CfnDocument, propertiesOf, temporaryFolder } from '../support/weakened-copy';

type Properties = Record<string, unknown>;

interface Document extends Partial<CfnDocument> {
  readonly resource?: Record<string, Record<string, Properties>>;
}

interface Weakening {
  readonly file: string;
  readonly weaken: (document: Document) => void;
  readonly check: string;
  readonly requirement: string;
  readonly property: string;
  readonly path: string;
}

const ARCHIVE = 'cdk.out/quickstart-log-archive.template.json';
const OPERATIONS = 'cdk.out/quickstart-operations.template.json';
const AZURE = 'cdktf.out/stacks/azure-quickstart-westeurope/cdk.tf.json';

const WEAKENINGS: Readonly<Record<string, Weakening>> = {
  'a bucket without Object Lock': {
    file: ARCHIVE,
    weaken: (document) => {
      delete propertiesOf(document as CfnDocument, 'AWS::S3::Bucket', 'ArchiveTrail')['ObjectLockConfiguration'];
    },
    check: 's3-object-lock',
    requirement: '8.6/log-storage',
    property: 'ObjectLockConfiguration.Rule.DefaultRetention',
    path: 'quickstart-log-archive/Archive/Trail/Bucket/Resource',
  },
  'a network without flow log': {
    file: OPERATIONS,
    weaken: ({ Resources: resources = {} }) => {
      const [id = ''] = Object.entries(resources).find(([, { Type: type }]) => type === 'AWS::EC2::FlowLog') ?? [];
      delete resources[id];
    },
    check: 'vpc-flow-logs',
    requirement: '8.6/log-collection',
    property: 'AWS::EC2::FlowLog',
    path: 'quickstart-operations/Network/Vpc',
  },
  'a key that does not rotate': {
    file: OPERATIONS,
    weaken: (document) => {
      propertiesOf(document as CfnDocument, 'AWS::KMS::Key', 'DiskKey')['EnableKeyRotation'] = false;
    },
    check: 'kms-key-rotation',
    requirement: '8.4/encryption-at-rest',
    property: 'EnableKeyRotation',
    path: 'quickstart-operations/DiskKey/Key/Resource',
  },
  'a key vault without purge protection': {
    file: AZURE,
    weaken: ({ resource = {} }) => {
      for (const vault of Object.values(resource['azurerm_key_vault'] ?? {})) delete vault['purge_protection_enabled'];
    },
    check: 'azure-key-vault-purge-protection',
    requirement: '8.4/encryption-at-rest',
    property: 'purge_protection_enabled',
    path: 'azure-quickstart-westeurope/KeyVault/Vault',
  },
};

/** The synthesized quickstart with one template weakened. */
const weakened = ({ file, weaken }: Pick<Weakening, 'file' | 'weaken'>): AssemblyCopy =>
  new AssemblyCopy(example('quickstart')).edit<Document>(file, weaken);

interface Verdict {
  readonly passed: boolean;
  readonly findings: readonly FindingEntry[];
  readonly exceptions: Report['exceptions'];
  readonly requirements: readonly { readonly id: string; readonly status: string }[];
}

function check(
  assembly: AssemblyCopy,
  ...args: readonly string[]
): { readonly status: number | null; readonly verdict: Verdict } {
  const { status, stdout } = isms(['check', ...assembly.assemblyArguments, '--as-of', TODAY, '--json', ...args]);
  return { status, verdict: JSON.parse(stdout) };
}

const statusOf = ({ requirements }: Verdict, id: string): string | undefined =>
  requirements.find((requirement) => requirement.id === id)?.status;

describe.each(Object.entries(WEAKENINGS))('%s, in the template', (_, weakening) => {
  const report = weakened(weakening).report();

  test('fails the gate and turns the requirement to not-met', () => {
    const [requirement] = report.requirements.filter(({ id }) => id === weakening.requirement);

    expect(gate(report)).toBe(1);
    expect(requirement?.design.status).toBe('not-met');
  });

  test('names the resource and the property', () => {
    const { check: rule, property, path } = weakening;

    expect(new Set(report.findings.map(({ subject }) => subject?.path))).toEqual(new Set([path]));
    expect(report.findings).toContainEqual(expect.objectContaining({ check: rule, property, exception: null }));
  });
});

test('what nobody weakened passes', () => {
  const { status, verdict } = check(weakened({ file: ARCHIVE, weaken: () => undefined }));

  expect(status).toBe(0);
  expect(verdict.findings).toEqual([]);
  for (const { requirement } of Object.values(WEAKENINGS)) expect(statusOf(verdict, requirement)).not.toBe('not-met');
});

describe('an assembly made by others', () => {
  const weakening = WEAKENINGS['a key that does not rotate'];
  if (!weakening) throw new Error('no such weakening');
  const own = weakened(weakening);
  const foreign = weakened(weakening);
  for (const folder of [foreign.cdkOut, foreign.cdktfOut]) {
    for (const file of readdirSync(folder).filter((name) => name.startsWith('isms-'))) rmSync(join(folder, file));
  }

  test('is judged the same without our notes beside it, source lines aside', () => {
    const withoutLines = ({ verdict }: ReturnType<typeof check>) =>
      verdict.findings.map(({ subject, ...finding }) => ({ ...finding, subject: { ...subject, source: null } }));
    const [ours, theirs] = [check(own), check(foreign)];

    expect(ours.verdict.findings[0]?.subject?.source?.file).toBe('constructs/purpose-key/purpose-key.ts');
    expect(theirs.verdict.findings[0]?.subject?.source).toBeNull();
    expect([ours.status, theirs.status]).toEqual([1, 1]);
    expect(ours.verdict.passed).toBe(false);
    expect(withoutLines(theirs)).toEqual(withoutLines(ours));
  });

  test('is judged with the exceptions of a configuration that is named', () => {
    const config = join(temporaryFolder(), 'landing-zone.yaml');
    writeFileSync(config, `${readFileSync(example('quickstart').configFile, 'utf8')}${EXCEPTION}`);
    const { status, verdict } = check(foreign, '--config', config);

    expect(status).toBe(0);
    expect(verdict.exceptions).toMatchObject([{ id: 'disk-key', state: 'active' }]);
    expect(verdict.findings).toMatchObject([{ check: 'kms-key-rotation', exception: 'disk-key' }]);
    expect(statusOf(verdict, '8.4/encryption-at-rest')).toBe('partial');
  });
});

const EXCEPTION = `
exceptions:
  - id: disk-key
    check: kms-key-rotation
    resource: quickstart-operations/DiskKey/Key/Resource
    reason: Rotation follows with the next release
    owner: platform@example.com
    expires: 2027-06-30
`;
