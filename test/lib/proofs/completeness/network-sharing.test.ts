import type { JoinedAccount } from '../../../../lib/proofs/completeness/declared-network';
import { HOME, PRODUCTION, resource, SANDBOX } from '../access/stacks';
import { compared } from './compared';

const FACET = '8.3/vpc-isolation#cross-network-sharing';

const peer = (account: string): JoinedAccount => ({
  account,
  by: 'peering',
  entry: `network.peerings: ${account}`,
  reason: 'The scanner stands there',
});
const spoke = (account: string): JoinedAccount => ({
  account,
  by: 'hub',
  entry: `organization.accounts: ${account}`,
  reason: 'it has a network of the environment production',
});

const lines = (resources: Record<string, object>, joined: readonly JoinedAccount[] = []) =>
  compared(FACET, resources, { declared: { joined, organizationId: 'o-exampleorg1' } });

test('without peerings, shares and endpoint services there is nothing to judge', () => {
  expect(lines({ Key: resource('AWS::KMS::Key') })).toEqual([]);
});

describe('peering', () => {
  const peering = (properties: object) => ({ Peering: resource('AWS::EC2::VPCPeeringConnection', properties) });

  test(`${FACET}: leads to a declared account`, () => {
    expect(lines(peering({ PeerOwnerId: PRODUCTION }), [peer(PRODUCTION)])).toEqual([
      `passed Peering PeerOwnerId: Peering leads to ${PRODUCTION}: The scanner stands there (network.peerings: ${PRODUCTION})`,
    ]);
  });

  test.each([
    ['another account', { PeerOwnerId: SANDBOX }, SANDBOX],
    ['its own account, where none is named', {}, HOME],
  ])('fails with %s', (_, properties, account) => {
    expect(lines(peering(properties), [peer(PRODUCTION)])).toEqual([
      `failed Peering PeerOwnerId: Peering leads to ${account}, with which no peering is declared (network.peerings)`,
    ]);
  });

  test('fails with an account that may attach to the hub alone', () => {
    expect(lines(peering({ PeerOwnerId: PRODUCTION }), [spoke(PRODUCTION)])[0]).toMatch(/^failed Peering/);
  });

  test('of transit gateways is held to the same list', () => {
    const attachment = resource('AWS::EC2::TransitGatewayPeeringAttachment', { PeerAccountId: SANDBOX });

    expect(lines({ attachment })[0]).toMatch(/^failed attachment PeerAccountId/);
  });

  test('is unknown where deployment names the account, and where one that is declared is in no template', () => {
    expect(lines(peering({ PeerOwnerId: { Ref: 'Peer' } }))[0]).toMatch(/^unknown Peering: /);
    expect(lines({}, [peer(PRODUCTION)])).toEqual([
      `unknown: network.peerings: ${PRODUCTION} is declared, and no template makes it`,
    ]);
  });
});

