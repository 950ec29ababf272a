import {
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  paginateListSubscriptionsByTopic,
  SNSClient,
  type Subscription,
} from '@aws-sdk/client-sns';
import { isObject } from '../../../constructs/nag/intrinsics';
import { policyOf } from '../policy-document';
import type { Reader } from '../reader';

/** The policy that the service gives a topic for which nobody has written one. */
const DEFAULT_POLICY = '__default_policy_ID';

/** A topic: its policy, unless that is the service's own, and whom it tells what. */
export const topicFacts: Reader = async ({ client: settings }, arn) => {
  const client = new SNSClient(settings);
  const { Attributes = {} } = await client.send(new GetTopicAttributesCommand({ TopicArn: arn }));
  const subscriptions: object[] = [];
  for await (const { Subscriptions = [] } of paginateListSubscriptionsByTopic({ client }, { TopicArn: arn })) {
    for (const subscription of Subscriptions) subscriptions.push(await written(client, subscription));
  }
  const policy = policyOf(Attributes['Policy']);
  const isDefault = isObject(policy) && policy['Id'] === DEFAULT_POLICY;
  return { policies: policy === undefined || isDefault ? [] : [{ PolicyDocument: policy }], subscriptions };
};

/** Until it is confirmed, and after it has ended, a subscription has no ARN, and gets nothing. */
async function written(client: SNSClient, { Protocol, Endpoint, SubscriptionArn = '' }: Subscription) {
  if (!SubscriptionArn.startsWith('arn:')) return { Protocol, Endpoint };
  const { Attributes = {} } = await client.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }));
  const { FilterPolicy, RawMessageDelivery } = Attributes;
  return {
    Protocol,
    Endpoint,
    ...(FilterPolicy && { FilterPolicy: JSON.parse(FilterPolicy) }),
    ...(RawMessageDelivery === 'true' && { RawMessageDelivery: true }),
  };
}
