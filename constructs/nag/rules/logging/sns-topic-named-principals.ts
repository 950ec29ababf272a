import { judgeNamedPrincipals } from '../../named-principals';
import type { Rule } from '../../rule';

/** A topic is published and subscribed to by named principals, and by services on behalf of named accounts. */
export const snsTopicNamedPrincipals: Rule = {
  id: 'sns-topic-named-principals',
  demand: {
    en: 'A topic policy names its principals, and for services on whose behalf they may publish.',
    zh: '主题策略须指明主体，并限定服务可代表谁发布消息。',
  },
  types: ['AWS::SNS::TopicPolicy', 'AWS::SNS::TopicInlinePolicy'],
  reference: 'https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html',
  judge: (policy) => judgeNamedPrincipals(policy, 'PolicyDocument', { en: 'publish', zh: '发布' }),
};
