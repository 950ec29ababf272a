import { dhcpResolverOwn } from '../../../../../constructs/nag/rules/network/dhcp-resolver-own';
import { dnsFirewallAssociated } from '../../../../../constructs/nag/rules/network/dns-firewall-associated';
import { dnsFirewallFailsClosed } from '../../../../../constructs/nag/rules/network/dns-firewall-fails-closed';
import { dnsForwardingPrivate } from '../../../../../constructs/nag/rules/network/dns-forwarding-private';
import { dnsQueryLogged } from '../../../../../constructs/nag/rules/network/dns-query-logged';
import { withArchive } from '../../../../support/log-archive';
import { describeRule } from '../../../../support/rule-cases';

const VPC = { Type: 'AWS::EC2::VPC' };
const list = (...Domains: unknown[]) => ({
  Type: 'AWS::Route53Resolver::FirewallDomainList',
  Properties: { Domains },
});
const LISTS = { Listed: list('example.com'), All: list('*') };
const group = (...rules: readonly (readonly [action: unknown, priority: unknown, list: string, more?: object])[]) => ({
  Type: 'AWS::Route53Resolver::FirewallRuleGroup',
  Properties: {
    FirewallRules: rules.map(([Action, Priority, id, more]) => ({
      Action,
      Priority,
      FirewallDomainListId: { Ref: id },
      ...more,
    })),
  },
});
const associated = (properties: object = {}) => ({
  Type: 'AWS::Route53Resolver::FirewallRuleGroupAssociation',
  Properties: { VpcId: { Ref: 'Subject' }, FirewallRuleGroupId: { Ref: 'Group' }, ...properties },
});
const filtered = (rules: object, association: object = associated()) => ({
  template: { Subject: VPC, ...LISTS, Group: rules as never, Association: association as never },
});
const first = (properties: object = {}) =>
  associated({ Priority: 101, FirewallRuleGroupId: { Ref: 'First' }, ...properties });
const second = (properties: object = {}) => associated({ Priority: 102, ...properties });

/** Two groups of one network. */
const chained = (before: object, after: object, ties: object = {}) => ({
  template: {
    Subject: VPC,
    ...LISTS,
    First: before as never,
    Group: after as never,
    FirstTie: first() as never,
    Association: second() as never,
    ...ties,
  },
});
const BLOCKS_ALL = group(['BLOCK', 1, 'All']);
const ALLOWS_ALL = group(['ALLOW', 1, 'All']);
const ADDRESSES_ALONE = { Qtype: 'A' };

