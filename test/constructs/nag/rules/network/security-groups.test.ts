import { securityGroupEgress } from '../../../../../constructs/nag/rules/network/security-group-egress';
import { securityGroupIngress } from '../../../../../constructs/nag/rules/network/security-group-ingress';
import { securityGroupNarrowPorts } from '../../../../../constructs/nag/rules/network/security-group-narrow-ports';
import { describeRule } from '../../../../support/rule-cases';

const group = (properties: object) => ({ Type: 'AWS::EC2::SecurityGroup', Properties: properties });
const zone = (name: string) => ({ Tags: [{ Key: 'isms:zone', Value: name }] });
const tcp = (from: number | string, to: number | string = from) => ({ IpProtocol: 'tcp', FromPort: from, ToPort: to });
const https = { ...tcp(443), CidrIp: '0.0.0.0/0' };
const inbound = (rule: object, tags = {}) => ({ SecurityGroupIngress: [rule], ...tags });
const outbound = (rule: object, tags = {}) => ({ SecurityGroupEgress: [rule], ...tags });

const standalone = (direction: 'Ingress' | 'Egress', rule: object, tags: object = {}) => ({
  template: {
    Subject: {
      Type: `AWS::EC2::SecurityGroup${direction}`,
      Properties: { GroupId: { 'Fn::GetAtt': ['Group', 'GroupId'] }, ...rule },
    },
    Group: group(tags),
  },
});
const inParameterGroup = (direction: 'Ingress' | 'Egress', rule: object) => ({
  template: {
    Subject: { Type: `AWS::EC2::SecurityGroup${direction}`, Properties: { GroupId: { Ref: 'Group' }, ...rule } },
  },
});
const withPrefixList = (rule: object, cidr: unknown) => ({
  template: { Subject: group(rule), List: { Type: 'AWS::EC2::PrefixList', Properties: { Entries: [{ Cidr: cidr }] } } },
});
const fromList = { ...tcp(22), SourcePrefixListId: { 'Fn::GetAtt': ['List', 'PrefixListId'] } };

