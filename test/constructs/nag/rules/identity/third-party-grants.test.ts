import { thirdPartyAdmitsNobody } from '../../../../../constructs/nag/rules/identity/third-party-admits-nobody';
import { thirdPartyResourcesNamed } from '../../../../../constructs/nag/rules/identity/third-party-resources-named';
import { describeRule } from '../../../../support/rule-cases';

const environment = { partition: 'aws', account: '111111111111', region: 'eu-central-1' };

const trusting = (Principal: object) => ({ Statement: [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }] });
const allow = (Action: unknown, Resource: unknown, more: object = {}) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});
const supplier = (...Statement: readonly object[]) => ({
  AssumeRolePolicyDocument: trusting({ AWS: 'arn:aws:iam::999999999999:role/support' }),
  Policies: [{ PolicyName: 'P', PolicyDocument: { Statement } }],
});
const at = (part: string, nth = 0) => `Policies.0.PolicyDocument.Statement.${nth}.${part}`;

/** A role of a supplier whose grants stand in a policy of their own. */
const attached = (Type: string, statement: object, subject: object = {}, policy: object = {}) => ({
  template: {
    Subject: { Type: 'AWS::IAM::Role', Properties: { ...supplier(), Policies: [], ...subject } },
    Rights: { Type, Properties: { PolicyDocument: { Statement: statement }, ...policy } },
  },
  environment,
});

const NO_SUPPLIER = {
  'a role of a service': {
    ...supplier(allow('*', '*')),
    AssumeRolePolicyDocument: trusting({ Service: 'ec2.amazonaws.com' }),
  },
};

describeRule(thirdPartyResourcesNamed, {
  environment,
  compliant: {
    'a named log group': supplier(
      allow('logs:FilterLogEvents', 'arn:aws:logs:eu-central-1:*:log-group:/orders/payments:*'),
    ),
    'a prefix': supplier(allow(['s3:GetObject', 's3:PutObject'], 'arn:aws:s3:::orders-*/exports/*')),
    'actions that know no resources': supplier(allow(['ec2:DescribeInstances', 'logs:StopQuery'], '*')),
    'actions that only list': supplier(allow('logs:DescribeLogGroups', '*')),
    'a key by its id': supplier(allow('kms:Decrypt', 'arn:aws:kms:eu-central-1:*:key/0f1e2d3c-1111-2222')),
    'a resource of the template': {
      template: {
        Subject: {
          Type: 'AWS::IAM::Role',
          Properties: supplier(allow('sqs:ReceiveMessage', { 'Fn::GetAtt': ['Queue', 'Arn'] })),
        },
        Queue: { Type: 'AWS::SQS::Queue', Properties: {} },
      },
      environment,
    },
    'a denial of everything': supplier({ ...allow('*', '*'), Effect: 'Deny' }),
    'no rights at all': { ...supplier(), Policies: [] },
  },
  nonCompliant: {
    ...Object.fromEntries(
      [
        ['s3:GetObject', '*'],
        ['s3:GetObject', 'arn:aws:s3:::*'],
        ['S3:GETOBJECT', 'arn:aws:s3:::*/*'],
        ['s3:Get*', 'arn:*:s3:::*'],
        ['secretsmanager:GetSecretValue', 'arn:aws:secretsmanager:*:*:secret:*'],
        ['kms:Decrypt', 'arn:aws:kms:*:*:key/*'],
        ['dynamodb:Scan', 'arn:aws:dynamodb:eu-central-1:111111111111:table/*'],
        ['sqs:ReceiveMessage', 'arn:aws:sqs:*:*:*'],
        ['logs:GetLogEvents', 'arn:aws:logs:*:*:log-group:*:*'],
        ['ec2:CreateSnapshot', '*'],
        ['cloudformation:UpdateStack', '*'],
        ['lambda:UpdateFunctionCode', 'arn:aws:lambda:*:*:function:?*'],
        ['ssm:StartSession', 'arn:aws:ec2:*:*:instance/*'],
        ['rds:CreateDBSnapshot', '*'],
        ['*', '*'],
        ['*:*', 'arn:aws:s3:::*'],
        ['*', 'arn:aws:*:*:*:*'],
      ].map(([action, resource]) => [`${action} on ${resource}`, [supplier(allow(action, resource)), at('Resource')]]),
    ),
    'one of several resources': [
      supplier(allow('s3:GetObject', ['arn:aws:s3:::orders/*', 'arn:aws:s3:::*'])),
      at('Resource'),
    ],
    'one of several actions': [supplier(allow(['logs:StopQuery', 's3:GetObject'], '*')), at('Resource')],
    'all but some actions': [
      supplier({ Effect: 'Allow', NotAction: 'iam:*', Resource: 'arn:aws:s3:::*' }),
      at('Resource'),
    ],
    'all but some resources': [
      supplier({ Effect: 'Allow', Action: 's3:GetObject', NotResource: 'arn:aws:s3:::orders/*' }),
      at('Resource'),
    ],
    'a pattern in Fn::Join': [
      supplier(allow('s3:GetObject', { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':s3:::*']] })),
      at('Resource'),
    ],
    'a pattern in Fn::Sub': [
      supplier(allow('kms:Decrypt', { 'Fn::Sub': 'arn:aws:kms:*:${AWS::AccountId}:key/*' })),
      at('Resource'),
    ],
    'a policy that names the role': [
      attached('AWS::IAM::Policy', allow('s3:GetObject', '*'), {}, { Roles: [{ Ref: 'Subject' }] }),
      'PolicyDocument.Statement.0.Resource',
    ],
    'a managed policy that the role names': [
      attached('AWS::IAM::ManagedPolicy', allow('s3:GetObject', '*'), { ManagedPolicyArns: [{ Ref: 'Rights' }] }),
      'PolicyDocument.Statement.0.Resource',
    ],
    'a grant beside one that deployment decides': [
      supplier(allow('s3:GetObject', { Ref: 'Which' }), allow('s3:GetObject', '*')),
      at('Resource', 1),
    ],
  },
  notApplicable: NO_SUPPLIER,
  unknown: {
    'a resource that deployment decides': supplier(allow('s3:GetObject', { Ref: 'Which' })),
    'a name that deployment decides': supplier(allow('s3:GetObject', { 'Fn::Sub': 'arn:aws:s3:::${Which}' })),
    'an action that deployment decides': supplier(allow({ Ref: 'Which' }, 'arn:aws:s3:::orders/*')),
    'a document that deployment decides': {
      ...supplier(),
      Policies: [{ PolicyName: 'P', PolicyDocument: { Ref: 'Which' } }],
    },
  },
});

