import { ANY_ADDRESS, ownFlows } from '../../../../../constructs/isolated-vpc/flows';
import { verdictOf } from '../../../../../constructs/nag/rule';
import { securityGroupFlowDeclared } from '../../../../../constructs/nag/rules/network/security-group-flow-declared';
import { Estate, Template } from '../../../../../constructs/nag/template';
import { describeRule } from '../../../../support/rule-cases';

type Part = { readonly Type: string; readonly Properties?: Readonly<Record<string, unknown>> };

const demands = {
  flows: [
    ...ownFlows('minimal'),
    { from: 'application', to: 'data', port: 5432 },
    { from: 'application', to: 'data', port: 9092, lastPort: 9093 },
    { from: 'application', to: 'data', port: 9094, lastPort: 9096 },
    { from: 'ingress', to: 'application', port: 8443 },
    { from: 'management', to: 'data', port: 53, protocol: 'udp' },
  ],
} as const;

const zoned = (zone: string): { readonly Tags: readonly object[] } => ({ Tags: [{ Key: 'isms:zone', Value: zone }] });
const vpc = (range = '10.0.0.0/16'): Part => ({ Type: 'AWS::EC2::VPC', Properties: { CidrBlock: range } });
const subnet = (zone: string | undefined, range: unknown): Part => ({
  Type: 'AWS::EC2::Subnet',
  Properties: { VpcId: { Ref: 'Vpc' }, CidrBlock: range, ...(zone && zoned(zone)) },
});

const NETWORK = {
  Vpc: vpc(),
  Application: subnet('application', '10.0.64.0/20'),
  Data: subnet('data', '10.0.128.0/20'),
  Management: subnet('management', '10.0.192.0/20'),
  Spare: subnet(undefined, '10.0.32.0/20'),
};

/** To nobody, as the CDK writes it. */
const CLOSED = { CidrIp: '255.255.255.255/32', IpProtocol: 'icmp', FromPort: 252, ToPort: 86 };

const group = (zone: string | undefined, properties: Readonly<Record<string, unknown>> = {}, of = 'Vpc'): Part => ({
  Type: 'AWS::EC2::SecurityGroup',
  Properties: { VpcId: { Ref: of }, SecurityGroupEgress: [CLOSED], ...(zone && zoned(zone)), ...properties },
});

const tcp = (from: number, to = from) => ({ IpProtocol: 'tcp', FromPort: from, ToPort: to });
const fromGroup = (id: string, rule: object = tcp(5432)) => ({
  ...rule,
  SourceSecurityGroupId: { 'Fn::GetAtt': [id, 'GroupId'] },
});
const toGroup = (id: string, rule: object = tcp(5432)) => ({
  ...rule,
  DestinationSecurityGroupId: { 'Fn::GetAtt': [id, 'GroupId'] },
});

/** A database's group that admits. */
const database = (rule: unknown, more: Readonly<Record<string, Part>> = {}) => ({
  template: {
    ...NETWORK,
    Service: group('application'),
    Subject: group('data', { SecurityGroupIngress: [rule] }),
    ...more,
  },
});

/** A service's group that lets out. */
const service = (...rules: readonly unknown[]) => ({
  template: {
    ...NETWORK,
    Database: group('data'),
    Subject: group('application', { SecurityGroupEgress: rules }),
  },
});

