import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { LiveProperties, Reach, Reader } from '../reader';

/** A queue: under which key, and for how long, it keeps messages, and what becomes of those that nobody dealt with. */
export const sqsQueue: Reader = async (reach, url) => {
  const attributes = await attributesOf(reach, url);
  const redrivePolicy = attributes['RedrivePolicy'];
  return {
    KmsMasterKeyId: attributes['KmsMasterKeyId'] || undefined,
    MessageRetentionPeriod: attributes['MessageRetentionPeriod'],
    RedrivePolicy: redrivePolicy === undefined ? undefined : JSON.parse(String(redrivePolicy)),
    VisibilityTimeout: attributes['VisibilityTimeout'],
  };
};

/** All attributes of a queue, as texts. */
export async function attributesOf({ client: settings }: Reach, QueueUrl: string): Promise<LiveProperties> {
  const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] });
  const { Attributes = {} } = await new SQSClient(settings).send(command);
  return Attributes;
}
