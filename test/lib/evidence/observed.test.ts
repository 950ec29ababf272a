import { awsRules } from '../../../constructs/nag/registry';
import { Template } from '../../../constructs/nag/template';
import type { DeployedResource, Observation, Observations } from '../../../lib/collect/observe';
import type { LiveProperties } from '../../../lib/collect/reader';
import { JudgedEstate } from '../../../lib/evidence/estate';
import { observedEvidence, observedSummary } from '../../../lib/evidence/observed';

const AT = '2026-11-01T08:00:00.000Z';
const PLACE = { stack: 'acme-log-archive', account: '111111111111', region: 'eu-central-1' };

const RESOURCES = {
  Key: { Type: 'AWS::KMS::Key', Properties: { EnableKeyRotation: true } },
  Bucket: {
    Type: 'AWS::S3::Bucket',
    Properties: { BucketName: 'acme-trail', VersioningConfiguration: { Status: 'Enabled' } },
  },
  Policy: {
    Type: 'AWS::S3::BucketPolicy',
    Properties: { Bucket: { Ref: 'Bucket' }, PolicyDocument: { Statement: [] } },
  },
  Group: { Type: 'AWS::EC2::SecurityGroup', Properties: { GroupDescription: 'endpoints' } },
  Entry: {
    Type: 'AWS::EC2::SecurityGroupIngress',
    Properties: { GroupId: { 'Fn::GetAtt': ['Group', 'GroupId'] }, IpProtocol: 'tcp', FromPort: 443, ToPort: 443 },
  },
  EntryElsewhere: {
    Type: 'AWS::EC2::SecurityGroupIngress',
    Properties: { GroupId: 'sg-of-others', IpProtocol: 'tcp', FromPort: 443, ToPort: 443 },
  },
};

function estate(place: { stack: string; account: string; region: string } = PLACE): JudgedEstate {
  const judged = new JudgedEstate();
  const template = Template.cloudFormation({ Resources: RESOURCES }, { name: place.stack, estate: judged.estate });
  judged.add(template, { cloud: 'aws', partition: 'aws', ...place, locate: () => undefined, declarations: [] });
  return judged;
}

const resource = (
  logicalId: keyof typeof RESOURCES,
  more: Partial<DeployedResource> = {},
): DeployedResource & { at: string } => ({
  ...PLACE,
  logicalId,
  physicalId: logicalId,
  type: RESOURCES[logicalId].Type,
  at: AT,
  ...more,
});

const observations = (seen: readonly Observation[], more: Partial<Observations> = {}): Observations => ({
  version: 1,
  emulated: false,
  toolVersion: '0.1.0',
  answeredBy: ['https://kms.eu-central-1.amazonaws.com'],
  observations: seen,
  notReached: [],
  probes: [],
  ...more,
});

const outcomes = (check: string, seen: readonly Observation[], judged = estate()) =>
  observedEvidence(judged, awsRules, observations(seen))
    .filter((entry) => entry.check === check)
    .map(({ outcome, property }) => [outcome, property].filter(Boolean).join(' '));

