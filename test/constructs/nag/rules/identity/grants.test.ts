import { iamManagedPolicies } from '../../../../../constructs/nag/rules/identity/iam-managed-policies';
import { iamNoAccessKeys } from '../../../../../constructs/nag/rules/identity/iam-no-access-keys';
import { iamNoUsers } from '../../../../../constructs/nag/rules/identity/iam-no-users';
import { iamNoWildcardGrants } from '../../../../../constructs/nag/rules/identity/iam-no-wildcard-grants';
import { iamPassRoleBounded } from '../../../../../constructs/nag/rules/identity/iam-pass-role-bounded';
import { iamSourceIdentityOwn } from '../../../../../constructs/nag/rules/identity/iam-source-identity-own';
import { describeRule } from '../../../../support/rule-cases';

const BUCKET = 'arn:aws-cn:s3:::main-trail-111111111111-cn-north-1/*';
const allow = (action: unknown, resource: unknown = '*', more: object = {}) => ({
  Effect: 'Allow',
  Action: action,
  Resource: resource,
  ...more,
});
const policy = (...statements: object[]) => ({ PolicyDocument: { Statement: statements } });
const subject = (
  type: string,
  properties: object,
  others: Readonly<Record<string, { Type: string; Properties?: object }>> = {},
) => ({
  template: { Subject: { Type: type, Properties: properties }, ...others },
});
const inline = (...documents: object[]) => ({
  Policies: documents.map((document, index) => ({ PolicyName: `p${index}`, ...document })),
});
const ALL = policy(allow('*'));
/** Everything, and roles only within the policy itself. */
const SELF_DEMANDING = {
  ManagedPolicyName: 'main-boundary',
  ...policy(
    allow('*'),
    allow('iam:CreateRole', 'arn:aws-cn:iam::*:role/*', {
      Condition: { StringLike: { 'iam:PermissionsBoundary': 'arn:aws-cn:iam::*:policy/main-boundary' } },
    }),
  ),
};
const ACTION = 'PolicyDocument.Statement.0.Action';
const RESOURCE = 'PolicyDocument.Statement.0.Resource';

