import { GetTopicAttributesCommand, SNSClient } from '@aws-sdk/client-sns';
import type { Reader } from '../reader';

/** A topic: under which key it keeps messages. */
export const snsTopic: Reader = async ({ client: settings }, arn) => {
  const { Attributes = {} } = await new SNSClient(settings).send(new GetTopicAttributesCommand({ TopicArn: arn }));
  return { KmsMasterKeyId: Attributes['KmsMasterKeyId'] || undefined };
};
