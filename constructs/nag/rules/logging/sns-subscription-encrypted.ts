import { finding } from '../../findings';
import { type Finding, notApplicable, type Rule, verdictFromEach } from '../../rule';
import type { Resource } from '../../template';

/** Messages leave a topic for web addresses over HTTPS only: over `http` anyone on the way reads and alters them. */
export const snsSubscriptionEncrypted: Rule = {
  id: 'sns-subscription-encrypted',
  demand: {
    en: 'A subscription delivers to web addresses over HTTPS only.',
    zh: '订阅仅通过 HTTPS 向网络地址投递。',
  },
  types: ['AWS::SNS::Subscription', 'AWS::SNS::Topic'],
  reference: 'https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html',
  judge(resource) {
    const protocols = protocolsOf(resource);
    if (protocols.length === 0) return NO_SUBSCRIPTION;
    return verdictFromEach(protocols, (path) => protocolFindings(resource, path));
  },
};

const NO_SUBSCRIPTION = notApplicable({ en: 'it lists no subscription itself', zh: '自身未列出订阅' });

/** A topic may list subscriptions of its own. */
const protocolsOf = (resource: Resource): readonly string[] =>
  resource.type === 'AWS::SNS::Topic'
    ? resource.list('Subscription').map((_, index) => `Subscription.${index}.Protocol`)
    : ['Protocol'];

const protocolFindings = (resource: Resource, path: string): readonly Finding[] =>
  resource.literal(path) === 'http'
    ? [finding(path, 'is http: messages travel in clear text', '为 http：消息以明文传输')]
    : [];
