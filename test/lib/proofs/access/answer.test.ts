import { answer, opened } from '../../../../lib/proofs/access/answer';
import type { Policies } from '../../../../lib/proofs/policy/model';
import { allow, deny, HERE, levels, OBJECT, policy, SESSION } from '../policy/asked';

const MFA = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
const WITHOUT_MFA = { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } };

const ask = (policies: Policies, context = {}) =>
  answer(
    opened({ principal: SESSION, action: 's3:GetObject', resource: { arn: OBJECT, account: HERE }, context }),
    policies,
  );

const identity = (...statements: readonly object[]): Policies => ({ identity: [policy('own', ...statements)] });

describe('an answer of which not all context is known', () => {
  test.each<[string, Policies, string]>([
    ['is allowed where nothing depends on it', identity(allow('s3:*')), 'allowed'],
    ['is refused where nothing grants', identity(allow('sqs:*')), 'refused'],
    ['is refused where a statement refuses whatever the context', identity(allow(), deny('s3:*', '*')), 'refused'],
    ['is conditional where a grant asks for a key', identity(allow('s3:*', '*', { Condition: MFA })), 'conditional'],
    [
      'is conditional where a refusal does',
      identity(allow(), deny('*', '*', { Condition: WITHOUT_MFA })),
      'conditional',
    ],
    [
      'is conditional where the resource does',
      identity(allow('s3:*', 'arn:aws:s3:::box/${aws:PrincipalTag/team}/*')),
      'conditional',
    ],
    ['is unknown where a policy cannot be read', identity({ ...allow(), Unknown: true }), 'unknown'],
    [
      'is refused where a boundary has no room for it',
      { ...identity(allow('s3:*', '*', { Condition: MFA })), boundary: policy('b', allow('sqs:*')) },
      'refused',
    ],
  ])('%s', (_, policies, verdict) => {
    expect(ask(policies).verdict).toBe(verdict);
  });

  test('names the grants that have to hold and the refusals that must not', () => {
    const { provisos } = ask(
      identity(
        allow('s3:Get*', '*', { Sid: 'WithFactor', Condition: MFA }),
        deny('s3:*', '*', { Sid: 'Home', Condition: { StringNotEquals: { 'aws:RequestedRegion': 'eu-central-1' } } }),
      ),
    );

    expect(provisos.map(({ effect, statement, conditions }) => [effect, statement.sid, conditions[0]?.key])).toEqual([
      ['Allow', 'WithFactor', 'aws:MultiFactorAuthPresent'],
      ['Deny', 'Home', 'aws:RequestedRegion'],
    ]);
  });

  test('does not name a conditional grant where another grants without conditions', () => {
    const { provisos } = ask(
      identity(allow('s3:Get*', '*', { Condition: MFA }), allow('s3:*'), deny('s3:*', '*', { Condition: WITHOUT_MFA })),
    );

    expect(provisos.map(({ effect }) => effect)).toEqual(['Deny']);
  });

  test.each([
    ['true', 'allowed'],
    ['false', 'refused'],
  ])('is decided once the key is given: %s', (present, verdict) => {
    const policies = identity(allow('s3:*', '*', { Condition: MFA }), deny('*', '*', { Condition: WITHOUT_MFA }));

    expect(ask(policies, { 'aws:MultiFactorAuthPresent': present }).verdict).toBe(verdict);
  });

  test('is refused where a key is known to be absent', () => {
    expect(ask(identity(allow('s3:*', '*', { Condition: MFA })), { 'aws:MultiFactorAuthPresent': [] }).verdict).toBe(
      'refused',
    );
  });

  const awayFromHome = (Sid: string, rest = {}) =>
    deny('*', '*', { Sid, ...rest, Condition: { StringNotEquals: { 'aws:RequestedRegion': 'eu-central-1' } } });
  const GUARDRAILS: Policies = {
    ...identity(allow('s3:*', '*', { Condition: MFA })),
    serviceControl: levels([allow(), awayFromHome('Principals')]),
    resourceControl: levels([awayFromHome('Resources', { Principal: '*' })]),
  };

  test.each([
    ['a member account', 'another', ['Principals', 'Resources']],
    ['the management account, which they do not bind', HERE, []],
  ])('names the guardrails of the organization for %s', (_, managementAccount, sids) => {
    const { verdict, provisos } = ask({ ...GUARDRAILS, managementAccount });

    expect(verdict).toBe('conditional');
    expect(provisos.filter(({ effect }) => effect === 'Deny').map(({ statement }) => statement.sid)).toEqual(sids);
  });

  test('keeps a doubt that no context would settle', () => {
    const policies = identity(allow('s3:*', '*', { Condition: { StringEqualsOddly: { 'aws:userid': 'x' } } }));

    expect(ask(policies).verdict).toBe('unknown');
  });
});
