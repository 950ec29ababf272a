import { type Rule, verdictOf } from '../../constructs/nag/rule';
import { firewallLogged } from '../../constructs/nag/rules/firewall/firewall-logged';
import { webFirewallBlocks } from '../../constructs/nag/rules/interfaces/web-firewall-blocks';
import { dnsForwardingPrivate } from '../../constructs/nag/rules/network/dns-forwarding-private';
import { dnsQueryLogged } from '../../constructs/nag/rules/network/dns-query-logged';
import { flowLogComplete } from '../../constructs/nag/rules/network/flow-log-complete';
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
