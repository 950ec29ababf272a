import { sqsQueueCustomerManagedKey } from '../../../../../constructs/nag/rules/messages/sqs-queue-customer-managed-key';
import { sqsQueueNamedPrincipals } from '../../../../../constructs/nag/rules/messages/sqs-queue-named-principals';
import { sqsQueueTlsOnly } from '../../../../../constructs/nag/rules/messages/sqs-queue-tls-only';
import { describeRule } from '../../../../support/rule-cases';

describeRule(sqsQueueCustomerManagedKey, {
  compliant: { 'a key by alias': { KmsMasterKeyId: 'alias/main/handlers' } },
  nonCompliant: {
    'no key': [{}, 'KmsMasterKeyId'],
    'the key of SQS': [{ SqsManagedSseEnabled: true }, 'KmsMasterKeyId'],
    "the provider's key": [{ KmsMasterKeyId: 'alias/aws/sqs' }, 'KmsMasterKeyId'],
  },
  unknown: { 'a key that a parameter names': { KmsMasterKeyId: { Ref: 'Key' } } },
});

const denial = {
  Effect: 'Deny',
  Principal: { AWS: '*' },
  Action: 'sqs:*',
  Resource: { 'Fn::GetAtt': ['Subject', 'Arn'] },
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};
const queueWith = (statement: object, policy: object = { Queues: [{ Ref: 'Subject' }] }, queue: object = {}) => ({
  template: {
    Subject: { Type: 'AWS::SQS::Queue', Properties: queue },
    Policy: {
      Type: 'Queues' in policy ? 'AWS::SQS::QueuePolicy' : 'AWS::SQS::QueueInlinePolicy',
      Properties: { ...policy, PolicyDocument: { Statement: [statement] } },
    },
  },
});
const STATEMENT = 'QueuePolicy.PolicyDocument.Statement';

describeRule(sqsQueueTlsOnly, {
  compliant: {
    'a denial': queueWith(denial),
    'a denial in an inline policy': queueWith(denial, { Queue: { Ref: 'Subject' } }),
    'a denial for all queues': queueWith({ ...denial, Resource: '*' }),
    'a denial by ARN': queueWith(
      { ...denial, Resource: 'arn:aws-cn:sqs:cn-north-1:111111111111:failed' },
      { Queues: [{ Ref: 'Subject' }] },
      { QueueName: 'failed' },
    ),
  },
  nonCompliant: {
    'no policy': [{}, 'QueuePolicy'],
    'the policy of another queue': [queueWith(denial, { Queues: [{ Ref: 'Other' }] }), 'QueuePolicy'],
    'no denial': [queueWith({ ...denial, Effect: 'Allow' }), STATEMENT],
    'a denial for someone': [queueWith({ ...denial, Principal: { AWS: '111111111111' } }), STATEMENT],
    'a denial of sending alone': [queueWith({ ...denial, Action: 'sqs:SendMessage' }), STATEMENT],
    'a denial for another queue': [
      queueWith({ ...denial, Resource: 'arn:aws:sqs:eu-west-1:111111111111:other' }),
      STATEMENT,
    ],
    'a denial narrowed further': [
      queueWith({ ...denial, Condition: { ...denial.Condition, StringEquals: { 'aws:PrincipalAccount': '1' } } }),
      STATEMENT,
    ],
  },
  unknown: { 'queues that deployment decides': queueWith(denial, { Queues: { Ref: 'Queues' } }) },
});

const sending = (statement: object) => ({
  Queues: [{ Ref: 'Queue' }],
  PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: '*', ...statement }] },
});
const events = { Principal: { Service: 'events.amazonaws.com' } };

describeRule(sqsQueueNamedPrincipals, {
  compliant: {
    'a service for an account': sending({
      ...events,
      Condition: { StringEquals: { 'aws:SourceAccount': '111111111111' } },
    }),
    'a named account': sending({ Principal: { AWS: '111111111111' } }),
    'denials for everyone': sending({ Effect: 'Deny', Principal: '*' }),
  },
  nonCompliant: {
    'a service for anyone': [sending(events), 'PolicyDocument.Statement.0.Condition'],
    everyone: [sending({ Principal: '*' }), 'PolicyDocument.Statement.0.Principal'],
    'all but someone': [sending({ NotPrincipal: { AWS: '1' } }), 'PolicyDocument.Statement.0.Principal'],
  },
  unknown: { 'a document that deployment decides': { Queues: [], PolicyDocument: { Ref: 'Document' } } },
});