describe('what was observed', () => {
  test('is judged in place of what the template says', () => {
    const rotating = { ...resource('Key'), properties: { EnableKeyRotation: true, RotationPeriodInDays: 365 } };
    const still = { ...resource('Key'), properties: { EnableKeyRotation: false } };

    expect(outcomes('kms-key-rotation', [rotating])).toEqual(['effective']);
    expect(outcomes('kms-key-rotation', [still])).toEqual(['ineffective EnableKeyRotation']);
  });

  test('is judged the same once it was written and read', () => {
    const bare = { ...resource('Bucket'), properties: { VersioningConfiguration: null, BucketEncryption: null } };
    const read = JSON.parse(JSON.stringify(bare)) as typeof bare;

    expect(outcomes('s3-versioning', [bare])).toEqual(['ineffective VersioningConfiguration.Status']);
    expect(outcomes('s3-versioning', [read])).toEqual(['ineffective VersioningConfiguration.Status']);
  });

  test('that could not be read is unknown, never effective', () => {
    const seen = observedEvidence(
      estate(),
      awsRules,
      observations([{ ...resource('Key'), failed: 'AccessDenied: no' }]),
    );

    expect(seen.length).toBeGreaterThan(0);
    expect(new Set(seen.map(({ outcome }) => outcome))).toEqual(new Set(['unknown']));
    expect(seen[0]?.message.en).toContain('could not be looked at: AccessDenied: no');
  });

  test('facts that could not be read leave the properties standing', () => {
    const seen = { ...resource('Key'), properties: { EnableKeyRotation: true }, factsFailed: 'Throttling: slow' };

    expect(outcomes('kms-key-rotation', [seen])).toEqual(['effective']);
    expect(outcomes('key-rotated-within-year', [seen])).toEqual(['unknown']);
  });

  test('is unknown where another resource that the rule judges by could not be read', () => {
    const bucket = { ...resource('Bucket'), properties: { VersioningConfiguration: { Status: 'Enabled' } } };
    const tls = (effect: string) => ({
      ...resource('Policy'),
      properties: {
        PolicyDocument: {
          Statement: [
            {
              Effect: effect,
              Principal: '*',
              Action: 's3:*',
              Resource: ['arn:aws:s3:::acme-trail', 'arn:aws:s3:::acme-trail/*'],
              Condition: { Bool: { 'aws:SecureTransport': 'false' } },
            },
            {
              Effect: effect,
              Principal: '*',
              Action: 's3:*',
              Resource: ['arn:aws:s3:::acme-trail', 'arn:aws:s3:::acme-trail/*'],
              Condition: { NumericLessThan: { 's3:TlsVersion': '1.2' } },
            },
          ],
        },
      },
    });

    expect(outcomes('s3-tls-only', [bucket])).toEqual(['unknown']);
    expect(outcomes('s3-tls-only', [bucket, { ...resource('Policy'), failed: 'x' }])).toEqual(['unknown']);
    expect(outcomes('s3-tls-only', [bucket, tls('Deny')])).toEqual(['effective']);
    expect(outcomes('s3-tls-only', [bucket, tls('Allow')])[0]).toMatch(/^ineffective/);
  });

  test('is of the parts as well that stand as resources of their own in the template, where the whole is well', () => {
    const group = (CidrIp: string) => ({
      ...resource('Group'),
      properties: {
        SecurityGroupIngress: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp }],
        SecurityGroupEgress: [],
        Tags: [],
      },
    });
    const seen = (observation: Observation) =>
      observedEvidence(estate(), awsRules, observations([observation]))
        .filter(({ check }) => check === 'security-group-ingress')
        .map(({ outcome, subject }) => `${subject?.logicalId} ${subject?.region} ${outcome}`);

    expect(seen(group('10.0.0.0/16'))).toEqual(['Group eu-central-1 effective', 'Entry eu-central-1 effective']);
    expect(seen(group('0.0.0.0/0'))).toEqual(['Group eu-central-1 ineffective']);
    expect(seen({ ...resource('Group'), failed: 'AccessDenied: no' })).toEqual([
      'Group eu-central-1 unknown',
      'Entry eu-central-1 unknown',
    ]);
  });

  test('counts for the place that it was seen in, and for no other', () => {
    const elsewhere = { ...resource('Key', { region: 'eu-west-1' }), properties: { EnableKeyRotation: false } };
    const gone = { ...resource('Key', { logicalId: 'Gone' }), properties: { EnableKeyRotation: false } };

    expect(outcomes('kms-key-rotation', [elsewhere, gone])).toEqual([]);
  });

  test('in many accounts counts for each of them', () => {
    const judged = estate({ ...PLACE, account: 'each', region: 'each' });
    const member = (account: string, EnableKeyRotation: boolean) => ({
      ...resource('Key', { account }),
      properties: { EnableKeyRotation },
    });
    const seen = [member('222222222222', true), member('333333333333', false)];
    const entries = observedEvidence(judged, awsRules, observations(seen)).filter(
      ({ check }) => check === 'kms-key-rotation',
    );

    expect(entries.map(({ outcome, subject }) => `${subject?.account} ${outcome}`)).toEqual([
      '222222222222 effective',
      '333333333333 ineffective',
    ]);
  });

  test('by an emulator is marked in every message', () => {
    const key = { ...resource('Key'), properties: { EnableKeyRotation: false } };
    const probe = {
      check: 'foreign-write-refused',
      facets: ['8.6/log-storage#authentic-delivery'] as const,
      outcome: 'effective' as const,
      at: AT,
      subject: null,
      message: { en: 'refused', zh: '被拒绝' },
    };
    const entries = observedEvidence(estate(), awsRules, observations([key], { emulated: true, probes: [probe] }));

    expect(entries.length).toBeGreaterThan(1);
    for (const { message, observed } of entries) {
      expect(message.en).toMatch(/^emulated: /);
      expect(message.zh).toMatch(/^模拟环境：/);
      expect(observed?.emulated).toBe(true);
    }
  });

  describe('by an emulator that has not kept all of it', () => {
    const bucket = (properties: LiveProperties, notKept: readonly string[] = ['BucketEncryption']) => ({
      ...resource('Bucket'),
      properties: { BucketEncryption: null, ObjectLockConfiguration: null, ...properties },
      notKept,
    });
    const judged = (check: string, seen: Observation, emulated = true) =>
      observedEvidence(estate(), awsRules, observations([seen], { emulated })).filter((entry) => entry.check === check);

    test('is unknown in what was not kept, and says why in both languages', () => {
      const [entry, ...more] = judged('s3-customer-managed-key', bucket({}));

      expect(more).toEqual([]);
      expect(entry?.outcome).toBe('unknown');
      expect(entry?.property).toBeUndefined();
      expect(entry?.message.en).toContain('emulated: the emulator does not keep BucketEncryption (');
      expect(entry?.message.zh).toContain('模拟器不保存 BucketEncryption');
    });

    test('is excused in nothing else', () => {
      const entries = judged('s3-versioning', bucket({ VersioningConfiguration: { Status: 'Suspended' } }));

      expect(entries.map(({ outcome, property }) => [outcome, property])).toEqual([
        ['ineffective', 'VersioningConfiguration.Status'],
      ]);
    });

    test('is judged by what somebody has put there since', () => {
      const byS3 = {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      };
      const [entry] = judged('s3-customer-managed-key', bucket({ BucketEncryption: byS3 }));

      expect(entry?.outcome).toBe('ineffective');
    });

    test('is unknown, never effective, to a rule that would be content without it', () => {
      const kept = judged('kms-key-rotation', {
        ...resource('Key'),
        properties: { EnableKeyRotation: true, RotationPeriodInDays: null },
      });
      const lost = judged('kms-key-rotation', {
        ...resource('Key'),
        properties: { EnableKeyRotation: true, RotationPeriodInDays: null },
        notKept: ['RotationPeriodInDays'],
      });

      expect(kept.map(({ outcome }) => outcome)).toEqual(['effective']);
      expect(lost.map(({ outcome }) => outcome)).toEqual(['unknown']);
      expect(lost[0]?.message.en).toContain('does not keep RotationPeriodInDays');
    });

    test('a finding beside what was not kept counts', () => {
      const [entry] = judged('kms-key-rotation', {
        ...resource('Key'),
        properties: { EnableKeyRotation: false, RotationPeriodInDays: null },
        notKept: ['RotationPeriodInDays'],
      });

      expect([entry?.outcome, entry?.property]).toEqual(['ineffective', 'EnableKeyRotation']);
    });

    test('a real account is never excused', () => {
      expect(judged('s3-customer-managed-key', bucket({}), false)[0]?.outcome).toBe('ineffective');
    });
  });

  test('that is gone obeys no rule that its template is judged by, and says why', () => {
    const gone = { ...resource('Key'), failed: 'NotFoundException: none', gone: true as const };
    const entries = observedEvidence(estate(), awsRules, observations([gone]));
    const [rotation] = entries.filter(({ check }) => check === 'kms-key-rotation');

    expect(rotation?.outcome).toBe('ineffective');
    expect(rotation?.message.en).toContain('is gone, though it is planned: NotFoundException: none');
    expect(rotation?.message.zh).toContain('已不存在');
    expect(entries.filter(({ outcome }) => outcome === 'effective')).toEqual([]);
  });

  test('that is gone helps nothing else to obey', () => {
    const gone = { ...resource('Policy'), failed: 'NoSuchBucketPolicy: none', gone: true as const };
    const bucket = { ...resource('Bucket'), properties: { VersioningConfiguration: { Status: 'Enabled' } } };

    expect(outcomes('s3-tls-only', [bucket, gone])[0]).toMatch(/^ineffective/);
    // the template's has nothing that this rule judges
    expect(outcomes('s3-delivery-principals', [gone])).toEqual([]);
  });

  test.each([
    ['effective', 'effective'],
    ['ineffective', 'ineffective'],
    ['not-enforced', 'unknown'],
    ['unknown', 'unknown'],
  ] as const)('a probe that is %s enters as %s', (outcome, expected) => {
    const probe = {
      check: 'p',
      facets: ['8.6/log-storage#write-once'] as const,
      outcome,
      at: AT,
      subject: { ...PLACE, logicalId: 'Bucket' },
      message: { en: 'x', zh: 'x' },
    };
    const [entry] = observedEvidence(estate(), awsRules, observations([], { probes: [probe] }));

    expect(entry?.outcome).toBe(expected);
    expect(entry?.subject?.logicalId).toBe('Bucket');
  });

  test('is summed up with what failed and when', () => {
    const key = { ...resource('Key'), properties: {} };
    const failed = { ...resource('Bucket', {}), at: '2026-11-01T09:00:00.000Z', failed: 'x' };
    const notReached = [{ ...PLACE, failed: 'gone' }];

    expect(observedSummary(observations([key, failed], { notReached }))).toEqual({
      emulated: false,
      read: 1,
      failed: 2,
      first: AT,
      last: '2026-11-01T09:00:00.000Z',
    });
  });
});