describeRule(securityGroupFlowDeclared, {
  demands,
  compliant: {
    'a group that opens nothing': { template: { ...NETWORK, Subject: group(undefined) } },
    'a declared flow between groups': database(fromGroup('Service')),
    'a declared flow to a group': service(toGroup('Database')),
    'part of a declared range': database(fromGroup('Service', tcp(9093))),
    'ports that two flows declare together': database(fromGroup('Service', tcp(9092, 9096))),
    'a protocol by its number': database(fromGroup('Service', { ...tcp(5432), IpProtocol: 6 })),
    'another protocol that is declared': {
      template: {
        ...NETWORK,
        Tool: group('management'),
        Subject: group('data', {
          SecurityGroupIngress: [fromGroup('Tool', { IpProtocol: 'udp', FromPort: 53, ToPort: 53 })],
        }),
      },
    },
    "a range within the client's zone": database({ ...tcp(5432), CidrIp: '10.0.64.0/24' }),
    'the subnet of the client': database({ ...tcp(5432), CidrIp: { 'Fn::GetAtt': ['Application', 'CidrBlock'] } }),
    'a prefix list of ranges within the zone': database(
      { ...tcp(5432), SourcePrefixListId: { Ref: 'List' } },
      { List: { Type: 'AWS::EC2::PrefixList', Properties: { Entries: [{ Cidr: '10.0.65.0/24' }] } } },
    ),
    'no egress rule in the group, but one as a resource of its own': {
      template: {
        ...NETWORK,
        Subject: group('application', { SecurityGroupEgress: [] }),
        Way: { Type: 'AWS::EC2::SecurityGroupEgress', Properties: { GroupId: { Ref: 'Subject' } } },
      },
    },
  },
  nonCompliant: {
    'a port that no flow declares': [database(fromGroup('Service', tcp(6379))), 'SecurityGroupIngress.0.FromPort'],
    'a port more than declared': [database(fromGroup('Service', tcp(5432, 5433))), 'SecurityGroupIngress.0.FromPort'],
    'a port less than the declared range begins with': [
      database(fromGroup('Service', tcp(9091, 9096))),
      'SecurityGroupIngress.0.FromPort',
    ],
    'a range with a hole in what is declared': [
      database(fromGroup('Service', tcp(5432, 9092))),
      'SecurityGroupIngress.0.FromPort',
    ],
    'the same port of another protocol': [
      database(fromGroup('Service', { ...tcp(5432), IpProtocol: 'udp' })),
      'SecurityGroupIngress.0.FromPort',
    ],
    'every protocol': [database(fromGroup('Service', { IpProtocol: '-1' })), 'SecurityGroupIngress.0.IpProtocol'],
    'a protocol without ports': [
      database(fromGroup('Service', { IpProtocol: 'icmp', FromPort: 8, ToPort: 0 })),
      'SecurityGroupIngress.0.IpProtocol',
    ],
    'no rule for egress, so that EC2 opens everything': [service(), 'SecurityGroupEgress'],
    'the declared flow the other way round': [
      {
        template: {
          ...NETWORK,
          Database: group('data'),
          Subject: group('application', { SecurityGroupIngress: [fromGroup('Database')] }),
        },
      },
      'SecurityGroupIngress.0.FromPort',
    ],
    'a client of a zone that is not declared': [
      {
        template: {
          ...NETWORK,
          Tool: group('management'),
          Subject: group('data', { SecurityGroupIngress: [fromGroup('Tool')] }),
        },
      },
      'SecurityGroupIngress.0.FromPort',
    ],
    'a client of no zone': [
      database(fromGroup('Nobody'), { Nobody: group(undefined) }),
      'SecurityGroupIngress.0.FromPort',
    ],
    'a client in another network': [
      database(fromGroup('Stranger'), { Other: vpc('10.1.0.0/16'), Stranger: group('application', {}, 'Other') }),
      'SecurityGroupIngress.0.FromPort',
    ],
    'a group that says no zone': [
      {
        template: {
          ...NETWORK,
          Service: group('application'),
          Subject: group(undefined, { SecurityGroupIngress: [fromGroup('Service')] }),
        },
      },
      'SecurityGroupIngress.0.FromPort',
    ],
    'its own members, undeclared': [database(fromGroup('Subject')), 'SecurityGroupIngress.0.FromPort'],
    'any address': [database({ ...tcp(5432), CidrIp: '0.0.0.0/0' }), 'SecurityGroupIngress.0.FromPort'],
    'any address over IPv6': [database({ ...tcp(5432), CidrIpv6: '::/0' }), 'SecurityGroupIngress.0.FromPort'],
    'a range of IPv6': [database({ ...tcp(5432), CidrIpv6: 'fd00::/48' }), 'SecurityGroupIngress.0.FromPort'],
    'a range outside the network': [
      database({ ...tcp(5432), CidrIp: '192.168.0.0/24' }),
      'SecurityGroupIngress.0.FromPort',
    ],
    'a range that reaches beyond the network': [
      database({ ...tcp(5432), CidrIp: '10.0.0.0/8' }),
      'SecurityGroupIngress.0.FromPort',
    ],
    'a range of the network in which no subnet is': [
      database({ ...tcp(5432), CidrIp: '10.0.0.0/24' }),
      'SecurityGroupIngress.0.FromPort',
    ],
    'a range over three zones and a subnet of none': [
      database({ ...tcp(5432), CidrIp: { 'Fn::GetAtt': ['Vpc', 'CidrBlock'] } }),
      'SecurityGroupIngress.0.FromPort',
      'SecurityGroupIngress.0.FromPort',
      'SecurityGroupIngress.0.FromPort',
    ],
    'a prefix list that reaches further': [
      database(
        { ...tcp(5432), SourcePrefixListId: { Ref: 'List' } },
        {
          List: {
            Type: 'AWS::EC2::PrefixList',
            Properties: { Entries: [{ Cidr: '10.0.65.0/24' }, { Cidr: '10.0.192.0/24' }] },
          },
        },
      ),
      'SecurityGroupIngress.0.FromPort',
    ],
    'egress that is not declared beside one that is': [
      service(toGroup('Database'), toGroup('Database', tcp(22))),
      'SecurityGroupEgress.1.FromPort',
    ],
    'a rule beside one that deployment decides': [
      service({ ...tcp(443), DestinationPrefixListId: 'pl-0a1b2c3d' }, toGroup('Database', tcp(22))),
      'SecurityGroupEgress.1.FromPort',
    ],
  },
  unknown: {
    'a group of another template': database({ ...tcp(5432), SourceSecurityGroupId: { 'Fn::ImportValue': 'Other' } }),
    'a group by its id': database({ ...tcp(5432), SourceSecurityGroupId: 'sg-0a1b2c3d' }),
    'a prefix list of AWS': service({ ...tcp(443), DestinationPrefixListId: 'pl-0a1b2c3d' }),
    'a range that is a parameter': database({ ...tcp(5432), CidrIp: { Ref: 'Range' } }),
    'a rule without another side': database(tcp(5432)),
    'a range where the network is a parameter': {
      template: {
        Subject: group('data', { SecurityGroupIngress: [{ ...tcp(5432), CidrIp: '10.0.64.0/20' }] }, 'Parameter'),
      },
    },
  },
});