describeRule(iamNoWildcardGrants, {
  type: 'AWS::IAM::Policy',
  compliant: {
    'an exact action on a named resource': policy(allow('s3:GetObject', BUCKET)),
    'a wildcard on a named resource': policy(allow(['s3:GetObject*', 's3:List*'], BUCKET)),
    'a wildcard on a resource of the template': subject(
      'AWS::IAM::Policy',
      policy(allow('kms:GenerateDataKey*', { 'Fn::GetAtt': ['Key', 'Arn'] })),
      {
        Key: { Type: 'AWS::KMS::Key' },
      },
    ),
    'metadata of all resources': policy(allow(['ec2:Describe*', 's3:ListAllMyBuckets', 'backup:ListBackup*'])),
    'exact actions on all resources': policy(allow(['xray:PutTraceSegments', 'cloudwatch:PutMetricData'])),
    'a deny of everything beside an exact grant': policy(allow('s3:GetObject', BUCKET), {
      Effect: 'Deny',
      Action: '*',
      Resource: '*',
    }),
    'inline policies of a role': subject('AWS::IAM::Role', inline(policy(allow('s3:GetObject', BUCKET)))),
    'a permission set': subject('AWS::SSO::PermissionSet', {
      InlinePolicy: { Statement: allow('s3:GetObject', BUCKET) },
    }),
  },
  nonCompliant: {
    'everything on everything': [ALL, ACTION],
    'everything, in a list, on one resource': [policy(allow(['s3:GetObject', '*'], BUCKET)), ACTION],
    'everything, spelt otherwise': [policy(allow('*:*')), ACTION],
    'a whole service': [policy(allow('s3:*')), ACTION],
    'reading on all of a type': [policy(allow('secretsmanager:Get*', 'arn:aws:secretsmanager:*:*:secret:*')), RESOURCE],
    'changing all of a type, in one account': [
      policy(allow('dynamodb:*Item', 'arn:aws:dynamodb:eu-west-1:111111111111:table/*')),
      RESOURCE,
    ],
    'a whole service on one resource': [
      policy(allow('dynamodb:*', 'arn:aws:dynamodb:eu-west-1:111111111111:table/orders')),
      ACTION,
    ],
    'a whole service, spelt otherwise': [policy(allow('s3:**')), ACTION],
    'any service': [policy(allow('*:Get*', BUCKET)), ACTION],
    'a wildcard on everything': [policy(allow('s3:Get*')), RESOURCE],
    'a wildcard within a name on everything': [policy(allow('iam:*Role*')), RESOURCE],
    'a wildcard on all buckets': [policy(allow('s3:Put*', 'arn:aws:s3:::*')), RESOURCE],
    'a wildcard on ARNs that name nothing': [policy(allow('s3:Put*', 'arn:*:*:*:*:*')), RESOURCE],
    'a metadata verb that reads more': [policy(allow('s3:Describe*Get*')), RESOURCE],
    'all actions but some': [
      policy({ Effect: 'Allow', NotAction: 'iam:*', Resource: BUCKET }),
      'PolicyDocument.Statement.0.NotAction',
    ],
    'all resources but some': [
      policy({ Effect: 'Allow', Action: 's3:GetObject', NotResource: BUCKET }),
      'PolicyDocument.Statement.0.NotResource',
    ],
    'a condition, which is no limit of actions': [
      policy(allow('*', '*', { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } })),
      ACTION,
    ],
    'the second statement': [policy(allow('s3:GetObject', BUCKET), allow('*')), 'PolicyDocument.Statement.1.Action'],
    'a statement beside one that is known at deployment only': [
      policy(allow({ Ref: 'Action' }), allow('*')),
      'PolicyDocument.Statement.1.Action',
    ],
    'a managed policy': [subject('AWS::IAM::ManagedPolicy', ALL), ACTION],
    'a managed policy that is a boundary of one role and attached to another': [
      subject('AWS::IAM::ManagedPolicy', ALL, {
        Bounded: { Type: 'AWS::IAM::Role', Properties: { PermissionsBoundary: { Ref: 'Subject' } } },
        Attached: { Type: 'AWS::IAM::Role', Properties: { ManagedPolicyArns: [{ Ref: 'Subject' }] } },
      }),
      ACTION,
    ],
    'a boundary that demands itself and is attached elsewhere by its name': [
      subject('AWS::IAM::ManagedPolicy', SELF_DEMANDING, {
        Attached: {
          Type: 'AWS::IAM::Role',
          Properties: { ManagedPolicyArns: ['arn:aws-cn:iam::111111111111:policy/main-boundary'] },
        },
      }),
      ACTION,
    ],
    'a boundary that demands itself and is given to people': [
      subject('AWS::IAM::ManagedPolicy', SELF_DEMANDING, {
        Given: {
          Type: 'AWS::SSO::PermissionSet',
          Properties: { CustomerManagedPolicyReferences: [{ Name: 'main-boundary' }] },
        },
      }),
      ACTION,
    ],
    'a policy that demands another boundary': [
      subject('AWS::IAM::ManagedPolicy', { ...SELF_DEMANDING, ManagedPolicyName: 'other' }),
      ACTION,
    ],
    'a policy of a role as a resource of its own': [subject('AWS::IAM::RolePolicy', ALL), ACTION],
    'a policy of a group': [subject('AWS::IAM::GroupPolicy', ALL), ACTION],
    'a policy of a user': [subject('AWS::IAM::UserPolicy', ALL), ACTION],
    'the second inline policy of a role': [
      subject('AWS::IAM::Role', inline(policy(allow('s3:GetObject', BUCKET)), ALL)),
      'Policies.1.PolicyDocument.Statement.0.Action',
    ],
    'an inline policy of a group': [
      subject('AWS::IAM::Group', inline(ALL)),
      'Policies.0.PolicyDocument.Statement.0.Action',
    ],
    'an inline policy of a user': [
      subject('AWS::IAM::User', inline(ALL)),
      'Policies.0.PolicyDocument.Statement.0.Action',
    ],
    'a permission set, in JSON text': [
      subject('AWS::SSO::PermissionSet', { InlinePolicy: JSON.stringify({ Statement: allow('*') }) }),
      'InlinePolicy.Statement.0.Action',
    ],
  },
  notApplicable: {
    'a role without policies': subject('AWS::IAM::Role', {}),
    'a boundary that demands itself of the roles it lets be made': subject('AWS::IAM::ManagedPolicy', SELF_DEMANDING),
    'a policy that only denies': policy({ Effect: 'Deny', Action: '*', Resource: '*' }),
    'a permission boundary': subject('AWS::IAM::ManagedPolicy', ALL, {
      Bounded: { Type: 'AWS::IAM::Role', Properties: { PermissionsBoundary: { Ref: 'Subject' } } },
    }),
  },
  unknown: {
    'an action that is a parameter': policy(allow({ Ref: 'Action' })),
    'a wildcard on a resource that is a parameter': policy(allow('s3:Get*', { Ref: 'Arn' })),
    'a document that is a parameter': { PolicyDocument: { Ref: 'Document' } },
    'conditional inline policies': subject('AWS::IAM::Role', {
      Policies: [{ 'Fn::If': ['A', { PolicyDocument: {} }, { Ref: 'AWS::NoValue' }] }],
    }),
  },
});

