import { auditorRoleReadOnly } from '../../../../../constructs/nag/rules/identity/auditor-role-read-only';
import { breakGlassMfaRequired } from '../../../../../constructs/nag/rules/identity/break-glass-mfa-required';
import { breakGlassSessionLimit } from '../../../../../constructs/nag/rules/identity/break-glass-session-limit';
import { federationSingleProvider } from '../../../../../constructs/nag/rules/identity/federation-single-provider';
import { humanRoleSourceIdentity } from '../../../../../constructs/nag/rules/identity/human-role-source-identity';
import { iamMfaWhereTestable } from '../../../../../constructs/nag/rules/identity/iam-mfa-where-testable';
import { iamRolePermissionBoundary } from '../../../../../constructs/nag/rules/identity/iam-role-permission-boundary';
import { permissionSetAssignedToGroups } from '../../../../../constructs/nag/rules/identity/permission-set-assigned-to-groups';
import { permissionSetSessionLimit } from '../../../../../constructs/nag/rules/identity/permission-set-session-limit';
import { privilegedRoleFreshMfa } from '../../../../../constructs/nag/rules/identity/privileged-role-fresh-mfa';
import { describeRule } from '../../../../support/rule-cases';

const OWN = '111111111111';
const environment = { partition: 'aws-cn', account: OWN, region: 'cn-north-1' };
const USER = `arn:aws-cn:iam::${OWN}:user/break-glass/main-break-glass-1`;
const PROVIDER = `arn:aws-cn:iam::${OWN}:saml-provider/idp`;
const SET = 'AWS::SSO::PermissionSet';
const SOMEBODY = { StringEquals: { 'sts:SourceIdentity': '${aws:username}' } };

const statement = (principal: object, action: unknown, condition?: object) => ({
  Effect: 'Allow',
  Principal: principal,
  Action: action,
  ...(condition && { Condition: condition }),
});
const trust = (...statements: object[]) => ({ AssumeRolePolicyDocument: { Statement: statements } });
const user = (condition?: object, action: unknown = 'sts:AssumeRole', more: object = {}) => ({
  ...trust(statement({ AWS: USER }, action, condition)),
  ...more,
});
const service = trust(statement({ Service: 'lambda.amazonaws.com' }, 'sts:AssumeRole'));
const saml = (condition: object, ...more: object[]) =>
  trust(statement({ Federated: PROVIDER }, 'sts:AssumeRoleWithSAML', condition), ...more);
const tagged = (id: string, more: object = {}) => ({ Tags: [{ Key: 'isms:function', Value: id }], ...more });
const subject = (
  type: string,
  properties: object,
  others: Readonly<Record<string, { Type: string; Properties?: object }>> = {},
) => ({ template: { Subject: { Type: type, Properties: properties }, ...others }, environment });

const CONDITION = 'AssumeRolePolicyDocument.Statement.0.Condition';