/** A rule that is a resource of its own. */
const standing = (rule: object, direction: 'Ingress' | 'Egress') => ({
  template: {
    ...NETWORK,
    Service: group('application'),
    Database: group('data'),
    Subject: { Type: `AWS::EC2::SecurityGroup${direction}`, Properties: { ...rule } },
  },
});

describe('rules that are resources of their own', () => {
  describeRule(securityGroupFlowDeclared, {
    demands,
    compliant: {
      'a declared flow in': standing({ ...fromGroup('Service'), GroupId: { Ref: 'Database' } }, 'Ingress'),
      'a declared flow out': standing({ ...toGroup('Database'), GroupId: { Ref: 'Service' } }, 'Egress'),
    },
    nonCompliant: {
      'a port that no flow declares': [
        standing({ ...fromGroup('Service', tcp(22)), GroupId: { Ref: 'Database' } }, 'Ingress'),
        'FromPort',
      ],
      'every protocol': [
        standing({ ...toGroup('Database', { IpProtocol: '-1' }), GroupId: { Ref: 'Service' } }, 'Egress'),
        'IpProtocol',
      ],
      'the default group of the network': [
        standing({ ...fromGroup('Service'), GroupId: { 'Fn::GetAtt': ['Vpc', 'DefaultSecurityGroup'] } }, 'Ingress'),
        'FromPort',
      ],
    },
    unknown: {
      'a group that is in no template': standing({ ...fromGroup('Service'), GroupId: 'sg-0a1b2c3d' }, 'Ingress'),
    },
  });
});

/** An entry of the list of a zone. */
const entry = (of: 'Application' | 'Data', properties: object) => ({
  template: {
    ...NETWORK,
    List: { Type: 'AWS::EC2::NetworkAcl', Properties: { VpcId: { Ref: 'Vpc' } } },
    Association: {
      Type: 'AWS::EC2::SubnetNetworkAclAssociation',
      Properties: { SubnetId: { Ref: of }, NetworkAclId: { Ref: 'List' } },
    },
    Subject: {
      Type: 'AWS::EC2::NetworkAclEntry',
      Properties: { NetworkAclId: { Ref: 'List' }, RuleAction: 'allow', Protocol: 6, Egress: false, ...properties },
    },
  },
});

const APPLICATION = '10.0.64.0/18';
const DATA = '10.0.128.0/18';
const ports = (From: number, To = From) => ({ PortRange: { From, To } });

