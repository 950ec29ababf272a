import { deniesClearText } from '../../clear-text';
import { finding } from '../../findings';
import type { Statement } from '../../policy';
import { compliant, nonCompliant, type Rule } from '../../rule';
import type { Resource } from '../../template';
import { takesIn } from '../../wildcards';
import { policiesOf, statementsOn } from './topic-policy';

/** A topic's policy denies messages that do not come over TLS. */
export const snsTopicTlsOnly: Rule = {
  id: 'sns-topic-tls-only',
  demand: {
    en: 'A topic denies messages that are not published over TLS.',
    zh: '主题拒绝未经 TLS 发布的消息。',
  },
  types: ['AWS::SNS::Topic'],
  reference: 'https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html',
  judge(topic) {
    if (policiesOf(topic).length === 0) {
      return nonCompliant(finding('TopicPolicy', 'is missing: clear text is taken', '未设置：会接受明文消息'));
    }
    if (statementsOn(topic).some((statement) => refusesClearText(statement, topic))) return compliant;
    return nonCompliant(
      finding(
        'TopicPolicy.PolicyDocument.Statement',
        'denies no publishing without TLS (aws:SecureTransport)',
        '未拒绝非 TLS 发布（aws:SecureTransport）',
      ),
    );
  },
};

const refusesClearText = (statement: Statement, topic: Resource): boolean =>
  deniesClearText(statement, 'sns:Publish') && statement.resources.some((pattern) => isTopic(pattern, topic));

/** The ARN is what `Ref` gives for a topic. */
function isTopic(pattern: string, topic: Resource): boolean {
  const name = topic.text('TopicName');
  const named = name !== '' && takesIn(pattern.replace(/^.*:/, ''), name);
  return named || [`\${${topic.id}}`, `\${${topic.id}.TopicArn}`].some((arn) => takesIn(pattern, arn));
}
