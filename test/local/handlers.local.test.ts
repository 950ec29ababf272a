import { gzipSync } from 'node:zlib';
import { CloudWatchClient, DescribeAlarmsCommand, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { ListRootsCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import type { SubscriptionEvent } from '../../constructs/concurrent-use/concurrent-use.handler';
import { ASSIGNMENT } from '../support/handler-stacks';
import { FAULTS, type Fault, FaultyProxy, SILENCE } from './faulty-proxy';
import { ACCOUNT, HandlerCloud, REGION } from './handler-cloud';

const PORT = Number(process.env['ISMS_TEST_PORT'] ?? 4587);

const HOME = '203.0.113.7';
const ABROAD = '198.51.100.9';

interface Call {
  readonly who: string;
  readonly at: string;
  readonly from: string;
}

/** What CloudWatch Logs hands over of the trail. */
function delivery(...calls: readonly Call[]): SubscriptionEvent {
  const logEvents = calls.map(({ who, at, from }) => ({
    message: JSON.stringify({
      eventTime: `2026-11-27T${at}:00Z`,
      eventType: 'AwsApiCall',
      sourceIPAddress: from,
      userAgent: 'os/macos#24.1.0',
      userIdentity: { type: 'AssumedRole', sessionContext: { sourceIdentity: who } },
    }),
  }));
  return {
    awslogs: { data: gzipSync(JSON.stringify({ messageType: 'DATA_MESSAGE', logEvents })).toString('base64') },
  };
}

describe('handlers in the emulated cloud, over HTTP', () => {
  const cloud = new HandlerCloud(PORT);

  /** When a person was seen, and where. */
  const sightingsOf = async (who: string): Promise<readonly string[]> => {
    const { Items = [] } = await new DynamoDBClient(cloud.client).send(
      new ScanCommand({ TableName: 'acme-sightings', ConsistentRead: true }),
    );
    return Items.filter(({ identity }) => identity?.S === `person ${who}`)
      .map(({ seen }) => seen?.S ?? '')
      .sort();
  };

  const findingsOn = async (who: string) =>
    (await cloud.notes('concurrent-use')).filter(
      ({ event, identity }) => event === 'concurrent-use' && identity === `person ${who}`,
    );

  /** Does something while the calls of the function are in trouble. */
  const troubled = async (
    seconds: number,
    trouble: ConstructorParameters<typeof FaultyProxy>[1],
    work: () => Promise<void>,
  ): Promise<number> => {
    const proxy = new FaultyProxy(PORT, trouble);
    await cloud.lead('concurrent-use', await proxy.start(), seconds);
    try {
      await work();
      return proxy.faults;
    } finally {
      await cloud.lead('concurrent-use', PORT, 60);
      await proxy.stop();
    }
  };

  beforeAll(() => cloud.up());
  afterAll(() => cloud.down());

  describe('concurrent-use', () => {
    const twice = (who: string) => delivery({ who, at: '10:00', from: HOME }, { who, at: '10:30', from: ABROAD });
    const SEEN_TWICE = ['2026-11-27T10:00#203.0.0.0/16#macos', '2026-11-27T10:30#198.51.0.0/16#macos'];

    test('keeps whom it saw, and notes who was seen in two places', async () => {
      expect(await cloud.run('concurrent-use', twice('alice'))).toMatchObject({ error: null });

      expect(await sightingsOf('alice')).toEqual(SEEN_TWICE);
      expect(await findingsOn('alice')).toHaveLength(2);
    });

    test('keeps once what is delivered again, in whatever parts', async () => {
      await cloud.run('concurrent-use', twice('bob'));
      await cloud.run('concurrent-use', twice('bob'));
      await cloud.run('concurrent-use', delivery({ who: 'bob', at: '10:30', from: ABROAD }));

      expect(await sightingsOf('bob')).toEqual(SEEN_TWICE);
    });

    test('sees in one run what another kept', async () => {
      await cloud.run('concurrent-use', delivery({ who: 'carol', at: '10:30', from: ABROAD }));
      expect(await findingsOn('carol')).toEqual([]);

      await cloud.run('concurrent-use', delivery({ who: 'carol', at: '10:00', from: HOME }));
      expect(await findingsOn('carol')).toHaveLength(1);
    });

    test.each(Object.entries(FAULTS) as [string, Fault][])(
      'a table that answers %s six times in a row is asked again',
      async (name, fault) => {
        const faults = await troubled(60, { strikes: (nth) => nth <= 6, faults: [fault] }, async () => {
          expect(await cloud.run('concurrent-use', twice(name))).toMatchObject({ error: null });
        });

        expect(faults).toBe(6);
        expect(await sightingsOf(name)).toEqual(SEEN_TWICE);
        expect(await findingsOn(name)).toHaveLength(2);
      },
    );

    test('a line on which every second call comes to grief changes nothing', async () => {
      const trouble = { strikes: (nth: number) => nth % 2 === 0, faults: Object.values(FAULTS), latencyMs: 20 };
      const faults = await troubled(60, trouble, async () => {
        expect(await cloud.run('concurrent-use', twice('dave'))).toMatchObject({ error: null });
      });

      expect(faults).toBeGreaterThanOrEqual(3);
      expect(await sightingsOf('dave')).toEqual(SEEN_TWICE);
      expect(await findingsOn('dave')).toHaveLength(2);
    });

    test('a table that never answers fails the run; the event waits in the queue of failed events, and can be played again', async () => {
      const event = twice('erin');
      const { QueueUrl } = await cloud.queue<{ readonly QueueUrl: string }>('GetQueueUrl', {
        QueueName: 'acme-concurrent-use-failed',
      });
      let kept: readonly string[] = [];
      const faults = await troubled(1, { strikes: () => true, faults: [SILENCE] }, async () => {
        await cloud.handOver('concurrent-use', event);
        kept = await cloud.received(QueueUrl);
      });

      expect(faults).toBeGreaterThanOrEqual(3);
      expect(kept).toHaveLength(1);
      expect(await sightingsOf('erin')).toEqual([]);
      expect(await findingsOn('erin')).toEqual([]);

      const { requestPayload } = JSON.parse(kept[0] ?? '') as { readonly requestPayload: SubscriptionEvent };
      expect(requestPayload).toEqual(event);
      await cloud.run('concurrent-use', requestPayload);
      expect(await sightingsOf('erin')).toEqual(SEEN_TWICE);
      expect(await findingsOn('erin')).toHaveLength(2);
    });

    test('a delivery that cannot be read fails the run', async () => {
      const ran = await cloud.run('concurrent-use', { awslogs: { data: 'bm8gZ3ppcA==' } });

      expect(ran.error).toBe('Unhandled');
      expect(ran.body).toContain('incorrect header check');
    });

    test('its alarm reaches who listens to the topic; the emulator makes no metric of a log line, so that the test raises it', async () => {
      const watch = new CloudWatchClient(cloud.client);
      const { MetricAlarms = [] } = await watch.send(new DescribeAlarmsCommand({}));
      const alarm = MetricAlarms.find(({ MetricName }) => MetricName === 'ConcurrentUse');
      const { QueueUrl } = await cloud.queue<{ readonly QueueUrl: string }>('CreateQueue', { QueueName: 'on-call' });
      const queueArn = `arn:aws:sqs:${REGION}:${ACCOUNT}:on-call`;
      const topicArn = `arn:aws:sns:${REGION}:${ACCOUNT}:acme-identity-alerts`;
      await new SNSClient(cloud.client).send(
        new SubscribeCommand({ TopicArn: topicArn, Protocol: 'sqs', Endpoint: queueArn }),
      );
      expect(alarm?.AlarmActions).toEqual([topicArn]);

      const AlarmName = alarm?.AlarmName;
      await watch.send(new SetAlarmStateCommand({ AlarmName, StateValue: 'ALARM', StateReason: 'tried' }));
      const [received = ''] = await cloud.received(QueueUrl);
      const { TopicArn, Message } = JSON.parse(received) as { readonly TopicArn: string; readonly Message: string };

      expect(TopicArn).toBe(topicArn);
      expect(JSON.parse(Message)).toMatchObject({
        AlarmName,
        NewStateValue: 'ALARM',
        AlarmDescription: expect.stringContaining('One identity was used from two networks'),
      });
    });
  });

  describe('leaver-reconciliation: the emulator has neither Identity Center nor sessions of Session Manager', () => {
    test('places that cannot be looked at fail the run, and are named', async () => {
      const roleArn = 'arn:aws:iam::222222222222:role/acme-session-end';
      const places = [{ region: REGION }, { region: REGION, roleArn }];
      const ran = await cloud.run('leaver-reconciliation', {
        people: ['alice'],
        places,
        sparedRole: 'acme-break-glass',
      });
      const notes = await cloud.notes('leaver-reconciliation');

      expect(ran.error).toBe('Unhandled');
      expect(notes.map(({ event, what }) => [event, what])).toEqual([
        ['could-not-look', `sessions in the own account, ${REGION}`],
        ['could-not-look', `sessions in ${roleArn}, ${REGION}`],
      ]);
    });
  });

  describe('identity-assignments: the emulator has no Identity Center, and gives no state of accounts', () => {
    test('fails before it gives or takes anything', async () => {
      const { Roots: [root] = [] } = await new OrganizationsClient(cloud.client).send(new ListRootsCommand({}));
      const ran = await cloud.run('identity-assignments', { Assignments: [{ ...ASSIGNMENT, Units: [root?.Id] }] });

      expect(ran.error).toBe('Unhandled');
      expect(ran.body).toContain('Organizations gives no state of account');
      expect(await cloud.notes('identity-assignments')).toEqual([]);
    });
  });
});