describe('access lists', () => {
  describeRule(securityGroupFlowDeclared, {
    demands,
    compliant: {
      'a declared flow into the zone': entry('Data', { CidrBlock: APPLICATION, ...ports(5432) }),
      'a declared flow out of the zone': entry('Application', { CidrBlock: DATA, Egress: true, ...ports(5432) }),
      'answers to the client': entry('Data', { CidrBlock: APPLICATION, Egress: true, ...ports(32_768, 65_535) }),
      'answers at the client': entry('Application', { CidrBlock: DATA, ...ports(32_768, 65_535) }),
      'the gateway endpoints': entry('Application', { CidrBlock: '0.0.0.0/0', Egress: true, ...ports(443) }),
      'answers of the gateway endpoints': entry('Application', { CidrBlock: '0.0.0.0/0', ...ports(32_768, 65_535) }),
    },
    nonCompliant: {
      'a port that no flow declares': [entry('Data', { CidrBlock: APPLICATION, ...ports(22) }), 'PortRange'],
      'a widened port': [entry('Data', { CidrBlock: APPLICATION, ...ports(5432, 5440) }), 'PortRange'],
      'answers below the ports of clients': [
        entry('Data', { CidrBlock: APPLICATION, Egress: true, ...ports(1024, 65_535) }),
        'PortRange',
      ],
      'answers without a flow': [entry('Data', { CidrBlock: APPLICATION, ...ports(32_768, 65_535) }), 'PortRange'],
      'answers of another protocol': [
        entry('Data', { CidrBlock: APPLICATION, Egress: true, Protocol: 17, ...ports(32_768, 65_535) }),
        'PortRange',
      ],
      'any address into the data zone': [entry('Data', { CidrBlock: '0.0.0.0/0', ...ports(5432) }), 'PortRange'],
      'any address over IPv6': [entry('Data', { Ipv6CidrBlock: '::/0', ...ports(5432) }), 'PortRange'],
      'every protocol': [entry('Data', { CidrBlock: APPLICATION, Protocol: -1 }), 'Protocol'],
    },
    notApplicable: {
      'an entry that denies': entry('Data', { CidrBlock: '0.0.0.0/0', Protocol: -1, RuleAction: 'deny' }),
    },
    unknown: {
      'a list of another template': {
        template: {
          Subject: {
            Type: 'AWS::EC2::NetworkAclEntry',
            Properties: {
              NetworkAclId: { 'Fn::ImportValue': 'List' },
              RuleAction: 'allow',
              Protocol: 6,
              CidrBlock: DATA,
              ...ports(5432),
            },
          },
        },
      },
    },
  });
});

describe('without a configuration', () => {
  const verdict = (resources: Readonly<Record<string, Part>>) => {
    const subject = Template.cloudFormation({ Resources: resources }, { estate: new Estate() }).find('Subject');
    return subject && verdictOf(securityGroupFlowDeclared, subject);
  };

  test('8.3/minimal-ports#declared-flows: what is open is unknown, not declared', () => {
    expect(verdict(database(fromGroup('Service')).template)).toEqual({
      outcome: 'unknown',
      because: expect.objectContaining({ en: 'no configuration says which flows are declared' }),
    });
  });

  test('a group that opens nothing complies all the same', () => {
    const closed = group('data', { SecurityGroupEgress: [CLOSED] });

    expect(verdict({ ...NETWORK, Subject: closed })?.outcome).toBe('compliant');
  });
});

test('names what is open, from where to where', () => {
  const template = Template.cloudFormation(
    { Resources: database(fromGroup('Service', tcp(5432, 5433))).template },
    { estate: new Estate(demands) },
  );
  const subject = template.find('Subject');

  expect(subject && verdictOf(securityGroupFlowDeclared, subject)).toEqual({
    outcome: 'non-compliant',
    findings: [
      {
        property: 'SecurityGroupIngress.0.FromPort',
        message: {
          en: 'opens tcp/5432-5433 from application to data, which no flow declares',
          zh: '开放了 application 到 data 的 tcp/5432-5433，但没有声明该流量',
        },
      },
    ],
  });
});

test('the landing zone itself opens the endpoints that it has, each with a reason and an owner', () => {
  const toGateways = { from: 'application', to: ANY_ADDRESS, port: 443, reason: 'gateway endpoints' };

  expect(ownFlows('none')).toEqual([{ ...toGateways, owner: 'landing zone' }]);
  expect(ownFlows('full').map(({ from, to, port, owner }) => [from, to, port, owner])).toEqual([
    ['management', 'application', 443, 'landing zone'],
    ['application', 'application', 443, 'landing zone'],
    ['application', ANY_ADDRESS, 443, 'landing zone'],
  ]);
});
