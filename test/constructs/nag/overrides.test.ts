import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { Template as Assembled } from 'aws-cdk-lib/assertions';
import { awsRuleAreas, ruleById } from '../../../constructs/nag/registry';
import { type Verdict, verdictOf } from '../../../constructs/nag/rule';
import { Estate, Template } from '../../../constructs/nag/template';

interface Case {
  readonly type: string;
  /** What the construct is asked for. */
  readonly properties: Readonly<Record<string, unknown>>;
  /** The property that an override changes behind the construct's back, and to what: undefined takes it out. */
  readonly override: readonly [path: string, value?: unknown];
  /** What stands beside it, by logical id; `Subject` is the judged resource. */
  readonly beside?: Readonly<
    Record<string, { readonly type: string; readonly properties: Readonly<Record<string, unknown>> }>
  >;
}

const HOME = { account: '111111111111', region: 'cn-north-1' };

const locked = {
  BucketName: 'main-trail',
  Tags: [{ Key: 'isms:holds', Value: 'logs' }],
  ObjectLockEnabled: true,
  ObjectLockConfiguration: {
    ObjectLockEnabled: 'Enabled',
    Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 183 } },
  },
};
const replicated = {
  ...locked,
  ReplicationConfiguration: {
    Role: 'arn:aws-cn:iam::111111111111:role/replication',
    Rules: [
      {
        Status: 'Enabled',
        Filter: { Prefix: '' },
        DeleteMarkerReplication: { Status: 'Disabled' },
        SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: 'Enabled' } },
        Destination: {
          Bucket: 'arn:aws-cn:s3:::main-replica',
          EncryptionConfiguration: { ReplicaKmsKeyID: 'arn:aws-cn:kms:cn-northwest-1:111111111111:alias/main/logs' },
        },
      },
    ],
  },
};
const refusals = {
  LogGroupName: 'main',
  FilterPattern: 'refused',
  MetricTransformations: [{ MetricName: 'refused', MetricNamespace: 'main', MetricValue: '1' }],
};
const deny = (Action: unknown, Condition?: object) => ({
  Effect: 'Deny',
  Principal: { AWS: '*' },
  Action,
  Resource: '*',
  Condition,
});
const deliver = (service: string, action: string) => ({
  Effect: 'Allow',
  Principal: { Service: service },
  Action: action,
  Resource: '*',
  Condition: { StringEquals: { 'aws:SourceAccount': '111111111111' } },
});
const byRole = (name: string, action: string) => ({
  Effect: 'Allow',
  Principal: { AWS: `arn:aws-cn:iam::111111111111:role/${name}` },
  Action: action,
  Resource: '*',
});
const keyPolicy = { Statement: [byRole('administration', 'kms:Put*'), byRole('application', 'kms:Decrypt')] };
const clearText = { Bool: { 'aws:SecureTransport': 'false' } };
const trail = {
  S3BucketName: 'main-trail',
  IsLogging: true,
  IsMultiRegionTrail: true,
  IncludeGlobalServiceEvents: true,
  EnableLogFileValidation: true,
  KMSKeyId: 'alias/main/logs',
};
const EVERY_OBJECT = { Type: 'AWS::S3::Object', Values: ['arn:aws-cn:s3'] };
const EVERY_TABLE = { Type: 'AWS::DynamoDB::Table', Values: ['arn:aws-cn:dynamodb'] };
const bucket = (properties: Case['properties'], ...override: Case['override']): Case => ({
  type: 'AWS::S3::Bucket',
  properties,
  override,
});
const key = (...override: Case['override']): Case => ({
  type: 'AWS::KMS::Key',
  properties: { EnableKeyRotation: true, PendingWindowInDays: 30, KeyPolicy: keyPolicy },
  override,
});
const trailWithout = (...override: Case['override']): Case => ({
  type: 'AWS::CloudTrail::Trail',
  properties: trail,
  override,
});
const vault = (...override: Case['override']): Case => ({
  type: 'AWS::Backup::BackupVault',
  properties: {
    BackupVaultName: 'main-vault',
    EncryptionKeyArn: 'arn:aws-cn:kms:cn-north-1:111111111111:key/backup',
    LockConfiguration: { MinRetentionDays: 35, ChangeableForDays: 3 },
    AccessPolicy: {
      Statement: [
        deny(['backup:DeleteRecoveryPoint', 'backup:UpdateRecoveryPointLifecycle', 'backup:DeleteBackupVault']),
      ],
    },
  },
  override,
});

