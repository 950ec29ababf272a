import {
  BackupClient,
  type BackupPlanInput,
  GetBackupPlanCommand,
  UpdateBackupPlanCommand,
} from '@aws-sdk/client-backup';
import {
  CloudTrailClient,
  StartLoggingCommand,
  StopLoggingCommand,
  UpdateTrailCommand,
} from '@aws-sdk/client-cloudtrail';
import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  DisableAlarmActionsCommand,
  EnableAlarmActionsCommand,
  PutMetricAlarmCommand,
} from '@aws-sdk/client-cloudwatch';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  DeleteLogGroupCommand,
  DeleteMetricFilterCommand,
  DeleteSubscriptionFilterCommand,
  DescribeLogGroupsCommand,
  DescribeSubscriptionFiltersCommand,
  ListTagsForResourceCommand,
  PutMetricFilterCommand,
  PutRetentionPolicyCommand,
  PutSubscriptionFilterCommand,
  paginateDescribeMetricFilters,
} from '@aws-sdk/client-cloudwatch-logs';
import { DeleteFlowLogsCommand, EC2Client } from '@aws-sdk/client-ec2';
import {
  AddUserToGroupCommand,
  CreateAccessKeyCommand,
  CreateGroupCommand,
  DeleteAccessKeyCommand,
  DeleteRolePolicyCommand,
  IAMClient,
  PutRolePolicyCommand,
  RemoveUserFromGroupCommand,
  UpdateRoleCommand,
} from '@aws-sdk/client-iam';
import {
  CreateGrantCommand,
  DisableKeyRotationCommand,
  EnableKeyRotationCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  KMSClient,
  PutKeyPolicyCommand,
  RevokeGrantCommand,
} from '@aws-sdk/client-kms';
import { CreateFunctionUrlConfigCommand, DeleteFunctionUrlConfigCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  GetBucketEncryptionCommand,
  GetBucketReplicationCommand,
  GetObjectLockConfigurationCommand,
  PutBucketEncryptionCommand,
  PutBucketReplicationCommand,
  PutObjectLockConfigurationCommand,
} from '@aws-sdk/client-s3';
import {
  GetTopicAttributesCommand,
  SetSubscriptionAttributesCommand,
  SetTopicAttributesCommand,
  SNSClient,
} from '@aws-sdk/client-sns';
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
      const { RotationPeriodInDays } = await client.send(new GetKeyRotationStatusCommand({ KeyId }));
      await client.send(new DisableKeyRotationCommand({ KeyId }));
      return () => client.send(new EnableKeyRotationCommand({ KeyId, RotationPeriodInDays }));
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
    // that of the host has filters, which would go with it
    named: /bastion(?!.host)/,
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
  {
    what: 'an alarm tells nobody',
    type: 'AWS::CloudWatch::Alarm',
    named: /-root-use$/,
    rule: 'alarm-notifies',
    requirement: '8.6/log-alerting',
    async breakIt(settings, name) {
      const client = new CloudWatchClient(settings);
      await client.send(new DisableAlarmActionsCommand({ AlarmNames: [name] }));
      return () => client.send(new EnableAlarmActionsCommand({ AlarmNames: [name] }));
    },
  },
  {
    what: 'the threshold of an alarm is out of reach',
    type: 'AWS::CloudWatch::Alarm',
    named: /-audit-change$/,
    rule: 'as-planned',
    requirement: '8.2/operation-audit',
    async breakIt(settings, name) {
      const client = new CloudWatchClient(settings);
      const { MetricAlarms: [alarm] = [] } = await client.send(new DescribeAlarmsCommand({ AlarmNames: [name] }));
      const put = (Threshold: number | undefined) =>
        client.send(
          new PutMetricAlarmCommand({
            AlarmName: name,
            AlarmActions: alarm?.AlarmActions,
            MetricName: alarm?.MetricName,
            Namespace: alarm?.Namespace,
            Statistic: alarm?.Statistic,
            Period: alarm?.Period,
            EvaluationPeriods: alarm?.EvaluationPeriods,
            ComparisonOperator: alarm?.ComparisonOperator,
            TreatMissingData: alarm?.TreatMissingData,
            Threshold,
          }),
        );
      await put(9999);
      return () => put(alarm?.Threshold);
    },
  },
  {
    what: 'a metric filter is deleted',
    type: 'AWS::Logs::MetricFilter',
    named: /-root-use-1$/,
    rule: 'as-planned',
    requirement: '8.6/log-alerting',
    async breakIt(settings, filterName) {
      const client = new CloudWatchLogsClient(settings);
      const filters = [];
      for await (const page of paginateDescribeMetricFilters({ client }, {}))
        filters.push(...(page.metricFilters ?? []));
      const before = filters.find((filter) => filter.filterName === filterName);
      const named = { logGroupName: before?.logGroupName, filterName };
      await client.send(new DeleteMetricFilterCommand(named));
      const { filterPattern, metricTransformations } = before ?? {};
      return () => client.send(new PutMetricFilterCommand({ ...named, filterPattern, metricTransformations }));
    },
  },
  {
    what: 'a detection gets no copy of the trail any longer',
    type: 'AWS::Logs::SubscriptionFilter',
    rule: 'as-planned',
    requirement: '8.2/no-shared-accounts',
    async breakIt(settings, filterName) {
      const client = new CloudWatchLogsClient(settings);
      const logGroupName = '/quickstart/trail';
      const { subscriptionFilters: [before] = [] } = await client.send(
        new DescribeSubscriptionFiltersCommand({ logGroupName }),
      );
      await client.send(new DeleteSubscriptionFilterCommand({ logGroupName, filterName }));
      const { filterPattern, destinationArn } = before ?? {};
      return () =>
        client.send(new PutSubscriptionFilterCommand({ logGroupName, filterName, filterPattern, destinationArn }));
    },
  },
  {
    what: 'a topic is open to everyone',
    type: 'AWS::SNS::Topic',
    named: /-logs-alerts$/,
    rule: 'as-planned',
    requirement: '8.3/interface-security',
    async breakIt(settings, TopicArn) {
      const client = new SNSClient(settings);
      const { Attributes } = await client.send(new GetTopicAttributesCommand({ TopicArn }));
      const set = (AttributeValue: string | undefined) =>
        client.send(new SetTopicAttributesCommand({ TopicArn, AttributeName: 'Policy', AttributeValue }));
      const open = { Effect: 'Allow', Principal: '*', Action: 'sns:*', Resource: TopicArn };
      await set(JSON.stringify({ Version: '2012-10-17', Statement: [open] }));
      return () => set(Attributes?.['Policy']);
    },
  },
  {
    what: 'a narrow policy that no template has is on a role',
    type: 'AWS::IAM::Role',
    named: /-leaver-reconciliation$/,
    rule: 'as-planned',
    requirement: '8.2/least-privilege',
    async breakIt(settings, RoleName) {
      const client = new IAMClient(settings);
      const policy = { RoleName, PolicyName: 'unplanned' };
      const narrow = { Effect: 'Allow', Action: 'iam:CreateAccessKey', Resource: 'arn:aws:iam::111111111111:user/x' };
      const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [narrow] });
      await client.send(new PutRolePolicyCommand({ ...policy, PolicyDocument }));
      return () => client.send(new DeleteRolePolicyCommand(policy));
    },
  },
  {
    what: 'another account may decrypt with a key',
    type: 'AWS::KMS::Key',
    rule: 'as-planned',
    requirement: '8.4/encryption-at-rest',
    async breakIt(settings, KeyId) {
      const client = new KMSClient(settings);
      const { Policy = '{}' } = await client.send(new GetKeyPolicyCommand({ KeyId }));
      const before = JSON.parse(Policy) as { readonly Statement: readonly object[] };
      const put = (policy: object) =>
        client.send(new PutKeyPolicyCommand({ KeyId, PolicyName: 'default', Policy: JSON.stringify(policy) }));
      const stranger = {
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::999999999999:root' },
        Action: 'kms:Decrypt',
        Resource: '*',
      };
      await put({ ...before, Statement: [...before.Statement, stranger] });
      return () => put(before);
    },
  },
  {
    what: 'a grant lets a stranger decrypt with a key',
    type: 'AWS::KMS::Key',
    rule: 'key-granted-within',
    requirement: '8.2/least-privilege',
    async breakIt(settings, KeyId) {
      const client = new KMSClient(settings);
      const stranger = { GranteePrincipal: 'arn:aws:iam::999999999999:root', Operations: ['Decrypt' as const] };
      const { GrantId } = await client.send(new CreateGrantCommand({ KeyId, ...stranger }));
      return () => client.send(new RevokeGrantCommand({ KeyId, GrantId }));
    },
  },
  {
    what: 'backups are kept for a day',
    type: 'AWS::Backup::BackupPlan',
    rule: 'as-planned',
    requirement: '8.4/backup',
    async breakIt(settings, BackupPlanId) {
      const client = new BackupClient(settings);
      const { BackupPlan } = await client.send(new GetBackupPlanCommand({ BackupPlanId }));
      const before = BackupPlan as BackupPlanInput;
      const put = (plan: BackupPlanInput) =>
        client.send(new UpdateBackupPlanCommand({ BackupPlanId, BackupPlan: plan }));
      const Rules = before.Rules?.map((rule) => ({ ...rule, Lifecycle: { DeleteAfterDays: 1 } }));
      await put({ ...before, Rules });
      return () => put(before);
    },
  },
  {
    what: 'a trail is encrypted with the key of a stranger',
    type: 'AWS::CloudTrail::Trail',
    rule: 'as-planned',
    requirement: '8.2/operation-audit',
    async breakIt(settings, Name) {
      const client = new CloudTrailClient(settings);
      const put = (KmsKeyId: string) => client.send(new UpdateTrailCommand({ Name, KmsKeyId }));
      await put('arn:aws:kms:eu-central-1:999999999999:key/12345678-1234-1234-1234-123456789012');
      return () => put('arn:aws:kms:eu-central-1:111111111111:alias/quickstart/logs');
    },
  },
  {
    what: 'a user of break-glass is in a group',
    type: 'AWS::IAM::User',
    named: /-1$/,
    rule: 'as-planned',
    requirement: '8.2/mfa',
    async breakIt(settings, UserName) {
      const client = new IAMClient(settings);
      const member = { GroupName: 'administrators', UserName };
      await client.send(new CreateGroupCommand({ GroupName: member.GroupName }));
      await client.send(new AddUserToGroupCommand(member));
      return () => client.send(new RemoveUserFromGroupCommand(member));
    },
  },
  {
    what: 'a user of break-glass has a key without a second factor',
    type: 'AWS::IAM::User',
    named: /-2$/,
    rule: 'user-key-with-second-factor',
    requirement: '8.2/mfa',
    async breakIt(settings, UserName) {
      const client = new IAMClient(settings);
      const { AccessKey } = await client.send(new CreateAccessKeyCommand({ UserName }));
      return () => client.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId: AccessKey?.AccessKeyId }));
    },
  },
  {
    what: 'a session of break-glass lasts half a day',
    type: 'AWS::IAM::Role',
    named: /-break-glass$/,
    rule: 'as-planned',
    requirement: '8.2/mfa',
    async breakIt(settings, RoleName) {
      const client = new IAMClient(settings);
      const put = (MaxSessionDuration: number) => client.send(new UpdateRoleCommand({ RoleName, MaxSessionDuration }));
      await put(43_200);
      return () => put(3600);
    },
  },
  {
    what: 'a function answers everyone on the internet',
    type: 'AWS::Lambda::Function',
    named: /-leaver-reconciliation$/,
    rule: 'as-planned',
    requirement: '8.2/identity',
    async breakIt(settings, FunctionName) {
      const client = new LambdaClient(settings);
      await client.send(new CreateFunctionUrlConfigCommand({ FunctionName, AuthType: 'NONE' }));
      return () => client.send(new DeleteFunctionUrlConfigCommand({ FunctionName }));
    },
  },
  {
    what: 'an archive is copied to a stranger as well',
    type: 'AWS::S3::Bucket',
    named: /-flow-.*-eu-central-1$/,
    rule: 'as-planned',
    requirement: '8.6/log-storage',
    async breakIt(settings, Bucket) {
      const client = s3Client(settings);
      const { ReplicationConfiguration: before } = await client.send(new GetBucketReplicationCommand({ Bucket }));
      const set = (ReplicationConfiguration: typeof before) =>
        client.send(new PutBucketReplicationCommand({ Bucket, ReplicationConfiguration }));
      const stranger = { Bucket: 'arn:aws:s3:::stranger', Account: '999999999999' };
      const more = (before?.Rules ?? []).map((rule) => ({
        ...rule,
        ID: 'more',
        Priority: 2,
        Destination: { ...rule.Destination, ...stranger },
      }));
      await set(before && { ...before, Rules: [...(before.Rules ?? []), ...more] });
      return () => set(before);
    },
  },
  {
    what: 'a filter keeps alerts from whoever is on call',
    type: 'AWS::SNS::Subscription',
    rule: 'as-planned',
    requirement: '8.3/interface-security',
    async breakIt(settings, SubscriptionArn) {
      const client = new SNSClient(settings);
      const set = (AttributeValue: string) =>
        client.send(
          new SetSubscriptionAttributesCommand({ SubscriptionArn, AttributeName: 'FilterPolicy', AttributeValue }),
        );
      await set('{"never":["x"]}');
      return () => set('');
    },
  },
];
