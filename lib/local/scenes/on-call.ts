import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { SNSClient, SubscribeCommand, UnsubscribeCommand } from '@aws-sdk/client-sns';
import type { Stage } from './scene';
import { askQueue, type Place } from './wire';

/** How long a message may take from the alarm to the queue. */
const PATIENCE_MS = 5000;

/** Whether the news came that an alarm went off. */
export type Heard = (alarmName: string) => Promise<boolean>;

/** Subscribes to a topic as one on call does, with a queue in place of a mailbox, which is there as long as the work is. */
export async function onCall<Result>(
  stage: Stage,
  place: Place,
  topicArn: string,
  work: (heard: Heard) => Promise<Result>,
): Promise<Result> {
  const QueueName = `isms-demo-${randomUUID()}`;
  const { QueueUrl } = await askQueue<{ readonly QueueUrl: string }>(stage, place, 'CreateQueue', { QueueName });
  const sns = new SNSClient(stage.client(place.account, place.region));
  try {
    const Endpoint = `arn:aws:sqs:${place.region}:${place.account}:${QueueName}`;
    const { SubscriptionArn } = await sns.send(
      new SubscribeCommand({ TopicArn: topicArn, Protocol: 'sqs', Endpoint, ReturnSubscriptionArn: true }),
    );
    try {
      return await work((alarmName) => arrives(stage, place, QueueUrl, alarmName));
    } finally {
      await sns.send(new UnsubscribeCommand({ SubscriptionArn }));
    }
  } finally {
    await askQueue(stage, place, 'DeleteQueue', { QueueUrl });
  }
}

interface Received {
  readonly Messages?: readonly { readonly Body: string }[];
}

async function arrives(stage: Stage, place: Place, QueueUrl: string, alarmName: string): Promise<boolean> {
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await wait(100)) {
    const asked = { QueueUrl, MaxNumberOfMessages: 10 };
    const { Messages = [] } = await askQueue<Received>(stage, place, 'ReceiveMessage', asked);
    if (Messages.some(({ Body }) => tellsOf(Body, alarmName))) return true;
  }
  return false;
}

function tellsOf(body: string, alarmName: string): boolean {
  const { Message } = JSON.parse(body) as { readonly Message: string };
  const { AlarmName, NewStateValue } = JSON.parse(Message) as Readonly<Record<string, unknown>>;
  return AlarmName === alarmName && NewStateValue === 'ALARM';
}