const ref = (Ref: string) => ({ Ref });
const alarm = (properties: Case['properties']) => ({
  type: 'AWS::CloudWatch::Alarm',
  properties: { Statistic: 'Sum', Period: 300, EvaluationPeriods: 1, AlarmActions: [ref('Topic')], ...properties },
});
const atFirst = { ComparisonOperator: 'GreaterThanThreshold', Threshold: 0 };
const atSilence = { ComparisonOperator: 'LessThanThreshold', Threshold: 1, TreatMissingData: 'breaching' };
const heard = {
  Topic: { type: 'AWS::SNS::Topic', properties: {} },
  OnCall: { type: 'AWS::SNS::Subscription', properties: { TopicArn: ref('Topic'), Protocol: 'email' } },
};
const counting = {
  LogGroupName: '/main/trail',
  FilterPattern: '',
  MetricTransformations: [{ MetricNamespace: 'main/trail', MetricName: 'all', MetricValue: '1' }],
};
/** Every event of the trail raises an alarm, and so does silence. */
const watch = {
  ...heard,
  Group: { type: 'AWS::Logs::LogGroup', properties: { LogGroupName: '/main/trail' } },
  Filter: { type: 'AWS::Logs::MetricFilter', properties: counting },
  Alarm: alarm({ Namespace: 'main/trail', MetricName: 'all', ...atFirst }),
  Silence: alarm({
    Namespace: 'AWS/Logs',
    MetricName: 'IncomingLogEvents',
    Dimensions: [{ Name: 'LogGroupName', Value: '/main/trail' }],
    ...atSilence,
  }),
};
const watchedTrail: Case = {
  type: 'AWS::CloudTrail::Trail',
  properties: {
    ...trail,
    TrailName: 'main-trail',
    CloudWatchLogsLogGroupArn: 'arn:aws-cn:logs:cn-north-1:111111111111:log-group:/main/trail:*',
  },
  override: ['CloudWatchLogsLogGroupArn'],
  beside: watch,
};
const jobs = (MetricName: string, at: Case['properties']) =>
  alarm({
    Namespace: 'AWS/Backup',
    MetricName,
    Dimensions: [{ Name: 'BackupVaultName', Value: 'main-vault' }],
    ...at,
  });
const replicas = (MetricName: string, Threshold: number) =>
  alarm({
    Namespace: 'AWS/S3',
    MetricName,
    ComparisonOperator: 'GreaterThanThreshold',
    Threshold,
    Dimensions: [
      { Name: 'SourceBucket', Value: 'main-trail' },
      { Name: 'DestinationBucket', Value: 'main-replica' },
    ],
  });

