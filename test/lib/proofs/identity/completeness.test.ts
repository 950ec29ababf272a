import { Template } from '../../../../constructs/nag/template';
import { JudgedEstate } from '../../../../lib/evidence/estate';
import { identityCompleteness } from '../../../../lib/proofs/identity/completeness';
import type { DeclaredIdentity } from '../../../../lib/proofs/identity/declared';
import { example } from '../../../support/landing-zone';

type Resources = Readonly<Record<string, { readonly Type: string; readonly Properties?: object }>>;

const INSTANCE = 'arn:aws:sso:::instance/ssoins-1111111111111111';
const GROUP = '00000000-0000-0000-0000-0000000000c1';
const CENTRAL: DeclaredIdentity = {
  source: 'identity-center',
  instanceArn: INSTANCE,
  groups: [{ name: 'staff', id: GROUP }],
};
const SAML: DeclaredIdentity = { source: 'saml', provider: { name: 'idp' }, groups: [{ name: 'staff' }] };

function proved(resources: Resources, declared = CENTRAL) {
  const estate = new JudgedEstate();
  const template = Template.cloudFormation({ Resources: resources }, { name: 'stack', estate: estate.estate });
  estate.add(template, {
    cloud: 'aws',
    partition: 'aws',
    account: '111111111111',
    region: 'eu-west-1',
    stack: 'stack',
    locate: () => undefined,
    declarations: [],
  });
  const [source, given] = identityCompleteness(estate, declared);
  return { source, given };
}

const SET = { Type: 'AWS::SSO::PermissionSet', Properties: { Name: 'acme-auditor', InstanceArn: INSTANCE } };
const PROVIDER = { Type: 'AWS::IAM::SAMLProvider', Properties: { Name: 'idp' } };
const SEALED = { Type: 'AWS::IAM::User', Properties: { Path: '/break-glass/' } };
const federated = (provider: unknown, action = 'sts:AssumeRoleWithSAML') => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Principal: { Federated: provider }, Action: action }] },
  },
});

describe('where people come in', () => {
  test.each<[string, Resources, DeclaredIdentity, string]>([
    ['permission sets of the instance, and sealed users', { Set: SET, One: SEALED, Two: SEALED }, CENTRAL, 'passed'],
    ['roles of the provider', { Idp: PROVIDER, Role: federated({ Ref: 'Idp' }) }, SAML, 'passed'],
    [
      'roles of the provider by its ARN',
      { Role: federated('arn:aws:iam::111111111111:saml-provider/idp') },
      SAML,
      'passed',
    ],
    [
      'a provider that the configuration does not name',
      { Idp: PROVIDER },
      { ...SAML, provider: { name: 'x' } },
      'failed',
    ],
    ['a provider beside IAM Identity Center', { Set: SET, Idp: PROVIDER }, CENTRAL, 'failed'],
    ['a role of another provider', { Role: federated('arn:aws:iam::111111111111:saml-provider/old') }, SAML, 'failed'],
    [
      'a permission set of another instance',
      { Set: { ...SET, Properties: { InstanceArn: 'arn:aws:sso:::instance/ssoins-2222222222222222' } } },
      CENTRAL,
      'failed',
    ],
    ['a user outside the sealed path', { Set: SET, User: { Type: 'AWS::IAM::User' } }, CENTRAL, 'failed'],
    ['an access key', { Set: SET, Key: { Type: 'AWS::IAM::AccessKey' } }, CENTRAL, 'failed'],
    ['a pool of users', { Set: SET, Pool: { Type: 'AWS::Cognito::UserPool' } }, CENTRAL, 'failed'],
    ['a second instance', { Set: SET, Other: { Type: 'AWS::SSO::Instance' } }, CENTRAL, 'failed'],
    [
      'a role that trusts everyone',
      {
        Set: SET,
        Role: {
          Type: 'AWS::IAM::Role',
          Properties: {
            AssumeRolePolicyDocument: { Statement: { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' } },
          },
        },
      },
      CENTRAL,
      'failed',
    ],
    [
      'a role of a pipeline',
      { Set: SET, Role: federated('arn:aws:iam::111111111111:oidc-provider/x', 'sts:AssumeRoleWithWebIdentity') },
      CENTRAL,
      'unknown',
    ],
    ['a role of a provider that is a parameter', { Role: federated({ Ref: 'Provider' }) }, SAML, 'unknown'],
    [
      'a trust that is a parameter',
      { Set: SET, Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: { Ref: 'Trust' } } } },
      CENTRAL,
      'unknown',
    ],
    ['nothing', {}, CENTRAL, 'unknown'],
  ])('%s', (_, resources, declared, outcome) => {
    const { source } = proved(resources, declared);

    expect(source).toMatchObject({
      kind: 'proof',
      check: 'completeness',
      outcome,
      facets: ['8.2/identity#single-identity-source'],
      requirements: ['8.2/identity'],
      cloud: 'aws',
    });
  });

  test('names what stands beside the one source', () => {
    expect(proved({ Set: SET, Key: { Type: 'AWS::IAM::AccessKey' } }).source?.message.en).toBe(
      `people could come in by Key (AWS::IAM::AccessKey), beside IAM Identity Center ${INSTANCE}`,
    );
  });
});

