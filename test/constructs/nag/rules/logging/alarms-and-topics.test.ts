import { alarmNotifies } from '../../../../../constructs/nag/rules/logging/alarm-notifies';
import { snsSubscriptionEncrypted } from '../../../../../constructs/nag/rules/logging/sns-subscription-encrypted';
import { snsTopicCustomerManagedKey } from '../../../../../constructs/nag/rules/logging/sns-topic-customer-managed-key';
import { snsTopicNamedPrincipals } from '../../../../../constructs/nag/rules/logging/sns-topic-named-principals';
import { snsTopicTlsOnly } from '../../../../../constructs/nag/rules/logging/sns-topic-tls-only';
import { describeRule } from '../../../../support/rule-cases';

const heard = { AlarmActions: [{ Ref: 'Topic' }], ComparisonOperator: 'GreaterThanThreshold' };
const low = { ...heard, ComparisonOperator: 'LessThanThreshold', TreatMissingData: 'breaching' };
const feeding = (alarm: object, rule: unknown) => ({
  template: {
    Subject: { Type: 'AWS::CloudWatch::Alarm', Properties: alarm },
    All: { Type: 'AWS::CloudWatch::CompositeAlarm', Properties: { ...heard, AlarmRule: rule } },
  },
});

describeRule(alarmNotifies, {
  type: 'AWS::CloudWatch::Alarm',
  compliant: {
    'an action': heard,
    'actions switched on': { ...heard, ActionsEnabled: true },
    'a lower bound that silence breaches': low,
    'a composite alarm with an action': {
      template: { Subject: { Type: 'AWS::CloudWatch::CompositeAlarm', Properties: { AlarmActions: ['a'] } } },
    },
  },
  nonCompliant: {
    'no action': [{ ...heard, AlarmActions: undefined }, 'AlarmActions'],
    'an empty list of actions': [{ ...heard, AlarmActions: [] }, 'AlarmActions'],
    'actions switched off': [{ ...heard, ActionsEnabled: false }, 'ActionsEnabled'],
    'a lower bound that silence passes': [{ ...low, TreatMissingData: 'notBreaching' }, 'TreatMissingData'],
    'a lower bound that says nothing of silence': [{ ...low, TreatMissingData: undefined }, 'TreatMissingData'],
    'a composite alarm that watches another': [
      feeding({ ...heard, AlarmActions: undefined }, 'ALARM("other")'),
      'AlarmActions',
    ],
  },
  notApplicable: {
    'an alarm that feeds a composite one, by reference': feeding(
      {},
      { 'Fn::Join': ['', ['ALARM("', { 'Fn::GetAtt': ['Subject', 'Arn'] }, '")']] },
    ),
    'an alarm that feeds a composite one, by name': feeding({ AlarmName: 'lag' }, 'ALARM("lag") OR ALARM("other")'),
  },
  unknown: {
    'actions that deployment decides': { ...heard, AlarmActions: { Ref: 'Actions' } },
    'an operator that deployment decides': { ...heard, ComparisonOperator: { Ref: 'Operator' } },
  },
});

describeRule(snsTopicCustomerManagedKey, {
  compliant: { 'a key by alias': { KmsMasterKeyId: 'alias/main/operations' } },
  nonCompliant: {
    'no key': [{}, 'KmsMasterKeyId'],
    "the provider's key": [{ KmsMasterKeyId: 'alias/aws/sns' }, 'KmsMasterKeyId'],
  },
  unknown: { 'a key that a parameter names': { KmsMasterKeyId: { Ref: 'Key' } } },
});

const denial = {
  Effect: 'Deny',
  Principal: { AWS: '*' },
  Action: 'sns:Publish',
  Resource: { Ref: 'Subject' },
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};
const topicWith = (statement: object, policy: object = { Topics: [{ Ref: 'Subject' }] }, topic: object = {}) => ({
  environment: { partition: 'aws-cn', region: 'cn-north-1', account: '111111111111' },
  template: {
    Subject: { Type: 'AWS::SNS::Topic', Properties: topic },
    Policy: {
      Type: 'Topics' in policy ? 'AWS::SNS::TopicPolicy' : 'AWS::SNS::TopicInlinePolicy',
      Properties: { ...policy, PolicyDocument: { Statement: [statement] } },
    },
  },
});
const ARN = 'arn:aws-cn:sns:cn-north-1:111111111111:main-alerts';

