import { deniesClearText } from '../../clear-text';
import { finding } from '../../findings';
import type { Statement } from '../../policy';
import { compliant, nonCompliant, type Rule } from '../../rule';
import type { Resource } from '../../template';
import { takesIn } from '../../wildcards';
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
    const denials = statementsOn(queue).filter((statement) => takesInQueue(statement, queue));
    if (USES.every((action) => denials.some((denial) => deniesClearText(denial, action)))) return compliant;
    return nonCompliant(
      finding(
        'QueuePolicy.PolicyDocument.Statement',
        'denies no message without TLS (aws:SecureTransport)',
        '未拒绝非 TLS 消息（aws:SecureTransport）',
      ),
    );
  },
};

/** By reference, or by an ARN that ends in the queue's name. */
function takesInQueue({ resources }: Statement, queue: Resource): boolean {
  const name = queue.text('QueueName');
  return resources.some(
    (pattern) =>
      takesIn(pattern, `\${${queue.id}.Arn}`) || (name !== '' && takesIn(pattern.replace(/^arn:.*:/, ''), name)),
  );
}
