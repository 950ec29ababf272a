import { document, grant, PRODUCTION, resource, SANDBOX } from '../access/stacks';
import { outcomes, type Stacks, said } from './proved';

const FACET = '4.4/outsourced#third-party-access-conditions';
const SUPPLIER = 'arn:aws:iam::888888888888:role/support';

const EXTERNAL = { StringEquals: { 'sts:ExternalId': '0123456789abcdef0123' } };
const ENDS = { DateLessThan: { 'aws:CurrentTime': '2030-12-31T00:00:00Z' } };

const supplier = (condition: object, principal: object = { AWS: SUPPLIER }, tags: readonly object[] = []): Stacks => ({
  app: {
    account: PRODUCTION,
    resources: {
      Role: resource('AWS::IAM::Role', {
        RoleName: 'acme-supplier-payments',
        Tags: tags,
        AssumeRolePolicyDocument: document(
          grant(
            principal,
            principal && 'Federated' in principal ? 'sts:AssumeRoleWithWebIdentity' : 'sts:AssumeRole',
            condition,
          ),
        ),
      }),
    },
  },
});

const TAGGED = [{ Key: 'isms:supplier', Value: 'payments' }];
const OIDC = { Federated: `arn:aws:iam::${PRODUCTION}:oidc-provider/token.example.com` };
const SUBJECT = { StringEquals: { 'token.example.com:sub': 'supplier:payments' } };

test.each<[string, Stacks]>([
  ['by the account that it trusts', supplier({ ...EXTERNAL, ...ENDS })],
  ['by its tag', supplier({ ...EXTERNAL, ...ENDS }, { AWS: SUPPLIER }, TAGGED)],
  ['that trusts a whole account', supplier({ ...EXTERNAL, ...ENDS }, { AWS: '888888888888' })],
  ['that trusts a user', supplier({ ...EXTERNAL, ...ENDS }, { AWS: 'arn:aws:iam::888888888888:user/support' })],
  ['that is federated', supplier({ StringEquals: { ...SUBJECT.StringEquals }, ...ENDS }, OIDC, TAGGED)],
  [
    'with a ticket, a person and a window',
    supplier({
      StringEquals: { ...EXTERNAL.StringEquals, 'sts:SourceIdentity': ['ann'] },
      StringLike: { 'sts:RoleSessionName': 'CHG-*' },
      ...ENDS,
      DateGreaterThanEquals: { 'aws:CurrentTime': '2027-01-01T00:00:00Z' },
    }),
  ],
])(
  '4.4/outsourced#third-party-access-conditions: a role of a third party, known %s, opens on its conditions alone',
  (_, stacks) => {
    expect(outcomes(stacks, FACET)).toEqual({ Role: 'passed' });
  },
);

test.each<[string, Stacks, string]>([
  ['no external id', supplier(ENDS), 'without sts:ExternalId has to be refused'],
  [
    'an external id of any value',
    supplier({ StringLike: { 'sts:ExternalId': '*' }, ...ENDS }),
    'with a wrong sts:ExternalId',
  ],
  [
    'an external id only where there is one',
    supplier({ StringEqualsIfExists: EXTERNAL.StringEquals, ...ENDS }),
    'without sts:ExternalId',
  ],
  ['no end', supplier(EXTERNAL), "after the contract's end has to be refused"],
  ['everybody', supplier({ ...EXTERNAL, ...ENDS }, { AWS: '*' }, TAGGED), 'with all that the supplier sends'],
  [
    'any subject of its provider',
    supplier({ StringLike: { 'token.example.com:sub': '*' }, ...ENDS }, OIDC, TAGGED),
    'wrong token.example.com:sub',
  ],
])('fails on a trust with %s', (_, stacks, message) => {
  expect(outcomes(stacks, FACET)).toEqual({ Role: 'failed' });
  expect(said(stacks, FACET)).toContain(message);
});

test('does not know whom a parameter names', () => {
  expect(outcomes(supplier({ ...EXTERNAL, ...ENDS }, { AWS: { Ref: 'Supplier' } }, TAGGED), FACET)).toEqual({
    Role: 'unknown',
  });
});

test('says nothing of roles that trust accounts of the organization', () => {
  expect(outcomes(supplier({}, { AWS: `arn:aws:iam::${SANDBOX}:role/other` }), FACET)).toEqual({});
});
