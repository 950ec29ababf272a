import { sessionStartGuarded } from '../../../../../constructs/nag/rules/sessions/session-start-guarded';
import { describeRule } from '../../../../support/rule-cases';

const DOCUMENT = 'arn:aws-cn:ssm:cn-north-1:111111111111:document/main-session';
const INSTANCES = 'arn:aws-cn:ec2:*:111111111111:instance/*';
const SESSIONS = 'arn:aws-cn:ssm:*:*:session/*';
const CHECK = { Bool: { 'ssm:SessionDocumentAccessCheck': 'true' } };

const policy = (...statements: object[]) => ({ PolicyDocument: { Statement: statements } });
const allow = (resource: unknown, condition: object | undefined = CHECK, action: unknown = 'ssm:StartSession') => ({
  Effect: 'Allow',
  Action: action,
  Resource: resource,
  ...(condition ? { Condition: condition } : {}),
});
const CONDITION = 'PolicyDocument.Statement.0.Condition';
const RESOURCE = 'PolicyDocument.Statement.0.Resource';

describeRule(sessionStartGuarded, {
  type: 'AWS::IAM::ManagedPolicy',
  compliant: {
    'the check, and a document': policy(allow([DOCUMENT, INSTANCES])),
    'the check as the documentation shows it': policy(
      allow([DOCUMENT], { BoolIfExists: { 'ssm:SessionDocumentAccessCheck': 'true' } }),
    ),
    'instances and documents in statements of their own': policy(
      allow(INSTANCES, { ...CHECK, StringEquals: { 'ssm:resourceTag/isms:environment': 'production' } }),
      allow(DOCUMENT),
    ),
    'a document of the template': {
      template: {
        Subject: {
          Type: 'AWS::IAM::ManagedPolicy',
          Properties: policy(
            allow({ 'Fn::Sub': 'arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:document/${Session}' }),
          ),
        },
        Session: { Type: 'AWS::SSM::Document' },
      },
    },
    'machines of the data centre': policy(allow(['arn:aws-cn:ssm:*:111111111111:managed-instance/*', DOCUMENT])),
    'own sessions, by the tag': policy(
      allow(
        SESSIONS,
        { StringLike: { 'ssm:resourceTag/aws:ssmmessages:session-id': '${aws:userid}' } },
        'ssm:ResumeSession',
      ),
    ),
    'own sessions, by their names': policy(
      allow('arn:aws-cn:ssm:*:*:session/${aws:username}-*', undefined, ['ssm:ResumeSession', 'ssm:TerminateSession']),
    ),
    'a condition written as a boolean': policy(allow(DOCUMENT, { Bool: { 'ssm:SessionDocumentAccessCheck': true } })),
  },
  nonCompliant: {
    'sessions of anybody': [policy(allow(SESSIONS, undefined, 'ssm:ResumeSession')), RESOURCE],
    'own sessions and others': [
      policy(allow([SESSIONS, 'arn:aws-cn:ssm:*:*:session/${aws:username}-*'], undefined, 'ssm:ResumeSession')),
      RESOURCE,
    ],
    'sessions of somebody': [
      policy(
        allow(
          SESSIONS,
          { StringLike: { 'ssm:resourceTag/aws:ssmmessages:session-id': ['${aws:userid}', 'AROA*'] } },
          'ssm:Resume*',
        ),
      ),
      RESOURCE,
    ],
    'no check': [policy(allow([DOCUMENT, INSTANCES], {})), CONDITION],
    'the check switched off': [
      policy(allow(DOCUMENT, { Bool: { 'ssm:SessionDocumentAccessCheck': 'false' } })),
      CONDITION,
    ],
    'the check in one statement of two': [
      policy(allow(DOCUMENT), allow(INSTANCES, {})),
      'PolicyDocument.Statement.1.Condition',
    ],
    everything: [policy(allow('*')), RESOURCE],
    'any document': [policy(allow('arn:aws-cn:ssm:*:111111111111:document/*')), RESOURCE],
    'documents of a prefix': [policy(allow('arn:aws-cn:ssm:cn-north-1:111111111111:document/main-*')), RESOURCE],
    'a document of any account': [policy(allow('arn:aws-cn:ssm:*:*:document/main-session')), RESOURCE],
    'any resource of Systems Manager': [policy(allow('arn:aws-cn:ssm:*:*:*')), RESOURCE],
    'a port document of Amazon': [
      policy(allow('arn:aws-cn:ssm:cn-north-1::document/AWS-StartPortForwardingSession')),
      RESOURCE,
    ],
    'the SSH document of Amazon': [policy(allow('arn:aws-cn:ssm:cn-north-1::document/AWS-StartSSHSession')), RESOURCE],
    containers: [policy(allow([DOCUMENT, 'arn:aws-cn:ecs:cn-north-1:111111111111:task/*'])), RESOURCE],
    'all resources but some': [
      policy({ Effect: 'Allow', Action: 'ssm:StartSession', NotResource: DOCUMENT, Condition: CHECK }),
      'PolicyDocument.Statement.0.NotResource',
    ],
    'a wildcard that takes it in': [policy(allow(DOCUMENT, {}, 'ssm:Start*')), CONDITION],
    'all of Systems Manager': [policy(allow('*', {}, 'ssm:*')), CONDITION, RESOURCE],
    'every action but some': [policy({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }), CONDITION, RESOURCE],
    'an inline policy of a role': [
      { template: { Subject: { Type: 'AWS::IAM::Role', Properties: { Policies: [policy(allow(DOCUMENT, {}))] } } } },
      'Policies.0.PolicyDocument.Statement.0.Condition',
    ],
    'a permission set': [
      {
        template: {
          Subject: {
            Type: 'AWS::SSO::PermissionSet',
            Properties: { InlinePolicy: { Statement: [allow(DOCUMENT, {})] } },
          },
        },
      },
      'InlinePolicy.Statement.0.Condition',
    ],
  },
  notApplicable: {
    'a policy that starts no session': policy(allow('*', {}, 'ssm:DescribeSessions')),
    'a deny': policy({ Effect: 'Deny', Action: 'ssm:StartSession', Resource: '*' }),
    'a role without policies': { template: { Subject: { Type: 'AWS::IAM::Role' } } },
  },
  unknown: {
    'a document that is a parameter': policy(allow({ Ref: 'DocumentArn' })),
    'a policy that is a parameter': { PolicyDocument: { Ref: 'Policy' } },
  },
});
