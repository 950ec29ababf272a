import { backupJobAlarm } from '../../../../../constructs/nag/rules/continuity/backup-job-alarm';
import { replicationLagAlarm } from '../../../../../constructs/nag/rules/storage/replication-lag-alarm';
import { describeRule } from '../../../../support/rule-cases';

type Properties = Readonly<Record<string, unknown>>;
type Resources = Readonly<Record<string, { readonly Type: string; readonly Properties: Properties } | undefined>>;

const ALARM = 'AWS::CloudWatch::Alarm';

const HEARD: Resources = {
  Topic: { Type: 'AWS::SNS::Topic', Properties: {} },
  OnCall: { Type: 'AWS::SNS::Subscription', Properties: { TopicArn: { Ref: 'Topic' }, Protocol: 'email' } },
};

const alarm = (properties: Properties) => ({
  Type: ALARM,
  Properties: {
    Statistic: 'Sum',
    Period: 3600,
    EvaluationPeriods: 1,
    ComparisonOperator: 'GreaterThanThreshold',
    Threshold: 0,
    AlarmActions: [{ Ref: 'Topic' }],
    ...properties,
  },
});

const made = (resources: Resources) => ({
  template: Object.fromEntries(
    Object.entries({ ...HEARD, ...resources }).filter(([, made]) => made !== undefined),
  ) as Record<string, { Type: string; Properties: Properties }>,
});

const ofVault = (MetricName: string, more: Properties = {}) =>
  alarm({
    Namespace: 'AWS/Backup',
    MetricName,
    Dimensions: [{ Name: 'BackupVaultName', Value: 'acme-vault' }],
    ...more,
  });

const MISSED = { Period: 86400, ComparisonOperator: 'LessThanThreshold', Threshold: 1, TreatMissingData: 'breaching' };

const vault = (given: Resources = {}) =>
  made({
    Subject: { Type: 'AWS::Backup::BackupVault', Properties: { BackupVaultName: 'acme-vault' } },
    Plan: {
      Type: 'AWS::Backup::BackupPlan',
      Properties: { BackupPlan: { BackupPlanRule: [{ TargetBackupVault: 'acme-vault' }] } },
    },
    Failed: ofVault('NumberOfBackupJobsFailed'),
    Aborted: ofVault('NumberOfBackupJobsAborted'),
    Expired: ofVault('NumberOfBackupJobsExpired'),
    NotCopied: ofVault('NumberOfCopyJobsFailed'),
    Missed: ofVault('NumberOfBackupJobsCompleted', MISSED),
    ...given,
  });

const OTHER_VAULT = { Type: 'AWS::Backup::BackupVault', Properties: { BackupVaultName: 'other' } };

describeRule(backupJobAlarm, {
  compliant: {
    'an alarm on each failure, and on none done': vault(),
    'alarms that refer to the vault': vault({
      Failed: ofVault('NumberOfBackupJobsFailed', {
        Dimensions: [{ Name: 'BackupVaultName', Value: { Ref: 'Subject' } }],
      }),
    }),
    'a vault beside another': vault({ Other: OTHER_VAULT }),
  },
  nonCompliant: {
    'no alarm on failures': [vault({ Failed: undefined }), ALARM],
    'no alarm on aborted jobs': [vault({ Aborted: undefined }), ALARM],
    'no alarm on expired jobs': [vault({ Expired: undefined }), ALARM],
    'no alarm on copies': [vault({ NotCopied: undefined }), ALARM],
    'no alarm on missed jobs': [vault({ Missed: undefined }), ALARM],
    'an alarm on another vault': [
      vault({ Failed: ofVault('NumberOfBackupJobsFailed', { Dimensions: [{ Name: 'BackupVaultName', Value: 'x' }] }) }),
      ALARM,
    ],
    'five failures waited for': [
      vault({ Failed: ofVault('NumberOfBackupJobsFailed', { Threshold: 5 }) }),
      'Failed.Threshold',
    ],
    'a look of two days': [
      vault({ Missed: ofVault('NumberOfBackupJobsCompleted', { ...MISSED, EvaluationPeriods: 2 }) }),
      'Missed.EvaluationPeriods',
    ],
    'silence that is not missed': [
      vault({ Missed: ofVault('NumberOfBackupJobsCompleted', { ...MISSED, TreatMissingData: 'notBreaching' }) }),
      'Missed.TreatMissingData',
    ],
    'an alarm switched off': [
      vault({ Failed: ofVault('NumberOfBackupJobsFailed', { ActionsEnabled: false }) }),
      'Failed.ActionsEnabled',
    ],
    'a topic that nobody hears': [
      vault({ OnCall: undefined }),
      'Failed.AlarmActions',
      'Aborted.AlarmActions',
      'Expired.AlarmActions',
      'NotCopied.AlarmActions',
      'Missed.AlarmActions',
    ],
  },
  notApplicable: {
    'a vault that copies alone fill': vault({ Plan: undefined }),
    'a vault that no plan names, beside the one that is named': vault({
      Subject: { Type: 'AWS::Backup::BackupVault', Properties: { BackupVaultName: 'central' } },
      Other: { Type: 'AWS::Backup::BackupVault', Properties: { BackupVaultName: 'acme-vault' } },
    }),
  },
  unknown: {
    'a threshold that a parameter decides': vault({
      Failed: ofVault('NumberOfBackupJobsFailed', { Threshold: { Ref: 'T' } }),
    }),
    'a topic of another template': vault({
      Failed: ofVault('NumberOfBackupJobsFailed', { AlarmActions: ['arn:aws:sns:x:1:y'] }),
    }),
  },
});

