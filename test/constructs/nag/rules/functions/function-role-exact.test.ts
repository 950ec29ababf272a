import { functionRoleExact } from '../../../../../constructs/nag/rules/functions/function-role-exact';
import { knowsNoResource } from '../../../../../constructs/nag/service-reference';
import { describeRule } from '../../../../support/rule-cases';

const TABLE = 'arn:aws:dynamodb:eu-west-1:111111111111:table/orders';
const exact = { Effect: 'Allow', Action: ['dynamodb:GetItem'], Resource: TABLE };

const lambda = { Type: 'AWS::Lambda::Function', Properties: { Role: { 'Fn::GetAtt': ['Role', 'Arn'] } } };

/** A function whose role holds a statement, and whatever else is in the template. */
const withRole = (statement: object, role: object = {}, more: object = {}) => ({
  template: {
    Subject: lambda,
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: { Policies: [{ PolicyDocument: { Statement: [statement] } }], ...role },
    },
    ...more,
  },
});

const attached = (Type: string, statement: object, properties: object) =>
  withRole(exact, {}, { Other: { Type, Properties: { PolicyDocument: { Statement: statement }, ...properties } } });
const ref = { Ref: 'Role' };

const FIRST = 'Role.Policies.0.PolicyDocument.Statement.0';

describeRule(functionRoleExact, {
  compliant: {
    'exact actions on a table': withRole(exact),
    'a reference to a resource': withRole({ ...exact, Resource: { 'Fn::GetAtt': ['Role', 'Arn'] } }),
    'all of a kind': withRole({ ...exact, Action: 'sso:CreateAccountAssignment', Resource: 'arn:aws:sso:::account/*' }),
    'all resources for an action that knows none': withRole({
      ...exact,
      Action: 'ssm:DescribeSessions',
      Resource: '*',
    }),
    'a denial of everything': withRole({ Effect: 'Deny', Action: '*', Resource: '*' }),
    'a policy of its own that names it': attached('AWS::IAM::Policy', exact, { Roles: [ref] }),
    'a customer-managed policy': withRole(
      exact,
      { ManagedPolicyArns: [{ Ref: 'Other' }] },
      { Other: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: { Statement: exact } } } },
    ),
    'a wildcard in the policy of another role': attached(
      'AWS::IAM::Policy',
      { ...exact, Action: '*' },
      { Roles: [{ Ref: 'Elsewhere' }] },
    ),
  },
  nonCompliant: {
    'a wildcard within a service': [withRole({ ...exact, Action: 'dynamodb:Get*' }), `${FIRST}.Action`],
    everything: [withRole({ ...exact, Action: '*', Resource: '*' }), `${FIRST}.Action`, `${FIRST}.Resource`],
    'all but some actions': [withRole({ Effect: 'Allow', NotAction: 'iam:*', Resource: TABLE }), `${FIRST}.NotAction`],
    'all resources': [withRole({ ...exact, Resource: '*' }), `${FIRST}.Resource`],
    'all resources of an account': [withRole({ ...exact, Resource: 'arn:aws:dynamodb:*:*:*' }), `${FIRST}.Resource`],
    'all but some resources': [
      withRole({ Effect: 'Allow', Action: 'dynamodb:GetItem', NotResource: TABLE }),
      `${FIRST}.NotResource`,
    ],
    'all resources for one of two actions': [
      withRole({ ...exact, Action: ['ssm:DescribeSessions', 'ssm:TerminateSession'], Resource: '*' }),
      `${FIRST}.Resource`,
    ],
    'a policy of AWS': [
      withRole(exact, { ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole'] }),
      'Role.ManagedPolicyArns.0',
    ],
    'a wildcard in a policy that names the role': [
      attached('AWS::IAM::Policy', { ...exact, Action: 's3:*' }, { Roles: [ref] }),
      'Role.PolicyDocument.Statement.0.Action',
    ],
    'a wildcard in a policy of the role': [
      attached('AWS::IAM::RolePolicy', { ...exact, Action: 's3:*' }, { RoleName: ref }),
      'Role.PolicyDocument.Statement.0.Action',
    ],
    'a wildcard in a customer-managed policy': [
      attached('AWS::IAM::ManagedPolicy', { ...exact, Action: 's3:*' }, { Roles: [ref] }),
      'Role.PolicyDocument.Statement.0.Action',
    ],
    'the role of another function': [withRole(exact, {}, { Other: lambda }), 'Role'],
  },
  unknown: {
    'a role that is given from outside': { Role: { Ref: 'RoleArn' } },
    'a role by its name': { Role: 'arn:aws:iam::111111111111:role/function' },
    'statements that deployment decides': withRole({ 'Fn::If': ['Wide', exact, exact] }),
    'a resource that a parameter names': withRole({ ...exact, Resource: { Ref: 'TableArn' } }),
  },
});

describe('knowsNoResource', () => {
  test.each(['ssm:DescribeSessions', 'SSM:describesessions', 'organizations:ListAccounts'])(
    'is true of %s',
    (action) => {
      expect(knowsNoResource(action)).toBe(true);
    },
  );

  test.each([
    'ssm:TerminateSession',
    's3:GetObject',
    'no-such-service:Act',
    'ssm:NoSuchAction',
    '../../package:x',
    '*',
  ])('is false of %s', (action) => {
    expect(knowsNoResource(action)).toBe(false);
  });
});
