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
