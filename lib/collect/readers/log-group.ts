import {
  CloudWatchLogsClient,
  ListTagsForResourceCommand,
  type LogGroup,
  paginateDescribeLogGroups,
} from '@aws-sdk/client-cloudwatch-logs';
import { found } from '../missing';
import type { Reader } from '../reader';

/** A log group: how long it keeps, under which key, of which class it is, and whether it can be deleted. */
export const logGroup: Reader = async ({ client: settings }, name) => {
  const client = new CloudWatchLogsClient(settings);
  const { arn, deletionProtectionEnabled, logGroupClass, kmsKeyId, retentionInDays } = found(
    await named(client, name),
    'log group',
    name,
  );
  const tags = await client.send(new ListTagsForResourceCommand({ resourceArn: arn?.replace(/:\*$/, '') }));
  return {
    DeletionProtectionEnabled: deletionProtectionEnabled,
    LogGroupClass: logGroupClass,
    KmsKeyId: kmsKeyId,
    RetentionInDays: retentionInDays,
    Tags: Object.entries(tags.tags ?? {}).map(([Key, Value]) => ({ Key, Value })),
  };
};

/** The service finds by prefix only, and the name may be the prefix of many. */
async function named(client: CloudWatchLogsClient, name: string): Promise<LogGroup | undefined> {
  for await (const { logGroups = [] } of paginateDescribeLogGroups({ client }, { logGroupNamePrefix: name })) {
    const match = logGroups.find(({ logGroupName }) => logGroupName === name);
    if (match) return match;
  }
  return undefined;
}
