import {
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLoggingCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketReplicationCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  GetPublicAccessBlockCommand,
  type LifecycleRule,
  type LoggingEnabled,
  type ReplicationRule,
  type ServerSideEncryptionRule,
} from '@aws-sdk/client-s3';
import type { Reader } from '../reader';
import { s3Client } from '../s3-client';
import { unless } from '../unless';

/** A bucket: encryption, lock, versions, public access and ownership, lifecycle, replication, where its access log goes, tags. */
export const s3Bucket: Reader = async ({ client: settings }, bucket) => {
  const client = s3Client(settings);
  const named = { Bucket: bucket };
  const [encryption, lock, versioning, access, lifecycle, replication, tagging, ownership, logging] = await Promise.all(
    [
      client
        .send(new GetBucketEncryptionCommand(named))
        .catch(unless('ServerSideEncryptionConfigurationNotFoundError')),
      client.send(new GetObjectLockConfigurationCommand(named)).catch(unless('ObjectLockConfigurationNotFoundError')),
      client.send(new GetBucketVersioningCommand(named)),
      client.send(new GetPublicAccessBlockCommand(named)).catch(unless('NoSuchPublicAccessBlockConfiguration')),
      client.send(new GetBucketLifecycleConfigurationCommand(named)).catch(unless('NoSuchLifecycleConfiguration')),
      client.send(new GetBucketReplicationCommand(named)).catch(unless('ReplicationConfigurationNotFoundError')),
      client.send(new GetBucketTaggingCommand(named)).catch(unless('NoSuchTagSet')),
      client.send(new GetBucketOwnershipControlsCommand(named)).catch(unless('OwnershipControlsNotFoundError')),
      client.send(new GetBucketLoggingCommand(named)),
    ],
  );
  const rules = encryption?.ServerSideEncryptionConfiguration?.Rules;
  const { ObjectLockEnabled: enabled, Rule: rule } = lock?.ObjectLockConfiguration ?? {};
  return {
    BucketEncryption: rules && { ServerSideEncryptionConfiguration: rules.map(encryptionRule) },
    ObjectLockEnabled: enabled === 'Enabled' ? true : undefined,
    ObjectLockConfiguration: enabled && { ObjectLockEnabled: enabled, ...(rule && { Rule: rule }) },
    VersioningConfiguration: versioning.Status && { Status: versioning.Status },
    PublicAccessBlockConfiguration: access?.PublicAccessBlockConfiguration,
    LifecycleConfiguration: lifecycle?.Rules && { Rules: lifecycle.Rules.map(lifecycleRule) },
    ReplicationConfiguration: replication?.ReplicationConfiguration && {
      Role: replication.ReplicationConfiguration.Role,
      Rules: (replication.ReplicationConfiguration.Rules ?? []).map(replicationRule),
    },
    OwnershipControls: ownership?.OwnershipControls,
    LoggingConfiguration: logging.LoggingEnabled && loggingOf(logging.LoggingEnabled),
    Tags: tagging?.TagSet,
  };
};

const encryptionRule = ({ ApplyServerSideEncryptionByDefault, BucketKeyEnabled }: ServerSideEncryptionRule) => ({
  ServerSideEncryptionByDefault: ApplyServerSideEncryptionByDefault,
  BucketKeyEnabled,
});

/** The API nests what CloudFormation writes flat. */
const lifecycleRule = ({ ID, Expiration, Transitions, NoncurrentVersionTransitions, ...rule }: LifecycleRule) => ({
  ...rule,
  Id: ID,
  ...(Transitions && {
    Transitions: Transitions.map(({ Days, Date: day, StorageClass }) => ({
      StorageClass,
      TransitionInDays: Days,
      TransitionDate: day?.toISOString(),
    })),
  }),
  ...(NoncurrentVersionTransitions && {
    NoncurrentVersionTransitions: NoncurrentVersionTransitions.map(({ NoncurrentDays, ...transition }) => ({
      ...transition,
      TransitionInDays: NoncurrentDays,
    })),
  }),
  ...(Expiration?.Days !== undefined && { ExpirationInDays: Expiration.Days }),
  ...(Expiration?.Date !== undefined && { ExpirationDate: Expiration.Date.toISOString() }),
  ...(Expiration?.ExpiredObjectDeleteMarker && { ExpiredObjectDeleteMarker: true }),
});

const loggingOf = ({ TargetBucket, TargetPrefix }: LoggingEnabled) => ({
  DestinationBucketName: TargetBucket,
  LogFilePrefix: TargetPrefix,
});

const replicationRule = ({ ID, ...rule }: ReplicationRule) => ({ ...rule, Id: ID });
