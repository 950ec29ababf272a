import { allow, document, grant, HOME, resource } from '../access/stacks';
import { outcomes, type Stacks, said } from './proved';

const FACET = '8.2/no-shared-accounts#unique-person-binding';
const AUDIENCE = { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } };
const ACTIONS = ['sts:AssumeRoleWithSAML', 'sts:SetSourceIdentity'];

const saml = (condition: object, actions: readonly string[] = ACTIONS): Stacks => ({
  base: {
    account: HOME,
    resources: {
      Staff: resource('AWS::IAM::SAMLProvider', { Name: 'staff' }),
      Role: resource('AWS::IAM::Role', {
        RoleName: 'acme-auditor',
        AssumeRolePolicyDocument: document(grant({ Federated: { Ref: 'Staff' } }, actions, condition)),
      }),
    },
  },
});

const PERSON = { ...AUDIENCE, StringLike: { 'sts:SourceIdentity': '?*' } };

test('8.2/no-shared-accounts#unique-person-binding: a SAML session without a source identity is refused', () => {
  expect(outcomes(saml(PERSON), FACET)).toEqual({ Role: 'passed' });
});

test.each<[string, Stacks, string]>([
  ['a trust that asks for no source identity', saml(AUDIENCE), 'without a source identity has to be refused'],
  [
    'a trust that asks for one only where there is one',
    saml({ ...AUDIENCE, StringLikeIfExists: { 'sts:SourceIdentity': '?*' } }),
    'without a source identity',
  ],
  ['a trust that does not let it be set', saml(PERSON, ['sts:AssumeRoleWithSAML']), 'sts:SetSourceIdentity'],
])('fails on %s', (_, stacks, message) => {
  expect(outcomes(stacks, FACET)).toEqual({ Role: 'failed' });
  expect(said(stacks, FACET)).toContain(message);
});

const users = (condition: object): Stacks => {
  const user = (name: string) =>
    resource('AWS::IAM::User', {
      Path: '/break-glass/',
      UserName: name,
      Policies: [{ PolicyName: 'p', PolicyDocument: document(allow(['sts:AssumeRole', 'sts:SetSourceIdentity'])) }],
    });
  return {
    base: {
      account: HOME,
      resources: {
        One: user('one'),
        Two: user('two'),
        Role: resource('AWS::IAM::Role', {
          RoleName: 'acme-break-glass',
          AssumeRolePolicyDocument: document(
            grant(
              { AWS: [{ 'Fn::GetAtt': ['One', 'Arn'] }, { 'Fn::GetAtt': ['Two', 'Arn'] }] },
              ['sts:AssumeRole', 'sts:SetSourceIdentity'],
              condition,
            ),
          ),
        }),
      },
    },
  };
};

test.each([
  ['under their own name alone', { StringEquals: { 'sts:SourceIdentity': '${aws:username}' } }, 'passed'],
  ['under any name', { StringLike: { 'sts:SourceIdentity': '*' } }, 'failed'],
  ['under either name', { StringEquals: { 'sts:SourceIdentity': ['one', 'two'] } }, 'failed'],
  ['without a name', {}, 'failed'],
])('users that take a role %s: %s', (_, condition, outcome) => {
  expect(outcomes(users(condition), FACET)).toEqual({ Role: outcome });
});

const central = (PrincipalType: unknown): Stacks => ({
  org: {
    account: HOME,
    resources: {
      Assign: resource('Custom::IdentityAssignments', {
        Assignments: [{ PermissionSetArn: 'arn', PrincipalType, PrincipalId: 'g', Units: ['Production'] }],
      }),
    },
  },
});

test.each([
  ['groups of the directory', 'GROUP', 'passed'],
  ['something that is no person', 'SERVICE', 'failed'],
  ['what deployment decides', { Ref: 'Kind' }, 'unknown'],
])('permission sets assigned to %s: %s', (_, type, outcome) => {
  expect(outcomes(central(type), FACET)).toEqual({ Assign: outcome });
});

test('says how it is shown of Identity Center', () => {
  expect(said(central('GROUP'), FACET)).toContain('by construction');
});

test('says nothing of roles that no person takes', () => {
  const trust = document(grant({ Service: 'ec2.amazonaws.com' }, 'sts:AssumeRole'));

  expect(
    outcomes(
      { app: { account: HOME, resources: { R: resource('AWS::IAM::Role', { AssumeRolePolicyDocument: trust }) } } },
      FACET,
    ),
  ).toEqual({});
});
