import { allow, document, grant, HOME, resource } from '../access/stacks';
import { outcomes, type Stacks, said } from './proved';

const FACET = '8.2/mfa#break-glass-mfa';
const ROLE_ARN = `arn:aws:iam::${HOME}:role/acme-break-glass`;

const SEALED = {
  Effect: 'Deny',
  Action: '*',
  Resource: '*',
  Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
};
const FRESH = {
  Bool: { 'aws:MultiFactorAuthPresent': 'true' },
  NumericLessThanEquals: { 'aws:MultiFactorAuthAge': '900' },
};

const landingZone = (statements: readonly object[], condition: object = FRESH): Stacks => ({
  base: {
    account: HOME,
    resources: {
      First: resource('AWS::IAM::User', {
        Path: '/break-glass/',
        UserName: 'acme-break-glass-1',
        Policies: [{ PolicyName: 'sealed', PolicyDocument: document(...statements) }],
      }),
      Role: resource('AWS::IAM::Role', {
        RoleName: 'acme-break-glass',
        AssumeRolePolicyDocument: document(
          grant({ AWS: { 'Fn::GetAtt': ['First', 'Arn'] } }, 'sts:AssumeRole', condition),
        ),
      }),
    },
  },
});

const TAKE = allow('sts:AssumeRole', ROLE_ARN);

test('8.2/mfa#break-glass-mfa: a sealed user without a second factor is refused every action, and takes its role with a fresh one', () => {
  expect(outcomes(landingZone([SEALED, TAKE]), FACET)).toEqual({ First: 'passed' });
  expect(said(landingZone([SEALED, TAKE]), FACET)).toContain('900 seconds');
});

test.each<[string, readonly object[], object, string]>([
  [
    'another role beside',
    [SEALED, allow('sts:AssumeRole', [ROLE_ARN, `arn:aws:iam::${HOME}:role/cdk-x`])],
    FRESH,
    'cdk-x',
  ],
  [
    'roles of a pattern beside',
    [SEALED, TAKE, allow('sts:AssumeRole', `arn:aws:iam::${HOME}:role/cdk-*`)],
    FRESH,
    'role/cdk-',
  ],
  [
    'roles by a pattern of actions',
    [SEALED, TAKE, allow('sts:*', `arn:aws:iam::${HOME}:role/cdk-*`)],
    FRESH,
    'role/cdk-',
  ],
  ['every role', [SEALED, TAKE, allow('sts:AssumeRole')], FRESH, 'any-other'],
  ['rights beside the role', [allow('s3:ListAllMyBuckets'), TAKE], FRESH, 's3:ListAllMyBuckets'],
  [
    'a refusal that an access key slips through',
    [{ ...SEALED, Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } } }, TAKE, allow('iam:CreateAccessKey')],
    FRESH,
    'with an access key alone',
  ],
  [
    'a trust that asks for no second factor',
    [TAKE],
    { NumericLessThanEquals: { 'aws:MultiFactorAuthAge': '3600' } },
    'second factor 901 seconds old',
  ],
  [
    'a trust that takes an hour for fresh',
    [SEALED, TAKE],
    { ...FRESH, NumericLessThanEquals: { 'aws:MultiFactorAuthAge': '3600' } },
    '901',
  ],
  [
    'a trust that takes five minutes for stale',
    [SEALED, TAKE],
    { ...FRESH, NumericLessThanEquals: { 'aws:MultiFactorAuthAge': '300' } },
    'has to be allowed',
  ],
  ['no way to the role', [SEALED], FRESH, 'has to be allowed'],
])('fails on %s', (_, statements, condition, message) => {
  expect(outcomes(landingZone(statements, condition), FACET)).toEqual({ First: 'failed' });
  expect(said(landingZone(statements, condition), FACET)).toContain(message);
});

test('does not know of a policy that is not known', () => {
  const stacks = landingZone([TAKE]);
  const user = stacks['base']?.resources['First'] as { Properties: Record<string, unknown> };
  user.Properties['ManagedPolicyArns'] = ['arn:aws:iam::aws:policy/SomethingElse'];

  expect(outcomes(stacks, FACET)).toEqual({ First: 'unknown' });
});

test('says nothing where there is no break-glass user', () => {
  expect(
    outcomes({ base: { account: HOME, resources: { Ann: resource('AWS::IAM::User', { UserName: 'ann' }) } } }, FACET),
  ).toEqual({});
});
