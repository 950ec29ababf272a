import { CloudTrailClient, StartLoggingCommand, StopLoggingCommand } from '@aws-sdk/client-cloudtrail';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  DeleteLogGroupCommand,
  DescribeLogGroupsCommand,
  ListTagsForResourceCommand,
  PutRetentionPolicyCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { DeleteFlowLogsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { DisableKeyRotationCommand, EnableKeyRotationCommand, KMSClient } from '@aws-sdk/client-kms';
import {
  GetBucketEncryptionCommand,
  GetObjectLockConfigurationCommand,
  PutBucketEncryptionCommand,
  PutObjectLockConfigurationCommand,
} from '@aws-sdk/client-s3';
import type { ClientSettings } from '../../lib/collect/reader';
import { s3Client } from '../../lib/collect/s3-client';

/** Something that is broken behind the CDK's back, and mended. */
export interface Sabotage {
  readonly what: string;
  readonly type: string;
  /** Which resource of the type, by its physical id. @default - any */
  readonly named?: RegExp;
  /** The rule that must see it, and the requirement that is ineffective then. */
  readonly rule: string;
  readonly requirement: string;
  /** Breaks it, and gives back what mends it; nothing does where CloudFormation has to make it anew. */
  readonly breakIt: (client: ClientSettings, id: string) => Promise<(() => Promise<unknown>) | undefined>;
}

export const SABOTAGES: readonly Sabotage[] = [
  {
    what: 'the rotation of a key is off',
    type: 'AWS::KMS::Key',
    rule: 'kms-key-rotation',
    requirement: '8.4/encryption-at-rest',
    async breakIt(settings, KeyId) {
      const client = new KMSClient(settings);
      await client.send(new DisableKeyRotationCommand({ KeyId }));
      return () => client.send(new EnableKeyRotationCommand({ KeyId, RotationPeriodInDays: 180 }));
    },
  },
  {
    what: 'a bucket is encrypted with a key of the provider',
    type: 'AWS::S3::Bucket',
    named: /-trail-/,
    rule: 's3-customer-managed-key',
    requirement: '8.4/encryption-at-rest',
    async breakIt(settings, Bucket) {
      const client = s3Client(settings);
      const { ServerSideEncryptionConfiguration: before } = await client.send(
        new GetBucketEncryptionCommand({ Bucket }),
      );
      const set = (ServerSideEncryptionConfiguration: typeof before) =>
        client.send(new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration }));
      await set({ Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] });
      return () => set(before);
    },
  },
  {
    what: 'the lock of an archive is in governance mode',
    type: 'AWS::S3::Bucket',
    named: /-config-/,
    rule: 's3-object-lock-compliance',
    requirement: '8.6/log-storage',
    async breakIt(settings, Bucket) {
      const client = s3Client(settings);
      const { ObjectLockConfiguration: before } = await client.send(new GetObjectLockConfigurationCommand({ Bucket }));
      const set = (ObjectLockConfiguration: typeof before) =>
        client.send(new PutObjectLockConfigurationCommand({ Bucket, ObjectLockConfiguration }));
      const DefaultRetention = { ...before?.Rule?.DefaultRetention, Mode: 'GOVERNANCE' as const };
      await set({ ...before, Rule: { DefaultRetention } });
      return () => set(before);
    },
  },
  {
    what: 'a log group stands without its key',
    type: 'AWS::Logs::LogGroup',
    named: /bastion/,
    rule: 'log-group-customer-managed-key',
    requirement: '8.4/encryption-at-rest',
    // the emulator cannot take a key from a log group
    async breakIt(settings, logGroupName) {
      const client = new CloudWatchLogsClient(settings);
      const { logGroups: [before] = [] } = await client.send(
        new DescribeLogGroupsCommand({ logGroupNamePrefix: logGroupName }),
      );
      const resourceArn = before?.arn?.replace(/:\*$/, '');
      const { tags } = await client.send(new ListTagsForResourceCommand({ resourceArn }));
      const retentionInDays = before?.retentionInDays;
      const anew = async (key: { readonly kmsKeyId?: string | undefined }) => {
        await client.send(new DeleteLogGroupCommand({ logGroupName }));
        await client.send(new CreateLogGroupCommand({ logGroupName, ...(tags && { tags }), ...key }));
        if (retentionInDays) await client.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays }));
      };
      await anew({});
      return () => anew({ kmsKeyId: before?.kmsKeyId });
    },
  },
  {
    what: 'the flow log of a network is deleted',
    type: 'AWS::EC2::FlowLog',
    rule: 'flow-log-complete',
    requirement: '8.6/log-collection',
    async breakIt(settings, id) {
      await new EC2Client(settings).send(new DeleteFlowLogsCommand({ FlowLogIds: [id] }));
      return undefined;
    },
  },
  {
    what: 'the trail is stopped',
    type: 'AWS::CloudTrail::Trail',
    rule: 'trail-multi-region',
    requirement: '8.2/operation-audit',
    async breakIt(settings, Name) {
      const client = new CloudTrailClient(settings);
      await client.send(new StopLoggingCommand({ Name }));
      return () => client.send(new StartLoggingCommand({ Name }));
    },
  },
];