describe('shares', () => {
  const ORGANIZATION = 'arn:aws:organizations::111111111111:organization/o-exampleorg1';
  const gatewayArn = {
    'Fn::Join': ['', ['arn:aws:ec2:eu-central-1:111111111111:transit-gateway/', { 'Fn::GetAtt': ['Gateway', 'Id'] }]],
  };
  const hub = (
    principal: unknown,
    { accounts = PRODUCTION, accept = 'disable', resourceArn = gatewayArn as unknown } = {},
  ) => ({
    Gateway: resource('AWS::EC2::TransitGateway', { AutoAcceptSharedAttachments: accept }),
    Share: resource('AWS::RAM::ResourceShare', { Principals: [principal], ResourceArns: [resourceArn] }),
    List: resource('Custom::TransitSpokes', {
      TransitGatewayId: { 'Fn::GetAtt': ['Gateway', 'Id'] },
      Spokes: [{ Domain: 'production', Accounts: accounts }],
    }),
  });

  test('of a gateway that attaches the listed accounts alone may reach the organization', () => {
    expect(lines(hub(ORGANIZATION), [spoke(PRODUCTION)]).map((line) => line.split(':')[0])).toEqual([
      'passed Share Principals.0',
      'passed List Spokes',
    ]);
    expect(lines(hub(PRODUCTION), [spoke(PRODUCTION)])[0]).toMatch(/^passed Share Principals.0: Share reaches 2{12} /);
  });

  test('of names and where to find them may reach the organization: they open no way', () => {
    const names = {
      Profile: resource('AWS::Route53Profiles::Profile', { Name: 'endpoints' }),
      Share: resource('AWS::RAM::ResourceShare', {
        Principals: [ORGANIZATION],
        ResourceArns: [
          { 'Fn::GetAtt': ['Profile', 'Arn'] },
          'arn:aws:ssm:eu-central-1:111111111111:parameter/acme/endpoints/profile',
        ],
      }),
    };

    expect(lines(names)).toEqual([
      expect.stringMatching(/^passed Share Principals.0: Share tells the accounts of o-exampleorg1 names/),
    ]);
    const withSubnet = {
      ...names,
      Share: resource('AWS::RAM::ResourceShare', {
        Principals: [ORGANIZATION],
        ResourceArns: [{ 'Fn::GetAtt': ['Profile', 'Arn'] }, 'arn:aws:ec2:eu-central-1:111111111111:subnet/subnet-1'],
      }),
    };
    expect(lines(withSubnet)).toEqual([expect.stringMatching(/^failed Share Principals.0: /)]);
  });

  test.each<[string, Parameters<typeof hub>, string]>([
    [
      'another organization',
      [ORGANIZATION.replace('o-exampleorg1', 'o-other12345')],
      'reaches the organization o-other12345',
    ],
    [
      'a gateway that attaches whoever asks',
      [ORGANIZATION, { accept: 'enable' }],
      'reaches every account of o-exampleorg1',
    ],
    [
      'subnets for the whole organization',
      [ORGANIZATION, { resourceArn: 'arn:aws:ec2:eu-central-1:111111111111:subnet/subnet-1' }],
      'reaches every account of o-exampleorg1',
    ],
    [
      'subnets for an account of the hub',
      [PRODUCTION, { resourceArn: 'arn:aws:ec2:eu-central-1:111111111111:subnet/subnet-1' }],
      `reaches ${PRODUCTION}, for which`,
    ],
    ['an account that is not declared', [SANDBOX], `reaches ${SANDBOX}, for which`],
    [
      'a unit',
      ['arn:aws:organizations::111111111111:ou/o-exampleorg1/ou-ab12-cdef3456'],
      'reaches arn:aws:organizations',
    ],
  ])('fail with %s', (_, given, message) => {
    expect(lines(hub(...given), [spoke(PRODUCTION)])[0]).toMatch(`failed Share Principals.0: Share ${message}`);
  });

  test('are unknown where deployment names the principal', () => {
    expect(lines(hub({ Ref: 'Somebody' }), [spoke(PRODUCTION)])[0]).toMatch(/^unknown Share: /);
  });

  test('the list of accounts and the configuration are the same, both ways', () => {
    expect(lines(hub(ORGANIZATION, { accounts: `${PRODUCTION} ${SANDBOX}` }), [spoke(PRODUCTION)])[1]).toBe(
      `failed List Spokes.0.Accounts: List attaches networks of ${SANDBOX}, which has none in the configuration`,
    );
    expect(lines(hub(ORGANIZATION, { accounts: '' }), [spoke(PRODUCTION)])[1]).toBe(
      `failed List Spokes: List does not attach ${PRODUCTION}, though it has a network of the environment production (organization.accounts: ${PRODUCTION})`,
    );
  });
});

describe('endpoint services', () => {
  const service = (...principals: readonly unknown[]) => ({
    Service: resource('AWS::EC2::VPCEndpointService'),
    Admitted: resource('AWS::EC2::VPCEndpointServicePermissions', {
      ServiceId: { Ref: 'Service' },
      AllowedPrincipals: principals,
    }),
  });

  test('admit principals of their own account', () => {
    expect(lines({ Service: resource('AWS::EC2::VPCEndpointService') })[0]).toMatch(/^passed Service: /);
    expect(lines(service(`arn:aws:iam::${HOME}:root`))).toEqual([expect.stringMatching(/^passed Admitted: /)]);
  });

  test.each(['arn:aws:iam::222222222222:root', '*'])('fail with %s', (principal) => {
    expect(lines(service(principal))).toEqual([
      `failed Admitted AllowedPrincipals.0: Admitted admits ${principal}, for which the configuration declares no endpoint service`,
    ]);
  });

  test('are unknown where deployment names the principal', () => {
    expect(lines(service({ Ref: 'Somebody' }))[0]).toMatch(/^unknown Admitted: /);
  });
});
