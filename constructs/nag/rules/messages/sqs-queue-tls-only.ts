import { deniesClearText } from '../../clear-text';
import { finding } from '../../findings';
import type { Statement } from '../../policy';
import { compliant, nonCompliant, type Rule } from '../../rule';
import type { Resource } from '../../template';
import { takesIn } from '../../wildcards';
import { policiesOf, statementsOn } from './queue-policy';

/** A queue's policy denies messages that do not come over TLS, and to receive them so. */
export const sqsQueueTlsOnly: Rule = {
  id: 'sqs-queue-tls-only',
  demand: {
    en: 'A queue denies messages that are not sent and received over TLS.',
    zh: '队列拒绝未经 TLS 收发的消息。',
  },
  types: ['AWS::SQS::Queue'],
  reference:
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html',
  judge(queue) {
    if (policiesOf(queue).length === 0) {
      return nonCompliant(finding('QueuePolicy', 'is missing: clear text is taken', '未设置：会接受明文消息'));
    }
    const denials = statementsOn(queue).filter((statement) => takesInQueue(statement, queue));
    if (
      ['sqs:SendMessage', 'sqs:ReceiveMessage'].every((action) =>
        denials.some((denial) => deniesClearText(denial, action)),
      )
    ) {
      return compliant;
    }
    return nonCompliant(
      finding(
        'QueuePolicy.PolicyDocument.Statement',
        'denies no sending and receiving without TLS (aws:SecureTransport)',
        '未拒绝非 TLS 收发（aws:SecureTransport）',
      ),
    );
  },
};

function takesInQueue(statement: Statement, queue: Resource): boolean {
  const name = queue.text('QueueName');
  return statement.resources.some(
    (pattern) =>
      takesIn(pattern, `\${${queue.id}.Arn}`) || (name !== '' && takesIn(pattern.replace(/^arn:.*:/, ''), name)),
  );
}