describe('what people are given', () => {
  const one = (properties: object) => ({
    Type: 'AWS::SSO::Assignment',
    Properties: {
      PrincipalType: 'GROUP',
      PrincipalId: GROUP,
      PermissionSetArn: { 'Fn::GetAtt': ['Set', 'PermissionSetArn'] },
      ...properties,
    },
  });
  const all = (...assignments: unknown[]) => ({
    Type: 'Custom::IdentityAssignments',
    Properties: { Assignments: assignments },
  });

  test.each<[string, Resources, DeclaredIdentity, string]>([
    ['every permission set to every group', { Set: SET, Given: one({}) }, CENTRAL, 'passed'],
    ['all of it by one resource', { Set: SET, Given: all(one({}).Properties) }, CENTRAL, 'passed'],
    ['a right of a person', { Set: SET, Given: one({ PrincipalType: 'USER' }) }, CENTRAL, 'failed'],
    [
      'a group that the configuration does not name',
      { Set: SET, Given: one({ PrincipalId: GROUP.replace('c1', 'c2') }) },
      CENTRAL,
      'failed',
    ],
    [
      'a stranger among groups',
      { Set: SET, Given: all(one({}).Properties, { ...one({}).Properties, PrincipalId: 'x' }) },
      CENTRAL,
      'failed',
    ],
    ['nothing given', { Set: SET }, CENTRAL, 'unknown'],
    [
      'a permission set that nobody has',
      { Set: SET, Other: { ...SET, Properties: { ...SET.Properties, Name: 'other' } }, Given: one({}) },
      CENTRAL,
      'unknown',
    ],
    [
      'a group that has nothing',
      { Set: SET, Given: one({}) },
      { ...CENTRAL, groups: [...CENTRAL.groups, { name: 'others', id: 'y' }] },
      'unknown',
    ],
    ['groups that are parameters', { Set: SET, Given: one({ PrincipalId: { Ref: 'Group' } }) }, CENTRAL, 'unknown'],
    [
      'assignments that are a parameter',
      { Set: SET, Given: { Type: 'Custom::IdentityAssignments', Properties: { Assignments: { Ref: 'A' } } } },
      CENTRAL,
      'unknown',
    ],
    ['what the provider gives', { Idp: PROVIDER }, SAML, 'unknown'],
    ['nothing, to nobody', {}, { ...CENTRAL, groups: [] }, 'unknown'],
  ])('%s', (_, resources, declared, outcome) => {
    expect(proved(resources, declared).given).toMatchObject({
      check: 'completeness',
      outcome,
      facets: ['8.2/identity#group-based-assignment'],
    });
  });
});

