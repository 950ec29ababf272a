import { DescribeBackupVaultCommand, GetBackupVaultAccessPolicyCommand } from '@aws-sdk/client-backup';
import { GetTrailCommand } from '@aws-sdk/client-cloudtrail';
import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  GetResourcePolicyCommand,
} from '@aws-sdk/client-dynamodb';
import {
  DescribeInternetGatewaysCommand,
  DescribeNetworkAclsCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeVpcEndpointsCommand,
} from '@aws-sdk/client-ec2';
import { GetLoginProfileCommand, ListGroupsForUserCommand } from '@aws-sdk/client-iam';
import { ListKeyRotationsCommand } from '@aws-sdk/client-kms';
import { GetPolicyCommand as GetFunctionPolicyCommand, ListFunctionUrlConfigsCommand } from '@aws-sdk/client-lambda';
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
} from '@aws-sdk/client-s3';
import { GetTopicAttributesCommand, ListSubscriptionsByTopicCommand } from '@aws-sdk/client-sns';
import { GetDocumentCommand } from '@aws-sdk/client-ssm';
import { FACT_READERS } from '../../../lib/collect/facts';
import { OBSERVABLES } from '../../../lib/collect/observables';
import type { LiveProperties } from '../../../lib/collect/reader';
import { READERS } from '../../../lib/collect/readers';
import {
  ANSWERS,
  alike,
  backup,
  cloudtrail,
  dynamodb,
  ec2,
  events,
  iam,
  kms,
  lambda,
  mocks,
  s3,
  sns,
  sqs,
  ssm,
} from './answers';

const REACH = {
  region: 'eu-central-1',
  client: { region: 'eu-central-1', credentials: { accessKeyId: 'x', secretAccessKey: 'x' } },
};

beforeEach(() => {
  for (const mock of mocks) mock.reset();
});

const read = (type: string, id = 'it'): Promise<LiveProperties> =>
  READERS[type]?.(REACH, id) as Promise<LiveProperties>;
const factsOf = (type: string): Promise<LiveProperties> => FACT_READERS[type]?.(REACH, 'it') as Promise<LiveProperties>;

const error = (name: string): Error => Object.assign(new Error(`${name} happened`), { name });

const TYPES = Object.keys(READERS);

describe('readers', () => {
  test.each(TYPES)('%s reads the properties that are listed, and no others', async (type) => {
    ANSWERS[type]?.();
    const properties = await read(type);

    expect(Object.keys(properties).sort()).toEqual([...(OBSERVABLES[type]?.properties ?? [])].sort());
  });

  test.each(TYPES)('%s only reads', async (type) => {
    ANSWERS[type]?.();
    await read(type);
    await FACT_READERS[type]?.(REACH, 'it');
    const sent = mocks.flatMap((mock) => mock.calls().map(({ args }) => (args[0] as object).constructor.name));

    expect(sent.length).toBeGreaterThan(0);
    expect(sent.filter((name) => !/^(Get|List|Describe)/.test(name))).toEqual([]);
  });

  describe.each(['AccessDenied', 'ThrottlingException', 'InternalFailure', 'TimeoutError'])('%s', (name) => {
    test.each(TYPES)('of %s is told, and never taken for nothing', async (type) => {
      for (const mock of alike) mock.onAnyCommand().rejects(error(name));

      await expect(read(type)).rejects.toThrow(`${name} happened`);
    });
  });

  test.each(
    TYPES.filter(
      (type) =>
        type.startsWith('AWS::EC2') ||
        /Alarm|Channel|Table|HealthCheck|Profile|Trail|Recorder|Plan|LogGroup|Document|ManagedPolicy|User|Subscription|Organizations/.test(
          type,
        ),
    ),
  )('%s that the service does not know is missing', async (type) => {
    for (const mock of alike) mock.onAnyCommand().resolves({} as never);

    await expect(read(type)).rejects.toThrow(/the service has no .+ it/);
  });
});

