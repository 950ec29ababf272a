import { unitsOf } from '../../../../lib/config';
import { AccessEstate } from '../../../../lib/proofs/access/access-estate';
import { waysToMore } from '../../../../lib/proofs/identity-access/ways-to-more';
import { example } from '../../../support/landing-zone';
import { allow, document, grant, HOME, PRODUCTION, resource, role } from '../access/stacks';
import { outcomes, type Stacks, said } from './proved';

const ESCALATION = '8.2/least-privilege#privilege-escalation-denied';
const PROVIDER = '8.2/identity#identity-provider-protection';
const INSTANCE = 'arn:aws:sso:::instance/ssoins-1111111111111111';
const SAML = [grant({ Federated: `arn:aws:iam::${PRODUCTION}:saml-provider/idp` }, 'sts:AssumeRoleWithSAML')];
const BOUNDARY = resource('AWS::IAM::ManagedPolicy', {
  ManagedPolicyName: 'acme-workload-boundary',
  PolicyDocument: document(allow('*')),
});

const BASELINE = '8.1/c#baseline-tamper-protection';

/** An organization that refuses nothing of what is asked. */
const GUARD = resource('AWS::Organizations::Policy', {
  Name: 'acme-guardrails-1',
  Type: 'SERVICE_CONTROL_POLICY',
  TargetIds: ['r-ab12'],
  Content: { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 'ses:*', Resource: '*' }] },
});

/** A permission set that is assigned in the management account, where no guardrail holds. */
const assigned = (statements: readonly object[], name = 'acme-builder'): Stacks => ({
  identity: {
    account: HOME,
    resources: {
      Boundary: BOUNDARY,
      Set: resource('AWS::SSO::PermissionSet', {
        Name: name,
        InstanceArn: INSTANCE,
        InlinePolicy: document(...statements),
      }),
      Assignment: resource('AWS::SSO::Assignment', {
        InstanceArn: INSTANCE,
        PermissionSetArn: { 'Fn::GetAtt': ['Set', 'PermissionSetArn'] },
        PrincipalId: '00000000-0000-0000-0000-0000000000c1',
        PrincipalType: 'GROUP',
        TargetId: HOME,
        TargetType: 'AWS_ACCOUNT',
      }),
    },
  },
});

const taken = (trust: readonly object[], statements: readonly object[], name = 'acme-builder'): Stacks => ({
  app: { account: PRODUCTION, resources: { Boundary: BOUNDARY, Role: role(name, trust, statements) } },
});

const CREATE_FUNCTION = allow(['lambda:CreateFunction', 'lambda:InvokeFunction']);
const passing = (name: string) =>
  allow('iam:PassRole', `arn:aws:iam::*:role/${name}`, {
    Condition: { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } },
  });

test.each<[string, readonly object[], string]>([
  ['passwords for users', [allow('iam:CreateLoginProfile')], 'iam:CreateLoginProfile'],
  ['keys for users', [allow('iam:CreateAccessKey')], 'iam:CreateAccessKey'],
  ['new versions of policies', [allow('iam:CreatePolicyVersion')], 'iam:CreatePolicyVersion'],
  ['the role of the CDK for a function', [CREATE_FUNCTION, passing('cdk-*')], 'iam:PassRole + lambda:CreateFunction'],
  ['the role of stack sets for a function', [CREATE_FUNCTION, passing('stacksets-exec-*')], 'iam:PassRole'],
  ['taking the role that deploys', [allow('sts:AssumeRole', 'arn:aws:iam::*:role/cdk-*-deploy-role-*')], 'deploys'],
  ['roles without a boundary', [allow(['iam:CreateRole', 'iam:AttachRolePolicy'])], 'iam:CreateRole'],
  [
    'a way with a second factor only',
    [allow('iam:CreateLoginProfile', '*', { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } })],
    'iam:CreateLoginProfile',
  ],
])(`${ESCALATION}: a permission set that grants %s fails in the management account`, (_, statements, message) => {
  expect(outcomes(assigned(statements), ESCALATION)).toEqual({ Set: 'failed' });
  expect(said(assigned(statements), ESCALATION)).toContain(message);
  expect(outcomes(assigned(statements), PROVIDER)).toEqual({ Set: 'passed' });
});

test.each<[string, string]>([
  ['assigns permission sets', 'sso:CreateAccountAssignment'],
  ['widens permission sets', 'sso:PutInlinePolicyToPermissionSet'],
  ['lets people join groups', 'identitystore:CreateGroupMembership'],
  ['replaces the SAML provider', 'iam:UpdateSAMLProvider'],
])(`${PROVIDER}: whoever %s fails, but for platform administrators and break-glass`, (_, action) => {
  expect(outcomes(assigned([allow(action)]), PROVIDER)).toEqual({ Set: 'failed' });
  expect(outcomes(assigned([allow(action)], 'acme-x-platform'), PROVIDER)).toEqual({ Set: 'failed' });
  expect(outcomes(assigned([allow(action)], 'acme-platform'), PROVIDER)).toEqual({});
  expect(outcomes(assigned([allow(action)], 'acme-break-glass'), PROVIDER)).toEqual({});
});

