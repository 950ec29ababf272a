import { Template } from 'aws-cdk-lib/assertions';
import { MOST_SPOKES } from '../../../constructs/transit-hub/route-domains';
import { endpointsIn, REGIONS, transitHubIn } from '../../support/handler-stacks';

interface Got {
  readonly 'Fn::GetAtt': readonly string[];
}

const nameOf = (got: Got): string => got['Fn::GetAtt'].join('.');

/** References by their names. */
const named = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'Fn::GetAtt' in value ? nameOf(value as Got) : value;

describe.each(REGIONS)('the hub in %s', (region) => {
  const template = Template.fromStack(transitHubIn(region));

  test('8.3/vpc-isolation#route-domain-separation: accepts, associates and propagates nothing by itself', () => {
    template.hasResourceProperties('AWS::EC2::TransitGateway', {
      AutoAcceptSharedAttachments: 'disable',
      DefaultRouteTableAssociation: 'disable',
      DefaultRouteTablePropagation: 'disable',
    });
    template.resourceCountIs('AWS::EC2::TransitGatewayRouteTable', 4);
    template.resourceCountIs('AWS::EC2::TransitGatewayRouteTablePropagation', 0);
  });

  test('8.3/vpc-isolation#cross-network-sharing: is shared with the organization alone', () => {
    const [share] = Object.values(template.findResources('AWS::RAM::ResourceShare'));

    expect(share?.['Properties'].AllowExternalPrincipals).toBe(false);
    expect(share?.['Properties'].Principals).toHaveLength(1);
    expect(JSON.stringify(share?.['Properties'].Principals)).toContain(
      ':organizations::999999999999:organization/o-abcdefghij',
    );
  });

  test('tells its handler by the minute what it tells it when it is deployed', () => {
    const [spokes] = Object.values(template.findResources('Custom::TransitSpokes'));
    const [rule] = Object.values(template.findResources('AWS::Events::Rule'));
    const { ServiceToken: _, ...wanted } = spokes?.['Properties'] ?? {};
    const [, parts = []] = (rule?.['Properties'].Targets[0].Input['Fn::Join'] ?? []) as [string?, (string | Got)[]?];
    const input = parts.map((part) => (typeof part === 'string' ? part : nameOf(part))).join('');

    expect(JSON.parse(input)).toEqual(JSON.parse(JSON.stringify(wanted, named)));
    expect(wanted.Spokes).toHaveLength(3);
  });
});

describe.each(REGIONS)('the hub with central endpoints in %s', (region) => {
  const template = Template.fromStack(transitHubIn(region, {}, (stack) => ({ endpoints: endpointsIn(stack) })));
  const tables = Object.entries(template.findResources('AWS::EC2::TransitGatewayRouteTable'));
  const [own = ''] = tables.find(([id]) => id.includes('EndpointsTable')) ?? [];

  test('8.3/zoning#environment-separation: puts them into a table of their own, of the shared domain', () => {
    const associations = Object.values(template.findResources('AWS::EC2::TransitGatewayRouteTableAssociation'));

    expect(tables).toHaveLength(5);
    expect(template.findResources('AWS::EC2::TransitGatewayRouteTable')[own]?.['Properties'].Tags).toContainEqual({
      Key: 'isms:route-domain',
      Value: 'shared',
    });
    expect(
      associations.filter(({ Properties: { TransitGatewayRouteTableId: table } }) => nameOf(table).startsWith(own)),
    ).toHaveLength(1);
    template.resourceCountIs('AWS::EC2::TransitGatewayRouteTablePropagation', 0);
  });

  test('every environment has a route to them and to nothing beside them', () => {
    const routes = Object.values(template.findResources('AWS::EC2::TransitGatewayRoute')).map(
      ({ Properties: properties }) => properties,
    );
    const towards = routes.filter(({ DestinationCidrBlock: block }) => block === '10.30.8.0/24');

    expect(towards).toHaveLength(3);
    expect(new Set(towards.map(({ TransitGatewayRouteTableId: table }) => nameOf(table))).size).toBe(3);
    // the table of the endpoints has no static route
    expect(routes.filter(({ TransitGatewayRouteTableId: table }) => nameOf(table).startsWith(own))).toEqual([]);
  });

  test('its handler is told of the table that answers for them, and may change it', () => {
    const [spokes] = Object.values(template.findResources('Custom::TransitSpokes'));

    expect(nameOf(spokes?.['Properties'].EndpointsTableId)).toBe(`${own}.TransitGatewayRouteTableId`);
    expect(JSON.stringify(template.findResources('AWS::IAM::Role'))).toContain(own);
  });
});

test('8.3/vpc-isolation#route-domain-separation: only what a flow needs of a private network is led to the firewall, and the rest nowhere', () => {
  const crossings = [
    { from: 'production', to: '10.10.0.0/16' },
    { from: 'shared', to: '10.100.0.0/20' },
    { from: 'shared', to: '10.100.0.0/20' },
  ] as const;
  const routes = Object.values(
    Template.fromStack(transitHubIn('eu-central-1', { crossings })).findResources('AWS::EC2::TransitGatewayRoute'),
  ).map(({ Properties }) => ({
    table: nameOf(Properties.TransitGatewayRouteTableId).replace(/Table.*/, ''),
    to: Properties.DestinationCidrBlock,
    by: Properties.Blackhole ? 'blackhole' : nameOf(Properties.TransitGatewayAttachmentId).replace(/[0-9A-F]{8}.*/, ''),
  }));

  expect(routes.filter(({ to }) => /^10\.1/.test(to))).toEqual([
    { table: 'TransitProduction', to: '10.10.0.0/16', by: 'TransitInspection' },
    { table: 'TransitShared', to: '10.100.0.0/20', by: 'TransitInspection' },
  ]);
  expect(routes.filter(({ by }) => by === 'blackhole')).toHaveLength(12);
});

describe('accounts that the handler is told of', () => {
  const spokes = (length: number) =>
    Array.from({ length }, (_, index) => ({
      account: String(100_000_000_000 + index),
      domain: 'production' as const,
    }));

  test('are as many as a configuration may have', () => {
    expect(() => transitHubIn('eu-central-1', { spokes: spokes(MOST_SPOKES) })).not.toThrow();
  });

  test('are refused where there are more than it can be told of', () => {
    expect(() => transitHubIn('eu-central-1', { spokes: spokes(700) })).toThrow(
      '700 accounts are more than the handler',
    );
  });
});
