import {
  CloudWatchLogsClient,
  ListTagsForResourceCommand,
  type LogGroup,
  paginateDescribeLogGroups,
} from '@aws-sdk/client-cloudwatch-logs';
import { found } from '../missing';
import type { Reader } from '../reader';

/** A log group: how long it keeps, under which key, and of which class it is. */
export const logGroup: Reader = async ({ client: settings }, name) => {
  const client = new CloudWatchLogsClient(settings);
  const { arn, logGroupClass, kmsKeyId, retentionInDays } = found(await named(client, name), 'log group', name);
  const tags = await client.send(new ListTagsForResourceCommand({ resourceArn: arn?.replace(/:\*$/, '') }));
  return {
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