describe('what people are given, against what the configuration gives', () => {
  const declared: DeclaredIdentity = {
    ...CENTRAL,
    groups: [...CENTRAL.groups, { name: 'finance', id: 'f' }],
    given: {
      sets: [
        { name: 'acme-auditor', seconds: 14_400 },
        { name: 'acme-developer', seconds: 3600, boundary: 'acme-workload-boundary' },
      ],
      assignments: [
        { set: 'acme-auditor', group: GROUP, unit: 'r-ab12' },
        { set: 'acme-developer', group: 'f', unit: 'Production' },
        { set: 'acme-developer', group: 'f', unit: 'Sandbox' },
      ],
    },
  };
  const set = (Name: string, more: object) => ({
    Type: 'AWS::SSO::PermissionSet',
    Properties: { InstanceArn: INSTANCE, Name, ...more },
  });
  const bounded = { PermissionsBoundary: { CustomerManagedPolicyReference: { Name: 'acme-workload-boundary' } } };
  const UNIT = { Type: 'AWS::Organizations::OrganizationalUnit', Properties: { Name: 'Production' } };
  const AUDITOR = set('acme-auditor', { SessionDuration: 'PT4H' });
  const DEVELOPER = set('acme-developer', bounded);
  const holds = (id: string, PrincipalId: string, ...Units: readonly unknown[]) => ({
    PermissionSetArn: { 'Fn::GetAtt': [id, 'PermissionSetArn'] },
    PrincipalType: 'GROUP',
    PrincipalId,
    Units,
  });
  const AUDITS = holds('Auditor', GROUP, 'r-ab12');
  const DEVELOPS = holds('Developer', 'f', { 'Fn::GetAtt': ['Unit', 'Id'] }, 'Sandbox');
  const given = (assignments: readonly object[], more: Resources = {}) => {
    const all = { Type: 'Custom::IdentityAssignments', Properties: { Assignments: assignments } };
    return proved({ Unit: UNIT, Auditor: AUDITOR, Developer: DEVELOPER, All: all, ...more }, declared).given;
  };

  test('8.2/identity#group-based-assignment: passes what is as the configuration has it', () => {
    expect(given([AUDITS, DEVELOPS])).toMatchObject({ outcome: 'passed' });
  });

  test.each<[string, readonly object[], Resources, string]>([
    [
      'a set of another group',
      [AUDITS, DEVELOPS, holds('Auditor', 'f', 'r-ab12')],
      {},
      'acme-auditor → finance @ r-ab12 is given',
    ],
    ['an assignment left out', [DEVELOPS], {}, 'acme-auditor → staff @ r-ab12 is not given'],
    [
      'another unit',
      [AUDITS, holds('Developer', 'f', { 'Fn::GetAtt': ['Unit', 'Id'] }, 'Security')],
      {},
      'acme-developer → finance @ Sandbox is not given; acme-developer → finance @ Security is given',
    ],
    [
      'an account beside the units',
      [AUDITS, { ...DEVELOPS, Accounts: ['222222222222'] }],
      {},
      'acme-developer → finance @ 222222222222 is given',
    ],
    ['a set that nobody declared', [AUDITS, DEVELOPS], { More: set('acme-more', {}) }, 'acme-more is there'],
    [
      'a longer session',
      [AUDITS, DEVELOPS],
      { Auditor: set('acme-auditor', { SessionDuration: 'PT8H' }) },
      'sessions of acme-auditor last 28800 seconds, not 14400',
    ],
    [
      'a policy of AWS',
      [AUDITS, DEVELOPS],
      {
        Auditor: set('acme-auditor', {
          SessionDuration: 'PT4H',
          ManagedPolicies: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
        }),
      },
      'acme-auditor has arn:aws:iam::aws:policy/ReadOnlyAccess',
    ],
    [
      'a policy of the accounts',
      [AUDITS, DEVELOPS],
      { Developer: set('acme-developer', { ...bounded, CustomerManagedPolicyReferences: [{ Name: 'extra' }] }) },
      'acme-developer has extra',
    ],
    [
      'no boundary',
      [AUDITS, DEVELOPS],
      { Developer: set('acme-developer', {}) },
      'acme-developer is bounded by nothing, not by acme-workload-boundary',
    ],
  ])('8.2/identity#group-based-assignment: fails %s', (_, assignments, more, told) => {
    const ruling = given(assignments, more);

    expect(ruling?.outcome).toBe('failed');
    expect(ruling?.message.en).toBe(`otherwise than the configuration says: ${told}`);
    expect(ruling?.message.zh).toMatch(/^与配置不符：/);
  });

  test('8.2/identity#group-based-assignment: fails a set that is missing', () => {
    const all = { Type: 'Custom::IdentityAssignments', Properties: { Assignments: [AUDITS] } };
    const { given: ruling } = proved({ Auditor: AUDITOR, All: all }, declared);

    expect(ruling?.message.en).toContain('acme-developer is not there');
  });

  test('does not know what deployment decides', () => {
    expect(
      given([AUDITS, DEVELOPS], { Auditor: set('acme-auditor', { SessionDuration: { Ref: 'Hours' } }) }),
    ).toMatchObject({
      outcome: 'unknown',
    });
    expect(given([AUDITS, holds('Developer', 'f', { Ref: 'Where' })])).toMatchObject({ outcome: 'unknown' });
  });
});

describe('the examples', () => {
  const outcomeOf = (name: 'organization' | 'china' | 'quickstart') =>
    example(name)
      .ledger()
      .evidence.filter(({ kind, check }) => kind === 'proof' && check === 'completeness')
      .find(({ facets }) => facets.includes('8.2/identity#single-identity-source'))?.outcome;

  test('8.2/identity: people come in by the one source of the configuration alone', () => {
    expect(outcomeOf('organization')).toBe('passed');
    expect(outcomeOf('china')).toBe('passed');
  });

  test('a single account without groups names no source, and nothing is proved', () => {
    expect(outcomeOf('quickstart')).toBe('unknown');
  });
});