const CASES: Readonly<Record<string, Case>> = {
  's3-object-lock': bucket(locked, 'ObjectLockEnabled', false),
  's3-object-lock-compliance': bucket(locked, 'ObjectLockConfiguration.Rule.DefaultRetention.Mode', 'GOVERNANCE'),
  's3-log-retention': bucket(locked, 'ObjectLockConfiguration.Rule.DefaultRetention.Days', 30),
  's3-versioning': bucket({ VersioningConfiguration: { Status: 'Enabled' } }, 'VersioningConfiguration'),
  's3-public-access-blocked': bucket(
    {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    },
    'PublicAccessBlockConfiguration.BlockPublicPolicy',
    false,
  ),
  's3-customer-managed-key': bucket(
    {
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'alias/main/data' } },
        ],
      },
    },
    'BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault.SSEAlgorithm',
    'AES256',
  ),
  's3-tls-only': {
    ...bucket({ BucketName: 'main-data' }, 'BucketName', 'main-other'),
    beside: {
      Policy: {
        type: 'AWS::S3::BucketPolicy',
        properties: {
          Bucket: 'main-data',
          PolicyDocument: {
            Statement: [deny('s3:*', clearText), deny('s3:*', { NumericLessThan: { 's3:TlsVersion': '1.2' } })],
          },
        },
      },
    },
  },
  's3-replication': bucket(replicated, 'ReplicationConfiguration.Rules.0.Status', 'Disabled'),
  's3-replication-key': bucket(
    replicated,
    'ReplicationConfiguration.Rules.0.DeleteMarkerReplication.Status',
    'Enabled',
  ),
  's3-delivery-principals': {
    type: 'AWS::S3::BucketPolicy',
    properties: {
      Bucket: { Ref: 'Bucket' },
      PolicyDocument: { Statement: [deliver('cloudtrail.amazonaws.com', 's3:PutObject')] },
    },
    override: ['PolicyDocument.Statement.0.Condition'],
    beside: { Bucket: { type: 'AWS::S3::Bucket', properties: locked } },
  },
  's3-bucket-named-principals': {
    type: 'AWS::S3::BucketPolicy',
    properties: { Bucket: 'main-data', PolicyDocument: { Statement: [byRole('application', 's3:GetObject')] } },
    override: ['PolicyDocument.Statement.0.Principal', '*'],
  },
  'bucket-policy-data-perimeter': {
    ...bucket({ BucketName: 'main-data' }, 'BucketName', 'main-other'),
    beside: {
      Policy: {
        type: 'AWS::S3::BucketPolicy',
        properties: {
          Bucket: 'main-data',
          PolicyDocument: {
            Statement: [deny('s3:*', { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-exampleorg1' } })],
          },
        },
      },
    },
  },
  'replication-lag-alarm': {
    ...bucket(replicated, 'BucketName', 'main-other'),
    beside: {
      ...heard,
      Lag: replicas('ReplicationLatency', 3600),
      Failed: replicas('OperationsFailedReplication', 0),
    },
  },
  'data-class-tag': bucket({ Tags: [{ Key: 'isms:data-class', Value: 'core' }] }, 'Tags'),
  'kms-key-rotation': key('EnableKeyRotation', false),
  'kms-deletion-window': key('PendingWindowInDays', 7),
  'kms-duty-separation': key('KeyPolicy.Statement.1.Action', 'kms:*'),
  'kms-no-open-policy': key('KeyPolicy.Statement.1.Principal', '*'),
  'no-secret-in-template': {
    type: 'AWS::SecretsManager::Secret',
    properties: { GenerateSecretString: { PasswordLength: 32 } },
    override: ['SecretString', 'written-down'],
  },
  'secret-customer-managed-key': {
    type: 'AWS::SecretsManager::Secret',
    properties: { KmsKeyId: 'alias/main/secrets' },
    override: ['KmsKeyId'],
  },
  'trail-multi-region': trailWithout('IsMultiRegionTrail', false),
  'trail-management-events': trailWithout('EventSelectors', [{ ReadWriteType: 'WriteOnly' }]),
  'trail-data-events': {
    ...trailWithout('EventSelectors'),
    properties: {
      ...trail,
      EventSelectors: [{ DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws-cn:s3:::main-replica/'] }] }],
    },
  },
  'trail-data-events-everywhere': {
    ...trailWithout('EventSelectors'),
    properties: { ...trail, EventSelectors: [{ DataResources: [EVERY_OBJECT, EVERY_TABLE] }] },
  },
  'trail-log-validation': trailWithout('EnableLogFileValidation', false),
  'trail-encrypted': trailWithout('KMSKeyId'),
  'log-group-retention': {
    type: 'AWS::Logs::LogGroup',
    properties: { RetentionInDays: 365 },
    override: ['RetentionInDays', 30],
  },
  'log-group-customer-managed-key': {
    type: 'AWS::Logs::LogGroup',
    properties: { KmsKeyId: 'arn:aws-cn:kms:cn-north-1:111111111111:key/logs' },
    override: ['KmsKeyId'],
  },
  'config-recorder-complete': {
    type: 'AWS::Config::ConfigurationRecorder',
    properties: { RecordingGroup: { AllSupported: true, IncludeGlobalResourceTypes: true } },
    override: ['RecordingGroup.AllSupported', false],
  },
  'alarm-metric-counted': {
    type: 'AWS::CloudWatch::Alarm',
    properties: { MetricName: 'refused', Namespace: 'main' },
    override: ['MetricName', 'other'],
    beside: { Filter: { type: 'AWS::Logs::MetricFilter', properties: refusals } },
  },
  'alarm-notifies': {
    type: 'AWS::CloudWatch::Alarm',
    properties: { AlarmActions: ['arn:aws-cn:sns:cn-north-1:111111111111:main-alerts'] },
    override: ['ActionsEnabled', false],
  },
  'sns-topic-customer-managed-key': {
    type: 'AWS::SNS::Topic',
    properties: { KmsMasterKeyId: 'alias/main/operations' },
    override: ['KmsMasterKeyId', 'alias/aws/sns'],
  },
  'sns-topic-tls-only': {
    type: 'AWS::SNS::Topic',
    properties: { TopicName: 'main-alerts' },
    override: ['TopicName', 'main-other'],
    beside: {
      Policy: {
        type: 'AWS::SNS::TopicPolicy',
        properties: {
          Topics: ['arn:aws-cn:sns:cn-north-1:111111111111:main-alerts'],
          PolicyDocument: { Statement: [deny('sns:Publish', clearText)] },
        },
      },
    },
  },
  'sns-topic-named-principals': {
    type: 'AWS::SNS::TopicPolicy',
    properties: {
      Topics: ['arn:aws-cn:sns:cn-north-1:111111111111:main-alerts'],
      PolicyDocument: { Statement: [deliver('cloudwatch.amazonaws.com', 'sns:Publish')] },
    },
    override: ['PolicyDocument.Statement.0.Condition'],
  },
  'sns-subscription-encrypted': {
    type: 'AWS::SNS::Subscription',
    properties: { Protocol: 'https', Endpoint: 'https://example.cn' },
    override: ['Protocol', 'http'],
  },
  'identity-change-alarm': watchedTrail,
  'log-metric-alarmed': {
    type: 'AWS::Logs::MetricFilter',
    properties: refusals,
    override: ['MetricTransformations.0.MetricName', 'other'],
    beside: {
      Alarm: { type: 'AWS::CloudWatch::Alarm', properties: { MetricName: 'refused', Namespace: 'main' } },
    },
  },
  'root-use-alarm': watchedTrail,
  'break-glass-use-alarm': watchedTrail,
  'audit-change-alarm': watchedTrail,
  'key-deletion-alarm': watchedTrail,
  'detection-enabled': {
    type: 'AWS::Logs::MetricFilter',
    properties: counting,
    override: ['MetricTransformations.0.MetricName', 'none'],
    beside: { ...watch, Trail: { type: watchedTrail.type, properties: watchedTrail.properties } },
  },
  'backup-vault-locked': vault('LockConfiguration'),
  'backup-vault-lock-compliance': vault('LockConfiguration.ChangeableForDays'),
  'backup-vault-customer-managed-key': vault('EncryptionKeyArn'),
  'backup-vault-delete-denied': vault('AccessPolicy.Statement.0.Action', 'backup:StartCopyJob'),
  'backup-plan-copies': {
    type: 'AWS::Backup::BackupPlan',
    properties: {
      BackupPlan: {
        BackupPlanRule: [
          {
            CopyActions: [
              {
                DestinationBackupVaultArn: 'arn:aws-cn:backup:cn-northwest-1:111111111111:backup-vault:main-vault',
              },
            ],
          },
        ],
      },
    },
    override: ['BackupPlan.BackupPlanRule.0.CopyActions'],
  },
  'backup-selection-by-tier': {
    type: 'AWS::Backup::BackupSelection',
    properties: {
      BackupSelection: {
        ListOfTags: [{ ConditionType: 'STRINGEQUALS', ConditionKey: 'isms:tier', ConditionValue: 'gold' }],
      },
    },
    override: ['BackupSelection.ListOfTags'],
  },
  'route53-failover-record': {
    type: 'AWS::Route53::RecordSet',
    properties: { Failover: 'PRIMARY', TTL: '60', HealthCheckId: 'abc' },
    override: ['TTL', '300'],
  },
  'route53-health-check': {
    type: 'AWS::Route53::HealthCheck',
    properties: { HealthCheckConfig: { Type: 'HTTPS' } },
    override: ['HealthCheckConfig.Type', 'TCP'],
  },
  'backup-job-alarm': {
    ...vault('BackupVaultName', 'other-vault'),
    beside: {
      ...heard,
      Plan: { type: 'AWS::Backup::BackupPlan', properties: {} },
      Failed: jobs('NumberOfBackupJobsFailed', atFirst),
      Aborted: jobs('NumberOfBackupJobsAborted', atFirst),
      Expired: jobs('NumberOfBackupJobsExpired', atFirst),
      NotCopied: jobs('NumberOfCopyJobsFailed', atFirst),
      Missed: jobs('NumberOfBackupJobsCompleted', atSilence),
    },
  },
};

/** The verdict on what CDK synthesizes from a case, with its override or as asked for. */
function verdictOn(id: string, given: Case, overridden: 'overridden' | 'as asked for'): Verdict {
  const stack = new Stack(new App(), 'Stack', { env: HOME });
  const subject = new CfnResource(stack, 'Subject', { type: given.type, properties: given.properties });
  for (const [name, { type, properties }] of Object.entries(given.beside ?? {})) {
    new CfnResource(stack, name, { type, properties });
  }
  const [path, value] = given.override;
  if (overridden === 'overridden') subject.addPropertyOverride(path, value);
  const rule = ruleById(id);
  const resource = deployed(stack).find('Subject');
  if (!rule || !resource) throw new Error(`${id}: no such rule or resource`);
  return verdictOf(rule, resource);
}

/** The template, with the replica of the log bucket in the other region. */
function deployed(stack: Stack): Template {
  const estate = new Estate();
  Template.cloudFormation(
    { Resources: { Replica: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'main-replica' } } } },
    { estate, name: 'recovery', environment: { ...HOME, partition: 'aws-cn', region: 'cn-northwest-1' } },
  );
  const environment = { ...HOME, partition: 'aws-cn' };
  return Template.cloudFormation(Assembled.fromStack(stack).toJSON(), { estate, environment });
}

describe('an override', () => {
  test.each(Object.entries(CASES))(
    'does not escape %s, which finds the construct as asked for compliant',
    (id, given) => {
      expect(verdictOn(id, given, 'as asked for')).toEqual({ outcome: 'compliant' });
      expect(verdictOn(id, given, 'overridden').outcome).toBe('non-compliant');
    },
  );

  test('is tried on every rule of these areas; data-retained is not about properties', () => {
    const areas = ['Storage', 'Classification', 'Keys', 'Logging and alerting', 'Continuity'];
    const ids = awsRuleAreas
      .filter(({ title }) => areas.includes(title.en))
      .flatMap(({ rules }) => rules.map(({ id }) => id));

    expect(Object.keys(CASES)).toEqual(ids.filter((id) => id !== 'data-retained'));
  });
});