describeRule(snsTopicTlsOnly, {
  compliant: {
    'a denial': topicWith(denial),
    'a denial in an inline policy': topicWith(denial, { TopicArn: { Ref: 'Subject' } }),
    'a denial of everything': topicWith({ ...denial, Principal: '*', Action: 'sns:*', Resource: '*' }),
    'a policy by ARN': topicWith({ ...denial, Resource: ARN }, { Topics: [ARN] }, { TopicName: 'main-alerts' }),
  },
  nonCompliant: {
    'no policy': [{}, 'TopicPolicy'],
    'the policy of another topic': [topicWith(denial, { Topics: [{ Ref: 'Other' }] }), 'TopicPolicy'],
    'no denial': [topicWith({ ...denial, Effect: 'Allow' }), 'TopicPolicy.PolicyDocument.Statement'],
    'a denial for someone': [
      topicWith({ ...denial, Principal: { AWS: '111111111111' } }),
      'TopicPolicy.PolicyDocument.Statement',
    ],
    'a denial of something else': [
      topicWith({ ...denial, Action: 'sns:Subscribe' }),
      'TopicPolicy.PolicyDocument.Statement',
    ],
    'a denial for another topic': [
      topicWith({ ...denial, Resource: 'arn:aws-cn:sns:cn-north-1:111111111111:other' }),
      'TopicPolicy.PolicyDocument.Statement',
    ],
    'a denial narrowed further': [
      topicWith({ ...denial, Condition: { ...denial.Condition, StringEquals: { 'aws:PrincipalAccount': '1' } } }),
      'TopicPolicy.PolicyDocument.Statement',
    ],
  },
  unknown: { 'topics that deployment decides': topicWith(denial, { Topics: { Ref: 'Topics' } }) },
});

const publishing = (statement: object) => ({
  Topics: [{ Ref: 'Topic' }],
  PolicyDocument: {
    Statement: [{ Effect: 'Allow', Action: 'sns:Publish', Resource: '*', ...statement }],
  },
});
const cloudWatch = { Principal: { Service: 'cloudwatch.amazonaws.com' } };

describeRule(snsTopicNamedPrincipals, {
  compliant: {
    'a service for an account': publishing({
      ...cloudWatch,
      Condition: { StringEquals: { 'aws:SourceAccount': '111111111111' } },
    }),
    'a named account': publishing({ Principal: { AWS: '111111111111' } }),
    'everyone of an account, as by default': publishing({
      Principal: { AWS: '*' },
      Condition: { StringEquals: { 'AWS:SourceOwner': '111111111111' } },
    }),
    'denials for everyone': publishing({ Effect: 'Deny', Principal: '*' }),
  },
  nonCompliant: {
    'a service for anyone': [publishing(cloudWatch), 'PolicyDocument.Statement.0.Condition'],
    everyone: [publishing({ Principal: '*' }), 'PolicyDocument.Statement.0.Principal'],
    'every service that acts for an account': [
      publishing({ Principal: '*', Condition: { StringEquals: { 'aws:SourceAccount': '111111111111' } } }),
      'PolicyDocument.Statement.0.Principal',
    ],
    'all but someone': [publishing({ NotPrincipal: { AWS: '1' } }), 'PolicyDocument.Statement.0.Principal'],
  },
  unknown: { 'a document that deployment decides': { Topics: [], PolicyDocument: { Ref: 'Document' } } },
});

const topicFor = (...Subscription: readonly object[]) => ({
  template: { Subject: { Type: 'AWS::SNS::Topic', Properties: { Subscription } } },
});

describeRule(snsSubscriptionEncrypted, {
  compliant: {
    'an encrypted web address': { Protocol: 'https', Endpoint: 'https://example.com' },
    'anything but a web address': { Protocol: 'email', Endpoint: 'a@example.com' },
    'an encrypted web address in the topic': topicFor({ Protocol: 'https' }),
  },
  nonCompliant: {
    'a web address in clear text': [{ Protocol: 'http', Endpoint: 'http://example.com' }, 'Protocol'],
    'one in the topic': [topicFor({ Protocol: 'https' }, { Protocol: 'http' }), 'Subscription.1.Protocol'],
  },
  notApplicable: { 'a topic that lists none': topicFor() },
  unknown: { 'a protocol that a parameter decides': { Protocol: { Ref: 'Protocol' } } },
});
