import { gunzipSync } from 'node:zlib';
import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  PutMetricDataCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import {
  CloudWatchLogsClient,
  CreateLogStreamCommand,
  DeleteLogStreamCommand,
  DescribeMetricFiltersCommand,
  DescribeSubscriptionFiltersCommand,
  GetLogEventsCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { SNSClient, SubscribeCommand, UnsubscribeCommand } from '@aws-sdk/client-sns';
import { mockClient } from 'aws-sdk-client-mock';
import { WatchedLog } from '../../../../lib/local/scenes/logs';
import { deployed, stageWith } from './stage';

const logs = mockClient(CloudWatchLogsClient);
const watch = mockClient(CloudWatchClient);
const sns = mockClient(SNSClient);

const log = WatchedLog.of(stageWith([deployed('AWS::Logs::LogGroup', 'Trail', '/acme/trail')]), /trail$/);

const STOP = '{"eventName":"StopLogging"}';
const LINES = [STOP, STOP, '{"eventName":"ListTrails"}', 'START RequestId: 1'];

/** What was asked of services without a client, and what comes of it. */
let asked: { readonly url: string; readonly target: string | null; readonly body: object }[] = [];
let waiting: object[] = [];

beforeEach(() => {
  for (const mock of [logs, watch, sns]) mock.reset();
  asked = [];
  waiting = [];
  jest.spyOn(globalThis, 'fetch').mockImplementation(async (url, init) => {
    const target = new Headers(init?.headers).get('x-amz-target');
    asked.push({ url: String(url), target, body: JSON.parse(String(init?.body)) });
    if (target === 'AmazonSQS.CreateQueue') return Response.json({ QueueUrl: 'queue' });
    if (target === 'AmazonSQS.ReceiveMessage') return Response.json({ Messages: waiting });
    return new Response('{}');
  });
  logs.on(DescribeMetricFiltersCommand).resolves({
    metricFilters: [
      {
        filterPattern: '{ $.eventName = "StopLogging" }',
        metricTransformations: [{ metricNamespace: 'acme/trail', metricName: 'audit-change', metricValue: '1' }],
      },
      {
        filterPattern: '{ $.eventName = "DeleteTrail" }',
        metricTransformations: [{ metricNamespace: 'acme/trail', metricName: 'other', metricValue: '1' }],
      },
    ],
  });
  const topic = 'arn:aws:sns:eu-central-1:111111111111:alerts';
  const common = { Namespace: 'acme/trail', AlarmActions: [topic], StateValue: 'OK' as const };
  watch
    .on(DescribeAlarmsCommand)
    .resolvesOnce({
      MetricAlarms: [
        { ...common, AlarmName: 'stopped', MetricName: 'audit-change' },
        { ...common, AlarmName: 'by-account', MetricName: 'audit-change', Dimensions: [{ Name: 'a', Value: 'b' }] },
      ],
    })
    .resolves({
      MetricAlarms: [
        { ...common, AlarmName: 'stopped', MetricName: 'audit-change', StateValue: 'ALARM' },
        { ...common, AlarmName: 'by-account', MetricName: 'audit-change' },
      ],
    });
  sns.on(SubscribeCommand).resolves({ SubscriptionArn: 'subscription' });
});

afterEach(() => jest.restoreAllMocks());

const news = (AlarmName: string, NewStateValue = 'ALARM'): object => ({
  Body: JSON.stringify({ Message: JSON.stringify({ AlarmName, NewStateValue }) }),
});

test('lines that a filter matches are measured as it says, and the alarm on that is heard', async () => {
  waiting = [news('by-account'), news('stopped')];

  await expect(log.count(LINES)).resolves.toEqual([{ alarm: 'stopped', metric: 'audit-change', heard: true }]);

  expect(watch.commandCalls(PutMetricDataCommand).map(({ args }) => args[0].input)).toEqual([
    { Namespace: 'acme/trail', MetricData: [{ MetricName: 'audit-change', Value: 2 }] },
  ]);
});

test('afterwards nobody is subscribed, the queue is gone, and the alarm is as it was', async () => {
  waiting = [news('stopped')];
  await log.count(LINES);

  expect(sns.commandCalls(UnsubscribeCommand)[0]?.args[0].input).toEqual({ SubscriptionArn: 'subscription' });
  expect(asked.at(-1)).toMatchObject({ target: 'AmazonSQS.DeleteQueue', body: { QueueUrl: 'queue' } });
  expect(watch.commandCalls(SetAlarmStateCommand).at(-1)?.args[0].input).toMatchObject({
    AlarmName: 'stopped',
    StateValue: 'OK',
  });
});

test.each([
  ['nothing', []],
  ['news of another alarm', [news('by-account')]],
  ['news that it is over', [news('stopped', 'OK')]],
])('an alarm of which %s arrives is not heard', async (_, arrived) => {
  waiting = arrived;
  // nobody waits for what does not come
  let now = 0;
  jest.spyOn(Date, 'now').mockImplementation(() => (now += 2000));

  await expect(log.count(LINES)).resolves.toEqual([{ alarm: 'stopped', metric: 'audit-change', heard: false }]);
});

test('lines that nothing matches measure nothing', async () => {
  await expect(log.count(['{"eventName":"ListTrails"}', 'no JSON'])).resolves.toEqual([]);
  expect(watch.calls()).toEqual([]);
});

test('a function gets what its subscription asks for, packed as CloudWatch Logs does', async () => {
  logs.on(DescribeSubscriptionFiltersCommand).resolves({
    subscriptionFilters: [
      {
        filterPattern: '{ $.eventName = "StopLogging" }',
        destinationArn: 'arn:aws:lambda:eu-central-1:111111111111:function:acme-watch',
      },
      { filterPattern: '{ $.eventName = "Other" }', destinationArn: 'arn:aws:lambda:eu-central-1:1:function:other' },
    ],
  });

  await expect(log.handOver(LINES)).resolves.toEqual([{ error: undefined, body: '{}' }]);

  expect(asked.map(({ url }) => url)).toEqual([expect.stringMatching(/\/functions\/acme-watch\/invocations$/)]);
  const deliveries = asked.map(({ body }) => (body as { readonly awslogs: { readonly data: string } }).awslogs.data);
  expect(deliveries.map((data) => JSON.parse(gunzipSync(Buffer.from(data, 'base64')).toString()))).toEqual([
    expect.objectContaining({
      messageType: 'DATA_MESSAGE',
      logEvents: [{ message: STOP }, { message: STOP }],
    }),
  ]);
});

test('what arrives is read back, and its stream is gone afterwards, though the reading fails', async () => {
  logs
    .on(GetLogEventsCommand)
    .resolvesOnce({ events: [{ message: STOP }] })
    .rejects(new Error('throttled'));

  await expect(log.arrive([STOP])).resolves.toEqual([STOP]);
  await expect(log.arrive([STOP])).rejects.toThrow('throttled');

  expect(logs.commandCalls(PutLogEventsCommand)).toHaveLength(2);
  const named = (
    calls: readonly {
      readonly args: readonly [{ readonly input: { readonly logStreamName?: string } }, ...unknown[]];
    }[],
  ) => calls.map(({ args }) => args[0].input.logStreamName);
  expect(named(logs.commandCalls(DeleteLogStreamCommand))).toEqual(named(logs.commandCalls(CreateLogStreamCommand)));
});
