import type { Environment } from '../../../../../constructs/nag/intrinsics';
import { type Verdict, verdictOf } from '../../../../../constructs/nag/rule';
import { s3LogRetention } from '../../../../../constructs/nag/rules/storage/s3-log-retention';
import { s3ObjectLock } from '../../../../../constructs/nag/rules/storage/s3-object-lock';
import { s3ObjectLockCompliance } from '../../../../../constructs/nag/rules/storage/s3-object-lock-compliance';
import { s3Replication } from '../../../../../constructs/nag/rules/storage/s3-replication';
import { Estate, Resource, Template } from '../../../../../constructs/nag/template';
import { describeRule } from '../../../../support/rule-cases';

const holding = (what = 'logs') => ({ Tags: [{ Key: 'isms:holds', Value: what }] });

const lockedFor = (retention: object) => ({
  ObjectLockEnabled: true,
  ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention: retention } },
});

const locked = lockedFor({ Mode: 'COMPLIANCE', Days: 183 });

const copyingTo = (bucket: unknown, rule: object = {}) => ({
  ReplicationConfiguration: {
    Role: 'arn:aws:iam::111111111111:role/replication',
    Rules: [
      {
        Status: 'Enabled',
        Filter: { Prefix: '' },
        DeleteMarkerReplication: { Status: 'Disabled' },
        Destination: { Bucket: bucket },
        ...rule,
      },
    ],
  },
});

/** A bucket called `Subject` beside something else. */
const beside = (other: { readonly Type: string; readonly Properties?: unknown }, bucket: object = {}) => ({
  template: { Subject: { Type: 'AWS::S3::Bucket', Properties: bucket }, Other: other },
});

const channelTo = (bucket: unknown) => ({
  Type: 'AWS::Config::DeliveryChannel',
  Properties: { S3BucketName: bucket },
});

const subject = { Ref: 'Subject' };

/** A landing bucket of AWS Config, with the replica that keeps what lands. */
const landing = (replica: object, bucket: object = {}, rule: object = {}) => ({
  template: {
    Subject: {
      Type: 'AWS::S3::Bucket',
      Properties: { ...copyingTo({ 'Fn::GetAtt': ['Replica', 'Arn'] }, rule), ...bucket },
    },
    Replica: { Type: 'AWS::S3::Bucket', Properties: replica },
    Channel: channelTo(subject),
  },
});

describeRule(s3ObjectLock, {
  compliant: {
    'a default lock': { ...holding(), ...locked },
    'a default lock in governance mode, which another rule judges': {
      ...holding('recordings'),
      ...lockedFor({ Mode: 'GOVERNANCE', Days: 1 }),
    },
    'a landing bucket of AWS Config whose replica is locked': landing(locked),
    'a landing bucket of server access logs whose replica is locked': {
      template: {
        Subject: { Type: 'AWS::S3::Bucket', Properties: copyingTo({ 'Fn::GetAtt': ['Replica', 'Arn'] }) },
        Replica: { Type: 'AWS::S3::Bucket', Properties: locked },
        Logged: {
          Type: 'AWS::S3::Bucket',
          Properties: { LoggingConfiguration: { DestinationBucketName: { Ref: 'Subject' } } },
        },
      },
    },
  },
  nonCompliant: {
    'no lock': [holding(), 'ObjectLockEnabled', 'ObjectLockConfiguration.Rule.DefaultRetention'],
    'the lock switched off': [{ ...holding(), ...locked, ObjectLockEnabled: false }, 'ObjectLockEnabled'],
    'no lock by default': [{ ...holding(), ObjectLockEnabled: true }, 'ObjectLockConfiguration.Rule.DefaultRetention'],
    'no lock on what a trail fills': [
      beside({ Type: 'AWS::CloudTrail::Trail', Properties: { S3BucketName: subject } }, { ObjectLockEnabled: true }),
      'ObjectLockConfiguration.Rule.DefaultRetention',
    ],
    'no lock on what a flow log fills, below a prefix': [
      beside(
        {
          Type: 'AWS::EC2::FlowLog',
          Properties: { LogDestination: { 'Fn::Join': ['', [{ 'Fn::GetAtt': ['Subject', 'Arn'] }, '/vpc']] } },
        },
        { ObjectLockEnabled: true },
      ),
      'ObjectLockConfiguration.Rule.DefaultRetention',
    ],
    'no lock on what a session document fills by name': [
      beside(
        { Type: 'AWS::SSM::Document', Properties: { Content: { inputs: { s3BucketName: 'main-recordings' } } } },
        { BucketName: 'main-recordings', ObjectLockEnabled: true },
      ),
      'ObjectLockConfiguration.Rule.DefaultRetention',
    ],
    'no lock on what DNS query logging fills': [
      beside(
        {
          Type: 'AWS::Route53Resolver::ResolverQueryLoggingConfig',
          Properties: { DestinationArn: { 'Fn::Sub': 'arn:${AWS::Partition}:s3:::main-dns/queries' } },
        },
        { BucketName: 'main-dns', ObjectLockEnabled: true },
      ),
      'ObjectLockConfiguration.Rule.DefaultRetention',
    ],
    'no lock on the replica of a log bucket': [
      {
        template: {
          Subject: { Type: 'AWS::S3::Bucket', Properties: { ObjectLockEnabled: true } },
          Source: {
            Type: 'AWS::S3::Bucket',
            Properties: { ...holding(), ...locked, ...copyingTo({ 'Fn::GetAtt': ['Subject', 'Arn'] }) },
          },
        },
      },
      'ObjectLockConfiguration.Rule.DefaultRetention',
    ],
    'a landing bucket of AWS Config that locks, so that nothing arrives': [
      beside(channelTo(subject), locked),
      'ObjectLockConfiguration.Rule',
    ],
    'a landing bucket that is copied nowhere': [beside(channelTo(subject)), 'ReplicationConfiguration'],
    'a landing bucket whose replica is not locked': [landing({}), 'ReplicationConfiguration'],
    'a landing bucket whose copying is off': [landing(locked, {}, { Status: 'Disabled' }), 'ReplicationConfiguration'],
    'a bucket that logs into itself': [
      { LoggingConfiguration: { LogFilePrefix: 'self/' } },
      'ReplicationConfiguration',
    ],
  },
  notApplicable: {
    'a bucket for anything else': { BucketName: 'main-data' },
    'a bucket beside a trail that fills another': beside({
      Type: 'AWS::CloudTrail::Trail',
      Properties: { S3BucketName: 'elsewhere' },
    }),
    'a bucket whose name begins like a log bucket': beside(
      { Type: 'AWS::CloudTrail::Trail', Properties: { S3BucketName: 'main-trail-2' } },
      { BucketName: 'main-trail' },
    ),
  },
  unknown: {
    'a lock that a parameter decides': { ...holding(), ...locked, ObjectLockEnabled: { Ref: 'Lock' } },
    'a tag that deployment decides': { Tags: [{ Key: { Ref: 'Tag' }, Value: 'logs' }] },
  },
});

