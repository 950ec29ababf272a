import { CloudWatchClient, DisableAlarmActionsCommand, paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import {
  CloudWatchLogsClient,
  DeleteMetricFilterCommand,
  DeleteSubscriptionFilterCommand,
  DescribeLogStreamsCommand,
  DescribeSubscriptionFiltersCommand,
  paginateDescribeMetricFilters,
} from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { CreatePolicyVersionCommand, IAMClient, PutUserPolicyCommand } from '@aws-sdk/client-iam';
import {
  ChangeResourceRecordSetsCommand,
  ListHostedZonesCommand,
  ListResourceRecordSetsCommand,
  Route53Client,
} from '@aws-sdk/client-route-53';
import { DeleteBucketPolicyCommand, PutBucketPolicyCommand } from '@aws-sdk/client-s3';
import { ListSubscriptionsCommand, SNSClient } from '@aws-sdk/client-sns';
import { s3Client } from '../../lib/collect/s3-client';
import { clientOf } from '../../lib/local/environment';
import { EVERYTHING } from '../../lib/local/scenes/enforced';

const ACCOUNT = '111111111111';
const HOME = 'eu-central-1';
const GLOBAL = 'us-east-1';
const TRAIL = '/quickstart/trail';

/** What scenes might leave behind. */
export async function standingIn(port: number) {
  const home = clientOf(port, ACCOUNT, HOME);
  const { Count } = await new DynamoDBClient(home).send(new ScanCommand({ TableName: 'quickstart-sightings' }));
  const { logStreams = [] } = await new CloudWatchLogsClient(home).send(
    new DescribeLogStreamsCommand({ logGroupName: TRAIL }),
  );
  const { Subscriptions = [] } = await new SNSClient(home).send(new ListSubscriptionsCommand({}));
  return {
    sightings: Count,
    streams: logStreams.map(({ logStreamName }) => logStreamName),
    subscribed: Subscriptions.map(({ Protocol }) => Protocol),
    alarms: [...(await alarmsIn(port, HOME)), ...(await alarmsIn(port, GLOBAL))],
  };
}

async function alarmsIn(port: number, region: string): Promise<readonly string[]> {
  const client = new CloudWatchClient(clientOf(port, ACCOUNT, region));
  const found: string[] = [];
  for await (const { MetricAlarms = [] } of paginateDescribeAlarms({ client }, {})) {
    found.push(...MetricAlarms.map(({ AlarmName, StateValue }) => `${AlarmName} ${StateValue}`));
  }
  return found;
}

/** Takes from the quickstart's landing zone, past CloudFormation, what its scenes are to find. */
export async function takeApart(port: number): Promise<void> {
  const home = clientOf(port, ACCOUNT, HOME);
  await openBucket(home);
  await loosen(new IAMClient(home));
  await deafen(new CloudWatchLogsClient(home));
  await pinToHome(new Route53Client(clientOf(port, ACCOUNT, GLOBAL)));
  await silence(new CloudWatchClient(clientOf(port, ACCOUNT, GLOBAL)));
}

/** Without its conditions, the policy denies nothing of what the scenes try. */
async function openBucket(home: ReturnType<typeof clientOf>): Promise<void> {
  const Bucket = `quickstart-trail-${ACCOUNT}-${HOME}`;
  const Resource = [`arn:aws:s3:::${Bucket}`, `arn:aws:s3:::${Bucket}/*`];
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:DeleteObjectVersion', Resource }],
  });
  await s3Client(home).send(new DeleteBucketPolicyCommand({ Bucket }));
  await s3Client(home).send(new PutBucketPolicyCommand({ Bucket, Policy }));
}

async function loosen(iam: IAMClient): Promise<void> {
  await iam.send(
    new PutUserPolicyCommand({
      UserName: 'quickstart-break-glass-2',
      PolicyName: 'sealed',
      PolicyDocument: EVERYTHING,
    }),
  );
  const PolicyArn = `arn:aws:iam::${ACCOUNT}:policy/quickstart-workload-boundary`;
  await iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: EVERYTHING, SetAsDefault: true }));
}

async function deafen(client: CloudWatchLogsClient): Promise<void> {
  const { subscriptionFilters = [] } = await client.send(
    new DescribeSubscriptionFiltersCommand({ logGroupName: TRAIL }),
  );
  for (const { filterName } of subscriptionFilters) {
    await client.send(new DeleteSubscriptionFilterCommand({ logGroupName: TRAIL, filterName }));
  }
  for (const logGroupName of [TRAIL, '/quickstart/handlers/leaver-reconciliation']) {
    for await (const { metricFilters = [] } of paginateDescribeMetricFilters({ client }, { logGroupName })) {
      for (const { filterName, metricTransformations: [{ metricName = '' } = {}] = [] } of metricFilters) {
        if (!['break-glass-use', 'security-group-opened', 'LeaversUnseen'].includes(metricName)) continue;
        await client.send(new DeleteMetricFilterCommand({ logGroupName, filterName }));
      }
    }
  }
}

/** The recovery side answers with the name of the home side. */
async function pinToHome(client: Route53Client): Promise<void> {
  const { HostedZones: [zone] = [] } = await client.send(new ListHostedZonesCommand({}));
  const HostedZoneId = zone?.Id?.split('/').at(-1);
  const { ResourceRecordSets = [] } = await client.send(new ListResourceRecordSetsCommand({ HostedZoneId }));
  const of = (side: string) => ResourceRecordSets.find(({ Failover }) => Failover === side);
  await client.send(
    new ChangeResourceRecordSetsCommand({
      HostedZoneId,
      ChangeBatch: {
        Changes: [
          {
            Action: 'UPSERT',
            ResourceRecordSet: {
              ...of('SECONDARY'),
              Name: of('SECONDARY')?.Name,
              Type: 'CNAME',
              ResourceRecords: of('PRIMARY')?.ResourceRecords,
            },
          },
        ],
      },
    }),
  );
}

async function silence(client: CloudWatchClient): Promise<void> {
  for await (const { MetricAlarms = [] } of paginateDescribeAlarms({ client }, {})) {
    const AlarmNames = MetricAlarms.flatMap(({ AlarmName, MetricName }) =>
      MetricName === 'HealthCheckStatus' && AlarmName ? [AlarmName] : [],
    );
    await client.send(new DisableAlarmActionsCommand({ AlarmNames }));
  }
}
