import { App, Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { CfnDeliveryChannel } from 'aws-cdk-lib/aws-config';
import { AlertTopic } from '../../../constructs/alert-topic/alert-topic';
import { AuditTrail } from '../../../constructs/audit-trail/audit-trail';
import { LogArchive, type LogArchiveProps } from '../../../constructs/log-archive/log-archive';
import { ARCHIVE_KINDS, archiveBucketName } from '../../../constructs/log-archive/names';
import { keysRules } from '../../../constructs/nag/rules/keys';
import { alarmNotifies } from '../../../constructs/nag/rules/logging/alarm-notifies';
import { storageRules } from '../../../constructs/nag/rules/storage';
import { faults } from '../../support/judged';

const ACCOUNT = '111111111111';
const MANAGEMENT = '222222222222';
const ORGANIZATION = 'o-abcdefghij';

const GLOBAL = { home: 'eu-west-1', recovery: 'eu-central-1' };
const CHINA = { home: 'cn-northwest-1', recovery: 'cn-north-1' };

/** The recovery region first, as it is deployed. */
function archives({ home, recovery } = GLOBAL, props: Partial<LogArchiveProps> = {}) {
  const archive = (region: string, replication: LogArchiveProps['replication']) => {
    const stack = new Stack(new App(), `Archive-${region}`, { env: { account: ACCOUNT, region } });
    const { topic } = new AlertTopic(stack, 'Alerts', {
      name: 'acme',
      subject: 'logs',
      emails: ['on-call@example.com'],
    });
    const made = new LogArchive(stack, 'Archive', {
      name: 'acme',
      senders: { organizationId: ORGANIZATION },
      trail: {
        trailArn: AuditTrail.trailArn(stack, { name: 'acme', region: home, account: MANAGEMENT }),
        owners: [MANAGEMENT, ORGANIZATION],
      },
      recorders: ['acme-session-host'],
      replication,
      topic,
      ...props,
    });
    return { stack, made, template: Template.fromStack(stack) };
  };
  return { replica: archive(recovery, { from: home }), source: archive(home, { to: recovery }) };
}

/** A configuration recorder's delivery, from another account's stack. */
function delivery(region: string): Stack {
  const stack = new Stack(new App(), `Member-${region}`, { env: { account: '333333333333', region } });
  new CfnDeliveryChannel(stack, 'Channel', {
    s3BucketName: archiveBucketName('config', { name: 'acme', account: ACCOUNT, region }),
  });
  return stack;
}

describe('LogArchive', () => {
  test('names its buckets so that every stack can write the names down', () => {
    const { source } = archives();

    for (const kind of ARCHIVE_KINDS) {
      source.template.hasResourceProperties('AWS::S3::Bucket', { BucketName: `acme-${kind}-111111111111-eu-west-1` });
    }
  });

  test('8.6/log-storage#replicated-logs: copies all objects under the recovery region’s key, without delete markers', () => {
    const { source } = archives();
    const buckets = Object.values(source.template.findResources('AWS::S3::Bucket'));

    expect(buckets).toHaveLength(4);
    for (const { Properties } of buckets) {
      expect(Properties.ReplicationConfiguration.Rules).toEqual([
        {
          Id: 'to-recovery',
          Status: 'Enabled',
          Priority: 1,
          Filter: { Prefix: '' },
          DeleteMarkerReplication: { Status: 'Disabled' },
          SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: 'Enabled' } },
          Destination: {
            Bucket: {
              'Fn::Join': [
                '',
                [
                  'arn:',
                  { Ref: 'AWS::Partition' },
                  `:s3:::${Properties.BucketName.replace('eu-west-1', 'eu-central-1')}`,
                ],
              ],
            },
            EncryptionConfiguration: {
              ReplicaKmsKeyID: {
                'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':kms:eu-central-1:111111111111:alias/acme/logs']],
              },
            },
            Metrics: { Status: 'Enabled' },
          },
        },
      ]);
    }
  });

  test('8.6/log-storage#write-once: locks every replica, and at home all but the landing place of AWS Config', () => {
    const { source, replica } = archives();
    const locked = (template: Template) =>
      Object.values(
        template.findResources('AWS::S3::Bucket', { Properties: { ObjectLockConfiguration: Match.anyValue() } }),
      ).map(({ Properties }) => Properties.BucketName.split('-')[1]);

    expect(locked(replica.template)).toEqual(['trail', 'config', 'flow', 'recordings']);
    expect(locked(source.template)).toEqual(['trail', 'flow', 'recordings']);
  });

  test('8.6/log-storage#authentic-delivery: the recovery region takes trail and configuration as replicas alone', () => {
    const { replica } = archives();
    const services = JSON.stringify(replica.template.findResources('AWS::S3::BucketPolicy')).match(
      /"Service":"[^"]+"/g,
    );

    expect(new Set(services)).toEqual(new Set(['"Service":"delivery.logs.amazonaws.com"']));
  });

  test('replicates in the name of a role that can do nothing else', () => {
    const { source } = archives();

    source.template.hasResourceProperties('AWS::IAM::Role', {
      RoleName: 'acme-log-replication',
      Policies: [
        {
          PolicyDocument: {
            Statement: Match.arrayWith([
              Match.objectLike({ Sid: 'WriteReplicas', Action: ['s3:ReplicateObject', 's3:ReplicateTags'] }),
              Match.objectLike({
                Sid: 'EncryptReplicas',
                Condition: Match.objectLike({
                  'ForAnyValue:StringEquals': { 'kms:ResourceAliases': ['alias/acme/logs'] },
                }),
              }),
            ]),
          },
        },
      ],
    });
  });

  test('8.4/disaster-tolerance#replication-lag-alarm: tells of a lag above an hour, where S3 publishes it', () => {
    const { replica, source } = archives();

    replica.template.resourceCountIs('AWS::CloudWatch::Alarm', 4);
    replica.template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'ReplicationLatency',
      Threshold: 3600,
      ComparisonOperator: 'GreaterThanThreshold',
      Dimensions: Match.arrayWith([
        { Name: 'RuleId', Value: 'to-recovery' },
        { Name: 'SourceBucket', Value: 'acme-trail-111111111111-eu-west-1' },
      ]),
      AlarmActions: [Match.anyValue()],
    });
    source.template.allResourcesProperties('AWS::CloudWatch::Alarm', { MetricName: 'OperationsFailedReplication' });
  });

  test('8.6/log-retention#minimum-period: keeps each kind for as long as it is told', () => {
    const { replica } = archives(GLOBAL, { retention: { recordings: Duration.days(1095) } });

    replica.template.hasResourceProperties('AWS::S3::Bucket', {
      BucketName: 'acme-recordings-111111111111-eu-central-1',
      ObjectLockConfiguration: { Rule: { DefaultRetention: { Days: 1095 } } },
    });
  });

  test('8.6/log-retention#auditor-access: auditors decrypt what they may read, and nobody else does', () => {
    const sids = (template: Template): string[] =>
      JSON.stringify(template.findResources('AWS::KMS::Key')).match(/RolesReadThroughS3/g) ?? [];

    expect(sids(archives().source.template)).toHaveLength(0);
    expect(sids(archives(GLOBAL, { auditors: ['acme-auditor'] }).source.template)).toHaveLength(1);
  });

  test('8.6/log-retention#auditor-access: other readers decrypt as auditors do, and write down nothing', () => {
    const { template } = archives(GLOBAL, { auditors: ['acme-auditor'], readers: ['acme-trail-validation'] }).source;
    const statements = Object.values(template.findResources('AWS::KMS::Key')).flatMap(
      (key) => key['Properties'].KeyPolicy.Statement,
    );
    const statement = (sid: string): string =>
      JSON.stringify(statements.find(({ Sid }: { readonly Sid?: string }) => Sid === sid));

    expect(statement('RolesReadThroughS3')).toContain('role/acme-trail-validation');
    expect(statement('OwnRolesWriteThroughS3')).toContain('role/acme-auditor');
    expect(statement('OwnRolesWriteThroughS3')).not.toContain('role/acme-trail-validation');
    expect(JSON.stringify(template.findResources('AWS::S3::BucketPolicy'))).not.toContain('acme-trail-validation');
  });

  test('8.6/log-storage#authentic-delivery: takes recordings of the accounts with hosts that record, where they are named', () => {
    const { template } = archives(GLOBAL, { recorderAccounts: ['333333333333'] }).source;
    const statements = ['AWS::S3::BucketPolicy', 'AWS::KMS::Key']
      .flatMap((type) => Object.values(template.findResources(type)))
      .flatMap(({ Properties }) => (Properties.PolicyDocument ?? Properties.KeyPolicy).Statement);
    const writing = statements.filter(({ Sid }) => ['HostsWriteRecordings', 'RolesWriteThroughS3'].includes(Sid));

    expect(writing.map(({ Condition }) => Condition.StringEquals['aws:PrincipalAccount'])).toEqual([
      ['333333333333'],
      ['333333333333'],
    ]);
  });

  test('needs no reference from one stack to another', () => {
    const { source, replica } = archives();

    for (const { template } of [source, replica]) {
      expect(template.findOutputs('*')).toEqual({});
      expect(JSON.stringify(template.toJSON())).not.toContain('Fn::ImportValue');
    }
  });

  test.each([
    ['the world', GLOBAL, {}],
    ['China', CHINA, {}],
    ['one account', GLOBAL, { senders: { accounts: [ACCOUNT] } }],
  ])('8.6/log-storage#replicated-logs: both regions together pass the rules, in %s', (_, regions, props) => {
    const { source, replica } = archives(regions, props);
    const stacks = [source.stack, replica.stack, delivery(regions.home)];

    expect(faults(stacks, [...storageRules, ...keysRules, alarmNotifies])).toEqual([]);
  });

  test('throws when it would replicate into its own region', () => {
    expect(() => archives({ home: 'eu-west-1', recovery: 'eu-west-1' })).toThrow(
      /the archive of eu-west-1 cannot be replicated within eu-west-1; 8.6\/log-storage#replicated-logs/,
    );
  });
});