describeRule(s3ObjectLockCompliance, {
  compliant: { 'compliance mode': locked },
  nonCompliant: {
    'governance mode': [
      lockedFor({ Mode: 'GOVERNANCE', Days: 183 }),
      'ObjectLockConfiguration.Rule.DefaultRetention.Mode',
    ],
  },
  notApplicable: { 'a bucket without a default lock': { ObjectLockEnabled: true } },
  unknown: { 'a mode that a parameter decides': lockedFor({ Mode: { Ref: 'Mode' }, Days: 183 }) },
});

const expiring = (rule: object) => ({
  ...holding(),
  ...locked,
  LifecycleConfiguration: { Rules: [{ Status: 'Enabled', ...rule }] },
});

describeRule(s3LogRetention, {
  compliant: {
    'exactly the least period': { ...holding(), ...locked },
    'a year': { ...holding('records'), ...lockedFor({ Mode: 'COMPLIANCE', Years: 1 }) },
    'expiry when the lock ends': expiring({ ExpirationInDays: 183 }),
    'expiry of earlier versions when the lock ends': expiring({
      NoncurrentVersionExpiration: { NoncurrentDays: 183 },
    }),
    'a rule that only moves': expiring({ Transitions: [{ StorageClass: 'GLACIER', TransitionInDays: 30 }] }),
    'an early rule that is off': expiring({ Status: 'Disabled', ExpirationInDays: 1 }),
    'a landing bucket, whose replica is judged': landing(locked),
  },
  nonCompliant: {
    'a day less': [
      { ...holding(), ...lockedFor({ Mode: 'COMPLIANCE', Days: 182 }) },
      'ObjectLockConfiguration.Rule.DefaultRetention.Days',
    ],
    'no lock': [holding(), 'ObjectLockConfiguration.Rule.DefaultRetention.Days'],
    'no years at all': [
      { ...holding(), ...lockedFor({ Mode: 'COMPLIANCE', Years: 0 }) },
      'ObjectLockConfiguration.Rule.DefaultRetention.Years',
    ],
    'expiry a day early': [expiring({ ExpirationInDays: 182 }), 'LifecycleConfiguration.Rules.0.ExpirationInDays'],
    'expiry of earlier versions a day early': [
      expiring({ NoncurrentVersionExpiration: { NoncurrentDays: 182 } }),
      'LifecycleConfiguration.Rules.0.NoncurrentVersionExpiration.NoncurrentDays',
    ],
    'expiry of earlier versions, spelt as it once was': [
      expiring({ NoncurrentVersionExpirationInDays: 1 }),
      'LifecycleConfiguration.Rules.0.NoncurrentVersionExpirationInDays',
    ],
    'expiry before a longer lock ends': [
      { ...expiring({ ExpirationInDays: 200 }), ...lockedFor({ Mode: 'COMPLIANCE', Days: 365 }) },
      'LifecycleConfiguration.Rules.0.ExpirationInDays',
    ],
    'expiry on a date': [
      expiring({ ExpirationDate: '2030-01-01T00:00:00Z' }),
      'LifecycleConfiguration.Rules.0.ExpirationDate',
    ],
    'expiry of what lands': [
      landing(locked, { LifecycleConfiguration: { Rules: [{ Status: 'Enabled', ExpirationInDays: 7 }] } }),
      'LifecycleConfiguration.Rules.0.ExpirationInDays',
    ],
    'a finding beside a rule that a condition decides': [
      {
        ...holding(),
        ...locked,
        LifecycleConfiguration: {
          Rules: [{ 'Fn::If': ['Long', {}, {}] }, { Status: 'Enabled', ExpirationInDays: 1 }],
        },
      },
      'LifecycleConfiguration.Rules.1.ExpirationInDays',
    ],
  },
  notApplicable: { 'a bucket for anything else': lockedFor({ Mode: 'COMPLIANCE', Days: 1 }) },
  unknown: {
    'a period that a parameter decides': { ...holding(), ...lockedFor({ Mode: 'COMPLIANCE', Days: { Ref: 'Days' } }) },
    'lifecycle rules that a condition decides': {
      ...holding(),
      ...locked,
      LifecycleConfiguration: { Rules: { 'Fn::If': ['Long', [], []] } },
    },
    'an expiry that a parameter decides': expiring({ ExpirationInDays: { Ref: 'Days' } }),
  },
});

