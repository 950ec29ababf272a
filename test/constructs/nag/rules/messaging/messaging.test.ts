import { secretCustomerManagedKey } from '../../../../../constructs/nag/rules/keys/secret-customer-managed-key';
import { eventBusNamedPrincipals } from '../../../../../constructs/nag/rules/messaging/event-bus-named-principals';
import { sqsQueueCustomerManagedKey } from '../../../../../constructs/nag/rules/messaging/sqs-queue-customer-managed-key';
import { sqsQueueNamedPrincipals } from '../../../../../constructs/nag/rules/messaging/sqs-queue-named-principals';
import { sqsQueueTlsOnly } from '../../../../../constructs/nag/rules/messaging/sqs-queue-tls-only';
import { s3BucketNamedPrincipals } from '../../../../../constructs/nag/rules/storage/s3-bucket-named-principals';
import { describeRule } from '../../../../support/rule-cases';

const OWN = '111111111111';
const KEY = `arn:aws:kms:eu-central-1:${OWN}:key/11111111-2222-3333-4444-555555555555`;
const environment = { partition: 'aws', account: OWN, region: 'eu-central-1' };
const PARAMETER = { Ref: 'Parameter' };

const allow = (principal: unknown, condition?: object) => ({
  Effect: 'Allow',
  Principal: principal,
  Action: '*',
  Resource: '*',
  ...(condition && { Condition: condition }),
});
const document = (...statements: object[]) => ({ PolicyDocument: { Statement: statements } });
const ORGANIZATION = { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorg1' } };
const PRINCIPAL = 'PolicyDocument.Statement.0.Principal';
const CONDITION = 'PolicyDocument.Statement.0.Condition';

const openness = {
  compliant: {
    'a role': document(allow({ AWS: `arn:aws:iam::${OWN}:role/orders` })),
    'the organization': document(allow('*', ORGANIZATION)),
    'a service for one resource': document(
      allow(
        { Service: 'sns.amazonaws.com' },
        { ArnEquals: { 'aws:SourceArn': `arn:aws:sns:eu-central-1:${OWN}:orders` } },
      ),
    ),
    'a denial of everyone': document({ Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' }),
  },
  nonCompliant: {
    everyone: [document(allow('*')), PRINCIPAL],
    'everyone, spelt otherwise': [document(allow({ AWS: '*' })), PRINCIPAL],
    'all but somebody': [document({ ...allow(undefined), NotPrincipal: { AWS: OWN } }), PRINCIPAL],
    'everyone on whose behalf a service comes': [document(allow({ Service: 'sns.amazonaws.com' })), CONDITION],
    'everyone at one address': [document(allow('*', { IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } })), PRINCIPAL],
  },
  unknown: { 'a policy that is a parameter': { PolicyDocument: PARAMETER } },
} as const;

describeRule(sqsQueueNamedPrincipals, { type: 'AWS::SQS::QueuePolicy', environment, ...openness });

describeRule(s3BucketNamedPrincipals, {
  type: 'AWS::S3::BucketPolicy',
  environment,
  ...openness,
  notApplicable: { 'an access point without a policy': { template: { Subject: { Type: 'AWS::S3::AccessPoint' } } } },
});

const bus = (properties: object) => ({
  template: { Subject: { Type: 'AWS::Events::EventBus', Properties: properties } },
  environment,
});

describeRule(eventBusNamedPrincipals, {
  type: 'AWS::Events::EventBusPolicy',
  environment,
  compliant: {
    'an account': { StatementId: 's', Statement: allow({ AWS: `arn:aws:iam::${OWN}:root` }) },
    'the organization': { StatementId: 's', Statement: allow('*', ORGANIZATION) },
    'an account, in the older form': { StatementId: 's', Action: 'events:PutEvents', Principal: '222222222222' },
    'the organization, in the older form': {
      StatementId: 's',
      Principal: '*',
      Condition: { Type: 'StringEquals', Key: 'aws:PrincipalOrgID', Value: 'o-exampleorg1' },
    },
    'a bus with a policy of its own': bus({ Policy: { Statement: [allow('*', ORGANIZATION)] } }),
  },
  nonCompliant: {
    everyone: [{ StatementId: 's', Statement: allow('*') }, 'Statement.0.Principal'],
    'everyone, in the older form': [{ StatementId: 's', Principal: '*' }, 'Principal'],
    'a bus for everyone': [bus({ Policy: { Statement: [allow('*')] } }), 'Policy.Statement.0.Principal'],
  },
  notApplicable: { 'a bus without a policy': bus({ Name: 'orders' }) },
  unknown: {
    'a statement that is a parameter': { StatementId: 's', Statement: PARAMETER },
    'a principal that is a parameter': { StatementId: 's', Principal: PARAMETER },
  },
});

describeRule(sqsQueueCustomerManagedKey, {
  compliant: { 'a key of your own': { KmsMasterKeyId: KEY } },
  nonCompliant: {
    'no key': [{}, 'KmsMasterKeyId'],
    "the provider's key": [{ KmsMasterKeyId: 'alias/aws/sqs' }, 'KmsMasterKeyId'],
    'encryption by the service alone': [{ SqsManagedSseEnabled: true }, 'KmsMasterKeyId'],
  },
  unknown: { 'a key that is a parameter': { KmsMasterKeyId: PARAMETER } },
});

describeRule(secretCustomerManagedKey, {
  compliant: { 'a key of your own': { KmsKeyId: KEY } },
  nonCompliant: {
    'no key': [{}, 'KmsKeyId'],
    "the provider's key": [{ KmsKeyId: 'alias/aws/secretsmanager' }, 'KmsKeyId'],
  },
  unknown: { 'a key that is a parameter': { KmsKeyId: PARAMETER } },
});

const denial = (more: object = {}) => ({
  Effect: 'Deny',
  Principal: '*',
  Action: 'sqs:*',
  Resource: '*',
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  ...more,
});
const queue = (statement: object, queues: unknown = [{ Ref: 'Subject' }], type = 'AWS::SQS::QueuePolicy') => ({
  template: {
    Subject: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'orders' } },
    Policy: {
      Type: type,
      Properties: {
        ...(type.endsWith('InlinePolicy') ? { Queue: { Ref: 'Subject' } } : { Queues: queues }),
        ...document(statement),
      },
    },
  },
  environment,
});
const STATEMENT = 'QueuePolicy.PolicyDocument.Statement';

