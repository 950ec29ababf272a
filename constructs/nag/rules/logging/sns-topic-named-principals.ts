import { unnamedPrincipals } from '../../named-principals';
import { type Statement, statementsOf } from '../../policy';
import { type Finding, type Rule, verdictFrom } from '../../rule';

/** A topic is published and subscribed to by named principals, and by services on behalf of named accounts. */
export const snsTopicNamedPrincipals: Rule = {
  id: 'sns-topic-named-principals',
  demand: {
    en: 'A topic policy names its principals, and for services on whose behalf they may publish.',
    zh: '主题策略须指明主体，并限定服务可代表谁发布消息。',
  },
  types: ['AWS::SNS::TopicPolicy', 'AWS::SNS::TopicInlinePolicy'],
  reference: 'https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html',
  judge: (policy) =>
    verdictFrom(
      statementsOf(policy, 'PolicyDocument')
        .filter(({ effect }) => effect === 'Allow')
        .flatMap(principalFindings),
    ),
};

const principalFindings = (allow: Statement): readonly Finding[] =>
  unnamedPrincipals(allow, {
    service: { may: { en: 'publish', zh: '发布' } },
    everyone: {
      en: 'lets in everyone, and no condition says to which account or organization the caller belongs',
      zh: '允许任何人，且条件未限定调用者所属账号或组织',
    },
  });
