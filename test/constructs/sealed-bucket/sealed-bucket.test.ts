import { App, Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { storageRules } from '../../../constructs/nag/rules/storage';
import { s3Replication } from '../../../constructs/nag/rules/storage/s3-replication';
import { Delivery } from '../../../constructs/sealed-bucket/delivery';
import { LandingBucket } from '../../../constructs/sealed-bucket/landing-bucket';
import { SealedBucket, type SealedBucketProps } from '../../../constructs/sealed-bucket/sealed-bucket';
import { declarationsOf } from '../../../constructs/standard';
import { faults } from '../../support/judged';

const ORGANIZATION = { organizationId: 'o-abcdefghij' };

function made(props: Partial<SealedBucketProps> = {}, region = 'eu-west-1') {
  const stack = new Stack(new App(), 'Stack', { env: { account: '111111111111', region } });
  const sealed = new SealedBucket(stack, 'Trail', { key: new Key(stack, 'Key'), ...props });
  return { stack, sealed };
}

const synthesized = (props?: Partial<SealedBucketProps>): Template => Template.fromStack(made(props).stack);

/** Asserts that the bucket's policy has a statement. */
function expectStatement(template: Template, statement: Readonly<Record<string, unknown>>): void {
  template.hasResourceProperties('AWS::S3::BucketPolicy', {
    PolicyDocument: { Statement: Match.arrayWith([Match.objectLike(statement)]) },
  });
}

describe('SealedBucket', () => {
  test('8.6/log-retention#minimum-period: locks objects for 183 days by default', () => {
    synthesized().hasResourceProperties('AWS::S3::Bucket', {
      ObjectLockEnabled: true,
      ObjectLockConfiguration: { Rule: { DefaultRetention: { Days: 183 } } },
    });
  });

  test('8.6/log-storage#write-once: locks objects in compliance mode', () => {
    synthesized().hasResourceProperties('AWS::S3::Bucket', {
      ObjectLockConfiguration: { Rule: { DefaultRetention: { Mode: 'COMPLIANCE' } } },
      VersioningConfiguration: { Status: 'Enabled' },
    });
  });

  test('8.6/log-storage#write-once: denies deletion and unlocking to everybody', () => {
    expectStatement(synthesized(), {
      Sid: 'NobodyDestroys',
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: Match.arrayWith(['s3:BypassGovernanceRetention', 's3:DeleteObjectVersion']),
    });
  });

  test('8.6/log-storage#log-encryption: refuses objects under another key, and the provider’s', () => {
    const template = synthesized({ keyAliasArn: 'arn:aws:kms:eu-west-1:111111111111:alias/acme/logs' });

    expectStatement(template, {
      Sid: 'NoOtherKey',
      Condition: {
        StringNotEquals: {
          's3:x-amz-server-side-encryption-aws-kms-key-id': [
            { 'Fn::GetAtt': [Match.stringLikeRegexp('^Key'), 'Arn'] },
            'arn:aws:kms:eu-west-1:111111111111:alias/acme/logs',
          ],
        },
        Null: { 's3:x-amz-server-side-encryption-aws-kms-key-id': 'false' },
      },
    });
    expectStatement(template, {
      Sid: 'NoProviderKey',
      Condition: {
        StringEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' },
        Null: { 's3:x-amz-server-side-encryption-aws-kms-key-id': 'true' },
      },
    });
  });

  test('8.4/encryption-in-transit#stores-refuse-plaintext: refuses requests without TLS, and below 1.2', () => {
    const template = synthesized();

    expectStatement(template, {
      Effect: 'Deny',
      Action: 's3:*',
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    });
    expectStatement(template, { Effect: 'Deny', Condition: { NumericLessThan: { 's3:TlsVersion': 1.2 } } });
  });

  test('8.4/leak-prevention#public-exposure-blocked: is never public, and has no access lists', () => {
    synthesized().hasResourceProperties('AWS::S3::Bucket', {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    });
  });

  test.each([
    ['its own account by default', undefined, { 'aws:PrincipalAccount': ['111111111111'] }],
    ['its organization', ORGANIZATION, { 'aws:PrincipalOrgID': 'o-abcdefghij' }],
  ])('8.6/log-storage#authentic-delivery: keeps out whoever is not of %s', (_, insiders, condition) => {
    expectStatement(synthesized({ insiders }), {
      Sid: 'NoOutsiders',
      Effect: 'Deny',
      Condition: {
        StringNotEqualsIfExists: condition,
        BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
      },
    });
  });

  test('8.4/retention#technical-enforcement: lets nothing expire before the retention ends', () => {
    const template = synthesized({ retention: Duration.days(365), expiration: Duration.days(400) });

    template.hasResourceProperties('AWS::S3::Bucket', {
      ObjectLockConfiguration: { Rule: { DefaultRetention: { Days: 365 } } },
      LifecycleConfiguration: {
        Rules: [{ ExpirationInDays: 400, NoncurrentVersionExpiration: { NoncurrentDays: 365 } }],
      },
    });
  });

  test('keeps bucket and policy when the stack is deleted', () => {
    const template = synthesized();

    template.hasResource('AWS::S3::Bucket', { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    template.hasResource('AWS::S3::BucketPolicy', { DeletionPolicy: 'Retain' });
  });

  test('locks a trial in governance mode, and lets its policy go with the stack', () => {
    const template = synthesized({ lockMode: 'governance' });

    template.hasResourceProperties('AWS::S3::Bucket', {
      ObjectLockConfiguration: { Rule: { DefaultRetention: { Mode: 'GOVERNANCE' } } },
    });
    template.hasResource('AWS::S3::BucketPolicy', { DeletionPolicy: Match.absent() });
  });

  test('8.2/session-recording#immutable-storage: says by a tag what it holds', () => {
    const { stack, sealed } = made({ holds: 'recordings' });

    Template.fromStack(stack).hasResourceProperties('AWS::S3::Bucket', {
      Tags: Match.arrayWith([{ Key: 'isms:holds', Value: 'recordings' }]),
    });
    expect(declarationsOf(sealed.bucket).flatMap(({ requirements }) => requirements)).toContain(
      '8.2/session-recording#immutable-storage',
    );
  });

  test.each(['eu-west-1', 'cn-northwest-1'])('passes the storage rules but that on replication, in %s', (region) => {
    const { stack } = made({ deliveries: [Delivery.logDelivery(ORGANIZATION)], insiders: ORGANIZATION }, region);

    expect(
      faults(
        [stack],
        storageRules.filter((rule) => rule !== s3Replication),
      ).filter(ofSeal),
    ).toEqual([]);
  });

  test('the standard wins over bucketProps that slip past the types', () => {
    const careless: object = { versioned: false, enforceSSL: false, autoDeleteObjects: true, objectLockEnabled: false };
    const template = synthesized({ bucketProps: careless });

    template.hasResourceProperties('AWS::S3::Bucket', {
      VersioningConfiguration: { Status: 'Enabled' },
      ObjectLockEnabled: true,
    });
    template.resourceCountIs('Custom::S3AutoDeleteObjects', 0);
  });

  test('throws when the retention is too short, and says what to do', () => {
    expect(() => synthesized({ retention: Duration.days(182) })).toThrow(
      'Stack/Trail: retention of 182 days is shorter than the 183 that 8.6/log-retention#minimum-period needs. Leave it out, or give more.',
    );
  });

  test('throws when records would expire while they are locked', () => {
    expect(() => synthesized({ retention: Duration.days(365), expiration: Duration.days(364) })).toThrow(
      /expiration after 364 days contradicts the retention of 365 days; 8.4\/retention#technical-enforcement/,
    );
  });

  test.each([
    ['no account', { accounts: [] }],
    ['a malformed account', { accounts: ['1234'] }],
    ['a malformed organization', { organizationId: 'acme' }],
  ])('throws when insiders are %s', (_, insiders) => {
    expect(() => synthesized({ insiders })).toThrow(/8.6\/log-storage accepts records on behalf of named ones only/);
  });
});

describe('Delivery', () => {
  const trailArn = 'arn:aws:cloudtrail:eu-west-1:222222222222:trail/acme-trail';

  test('8.6/log-storage#authentic-delivery: CloudTrail writes for one trail, into its owners’ folders', () => {
    const deliveries = [Delivery.cloudTrail({ trailArn, owners: ['222222222222', 'o-abcdefghij'] })];

    expectStatement(synthesized({ deliveries, bucketName: 'acme-trail' }), {
      Sid: 'AWSCloudTrailWrite',
      Principal: { Service: 'cloudtrail.amazonaws.com' },
      Action: 's3:PutObject',
      Resource: [
        { 'Fn::Join': ['', [Match.anyValue(), '/AWSLogs/222222222222/*']] },
        { 'Fn::Join': ['', [Match.anyValue(), '/AWSLogs/o-abcdefghij/*']] },
      ],
      Condition: { StringEquals: { 'aws:SourceArn': trailArn } },
    });
  });

  test.each([
    ['AWSConfigWrite', 'config.amazonaws.com', Delivery.config(ORGANIZATION)],
    ['AWSLogDeliveryWrite', 'delivery.logs.amazonaws.com', Delivery.logDelivery(ORGANIZATION)],
  ])('8.6/log-storage#authentic-delivery: %s is for the organization’s accounts', (sid, service, delivery) => {
    expectStatement(synthesized({ deliveries: [delivery] }), {
      Sid: sid,
      Principal: { Service: service },
      Action: 's3:PutObject',
      Condition: Match.objectLike({ StringEquals: { 'aws:SourceOrgID': 'o-abcdefghij' } }),
    });
  });

  test('8.2/session-recording#immutable-storage: hosts write recordings and read nothing', () => {
    const template = synthesized({ deliveries: [Delivery.sessionRecordings(ORGANIZATION, 'acme-session-host')] });
    const [policy] = Object.values(template.findResources('AWS::S3::BucketPolicy'));
    const allowed = policy?.['Properties'].PolicyDocument.Statement.filter(
      ({ Effect }: { Effect: string }) => Effect === 'Allow',
    );

    expect(allowed.map(({ Action }: { Action: string }) => Action)).toEqual([
      's3:GetEncryptionConfiguration',
      's3:PutObject',
    ]);
    expect(allowed[1].Condition.StringEquals).toEqual({ 'aws:PrincipalOrgID': 'o-abcdefghij' });
  });
});

describe('LandingBucket', () => {
  test('has everything but the lock, which AWS Config cannot deliver into', () => {
    const stack = new Stack(new App(), 'Stack', { env: { account: '111111111111', region: 'eu-west-1' } });
    new LandingBucket(stack, 'Config', { key: new Key(stack, 'Key'), deliveries: [Delivery.config(ORGANIZATION)] });
    const template = Template.fromStack(stack);

    template.hasResourceProperties('AWS::S3::Bucket', {
      ObjectLockEnabled: Match.absent(),
      ObjectLockConfiguration: Match.absent(),
      VersioningConfiguration: { Status: 'Enabled' },
    });
    expectStatement(template, { Sid: 'NobodyDestroys', Effect: 'Deny' });
  });
});

/** The key of these tests is no subject of theirs. */
const ofSeal = (fault: string): boolean => !fault.includes(' Key');
