import { coversAction } from '../../callers';
import { deniesClearText } from '../../clear-text';
import { finding } from '../../findings';
import { compliant, nonCompliant, type Rule } from '../../rule';
import { statementsOn } from './queue-policy';

/** What a queue is for: the denial takes in each of them. */
const USES = ['sqs:SendMessage', 'sqs:ReceiveMessage'];

/** A queue's policy denies messages that do not come or go over TLS. */
export const sqsQueueTlsOnly: Rule = {
  id: 'sqs-queue-tls-only',
  demand: {
    en: 'A queue denies every message that is not sent and received over TLS.',
    zh: '队列拒绝一切未经 TLS 收发的消息。',
  },
  types: ['AWS::SQS::Queue'],
  reference:
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html',
  judge(queue) {
    const denied = statementsOn(queue).filter(deniesClearText);
    if (USES.every((action) => denied.some((statement) => coversAction(statement, action)))) return compliant;
    return nonCompliant(
      finding(
        'QueuePolicy.PolicyDocument.Statement',
        'denies no message without TLS (aws:SecureTransport)',
        '未拒绝非 TLS 消息（aws:SecureTransport）',
      ),
    );
  },
};
