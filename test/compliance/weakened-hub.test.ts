import { type Rule, verdictOf } from '../../constructs/nag/rule';
import { instanceNoPublicAddress } from '../../constructs/nag/rules/compute/instance-no-public-address';
import { firewallLogged } from '../../constructs/nag/rules/firewall/firewall-logged';
import { threatFindingsKept } from '../../constructs/nag/rules/firewall/threat-findings-kept';
import { certificateNotExportable } from '../../constructs/nag/rules/interfaces/certificate-not-exportable';
import { listenerHttpRedirect } from '../../constructs/nag/rules/interfaces/listener-http-redirect';
import { loadBalancerAccessLogged } from '../../constructs/nag/rules/interfaces/load-balancer-access-logged';
import { publicListenerWebFirewall } from '../../constructs/nag/rules/interfaces/public-listener-web-firewall';
import { webFirewallBlocks } from '../../constructs/nag/rules/interfaces/web-firewall-blocks';
import { noSecretInTemplate } from '../../constructs/nag/rules/keys/no-secret-in-template';
import { dhcpResolverOwn } from '../../constructs/nag/rules/network/dhcp-resolver-own';
import { dnsFirewallAssociated } from '../../constructs/nag/rules/network/dns-firewall-associated';
import { dnsFirewallFailsClosed } from '../../constructs/nag/rules/network/dns-firewall-fails-closed';
import { dnsForwardingPrivate } from '../../constructs/nag/rules/network/dns-forwarding-private';
import { dnsQueryLogged } from '../../constructs/nag/rules/network/dns-query-logged';
import { flowLogComplete } from '../../constructs/nag/rules/network/flow-log-complete';
import { hybridLinkStrongSuites } from '../../constructs/nag/rules/network/hybrid-link-strong-suites';
import type { FacetId } from '../../constructs/standard';
import { facetsShownBy } from '../../constructs/standard/mapping';
import { demandsOf } from '../../lib/config';
import { example } from '../support/landing-zone';
import { AssemblyCopy, type CfnDocument, propertiesOf } from '../support/weakened-copy';

type Json = Record<string, unknown>;

interface Weakening {
  readonly facet: FacetId;
  readonly rule: Rule;
  readonly weaken: (document: CfnDocument) => void;
  /** What the finding names. */
  readonly property: string;
}

const organization = example('organization');
const HUB = 'acme-network';

const STRANGERS = 'strangers-archive';
const ofStrangers = { 'Fn::Sub': `arn:\${AWS::Partition}:s3:::${STRANGERS}` };

/** The statement of a kind in the web firewall of the hub. */
function statement(document: CfnDocument, kind: string): Json {
  const rules = propertiesOf(document, 'AWS::WAFv2::WebACL', 'Ingress')['Rules'] as {
    Statement: Record<string, Json>;
  }[];
  const found = rules.map((rule) => rule.Statement[kind]).find((one) => one !== undefined);
  if (!found) throw new Error(`no ${kind}`);
  return found;
}

/** Gives an attribute of the load balancer of the hub another value. */
function setAttribute(document: CfnDocument, key: string, value: string): void {
  const { LoadBalancerAttributes: attributes } = propertiesOf(
    document,
    'AWS::ElasticLoadBalancingV2::LoadBalancer',
    'Ingress',
  );
  const found = (attributes as { Key: string; Value: string }[]).find(({ Key }) => Key === key);
  if (!found) throw new Error(`no ${key}`);
  found.Value = value;
}

/** Changes the second tunnel to the data centre. */
function setTunnel(document: CfnDocument, options: Json): void {
  const { VpnTunnelOptionsSpecifications: tunnels } = propertiesOf(document, 'AWS::EC2::VPNConnection', '');
  Object.assign((tunnels as Json[])[1] ?? {}, options);
}

