import type { FacetId } from '../../../../constructs/standard';
import { declaredNetworkOf } from '../../../../lib/proofs/completeness/declared-network';
import { networkCompleteness } from '../../../../lib/proofs/completeness/network-completeness';
import { EXAMPLES, type ExampleName, example, type LandingZone, TODAY } from '../../../support/landing-zone';
import { AssemblyCopy, type CfnDocument, propertiesOf } from '../../../support/weakened-copy';

const ZONES: FacetId = '8.3/zoning#zone-separation';
const ENTRIES: FacetId = '8.3/cloud-firewall#default-drop';
const APIS: FacetId = '8.3/api-security#inventory-and-access-log';
const SHARING: FacetId = '8.3/vpc-isolation#cross-network-sharing';

const proved = (landingZone: LandingZone) =>
  networkCompleteness(landingZone.estate(), {
    declared: declaredNetworkOf(landingZone.config),
    asOf: TODAY,
    assemblies: [landingZone.cdkOut],
  });

/** The facets of which something is said, by outcome. */
const facetsOf = (landingZone: LandingZone, ...outcomes: readonly string[]) => [
  ...new Set(proved(landingZone).flatMap(({ outcome, facets }) => (outcomes.includes(outcome) ? facets : []))),
];

const PROVED: Readonly<Record<ExampleName, readonly FacetId[]>> = {
  organization: [ZONES, ENTRIES, SHARING],
  china: [ZONES, ENTRIES, SHARING],
  quickstart: [ZONES],
};

test.each(EXAMPLES)('the example %s equals what it declares', (name) => {
  expect(facetsOf(example(name), 'passed')).toEqual(PROVED[name]);
  expect(facetsOf(example(name), 'failed', 'unknown')).toEqual([]);
});

type Change = (document: CfnDocument) => void;

const subnets = ({ Resources: resources }: CfnDocument, zone: string) =>
  Object.entries(resources).filter(
    ([, { Type, Properties }]) =>
      Type === 'AWS::EC2::Subnet' && JSON.stringify(Properties['Tags']).includes(`"${zone}"`),
  );
const zoneTag = (properties: Record<string, unknown>) =>
  (properties['Tags'] as { Key: string; Value: unknown }[]).find(({ Key }) => Key === 'isms:zone');
const listOf = (document: CfnDocument) => {
  const properties = propertiesOf(document, 'AWS::NetworkFirewall::RuleGroup', 'InspectionEgressDomains');
  return (properties['RuleGroup'] as { RulesSource: { RulesSourceList: { Targets: unknown[] } } }).RulesSource
    .RulesSourceList;
};
const add =
  (id: string, Type: string, Properties: Record<string, unknown>): Change =>
  ({ Resources: resources }) => {
    resources[id] = { Type, Properties };
  };

const CHANGES: readonly (readonly [what: string, facet: FacetId, outcome: string, stack: string, change: Change])[] = [
  [
    'the data zone in one availability zone',
    ZONES,
    'failed',
    'acme-operations',
    (document) => {
      const [first, ...others] = subnets(document, 'data');
      for (const [, { Properties }] of others) {
        Properties['AvailabilityZone'] = first?.[1].Properties['AvailabilityZone'];
      }
    },
  ],
  [
    'a subnet whose zone deployment decides',
    ZONES,
    'unknown',
    'acme-operations',
    (document) => {
      const tag = zoneTag(subnets(document, 'data')[0]?.[1].Properties ?? {});
      if (tag) tag.Value = { Ref: 'Zone' };
    },
  ],
  [
    'a network beside the declared ones',
    ZONES,
    'failed',
    'acme-security',
    add('Own', 'AWS::EC2::VPC', { CidrBlock: '10.77.0.0/16' }),
  ],
  ['a domain more', ENTRIES, 'failed', 'acme-network', (document) => listOf(document).Targets.push('.example.net')],
  ['a domain less', ENTRIES, 'failed', 'acme-network-recovery', (document) => listOf(document).Targets.pop()],
  [
    'a rule that passes what nobody declared',
    ENTRIES,
    'failed',
    'acme-network',
    (document) => {
      const own = propertiesOf(document, 'AWS::NetworkFirewall::RuleGroup', 'InspectionEgressOwnRules');
      const source = (own['RuleGroup'] as { RulesSource: { RulesString: string } }).RulesSource;
      source.RulesString += '\npass tcp any any -> any 8443 (sid:9000999; rev:1;)';
    },
  ],
  [
    'the group of another',
    ENTRIES,
    'unknown',
    'acme-network',
    (document) => {
      const { FirewallPolicy: policy } = propertiesOf(
        document,
        'AWS::NetworkFirewall::FirewallPolicy',
        'InspectionEgress',
      ) as {
        FirewallPolicy: { StatefulRuleGroupReferences: object[] };
      };
      policy.StatefulRuleGroupReferences.push({ ResourceArn: { Ref: 'Theirs' } });
    },
  ],
  [
    'a peering that nobody declared',
    SHARING,
    'failed',
    'acme-operations',
    add('Peering', 'AWS::EC2::VPCPeeringConnection', { PeerOwnerId: '999999999999' }),
  ],
  [
    'subnets that are shared',
    SHARING,
    'failed',
    'acme-operations',
    add('Shared', 'AWS::RAM::ResourceShare', {
      Principals: ['555555555555'],
      ResourceArns: ['arn:aws:ec2:eu-central-1:444444444444:subnet/subnet-1'],
    }),
  ],
  [
    'an account more at the hub',
    SHARING,
    'failed',
    'acme-network',
    (document) => {
      const [first] = propertiesOf(document, 'Custom::TransitSpokes', 'Transit')['Spokes'] as { Accounts: string }[];
      if (first) first.Accounts = `${first.Accounts} 999999999999`.trim();
    },
  ],
  [
    'a gateway that accepts whoever asks',
    SHARING,
    'failed',
    'acme-network',
    (document) => {
      propertiesOf(document, 'AWS::EC2::TransitGateway', 'Transit')['AutoAcceptSharedAttachments'] = 'enable';
    },
  ],
  [
    'an API that stands in no inventory',
    APIS,
    'failed',
    'acme-operations',
    add('Api', 'AWS::ApiGateway::RestApi', { Name: 'acme-orders' }),
  ],
];

test.each(CHANGES)('%s: %s is %s', (_, facet, outcome, stack, change) => {
  const copy = new AssemblyCopy(example('organization')).edit<CfnDocument>(`cdk.out/${stack}.template.json`, change);

  expect(facetsOf(copy, outcome)).toEqual([facet]);
});
