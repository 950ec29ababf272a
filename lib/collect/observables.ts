/** What can be observed of a type of resource. Data without any client, so that judging loads no SDK. */
export interface Observable {
  /** The top-level properties that are read, and no others: everything else of the resource is not observed. */
  readonly properties: readonly string[];
  /**
   * Rules that judge by what was read, of this resource and of those that `joins` names; only their verdicts count as
   * observation. What the template says beside it decides what a resource is for (`TEMPLATE_CONTEXT`), never how it is.
   */
  readonly shows: readonly string[];
  /** For a rule that also judges by other resources of the stack: their types. They must all have been read as well. */
  readonly joins?: Readonly<Record<string, readonly string[]>>;
  /** The same where they may be of any stack. */
  readonly joinsAcross?: Readonly<Record<string, readonly string[]>>;
  /**
   * Those of the properties, or what is below them, that must be live as the template says them, whatever rules say. Of the others the service tells
   * more, or spells it otherwise: only rules judge those.
   */
  readonly compared: readonly string[];
  /** What CloudFormation takes where a template leaves a compared property out. */
  readonly assumed?: Readonly<Record<string, unknown>>;
}

/** By type, as CloudFormation calls it. `readers/` has the code that reads each. */
export const OBSERVABLES: Readonly<Record<string, Observable>> = {
  'AWS::Backup::BackupPlan': {
    compared: ['BackupPlan'],
    properties: ['BackupPlan'],
    shows: ['backup-plan-copies'],
  },
  'AWS::Backup::BackupVault': {
    // with a date the service tells how long a lock can still be lifted, which falls day by day
    compared: [
      'EncryptionKeyArn',
      'LockConfiguration.MaxRetentionDays',
      'LockConfiguration.MinRetentionDays',
      'AccessPolicy',
    ],
    properties: ['EncryptionKeyArn', 'LockConfiguration', 'AccessPolicy', 'BackupVaultTags'],
    shows: [
      'backup-vault-customer-managed-key',
      'backup-vault-delete-denied',
      'backup-vault-lock-compliance',
      'backup-vault-locked',
      'data-class-tag',
    ],
  },
  'AWS::CloudTrail::Trail': {
    compared: [
      'CloudWatchLogsLogGroupArn',
      'CloudWatchLogsRoleArn',
      'IsLogging',
      'IsMultiRegionTrail',
      'IncludeGlobalServiceEvents',
      'EnableLogFileValidation',
      'KMSKeyId',
      'EventSelectors',
      'AdvancedEventSelectors',
    ],
    properties: [
      'CloudWatchLogsLogGroupArn',
      'CloudWatchLogsRoleArn',
      'IsLogging',
      'IsMultiRegionTrail',
      'IncludeGlobalServiceEvents',
      'EnableLogFileValidation',
      'KMSKeyId',
      'EventSelectors',
      'AdvancedEventSelectors',
    ],
    shows: ['trail-multi-region', 'trail-management-events', 'trail-log-validation', 'trail-encrypted'],
  },
  'AWS::CloudWatch::Alarm': {
    properties: [
      'ActionsEnabled',
      'AlarmActions',
      'ComparisonOperator',
      'DatapointsToAlarm',
      'Dimensions',
      'EvaluationPeriods',
      'ExtendedStatistic',
      'InsufficientDataActions',
      'MetricName',
      'Metrics',
      'Namespace',
      'OKActions',
      'Period',
      'Statistic',
      'Threshold',
      'TreatMissingData',
      'Unit',
    ],
    shows: ['alarm-notifies'],
    compared: [
      'ActionsEnabled',
      'AlarmActions',
      'ComparisonOperator',
      'DatapointsToAlarm',
      'Dimensions',
      'EvaluationPeriods',
      'ExtendedStatistic',
      'InsufficientDataActions',
      'MetricName',
      'Metrics',
      'Namespace',
      'OKActions',
      'Period',
      'Statistic',
      'Threshold',
      'TreatMissingData',
      'Unit',
    ],
    assumed: { ActionsEnabled: true },
  },
  'AWS::Config::ConfigurationRecorder': {
    // the service adds the strategy that these come to
    compared: [
      'RecordingGroup.AllSupported',
      'RecordingGroup.ExclusionByResourceTypes',
      'RecordingGroup.IncludeGlobalResourceTypes',
      'RecordingGroup.ResourceTypes',
      'RecordingMode',
      'RoleARN',
    ],
    properties: ['RecordingGroup', 'RecordingMode', 'RoleARN'],
    shows: ['config-recorder-complete'],
  },
  'AWS::Config::DeliveryChannel': {
    properties: ['ConfigSnapshotDeliveryProperties', 'S3BucketName', 'S3KeyPrefix', 'S3KmsKeyArn', 'SnsTopicARN'],
    shows: [],
    compared: ['ConfigSnapshotDeliveryProperties', 'S3BucketName', 'S3KeyPrefix', 'S3KmsKeyArn', 'SnsTopicARN'],
  },
  'AWS::DynamoDB::Table': {
    properties: [
      'BillingMode',
      'DeletionProtectionEnabled',
      'PointInTimeRecoverySpecification',
      'ResourcePolicy',
      'SSESpecification',
      'StreamSpecification',
      'TimeToLiveSpecification',
    ],
    shows: ['database-customer-managed-key'],
    compared: [
      'BillingMode',
      'DeletionProtectionEnabled',
      'PointInTimeRecoverySpecification',
      'ResourcePolicy',
      'SSESpecification',
      'StreamSpecification',
      'TimeToLiveSpecification',
    ],
  },
  'AWS::EC2::FlowLog': {
    compared: [
      'DestinationOptions',
      'LogDestination',
      'LogDestinationType',
      'LogFormat',
      'MaxAggregationInterval',
      'TrafficType',
    ],
    properties: [
      'DestinationOptions',
      'LogDestination',
      'LogDestinationType',
      'LogFormat',
      'MaxAggregationInterval',
      'TrafficType',
    ],
    shows: ['flow-log-complete'],
  },
  'AWS::EC2::LaunchTemplate': {
    // of the rest the service tells more, and the script is not read
    compared: [
      'LaunchTemplateData.BlockDeviceMappings.0.Ebs.Encrypted',
      'LaunchTemplateData.BlockDeviceMappings.0.Ebs.KmsKeyId',
      'LaunchTemplateData.IamInstanceProfile',
      'LaunchTemplateData.ImageId',
      'LaunchTemplateData.InstanceType',
      'LaunchTemplateData.KeyName',
      'LaunchTemplateData.MetadataOptions.HttpPutResponseHopLimit',
      'LaunchTemplateData.MetadataOptions.HttpTokens',
      'LaunchTemplateData.Monitoring.Enabled',
      'LaunchTemplateData.NetworkInterfaces.0.AssociatePublicIpAddress',
      'LaunchTemplateData.NetworkInterfaces.0.Groups',
      'LaunchTemplateData.SecurityGroupIds',
    ],
    properties: ['LaunchTemplateData'],
    shows: ['instance-metadata-v2', 'instance-volumes-encrypted'],
  },
  'AWS::EC2::NetworkAcl': { properties: ['VpcId'], shows: [], compared: ['VpcId'] },
  'AWS::EC2::RouteTable': { properties: ['VpcId'], shows: [], compared: ['VpcId'] },
  'AWS::EC2::SecurityGroup': {
    compared: [],
    properties: ['SecurityGroupIngress', 'SecurityGroupEgress', 'Tags'],
    // what stands as a resource of its own in the template is in the group that was read
    shows: ['bastion-no-inbound', 'security-group-ingress', 'security-group-narrow-ports'],
  },
  'AWS::EC2::Subnet': {
    compared: ['MapPublicIpOnLaunch'],
    properties: ['AvailabilityZone', 'MapPublicIpOnLaunch', 'Tags'],
    shows: ['subnet-no-public-address'],
  },
  'AWS::EC2::VPC': {
    compared: ['CidrBlock', 'EnableDnsHostnames', 'EnableDnsSupport'],
    properties: ['CidrBlock', 'EnableDnsHostnames', 'EnableDnsSupport'],
    assumed: { EnableDnsSupport: true },
    shows: ['vpc-flow-logs', 'vpc-zones'],
    joins: { 'vpc-flow-logs': ['AWS::EC2::FlowLog'], 'vpc-zones': ['AWS::EC2::Subnet'] },
  },
  'AWS::EC2::VPCEndpoint': {
    compared: [
      'PolicyDocument',
      'PrivateDnsEnabled',
      'RouteTableIds',
      'SecurityGroupIds',
      'ServiceName',
      'SubnetIds',
      'VpcEndpointType',
    ],
    properties: [
      'PolicyDocument',
      'PrivateDnsEnabled',
      'RouteTableIds',
      'SecurityGroupIds',
      'ServiceName',
      'SubnetIds',
      'VpcEndpointType',
    ],
    shows: ['vpc-endpoint-policy', 'vpc-endpoint-private-dns'],
  },
  'AWS::Events::Rule': {
    properties: ['EventPattern', 'RoleArn', 'ScheduleExpression', 'State', 'Targets'],
    shows: [],
    compared: ['EventPattern', 'RoleArn', 'ScheduleExpression', 'State', 'Targets'],
    assumed: { State: 'ENABLED' },
  },
  'AWS::IAM::InstanceProfile': { properties: ['Roles'], shows: [], compared: ['Roles'] },
  'AWS::IAM::ManagedPolicy': {
    compared: ['PolicyDocument'],
    properties: ['PolicyDocument'],
    shows: ['iam-no-wildcard-grants', 'iam-pass-role-bounded', 'iam-role-permission-boundary', 'session-start-guarded'],
    // whether a policy grants, or only bounds, is told by the identities that have it
    joinsAcross: {
      'iam-no-wildcard-grants': ['AWS::IAM::Role', 'AWS::IAM::User'],
      'iam-pass-role-bounded': ['AWS::IAM::Role', 'AWS::IAM::User'],
      'session-start-guarded': ['AWS::IAM::Role', 'AWS::IAM::User'],
    },
  },
  'AWS::IAM::Role': {
    compared: ['AssumeRolePolicyDocument', 'MaxSessionDuration', 'PermissionsBoundary', 'ManagedPolicyArns'],
    properties: [
      'AssumeRolePolicyDocument',
      'MaxSessionDuration',
      'PermissionsBoundary',
      'Policies',
      'ManagedPolicyArns',
    ],
    assumed: { MaxSessionDuration: 3600 },
    shows: ['iam-managed-policies', 'iam-no-wildcard-grants', 'iam-trust-exact'],
  },
  'AWS::IAM::User': {
    compared: ['Groups', 'LoginProfile', 'Path', 'PermissionsBoundary', 'ManagedPolicyArns'],
    properties: ['Groups', 'LoginProfile', 'Path', 'PermissionsBoundary', 'Policies', 'ManagedPolicyArns'],
    shows: [
      'break-glass-mfa-required',
      'iam-managed-policies',
      'iam-no-inline-user-policies',
      'iam-no-wildcard-grants',
    ],
  },
  'AWS::KMS::Key': {
    compared: ['EnableKeyRotation', 'RotationPeriodInDays', 'KeyPolicy'],
    properties: ['EnableKeyRotation', 'RotationPeriodInDays', 'KeyPolicy'],
    shows: ['kms-key-rotation', 'kms-no-open-policy', 'kms-duty-separation'],
  },
  'AWS::Lambda::Function': {
    properties: [
      'DeadLetterConfig',
      'Environment',
      'Handler',
      'KmsKeyArn',
      'Layers',
      'LoggingConfig',
      'MemorySize',
      'ReservedConcurrentExecutions',
      'Role',
      'Runtime',
      'Timeout',
      'VpcConfig',
    ],
    shows: [],
    // the hash of the code is that of what was uploaded, and a template names only where it was put
    compared: [
      'DeadLetterConfig',
      'Environment',
      'Handler',
      'KmsKeyArn',
      'Layers',
      'LoggingConfig.LogGroup',
      'MemorySize',
      'ReservedConcurrentExecutions',
      'Role',
      'Runtime',
      'Timeout',
      'VpcConfig',
    ],
  },
  'AWS::Logs::LogGroup': {
    compared: ['DeletionProtectionEnabled', 'KmsKeyId', 'LogGroupClass', 'RetentionInDays'],
    properties: ['DeletionProtectionEnabled', 'LogGroupClass', 'KmsKeyId', 'RetentionInDays', 'Tags'],
    assumed: { LogGroupClass: 'STANDARD' },
    shows: ['log-group-customer-managed-key', 'log-group-retention', 'data-class-tag'],
  },
  'AWS::Organizations::Policy': {
    // what it says, a live check compares
    compared: ['TargetIds'],
    properties: ['Content', 'TargetIds'],
    shows: ['guardrail-words-known'],
  },
  'AWS::Route53::HealthCheck': {
    properties: ['HealthCheckConfig'],
    // whether a rule holds is told by the comparison: it judges these properties alone
    shows: [],
    // SNI and latency the service settles itself
    compared: [
      'HealthCheckConfig.ChildHealthChecks',
      'HealthCheckConfig.Disabled',
      'HealthCheckConfig.FailureThreshold',
      'HealthCheckConfig.FullyQualifiedDomainName',
      'HealthCheckConfig.HealthThreshold',
      'HealthCheckConfig.IPAddress',
      'HealthCheckConfig.Inverted',
      'HealthCheckConfig.Port',
      'HealthCheckConfig.RequestInterval',
      'HealthCheckConfig.ResourcePath',
      'HealthCheckConfig.Type',
    ],
  },
  'AWS::S3::Bucket': {
    compared: [
      'BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault.KMSMasterKeyID',
      'LifecycleConfiguration',
      'LoggingConfiguration',
      'ObjectLockConfiguration',
      'ObjectLockEnabled',
      'OwnershipControls',
      'PublicAccessBlockConfiguration',
      'ReplicationConfiguration',
      'VersioningConfiguration',
    ],
    properties: [
      'BucketEncryption',
      'ObjectLockEnabled',
      'ObjectLockConfiguration',
      'VersioningConfiguration',
      'PublicAccessBlockConfiguration',
      'LifecycleConfiguration',
      'LoggingConfiguration',
      'OwnershipControls',
      'ReplicationConfiguration',
      'Tags',
    ],
    shows: [
      'data-class-tag',
      's3-customer-managed-key',
      's3-log-retention',
      's3-object-lock',
      's3-object-lock-compliance',
      's3-public-access-blocked',
      's3-replication',
      's3-replication-key',
      's3-tls-only',
      's3-versioning',
    ],
    joins: { 's3-tls-only': ['AWS::S3::BucketPolicy'] },
    joinsAcross: { 's3-object-lock': ['AWS::S3::Bucket'] },
  },
  'AWS::S3::BucketPolicy': {
    compared: ['PolicyDocument'],
    properties: ['PolicyDocument'],
    shows: ['s3-delivery-principals'],
    joins: { 's3-delivery-principals': ['AWS::S3::Bucket'] },
  },
  'AWS::SNS::Subscription': {
    // with its topic
    compared: [],
    properties: ['Protocol', 'Endpoint', 'TopicArn'],
    shows: ['sns-subscription-encrypted'],
  },
  'AWS::SNS::Topic': {
    compared: ['KmsMasterKeyId'],
    properties: ['KmsMasterKeyId'],
    shows: ['sns-topic-customer-managed-key'],
  },
  'AWS::SQS::Queue': {
    properties: ['KmsMasterKeyId', 'MessageRetentionPeriod', 'RedrivePolicy', 'VisibilityTimeout'],
    shows: ['sqs-queue-customer-managed-key'],
    compared: ['KmsMasterKeyId', 'MessageRetentionPeriod', 'RedrivePolicy', 'VisibilityTimeout'],
    assumed: { MessageRetentionPeriod: 345_600, VisibilityTimeout: 30 },
  },
  'AWS::SSM::Document': {
    compared: ['Content', 'DocumentType'],
    properties: ['Content', 'DocumentType'],
    shows: [
      'session-document-fixed',
      'session-document-limits',
      'session-document-no-forwarding',
      'session-document-recorded',
      'session-document-run-as',
    ],
  },
};