describeRule(iamMfaWhereTestable, {
  environment,
  compliant: {
    'a user with a second factor': user({ Bool: { 'aws:MultiFactorAuthPresent': 'true' } }),
    'the account with a second factor': trust(
      statement({ AWS: OWN }, 'sts:AssumeRole', { Bool: { 'aws:MultiFactorAuthPresent': true } }),
    ),
  },
  nonCompliant: {
    'a user without a second factor': [user(), CONDITION],
    'a user of the template without a second factor': [
      subject('AWS::IAM::Role', trust(statement({ AWS: { 'Fn::GetAtt': ['Holder', 'Arn'] } }, 'sts:AssumeRole')), {
        Holder: { Type: 'AWS::IAM::User' },
      }),
      CONDITION,
    ],
    'a factor that is asked for only where it is told': [
      user({ BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' } }),
      CONDITION,
    ],
    'a factor that must not be there': [user({ Bool: { 'aws:MultiFactorAuthPresent': 'false' } }), CONDITION],
    'the whole account': [trust(statement({ AWS: `arn:aws-cn:iam::${OWN}:root` }, 'sts:AssumeRole')), CONDITION],
    'the second of two statements': [
      trust(
        statement({ AWS: USER }, 'sts:AssumeRole', { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }),
        statement({ AWS: USER }, 'sts:AssumeRole'),
      ),
      'AssumeRolePolicyDocument.Statement.1.Condition',
    ],
  },
  notApplicable: {
    'a role of a service': service,
    'a federated role, whose sessions tell nothing': saml({ StringEquals: { 'SAML:aud': 'x' } }),
    'a role of the account': trust(statement({ AWS: `arn:aws-cn:iam::${OWN}:role/deployer` }, 'sts:AssumeRole')),
    'the account, narrowed to a role': trust(
      statement({ AWS: OWN }, 'sts:AssumeRole', {
        ArnLike: { 'aws:PrincipalArn': `arn:aws-cn:iam::${OWN}:role/deployer` },
      }),
    ),
    'another account': trust(statement({ AWS: 'arn:aws-cn:iam::222222222222:root' }, 'sts:AssumeRole')),
  },
  unknown: { 'a trust that is a parameter': { AssumeRolePolicyDocument: { Ref: 'Trust' } } },
});

describeRule(privilegedRoleFreshMfa, {
  environment,
  compliant: {
    '15 minutes': user({ NumericLessThanEquals: { 'aws:MultiFactorAuthAge': '900' } }),
    'less than that': user({ NumericLessThan: { 'aws:MultiFactorAuthAge': 300 } }),
  },
  nonCompliant: {
    'a second factor of any age': [user({ Bool: { 'aws:MultiFactorAuthPresent': 'true' } }), CONDITION],
    'an hour': [user({ NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' } }), CONDITION],
    'one second more': [user({ NumericLessThanEquals: { 'aws:MultiFactorAuthAge': '901' } }), CONDITION],
    'an hour beside 15 minutes': [
      user({ NumericLessThanEquals: { 'aws:MultiFactorAuthAge': ['900', '3600'] } }),
      CONDITION,
    ],
    'an age only where it is told': [
      user({ NumericLessThanEqualsIfExists: { 'aws:MultiFactorAuthAge': '900' } }),
      CONDITION,
    ],
  },
  notApplicable: { 'a role of a service': service, 'a federated role': saml({}) },
  unknown: { 'a trust that is a parameter': { AssumeRolePolicyDocument: { Ref: 'Trust' } } },
});

const PERSON = { StringLike: { 'sts:SourceIdentity': '?*' } };
const setsIdentity = statement({ Federated: PROVIDER }, 'sts:SetSourceIdentity', PERSON);
const tags = (condition?: object) => statement({ Federated: PROVIDER }, 'sts:TagSession', condition);

describeRule(humanRoleSourceIdentity, {
  environment,
  compliant: {
    'people of a provider': saml(PERSON, setsIdentity),
    'people of a provider with a named tag': saml(
      PERSON,
      setsIdentity,
      tags({ 'ForAllValues:StringEquals': { 'aws:TagKeys': ['SSMSessionRunAs'] } }),
    ),
    'a source identity that must be there': saml({ Null: { 'sts:SourceIdentity': 'false' } }, setsIdentity),
    'a user under its own name': user(SOMEBODY, ['sts:AssumeRole', 'sts:SetSourceIdentity']),
  },
  nonCompliant: {
    'people whom nobody can tell apart': [saml({ StringEquals: { 'SAML:aud': 'x' } }, setsIdentity), CONDITION],
    'an identity that may be empty': [saml({ StringLike: { 'sts:SourceIdentity': '*' } }, setsIdentity), CONDITION],
    'an identity only where there is one': [
      saml({ StringLikeIfExists: { 'sts:SourceIdentity': '?*' } }, setsIdentity),
      CONDITION,
    ],
    'an identity that nobody can set': [saml(PERSON), 'AssumeRolePolicyDocument'],
    'an identity that is set without being one': [
      saml(PERSON, statement({ Federated: PROVIDER }, 'sts:SetSourceIdentity')),
      'AssumeRolePolicyDocument.Statement.1.Condition',
    ],
    'tags of any name': [saml(PERSON, setsIdentity, tags()), 'AssumeRolePolicyDocument.Statement.2.Condition'],
    'a user without a name': [user(undefined, ['sts:AssumeRole', 'sts:SetSourceIdentity']), CONDITION],
  },
  notApplicable: { 'a role of a service': service },
  unknown: { 'a trust that is a parameter': { AssumeRolePolicyDocument: { Ref: 'Trust' } } },
});

const NO_MFA = { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } };
const denial = (more: object = {}) => ({
  Effect: 'Deny',
  Action: '*',
  Resource: '*',
  Condition: NO_MFA,
  ...more,
});
const sealed = (...statements: object[]) => ({
  Path: '/break-glass/',
  Policies: [{ PolicyName: 'sealed', PolicyDocument: { Statement: statements } }],
});

describeRule(breakGlassMfaRequired, {
  compliant: {
    'everything denied without a second factor': sealed(denial()),
    'a denial beside a grant': sealed({ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' }, denial()),
    'a denial as a resource of its own': {
      template: {
        Subject: { Type: 'AWS::IAM::User', Properties: { Path: '/break-glass/', UserName: 'one' } },
        Policy: {
          Type: 'AWS::IAM::UserPolicy',
          Properties: { UserName: { Ref: 'Subject' }, PolicyDocument: { Statement: [denial()] } },
        },
      },
    },
  },
  nonCompliant: {
    'no policy': [{ Path: '/break-glass/' }, 'Policies'],
    'a denial that a long-lived key escapes': [
      sealed(denial({ Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } } })),
      'Policies',
    ],
    'a denial of some actions': [sealed(denial({ Action: ['iam:*', 's3:*'] })), 'Policies'],
    'a denial of all but some actions': [sealed(denial({ Action: undefined, NotAction: 'sts:*' })), 'Policies'],
    'a denial on some resources': [sealed(denial({ Resource: 'arn:aws:s3:::x' })), 'Policies'],
    'a denial with a second condition': [
      sealed(denial({ Condition: { ...NO_MFA, IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } } })),
      'Policies',
    ],
    'a denial with a second key': [
      sealed(denial({ Condition: { BoolIfExists: { ...NO_MFA.BoolIfExists, 'aws:ViaAWSService': 'false' } } })),
      'Policies',
    ],
    'a denial of those who have one': [
      sealed(denial({ Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' } } })),
      'Policies',
    ],
    'an allowance': [sealed(denial({ Effect: 'Allow' })), 'Policies'],
  },
  notApplicable: { 'a user elsewhere': { Path: '/staff/' }, 'a user without a path': {} },
  unknown: { 'policies that are a parameter': { Path: '/break-glass/', Policies: { Ref: 'Policies' } } },
});

describeRule(breakGlassSessionLimit, {
  environment,
  compliant: {
    'an hour by default': user(SOMEBODY),
    'an hour': user(SOMEBODY, 'sts:AssumeRole', { MaxSessionDuration: 3600 }),
    'a permission set for it': subject(SET, tagged('break-glass', { SessionDuration: 'PT1H' })),
  },
  nonCompliant: {
    'a second more': [user(SOMEBODY, 'sts:AssumeRole', { MaxSessionDuration: 3601 }), 'MaxSessionDuration'],
    'a role by its tag alone': [
      { ...service, ...tagged('break-glass', { MaxSessionDuration: 7200 }) },
      'MaxSessionDuration',
    ],
    'a role by its name alone': [
      { ...service, RoleName: 'main-break-glass', MaxSessionDuration: 7200 },
      'MaxSessionDuration',
    ],
    'a role of a sealed user of the template': [
      subject(
        'AWS::IAM::Role',
        {
          ...trust(statement({ AWS: { 'Fn::GetAtt': ['Holder', 'Arn'] } }, 'sts:AssumeRole')),
          MaxSessionDuration: 7200,
        },
        { Holder: { Type: 'AWS::IAM::User', Properties: { Path: '/break-glass/' } } },
      ),
      'MaxSessionDuration',
    ],
    'a permission set for it': [subject(SET, tagged('break-glass', { SessionDuration: 'PT1H30M' })), 'SessionDuration'],
  },
  notApplicable: {
    'a role of a service': { ...service, MaxSessionDuration: 43_200 },
    'another permission set': subject(SET, tagged('developer', { SessionDuration: 'PT4H' })),
  },
  unknown: {
    'a duration that is a parameter': user(SOMEBODY, 'sts:AssumeRole', { MaxSessionDuration: { Ref: 'Seconds' } }),
  },
});

describeRule(permissionSetSessionLimit, {
  type: SET,
  environment,
  compliant: {
    'an hour by default': {},
    '8 hours': { SessionDuration: 'PT8H' },
    'minutes and seconds': { SessionDuration: 'PT90M30S' },
    'a federated role of 8 hours': subject('AWS::IAM::Role', { ...saml(PERSON), MaxSessionDuration: 28_800 }),
  },
  nonCompliant: {
    '8 hours and a minute': [{ SessionDuration: 'PT8H1M' }, 'SessionDuration'],
    '12 hours': [{ SessionDuration: 'PT12H' }, 'SessionDuration'],
    'a federated role of 12 hours': [
      subject('AWS::IAM::Role', { ...saml(PERSON), MaxSessionDuration: 43_200 }),
      'MaxSessionDuration',
    ],
  },
  notApplicable: { 'a role of a service': subject('AWS::IAM::Role', { ...service, MaxSessionDuration: 43_200 }) },
  unknown: {
    'a duration that is a parameter': { SessionDuration: { Ref: 'Duration' } },
    'a text that is no duration': { SessionDuration: '8 hours' },
  },
});

describeRule(federationSingleProvider, {
  compliant: {
    'one provider': { Name: 'idp' },
    'the same provider in another account': subject(
      'AWS::IAM::SAMLProvider',
      { Name: 'idp' },
      { Other: { Type: 'AWS::IAM::SAMLProvider', Properties: { Name: 'idp' } } },
    ),
    'permission sets of one instance': subject(
      SET,
      { InstanceArn: { Ref: 'Instance' } },
      { Other: { Type: SET, Properties: { InstanceArn: { Ref: 'Instance' } } } },
    ),
  },
  nonCompliant: {
    'two providers': [
      subject(
        'AWS::IAM::SAMLProvider',
        { Name: 'idp' },
        { Other: { Type: 'AWS::IAM::SAMLProvider', Properties: { Name: 'old-idp' } } },
      ),
      'Name',
    ],
    'two providers without names': [
      subject('AWS::IAM::SAMLProvider', {}, { Other: { Type: 'AWS::IAM::SAMLProvider' } }),
      'Name',
    ],
    'a provider beside IAM Identity Center': [
      subject('AWS::IAM::SAMLProvider', { Name: 'idp' }, { Other: { Type: SET, Properties: { InstanceArn: 'x' } } }),
      'Name',
    ],
    'permission sets of two instances': [
      subject(SET, { InstanceArn: 'x' }, { Other: { Type: SET, Properties: { InstanceArn: 'y' } } }),
      'InstanceArn',
    ],
  },
});

describeRule(permissionSetAssignedToGroups, {
  compliant: {
    'a group': { PrincipalType: 'GROUP' },
    'groups alone': subject('Custom::IdentityAssignments', {
      Assignments: [{ PrincipalType: 'GROUP' }, { PrincipalType: 'GROUP' }],
    }),
  },
  nonCompliant: {
    'a person': [{ PrincipalType: 'USER' }, 'PrincipalType'],
    nobody: [{}, 'PrincipalType'],
    'a person among groups': [
      subject('Custom::IdentityAssignments', { Assignments: [{ PrincipalType: 'GROUP' }, { PrincipalType: 'USER' }] }),
      'Assignments.1.PrincipalType',
    ],
    'a list of nobody': [subject('Custom::IdentityAssignments', { Assignments: [] }), 'Assignments'],
    'no list at all': [subject('Custom::IdentityAssignments', {}), 'Assignments'],
  },
  unknown: {
    'a type that is a parameter': { PrincipalType: { Ref: 'Type' } },
    'a list that is a parameter': subject('Custom::IdentityAssignments', { Assignments: { Ref: 'All' } }),
    'an entry that is conditional': subject('Custom::IdentityAssignments', {
      Assignments: [{ 'Fn::If': ['a', {}, {}] }],
    }),
  },
});

const BOUNDARY = 'arn:aws-cn:iam::*:policy/main-workload-boundary';
const makes = (condition?: object, actions: unknown = ['iam:CreateRole', 'iam:PutRolePolicy']) => ({
  PolicyDocument: {
    Statement: [
      {
        Effect: 'Allow',
        Action: actions,
        Resource: 'arn:aws-cn:iam::*:role/workload/*',
        ...(condition && { Condition: condition }),
      },
    ],
  },
});

describeRule(iamRolePermissionBoundary, {
  type: 'AWS::IAM::Policy',
  compliant: {
    'roles made within a boundary': makes({ StringLike: { 'iam:PermissionsBoundary': BOUNDARY } }),
    'a role of a workload with one': subject('AWS::IAM::Role', { Path: '/workload/', PermissionsBoundary: BOUNDARY }),
    'developers with one': subject(
      SET,
      tagged('developer', {
        PermissionsBoundary: { CustomerManagedPolicyReference: { Name: 'main-workload-boundary' } },
      }),
    ),
    'the boundary of workloads where it refuses what it allows': subject('AWS::IAM::ManagedPolicy', {
      ManagedPolicyName: 'main-workload-boundary',
      PolicyDocument: {
        Statement: [
          { Effect: 'Allow', Action: ['kms:*', 'sqs:*'], Resource: '*' },
          { Effect: 'Deny', Action: ['kms:ScheduleKeyDeletion', 'kms:Put*'], Resource: '*' },
        ],
      },
    }),
    'a boundary that demands itself': subject('AWS::IAM::ManagedPolicy', {
      ManagedPolicyName: 'main-workload-boundary',
      ...makes({ StringLike: { 'iam:PermissionsBoundary': BOUNDARY } }),
    }),
  },
  nonCompliant: {
    'roles made without a boundary': [makes(), 'PolicyDocument.Statement.0.Condition'],
    'roles made within any boundary': [
      makes({ StringLike: { 'iam:PermissionsBoundary': 'arn:aws-cn:iam::*:policy/*' } }),
      'PolicyDocument.Statement.0.Condition',
    ],
    'roles made within one, where one is told': [
      makes({ StringLikeIfExists: { 'iam:PermissionsBoundary': BOUNDARY } }),
      'PolicyDocument.Statement.0.Condition',
    ],
    'roles made within a boundary or another': [
      makes({ StringLike: { 'iam:PermissionsBoundary': [BOUNDARY, '*'] } }),
      'PolicyDocument.Statement.0.Condition',
    ],
    'a wildcard that takes the making in': [
      makes(undefined, 'iam:*Role*'),
      'PolicyDocument.Statement.0.Action',
      'PolicyDocument.Statement.0.Condition',
    ],
    'trust changed without a boundary': [
      makes(undefined, 'iam:UpdateAssumeRolePolicy'),
      'PolicyDocument.Statement.0.Condition',
    ],
    'a boundary taken off': [
      makes({ StringLike: { 'iam:PermissionsBoundary': BOUNDARY } }, ['iam:DeleteRolePermissionsBoundary']),
      'PolicyDocument.Statement.0.Action',
    ],
    'a boundary that lets roles be made without one': [
      subject('AWS::IAM::ManagedPolicy', { ManagedPolicyName: 'main-workload-boundary', ...makes() }),
      'PolicyDocument.Statement.0.Condition',
    ],
    'the boundary of workloads where it leaves keys and stacks to them': [
      subject('AWS::IAM::ManagedPolicy', {
        ManagedPolicyName: 'main-workload-boundary',
        PolicyDocument: {
          Statement: [
            { Effect: 'Allow', Action: ['kms:*', 'cloudformation:*'], Resource: '*' },
            { Effect: 'Deny', Action: 'kms:ScheduleKeyDeletion', Resource: '*' },
          ],
        },
      }),
      'PolicyDocument',
    ],
    'a role of a workload without one': [subject('AWS::IAM::Role', { Path: '/workload/' }), 'PermissionsBoundary'],
    'developers without one': [subject(SET, tagged('developer')), 'PermissionsBoundary'],
    'data owners without one': [subject('AWS::IAM::Role', tagged('data-owner')), 'PermissionsBoundary'],
    'developers without one, by their name': [subject(SET, { Name: 'main-developer' }), 'PermissionsBoundary'],
    'developers without one, who make roles without one': [
      subject('AWS::IAM::Role', tagged('developer', { Policies: [{ PolicyName: 'p', ...makes() }] })),
      'PermissionsBoundary',
      'Policies.0.PolicyDocument.Statement.0.Condition',
    ],
  },
  notApplicable: {
    'a role of the landing zone': subject('AWS::IAM::Role', service),
    'auditors, who make no roles': subject(SET, tagged('auditor')),
    'a policy that makes no role': makes(undefined, 'iam:GetRole'),
  },
  unknown: {
    'a document that is a parameter': { PolicyDocument: { Ref: 'Document' } },
    'a function that is a parameter': subject(SET, { Tags: [{ Key: 'isms:function', Value: { Ref: 'Function' } }] }),
  },
});

const auditors = (actions: unknown, more: object = {}, set: object = {}) =>
  tagged('auditor', {
    InlinePolicy: { Statement: [{ Effect: 'Allow', Action: actions, Resource: '*', ...more }] },
    ...set,
  });
const ACTION = 'InlinePolicy.Statement.0.Action';
const through = { Condition: { StringLike: { 'kms:ViaService': 's3.*.amazonaws.com.cn' } } };

describeRule(auditorRoleReadOnly, {
  type: SET,
  compliant: {
    'actions that read': auditors([
      'dynamodb:Scan',
      's3:GetObject',
      'iam:GenerateCredentialReport',
      'logs:StartQuery',
      'dynamodb:Query',
    ]),
    'metadata by wildcard': auditors(['ec2:Describe*', 's3:ListAllMyBuckets', 'iam:List*']),
    'decryption of what a service hands over': auditors('kms:Decrypt', through),
    'policies of AWS that read settings': tagged('auditor', {
      ManagedPolicies: [
        'arn:aws-cn:iam::aws:policy/SecurityAudit',
        'arn:aws-cn:iam::aws:policy/job-function/ViewOnlyAccess',
      ],
    }),
  },
  nonCompliant: {
    'an action that writes': [auditors(['s3:GetObject', 's3:PutObject']), ACTION],
    everything: [auditors('*'), ACTION],
    'all of a service': [auditors('s3:*'), ACTION],
    'all that begins like reading': [auditors('ssm:Get*'), ACTION],
    secrets: [auditors('secretsmanager:GetSecretValue'), ACTION],
    parameters: [auditors('ssm:GetParameters'), ACTION],
    credentials: [auditors('sts:GetFederationToken'), ACTION],
    'decryption of anything': [auditors('kms:Decrypt'), ACTION],
    'all but some actions': [
      auditors(undefined, { Action: undefined, NotAction: 'iam:*' }),
      'InlinePolicy.Statement.0.NotAction',
    ],
    'a policy of AWS that reads contents': [
      auditors('s3:GetObject', {}, { ManagedPolicies: ['arn:aws-cn:iam::aws:policy/ReadOnlyAccess'] }),
      'ManagedPolicies.0',
    ],
    'a role, by its name': [
      subject('AWS::IAM::Role', {
        RoleName: 'main-auditor',
        Policies: [{ PolicyDocument: { Statement: { Effect: 'Allow', Action: 's3:DeleteObject', Resource: '*' } } }],
      }),
      'Policies.0.PolicyDocument.Statement.0.Action',
    ],
  },
  notApplicable: { 'what is not for auditors': tagged('developer') },
  unknown: {
    'a policy that is a parameter': tagged('auditor', { InlinePolicy: { Ref: 'Policy' } }),
    'an attached policy that is a parameter': auditors('s3:GetObject', {}, { ManagedPolicies: [{ Ref: 'Policy' }] }),
  },
});
