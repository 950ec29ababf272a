import { PRIVATE_NETWORKS } from '../../constructs/guardrails/expected-networks';
import { accountFor } from '../../lib/config/accounts';
import { farFlowsOfAll, membersIn } from '../../lib/config/far-flows';
import { EXAMPLES, example } from '../support/landing-zone';
import {
  at,
  type DeployedTemplate,
  listOf,
  type Placed,
  placeOf,
  rendered,
  resourcesIn,
  resourcesOf,
  statementsAt,
  tagOf,
  templatesOf,
} from '../support/templates';

const ZONES = ['application', 'data', 'ingress', 'management'];
/** Client ports of Linux, Windows and load balancers: what answers come back to. */
const ANSWERS = [1024, 32768];

/** The zone's list that a subnet uses, or its route table: `stack/id`. */
function joinedWith(subnet: Placed, type: string, property: string): string | undefined {
  const [join, second] = resourcesIn(subnet.template, type).filter(
    ({ properties, template }) => rendered(properties['SubnetId'], template) === `\${${subnet.id}.SubnetId}`,
  );
  return join && !second ? rendered(join.properties[property], join.template) : undefined;
}

/** Load balancers and their network, which the internet reaches. */
const isOfIngress = ({ id }: { readonly id: string }): boolean => id.startsWith('Ingress');