describeRule(sqsQueueTlsOnly, {
  compliant: {
    'a denial of everything': queue(denial()),
    'a denial of sending and receiving': queue(denial({ Action: ['sqs:SendMessage', 'sqs:ReceiveMessage'] })),
    'a policy that names the queue by its address': queue(denial(), [
      `https://sqs.eu-central-1.amazonaws.com/${OWN}/orders`,
    ]),
    'a denial on the queue by reference': queue(denial({ Resource: { 'Fn::GetAtt': ['Subject', 'Arn'] } })),
    'a denial on the queue by its ARN': queue(denial({ Resource: 'arn:aws:sqs:eu-central-1:111111111111:orders' })),
    'a policy of the queue itself': queue(denial(), undefined, 'AWS::SQS::QueueInlinePolicy'),
  },
  nonCompliant: {
    'no policy': [{}, STATEMENT],
    'a policy of another queue': [
      queue(denial(), ['https://sqs.eu-central-1.amazonaws.com/111111111111/other']),
      STATEMENT,
    ],
    'a denial on another queue': [
      queue(denial({ Resource: 'arn:aws:sqs:eu-central-1:111111111111:other' })),
      STATEMENT,
    ],
    'a denial of sending alone': [queue(denial({ Action: 'sqs:SendMessage' })), STATEMENT],
    'a denial of one sender': [queue(denial({ Principal: { AWS: OWN } })), STATEMENT],
    'a denial that something else narrows': [
      queue(denial({ Condition: { Bool: { 'aws:SecureTransport': 'false' }, ...ORGANIZATION } })),
      STATEMENT,
    ],
    'a denial of what does come over TLS': [
      queue(denial({ Condition: { Bool: { 'aws:SecureTransport': 'true' } } })),
      STATEMENT,
    ],
    'a leave instead of a denial': [queue(denial({ Effect: 'Allow' })), STATEMENT],
  },
  unknown: {
    'queues that are a parameter': queue(denial(), PARAMETER),
  },
});
