import {
  BackupClient,
  DescribeBackupVaultCommand,
  GetBackupPlanCommand,
  GetBackupVaultAccessPolicyCommand,
  ListTagsCommand,
} from '@aws-sdk/client-backup';
import {
  CloudTrailClient,
  GetEventSelectorsCommand,
  GetTrailCommand,
  GetTrailStatusCommand,
} from '@aws-sdk/client-cloudtrail';
import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  ListTagsForResourceCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  ConfigServiceClient,
  DescribeConfigurationRecorderStatusCommand,
  DescribeConfigurationRecordersCommand,
} from '@aws-sdk/client-config-service';
import {
  DescribeFlowLogsCommand,
  DescribeLaunchTemplateVersionsCommand,
  DescribeNetworkInterfacesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcEndpointsCommand,
  DescribeVpcsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import {
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
} from '@aws-sdk/client-iam';
import {
  DescribeKeyCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  KMSClient,
  ListKeyRotationsCommand,
} from '@aws-sdk/client-kms';
import {
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketPolicyCommand,
  GetBucketReplicationCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  GetPublicAccessBlockCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { GetTopicAttributesCommand, SNSClient } from '@aws-sdk/client-sns';
import { GetDocumentCommand, SSMClient } from '@aws-sdk/client-ssm';
import { mockClient } from 'aws-sdk-client-mock';
import { FACT_READERS } from '../../../lib/collect/facts';
import { OBSERVABLES } from '../../../lib/collect/observables';
import type { LiveProperties } from '../../../lib/collect/reader';
import { READERS } from '../../../lib/collect/readers';

const REACH = {
  region: 'eu-central-1',
  client: { region: 'eu-central-1', credentials: { accessKeyId: 'x', secretAccessKey: 'x' } },
};

const s3 = mockClient(S3Client);
const kms = mockClient(KMSClient);
const cloudtrail = mockClient(CloudTrailClient);
const logs = mockClient(CloudWatchLogsClient);
const backup = mockClient(BackupClient);
const sns = mockClient(SNSClient);
const iam = mockClient(IAMClient);
const ec2 = mockClient(EC2Client);
const config = mockClient(ConfigServiceClient);
const ssm = mockClient(SSMClient);

const mocks = [s3, kms, cloudtrail, logs, backup, sns, iam, ec2, config, ssm];

/** Each has its own types of commands; what any command answers is the same to all. */
const alike = mocks as unknown as readonly (typeof s3)[];

beforeEach(() => {
  for (const mock of mocks) mock.reset();
});

const read = (type: string, id = 'it'): Promise<LiveProperties> =>
  READERS[type]?.(REACH, id) as Promise<LiveProperties>;
const factsOf = (type: string): Promise<LiveProperties> => FACT_READERS[type]?.(REACH, 'it') as Promise<LiveProperties>;

const error = (name: string): Error => Object.assign(new Error(`${name} happened`), { name });

/** What each service says of a resource of the type, as it should be. */
const ANSWERS: Readonly<Record<string, () => void>> = {
  'AWS::Backup::BackupPlan': () => {
    backup.on(GetBackupPlanCommand).resolves({
      BackupPlan: {
        BackupPlanName: 'tier-1',
        Rules: [
          { RuleName: 'daily', TargetBackupVaultName: 'v', CopyActions: [{ DestinationBackupVaultArn: 'arn:v' }] },
        ],
      },
    });
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
      .resolves({ Subnets: [{ AvailabilityZone: 'eu-central-1a', MapPublicIpOnLaunch: false, Tags: [] }] });
  },
  'AWS::EC2::VPC': () => {
    ec2
      .on(DescribeVpcsCommand)
      .resolves({ Vpcs: [{ CidrBlock: '10.0.0.0/20' }] })
      .on(DescribeSecurityGroupsCommand)
      .resolvesOnce({ SecurityGroups: [], NextToken: 'more' })
      .resolvesOnce({ SecurityGroups: [{ GroupId: 'sg-d', IpPermissions: [{}], IpPermissionsEgress: [{}] }] });
  },
  'AWS::EC2::VPCEndpoint': () => {
    ec2.on(DescribeVpcEndpointsCommand).resolves({
      VpcEndpoints: [{ VpcEndpointType: 'Interface', PolicyDocument: '{"Statement":[]}', PrivateDnsEnabled: true }],
    });
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
  'AWS::KMS::Key': () => {
    kms
      .on(GetKeyRotationStatusCommand)
      .resolves({ KeyRotationEnabled: true, RotationPeriodInDays: 365 })
      .on(GetKeyPolicyCommand)
      .resolves({ Policy: '{"Statement":[]}' })
      .on(DescribeKeyCommand)
      .resolves({ KeyMetadata: { KeyId: 'it', KeyState: 'Enabled', CreationDate: new Date('2025-01-01T00:00:00Z') } })
      .on(ListKeyRotationsCommand)
      .resolvesOnce({
        Rotations: [{ RotationDate: new Date('2026-01-01T00:00:00Z') }],
        Truncated: true,
        NextMarker: 'more',
      })
      .resolvesOnce({ Rotations: [{ RotationDate: new Date('2025-06-01T00:00:00Z') }] });
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
      .resolves({ tags: { a: '1' } });
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
      .resolves({ Rules: [{ ID: 'end', Status: 'Enabled', Expiration: { Days: 400 } }] })
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
  'AWS::SNS::Topic': () => {
    sns.on(GetTopicAttributesCommand).resolves({ Attributes: { KmsMasterKeyId: 'arn:k' } });
  },
  'AWS::SSM::Document': () => {
    ssm
      .on(GetDocumentCommand, { DocumentVersion: '$DEFAULT' })
      .resolves({ Content: '{"schemaVersion":"1.0"}', DocumentType: 'Session' });
  },
};

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

  test.each(TYPES.filter((type) => type.startsWith('AWS::EC2') || /Trail|Recorder|Plan|LogGroup|Document/.test(type)))(
    '%s that the service does not know is missing',
    async (type) => {
      for (const mock of alike) mock.onAnyCommand().resolves({} as never);

      await expect(read(type)).rejects.toThrow(/the service has no .+ it/);
    },
  );
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
      .rejects(error('NoSuchTagSet'));

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
      LifecycleConfiguration: { Rules: [{ Id: 'end', Status: 'Enabled', ExpirationInDays: 400 }] },
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

describe('facts', () => {
  test('of a key: the last of all rotations, whatever their order', async () => {
    ANSWERS['AWS::KMS::Key']?.();

    expect(await factsOf('AWS::KMS::Key')).toEqual({
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
    expect(await factsOf('AWS::EC2::VPC')).toEqual({ defaultGroup: 'sg-d', defaultGroupRules: 2 });

    ec2.on(DescribeSecurityGroupsCommand).resolves({ SecurityGroups: [] });
    expect(await factsOf('AWS::EC2::VPC')).toEqual({});
  });

  test('of a recorder: whether it records', async () => {
    ANSWERS['AWS::Config::ConfigurationRecorder']?.();

    expect(await factsOf('AWS::Config::ConfigurationRecorder')).toEqual({ recording: true });
  });
});
