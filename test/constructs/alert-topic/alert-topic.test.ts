import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { AlertTopic, type AlertTopicProps } from '../../../constructs/alert-topic/alert-topic';
import { keysRules } from '../../../constructs/nag/rules/keys';
import { snsTopicCustomerManagedKey } from '../../../constructs/nag/rules/logging/sns-topic-customer-managed-key';
import { snsTopicNamedPrincipals } from '../../../constructs/nag/rules/logging/sns-topic-named-principals';
import { snsTopicTlsOnly } from '../../../constructs/nag/rules/logging/sns-topic-tls-only';
import { faults } from '../../support/judged';

const stackIn = (region = 'eu-west-1') => new Stack(new App(), 'Stack', { env: { account: '111111111111', region } });

function made(props: Partial<AlertTopicProps> = {}, stack = stackIn()) {
  const alerts = new AlertTopic(stack, 'Alerts', {
    name: 'acme',
    subject: 'logs',
    emails: ['on-call@example.com'],
    ...props,
  });
  return { stack, alerts };
}

const synthesized = (props?: Partial<AlertTopicProps>): Template => Template.fromStack(made(props).stack);

describe('AlertTopic', () => {
  test('8.4/encryption-at-rest#customer-managed-keys: encrypts under a key that alarms may use', () => {
    const template = synthesized();

    template.hasResourceProperties('AWS::SNS::Topic', {
      TopicName: 'acme-logs-alerts',
      KmsMasterKeyId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^AlertsKey'), 'Arn'] },
    });
    template.hasResourceProperties('AWS::KMS::Key', {
      KeyPolicy: { Statement: Match.arrayWith([Match.objectLike({ Sid: 'CloudwatchPublishes' })]) },
    });
  });

  test('takes the key it is given', () => {
    const stack = stackIn();
    const key = new Key(stack, 'Given');
    const { alerts } = made({ key }, stack);

    expect(alerts.key).toBeUndefined();
    Template.fromStack(stack).resourceCountIs('AWS::KMS::Key', 1);
  });

  test('8.3/interface-security#message-and-event-interfaces: named services publish, on behalf of the account', () => {
    synthesized({ publishers: ['cloudwatch.amazonaws.com', 'budgets.amazonaws.com'] }).hasResourceProperties(
      'AWS::SNS::TopicPolicy',
      {
        PolicyDocument: {
          Statement: Match.arrayWith([
            Match.objectLike({
              Sid: 'ServicesPublish',
              Effect: 'Allow',
              Action: 'sns:Publish',
              Principal: { Service: ['cloudwatch.amazonaws.com', 'budgets.amazonaws.com'] },
              Condition: { StringEquals: { 'aws:SourceAccount': '111111111111' } },
            }),
          ]),
        },
      },
    );
  });

  test('8.4/encryption-in-transit#stores-refuse-plaintext: refuses messages without TLS', () => {
    synthesized().hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
        ]),
      },
    });
  });

  test('8.6/log-alerting: reaches everybody on call by e-mail', () => {
    const template = synthesized({ emails: ['one@example.com', 'two@example.cn'] });

    template.resourceCountIs('AWS::SNS::Subscription', 2);
    template.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'email', Endpoint: 'two@example.cn' });
  });

  test.each(['eu-west-1', 'cn-northwest-1'])('8.6/log-alerting: passes the rules in %s', (region) => {
    const rules = [snsTopicCustomerManagedKey, snsTopicNamedPrincipals, snsTopicTlsOnly, ...keysRules];

    expect(faults([made({}, stackIn(region)).stack], rules)).toEqual([]);
  });

  test('throws when nobody is on call', () => {
    expect(() => synthesized({ emails: [] })).toThrow(/nobody is on call, and 8.6\/log-alerting#alert-delivery/);
  });

  test('throws when an address is none', () => {
    expect(() => synthesized({ emails: ['on call'] })).toThrow(
      /'on call' is no e-mail address, and 8.6\/log-alerting#alert-delivery/,
    );
  });
});