const HOME = { partition: 'aws-cn', region: 'cn-north-1', account: '111111111111' };
const RECOVERY = { ...HOME, region: 'cn-northwest-1' };

/** The replica of `Subject` in its own template, and the verdict on one of the two. */
function replicationVerdictOn(id: string, environment: Environment = RECOVERY, rule: object = {}): Verdict | undefined {
  const estate = new Estate();
  const source = { ...holding(), ...copyingTo('arn:aws-cn:s3:::main-replica', rule) };
  const replica = { BucketName: 'main-replica', ...holding() };
  const templates = [
    Template.cloudFormation(
      { Resources: { Source: { Type: 'AWS::S3::Bucket', Properties: source } } },
      { estate, environment: HOME, name: 'home' },
    ),
    Template.cloudFormation(
      { Resources: { Replica: { Type: 'AWS::S3::Bucket', Properties: replica } } },
      { estate, environment, name: 'recovery' },
    ),
  ];
  const judged = templates.flatMap((template) => template.find(id) ?? [])[0];
  return judged && verdictOf(s3Replication, judged);
}

describe('s3-replication', () => {
  test('is compliant with a replica in another region', () => {
    expect(replicationVerdictOn('Source')).toEqual({ outcome: 'compliant' });
  });

  test.each([
    ['a rule that is off', RECOVERY, { Status: 'Disabled' }, 'ReplicationConfiguration.Rules'],
    ['a rule for a prefix', RECOVERY, { Filter: { Prefix: 'some/' } }, 'ReplicationConfiguration.Rules'],
    [
      'a rule of the first version for a prefix',
      RECOVERY,
      { Filter: undefined, Prefix: 'some/' },
      'ReplicationConfiguration.Rules',
    ],
    ['a rule for tagged objects', RECOVERY, { Filter: { TagFilter: { Key: 'a' } } }, 'ReplicationConfiguration.Rules'],
    ['a rule for tags and a prefix', RECOVERY, { Filter: { And: {} } }, 'ReplicationConfiguration.Rules'],
    ['a replica in the same region', HOME, {}, 'ReplicationConfiguration.Rules.0.Destination.Bucket'],
  ])('is non-compliant with %s', (_, environment, rule, property) => {
    expect(replicationVerdictOn('Source', environment, rule)).toMatchObject({
      outcome: 'non-compliant',
      findings: [{ property }],
    });
  });

  test('is non-compliant with no replication', () => {
    expect(verdictOf(s3Replication, new Resource('B', 'AWS::S3::Bucket', holding()))).toMatchObject({
      findings: [{ property: 'ReplicationConfiguration' }],
    });
  });

  test('does not judge the replica', () => {
    expect(replicationVerdictOn('Replica')?.outcome).toBe('not-applicable');
  });

  test('does not judge a bucket for anything else', () => {
    expect(verdictOf(s3Replication, new Resource('B', 'AWS::S3::Bucket', {})).outcome).toBe('not-applicable');
  });

  test.each([
    ['a replica whose region is not known', {}, {}],
    ['a replica in each region of a StackSet', { region: 'each' }, {}],
    ['a replica in none of the templates', RECOVERY, { Destination: { Bucket: 'arn:aws-cn:s3:::elsewhere' } }],
    ['a rule that a condition switches', RECOVERY, { Status: { 'Fn::If': ['On', 'Enabled', 'Disabled'] } }],
  ])('does not guess at %s', (_, environment, rule) => {
    expect(replicationVerdictOn('Source', environment, rule)?.outcome).toBe('unknown');
  });
});