const ROLE = 'arn:aws-cn:iam::111111111111:role/main-backup';
const toBackup = { Condition: { StringEquals: { 'iam:PassedToService': 'backup.amazonaws.com' } } };
const CONDITION = 'PolicyDocument.Statement.0.Condition';

describeRule(iamSourceIdentityOwn, {
  type: 'AWS::IAM::Policy',
  compliant: {
    "one's own": policy(
      allow('sts:SetSourceIdentity', '*', {
        Condition: { StringEquals: { 'sts:SourceIdentity': '${aws:SourceIdentity}' } },
      }),
    ),
  },
  nonCompliant: {
    'any at all': [policy(allow('sts:SetSourceIdentity')), 'PolicyDocument.Statement.0.Condition'],
    'whatever STS can do': [policy(allow('sts:*')), 'PolicyDocument.Statement.0.Condition'],
    'one that begins with anything': [
      policy(allow('sts:SetSourceIdentity', '*', { Condition: { StringLike: { 'sts:SourceIdentity': '*' } } })),
      'PolicyDocument.Statement.0.Condition',
    ],
  },
  notApplicable: { 'a policy of other calls': policy(allow('sts:AssumeRole', ROLE)) },
  unknown: { 'a policy that is a parameter': { PolicyDocument: { Ref: 'Policy' } } },
});

describeRule(iamPassRoleBounded, {
  type: 'AWS::IAM::Policy',
  compliant: {
    'a named role to a named service': policy(allow('iam:PassRole', ROLE, toBackup)),
    'roles of a prefix to a named service': policy(
      allow('iam:PassRole', 'arn:aws-cn:iam::111111111111:role/main-*', toBackup),
    ),
    'a role of the template': subject(
      'AWS::IAM::Policy',
      policy(allow('iam:PassRole', { 'Fn::GetAtt': ['Role', 'Arn'] }, toBackup)),
      {
        Role: { Type: 'AWS::IAM::Role' },
      },
    ),
  },
  nonCompliant: {
    'any role': [policy(allow('iam:PassRole', '*', toBackup)), RESOURCE],
    'any role of the account': [
      policy(allow('iam:PassRole', 'arn:aws-cn:iam::111111111111:role/*', toBackup)),
      RESOURCE,
    ],
    'any service': [policy(allow('iam:PassRole', ROLE)), CONDITION],
    'any service, by its ending': [
      policy(allow('iam:PassRole', ROLE, { Condition: { StringLike: { 'iam:PassedToService': '*.amazonaws.com' } } })),
      CONDITION,
    ],
    'any service, by wildcard': [
      policy(allow('iam:PassRole', ROLE, { Condition: { StringLike: { 'iam:PassedToService': '*' } } })),
      CONDITION,
    ],
    'services only where one is told': [
      policy(
        allow('iam:PassRole', ROLE, {
          Condition: { StringEqualsIfExists: { 'iam:PassedToService': 'backup.amazonaws.com' } },
        }),
      ),
      CONDITION,
    ],
    'any role to any service': [policy(allow('iam:passrole')), RESOURCE, CONDITION],
    'a wildcard that takes it in': [policy(allow('iam:Pass*')), RESOURCE, CONDITION],
    'all of IAM': [policy(allow('iam:*')), RESOURCE, CONDITION],
    everything: [policy(allow('*')), RESOURCE, CONDITION],
    'every action but some': [policy({ Effect: 'Allow', NotAction: 's3:*', Resource: '*' }), RESOURCE, CONDITION],
    'every role but some': [
      policy({ Effect: 'Allow', Action: 'iam:PassRole', NotResource: ROLE, ...toBackup }),
      'PolicyDocument.Statement.0.NotResource',
    ],
    'an inline policy of a role': [
      subject('AWS::IAM::Role', inline(policy(allow('iam:PassRole', '*', toBackup)))),
      'Policies.0.PolicyDocument.Statement.0.Resource',
    ],
  },
  notApplicable: {
    'a policy that passes no role': policy(allow('s3:GetObject', BUCKET)),
    'every action but this one': policy({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }),
    'a deny': policy({ Effect: 'Deny', Action: 'iam:PassRole', Resource: '*' }),
  },
  unknown: {
    'a role that is a parameter': policy(allow('iam:PassRole', { Ref: 'RoleArn' }, toBackup)),
    'a document that is a parameter': { PolicyDocument: { Ref: 'Document' } },
  },
});

