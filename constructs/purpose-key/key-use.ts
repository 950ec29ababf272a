import { AnyPrincipal, type IPrincipal, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { pascalCase } from '../naming/pascal-case';
import type { Place } from '../partition';
import { type Conditions, principalCondition, type Senders, sourceCondition } from './senders';

/** Lets somebody use a key: only the cryptographic operations they need, and only for what they need them for. */
export type KeyUse = (place: Place) => readonly PolicyStatement[];

const ENCRYPT_AND_DECRYPT = [
  'kms:Decrypt',
  'kms:DescribeKey',
  'kms:Encrypt',
  'kms:GenerateDataKey*',
  'kms:ReEncrypt*',
] as const;

/** What AWS Backup works through; it calls KMS itself for stores that it fully manages, and by their service for others. */
const BACKUP_PATHS = ['backup', 'dynamodb', 'ec2', 'elasticfilesystem', 'rds', 's3'] as const;

/**
 * Ready-made uses. Roles are named by condition and not as principal where they may not exist yet: KMS refuses a policy
 * that names a principal it cannot find, and forgets a role that is deleted and made anew.
 */
export const KeyUse = {
  /**
   * CloudTrail encrypts the files of trails.
   * The encryption context is left out of the conditions: with S3 Bucket Keys it is the bucket's ARN.
   *
   * @param trailArns for an organization trail, the ARN in the management account
   * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
   */
  cloudTrail:
    (...trailArns: readonly string[]): KeyUse =>
    () => [
      allow(
        'CloudTrailEncryptsItsFiles',
        new ServicePrincipal('cloudtrail.amazonaws.com'),
        // Decrypt is needed where the bucket has an S3 Bucket Key
        ['kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKey*'],
        { StringEquals: { 'aws:SourceArn': trailArns } },
      ),
    ],

  /**
   * AWS Config encrypts snapshots and history.
   *
   * @see https://docs.aws.amazon.com/config/latest/developerguide/s3-kms-key-policy.html
   */
  config:
    (senders: Senders): KeyUse =>
    () => [
      allow(
        'ConfigEncryptsItsFiles',
        new ServicePrincipal('config.amazonaws.com'),
        ['kms:Decrypt', 'kms:GenerateDataKey'],
        { StringEquals: sourceCondition(senders) },
      ),
    ],

  /**
   * The log delivery service encrypts VPC flow logs, DNS query logs and other logs that it writes into S3.
   *
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-S3.html#AWS-logs-SSE-KMS-S3
   */
  logDelivery:
    (senders: Senders): KeyUse =>
    ({ partition }) => [
      allow('LogDeliveryEncryptsItsFiles', new ServicePrincipal('delivery.logs.amazonaws.com'), ENCRYPT_AND_DECRYPT, {
        StringEquals: sourceCondition(senders),
        ArnLike: { 'aws:SourceArn': `arn:${partition}:logs:*:*:*` },
      }),
    ],

  /**
   * CloudWatch Logs encrypts log groups of the key's account and region. Its principal is regional, and the one service
   * principal here that ends in `.amazonaws.com.cn` in China.
   *
   * @param logGroups names, `*` allowed
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
   */
  cloudWatchLogs:
    (...logGroups: readonly string[]): KeyUse =>
    ({ partition, region, account, urlSuffix }) => [
      allow(
        'CloudWatchLogsEncryptsItsGroups',
        new ServicePrincipal(`logs.${region}.${urlSuffix}`),
        ENCRYPT_AND_DECRYPT,
        {
          ArnLike: {
            'kms:EncryptionContext:aws:logs:arn': logGroups.map(
              (name) => `arn:${partition}:logs:${region}:${account}:log-group:${name}`,
            ),
          },
        },
      ),
    ],

  /**
   * Services publish to encrypted SNS topics of the key's account.
   *
   * @param services such as `cloudwatch.amazonaws.com`
   * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
   */
  publishing:
    (...services: readonly string[]): KeyUse =>
    ({ account }) =>
      services.map((service) =>
        allow(`${titled(service)}Publishes`, new ServicePrincipal(service), ['kms:Decrypt', 'kms:GenerateDataKey*'], {
          StringEquals: { 'aws:SourceAccount': account },
        }),
      ),

  /**
   * S3 replication reads objects under this key.
   *
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html
   */
  replicationSource:
    (roleName: string): KeyUse =>
    (place) => [allow('ReplicationReads', new AnyPrincipal(), ['kms:Decrypt'], throughS3(place, [roleName]))],

  /** S3 replication writes replicas under this key; Decrypt is for the S3 Bucket Key, which is checked before use. */
  replicationTarget:
    (roleName: string): KeyUse =>
    (place) => [
      allow(
        'ReplicationWrites',
        new AnyPrincipal(),
        ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'],
        throughS3(place, [roleName]),
      ),
    ],

  /**
   * Roles of other accounts write objects into a bucket. Decrypt is what multipart uploads need; without `s3:GetObject`
   * it reads nothing.
   *
   * @param roleNames `*` allowed
   */
  writersThroughS3:
    (senders: Senders, ...roleNames: readonly string[]): KeyUse =>
    ({ partition, region, urlSuffix }) => [
      allow('RolesWriteThroughS3', new AnyPrincipal(), ['kms:Decrypt', 'kms:GenerateDataKey'], {
        StringEquals: { ...principalCondition(senders), 'kms:ViaService': `s3.${region}.${urlSuffix}` },
        ArnLike: { 'aws:PrincipalArn': roleNames.map((name) => `arn:${partition}:iam::*:role/${name}`) },
      }),
    ],

  /** Roles of the key's account read objects, for instance auditors. */
  readersThroughS3:
    (...roleNames: readonly string[]): KeyUse =>
    (place) => [allow('RolesReadThroughS3', new AnyPrincipal(), ['kms:Decrypt'], throughS3(place, roleNames))],

  /** Roles of the key's account write objects that they do not read by it, for instance that an auditor looked at a recording. */
  ownWritersThroughS3:
    (...roleNames: readonly string[]): KeyUse =>
    (place) => [
      allow('OwnRolesWriteThroughS3', new AnyPrincipal(), ['kms:GenerateDataKey'], throughS3(place, roleNames)),
    ],

  /** Roles of the key's account read tables. DynamoDB asks for the table's key in the name of who reads. */
  readersThroughDynamoDb:
    (...roleNames: readonly string[]): KeyUse =>
    (place) => [
      allow(
        'RolesReadThroughDynamoDb',
        new AnyPrincipal(),
        ['kms:Decrypt', 'kms:DescribeKey'],
        throughServices(place, ['dynamodb'], roleNames),
      ),
    ],

  /** Roles of the key's account read and write tables, and give the key to nobody. */
  writersThroughDynamoDb:
    (...roleNames: readonly string[]): KeyUse =>
    (place) => [
      allow(
        'RolesWriteThroughDynamoDb',
        new AnyPrincipal(),
        ENCRYPT_AND_DECRYPT,
        throughServices(place, ['dynamodb'], roleNames),
      ),
    ],

  /**
   * Session Manager encrypts the channel between a person and a host: the person's client asks for the data key, the
   * host's agent decrypts it, each in its own name and with the session in the encryption context.
   *
   * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/session-preferences-enable-encryption.html
   */
  sessionManager:
    (senders: Senders): KeyUse =>
    () => [
      allow('SessionsAreEncrypted', new AnyPrincipal(), ['kms:Decrypt', 'kms:GenerateDataKey'], {
        StringEquals: principalCondition(senders),
        Null: { 'kms:EncryptionContext:aws:ssm:SessionId': 'false' },
      }),
    ],

  /**
   * AWS Backup writes, copies and restores recovery points: the named roles, and its service-linked role, which copies.
   *
   * @param roleNames of the key's account, `*` allowed
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/encryption.html
   */
  backup:
    (...roleNames: readonly string[]): KeyUse =>
    (place) => {
      const roles = [...roleNames, 'aws-service-role/backup.amazonaws.com/AWSServiceRoleForBackup'];
      const conditions = throughServices(place, BACKUP_PATHS, roles);
      return [
        allow('BackupUsesTheKey', new AnyPrincipal(), ENCRYPT_AND_DECRYPT, conditions),
        grantsForServices('BackupGrantsToServices', conditions),
      ];
    },

  /**
   * Who creates a backup vault under this key must be able to use it, if only through AWS Backup, which makes its grants
   * then and there.
   *
   * @param roleNames of the key's account, `*` allowed
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/create-a-vault.html
   */
  vaultCreation:
    (...roleNames: readonly string[]): KeyUse =>
    (place) => {
      const conditions = throughServices(place, ['backup'], roleNames);
      const actions = ['kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKey', 'kms:RetireGrant'];
      return [
        allow('VaultIsCreated', new AnyPrincipal(), actions, conditions),
        grantsForServices('VaultGrantsToServices', conditions),
      ];
    },

  /**
   * Auto Scaling starts instances with encrypted volumes.
   *
   * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html
   */
  autoScaling: (): KeyUse => (place) => {
    const conditions = inAccount(place, ['aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling']);
    return [
      allow('AutoScalingUsesTheKey', new AnyPrincipal(), ENCRYPT_AND_DECRYPT, conditions),
      grantsForServices('AutoScalingGrantsToServices', conditions),
    ];
  },

  /**
   * Roles of the key's account use the key through services.
   *
   * @param use.services prefixes such as `ec2`, `rds`, `secretsmanager`
   * @param use.roleNames `*` allowed
   */
  rolesThroughServices:
    (use: { readonly services: readonly string[]; readonly roleNames: readonly string[] }): KeyUse =>
    (place) => {
      const conditions = throughServices(place, use.services, use.roleNames);
      return [
        allow('RolesUseTheKey', new AnyPrincipal(), ENCRYPT_AND_DECRYPT, conditions),
        grantsForServices('RolesGrantToServices', conditions),
      ];
    },
} as const;

function allow(
  sid: string,
  principal: IPrincipal,
  actions: readonly string[],
  conditions: Conditions,
): PolicyStatement {
  return new PolicyStatement({ sid, principals: [principal], actions: [...actions], resources: ['*'], conditions });
}

/** A grant is a use given on: only to an AWS service that needs the key for a resource of its own. */
const grantsForServices = (sid: string, conditions: Conditions): PolicyStatement =>
  allow(sid, new AnyPrincipal(), ['kms:CreateGrant'], { ...conditions, Bool: { 'kms:GrantIsForAWSResource': 'true' } });

const throughS3 = (place: Place, roleNames: readonly string[]): Conditions => throughServices(place, ['s3'], roleNames);

function throughServices(place: Place, services: readonly string[], roleNames: readonly string[]): Conditions {
  const { StringEquals, ...rest } = inAccount(place, roleNames);
  const paths = services.map((service) => `${service}.${place.region}.${place.urlSuffix}`);
  return { ...rest, StringEquals: { ...StringEquals, 'kms:ViaService': paths } };
}

const inAccount = ({ partition, account }: Place, roleNames: readonly string[]): Conditions => ({
  StringEquals: { 'kms:CallerAccount': account },
  ArnLike: { 'aws:PrincipalArn': roleNames.map((name) => `arn:${partition}:iam::${account}:role/${name}`) },
});

/** `delivery.logs.amazonaws.com` → `DeliveryLogs`. */
const titled = (service: string): string => pascalCase(service.replace(/\.amazonaws\.com(\.cn)?$/, ''));
