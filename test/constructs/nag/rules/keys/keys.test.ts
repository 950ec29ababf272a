import { kmsDeletionWindow } from '../../../../../constructs/nag/rules/keys/kms-deletion-window';
import { kmsDutySeparation } from '../../../../../constructs/nag/rules/keys/kms-duty-separation';
import { kmsKeyRotation } from '../../../../../constructs/nag/rules/keys/kms-key-rotation';
import { kmsNoOpenPolicy } from '../../../../../constructs/nag/rules/keys/kms-no-open-policy';
import { describeRule } from '../../../../support/rule-cases';

describeRule(kmsKeyRotation, {
  compliant: {
    'the yearly default': { EnableKeyRotation: true },
    'a period of 90 days': { EnableKeyRotation: true, RotationPeriodInDays: 90 },
    'a period of exactly a year': { EnableKeyRotation: true, RotationPeriodInDays: 365 },
    'values written as texts': { EnableKeyRotation: 'true', RotationPeriodInDays: '365' },
  },
  nonCompliant: {
    'rotation left out': [{}, 'EnableKeyRotation'],
    'rotation switched off': [{ EnableKeyRotation: false }, 'EnableKeyRotation'],
    'a period of a day more than a year': [
      { EnableKeyRotation: true, RotationPeriodInDays: 366 },
      'RotationPeriodInDays',
    ],
    'both wrong': [
      { EnableKeyRotation: false, RotationPeriodInDays: 366 },
      'EnableKeyRotation',
      'RotationPeriodInDays',
    ],
  },
  notApplicable: {
    'an asymmetric key': { KeySpec: 'RSA_4096' },
    'imported material': { Origin: 'EXTERNAL' },
  },
  unknown: {
    'a switch that a parameter decides': { EnableKeyRotation: { Ref: 'Rotate' } },
    'a kind of key that a parameter decides': { KeySpec: { Ref: 'Spec' }, EnableKeyRotation: true },
  },
});

describeRule(kmsDeletionWindow, {
  compliant: { 'the default': {}, '30 days': { PendingWindowInDays: 30 } },
  nonCompliant: {
    'a day less': [{ PendingWindowInDays: 29 }, 'PendingWindowInDays'],
    'the shortest': [{ PendingWindowInDays: 7 }, 'PendingWindowInDays'],
  },
  unknown: { 'a wait that a parameter decides': { PendingWindowInDays: { Ref: 'Days' } } },
});

const ADMIN = { AWS: 'arn:aws-cn:iam::111111111111:role/key-administration' };
const USER = { AWS: 'arn:aws-cn:iam::111111111111:role/application' };
const ROOT = { AWS: { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root' } };

const allow = (Principal: unknown, Action: unknown, Condition?: object) => ({
  Effect: 'Allow',
  Principal,
  Action,
  Resource: '*',
  Condition,
});
const govern = (principal: unknown) => allow(principal, ['kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion', 'kms:Get*']);
const use = (principal: unknown, condition?: object) =>
  allow(principal, ['kms:Decrypt', 'kms:GenerateDataKey*'], condition);
const policy = (...Statement: readonly object[]) => ({ KeyPolicy: { Statement } });

describeRule(kmsDutySeparation, {
  compliant: {
    'a role for each duty': policy(govern(ADMIN), use(USER)),
    'an account that administers alone': policy(govern(ROOT), use(USER)),
    'an account that administers, and uses through a service': policy(
      govern(ROOT),
      use(ROOT, { StringEquals: { 'kms:ViaService': 's3.cn-north-1.amazonaws.com.cn' } }),
    ),
    'denials of anything': policy({ ...allow('*', 'kms:*'), Effect: 'Deny' }),
    'reading of the policy by a user': policy(allow(USER, ['kms:Decrypt', 'kms:DescribeKey', 'kms:List*'])),
  },
  nonCompliant: {
    'no policy': [{}, 'KeyPolicy'],
    'everything for the account': [policy(allow(ROOT, 'kms:*')), 'KeyPolicy.Statement.0.Action'],
    'everything for a role': [policy(govern(ADMIN), allow(USER, 'kms:*')), 'KeyPolicy.Statement.1.Action'],
    'everything, spelt otherwise': [policy(allow(USER, '*')), 'KeyPolicy.Statement.0.Action'],
    'everything but little': [
      policy({ ...allow(USER, undefined), NotAction: 'kms:CreateGrant' }),
      'KeyPolicy.Statement.0.Action',
    ],
    'both at once': [policy(allow(USER, ['kms:Put*', 'kms:Encrypt'])), 'KeyPolicy.Statement.0.Action'],
    'both at once on a condition': [
      policy(allow(ROOT, 'kms:*', { ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::1:role/r' } })),
      'KeyPolicy.Statement.0.Action',
    ],
    'both by turns': [policy(govern(ADMIN), use(ADMIN)), 'KeyPolicy.Statement.1.Principal'],
    'both by turns, the use first': [policy(use(ADMIN), govern(ADMIN)), 'KeyPolicy.Statement.0.Principal'],
    'use for one administrator of several': [
      policy(govern({ AWS: [ADMIN.AWS, 'arn:aws-cn:iam::111111111111:role/other'] }), use(ADMIN)),
      'KeyPolicy.Statement.1.Principal',
    ],
    'actions in other letters': [
      policy(allow(USER, ['KMS:putkeypolicy', 'kms:DECRYPT'])),
      'KeyPolicy.Statement.0.Action',
    ],
  },
  unknown: { 'a policy that deployment decides': { KeyPolicy: { Ref: 'Policy' } } },
});

const everyone = (condition?: object, principal: unknown = '*') => policy(use(principal, condition));

describeRule(kmsNoOpenPolicy, {
  compliant: {
    'named principals': policy(use(USER)),
    'everyone of the organization': everyone({ StringEquals: { 'aws:PrincipalOrgID': 'o-example1234' } }),
    'everyone of an account': everyone({
      StringEquals: { 'kms:CallerAccount': '111111111111', 'kms:ViaService': 's3.cn-north-1.amazonaws.com.cn' },
    }),
    'denials for everyone': policy({ ...use('*'), Effect: 'Deny' }),
    'no policy, which another rule judges': {},
  },
  nonCompliant: {
    everyone: [everyone(), 'KeyPolicy.Statement.0.Principal'],
    'everyone, spelt otherwise': [everyone(undefined, { AWS: '*' }), 'KeyPolicy.Statement.0.Principal'],
    'everyone through a service': [
      everyone({ StringEquals: { 'kms:ViaService': 's3.cn-north-1.amazonaws.com.cn' } }),
      'KeyPolicy.Statement.0.Principal',
    ],
    'every service that acts for an account': [
      everyone({ StringEquals: { 'aws:SourceAccount': '111111111111' } }),
      'KeyPolicy.Statement.0.Principal',
    ],
    'everyone of any organization': [
      everyone({ StringLike: { 'aws:PrincipalOrgID': '*' } }),
      'KeyPolicy.Statement.0.Principal',
    ],
    'all but someone': [policy({ ...use(undefined), NotPrincipal: USER }), 'KeyPolicy.Statement.0.NotPrincipal'],
  },
  unknown: { 'a statement that deployment decides': { KeyPolicy: { Statement: [{ 'Fn::If': ['A', {}, {}] }] } } },
});
