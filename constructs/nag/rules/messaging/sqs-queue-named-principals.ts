import { judgeNamedPrincipals } from '../../named-principals';
import type { Rule } from '../../rule';

/** A queue is written and read by named principals, and by services on behalf of named accounts. */
export const sqsQueueNamedPrincipals: Rule = {
  id: 'sqs-queue-named-principals',
  demand: {
    en: 'A queue policy names its principals, and for services on whose behalf they send.',
    zh: '队列策略须指明主体，并限定服务可代表谁发送消息。',
  },
  types: ['AWS::SQS::QueueInlinePolicy', 'AWS::SQS::QueuePolicy'],
  reference:
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-basic-examples-of-sqs-policies.html',
  judge: (policy) => judgeNamedPrincipals(policy, 'PolicyDocument', { en: 'send', zh: '发送' }),
};
