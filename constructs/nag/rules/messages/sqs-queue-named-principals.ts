import { unnamedPrincipals } from '../../named-principals';
import { type Statement, statementsOf } from '../../policy';
import { type Finding, type Rule, verdictFrom } from '../../rule';

/** A queue is used by named principals, and by services on behalf of named accounts. */
export const sqsQueueNamedPrincipals: Rule = {
  id: 'sqs-queue-named-principals',
  demand: {
    en: 'A queue policy names its principals, and for services on whose behalf they may send.',
    zh: '队列策略须指明主体，并限定服务可代表谁发送消息。',
  },
  types: ['AWS::SQS::QueuePolicy', 'AWS::SQS::QueueInlinePolicy'],
  reference:
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-creating-custom-policies.html',
  judge: (policy) =>
    verdictFrom(
      statementsOf(policy, 'PolicyDocument')
        .filter(({ effect }) => effect === 'Allow')
        .flatMap(principalFindings),
    ),
};

const principalFindings = (allow: Statement): readonly Finding[] =>
  unnamedPrincipals(allow, {
    service: { may: { en: 'send', zh: '发送' } },
    everyone: {
      en: 'lets in everyone, and no condition says to which account or organization the caller belongs',
      zh: '允许任何人，且条件未限定调用者所属账号或组织',
    },
  });
