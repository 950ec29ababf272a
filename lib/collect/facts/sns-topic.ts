import { GetTopicAttributesCommand, paginateListSubscriptionsByTopic, SNSClient } from '@aws-sdk/client-sns';
import { isObject } from '../../../constructs/nag/intrinsics';
import { policyOf } from '../policy-document';
import type { Reader } from '../reader';

/** The policy that the service gives a topic for which nobody has written one. */
const DEFAULT_POLICY = '__default_policy_ID';

/** A topic: its policy, unless that is the service's own, and whom it tells. */
export const topicFacts: Reader = async ({ client: settings }, arn) => {
  const client = new SNSClient(settings);
  const { Attributes = {} } = await client.send(new GetTopicAttributesCommand({ TopicArn: arn }));
  const subscriptions: object[] = [];
  for await (const { Subscriptions = [] } of paginateListSubscriptionsByTopic({ client }, { TopicArn: arn })) {
    subscriptions.push(...Subscriptions.map(({ Protocol, Endpoint }) => ({ Protocol, Endpoint })));
  }
  const policy = policyOf(Attributes['Policy']);
  const isDefault = isObject(policy) && policy['Id'] === DEFAULT_POLICY;
  return { policies: policy === undefined || isDefault ? [] : [{ PolicyDocument: policy }], subscriptions };
};