describe.each(EXAMPLES)('%s', (name) => {
  const landingZone = example(name);
  // the hub carries what others send: what it does the proof of reachability follows
  const networks = templatesOf(landingZone).filter(
    (template) => resourcesIn(template, 'AWS::EC2::VPC').length > 0 && !/-network(-recovery)?$/.test(template.name),
  );
  const ofNetworks = (type: string) => networks.flatMap((template) => resourcesIn(template, type));
  const subnets = ofNetworks('AWS::EC2::Subnet');
  /** Those that stand in one account: networks of members take what the configuration gives them. */
  const own = networks.filter(({ account }) => account !== 'each');
  const hasHub = landingZone.config.network.hub !== undefined;

  test('8.3/zoning: has a network in each region, with four zones over its availability zones', () => {
    const { home, recovery } = landingZone.config.regions;

    expect(own.map(({ region }) => region).sort()).toEqual([home, recovery].sort());
    expect([...new Set(networks.map(({ region }) => region))].sort()).toEqual([home, recovery].sort());
    for (const network of networks) {
      const zones = resourcesIn(network, 'AWS::EC2::Subnet').map(
        (subnet) => `${tagOf(subnet, 'isms:zone')} ${subnet.properties['AvailabilityZone']}`,
      );
      const availabilityZones = [...new Set(zones.map((zone) => zone.split(' ')[1]))];

      expect(availabilityZones).toHaveLength(landingZone.config.network.availabilityZones);
      expect([...zones].sort()).toEqual(ZONES.flatMap((zone) => availabilityZones.map((az) => `${zone} ${az}`)).sort());
    }
  });

  test('8.3/zoning: each zone has a list and a route table of its own', () => {
    for (const [type, property] of [
      ['AWS::EC2::SubnetNetworkAclAssociation', 'NetworkAclId'],
      ['AWS::EC2::SubnetRouteTableAssociation', 'RouteTableId'],
    ] as const) {
      const used = new Set(
        subnets.map(
          (subnet) => `${subnet.template.name} ${tagOf(subnet, 'isms:zone')} ${joinedWith(subnet, type, property)}`,
        ),
      );

      expect([...used].filter((one) => one.endsWith('undefined'))).toEqual([]);
      expect(used.size).toBe(networks.length * ZONES.length);
      expect(
        new Set(
          [...used].map((one) =>
            one
              .split(' ')
              .filter((_, index) => index !== 1)
              .join(' '),
          ),
        ).size,
      ).toBe(used.size);
    }
  });

  test('8.3/vpc-isolation: there is no gateway and no address to the internet, and no route but that to the hub', () => {
    const ways = [
      'AWS::EC2::InternetGateway',
      'AWS::EC2::EgressOnlyInternetGateway',
      'AWS::EC2::NatGateway',
      'AWS::EC2::VPCGatewayAttachment',
      'AWS::EC2::EIP',
      'AWS::EC2::VPCPeeringConnection',
    ];

    expect(ways.flatMap(ofNetworks).map(placeOf)).toEqual([]);
    const routes = ofNetworks('AWS::EC2::Route');
    expect(routes).toHaveLength(hasHub ? networks.length : 0);
    expect(ofNetworks('AWS::EC2::TransitGatewayAttachment')).toHaveLength(hasHub ? networks.length : 0);
    for (const { template, properties } of routes) {
      expect(Object.keys(properties).sort()).toEqual(['DestinationCidrBlock', 'RouteTableId', 'TransitGatewayId']);
      expect(rendered(properties['RouteTableId'], template)).toMatch(/^\$\{NetworkApplicationRoutes/);
    }
    expect(subnets.map(({ properties }) => properties['MapPublicIpOnLaunch'])).toEqual(subnets.map(() => false));
    expect(subnets.filter(({ properties }) => properties['Ipv6CidrBlock'] !== undefined)).toEqual([]);
  });

  test('8.3/vpc-isolation: gateway endpoints stand in the routes of the application zone alone', () => {
    const tables = resourcesOf(landingZone, 'AWS::EC2::VPCEndpoint').flatMap(({ template, properties }) =>
      listOf(properties['RouteTableIds']).map((table) => rendered(table, template)),
    );

    expect(tables.length).toBeGreaterThanOrEqual(2);
    for (const table of tables) expect(table).toMatch(/^\$\{NetworkApplicationRoutes/);
  });

  test('8.3/minimal-ports: lists admit the ports of the declared flows and of the endpoints, and answers to them', () => {
    const { flows, hub } = landingZone.config.network;
    const apart = [...flows, ...(hub?.flows ?? []), ...(hub?.ingress?.services ?? [])];
    const declared = new Set([443, ...apart.map(({ port }) => port)]);
    // what the network of load balancers opens to the internet is for `ingress-vpc.test.ts`
    const entries = resourcesOf(landingZone, 'AWS::EC2::NetworkAclEntry').filter((one) => !isOfIngress(one));
    const others = entries.filter(({ properties }) => {
      const from = Number(at(properties, 'PortRange.From'));
      const to = Number(at(properties, 'PortRange.To'));
      return !(from === to && declared.has(from)) && !(ANSWERS.includes(from) && to === 65535);
    });

    expect(entries.length).toBeGreaterThan(20);
    expect(others.map(placeOf)).toEqual([]);
    expect(entries.filter(({ properties }) => properties['Protocol'] === -1)).toEqual([]);
  });

  test('8.3/minimal-ports: lists admit zones of the network, and from outside it declared flows, load balancers and the answers of gateway endpoints alone', () => {
    const { config } = landingZone;
    for (const network of networks) {
      const place = network.region === config.regions.home ? 'home' : 'recovery';
      const entries = resourcesIn(network, 'AWS::EC2::NetworkAclEntry');
      const beyond = entries.filter(
        ({ properties: { CidrBlock: block } }) =>
          !isCutOfNetwork(block) &&
          block !== config.network.hub?.ingress?.[place] &&
          !isWithin(String(block), config.network[place]),
      );
      // of members, whose ranges deployment tells, one template makes all networks of an environment
      const isOfMembers = entries.some(({ properties }) => isCutOfNetwork(properties['CidrBlock']));
      const accounts = isOfMembers ? membersIn(config, environmentOf(network)) : [accountFor(config, 'operations')];
      const far = farFlowsOfAll(config, accounts, place, { services: [] })
        .flatMap(({ from, to }): readonly string[] => [from, to])
        .filter((end) => end.includes('/') && !isWithin(end, config.network[place]));
      const outside = beyond.filter(({ properties }) => !far.includes(String(properties['CidrBlock'])));
      // asked and answered, in and out
      expect(beyond.length - outside.length).toBe(2 * far.length);

      // a list takes no prefix list, and no route of the zone leads anywhere but to the gateway endpoints
      expect(outside.map(({ properties }) => properties)).toEqual([
        expect.objectContaining({ Egress: false, CidrBlock: '0.0.0.0/0', PortRange: { From: 32768, To: 65535 } }),
        expect.objectContaining({ Egress: true, CidrBlock: '0.0.0.0/0', PortRange: { From: 443, To: 443 } }),
      ]);
      for (const { template, properties } of outside)
        expect(rendered(properties['NetworkAclId'], template)).toMatch(/^\$\{NetworkApplicationAccessList/);
    }
  });

  test('8.3/security-groups: no group but that of a load balancer admits an address, and what leaves goes to the endpoints on 443', () => {
    const groups = resourcesOf(landingZone, 'AWS::EC2::SecurityGroup').filter((one) => !isOfIngress(one));
    const inward = resourcesOf(landingZone, 'AWS::EC2::SecurityGroupIngress');
    const outward = resourcesOf(landingZone, 'AWS::EC2::SecurityGroupEgress');

    // central endpoints are reached from networks whose groups nobody can name
    const [central, others] = [true, false].map((isCentral) =>
      groups.filter(
        ({ properties, id }) =>
          properties['SecurityGroupIngress'] !== undefined && id.startsWith('EndpointsSecurityGroup') === isCentral,
      ),
    );
    expect(others?.map(placeOf)).toEqual([]);
    for (const rule of central?.flatMap(({ properties }) => listOf(properties['SecurityGroupIngress'])) ?? []) {
      expect(rule).toMatchObject({ IpProtocol: 'tcp', FromPort: 443, ToPort: 443 });
      expect(PRIVATE_NETWORKS.map(String)).toContain(at(rule, 'CidrIp'));
    }
    expect([inward.length, outward.length]).toEqual([2, 2]);
    for (const { properties } of [...inward, ...outward]) {
      expect(properties).toMatchObject({ IpProtocol: 'tcp', FromPort: 443, ToPort: 443 });
      expect(properties).not.toHaveProperty('CidrIp');
      expect(properties).not.toHaveProperty('CidrIpv6');
    }
    // 255.255.255.255 is how the CDK spells nothing
    const addresses = groups.flatMap(({ properties }) =>
      listOf(properties['SecurityGroupEgress']).map((rule) => at(rule, 'CidrIp')),
    );
    expect(new Set(addresses)).toEqual(new Set(['255.255.255.255/32']));
  });

  test('8.3/interface-security: services are reached by their own names over private addresses', () => {
    const endpoints = resourcesOf(landingZone, 'AWS::EC2::VPCEndpoint');
    const interfaces = endpoints.filter(({ properties }) => properties['VpcEndpointType'] === 'Interface');
    const services = ['ssm', 'ssmmessages', 'kms', 'logs'];

    // DynamoDB gives no private name: its endpoint is called by its own
    for (const { template, properties } of interfaces) {
      const isDynamoDb = /\.dynamodb$/.test(String(rendered(properties['ServiceName'], template)));
      expect(properties['PrivateDnsEnabled']).toBe(!isDynamoDb);
    }
    for (const network of own) {
      const names = resourcesIn(network, 'AWS::EC2::VPCEndpoint').map(({ template, properties }) =>
        rendered(properties['ServiceName'], template),
      );
      const missing = services.filter((service) => !names.some((known) => known.endsWith(`.${service}`)));
      expect(missing).toEqual([]);
    }
  });

  test('8.3/interface-security: every endpoint has a policy that binds callers and resources', () => {
    const endpoints = resourcesOf(landingZone, 'AWS::EC2::VPCEndpoint');
    const open = endpoints.filter(({ properties }) => {
      const statements = statementsAt(properties, 'PolicyDocument');
      return (
        statements.length === 0 ||
        statements.some(
          (statement) => statement.Effect === 'Allow' && !statement.Condition && !readsPackages(statement),
        )
      );
    });

    expect(endpoints.length).toBeGreaterThan(10);
    expect(open.map(placeOf)).toEqual([]);
  });
});

/** Whether a statement lets hosts fetch packages of the provider, which are public, and nothing else. */
const readsPackages = ({ Action, Resource }: { readonly Action?: unknown; readonly Resource?: unknown }): boolean =>
  Action === 's3:GetObject' &&
  [Resource].flat().every((one) => /:s3:::al2023-repos-[a-z0-9-]+\/\*"/.test(JSON.stringify(one)));

const environmentOf = (network: DeployedTemplate): string =>
  resourcesIn(network, 'AWS::EC2::VPC').map((vpc) => tagOf(vpc, 'isms:environment'))[0] ?? '';

/** Whether CloudFormation cuts it out of the range of the template's own network. */
const isCutOfNetwork = (block: unknown): boolean =>
  /^\{"Fn::Select":\[\d+,\{"Fn::Cidr":\[\{"Fn::GetAtt":\["NetworkVpc\w+","CidrBlock"\]\},\d+,"\d+"\]\}\]\}$/.test(
    JSON.stringify(block) ?? '',
  );

/** Whether one IPv4 range lies within another. */
function isWithin(inner: string, outer: string): boolean {
  const number = (address: string): number => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const [innerBase = '', innerBits = '32'] = inner.split('/');
  const [outerBase = '', outerBits = '32'] = outer.split('/');
  const size = 2 ** (32 - Number(outerBits));
  return (
    Number(innerBits) >= Number(outerBits) &&
    Math.floor(number(innerBase) / size) === Math.floor(number(outerBase) / size)
  );
}