describeRule(dnsFirewallAssociated, {
  compliant: {
    'a list that is allowed before all are blocked': filtered(group(['ALLOW', 100, 'Listed'], ['BLOCK', 200, 'All'])),
    'rules in another order than their priorities': filtered(group(['BLOCK', 2, 'All'], ['ALLOW', 1, 'Listed'])),
    'nothing but a block of all': filtered(group(['BLOCK', 1, 'All'])),
    'a block of one type of query before all are blocked': filtered(
      group(['BLOCK', 1, 'All', ADDRESSES_ALONE], ['BLOCK', 2, 'All']),
    ),
    'a group that allows a list before the one that blocks': chained(group(['ALLOW', 1, 'Listed']), BLOCKS_ALL),
    'a group that blocks before one that allows': chained(BLOCKS_ALL, ALLOWS_ALL),
    'a group that blocks before one of another template': chained(BLOCKS_ALL, BLOCKS_ALL, {
      Association: second({ FirewallRuleGroupId: 'rslvr-frg-1' }),
    }),
    'groups in another order than their priorities': chained(ALLOWS_ALL, BLOCKS_ALL, {
      FirstTie: first({ Priority: '900' }),
    }),
  },
  nonCompliant: {
    'no group': [{ template: { Subject: VPC } }, 'AWS::Route53Resolver::FirewallRuleGroupAssociation'],
    'the group of another network': [
      filtered(group(['BLOCK', 1, 'All']), associated({ VpcId: 'vpc-1' })),
      'AWS::Route53Resolver::FirewallRuleGroupAssociation',
    ],
    'a list that is blocked, and all else resolved': [filtered(group(['BLOCK', 1, 'Listed'])), 'Group.FirewallRules'],
    'all allowed before all are blocked': [
      filtered(group(['ALLOW', 1, 'All'], ['BLOCK', 2, 'All'])),
      'Group.FirewallRules',
    ],
    'an alert where a block should be': [filtered(group(['ALERT', 1, 'All'])), 'Group.FirewallRules'],
    'no rule': [filtered(group()), 'Group.FirewallRules'],
    'a block of one type of query alone': [
      filtered(group(['BLOCK', 1, 'All', ADDRESSES_ALONE])),
      'Group.FirewallRules',
    ],
    'one type of query allowed before all are blocked': [
      filtered(group(['ALLOW', 1, 'All', { Qtype: 'TXT' }], ['BLOCK', 2, 'All'])),
      'Group.FirewallRules',
    ],
    'a group that allows all before the one that blocks': [chained(ALLOWS_ALL, BLOCKS_ALL), 'First.FirewallRules'],
    'a group that alerts before the one that blocks': [
      chained(group(['ALERT', 1, 'All']), BLOCKS_ALL),
      'First.FirewallRules',
    ],
    'two groups of which none blocks all': [
      chained(group(['BLOCK', 1, 'Listed']), group(['ALLOW', 1, 'Listed'])),
      'First.FirewallRules',
      'Group.FirewallRules',
    ],
  },
  unknown: {
    'a group of another template': filtered(group(), associated({ FirewallRuleGroupId: { Ref: 'Parameter' } })),
    'an action that is a parameter': filtered(group([{ Ref: 'Parameter' }, 1, 'All'])),
    'a type of query that is a parameter': filtered(group(['BLOCK', 1, 'All', { Qtype: { Ref: 'Parameter' } }])),
    'a group of another template before the one that blocks': chained(ALLOWS_ALL, BLOCKS_ALL, {
      FirstTie: first({ FirewallRuleGroupId: 'rslvr-frg-1' }),
    }),
    'an order that is a parameter': chained(BLOCKS_ALL, BLOCKS_ALL, { FirstTie: first({ Priority: { Ref: 'P' } }) }),
    'an order that is not given': chained(BLOCKS_ALL, BLOCKS_ALL, { FirstTie: first({ Priority: undefined }) }),
  },
});

const logged = (config: object, association: object = {}) => ({
  template: {
    Subject: VPC,
    Log: { Type: 'AWS::Route53Resolver::ResolverQueryLoggingConfig', Properties: config },
    Archive: { Type: 'AWS::S3::Bucket' },
    Association: {
      Type: 'AWS::Route53Resolver::ResolverQueryLoggingConfigAssociation',
      Properties: { ResourceId: { Ref: 'Subject' }, ResolverQueryLogConfigId: { Ref: 'Log' }, ...association },
    },
  },
});
const CONFIG = 'AWS::Route53Resolver::ResolverQueryLoggingConfig.DestinationArn';

describeRule(dnsQueryLogged, {
  compliant: {
    'a bucket by its ARN': logged({ DestinationArn: 'arn:aws-cn:s3:::acme-flow' }),
    'the bucket that keeps logs': withArchive(logged({ DestinationArn: 'arn:aws:s3:::acme-logs' })),
    'a bucket of the template': logged({ DestinationArn: { 'Fn::GetAtt': ['Archive', 'Arn'] } }),
  },
  nonCompliant: {
    'no log': [{ template: { Subject: VPC } }, 'AWS::Route53Resolver::ResolverQueryLoggingConfigAssociation'],
    'the log of another network': [
      logged({ DestinationArn: 'arn:aws:s3:::acme-flow' }, { ResourceId: 'vpc-1' }),
      'AWS::Route53Resolver::ResolverQueryLoggingConfigAssociation',
    ],
    'a log group': [logged({ DestinationArn: 'arn:aws:logs:eu-central-1:111111111111:log-group:dns:*' }), CONFIG],
    'no destination': [logged({}), CONFIG],
    'a bucket of others, where one keeps logs': [
      withArchive(logged({ DestinationArn: 'arn:aws:s3:::strangers' })),
      'Log.DestinationArn',
    ],
  },
  unknown: {
    'a bucket that only deployment tells, where one keeps logs': withArchive(
      logged({ DestinationArn: { 'Fn::Sub': 'arn:aws:s3:::${Named}' } }),
    ),
    'a log of another template': logged({}, { ResolverQueryLogConfigId: { Ref: 'Parameter' } }),
  },
});

