import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gate } from '../../lib/commands/check';
import type { Report } from '../../lib/report/report';
import { example, isms, LandingZone, TODAY } from '../support/landing-zone';
import { type Checked, checkIn, type Edit, weakenedCopy } from '../support/weakened-copy';

interface Weakening {
  readonly edit: Edit;
  /** Rule that must find it. */
  readonly check: string;
  readonly requirement: string;
  readonly type: string;
  /** Properties at fault. */
  readonly properties: readonly string[];
  /** File that makes the resource, and how the line begins that does so. */
  readonly source: readonly [string, RegExp];
  /** In how many resources it is found. */
  readonly resources: number;
}

const WEAKENINGS: Readonly<Record<string, Weakening>> = {
  'a bucket without Object Lock': {
    edit: { file: 'constructs/sealed-bucket/record-bucket.ts', from: '      ...lock,\n', to: '' },
    check: 's3-object-lock',
    requirement: '8.6/log-storage',
    type: 'AWS::S3::Bucket',
    // the landing bucket of AWS Config takes no lock: its replica no longer has one
    properties: ['ObjectLockConfiguration.Rule.DefaultRetention', 'ObjectLockEnabled', 'ReplicationConfiguration'],
    source: ['constructs/sealed-bucket/record-bucket.ts', /new Bucket\(/],
    resources: 8,
  },
  'a network without flow log': {
    edit: {
      file: 'constructs/isolated-vpc/flow-log.ts',
      from: "  meets(flowLog, '8.6/log-collection#network-flow-logs');",
      to: "  scope.node.tryRemoveChild('FlowLog');",
    },
    check: 'vpc-flow-logs',
    requirement: '8.6/log-collection',
    type: 'AWS::EC2::VPC',
    properties: ['AWS::EC2::FlowLog'],
    source: ['constructs/isolated-vpc/network-parts.ts', /new CfnVPC\(/],
    resources: 2,
  },
  'a key that does not rotate': {
    edit: {
      file: 'constructs/purpose-key/purpose-key.ts',
      from: 'enableKeyRotation: true,',
      to: 'enableKeyRotation: false,',
    },
    check: 'kms-key-rotation',
    requirement: '8.4/encryption-at-rest',
    type: 'AWS::KMS::Key',
    properties: ['EnableKeyRotation'],
    source: ['constructs/purpose-key/purpose-key.ts', /new Key\(/],
    resources: 24,
  },
  'a key vault without purge protection': {
    edit: {
      file: 'cdktf/constructs/key-vault/key-vault.ts',
      from: 'purgeProtectionEnabled: true,',
      to: 'purgeProtectionEnabled: false,',
    },
    check: 'azure-key-vault-purge-protection',
    requirement: '8.4/encryption-at-rest',
    type: 'azurerm_key_vault',
    properties: ['purge_protection_enabled'],
    source: ['cdktf/constructs/key-vault/key-vault.ts', /new AzurermKeyVault\(/],
    resources: 2,
  },
};

type Verdict = Pick<Report, 'findings'> & {
  readonly passed: boolean;
  readonly requirements: readonly { readonly id: string; readonly status: string }[];
};

const verdictOf = ({ stdout }: Pick<Checked, 'stdout'>): Verdict => JSON.parse(stdout);

interface Outcome {
  readonly folder: string;
  readonly json: Checked;
}

const outcomes = new Map<string, Outcome>();

/** Two at a time: what runs the tests has two cores. */
beforeAll(async () => {
  const waiting = Object.entries(WEAKENINGS);
  const work = async (): Promise<void> => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const [name, { edit }] = next;
      const folder = weakenedCopy(edit);
      outcomes.set(name, { folder, json: await checkIn(folder, 'quickstart', '--json') });
    }
  };
  await Promise.all([work(), work()]);
});

function outcomeOf(name: string): Outcome {
  const outcome = outcomes.get(name);
  if (outcome) return outcome;
  throw new Error(`${name} was not tried`);
}

describe.each(Object.entries(WEAKENINGS))('%s, in the source', (name, weakening) => {
  const { check, requirement, type, properties, source, resources } = weakening;
  const [file, line] = source;

  test('fails the gate, and says nothing but that on standard error', () => {
    const { json } = outcomeOf(name);

    expect(json.status).toBe(1);
    expect(verdictOf(json).passed).toBe(false);
    expect(json.stderr.split('\n').filter((text) => !/(…|\d s)$/.test(text))).toEqual(['']);
  });

  test(`turns ${requirement} to not-met`, () => {
    const { requirements } = verdictOf(outcomeOf(name).json);

    expect(requirements.find(({ id }) => id === requirement)?.status).toBe('not-met');
  });

  test('names each resource, the property, and the line of source that made it', () => {
    const { folder, json } = outcomeOf(name);
    const found = verdictOf(json).findings.filter((finding) => finding.check === check);
    const lines = readFileSync(join(folder, file), 'utf8').split('\n');

    expect(new Set(found.map(({ subject }) => `${subject?.stack}/${subject?.logicalId}`)).size).toBe(resources);
    expect(new Set(found.map(({ property }) => property))).toEqual(new Set(properties));
    for (const { subject, requirements, exception } of found) {
      expect(subject).toMatchObject({ type, path: expect.stringMatching(/^[\w-]+(\/[\w.-]+)+$/), source: { file } });
      expect(lines[(subject?.source?.line ?? 0) - 1]).toMatch(line);
      expect(requirements).toContain(requirement);
      expect(exception).toBeNull();
    }
  });

  test('is judged the same from the assembly, finding by finding', () => {
    const { folder, json } = outcomeOf(name);
    const again = new LandingZone(example('quickstart').configFile, join(folder, 'out')).report();

    expect(gate(again)).toBe(1);
    expect(again.findings.length).toBeGreaterThan(0);
    expect(withoutLines(again)).toEqual(withoutLines(verdictOf(json)));
  });
});

/** Findings without source lines, which an assembly made by others has not. */
const withoutLines = ({ findings }: Pick<Report, 'findings'>) =>
  findings.map(({ subject, ...finding }) => ({ ...finding, subject: { ...subject, source: null } }));

describe('the summary for people', () => {
  test('names file and line, resource, rule and property of an open finding', () => {
    const { folder } = outcomeOf('a network without flow log');
    const { status, stdout } = isms(['check', '--assembly', join(folder, 'out', 'cdk.out'), '--as-of', TODAY]);
    const finding = stdout.slice(stdout.indexOf('constructs/isolated-vpc/network-parts.ts'));

    expect(status).toBe(1);
    expect(finding).toMatch(/^constructs\/isolated-vpc\/network-parts\.ts:\d+\b/);
    for (const told of [
      'quickstart-operations/Network/Vpc',
      'vpc-flow-logs',
      'AWS::EC2::FlowLog',
      '8.6/log-collection',
    ])
      expect(finding).toContain(told);
  });
});