describe('a bucket', () => {
  const nothing = () =>
    s3
      .on(GetBucketEncryptionCommand)
      .rejects(error('ServerSideEncryptionConfigurationNotFoundError'))
      .on(GetObjectLockConfigurationCommand)
      .rejects(error('ObjectLockConfigurationNotFoundError'))
      .on(GetBucketVersioningCommand)
      .resolves({})
      .on(GetPublicAccessBlockCommand)
      .rejects(error('NoSuchPublicAccessBlockConfiguration'))
      .on(GetBucketLifecycleConfigurationCommand)
      .rejects(error('NoSuchLifecycleConfiguration'))
      .on(GetBucketReplicationCommand)
      .rejects(error('ReplicationConfigurationNotFoundError'))
      .on(GetBucketTaggingCommand)
      .rejects(error('NoSuchTagSet'))
      .on(GetBucketOwnershipControlsCommand)
      .rejects(error('OwnershipControlsNotFoundError'))
      .on(GetBucketLoggingCommand)
      .resolves({});

  test('without any configuration has none', async () => {
    nothing();

    expect(Object.values(await read('AWS::S3::Bucket')).filter((value) => value !== undefined)).toEqual([]);
  });

  test('one setting of which is denied is not read as without it', async () => {
    nothing().on(GetBucketEncryptionCommand).rejects(error('AccessDenied'));

    await expect(read('AWS::S3::Bucket')).rejects.toThrow('AccessDenied');
  });

  test('is written as CloudFormation writes it', async () => {
    ANSWERS['AWS::S3::Bucket']?.();

    expect(await read('AWS::S3::Bucket')).toMatchObject({
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          {
            ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'arn:k' },
            BucketKeyEnabled: true,
          },
        ],
      },
      ObjectLockEnabled: true,
      LifecycleConfiguration: {
        Rules: [
          {
            Id: 'end',
            Status: 'Enabled',
            ExpirationInDays: 400,
            Transitions: [{ TransitionInDays: 90, StorageClass: 'STANDARD_IA' }],
            NoncurrentVersionTransitions: [{ TransitionInDays: 30, StorageClass: 'STANDARD_IA' }],
          },
        ],
      },
      LoggingConfiguration: { DestinationBucketName: 'logs', LogFilePrefix: 'it/' },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      ReplicationConfiguration: { Role: 'arn:r', Rules: [{ Id: 'all', Destination: { Bucket: 'arn:b' } }] },
    });
  });

  test('whose policy is gone denies nothing', async () => {
    s3.on(GetBucketPolicyCommand).rejects(error('NoSuchBucketPolicy'));

    expect(await read('AWS::S3::BucketPolicy')).toEqual({ PolicyDocument: { Version: '2012-10-17', Statement: [] } });
  });
});

describe('what is malformed', () => {
  test.each([
    ['AWS::S3::BucketPolicy', () => s3.on(GetBucketPolicyCommand).resolves({ Policy: '{"Statement":' })],
    ['AWS::SSM::Document', () => ssm.on(GetDocumentCommand).resolves({ Content: 'schemaVersion: 1' })],
    [
      'AWS::EC2::VPCEndpoint',
      () => ec2.on(DescribeVpcEndpointsCommand).resolves({ VpcEndpoints: [{ PolicyDocument: '<html>' }] }),
    ],
  ] as const)('%s is not judged as if it was empty', async (type, answer) => {
    answer();

    await expect(read(type)).rejects.toThrow(SyntaxError);
  });
});

test('a log group is found on a later page, among those whose name begins alike', async () => {
  ANSWERS['AWS::Logs::LogGroup']?.();

  expect(await read('AWS::Logs::LogGroup')).toEqual({
    LogGroupClass: 'STANDARD',
    KmsKeyId: 'arn:k',
    RetentionInDays: 365,
    Tags: [{ Key: 'a', Value: '1' }],
  });
});

