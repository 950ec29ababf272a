import { GetSubscriptionAttributesCommand, SNSClient } from '@aws-sdk/client-sns';
import { found } from '../missing';
import type { Reader } from '../reader';

/** A subscription, confirmed or pending: by which protocol messages leave, and where to. */
export const snsSubscription: Reader = async ({ client: settings }, arn) => {
  const { Attributes } = await new SNSClient(settings).send(
    new GetSubscriptionAttributesCommand({ SubscriptionArn: arn }),
  );
  const live = found(Attributes, 'subscription', arn);
  return { Protocol: live['Protocol'], Endpoint: live['Endpoint'], TopicArn: live['TopicArn'] };
};
