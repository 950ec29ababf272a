import {
  GetBucketEncryptionCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  GetPublicAccessBlockCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { Reader } from '../reader';
import { unless } from '../unless';

/** A bucket: encryption, lock, versions, public access. */
export const s3Bucket: Reader = async ({ client: settings }, bucket) => {
  const client = new S3Client({ ...settings, forcePathStyle: settings.endpoint !== undefined });
  const named = { Bucket: bucket };
  const [encryption, lock, versioning, access] = await Promise.all([
    client.send(new GetBucketEncryptionCommand(named)).catch(unless('ServerSideEncryptionConfigurationNotFoundError')),
    client.send(new GetObjectLockConfigurationCommand(named)).catch(unless('ObjectLockConfigurationNotFoundError')),
    client.send(new GetBucketVersioningCommand(named)),
    client.send(new GetPublicAccessBlockCommand(named)).catch(unless('NoSuchPublicAccessBlockConfiguration')),
  ]);
  const rules = encryption?.ServerSideEncryptionConfiguration?.Rules;
  const { ObjectLockEnabled: enabled, Rule: rule } = lock?.ObjectLockConfiguration ?? {};
  return {
    BucketEncryption: rules && {
      ServerSideEncryptionConfiguration: rules.map(({ ApplyServerSideEncryptionByDefault, BucketKeyEnabled }) => ({
        ServerSideEncryptionByDefault: ApplyServerSideEncryptionByDefault,
        BucketKeyEnabled,
      })),
    },
    ObjectLockEnabled: enabled === 'Enabled' ? true : undefined,
    ObjectLockConfiguration: enabled && { ObjectLockEnabled: enabled, ...(rule && { Rule: rule }) },
    VersioningConfiguration: versioning.Status && { Status: versioning.Status },
    PublicAccessBlockConfiguration: access?.PublicAccessBlockConfiguration,
  };
};
