import { endpointPerimeter } from '../../../../lib/proofs/policy/endpoint-perimeter';
import { estateOfStacks, HOME, ORGANIZATION, resource } from '../access/stacks';

const OWN = { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorg1', 'aws:ResourceOrgID': 'o-exampleorg1' } };

const allow = (Condition?: object, rest: object = {}) => ({
  Effect: 'Allow',
  Principal: '*',
  Action: 's3:*',
  Resource: '*',
  ...(Condition && { Condition }),
  ...rest,
});

const proved = (
  statements: readonly object[],
  service: unknown = 'com.amazonaws.eu-central-1.s3',
  organization = ORGANIZATION,
) =>
  endpointPerimeter(
    estateOfStacks({
      net: {
        account: HOME,
        resources: {
          Endpoint: resource('AWS::EC2::VPCEndpoint', {
            ServiceName: service,
            PolicyDocument: { Version: '2012-10-17', Statement: statements },
          }),
        },
      },
    }),
    organization,
  ).map(({ outcome, message }) => `${outcome}: ${message.en}`);

test('8.3/interface-security#endpoint-policies: own identities reach own resources, and nobody else anything', () => {
  expect(proved([allow(OWN)])).toEqual([expect.stringMatching(/^passed/)]);
});

test('8.3/interface-security#endpoint-policies: so it is in a single account', () => {
  const own = { StringEquals: { 'aws:PrincipalAccount': HOME, 'aws:ResourceAccount': HOME } };

  expect(proved([allow(own)], undefined, { accounts: [{ id: HOME, units: [] }] })).toEqual([
    expect.stringMatching(/^passed/),
  ]);
});

test('takes buckets that are named for no opening', () => {
  const packages = allow(undefined, { Action: 's3:GetObject', Resource: 'arn:aws:s3:::al2023-repos/*' });

  expect(proved([allow(OWN), packages])).toEqual([expect.stringMatching(/^passed/)]);
});

test.each([
  ['a policy that admits everything', [allow()], 'admits own identities at the resources of strangers'],
  [
    'one that binds the resource alone',
    [allow({ StringEquals: { 'aws:ResourceOrgID': 'o-exampleorg1' } })],
    'admits identities of strangers at own resources',
  ],
  [
    'one that binds the identity alone',
    [allow({ StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorg1' } })],
    'admits own identities at the resources of strangers',
  ],
  [
    'one that binds them where the request says it',
    [allow({ StringEqualsIfExists: OWN.StringEquals })],
    'admits requests without identity',
  ],
  ['one of another organization', [allow({ StringEquals: { 'aws:PrincipalOrgID': 'o-mallory0001' } })], 'refuses own'],
  ['one that admits nobody', [allow(OWN, { Effect: 'Deny' })], 'refuses own identities at own resources'],
  ['a second statement that opens what the first closes', [allow(OWN), allow()], 'admits own identities'],
])('fails on %s', (_, statements, message) => {
  expect(proved(statements)).toEqual([expect.stringMatching(/^failed/)]);
  expect(proved(statements)[0]).toContain(message);
});

test('is unknown where deployment decides what is admitted, or to which service it leads', () => {
  const id = { Ref: 'Organization' };
  const open = { StringEquals: { 'aws:PrincipalOrgID': id, 'aws:ResourceOrgID': id } };

  expect(proved([allow(open)])).toEqual([expect.stringMatching(/^unknown/)]);
  expect(proved([allow(OWN)], { Ref: 'Service' })).toEqual(['unknown: deployment decides which service it leads to']);
});
