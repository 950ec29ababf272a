import {
  BackupClient,
  DescribeBackupVaultCommand,
  GetBackupPlanCommand,
  GetBackupSelectionCommand,
  GetBackupVaultAccessPolicyCommand,
  ListBackupSelectionsCommand,
  ListTagsCommand,
} from '@aws-sdk/client-backup';
import {
  CloudTrailClient,
  GetEventSelectorsCommand,
  GetTrailCommand,
  GetTrailStatusCommand,
} from '@aws-sdk/client-cloudtrail';
import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  DescribeMetricFiltersCommand,
  DescribeSubscriptionFiltersCommand,
  ListTagsForResourceCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  ConfigServiceClient,
  DescribeConfigurationRecorderStatusCommand,
  DescribeConfigurationRecordersCommand,
  DescribeDeliveryChannelsCommand,
} from '@aws-sdk/client-config-service';
import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  GetResourcePolicyCommand,
} from '@aws-sdk/client-dynamodb';
import {
  DescribeFlowLogsCommand,
  DescribeInternetGatewaysCommand,
  DescribeLaunchTemplateVersionsCommand,
  DescribeNetworkAclsCommand,
  DescribeNetworkInterfacesCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcAttributeCommand,
  DescribeVpcEndpointsCommand,
  DescribeVpcsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { DescribeRuleCommand, EventBridgeClient, ListTargetsByRuleCommand } from '@aws-sdk/client-eventbridge';
import {
  GetInstanceProfileCommand,
  GetLoginProfileCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  GetUserCommand,
  GetUserPolicyCommand,
  IAMClient,
  ListAccessKeysCommand,
  ListAttachedRolePoliciesCommand,
  ListAttachedUserPoliciesCommand,
  ListGroupsForUserCommand,
  ListMFADevicesCommand,
  ListRolePoliciesCommand,
  ListUserPoliciesCommand,
} from '@aws-sdk/client-iam';
import {
  DescribeKeyCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  KMSClient,
  ListAliasesCommand,
  ListGrantsCommand,
  ListKeyRotationsCommand,
} from '@aws-sdk/client-kms';
import {
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  GetPolicyCommand as GetFunctionPolicyCommand,
  LambdaClient,
  ListFunctionUrlConfigsCommand,
} from '@aws-sdk/client-lambda';
import { DescribePolicyCommand, ListTargetsForPolicyCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { GetHealthCheckCommand, Route53Client } from '@aws-sdk/client-route-53';
import {
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLoggingCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketReplicationCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  GetPublicAccessBlockCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import {
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  SNSClient,
} from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { GetDocumentCommand, SSMClient } from '@aws-sdk/client-ssm';
import { mockClient } from 'aws-sdk-client-mock';

/** A mock for each service that collectors ask. */
export const s3 = mockClient(S3Client);
export const kms = mockClient(KMSClient);
export const cloudtrail = mockClient(CloudTrailClient);
export const logs = mockClient(CloudWatchLogsClient);
export const backup = mockClient(BackupClient);
export const sns = mockClient(SNSClient);
export const iam = mockClient(IAMClient);
export const ec2 = mockClient(EC2Client);
export const config = mockClient(ConfigServiceClient);
export const ssm = mockClient(SSMClient);
export const organizations = mockClient(OrganizationsClient);
export const cloudwatch = mockClient(CloudWatchClient);
export const dynamodb = mockClient(DynamoDBClient);
export const route53 = mockClient(Route53Client);
export const events = mockClient(EventBridgeClient);
export const lambda = mockClient(LambdaClient);
export const sqs = mockClient(SQSClient);

export const mocks = [
  s3,
  kms,
  cloudtrail,
  logs,
  backup,
  sns,
  iam,
  ec2,
  config,
  ssm,
  organizations,
  cloudwatch,
  dynamodb,
  route53,
  events,
  lambda,
  sqs,
];

/** Each has its own types of commands; what any command answers is the same to all. */
export const alike = mocks as unknown as readonly (typeof s3)[];

/** An entry of an access list, for whoever it is. */
const ANY = { RuleAction: 'allow', CidrBlock: '0.0.0.0/0', Egress: false } as const;

/** What each service says of a resource of the type, as it should be. */
export const ANSWERS: Readonly<Record<string, () => void>> = {
  'AWS::Backup::BackupPlan': () => {
    backup
      .on(GetBackupPlanCommand)
      .resolves({
        BackupPlan: {
          BackupPlanName: 'tier-1',
          Rules: [
            {
              RuleId: '1',
              RuleName: 'daily',
              TargetBackupVaultName: 'v',
              CopyActions: [{ DestinationBackupVaultArn: 'arn:v' }],
            },
          ],
        },
      })
      .on(ListBackupSelectionsCommand)
      .resolvesOnce({ BackupSelectionsList: [{ SelectionId: 's1' }], NextToken: 'more' })
      .resolvesOnce({ BackupSelectionsList: [{ SelectionId: 's2' }] })
      .on(GetBackupSelectionCommand, { SelectionId: 's1' })
      .resolves({ BackupSelection: { SelectionName: 'one', IamRoleArn: 'arn:r' } })
      .on(GetBackupSelectionCommand, { SelectionId: 's2' })
      .resolves({ BackupSelection: { SelectionName: 'two', IamRoleArn: 'arn:r' } });
  },
  'AWS::Backup::BackupVault': () => {
    const LockDate = new Date(Date.now() + 2.5 * 24 * 60 * 60 * 1000);
    backup
      .on(DescribeBackupVaultCommand)
      .resolves({ BackupVaultArn: 'arn:v', EncryptionKeyArn: 'arn:k', Locked: true, MinRetentionDays: 30, LockDate })
      .on(GetBackupVaultAccessPolicyCommand)
      .resolves({ Policy: '{"Statement":[]}' })
      .on(ListTagsCommand)
      .resolvesOnce({ Tags: { a: '1' }, NextToken: 'more' })
      .resolvesOnce({ Tags: { b: '2' } });
  },
  'AWS::CloudTrail::Trail': () => {
    cloudtrail
      .on(GetTrailCommand)
      .resolves({
        Trail: {
          IsMultiRegionTrail: true,
          IncludeGlobalServiceEvents: true,
          LogFileValidationEnabled: true,
          KmsKeyId: 'arn:k',
          IsOrganizationTrail: false,
        },
      })
      .on(GetTrailStatusCommand)
      .resolves({ IsLogging: true })
      .on(GetEventSelectorsCommand)
      .resolves({
        EventSelectors: [],
        AdvancedEventSelectors: [{ Name: 'all', FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] }],
      });
  },
  'AWS::CloudWatch::Alarm': () => {
    cloudwatch.on(DescribeAlarmsCommand, { AlarmNames: ['it'], AlarmTypes: ['MetricAlarm'] }).resolves({
      MetricAlarms: [
        { AlarmName: 'it', ActionsEnabled: false, AlarmActions: ['arn:t'], Threshold: 1, StateValue: 'OK' },
      ],
    });
  },
  'AWS::Config::DeliveryChannel': () => {
    config
      .on(DescribeDeliveryChannelsCommand, { DeliveryChannelNames: ['it'] })
      .resolves({ DeliveryChannels: [{ name: 'it', s3BucketName: 'b', s3KmsKeyArn: 'arn:k' }] });
  },
  'AWS::DynamoDB::Table': () => {
    dynamodb
      .on(DescribeTableCommand, { TableName: 'it' })
      .resolves({
        Table: {
          DeletionProtectionEnabled: true,
          SSEDescription: { Status: 'ENABLED', SSEType: 'KMS', KMSMasterKeyArn: 'arn:k' },
        },
      })
      .on(DescribeContinuousBackupsCommand)
      .resolves({
        ContinuousBackupsDescription: {
          ContinuousBackupsStatus: 'ENABLED',
          PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'ENABLED' },
        },
      })
      .on(DescribeTimeToLiveCommand)
      .resolves({ TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED', AttributeName: 'expires' } })
      .on(GetResourcePolicyCommand)
      .resolves({ Policy: '{"Statement":[1]}' });
  },
  'AWS::EC2::NetworkAcl': () => {
    ec2.on(DescribeNetworkAclsCommand, { NetworkAclIds: ['it'] }).resolves({
      NetworkAcls: [
        {
          VpcId: 'vpc-1',
          Entries: [
            { ...ANY, RuleNumber: 100, Protocol: '6', PortRange: { From: 443, To: 443 } },
            { ...ANY, RuleNumber: 110, Protocol: '-1' },
            { ...ANY, RuleNumber: 32_767, Protocol: '-1', RuleAction: 'deny' },
          ],
        },
      ],
    });
  },
  'AWS::EC2::RouteTable': () => {
    ec2.on(DescribeRouteTablesCommand, { RouteTableIds: ['it'] }).resolves({
      RouteTables: [
        {
          VpcId: 'vpc-1',
          Associations: [{ SubnetId: 'subnet-1' }, { GatewayId: 'igw-1' }],
          Routes: [
            { DestinationCidrBlock: '10.0.0.0/16', GatewayId: 'local', State: 'active' },
            { DestinationPrefixListId: 'pl-1', GatewayId: 'vpce-1' },
            { DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'vpce-2' },
            { DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'igw-1', State: 'active', Origin: 'CreateRoute' },
          ],
        },
      ],
    });
  },
  'AWS::IAM::InstanceProfile': () => {
    iam
      .on(GetInstanceProfileCommand, { InstanceProfileName: 'it' })
      .resolves({ InstanceProfile: { Roles: [{ RoleName: 'bastion' }] } as never });
  },
  'AWS::Route53::HealthCheck': () => {
    route53.on(GetHealthCheckCommand, { HealthCheckId: 'it' }).resolves({
      HealthCheck: {
        HealthCheckConfig: { Type: 'CALCULATED', HealthThreshold: 1, ChildHealthChecks: ['one', 'two'] },
      } as never,
    });
  },
  'AWS::Config::ConfigurationRecorder': () => {
    config
      .on(DescribeConfigurationRecordersCommand)
      .resolves({
        ConfigurationRecorders: [
          { recordingGroup: { allSupported: true }, recordingMode: { recordingFrequency: 'CONTINUOUS' } },
        ],
      })
      .on(DescribeConfigurationRecorderStatusCommand)
      .resolves({ ConfigurationRecordersStatus: [{ recording: true }] });
  },
  'AWS::EC2::FlowLog': () => {
    ec2.on(DescribeFlowLogsCommand).resolves({
      FlowLogs: [{ LogDestination: 'arn:b', LogDestinationType: 's3', LogFormat: '${version}', TrafficType: 'ALL' }],
    });
  },
  'AWS::EC2::LaunchTemplate': () => {
    ec2.on(DescribeLaunchTemplateVersionsCommand).resolves({
      LaunchTemplateVersions: [
        { LaunchTemplateData: { UserData: 'c2VjcmV0', MetadataOptions: { HttpTokens: 'required' } } },
      ],
    });
  },
  'AWS::EC2::SecurityGroup': () => {
    ec2
      .on(DescribeSecurityGroupsCommand)
      .resolves({
        SecurityGroups: [
          {
            IpPermissions: [
              {
                IpProtocol: 'tcp',
                FromPort: 443,
                ToPort: 443,
                UserIdGroupPairs: [{ GroupId: 'sg-1' }],
                IpRanges: [{ CidrIp: '10.0.0.0/8' }],
              },
            ],
            IpPermissionsEgress: [
              { IpProtocol: '-1', Ipv6Ranges: [{ CidrIpv6: '::/0' }], PrefixListIds: [{ PrefixListId: 'pl-1' }] },
            ],
            Tags: [{ Key: 'isms:purpose', Value: 'bastion' }],
          },
        ],
      })
      .on(DescribeNetworkInterfacesCommand)
      .resolvesOnce({ NetworkInterfaces: [{ Association: { PublicIp: '203.0.113.7' } }], NextToken: 'more' })
      .resolvesOnce({
        NetworkInterfaces: [
          {
            PrivateIpAddresses: [{ Association: { PublicIp: '203.0.113.8' } }],
            Ipv6Addresses: [{ Ipv6Address: '2001:db8::1' }],
          },
        ],
      });
  },
  'AWS::EC2::Subnet': () => {
    ec2
      .on(DescribeSubnetsCommand)
      .resolves({ Subnets: [{ AvailabilityZone: 'eu-central-1a', MapPublicIpOnLaunch: false, Tags: [] }] })
      .on(DescribeRouteTablesCommand)
      .resolvesOnce({ RouteTables: [{ RouteTableId: 'rtb-other', Associations: [{ Main: true }] }], NextToken: 'more' })
      .resolvesOnce({
        RouteTables: [
          {
            RouteTableId: 'rtb-1',
            Associations: [{ SubnetId: 'it' }],
            Routes: [
              { DestinationCidrBlock: '10.0.0.0/16', GatewayId: 'local' },
              { DestinationPrefixListId: 'pl-1', GatewayId: 'vpce-1' },
              { DestinationCidrBlock: '10.1.0.0/16', NetworkInterfaceId: 'eni-peer' },
              { DestinationCidrBlock: '0.0.0.0/0', TransitGatewayId: 'tgw-1' },
              { DestinationCidrBlock: '198.51.100.0/24', GatewayId: 'igw-1' },
              { DestinationCidrBlock: '0.0.0.0/1', NatGatewayId: 'nat-1' },
              { DestinationIpv6CidrBlock: '::/0', EgressOnlyInternetGatewayId: 'eigw-1' },
              { DestinationCidrBlock: '128.0.0.0/1', CarrierGatewayId: 'cagw-1' },
              { DestinationCidrBlock: '0.0.0.0/0', InstanceId: 'i-1', NetworkInterfaceId: 'eni-1' },
            ],
          },
        ],
      })
      .on(DescribeNetworkAclsCommand)
      .resolvesOnce({ NetworkAcls: [], NextToken: 'more' })
      .resolvesOnce({
        NetworkAcls: [
          { NetworkAclId: 'acl-other', Associations: [{ SubnetId: 'it-too' }] },
          {
            NetworkAclId: 'acl-1',
            Associations: [{ SubnetId: 'it' }],
            Entries: [
              { ...ANY, RuleNumber: 100, Protocol: '-1' },
              { ...ANY, RuleNumber: 110, Protocol: '6', PortRange: { From: 0, To: 65_535 }, Egress: true },
              { ...ANY, RuleNumber: 120, Protocol: '17', PortRange: { From: 1, To: 65_535 } },
              { ...ANY, RuleNumber: 130, Protocol: '6', PortRange: { From: 443, To: 443 } },
              { ...ANY, RuleNumber: 140, Protocol: '-1', CidrBlock: '10.0.0.0/8' },
              { ...ANY, RuleNumber: 150, Protocol: '-1', CidrBlock: undefined, Ipv6CidrBlock: '::/0' },
              { ...ANY, RuleNumber: 32_767, Protocol: '-1', RuleAction: 'deny' },
            ],
          },
        ],
      });
  },
  'AWS::EC2::VPC': () => {
    ec2
      .on(DescribeVpcsCommand)
      .resolves({ Vpcs: [{ CidrBlock: '10.0.0.0/20' }] })
      .on(DescribeVpcAttributeCommand, { Attribute: 'enableDnsHostnames' })
      .resolves({ EnableDnsHostnames: { Value: true } })
      .on(DescribeVpcAttributeCommand, { Attribute: 'enableDnsSupport' })
      .resolves({ EnableDnsSupport: { Value: true } })
      .on(DescribeSecurityGroupsCommand)
      .resolvesOnce({ SecurityGroups: [], NextToken: 'more' })
      .resolvesOnce({ SecurityGroups: [{ GroupId: 'sg-d', IpPermissions: [{}], IpPermissionsEgress: [{}] }] })
      .on(DescribeInternetGatewaysCommand, { Filters: [{ Name: 'attachment.vpc-id', Values: ['it'] }] })
      .resolvesOnce({ InternetGateways: [{ InternetGatewayId: 'igw-1' }], NextToken: 'more' })
      .resolvesOnce({ InternetGateways: [{ InternetGatewayId: 'igw-2' }] });
  },
  'AWS::EC2::VPCEndpoint': () => {
    ec2.on(DescribeVpcEndpointsCommand).resolves({
      VpcEndpoints: [
        {
          VpcEndpointType: 'Interface',
          PolicyDocument: '{"Statement":[]}',
          PrivateDnsEnabled: true,
          Groups: [{ GroupId: 'sg-1', GroupName: 'endpoints' }],
        },
      ],
    });
  },
  'AWS::IAM::ManagedPolicy': () => {
    iam
      .on(GetPolicyCommand, { PolicyArn: 'it' })
      .resolves({ Policy: { DefaultVersionId: 'v3' } })
      .on(GetPolicyVersionCommand, { PolicyArn: 'it', VersionId: 'v3' })
      .resolves({ PolicyVersion: { Document: encodeURIComponent('{"Statement":[3]}') } });
  },
  'AWS::IAM::Role': () => {
    iam
      .on(GetRoleCommand)
      .resolves({
        Role: {
          AssumeRolePolicyDocument: encodeURIComponent('{"Statement":[]}'),
          PermissionsBoundary: { PermissionsBoundaryArn: 'arn:b' },
        } as never,
      })
      .on(ListAttachedRolePoliciesCommand)
      .resolvesOnce({ AttachedPolicies: [{ PolicyArn: 'arn:1' }], IsTruncated: true, Marker: 'more' })
      .resolvesOnce({ AttachedPolicies: [{ PolicyArn: 'arn:2' }] })
      .on(ListRolePoliciesCommand)
      .resolvesOnce({ PolicyNames: ['one'], IsTruncated: true, Marker: 'more' })
      .resolvesOnce({ PolicyNames: ['two'] })
      .on(GetRolePolicyCommand)
      .resolves({ PolicyDocument: encodeURIComponent('{"Statement":[1]}') });
  },
  'AWS::IAM::User': () => {
    iam
      .on(GetUserCommand)
      .resolves({ User: { Path: '/break-glass/', PermissionsBoundary: { PermissionsBoundaryArn: 'arn:b' } } as never })
      .on(ListGroupsForUserCommand)
      .resolvesOnce({ Groups: [{ GroupName: 'one' } as never], IsTruncated: true, Marker: 'more' })
      .resolvesOnce({ Groups: [{ GroupName: 'two' } as never] })
      .on(GetLoginProfileCommand)
      .resolves({ LoginProfile: { UserName: 'it', CreateDate: new Date('2026-01-01T00:00:00Z') } })
      .on(ListAccessKeysCommand)
      .resolvesOnce({ AccessKeyMetadata: [{}], IsTruncated: true, Marker: 'more' })
      .resolvesOnce({ AccessKeyMetadata: [{}] })
      .on(ListMFADevicesCommand)
      .resolvesOnce({ MFADevices: [], IsTruncated: true, Marker: 'more' })
      .resolvesOnce({ MFADevices: [{} as never] })
      .on(ListAttachedUserPoliciesCommand)
      .resolvesOnce({ AttachedPolicies: [{ PolicyArn: 'arn:1' }], IsTruncated: true, Marker: 'more' })
      .resolvesOnce({ AttachedPolicies: [{ PolicyArn: 'arn:2' }] })
      .on(ListUserPoliciesCommand)
      .resolvesOnce({ PolicyNames: ['one'], IsTruncated: true, Marker: 'more' })
      .resolvesOnce({ PolicyNames: ['two'] })
      .on(GetUserPolicyCommand)
      .resolves({ PolicyDocument: encodeURIComponent('{"Statement":[1]}') });
  },
  'AWS::KMS::Key': () => {
    kms
      .on(GetKeyRotationStatusCommand)
      .resolves({ KeyRotationEnabled: true, RotationPeriodInDays: 365 })
      .on(GetKeyPolicyCommand)
      .resolves({ Policy: '{"Statement":[]}' })
      .on(DescribeKeyCommand)
      .resolves({
        KeyMetadata: {
          KeyId: 'it',
          Arn: 'arn:aws:kms:eu-central-1:111111111111:key/it',
          KeyState: 'Enabled',
          CreationDate: new Date('2025-01-01T00:00:00Z'),
        },
      })
      .on(ListKeyRotationsCommand)
      .resolvesOnce({
        Rotations: [{ RotationDate: new Date('2026-01-01T00:00:00Z') }],
        Truncated: true,
        NextMarker: 'more',
      })
      .resolvesOnce({ Rotations: [{ RotationDate: new Date('2025-06-01T00:00:00Z') }] })
      .on(ListGrantsCommand, { KeyId: 'it' })
      .resolvesOnce({ Grants: [{ GranteePrincipal: 'arn:b' }], Truncated: true, NextMarker: 'more' })
      .resolvesOnce({ Grants: [{ GranteePrincipal: 'arn:a' }, { GranteePrincipal: 'arn:b' }] })
      .on(ListAliasesCommand, { KeyId: 'it' })
      .resolvesOnce({ Aliases: [{ AliasName: 'alias/one' }], Truncated: true, NextMarker: 'more' })
      .resolvesOnce({ Aliases: [{ AliasName: 'alias/two' }] });
  },
  'AWS::Events::Rule': () => {
    events
      .on(DescribeRuleCommand)
      .resolves({ Name: 'it', State: 'ENABLED', EventPattern: '{"source":["aws.s3"]}' })
      .on(ListTargetsByRuleCommand)
      .resolves({ Targets: [{ Id: 'one', Arn: 'arn:f' }] });
  },
  'AWS::Lambda::Function': () => {
    const service = { Service: 'logs.amazonaws.com' };
    const Statement = [
      {
        Sid: 'x',
        Effect: 'Allow',
        Principal: service,
        Action: 'lambda:InvokeFunction',
        Resource: 'arn:f',
        Condition: { ArnLike: { 'AWS:SourceArn': 'arn:lg' }, StringEquals: { 'AWS:SourceAccount': '1' } },
      },
      { Sid: 'y', Effect: 'Allow', Principal: '*', Action: 'lambda:*', Resource: 'arn:f' },
      { Effect: 'Deny', Principal: { AWS: 'arn:a' }, Action: 'lambda:*', Condition: { Bool: { b: 'true' } } },
    ];
    lambda
      .on(GetFunctionConfigurationCommand)
      .resolves({
        Role: 'arn:r',
        KMSKeyArn: 'arn:k',
        Timeout: 60,
        LoggingConfig: { LogFormat: 'Text', LogGroup: '/it' },
      })
      .on(GetFunctionConcurrencyCommand)
      .resolves({ ReservedConcurrentExecutions: 2 })
      .on(GetFunctionPolicyCommand)
      .resolves({ Policy: JSON.stringify({ Statement }) })
      .on(ListFunctionUrlConfigsCommand, { FunctionName: 'it' })
      .resolvesOnce({ FunctionUrlConfigs: [{ AuthType: 'AWS_IAM' } as never], NextMarker: 'more' })
      .resolvesOnce({ FunctionUrlConfigs: [{ AuthType: 'NONE' } as never] });
  },
  'AWS::SQS::Queue': () => {
    sqs.on(GetQueueAttributesCommand).resolves({
      Attributes: { KmsMasterKeyId: 'arn:k', MessageRetentionPeriod: '1209600', Policy: '{"Statement":[1]}' },
    });
  },
  'AWS::Logs::LogGroup': () => {
    logs
      .on(DescribeLogGroupsCommand)
      .resolvesOnce({ logGroups: [{ logGroupName: 'it-too' }], nextToken: 'more' })
      .resolvesOnce({
        logGroups: [
          { logGroupName: 'it', arn: 'arn:lg:*', kmsKeyId: 'arn:k', retentionInDays: 365, logGroupClass: 'STANDARD' },
        ],
      })
      .on(ListTagsForResourceCommand, { resourceArn: 'arn:lg' })
      .resolves({ tags: { a: '1' } })
      .on(DescribeMetricFiltersCommand, { logGroupName: 'it' })
      .resolvesOnce({
        metricFilters: [
          {
            filterName: 'one',
            filterPattern: '{ $.x = 1 }',
            metricTransformations: [{ metricName: 'm', metricNamespace: 'n', metricValue: '1' }],
          },
        ],
        nextToken: 'more',
      })
      .resolvesOnce({ metricFilters: [{ filterName: 'two', filterPattern: '' }] })
      .on(DescribeSubscriptionFiltersCommand, { logGroupName: 'it' })
      .resolvesOnce({ subscriptionFilters: [{ filterName: 'a', filterPattern: '', destinationArn: 'arn:f' }] });
  },
  'AWS::Organizations::Policy': () => {
    organizations
      .on(DescribePolicyCommand, { PolicyId: 'it' })
      .resolves({ Policy: { Content: '{"Statement":[1]}' } })
      .on(ListTargetsForPolicyCommand, { PolicyId: 'it' })
      .resolvesOnce({ Targets: [{ TargetId: 'ou-1' }], NextToken: 'more' })
      .resolves({ Targets: [{ TargetId: 'ou-2' }] });
  },
  'AWS::S3::Bucket': () => {
    s3.on(GetBucketEncryptionCommand)
      .resolves({
        ServerSideEncryptionConfiguration: {
          Rules: [
            {
              ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'arn:k' },
              BucketKeyEnabled: true,
            },
          ],
        },
      })
      .on(GetObjectLockConfigurationCommand)
      .resolves({
        ObjectLockConfiguration: {
          ObjectLockEnabled: 'Enabled',
          Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 183 } },
        },
      })
      .on(GetBucketVersioningCommand)
      .resolves({ Status: 'Enabled' })
      .on(GetPublicAccessBlockCommand)
      .resolves({ PublicAccessBlockConfiguration: { BlockPublicAcls: true } })
      .on(GetBucketLifecycleConfigurationCommand)
      .resolves({
        Rules: [
          {
            ID: 'end',
            Status: 'Enabled',
            Expiration: { Days: 400 },
            Transitions: [{ Days: 90, StorageClass: 'STANDARD_IA' }],
            NoncurrentVersionTransitions: [{ NoncurrentDays: 30, StorageClass: 'STANDARD_IA' }],
          },
        ],
      })
      .on(GetBucketOwnershipControlsCommand)
      .resolves({ OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] } })
      .on(GetBucketLoggingCommand)
      .resolves({ LoggingEnabled: { TargetBucket: 'logs', TargetPrefix: 'it/' } })
      .on(GetBucketReplicationCommand)
      .resolves({
        ReplicationConfiguration: {
          Role: 'arn:r',
          Rules: [{ ID: 'all', Status: 'Enabled', Destination: { Bucket: 'arn:b' } }],
        },
      })
      .on(GetBucketTaggingCommand)
      .resolves({ TagSet: [{ Key: 'a', Value: '1' }] });
  },
  'AWS::S3::BucketPolicy': () => {
    s3.on(GetBucketPolicyCommand).resolves({ Policy: '{"Statement":[]}' });
  },
  'AWS::SNS::Subscription': () => {
    sns
      .on(GetSubscriptionAttributesCommand, { SubscriptionArn: 'it' })
      .resolves({ Attributes: { Protocol: 'email', Endpoint: 'a@example.com', TopicArn: 'arn:t' } });
  },
  'AWS::SNS::Topic': () => {
    sns
      .on(GetTopicAttributesCommand)
      .resolves({ Attributes: { KmsMasterKeyId: 'arn:k', Policy: '{"Statement":[1]}' } })
      .on(GetSubscriptionAttributesCommand, { SubscriptionArn: 'arn:s' })
      .resolves({ Attributes: { FilterPolicy: '{"never":["x"]}', RawMessageDelivery: 'true' } })
      .on(ListSubscriptionsByTopicCommand, { TopicArn: 'it' })
      .resolvesOnce({
        Subscriptions: [{ Protocol: 'email', Endpoint: 'a@example.com', SubscriptionArn: 'PendingConfirmation' }],
        NextToken: 'more',
      })
      .resolvesOnce({ Subscriptions: [{ Protocol: 'sqs', Endpoint: 'arn:q', SubscriptionArn: 'arn:s' }] });
  },
  'AWS::SSM::Document': () => {
    ssm
      .on(GetDocumentCommand, { DocumentVersion: '$DEFAULT' })
      .resolves({ Content: '{"schemaVersion":"1.0"}', DocumentType: 'Session' });
  },
};