const ofReplica = (MetricName: string, more: Properties = {}) =>
  alarm({
    Namespace: 'AWS/S3',
    MetricName,
    Period: 300,
    Dimensions: [
      { Name: 'SourceBucket', Value: 'acme-trail' },
      { Name: 'DestinationBucket', Value: 'acme-replica' },
    ],
    ...more,
  });

const LAG = { Threshold: 3600, Statistic: 'Maximum' };

const bucket = (given: Resources = {}, properties: Properties = {}) =>
  made({
    Subject: {
      Type: 'AWS::S3::Bucket',
      Properties: {
        BucketName: 'acme-trail',
        ReplicationConfiguration: {
          Rules: [{ Status: 'Enabled', Destination: { Bucket: 'arn:aws:s3:::acme-replica' } }],
        },
        ...properties,
      },
    },
    Lag: ofReplica('ReplicationLatency', LAG),
    Failed: ofReplica('OperationsFailedReplication'),
    ...given,
  });

describeRule(replicationLagAlarm, {
  compliant: {
    'an alarm on lag and one on failures': bucket(),
    'half an hour': bucket({ Lag: ofReplica('ReplicationLatency', { ...LAG, Threshold: 1800 }) }),
  },
  nonCompliant: {
    'no alarm on lag': [bucket({ Lag: undefined }), ALARM],
    'no alarm on failures': [bucket({ Failed: undefined }), ALARM],
    'alarms on another replica': [
      bucket({}, { ReplicationConfiguration: { Rules: [{ Destination: { Bucket: 'arn:aws:s3:::other' } }] } }),
      ALARM,
      ALARM,
    ],
    'two hours': [bucket({ Lag: ofReplica('ReplicationLatency', { ...LAG, Threshold: 7200 }) }), 'Lag.Threshold'],
    'too little taken for too much': [
      bucket({ Lag: ofReplica('ReplicationLatency', { ...LAG, ComparisonOperator: 'LessThanThreshold' }) }),
      'Lag.Threshold',
    ],
    'a look of two hours': [
      bucket({ Lag: ofReplica('ReplicationLatency', { ...LAG, EvaluationPeriods: 24 }) }),
      'Lag.EvaluationPeriods',
    ],
    'five failures waited for': [
      bucket({ Failed: ofReplica('OperationsFailedReplication', { Threshold: 5 }) }),
      'Failed.Threshold',
    ],
    'an alarm switched off': [
      bucket({ Failed: ofReplica('OperationsFailedReplication', { ActionsEnabled: false }) }),
      'Failed.ActionsEnabled',
    ],
    'a topic that nobody hears': [bucket({ OnCall: undefined }), 'Lag.AlarmActions', 'Failed.AlarmActions'],
  },
  notApplicable: { 'a bucket that is not replicated': bucket({}, { ReplicationConfiguration: undefined }) },
  unknown: {
    'a name that deployment makes': bucket({}, { BucketName: undefined }),
    'a threshold that a parameter decides': bucket({
      Lag: ofReplica('ReplicationLatency', { ...LAG, Threshold: { Ref: 'T' } }),
    }),
  },
});