/**
 * What rules read of the template beside what was observed, `type.property`: names, references, kinds and conditions, which
 * cannot change in a deployed resource or tell what it is for; where a trail really delivers, a live check compares. A test holds that no rule reads anything else.
 */
export const TEMPLATE_CONTEXT: readonly string[] = [
  // which bucket it is, and which services the landing zone lets deliver to it
  'AWS::S3::Bucket.BucketName',
  'AWS::S3::Bucket.LoggingConfiguration',
  'AWS::S3::Bucket.ReplicationConfiguration',
  'AWS::EC2::FlowLog.LogDestination',
  'AWS::Route53Resolver::ResolverQueryLoggingConfig.DestinationArn',
  'AWS::SSM::Document.Content',
  'AWS::S3::BucketPolicy.Bucket',
  'AWS::CloudTrail::Trail.S3BucketName',
  'AWS::Config::DeliveryChannel.S3BucketName',
  // which network it is of
  'AWS::EC2::Subnet.VpcId',
  'AWS::EC2::FlowLog.ResourceId',
  'AWS::EC2::FlowLog.ResourceType',
  'AWS::EC2::Subnet.AvailabilityZoneId',
  // whether it is a network of workloads, or one that inspects what others send
  'AWS::EC2::NatGateway.SubnetId',
  'AWS::EC2::TransitGatewayAttachment.SubnetIds',
  'AWS::NetworkFirewall::Firewall.SubnetMappings',
  'AWS::NetworkFirewall::Firewall.VpcId',
  // rules of the template that are counted beside those of the live group: one more is a finding, never one less
  'AWS::EC2::SecurityGroupIngress.GroupId',
  // which policy or user it is
  'AWS::IAM::ManagedPolicy.ManagedPolicyName',
  'AWS::IAM::User.UserName',
  // the kind of a policy is fixed when it is made
  'AWS::Organizations::Policy.Type',
  // the kind of a key is fixed when it is made
  'AWS::KMS::Key.KeySpec',
  'AWS::KMS::Key.Origin',
];
