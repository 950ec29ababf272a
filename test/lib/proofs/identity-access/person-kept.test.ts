import { allow, document, grant, HOME, PRODUCTION, resource, role } from '../access/stacks';
import { proved, type Stacks, said } from './proved';

const FACET = '8.6/traceability#identity-propagation';

/** The worst that is said of a resource: of a role how it is entered, and what a session in it takes. */
const outcomes = (stacks: Stacks): Readonly<Record<string, string>> =>
  Object.fromEntries(
    ['passed', 'unknown', 'failed'].flatMap((outcome) =>
      proved(stacks, FACET)
        .filter((one) => one.outcome === outcome)
        .map(({ subject }) => [subject?.logicalId ?? '', outcome]),
    ),
  );

const home = (resources: Readonly<Record<string, object>>): Stacks => ({ base: { account: HOME, resources } });

const PERSON = { StringLike: { 'sts:SourceIdentity': '?*' } };
const AUDIENCE = { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } };
const TAGS = { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['SSMSessionRunAs'] } };
const IDP = { Federated: { Ref: 'Staff' } };

interface Saml {
  readonly signIn?: object;
  readonly tags?: object;
  readonly rights?: readonly object[];
}
const saml = ({ signIn = PERSON, tags = TAGS, rights = [] }: Saml = {}): Stacks =>
  home({
    Staff: resource('AWS::IAM::SAMLProvider', { Name: 'staff' }),
    Role: role(
      'acme-platform',
      [
        grant(IDP, 'sts:AssumeRoleWithSAML', { ...AUDIENCE, ...signIn }),
        grant(IDP, 'sts:SetSourceIdentity', PERSON),
        grant(IDP, 'sts:TagSession', { ...AUDIENCE, ...tags }),
      ],
      rights,
    ),
  });

const DEPLOYS = 'arn:aws:iam::*:role/cdk-*-deploy-role-*';
const TAKES = allow('sts:AssumeRole', DEPLOYS);
const AS_ONESELF = allow('sts:SetSourceIdentity', DEPLOYS, {
  Condition: { StringEquals: { 'sts:SourceIdentity': '${aws:SourceIdentity}' } },
});

test.each<[string, Stacks]>([
  ['that takes no other', saml()],
  ['that hands on the name that it has, and no other', saml({ rights: [TAKES, AS_ONESELF] })],
])(
  '8.6/traceability#identity-propagation: a session of a SAML provider has the name of a person, in a role %s',
  (_, stacks) => {
    expect(outcomes(stacks)).toEqual({ Role: 'passed' });
  },
);

test.each<[string, Stacks, string]>([
  ['lets in whoever has no name', saml({ signIn: {} }), 'without a source identity has to be refused'],
  [
    'asks for a name only of whom has one',
    saml({ signIn: { StringLikeIfExists: PERSON.StringLike } }),
    'without a source identity has to be refused',
  ],
  ['takes any tag', saml({ tags: {} }), 'with a tag that names another has to be refused'],
])('8.6/traceability#identity-propagation: fails of a role that %s', (_, stacks, message) => {
  expect(said(stacks, FACET)).toContain(message);
});

test.each<[string, readonly object[], string]>([
  [
    'sets any name in the next',
    [TAKES, allow('sts:SetSourceIdentity', DEPLOYS)],
    'sts:SetSourceIdentity on arn:aws:iam::111111111111:role/cdk-any-deploy-role-any',
  ],
  [
    'sets any name in every role',
    [allow('sts:*', 'arn:aws:iam::*:role/*')],
    'under the name of another has to be refused',
  ],
  [
    'tags the next session as it likes',
    [TAKES, AS_ONESELF, allow('sts:TagSession', DEPLOYS)],
    'with a tag that names another has to be refused',
  ],
])('8.6/traceability#identity-propagation: fails of a session that %s', (_, rights, message) => {
  const stacks = saml({ rights });
  expect(outcomes(stacks)).toEqual({ Role: 'failed' });
  expect(said(stacks, FACET)).toContain(message);
});

const central = (rights: readonly object[], more: Readonly<Record<string, object>> = {}): Stacks =>
  home({
    Set: resource('AWS::SSO::PermissionSet', {
      Name: 'acme-platform',
      InstanceArn: 'arn:aws:sso:::instance/ssoins-1',
      InlinePolicy: document(...rights),
    }),
    Assigned: resource('AWS::SSO::Assignment', {
      PermissionSetArn: { 'Fn::GetAtt': ['Set', 'PermissionSetArn'] },
      PrincipalId: 'g',
      PrincipalType: 'GROUP',
      TargetId: HOME,
      TargetType: 'AWS_ACCOUNT',
    }),
    ...more,
  });

