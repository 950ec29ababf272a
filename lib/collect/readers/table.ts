import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  GetResourcePolicyCommand,
  type SSEDescription,
} from '@aws-sdk/client-dynamodb';
import { found } from '../missing';
import { policyOf } from '../policy-document';
import type { Reader } from '../reader';
import { unless } from '../unless';

/** A table: under which key and for how long it keeps what is in it, whether it can be deleted and restored, who else may read it, and what gets a copy of each change. */
export const table: Reader = async ({ client: settings }, name) => {
  const client = new DynamoDBClient(settings);
  const [{ Table }, { TimeToLiveDescription: ttl }, { ContinuousBackupsDescription: backups }] = await Promise.all([
    client.send(new DescribeTableCommand({ TableName: name })),
    client.send(new DescribeTimeToLiveCommand({ TableName: name })),
    client.send(new DescribeContinuousBackupsCommand({ TableName: name })),
  ]);
  const live = found(Table, 'table', name);
  const policy = await client
    .send(new GetResourcePolicyCommand({ ResourceArn: live.TableArn }))
    .catch(unless('PolicyNotFoundException'));
  const { StreamEnabled, StreamViewType } = live.StreamSpecification ?? {};
  return {
    BillingMode: live.BillingModeSummary?.BillingMode,
    DeletionProtectionEnabled: live.DeletionProtectionEnabled || undefined,
    PointInTimeRecoverySpecification:
      backups?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus === 'ENABLED'
        ? { PointInTimeRecoveryEnabled: true }
        : undefined,
    ResourcePolicy: policy && { PolicyDocument: policyOf(policy.Policy) },
    SSESpecification: encryptionOf(live.SSEDescription),
    StreamSpecification: StreamEnabled ? { StreamViewType } : undefined,
    TimeToLiveSpecification: /^ENABL/.test(ttl?.TimeToLiveStatus ?? '')
      ? { AttributeName: ttl?.AttributeName, Enabled: true }
      : undefined,
  };
};

/** Without a key of the table's own the service tells nothing. */
function encryptionOf(sse: SSEDescription | undefined) {
  if (!sse) return undefined;
  return {
    SSEEnabled: sse.Status === 'ENABLED' || sse.Status === 'UPDATING',
    SSEType: sse.SSEType,
    KMSMasterKeyId: sse.KMSMasterKeyArn,
  };
}