const attached = (...arns: unknown[]) => ({ ManagedPolicyArns: arns });
const managed = (name: string) => ({
  'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:iam::aws:policy/${name}`]],
});
const FIRST = 'ManagedPolicyArns.0';

describeRule(iamManagedPolicies, {
  type: 'AWS::IAM::Role',
  compliant: {
    none: {},
    'a policy of AWS for one purpose': attached(managed('AmazonSSMManagedInstanceCore')),
    'a policy of AWS for a service': attached(managed('service-role/AWSLambdaBasicExecutionRole')),
    'a customer policy of the template': {
      template: {
        Subject: { Type: 'AWS::IAM::Role', Properties: attached({ Ref: 'Own' }) },
        Own: { Type: 'AWS::IAM::ManagedPolicy' },
      },
    },
    'a customer policy by name': attached('arn:aws-cn:iam::111111111111:policy/TeamFullAccess'),
  },
  nonCompliant: {
    everything: [attached(managed('AdministratorAccess')), FIRST],
    'everything, in China': [attached('arn:aws-cn:iam::aws:policy/AdministratorAccess'), FIRST],
    'everything but identities': [attached(managed('PowerUserAccess')), FIRST],
    'all identities': [attached(managed('IAMFullAccess')), FIRST],
    'a whole service': [attached(managed('AmazonS3FullAccess')), FIRST],
    'a whole service, spelt with an underscore': [attached(managed('AWSLambda_FullAccess')), FIRST],
    'a whole service, in its second version': [attached(managed('CloudWatchFullAccessV2')), FIRST],
    'a whole service, under a path': [
      attached(managed('job-function/ViewOnlyAccess'), managed('aws-service/AmazonRDSFullAccess')),
      'ManagedPolicyArns.1',
    ],
    'everything to a group': [
      { template: { Subject: { Type: 'AWS::IAM::Group', Properties: attached(managed('AdministratorAccess')) } } },
      FIRST,
    ],
    'everything to a permission set': [
      {
        template: {
          Subject: {
            Type: 'AWS::SSO::PermissionSet',
            Properties: { ManagedPolicies: ['arn:aws:iam::aws:policy/AdministratorAccess'] },
          },
        },
      },
      'ManagedPolicies.0',
    ],
    'everything beside a parameter': [
      attached({ Ref: 'Policy' }, managed('AdministratorAccess')),
      'ManagedPolicyArns.1',
    ],
  },
  unknown: {
    'a policy that is a parameter': attached({ Ref: 'Policy' }),
    'a list that is a parameter': { ManagedPolicyArns: { Ref: 'Policies' } },
  },
});

const SEALED = { Path: '/break-glass/' };
const another = (properties: object = SEALED) => ({ Type: 'AWS::IAM::User', Properties: properties });

describeRule(iamNoUsers, {
  type: 'AWS::IAM::User',
  compliant: {
    'a sealed user': SEALED,
    'the second of two sealed users': {
      template: { First: another(), Subject: another() },
    },
  },
  nonCompliant: {
    'a user': [{}, 'Type'],
    'a user with a password': [{ LoginProfile: { Password: { Ref: 'Password' } } }, 'Type'],
    'a user added to a group': [{ template: { Subject: { Type: 'AWS::IAM::UserToGroupAddition' } } }, 'Type'],
    'a user under a path that begins alike': [{ Path: '/break-glass/staff/' }, 'Type'],
    'a sealed user with a password': [{ ...SEALED, LoginProfile: { Password: { Ref: 'Password' } } }, 'LoginProfile'],
    'a sealed user in a group': [{ ...SEALED, Groups: ['administrators'] }, 'Groups'],
    'a sealed user with an access key': [
      {
        template: {
          Subject: another(),
          Key: { Type: 'AWS::IAM::AccessKey', Properties: { UserName: { Ref: 'Subject' } } },
        },
      },
      'Key',
    ],
    'a third sealed user': [{ template: { First: another(), Second: another(), Subject: another() } }, 'Path'],
  },
  unknown: { 'a path that is a parameter': { Path: { Ref: 'Path' } } },
});

describeRule(iamNoAccessKeys, {
  nonCompliant: {
    'a key': [{ UserName: 'ci' }, 'Type'],
    'an inactive key': [{ UserName: 'ci', Status: 'Inactive' }, 'Type'],
  },
});