test('a role has the policies of all pages, decoded', async () => {
  ANSWERS['AWS::IAM::Role']?.();
  const role = await read('AWS::IAM::Role');

  expect(role['ManagedPolicyArns']).toEqual(['arn:1', 'arn:2']);
  expect(role['Policies']).toEqual(
    ['one', 'two'].map((PolicyName) => ({ PolicyName, PolicyDocument: { Statement: [1] } })),
  );
  expect(role['AssumeRolePolicyDocument']).toEqual({ Statement: [] });
});

test('a managed policy has the document of the version that is in force', async () => {
  ANSWERS['AWS::IAM::ManagedPolicy']?.();

  expect(await read('AWS::IAM::ManagedPolicy')).toEqual({ PolicyDocument: { Statement: [3] } });
});

test('a user has its path and the policies of all pages, decoded', async () => {
  ANSWERS['AWS::IAM::User']?.();

  expect(await read('AWS::IAM::User')).toEqual({
    Groups: ['one', 'two'],
    LoginProfile: { Password: '********' },
    Path: '/break-glass/',
    PermissionsBoundary: 'arn:b',
    ManagedPolicyArns: ['arn:1', 'arn:2'],
    Policies: ['one', 'two'].map((PolicyName) => ({ PolicyName, PolicyDocument: { Statement: [1] } })),
  });
});

test('a policy of the organization has all its targets', async () => {
  ANSWERS['AWS::Organizations::Policy']?.();

  expect(await read('AWS::Organizations::Policy')).toEqual({
    Content: { Statement: [1] },
    TargetIds: ['ou-1', 'ou-2'],
  });
});

test('a subscription has its protocol, and where it leads', async () => {
  ANSWERS['AWS::SNS::Subscription']?.();

  expect(await read('AWS::SNS::Subscription')).toEqual({
    Protocol: 'email',
    Endpoint: 'a@example.com',
    TopicArn: 'arn:t',
  });
});

test('a security group has a rule for each address, list and group', async () => {
  ANSWERS['AWS::EC2::SecurityGroup']?.();

  expect(await read('AWS::EC2::SecurityGroup')).toMatchObject({
    SecurityGroupIngress: [
      { IpProtocol: 'tcp', FromPort: 443, CidrIp: '10.0.0.0/8' },
      { IpProtocol: 'tcp', FromPort: 443, SourceSecurityGroupId: 'sg-1' },
    ],
    SecurityGroupEgress: [
      { IpProtocol: '-1', CidrIpv6: '::/0' },
      { IpProtocol: '-1', DestinationPrefixListId: 'pl-1' },
    ],
  });
});

test('a vault without a lock date is in governance mode', async () => {
  ANSWERS['AWS::Backup::BackupVault']?.();
  expect(await read('AWS::Backup::BackupVault')).toMatchObject({
    LockConfiguration: { MinRetentionDays: 30, ChangeableForDays: 3 },
    BackupVaultTags: { a: '1', b: '2' },
  });

  backup.on(DescribeBackupVaultCommand).resolves({ Locked: true, MinRetentionDays: 30 });
  backup.on(GetBackupVaultAccessPolicyCommand).rejects(error('ResourceNotFoundException'));
  const governance = await read('AWS::Backup::BackupVault');

  expect(governance['LockConfiguration']).not.toHaveProperty('ChangeableForDays');
  expect(governance['AccessPolicy']).toBeUndefined();
});

test('the script of a launch template is not read', async () => {
  ANSWERS['AWS::EC2::LaunchTemplate']?.();

  expect(JSON.stringify(await read('AWS::EC2::LaunchTemplate'))).not.toContain('UserData');
});