describe('8.6/traceability#identity-propagation: a session of Identity Center, which has no source identity', () => {
  test('8.6/traceability#identity-propagation: keeps its own where it takes no role', () => {
    expect(outcomes(central([allow('s3:ListAllMyBuckets')]))).toEqual({ Set: 'passed' });
  });

  test('8.6/traceability#identity-propagation: is undecided where it takes roles that no template makes, and they may ask for none', () => {
    const stacks = central([TAKES, AS_ONESELF]);
    expect(outcomes(stacks)).toEqual({ Set: 'unknown' });
    expect(said(stacks, FACET)).toContain('without a source identity has to be refused, and is undecided');
  });

  test('8.6/traceability#identity-propagation: fails where it takes another name', () => {
    expect(outcomes(central([TAKES, allow('sts:SetSourceIdentity', DEPLOYS)]))).toEqual({ Set: 'failed' });
  });

  test('8.6/traceability#identity-propagation: fails where it takes a role of the templates that asks for no name', () => {
    const ARN = `arn:aws:iam::${HOME}:role/acme-helper`;
    const helper = { Helper: role('acme-helper', [grant({ AWS: HOME }, 'sts:AssumeRole')]) };
    const stacks = central([allow('sts:AssumeRole', ARN)], helper);
    expect(outcomes(stacks)).toMatchObject({ Set: 'failed' });
  });
});

const users = (condition: object, actions = ['sts:AssumeRole', 'sts:SetSourceIdentity']): Stacks =>
  home({
    One: resource('AWS::IAM::User', {
      Path: '/break-glass/',
      UserName: 'one',
      Policies: [
        { PolicyName: 'p', PolicyDocument: document(allow(actions, `arn:aws:iam::${HOME}:role/acme-break-glass`)) },
      ],
    }),
    Role: role('acme-break-glass', [grant({ AWS: { 'Fn::GetAtt': ['One', 'Arn'] } }, actions, condition)]),
  });

test.each<[string, object, readonly string[] | undefined, string]>([
  ['under its own name alone', { StringEquals: { 'sts:SourceIdentity': '${aws:username}' } }, undefined, 'passed'],
  ['under any name', PERSON, undefined, 'failed'],
  ['without one', {}, undefined, 'failed'],
  [
    'with any tag',
    { StringEqualsIfExists: { 'sts:SourceIdentity': '${aws:username}' } },
    ['sts:AssumeRole', 'sts:SetSourceIdentity', 'sts:TagSession'],
    'failed',
  ],
])('8.6/traceability#identity-propagation: a user that takes a role %s: %s', (_, condition, actions, outcome) => {
  expect(outcomes(users(condition, actions && [...actions]))['Role']).toBe(outcome);
});

const supplier = (condition: object): Stacks => ({
  app: {
    account: PRODUCTION,
    resources: {
      Role: role('acme-supplier-payments', [
        grant({ AWS: 'arn:aws:iam::888888888888:role/support' }, 'sts:AssumeRole', condition),
      ]),
    },
  },
});

test.each([
  ['named persons', { StringEquals: { 'sts:ExternalId': '0123', 'sts:SourceIdentity': ['ann'] } }, 'passed'],
  ['whoever of it comes', { StringEquals: { 'sts:ExternalId': '0123' } }, 'failed'],
  ['whatever name it tells', { StringEquals: { 'sts:ExternalId': '0123' }, ...PERSON }, 'failed'],
])('8.6/traceability#identity-propagation: a role of a supplier lets in %s: %s', (_, condition, outcome) => {
  expect(outcomes(supplier(condition))).toEqual({ Role: outcome });
});

const pipeline = (condition: object): Stacks =>
  home({
    Role: role('acme-pipeline', [
      grant(
        { Federated: `arn:aws:iam::${HOME}:oidc-provider/token.example.com` },
        'sts:AssumeRoleWithWebIdentity',
        condition,
      ),
    ]),
  });

test.each([
  ['one repository', { StringEquals: { 'token.example.com:sub': 'repo:acme/zone:ref:refs/heads/main' } }, 'passed'],
  ['whichever', {}, 'failed'],
])('8.6/traceability#identity-propagation: a role of a pipeline lets in runs of %s: %s', (_, condition, outcome) => {
  expect(outcomes(pipeline(condition))).toEqual({ Role: outcome });
});

test('8.6/traceability#identity-propagation: is undecided of a role whose trust deployment decides', () => {
  const stacks = home({
    Role: role('acme-supplier', [grant({ AWS: { Ref: 'Supplier' } }, 'sts:AssumeRole', PERSON)]),
  });
  expect(outcomes(stacks)).toEqual({ Role: 'unknown' });
});

test('says nothing of roles that services take', () => {
  const own = home({ Role: role('acme-function', [grant({ Service: 'lambda.amazonaws.com' }, 'sts:AssumeRole')]) });
  expect(outcomes(own)).toEqual({});
});