describeRule(securityGroupIngress, {
  compliant: {
    'no rule at all': {},
    'a private range': inbound({ ...tcp(22), CidrIp: '10.0.0.0/8' }),
    'the range of its VPC': {
      template: {
        Subject: group(inbound({ ...tcp(443), CidrIp: { 'Fn::GetAtt': ['Vpc', 'CidrBlock'] } })),
        Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } },
      },
    },
    'unique local IPv6 addresses': inbound({ ...tcp(443), CidrIpv6: 'fc00::/7' }),
    'an IPv6 range of a /16': inbound({
      ...tcp(443),
      CidrIpv6: '2001::/16',
    }),
    'another group': inbound({ ...tcp(5432), SourceSecurityGroupId: { Ref: 'Other' } }),
    'a prefix list of the template with narrow ranges': withPrefixList(inbound(fromList), '10.0.0.0/16'),
    'HTTPS from anywhere in the ingress zone': inbound(https, zone('ingress')),
    'HTTP from anywhere in the ingress zone, ports as texts': inbound(
      { ...tcp('80'), CidrIpv6: '::/0' },
      zone('ingress'),
    ),
    'TCP by its number in the ingress zone': inbound({ ...https, IpProtocol: 6 }, zone('ingress')),
    'a rule of its own that admits HTTPS to the ingress zone': standalone('Ingress', https, zone('ingress')),
  },
  nonCompliant: {
    'any IPv4 address': [inbound(https), 'SecurityGroupIngress.0.CidrIp'],
    'any IPv6 address': [inbound({ ...tcp(443), CidrIpv6: '::/0' }), 'SecurityGroupIngress.0.CidrIpv6'],
    'the internet in halves': [
      {
        SecurityGroupIngress: [
          { ...tcp(22), CidrIp: '0.0.0.0/1' },
          { ...tcp(22), CidrIp: '128.0.0.0/1' },
        ],
      },
      'SecurityGroupIngress.0.CidrIp',
      'SecurityGroupIngress.1.CidrIp',
    ],
    'a range of a /7': [inbound({ ...tcp(22), CidrIp: '10.0.0.0/7' }), 'SecurityGroupIngress.0.CidrIp'],
    'an IPv6 range of a /15': [inbound({ ...tcp(22), CidrIpv6: '2000::/15' }), 'SecurityGroupIngress.0.CidrIpv6'],
    'all global IPv6 addresses': [inbound({ ...tcp(22), CidrIpv6: '2000::/3' }), 'SecurityGroupIngress.0.CidrIpv6'],
    'IPv6 that holds more than the unique local addresses': [
      inbound({ ...tcp(22), CidrIpv6: 'fc00::/6' }),
      'SecurityGroupIngress.0.CidrIpv6',
    ],
    'HTTPS from anywhere in another zone': [inbound(https, zone('application')), 'SecurityGroupIngress.0.CidrIp'],
    'SSH from anywhere in the ingress zone': [
      inbound({ ...https, ...tcp(22) }, zone('ingress')),
      'SecurityGroupIngress.0.CidrIp',
    ],
    'ports around 443 in the ingress zone': [
      inbound({ ...https, ...tcp(443, 444) }, zone('ingress')),
      'SecurityGroupIngress.0.CidrIp',
    ],
    'UDP on 443 in the ingress zone': [
      inbound({ ...https, IpProtocol: '17' }, zone('ingress')),
      'SecurityGroupIngress.0.CidrIp',
    ],
    'all protocols in the ingress zone': [
      inbound({ IpProtocol: '-1', CidrIp: '0.0.0.0/0' }, zone('ingress')),
      'SecurityGroupIngress.0.CidrIp',
    ],
    'a prefix list of the template that holds any address': [
      withPrefixList(inbound(fromList), '0.0.0.0/0'),
      'SecurityGroupIngress.0.SourcePrefixListId',
    ],
    'a rule of its own': [standalone('Ingress', https), 'CidrIp'],
    'an unrestricted rule beside one that is known at deployment only': [
      { SecurityGroupIngress: [{ ...tcp(22), CidrIp: { Ref: 'Office' } }, https] },
      'SecurityGroupIngress.1.CidrIp',
    ],
    'SSH from anywhere to a group that the template does not have': [
      inParameterGroup('Ingress', { ...https, ...tcp(22) }),
      'CidrIp',
    ],
  },
  unknown: {
    'a range that is a parameter': inbound({ ...tcp(22), CidrIp: { Ref: 'Office' } }),
    'a prefix list that the template does not have': inbound({
      ...tcp(22),
      SourcePrefixListId: 'pl-0123456789abcdef0',
    }),
    'a conditional rule': inbound({ 'Fn::If': ['Open', https, { Ref: 'AWS::NoValue' }] }),
    'HTTPS to a group that the template does not have': inParameterGroup('Ingress', https),
    'a zone that is a parameter': inbound(https, { Tags: [{ Key: 'isms:zone', Value: { Ref: 'Zone' } }] }),
  },
});