describe('what is asked without a client', () => {
  test('a function has the settings of a template, and those alone', async () => {
    ANSWERS['AWS::Lambda::Function']?.();

    expect(await read('AWS::Lambda::Function')).toMatchObject({
      KmsKeyArn: 'arn:k',
      LoggingConfig: { LogGroup: '/it' },
      ReservedConcurrentExecutions: 2,
      Role: 'arn:r',
      Timeout: 60,
    });
  });

  test('a function that is not there is gone', async () => {
    lambda.onAnyCommand().rejects(error('ResourceNotFoundException'));

    await expect(read('AWS::Lambda::Function')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  test('who may call a function: as permissions, and what cannot be one as it is', async () => {
    ANSWERS['AWS::Lambda::Function']?.();

    expect(await factsOf('AWS::Lambda::Function')).toEqual({
      permissions: [
        {
          Action: 'lambda:InvokeFunction',
          Principal: 'logs.amazonaws.com',
          SourceArn: 'arn:lg',
          SourceAccount: '1',
        },
        { Action: 'lambda:*', Principal: '*' },
        { Action: 'lambda:*', Effect: 'Deny', Principal: 'arn:a', Bool: { b: 'true' } },
      ],
      urls: [{ AuthType: 'AWS_IAM' }, { AuthType: 'NONE' }],
    });
    lambda.reset();
    lambda
      .on(GetFunctionPolicyCommand)
      .rejects(error('ResourceNotFoundException'))
      .on(ListFunctionUrlConfigsCommand)
      .resolves({ FunctionUrlConfigs: [] });
    expect(await factsOf('AWS::Lambda::Function')).toEqual({ permissions: [], urls: [] });
  });

  test('a user: its access keys and second factors, of all pages', async () => {
    ANSWERS['AWS::IAM::User']?.();

    expect(await factsOf('AWS::IAM::User')).toEqual({ accessKeys: 2, secondFactors: 1 });
  });

  test('a user without a password, and of no group', async () => {
    ANSWERS['AWS::IAM::User']?.();
    iam.on(GetLoginProfileCommand).rejects(error('NoSuchEntityException')).on(ListGroupsForUserCommand).resolves({});

    expect(await read('AWS::IAM::User')).toMatchObject({ Groups: [], LoginProfile: undefined });
  });

  test('a user of whom it is not told whether there is a password is not read as without one', async () => {
    ANSWERS['AWS::IAM::User']?.();
    iam.on(GetLoginProfileCommand).rejects(error('AccessDenied'));

    await expect(read('AWS::IAM::User')).rejects.toThrow('AccessDenied');
  });

  test('a table without policy, stream and expiry has none; of a policy that is not told nothing is known', async () => {
    dynamodb
      .on(DescribeTableCommand)
      .resolves({ Table: { StreamSpecification: { StreamEnabled: false } } as never })
      .on(DescribeTimeToLiveCommand)
      .resolves({ TimeToLiveDescription: { TimeToLiveStatus: 'DISABLED' } })
      .on(DescribeContinuousBackupsCommand)
      .resolves({})
      .on(GetResourcePolicyCommand)
      .rejects(error('PolicyNotFoundException'));
    expect(Object.values(await read('AWS::DynamoDB::Table')).filter((value) => value !== undefined)).toEqual([]);

    dynamodb.on(GetResourcePolicyCommand).rejects(error('AccessDenied'));
    await expect(read('AWS::DynamoDB::Table')).rejects.toThrow('AccessDenied');
  });

  test('a backup plan is written as CloudFormation writes it, without what is the service’s own', async () => {
    ANSWERS['AWS::Backup::BackupPlan']?.();

    expect(await read('AWS::Backup::BackupPlan')).toEqual({
      BackupPlan: {
        BackupPlanName: 'tier-1',
        BackupPlanRule: [
          { RuleName: 'daily', TargetBackupVault: 'v', CopyActions: [{ DestinationBackupVaultArn: 'arn:v' }] },
        ],
        AdvancedBackupSettings: undefined,
      },
    });
  });

  test('a queue has its key, and its policy; without one it has none', async () => {
    ANSWERS['AWS::SQS::Queue']?.();
    expect(await read('AWS::SQS::Queue')).toEqual({ KmsMasterKeyId: 'arn:k', MessageRetentionPeriod: '1209600' });
    expect(await factsOf('AWS::SQS::Queue')).toEqual({ policies: [{ PolicyDocument: { Statement: [1] } }] });

    sqs.onAnyCommand().resolves({});
    expect(await factsOf('AWS::SQS::Queue')).toEqual({ policies: [] });
  });

  test('a rule has its pattern as an object, and its targets; one of a bus of its own is asked for there', async () => {
    ANSWERS['AWS::Events::Rule']?.();

    expect(await read('AWS::Events::Rule', 'bus|it')).toMatchObject({
      EventPattern: { source: ['aws.s3'] },
      State: 'ENABLED',
      Targets: [{ Id: 'one', Arn: 'arn:f' }],
    });
    expect(events.calls().map(({ args }) => args[0].input)).toEqual([
      { Name: 'it', EventBusName: 'bus' },
      { Rule: 'it', EventBusName: 'bus' },
    ]);
  });
});

describe('facts', () => {
  test('of a log group: the filters of all pages', async () => {
    ANSWERS['AWS::Logs::LogGroup']?.();

    expect(await factsOf('AWS::Logs::LogGroup')).toEqual({
      metricFilters: [
        {
          FilterName: 'one',
          FilterPattern: '{ $.x = 1 }',
          MetricTransformations: [{ MetricName: 'm', MetricNamespace: 'n', MetricValue: '1' }],
        },
        { FilterName: 'two', FilterPattern: '', MetricTransformations: [] },
      ],
      subscriptionFilters: [{ FilterName: 'a', FilterPattern: '', DestinationArn: 'arn:f' }],
    });
  });

  test('of a topic: its policy and all whom it tells; the policy of the service is none', async () => {
    ANSWERS['AWS::SNS::Topic']?.();
    const subscriptions = [
      { Protocol: 'email', Endpoint: 'a@example.com' },
      { Protocol: 'sqs', Endpoint: 'arn:q', FilterPolicy: { never: ['x'] }, RawMessageDelivery: true },
    ];
    expect(await factsOf('AWS::SNS::Topic')).toEqual({
      policies: [{ PolicyDocument: { Statement: [1] } }],
      subscriptions,
    });

    sns.reset();
    sns.on(GetTopicAttributesCommand).resolves({ Attributes: { Policy: '{"Id":"__default_policy_ID"}' } });
    sns.on(ListSubscriptionsByTopicCommand).resolves({});
    expect(await factsOf('AWS::SNS::Topic')).toEqual({ policies: [], subscriptions: [] });
  });

  test('of a backup plan: what is selected for it', async () => {
    ANSWERS['AWS::Backup::BackupPlan']?.();

    expect(await factsOf('AWS::Backup::BackupPlan')).toEqual({
      selections: ['one', 'two'].map((SelectionName) => ({ BackupSelection: { SelectionName, IamRoleArn: 'arn:r' } })),
    });
  });

  test('of a route table: its subnets, and routes beyond the network that no gateway endpoint made', async () => {
    ANSWERS['AWS::EC2::RouteTable']?.();

    expect(await factsOf('AWS::EC2::RouteTable')).toEqual({
      routes: [
        { DestinationCidrBlock: '0.0.0.0/0', VpcEndpointId: 'vpce-2' },
        { DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'igw-1' },
      ],
      subnets: [{ SubnetId: 'subnet-1' }],
    });
  });

  test('of an access list: its entries, and nothing where the service leaves out ports', async () => {
    ANSWERS['AWS::EC2::NetworkAcl']?.();
    const { entries } = await factsOf('AWS::EC2::NetworkAcl');
    expect(entries).toEqual([
      expect.objectContaining({ RuleNumber: 100, PortRange: { From: 443, To: 443 } }),
      expect.objectContaining({ RuleNumber: 110 }),
    ]);

    const Entries = [{ RuleNumber: 100, Protocol: '6', RuleAction: 'allow' as const }];
    ec2.on(DescribeNetworkAclsCommand).resolves({ NetworkAcls: [{ Entries }] });
    expect(await factsOf('AWS::EC2::NetworkAcl')).toEqual({});
  });

  test('of a key: the last of all rotations, whatever their order', async () => {
    ANSWERS['AWS::KMS::Key']?.();

    expect(await factsOf('AWS::KMS::Key')).toEqual({
      account: '111111111111',
      grantees: ['arn:a', 'arn:b'],
      aliases: [{ AliasName: 'alias/one' }, { AliasName: 'alias/two' }],
      state: 'Enabled',
      created: '2025-01-01T00:00:00.000Z',
      lastRotated: '2026-01-01T00:00:00.000Z',
      rotationsRead: true,
    });
  });

  test('of a key whose rotations are denied: that they were not read', async () => {
    ANSWERS['AWS::KMS::Key']?.();
    kms.on(ListKeyRotationsCommand).rejects(error('AccessDeniedException'));

    expect(await factsOf('AWS::KMS::Key')).toMatchObject({
      state: 'Enabled',
      rotationsRead: false,
      lastRotated: undefined,
    });
  });

  test('of a group: every public address of every page', async () => {
    ANSWERS['AWS::EC2::SecurityGroup']?.();

    expect(await factsOf('AWS::EC2::SecurityGroup')).toEqual({
      publicAddresses: ['2001:db8::1', '203.0.113.7', '203.0.113.8'],
    });
  });

  test('of a network: its default group, and nothing where none was found', async () => {
    ANSWERS['AWS::EC2::VPC']?.();
    expect(await factsOf('AWS::EC2::VPC')).toEqual({
      defaultGroup: 'sg-d',
      defaultGroupRules: 2,
      gateways: [{ InternetGatewayId: 'igw-1' }, { InternetGatewayId: 'igw-2' }],
    });

    ec2
      .on(DescribeSecurityGroupsCommand)
      .resolves({ SecurityGroups: [] })
      .on(DescribeInternetGatewaysCommand)
      .resolves({ InternetGateways: [] });
    expect(await factsOf('AWS::EC2::VPC')).toEqual({ gateways: [] });
  });

  test('of a subnet: ways out of its own route table, and entries that allow everything', async () => {
    ANSWERS['AWS::EC2::Subnet']?.();

    expect(await factsOf('AWS::EC2::Subnet')).toEqual({
      routeTable: 'rtb-1',
      waysOut: ['igw-1', 'nat-1', 'eigw-1', 'cagw-1', 'eni-1'],
      accessList: 'acl-1',
      accessLists: [{ NetworkAclId: 'acl-1' }],
      allowsEverything: ['ingress 100', 'egress 110', 'ingress 120', 'ingress 150'],
    });
  });

  test('of a subnet for which the service names neither: that the main table decides, and nothing of the list', async () => {
    ec2.on(DescribeRouteTablesCommand).resolves({ RouteTables: [] });
    ec2.on(DescribeNetworkAclsCommand).resolves({ NetworkAcls: [] });

    expect(await factsOf('AWS::EC2::Subnet')).toEqual({ waysOut: [] });
  });

  test.each(['UnauthorizedOperation', 'RequestLimitExceeded'])('of a subnet: %s is told', async (name) => {
    ANSWERS['AWS::EC2::Subnet']?.();
    ec2.on(DescribeNetworkAclsCommand).rejects(error(name));

    await expect(factsOf('AWS::EC2::Subnet')).rejects.toThrow(name);
  });

  test('of a trail: where it delivers, and that it has no prefix', async () => {
    cloudtrail.on(GetTrailCommand).resolves({ Trail: { S3BucketName: 'b', IsOrganizationTrail: true } });

    expect(await factsOf('AWS::CloudTrail::Trail')).toEqual({
      organization: true,
      bucket: 'b',
      prefix: '',
    });
  });

  test('of a policy of the organization: what it says', async () => {
    ANSWERS['AWS::Organizations::Policy']?.();

    expect(await factsOf('AWS::Organizations::Policy')).toEqual({ content: { Statement: [1] } });
  });

  test('of a recorder: whether it records', async () => {
    ANSWERS['AWS::Config::ConfigurationRecorder']?.();

    expect(await factsOf('AWS::Config::ConfigurationRecorder')).toEqual({ recording: true });
  });
});