const forwarding = (...TargetIps: readonly object[]) => ({
  RuleType: 'FORWARD',
  DomainName: 'corp.example',
  TargetIps,
});

describeRule(dnsForwardingPrivate, {
  compliant: {
    'resolvers of a data centre': forwarding({ Ip: '10.1.0.2' }, { Ip: '192.168.3.4', Port: 53 }, { Ip: '100.64.0.1' }),
    'one of a private IPv6 network': forwarding({ Ipv6: 'fd00::2' }),
  },
  nonCompliant: {
    'a public resolver': [forwarding({ Ip: '8.8.8.8' }), 'TargetIps.0.Ip'],
    'a public one beside a private one': [forwarding({ Ip: '10.1.0.2' }, { Ip: '172.32.0.1' }), 'TargetIps.1.Ip'],
    'a public IPv6 address': [forwarding({ Ipv6: '2001:4860:4860::8888' }), 'TargetIps.0.Ipv6'],
    'what is no address': [forwarding({ Ip: 'dns.example' }), 'TargetIps.0.Ip'],
  },
  notApplicable: {
    'a rule of the system': { RuleType: 'SYSTEM', DomainName: 'aws.example' },
  },
  unknown: {
    'an address that is a parameter': forwarding({ Ip: { Ref: 'Resolver' } }),
    'a delegation': { RuleType: 'DELEGATE', DelegationRecord: 'corp.example' },
    'a type that is a parameter': { RuleType: { Ref: 'Type' }, TargetIps: [{ Ip: '10.1.0.2' }] },
  },
});

const failing = (FirewallFailOpen: unknown) => ({ ResourceId: 'vpc-1', FirewallFailOpen });

describeRule(dnsFirewallFailsClosed, {
  compliant: {
    'a firewall that stays closed': failing('DISABLED'),
    'nothing said, which means closed': failing(undefined),
  },
  nonCompliant: {
    'a firewall that fails open': [failing('ENABLED'), 'FirewallFailOpen'],
    'what others decide': [failing('USE_LOCAL_RESOURCE_SETTING'), 'FirewallFailOpen'],
  },
  unknown: { 'a parameter': failing({ Ref: 'FailOpen' }) },
});

const told = (...DomainNameServers: readonly unknown[]) => ({ DomainNameServers });

describeRule(dhcpResolverOwn, {
  compliant: {
    'the resolver of the network, by its name': told('AmazonProvidedDNS'),
    'its addresses in every network': told('169.254.169.253', 'fd00:ec2::253'),
  },
  nonCompliant: {
    'a public resolver': [told('8.8.8.8'), 'DomainNameServers.0'],
    'a public one beside its own': [told('AmazonProvidedDNS', '1.1.1.1'), 'DomainNameServers.1'],
    'a private one': [told('10.1.0.2'), 'DomainNameServers.0'],
    'one on the internet by IPv6': [told('2001:4860:4860::8888'), 'DomainNameServers.0'],
    'a public one beside a parameter': [told({ Ref: 'Server' }, '8.8.8.8'), 'DomainNameServers.1'],
  },
  notApplicable: { 'options of time alone': { NtpServers: ['169.254.169.123'] } },
  unknown: {
    'a server that is a parameter': told({ Ref: 'Server' }),
    'servers that are a parameter': { DomainNameServers: { Ref: 'Servers' } },
  },
});