describeRule(thirdPartyAdmitsNobody, {
  environment,
  compliant: {
    'work on what is named': supplier(allow(['s3:GetObject', 's3:DeleteObject'], 'arn:aws:s3:::orders/*')),
    'one role by its name': supplier(allow('sts:AssumeRole', 'arn:aws:iam::111111111111:role/orders/gateway')),
    'passing one role': supplier(allow('iam:PassRole', 'arn:aws:iam::*:role/orders/gateway')),
    'reading who there is': supplier(allow(['iam:GetRole', 'iam:ListRoles', 'organizations:DescribeAccount'], '*')),
    'reading policies': supplier(allow(['s3:GetBucketPolicy', 'glue:GetQuery'], 'arn:aws:s3:::orders')),
    'signing in to a database': supplier(allow('rds-db:connect', 'arn:aws:rds-db:*:*:dbuser:db-1/jb')),
    'a denial of everything': supplier({ ...allow('*', '*'), Effect: 'Deny' }),
  },
  nonCompliant: {
    ...Object.fromEntries(
      [
        'iam:CreateRole',
        'iam:CreateAccessKey',
        'IAM:putrolepolicy',
        'iam:*Role',
        'iam:*',
        'iam:Update*',
        'kms:CreateGrant',
        'kms:PutKeyPolicy',
        's3:PutBucketPolicy',
        's3:Put*',
        'lambda:AddPermission',
        'secretsmanager:PutResourcePolicy',
        'ec2:ModifySnapshotAttribute',
        'ec2:ModifyImageAttribute',
        'ram:CreateResourceShare',
        'rolesanywhere:CreateTrustAnchor',
        'sso:CreateAccountAssignment',
        'organizations:LeaveOrganization',
        '*',
        '*:*',
        '?*:Put*',
      ].map((action) => [action, [supplier(allow(action, 'arn:aws:s3:::orders')), at('Action')]]),
    ),
    'all but some actions': [
      supplier({ Effect: 'Allow', NotAction: 's3:*', Resource: 'arn:aws:s3:::orders' }),
      at('Action'),
    ],
    'roles below a path': [supplier(allow('sts:AssumeRole', 'arn:aws:iam::*:role/workload/*')), at('Resource')],
    'passing roles below a path': [supplier(allow('iam:PassRole', 'arn:aws:iam::*:role/workload/*')), at('Resource')],
    'any role': [supplier(allow('sts:Assume*', '*')), at('Resource')],
    'all roles but some': [
      supplier({ Effect: 'Allow', Action: 'sts:AssumeRole', NotResource: 'arn:aws:iam::*:role/a' }),
      at('Resource'),
    ],
  },
  notApplicable: NO_SUPPLIER,
  unknown: {
    'an action that deployment decides': supplier(allow({ Ref: 'Which' }, 'arn:aws:s3:::orders/*')),
  },
});