const WEAKENINGS: Readonly<Record<string, Weakening>> = {
  'a flow log that goes to strangers': {
    facet: '8.6/log-collection#network-flow-logs',
    rule: flowLogComplete,
    weaken: (document) => {
      propertiesOf(document, 'AWS::EC2::FlowLog', 'Inspection')['LogDestination'] = ofStrangers;
    },
    property: 'LogDestination',
  },
  'lookups that are recorded by strangers': {
    facet: '8.3/boundary#dns-filtering',
    rule: dnsQueryLogged,
    weaken: (document) => {
      propertiesOf(document, 'AWS::Route53Resolver::ResolverQueryLoggingConfig', 'Inspection')['DestinationArn'] =
        ofStrangers;
    },
    property: 'DestinationArn',
  },
  'lookups that are answered by strangers': {
    facet: '8.3/boundary#dns-filtering',
    rule: dnsForwardingPrivate,
    weaken: ({ Resources: resources }) => {
      resources['Forward'] = {
        Type: 'AWS::Route53Resolver::ResolverRule',
        Properties: { RuleType: 'FORWARD', DomainName: '.', TargetIps: [{ Ip: '8.8.8.8' }] },
      };
    },
    property: 'TargetIps.0.Ip',
  },
  'a block of lookups of one type alone': {
    facet: '8.3/boundary#dns-filtering',
    rule: dnsFirewallAssociated,
    weaken: (document) => {
      const rules = propertiesOf(document, 'AWS::Route53Resolver::FirewallRuleGroup', 'Inspection')['FirewallRules'];
      for (const rule of rules as Json[]) if (rule['Action'] === 'BLOCK') rule['Qtype'] = 'A';
    },
    property: 'FirewallRules',
  },
  'a group that lets every name pass before the one that blocks': {
    facet: '8.3/boundary#dns-filtering',
    rule: dnsFirewallAssociated,
    weaken: (document) => {
      const tie = propertiesOf(document, 'AWS::Route53Resolver::FirewallRuleGroupAssociation', 'Inspection');
      const all = { Type: 'AWS::Route53Resolver::FirewallDomainList', Properties: { Domains: ['*'] } };
      const rule = { Action: 'ALLOW', Priority: 1, FirewallDomainListId: { Ref: 'Every' } };
      Object.assign(document.Resources, {
        Every: all,
        Open: { Type: 'AWS::Route53Resolver::FirewallRuleGroup', Properties: { FirewallRules: [rule] } },
        OpenTie: {
          Type: 'AWS::Route53Resolver::FirewallRuleGroupAssociation',
          Properties: { ...tie, FirewallRuleGroupId: { 'Fn::GetAtt': ['Open', 'Id'] }, Priority: 100 },
        },
      });
    },
    property: 'Open.FirewallRules',
  },
  'lookups that pass while nothing filters them': {
    facet: '8.3/boundary#dns-filtering',
    rule: dnsFirewallFailsClosed,
    weaken: ({ Resources: resources }) => {
      resources['Config'] = {
        Type: 'AWS::Route53Resolver::FirewallConfig',
        Properties: { ResourceId: 'vpc-1', FirewallFailOpen: 'ENABLED' },
      };
    },
    property: 'FirewallFailOpen',
  },
  'hosts that are told of another resolver': {
    facet: '8.3/boundary#dns-filtering',
    rule: dhcpResolverOwn,
    weaken: ({ Resources: resources }) => {
      resources['Options'] = { Type: 'AWS::EC2::DHCPOptions', Properties: { DomainNameServers: ['8.8.8.8'] } };
    },
    property: 'DomainNameServers.0',
  },
  'findings that are archived unseen': {
    facet: '8.3/intrusion#threat-detection',
    rule: threatFindingsKept,
    weaken: ({ Resources: resources }) => {
      resources['Filter'] = { Type: 'AWS::GuardDuty::Filter', Properties: { Action: 'ARCHIVE', Name: 'noise' } };
    },
    property: 'Action',
  },
  'a public address for a host': {
    facet: '8.3/boundary#controlled-ingress',
    rule: instanceNoPublicAddress,
    weaken: ({ Resources: resources }) => {
      resources['Address'] = { Type: 'AWS::EC2::EIP', Properties: { InstanceId: 'i-0123456789abcdef0' } };
    },
    property: 'InstanceId',
  },
  'alerts of the firewall that go to strangers': {
    facet: '8.6/log-collection#source-completeness',
    rule: firewallLogged,
    weaken: (document) => {
      const logging = propertiesOf(document, 'AWS::NetworkFirewall::LoggingConfiguration', '')['LoggingConfiguration'];
      const { LogDestinationConfigs: logs } = logging as { LogDestinationConfigs: { LogDestination: Json }[] };
      Object.assign(logs[0]?.LogDestination ?? {}, { bucketName: STRANGERS });
    },
    property: 'LogDestinationConfigs.0.LogDestination.bucketName',
  },
  'a web firewall in which core rules only count, one by one': {
    facet: '8.3/boundary#web-application-firewall',
    rule: webFirewallBlocks,
    weaken: (document) => {
      const counted = ['GenericLFI_BODY', 'GenericRFI_BODY', 'EC2MetaDataSSRF_BODY', 'CrossSiteScripting_BODY'];
      const names = [...counted, 'CrossSiteScripting_COOKIE', 'RestrictedExtensions_URIPATH'];
      statement(document, 'ManagedRuleGroupStatement')['RuleActionOverrides'] = names.map((Name) => ({
        Name,
        ActionToUse: { Count: {} },
      }));
    },
    property: 'RuleActionOverrides',
  },
  'a limit that no address reaches': {
    facet: '8.3/boundary#web-application-firewall',
    rule: webFirewallBlocks,
    weaken: (document) => {
      statement(document, 'RateBasedStatement')['Limit'] = 2_000_000_000;
    },
    property: 'RateBasedStatement.Limit',
  },
  'a limit by a header': {
    facet: '8.3/boundary#web-application-firewall',
    rule: webFirewallBlocks,
    weaken: (document) => {
      Object.assign(statement(document, 'RateBasedStatement'), {
        AggregateKeyType: 'CUSTOM_KEYS',
        CustomKeys: [{ Header: { Name: 'x-client', TextTransformations: [{ Priority: 0, Type: 'NONE' }] } }],
      });
    },
    property: 'RateBasedStatement.CustomKeys',
  },
  'a load balancer that opens while the web firewall does not answer': {
    facet: '8.3/boundary#web-application-firewall',
    rule: publicListenerWebFirewall,
    weaken: (document) => setAttribute(document, 'waf.fail_open.enabled', 'true'),
    property: 'LoadBalancerAttributes.',
  },
  'a load balancer without a log': {
    facet: '8.6/log-collection#source-completeness',
    rule: loadBalancerAccessLogged,
    weaken: (document) => setAttribute(document, 'access_logs.s3.enabled', 'false'),
    property: 'LoadBalancerAttributes.',
  },
  'a load balancer that logs for strangers': {
    facet: '8.6/log-collection#source-completeness',
    rule: loadBalancerAccessLogged,
    weaken: (document) => setAttribute(document, 'access_logs.s3.bucket', STRANGERS),
    property: 'LoadBalancerAttributes.',
  },
  'a redirection to strangers': {
    facet: '8.3/tls#plaintext-redirect',
    rule: listenerHttpRedirect,
    weaken: ({ Resources: resources }) => {
      const actions = Object.values(resources).flatMap(
        ({ Properties: { DefaultActions: made } }) => (made ?? []) as { RedirectConfig?: Json }[],
      );
      Object.assign(actions.find(({ RedirectConfig: config }) => config)?.RedirectConfig ?? {}, {
        Host: 'login.example.net',
      });
    },
    property: 'RedirectConfig.Host',
  },
  'a certificate of which the key can be taken out': {
    facet: '8.3/tls#private-key-custody',
    rule: certificateNotExportable,
    weaken: (document) => {
      propertiesOf(document, 'AWS::CertificateManager::Certificate', 'Ingress')['CertificateExport'] = 'ENABLED';
    },
    property: 'CertificateExport',
  },
  'the key of a tunnel in the template': {
    facet: '8.3/tls#private-key-custody',
    rule: noSecretInTemplate,
    weaken: (document) => setTunnel(document, { PreSharedKey: 'swordfish' }),
    property: 'VpnTunnelOptionsSpecifications.1.PreSharedKey',
  },
  'a tunnel with the shorter key': {
    facet: '8.3/traffic-encryption#hybrid-link-encryption',
    rule: hybridLinkStrongSuites,
    weaken: (document) => setTunnel(document, { Phase2EncryptionAlgorithms: [{ Value: 'AES128' }] }),
    property: 'VpnTunnelOptionsSpecifications.1.Phase2EncryptionAlgorithms.0.Value',
  },
};

/** What the rule finds in the hub of the home region. */
function findingsOf(rule: Rule, copy: AssemblyCopy): readonly string[] {
  const { templates } = copy.estate(demandsOf(organization.config));
  return templates
    .filter(({ name }) => name === HUB)
    .flatMap(({ resources }) => resources)
    .filter(({ type }) => rule.types.includes(type))
    .map((resource) => verdictOf(rule, resource))
    .flatMap((verdict) => (verdict.outcome === 'non-compliant' ? verdict.findings : []))
    .map(({ property }) => property);
}

describe.each(Object.entries(WEAKENINGS))('%s', (_, { facet, rule, weaken, property }) => {
  test(`${facet}: is found by ${rule.id}, and in the hub as it is made nothing is`, () => {
    const whole = new AssemblyCopy(organization);
    const weakened = new AssemblyCopy(organization).edit<CfnDocument>(`cdk.out/${HUB}.template.json`, weaken);

    expect(facetsShownBy(rule.id)).toContain(facet);
    expect(findingsOf(rule, whole)).toEqual([]);
    expect(findingsOf(rule, weakened)).toEqual([expect.stringContaining(property)]);
  });
});
