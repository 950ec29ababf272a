import { securityGroupFlowDeclared } from '../../constructs/nag/rules/network/security-group-flow-declared';
import { securityGroupIngress } from '../../constructs/nag/rules/network/security-group-ingress';
import { vpcEndpointPolicy } from '../../constructs/nag/rules/network/vpc-endpoint-policy';
import type { FacetId } from '../../constructs/standard';
import { demandsOf } from '../../lib/config';
import type { Evidence } from '../../lib/evidence/evidence';
import { ExceptionRegister } from '../../lib/evidence/exceptions';
import { judge } from '../../lib/evidence/judge';
import { isNever } from '../../lib/proofs/network/bounds';
import { atInterface, strangerIn } from '../../lib/proofs/network/endpoints';
import { passage } from '../../lib/proofs/network/passage';
import { readNetwork } from '../../lib/proofs/network/read-network';
import { describeServices } from '../../lib/proofs/network/services';
import { endpointPerimeter } from '../../lib/proofs/policy/endpoint-perimeter';
import { example, type LandingZone, TODAY } from '../support/landing-zone';
import { AssemblyCopy, type CfnDocument, propertiesOf } from '../support/weakened-copy';

const HUB = 'acme-network';
const organization = example('organization');
const POLICIES: FacetId = '8.3/interface-security#endpoint-policies';
const INGRESS: FacetId = '8.3/security-groups#no-unrestricted-ingress';

/** What rules and the simulation of policies say of the hub in the home region. */
function said(landingZone: LandingZone): readonly Evidence[] {
  const { config } = organization;
  if (config.profile !== 'organization') throw new Error('the example is an organization');
  const estate = landingZone.estate(demandsOf(config));
  const rules = [vpcEndpointPolicy, securityGroupIngress, securityGroupFlowDeclared];
  const judged = judge(estate, { rules, supporting: () => undefined, exceptions: new ExceptionRegister([], TODAY) });
  return [...judged.evidence, ...endpointPerimeter(estate, { ...config.organization, accounts: [] })].filter(
    ({ kind, subject, facets }) =>
      kind !== 'declared' && subject?.stack === HUB && [POLICIES, INGRESS].some((facet) => facets.includes(facet)),
  );
}

const against = (evidence: readonly Evidence[]) =>
  evidence
    .filter(({ outcome }) => !['compliant', 'passed', 'not-applicable'].includes(outcome))
    .map(({ check, outcome, subject }) => `${check}: ${outcome} for ${subject?.logicalId.slice(0, 20)}`)
    .sort();

test('8.3/interface-security#endpoint-policies: rule and simulation judge the endpoints of the hub', () => {
  const found = said(organization);
  const judged = found.filter(({ facets }) => facets.includes(POLICIES));

  expect(new Set(judged.map(({ check }) => check))).toEqual(new Set(['vpc-endpoint-policy', 'policy-simulation']));
  expect(judged).toHaveLength(4);
  expect(against(found)).toEqual([]);
});

interface Policy {
  readonly Statement: Record<string, unknown>[];
}

test.each<[string, (document: CfnDocument) => void, readonly string[]]>([
  [
    'a policy that admits any principal',
    (document) => {
      const endpoint = propertiesOf(document, 'AWS::EC2::VPCEndpoint', 'EndpointsKmsEndpoint');
      const [statement] = (endpoint['PolicyDocument'] as Policy).Statement;
      const condition = statement?.['Condition'] as { StringEquals: Record<string, string> };
      delete condition.StringEquals['aws:PrincipalOrgID'];
    },
    [
      'policy-simulation: failed for EndpointsKmsEndpoint',
      'vpc-endpoint-policy: non-compliant for EndpointsKmsEndpoint',
    ],
  ],
  [
    'a group open to any address',
    (document) => {
      const group = propertiesOf(document, 'AWS::EC2::SecurityGroup', 'EndpointsSecurityGroup');
      const [rule] = group['SecurityGroupIngress'] as Record<string, unknown>[];
      Object.assign(rule ?? {}, { CidrIp: '0.0.0.0/0' });
    },
    ['security-group-ingress: non-compliant for EndpointsSecurityGro'],
  ],
])('%s is found', (_, change, expected) => {
  const changed = new AssemblyCopy(organization).edit(`cdk.out/${HUB}.template.json`, change);

  expect(against(said(changed))).toEqual(expected);
});

describe('who reaches the endpoints of the hub', () => {
  const network = readNetwork(organization.estate(demandsOf(organization.config)).estate);
  const endpoints = network.interfaces.filter(
    ({ resource }) => resource.template.name === HUB && resource.id.startsWith('EndpointsKms'),
  );
  const ofSpoke = network.vpcs
    .flatMap(({ subnets }) => subnets)
    .filter(({ resource: { template } }) => template.name === 'acme-operations');
  const [endpoint] = endpoints;

  /** What flows from a subnet to the endpoint, by routes, lists and the endpoint's group. */
  const reached = (zone: string) =>
    ofSpoke
      .filter((subnet) => subnet.zone === zone)
      .map((subnet) => {
        const { flows } = passage(network, strangerIn(subnet), endpoint ? atInterface(endpoint) : strangerIn(subnet));
        return isNever(flows) ? 'nothing' : describeServices(flows.sure).join(' ');
      });

  test('it has an address in each availability zone', () => {
    expect(endpoints).toHaveLength(organization.config.network.availabilityZones);
  });

  test('8.3/interface-security#private-service-interfaces: an attached network, from its application zone', () => {
    expect(new Set(reached('application'))).toEqual(new Set(['tcp/443']));
  });

  test.each(['data', 'management', 'ingress'])('8.3/zoning: not its %s zone', (zone) => {
    expect(new Set(reached(zone))).toEqual(new Set(['nothing']));
  });
});