test.each<[string, readonly object[]]>([
  ['reading', [allow(['iam:Get*', 'iam:List*', 'sso:List*'])]],
  ['a function without a role to pass', [CREATE_FUNCTION]],
  ['a role of the workload for a function', [CREATE_FUNCTION, passing('workload/*')]],
  ['policies of the workload', [allow('iam:CreatePolicyVersion', 'arn:aws:iam::*:policy/workload/*')]],
])('%s is no way to more rights', (_, statements) => {
  expect(outcomes(assigned(statements), ESCALATION)).toEqual({ Set: 'passed' });
  expect(said(assigned(statements), ESCALATION)).toMatch(
    /^acme-builder: none of \d+ ways to more rights is open, in 1 place$/,
  );
});

test('does not know of policies whose text is not known', () => {
  const stacks = assigned([allow('ce:GetTags')]);
  const set = stacks['identity']?.resources['Set'] as { readonly Properties: object };
  Object.assign(set.Properties, { ManagedPolicies: ['arn:aws:iam::aws:policy/SomethingElse'] });

  expect(outcomes(stacks, ESCALATION)).toEqual({ Set: 'unknown' });
});

test.each<[string, string, string]>([
  ['deploys stacks to members', 'cloudformation:UpdateStackSet', ESCALATION],
  ['replaces what the CDK deploys', 's3:PutObject', ESCALATION],
  ['takes accounts out of the organization', 'organizations:RemoveAccountFromOrganization', BASELINE],
])(`whoever in a member %s fails, where no guardrail refuses it`, (_, action, facet) => {
  const stacks = taken(SAML, [allow(action)]);
  const template = { ...stacks, guard: { account: HOME, resources: { Guard: GUARD } } };

  expect(outcomes(template, facet)).toEqual({ Role: 'failed' });
  expect(said(template, facet)).toContain(action);
});

test('asks roles that people or third parties take, and no roles of services', () => {
  const statements = [allow('iam:CreateLoginProfile')];
  const outsider = [grant({ AWS: 'arn:aws:iam::999999999999:role/support' }, 'sts:AssumeRole')];

  expect(outcomes(taken(SAML, statements), ESCALATION)).toEqual({ Role: 'failed' });
  expect(outcomes(taken(outsider, statements), ESCALATION)).toEqual({ Role: 'failed' });
  expect(
    outcomes(taken([grant({ Service: 'lambda.amazonaws.com' }, 'sts:AssumeRole')], statements), ESCALATION),
  ).toEqual({});
});

test(`${ESCALATION}: every permission set of the example but two is asked, in the management account too`, () => {
  const { config } = example('organization');
  const access = new AccessEstate(example('organization').estate(), unitsOf(config));
  const told = waysToMore(access)
    .filter(({ facets }) => facets.some((id) => id === ESCALATION))
    .map(({ message }) => message.en.split(':')[0]);
  const sets = access.principals.filter(({ kind }) => kind === 'permission-set');
  const names = new Set(sets.map(({ name }) => name).filter((name) => !/-(platform|break-glass)$/.test(name)));
  const ofAuditors = sets.filter(({ name }) => name === 'acme-auditor');

  expect(told).toEqual(expect.arrayContaining([...names]));
  expect(told).not.toContain('acme-platform');
  expect(ofAuditors.map(({ place }) => place?.account)).toContain(access.organization?.managementAccount);
});

const iam = (rest: string): string => `arn:aws:iam::${HOME}:${rest}`;
const here = (service: string, rest: string): string => `arn:aws:${service}:eu-central-1:${HOME}:${rest}`;

/** What grants name themselves, and what it opens. */
const NAMED: readonly (readonly [string, string, string])[] = [
  ['iam:CreateAccessKey', iam('user/finance/*'), ESCALATION],
  ['iam:AttachUserPolicy', iam('user/finance/*'), ESCALATION],
  ['iam:CreateAccessKey', iam('user/break-glass/acme-break-glass-1'), ESCALATION],
  ['lambda:UpdateFunctionCode', here('lambda', 'function:acme-identity-assignments'), ESCALATION],
  ['events:DisableRule', here('events', 'rule/acme-organization-*'), BASELINE],
  ['cloudwatch:DeleteAlarms', here('cloudwatch', 'alarm:acme-baseline-*'), BASELINE],
  ['cloudformation:UpdateStack', here('cloudformation', 'stack/acme-organization/*'), ESCALATION],
];

test.each(NAMED)(
  'a permission set that grants %s on %s fails: the resource that it names is tried',
  (action, arn, facet) => {
    expect(outcomes(assigned([allow(action, arn)]), facet)).toEqual({ Set: 'failed' });
    expect(said(assigned([allow(action, arn)]), facet)).toContain(action);
  },
);

test.each<[string, string]>([
  ['lambda:UpdateFunctionCode', here('lambda', 'function:orders-import')],
  ['events:DisableRule', here('events', 'rule/orders-*')],
  ['cloudwatch:DeleteAlarms', here('cloudwatch', 'alarm:orders-*')],
  ['cloudformation:UpdateStack', here('cloudformation', 'stack/orders/*')],
  ['sts:AssumeRole', iam('role/workload/orders-app')],
])('%s on %s, of the workload, is no way', (action, arn) => {
  const stacks = assigned([allow(action, arn)]);

  expect(outcomes(stacks, ESCALATION)).toEqual({ Set: 'passed' });
  expect(outcomes(stacks, BASELINE)).toEqual({ Set: 'passed' });
});
