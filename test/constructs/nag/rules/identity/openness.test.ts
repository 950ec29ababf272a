import { iamNoInlineUserPolicies } from '../../../../../constructs/nag/rules/identity/iam-no-inline-user-policies';
import { iamRoleSessionLimit } from '../../../../../constructs/nag/rules/identity/iam-role-session-limit';
import { lambdaFunctionUrlAuthorized } from '../../../../../constructs/nag/rules/identity/lambda-function-url-authorized';
import { lambdaPermissionSource } from '../../../../../constructs/nag/rules/identity/lambda-permission-source';
import { resourcePolicyNamedPrincipals } from '../../../../../constructs/nag/rules/identity/resource-policy-named-principals';
import { describeRule } from '../../../../support/rule-cases';

const OWN = '111111111111';
const environment = { partition: 'aws', account: OWN, region: 'eu-central-1' };
const of = (type: string, properties: object) => ({
  template: { Subject: { Type: type, Properties: properties } },
  environment,
});
const document = { Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::a/*' }] };

const entering = {
  Statement: [
    {
      Effect: 'Allow',
      Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'],
      Resource: 'arn:aws:iam::111111111111:role/r',
    },
    { Effect: 'Deny', Action: '*', Resource: '*' },
  ],
};
const inline = (policy: object) => ({ Policies: [{ PolicyName: 'P', PolicyDocument: policy }] });
const ALLOW = 'PolicyDocument.Statement.0';

describeRule(iamNoInlineUserPolicies, {
  type: 'AWS::IAM::User',
  compliant: {
    'a user without policies': {},
    'a user with managed policies': { ManagedPolicyArns: ['arn:aws:iam::111111111111:policy/enter'] },
    'a user who may enter a role, and nothing else': inline(entering),
  },
  nonCompliant: {
    'rights in the user': [inline(document), `Policies.0.${ALLOW}`],
    'any action but one': [
      inline({ Statement: { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' } }),
      `Policies.0.${ALLOW}`,
    ],
    'rights beside the entry to a role': [
      inline({ Statement: [{ Effect: 'Allow', Action: ['sts:AssumeRole', 's3:GetObject'], Resource: '*' }] }),
      `Policies.0.${ALLOW}`,
    ],
    'a policy that stands in a user': [
      of('AWS::IAM::Policy', { Users: [{ Ref: 'User' }], PolicyDocument: document }),
      ALLOW,
    ],
    'a policy of a user': [of('AWS::IAM::UserPolicy', { UserName: 'a', PolicyDocument: document }), ALLOW],
  },
  notApplicable: {
    'a policy of a role': of('AWS::IAM::Policy', { Roles: [{ Ref: 'Role' }], PolicyDocument: document }),
    'a policy that was taken from all users': of('AWS::IAM::Policy', { Users: [], PolicyDocument: document }),
  },
  unknown: {
    'policies that are a parameter': { Policies: { Ref: 'Policies' } },
    'a document that is a parameter': inline({ Ref: 'Policy' }),
  },
});

const role = (principal: unknown, seconds?: unknown, action: unknown = 'sts:AssumeRole') => ({
  AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Principal: principal, Action: action }] },
  ...(seconds !== undefined && { MaxSessionDuration: seconds }),
});
const SAML = { Federated: `arn:aws:iam::${OWN}:saml-provider/corp` };

describeRule(iamRoleSessionLimit, {
  compliant: {
    'an hour, which is the default': role({ AWS: OWN }),
    'four hours': role(SAML, 14_400, ['sts:AssumeRoleWithSAML', 'sts:TagSession']),
    'a number in quotes': role(SAML, '3600', 'sts:AssumeRoleWithSAML'),
  },
  nonCompliant: {
    'a second more than four hours': [role(SAML, 14_401, 'sts:AssumeRoleWithSAML'), 'MaxSessionDuration'],
    'twelve hours for another account': [role({ AWS: '999999999999' }, 43_200), 'MaxSessionDuration'],
    'people beside a service': [role({ AWS: OWN, Service: 'ec2.amazonaws.com' }, 43_200), 'MaxSessionDuration'],
  },
  notApplicable: {
    'a service': role({ Service: 'ec2.amazonaws.com' }, 43_200),
    'a pipeline': role({ Federated: 'accounts.google.com' }, 43_200, 'sts:AssumeRoleWithWebIdentity'),
  },
  unknown: {
    'a duration that is a parameter': role(SAML, { Ref: 'Seconds' }, 'sts:AssumeRoleWithSAML'),
    'a trust that is a parameter': { AssumeRolePolicyDocument: { Ref: 'Trust' } },
  },
});

const allow = (principal: unknown, condition?: object) => ({
  Statement: [
    { Effect: 'Allow', Principal: principal, Action: '*', Resource: '*', ...(condition && { Condition: condition }) },
  ],
});
const OF_US = { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorg1' } };

describeRule(resourcePolicyNamedPrincipals, {
  type: 'AWS::SecretsManager::ResourcePolicy',
  environment,
  compliant: {
    'a role': { ResourcePolicy: allow({ AWS: `arn:aws:iam::${OWN}:role/orders` }) },
    'everyone of the organization': of('AWS::Backup::BackupVault', { AccessPolicy: allow('*', OF_US) }),
    'a policy in JSON, for a service and one source': of('AWS::Logs::ResourcePolicy', {
      PolicyDocument: JSON.stringify(
        allow({ Service: 'route53.amazonaws.com' }, { StringEquals: { 'aws:SourceAccount': OWN } }),
      ),
    }),
    'a denial of everyone': of('AWS::ECR::Repository', {
      RepositoryPolicyText: { Statement: [{ Effect: 'Deny', Principal: '*', Action: '*' }] },
    }),
  },
  nonCompliant: {
    'a secret for everyone': [{ ResourcePolicy: allow('*') }, 'ResourcePolicy.Statement.0.Principal'],
    'a repository for everyone': [
      of('AWS::ECR::Repository', { RepositoryPolicyText: allow({ AWS: '*' }) }),
      'RepositoryPolicyText.Statement.0.Principal',
    ],
    'a vault for all but somebody': [
      of('AWS::Backup::BackupVault', {
        AccessPolicy: { Statement: [{ Effect: 'Allow', NotPrincipal: { AWS: OWN }, Action: '*' }] },
      }),
      'AccessPolicy.Statement.0.Principal',
    ],
    'a table for everyone': [
      of('AWS::DynamoDB::Table', { ResourcePolicy: { PolicyDocument: allow('*') } }),
      'ResourcePolicy.PolicyDocument.Statement.0.Principal',
    ],
    'a search domain for everyone': [
      of('AWS::OpenSearchService::Domain', { AccessPolicies: allow('*') }),
      'AccessPolicies.Statement.0.Principal',
    ],
    'logs that a service may write for anyone': [
      of('AWS::Logs::ResourcePolicy', { PolicyDocument: JSON.stringify(allow({ Service: 'es.amazonaws.com' })) }),
      'PolicyDocument.Statement.0.Condition',
    ],
  },
  notApplicable: {
    'a repository without a policy': of('AWS::ECR::Repository', {}),
    'a table without a policy': of('AWS::DynamoDB::Table', {}),
  },
  unknown: {
    'a policy that is a parameter': { ResourcePolicy: { Ref: 'Policy' } },
    'a policy in JSON that deployment makes': of('AWS::Logs::ResourcePolicy', {
      PolicyDocument: { 'Fn::Sub': '{"Statement":[]}' },
    }),
  },
});

const permission = (properties: object) => ({ Action: 'lambda:InvokeFunction', FunctionName: 'f', ...properties });
const layer = (properties: object) => of('AWS::Lambda::LayerVersionPermission', properties);

describeRule(lambdaPermissionSource, {
  type: 'AWS::Lambda::Permission',
  environment,
  compliant: {
    'a service for one resource': permission({
      Principal: 'events.amazonaws.com',
      SourceArn: 'arn:aws:events:eu-central-1:111111111111:rule/r',
    }),
    'a service for the account': permission({ Principal: 'logs.amazonaws.com', SourceAccount: OWN }),
    'a bucket of the account': permission({
      Principal: 's3.amazonaws.com',
      SourceArn: 'arn:aws:s3:::orders',
      SourceAccount: OWN,
    }),
    'another account': permission({ Principal: '222222222222' }),
    'a role of the template': {
      template: {
        Subject: {
          Type: 'AWS::Lambda::Permission',
          Properties: permission({ Principal: { 'Fn::GetAtt': ['Role', 'Arn'] } }),
        },
        Role: { Type: 'AWS::IAM::Role' },
      },
    },
    'everyone of the organization': permission({ Principal: '*', PrincipalOrgID: 'o-exampleorg1' }),
    'a layer for the organization': layer({ Principal: '*', OrganizationId: 'o-exampleorg1' }),
  },
  nonCompliant: {
    everyone: [permission({ Principal: '*' }), 'Principal'],
    'a layer for everyone': [layer({ Principal: '*' }), 'Principal'],
    'a service for anyone': [permission({ Principal: 'events.amazonaws.com' }), 'SourceArn'],
    'a service of China for anyone': [permission({ Principal: 's3.amazonaws.com.cn' }), 'SourceArn'],
    'a service for the resources of any account': [
      permission({ Principal: 'events.amazonaws.com', SourceArn: 'arn:aws:events:*:*:rule/*' }),
      'SourceArn',
    ],
    'a bucket of whoever has the name': [
      permission({ Principal: 's3.amazonaws.com', SourceArn: 'arn:aws:s3:::orders' }),
      'SourceAccount',
    ],
  },
  unknown: {
    'a principal that is a parameter': permission({ Principal: { Ref: 'Caller' } }),
  },
});

describeRule(lambdaFunctionUrlAuthorized, {
  compliant: { 'callers that IAM knows': { AuthType: 'AWS_IAM' } },
  nonCompliant: {
    anybody: [{ AuthType: 'NONE' }, 'AuthType'],
    'nothing said': [{}, 'AuthType'],
  },
  unknown: { 'a type that is a parameter': { AuthType: { Ref: 'Type' } } },
});
