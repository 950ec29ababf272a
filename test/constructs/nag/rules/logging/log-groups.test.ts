import { logGroupCustomerManagedKey } from '../../../../../constructs/nag/rules/logging/log-group-customer-managed-key';
import { logGroupRetention } from '../../../../../constructs/nag/rules/logging/log-group-retention';
import { describeRule } from '../../../../support/rule-cases';

describeRule(logGroupRetention, {
  compliant: {
    'a year': { RetentionInDays: 365 },
    'exactly the least period': { RetentionInDays: 183 },
    'no end': {},
    'a class that keeps': { LogGroupClass: 'INFREQUENT_ACCESS', RetentionInDays: 365 },
  },
  nonCompliant: {
    'the period before': [{ RetentionInDays: 180 }, 'RetentionInDays'],
    'a class that passes on': [{ LogGroupClass: 'DELIVERY' }, 'LogGroupClass'],
  },
  unknown: {
    'a period that a parameter decides': { RetentionInDays: { Ref: 'Days' } },
    'a class that a parameter decides': { LogGroupClass: { Ref: 'Class' }, RetentionInDays: 365 },
  },
});

describeRule(logGroupCustomerManagedKey, {
  compliant: {
    'a key of the stack': {
      template: {
        Subject: { Type: 'AWS::Logs::LogGroup', Properties: { KmsKeyId: { 'Fn::GetAtt': ['Key', 'Arn'] } } },
        Key: { Type: 'AWS::KMS::Key' },
      },
    },
  },
  nonCompliant: { 'no key': [{}, 'KmsKeyId'] },
  unknown: { 'a key that a parameter names': { KmsKeyId: { Ref: 'Key' } } },
});