describeRule(securityGroupEgress, {
  compliant: {
    'a private range': outbound({ ...tcp(443), CidrIp: '10.0.0.0/8' }),
    'the rule that stands for none': outbound({
      IpProtocol: 'icmp',
      FromPort: 252,
      ToPort: 86,
      CidrIp: '255.255.255.255/32',
    }),
    'HTTPS to anywhere from the application zone': outbound(https, zone('application')),
    'HTTPS to the prefix list of a service': outbound({ ...tcp(443), DestinationPrefixListId: 'pl-0123456789abcdef0' }),
    'rules that are resources of their own': {
      template: {
        Subject: group({}),
        Rule: {
          Type: 'AWS::EC2::SecurityGroupEgress',
          Properties: { GroupId: { 'Fn::GetAtt': ['Subject', 'GroupId'] }, ...https },
        },
      },
    },
    'all ports of a private range from the data zone': outbound(
      { IpProtocol: '-1', CidrIp: '10.1.0.0/16' },
      zone('data'),
    ),
    'a rule of its own': standalone('Egress', https),
  },
  nonCompliant: {
    'no rule, which means all': [{}, 'SecurityGroupEgress'],
    'an empty list, which means all': [{ SecurityGroupEgress: [] }, 'SecurityGroupEgress'],
    'everything to any IPv4 address': [
      outbound({ IpProtocol: '-1', CidrIp: '0.0.0.0/0' }),
      'SecurityGroupEgress.0.CidrIp',
    ],
    'everything to any IPv6 address': [
      outbound({ IpProtocol: -1, CidrIpv6: '::/0' }),
      'SecurityGroupEgress.0.CidrIpv6',
    ],
    'every TCP port of any address': [
      outbound({ ...tcp(0, 65535), CidrIp: '0.0.0.0/0' }),
      'SecurityGroupEgress.0.CidrIp',
    ],
    'every TCP port but 0': [outbound({ ...tcp(1, 65535), CidrIp: '0.0.0.0/0' }), 'SecurityGroupEgress.0.CidrIp'],
    'HTTPS to anywhere from the data zone': [outbound(https, zone('data')), 'SecurityGroupEgress.0.CidrIp'],
    'HTTPS to anywhere from the management zone': [outbound(https, zone('management')), 'SecurityGroupEgress.0.CidrIp'],
    'a rule of its own in the data zone': [standalone('Egress', https, zone('data')), 'CidrIp'],
    'a rule of its own that allows all': [standalone('Egress', { IpProtocol: '-1', CidrIp: '0.0.0.0/0' }), 'CidrIp'],
  },
  unknown: {
    'everything to a range that is a parameter': outbound({ IpProtocol: '-1', CidrIp: { Ref: 'Range' } }),
    'HTTPS to anywhere from a group that the template does not have': inParameterGroup('Egress', https),
    'a prefix list in the data zone': outbound(
      { ...tcp(443), DestinationPrefixListId: 'pl-0123456789abcdef0' },
      zone('data'),
    ),
    'rules that are a parameter': { SecurityGroupEgress: { Ref: 'Rules' } },
  },
});

const privateRange = { CidrIp: '10.0.0.0/16' };

describeRule(securityGroupNarrowPorts, {
  compliant: {
    'one port': inbound({ ...tcp(443), ...privateRange }),
    'ten ports': inbound({ ...tcp(8000, 8009), ...privateRange }),
    'ICMP, which has no ports': outbound({ IpProtocol: 'icmp', FromPort: -1, ToPort: -1, ...privateRange }),
    'ICMPv6 by its number': inbound({ IpProtocol: '58', CidrIpv6: 'fd00::/64' }),
    'no rule': {},
  },
  nonCompliant: {
    'eleven ports': [inbound({ ...tcp(8000, 8010), ...privateRange }), 'SecurityGroupIngress.0.ToPort'],
    'eleven ports outbound': [outbound({ ...tcp(8000, 8010), ...privateRange }), 'SecurityGroupEgress.0.ToPort'],
    'all protocols': [inbound({ IpProtocol: '-1', ...privateRange }), 'SecurityGroupIngress.0.IpProtocol'],
    'all protocols as a number': [inbound({ IpProtocol: -1, ...privateRange }), 'SecurityGroupIngress.0.IpProtocol'],
    'a protocol of which EC2 opens all ports': [
      inbound({ ...tcp(1), ...privateRange, IpProtocol: 132 }),
      'SecurityGroupIngress.0.IpProtocol',
    ],
    'all protocols within the group': [
      inbound({ IpProtocol: '-1', SourceSecurityGroupId: { Ref: 'Subject' } }),
      'SecurityGroupIngress.0.IpProtocol',
    ],
    'TCP without ports': [inbound({ IpProtocol: 'tcp', ...privateRange }), 'SecurityGroupIngress.0.ToPort'],
    'UDP by its number with every port': [
      inbound({ IpProtocol: 17, FromPort: 0, ToPort: 65535, ...privateRange }),
      'SecurityGroupIngress.0.ToPort',
    ],
    'rules of its own': [standalone('Ingress', { ...tcp(1, 1024), ...privateRange }), 'ToPort'],
  },
  unknown: {
    'a port that is a parameter': inbound({
      IpProtocol: 'tcp',
      FromPort: { Ref: 'Port' },
      ToPort: { Ref: 'Port' },
      ...privateRange,
    }),
  },
});
