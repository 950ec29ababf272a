import { guardrailWordsKnown } from '../../../../../constructs/nag/rules/governance/guardrail-words-known';
import { describeRule } from '../../../../support/rule-cases';

const DENY = { Sid: 'Own', Effect: 'Deny', Action: 'cloudtrail:StopLogging', Resource: '*' };
const policy = (...statements: readonly object[]) => ({
  Type: 'SERVICE_CONTROL_POLICY',
  Content: { Version: '2012-10-17', Statement: statements.map((statement) => ({ ...DENY, ...statement })) },
});
const where = (operator: string) =>
  policy({ Condition: { [operator]: { 'aws:PrincipalArn': 'arn:aws:iam::*:root' } } });

describeRule(guardrailWordsKnown, {
  compliant: {
    'an action': policy({}),
    'an action in another case': policy({ Action: 'CloudTrail:stoplogging' }),
    'patterns that take in actions': policy({ Action: ['s3:Put*', 'ec2:*', '*', '*:*'] }),
    'actions that are excepted': policy({ Action: undefined, NotAction: ['iam:*', 'sts:AssumeRole'] }),
    'an operator with qualifier and suffix': where('ForAnyValue:ArnNotLikeIfExists'),
    Null: where('Null'),
    'the same without Sids': policy({ Sid: undefined }, { Sid: undefined }),
    'different Sids': policy({}, { Sid: 'Other' }),
    'a resource control policy': { ...policy({ Principal: '*' }), Type: 'RESOURCE_CONTROL_POLICY' },
    'JSON text': { ...policy({}), Content: JSON.stringify(policy({}).Content) },
  },
  nonCompliant: {
    'a misspelt action': [policy({ Action: ['s3:GetObject', 's3:GetObjekt'] }), 'Content.Statement.0.Action'],
    'a pattern that takes in nothing': [policy({ Action: 's3:Erase*' }), 'Content.Statement.0.Action'],
    'an unknown service': [policy({ Action: 'cloudtrial:*' }), 'Content.Statement.0.Action'],
    'no service': [policy({ Action: 'StopLogging' }), 'Content.Statement.0.Action'],
    'a misspelt exception': [policy({ Action: undefined, NotAction: 'iam:NoSuch' }), 'Content.Statement.0.NotAction'],
    'an unknown operator': [where('StringFoo'), 'Content.Statement.0.Condition.StringFoo'],
    'an unknown qualifier': [where('ForSome:StringLike'), 'Content.Statement.0.Condition.ForSome:StringLike'],
    'Null with IfExists': [where('NullIfExists'), 'Content.Statement.0.Condition.NullIfExists'],
    'a Sid given twice': [policy({}, { Action: 'kms:DisableKey' }), 'Content.Statement.1.Sid'],
    'an unknown action in text of a resource control policy': [
      { Type: 'RESOURCE_CONTROL_POLICY', Content: JSON.stringify(policy({ Action: 's3:Nothing' }).Content) },
      'Content.Statement.0.Action',
    ],
    'an unknown action beside one that is known at deployment only': [
      policy({ Action: ['s3:Nothing', { Ref: 'Action' }] }),
      'Content.Statement.0.Action',
    ],
  },
  notApplicable: {
    'a tag policy': { Type: 'TAG_POLICY', Content: { tags: {} } },
    'a policy without statements': { Type: 'SERVICE_CONTROL_POLICY', Content: {} },
  },
  unknown: {
    'an action that is known at deployment only': policy({ Action: { Ref: 'Action' } }),
    'a type that is known at deployment only': { ...policy({}), Type: { Ref: 'Type' } },
    'content that is no JSON': { Type: 'SERVICE_CONTROL_POLICY', Content: '{' },
  },
});
