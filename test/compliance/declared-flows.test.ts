import { securityGroupFlowDeclared } from '../../constructs/nag/rules/network/security-group-flow-declared';
import { demandsOf, flowsInForce, type LandingZoneConfig } from '../../lib/config';
import type { Evidence } from '../../lib/evidence/evidence';
import { ExceptionRegister } from '../../lib/evidence/exceptions';
import { judge } from '../../lib/evidence/judge';
import { reachability } from '../../lib/proofs/network/reachability';
import { EXAMPLES, example, type LandingZone, TODAY } from '../support/landing-zone';
import { AssemblyCopy, type CfnDocument, propertiesOf } from '../support/weakened-copy';

const FACET = '8.3/minimal-ports#declared-flows';
const RULE = 'security-group-flow-declared';

/** What the rule and the proof say, with a configuration that may be another than the one that was synthesized. */
function said(landingZone: LandingZone, config: LandingZoneConfig = landingZone.config): readonly Evidence[] {
  const estate = landingZone.estate(demandsOf(config));
  const rules = [securityGroupFlowDeclared];
  const judged = judge(estate, { rules, supporting: () => undefined, exceptions: new ExceptionRegister([], TODAY) });
  const evidence = [...judged.evidence, ...reachability(estate, flowsInForce(config))];
  return evidence.filter(({ facets, check }) => facets.includes(FACET) && [RULE, 'completeness'].includes(check));
}

const against = (evidence: readonly Evidence[]): readonly Evidence[] =>
  evidence.filter(({ outcome }) => !['compliant', 'passed', 'not-applicable'].includes(outcome));

const withFlows = (config: LandingZoneConfig, flows: LandingZoneConfig['network']['flows']): LandingZoneConfig => ({
  ...config,
  network: { ...config.network, flows },
});

describe.each(EXAMPLES)('%s', (name) => {
  const landingZone = example(name);
  const evidence = said(landingZone);

  test('8.3/minimal-ports#declared-flows: opens in groups and lists what is declared, and nothing else', () => {
    const judged = evidence.filter(({ check, outcome }) => check === RULE && outcome === 'compliant');
    const types = new Set(judged.map(({ subject }) => subject?.type));

    expect(types).toEqual(
      new Set([
        'AWS::EC2::SecurityGroup',
        'AWS::EC2::SecurityGroupIngress',
        'AWS::EC2::NetworkAclEntry',
        ...egressOf(judged),
      ]),
    );
    expect(against(evidence)).toEqual([]);
  });

  test('8.3/minimal-ports#declared-flows: carries each declared flow in the networks of both regions', () => {
    const proved = evidence
      .filter(({ check, outcome }) => check === 'completeness' && outcome === 'passed')
      .filter(({ subject }) => !subject?.path?.includes('/IngressNetwork/'));

    // where members have networks, one of each region stands for them all
    const { home, recovery } = landingZone.config.regions;
    const times = landingZone.config.network.members === undefined ? 1 : 2;
    expect(proved.map(({ subject }) => subject?.region).sort()).toEqual(
      [home, recovery].flatMap((region) => Array<string>(times).fill(region)).sort(),
    );
    expect(landingZone.config.network.flows.length).toBeGreaterThan(0);
  });
});

/** Bastions may reach the endpoints by a rule of their own. */
const egressOf = (judged: readonly Evidence[]): readonly string[] =>
  judged.some(({ subject }) => subject?.type === 'AWS::EC2::SecurityGroupEgress')
    ? ['AWS::EC2::SecurityGroupEgress']
    : [];

const OPERATIONS = 'cdk.out/quickstart-operations.template.json';
const quickstart = example('quickstart');

interface Mutation {
  readonly change: (document: CfnDocument) => void;
  readonly path: string;
  readonly property: string;
  readonly message: string;
  /** Part of what the proof says. */
  readonly proof: string;
}

const listEntry = (document: CfnDocument, list: string, egress: boolean, from: number): Record<string, unknown> => {
  const found = Object.entries(document.Resources).filter(
    ([id, { Type: type, Properties: properties }]) =>
      type === 'AWS::EC2::NetworkAclEntry' &&
      id.includes(`${list}AccessList`) &&
      properties['Egress'] === egress &&
      (properties['PortRange'] as { From: number }).From === from,
  );
  expect(found).toHaveLength(1);
  return found[0]?.[1].Properties ?? {};
};

const MUTATIONS: Readonly<Record<string, Mutation>> = {
  'one more rule in a group': {
    change: (document) => {
      const group = propertiesOf(document, 'AWS::EC2::SecurityGroup', 'BastionSecurityGroup');
      group['SecurityGroupIngress'] = [{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIp: '10.10.4.0/22' }];
    },
    path: 'quickstart-operations/Bastion/SecurityGroup/Resource',
    property: 'SecurityGroupIngress.0.FromPort',
    message: 'opens tcp/22 from application to management, which no flow declares',
    proof: 'opens tcp/22 from application to management',
  },
  'a port widened in the lists of both zones': {
    change: (document) => {
      for (const entry of [listEntry(document, 'Application', true, 5432), listEntry(document, 'Data', false, 5432)]) {
        entry['PortRange'] = { From: 5432, To: 5433 };
      }
    },
    path: 'quickstart-operations/Network/DataAccessList/Ingress1',
    property: 'PortRange',
    message: 'opens tcp/5432-5433 from application to data, which no flow declares',
    proof: 'Network/ApplicationSubnet1 → Network/DataSubnet1: tcp/5433',
  },
  'a group whose egress is open': {
    change: (document) => {
      delete propertiesOf(document, 'AWS::EC2::SecurityGroup', 'NetworkEndpointSecurityGroup')['SecurityGroupEgress'];
    },
    path: 'quickstart-operations/Network/EndpointSecurityGroup/Resource',
    property: 'SecurityGroupEgress',
    message: 'opens all from application to any address, which no flow declares',
    proof: 'opens all from application to any address',
  },
};

describe.each(Object.entries(MUTATIONS))('%s', (_, { change, path, property, message, proof }) => {
  const found = against(said(new AssemblyCopy(quickstart).edit(OPERATIONS, change)));

  test('8.3/minimal-ports#declared-flows: is a finding that names the file and line', () => {
    const [finding, ...others] = found.filter(({ check, subject }) => check === RULE && subject?.path === path);

    expect(others).toEqual([]);
    expect(finding).toMatchObject({ outcome: 'non-compliant', property, message: { en: message } });
    expect(finding?.subject?.source).toEqual({ file: expect.stringMatching(/\.ts$/), line: expect.any(Number) });
  });

  test('8.3/minimal-ports#declared-flows: keeps what is open from being proved to be what is declared', () => {
    const proofs = found.filter(({ check }) => check === 'completeness');

    expect(proofs.map(({ outcome }) => outcome)).toEqual(['failed']);
    expect(proofs[0]?.message.en).toContain(proof);
  });
});

/** Groups of a workload, with the flow that the quickstart declares open between them. */
function withWorkload(document: CfnDocument): void {
  const [vpc] = Object.entries(document.Resources).find(([, { Type: type }]) => type === 'AWS::EC2::VPC') ?? [];
  const group = (zone: string, rules: object) => ({
    Type: 'AWS::EC2::SecurityGroup',
    Properties: { VpcId: { Ref: vpc }, Tags: [{ Key: 'isms:zone', Value: zone }], ...rules },
  });
  const port = { IpProtocol: 'tcp', FromPort: 5432, ToPort: 5432 };
  Object.assign(document.Resources, {
    Service: group('application', {
      SecurityGroupEgress: [{ ...port, DestinationSecurityGroupId: { Ref: 'Database' } }],
    }),
    Database: group('data', {
      SecurityGroupIngress: [{ ...port, SourceSecurityGroupId: { Ref: 'Service' } }],
      SecurityGroupEgress: [{ IpProtocol: 'icmp', FromPort: 252, ToPort: 86, CidrIp: '255.255.255.255/32' }],
    }),
  });
}

describe('what the configuration says decides, not what stands in the template', () => {
  const workload = new AssemblyCopy(quickstart).edit(OPERATIONS, withWorkload);
  const { config } = quickstart;
  const flawed = (changed: LandingZoneConfig): readonly string[] =>
    against(said(workload, changed))
      .filter(({ subject }) => subject?.stack === 'quickstart-operations')
      .map(({ check, outcome, subject }) => `${check} ${outcome} ${subject?.logicalId.replace(/[0-9A-F]{8}$/, '')}`);
  const EVERYWHERE = [
    `${RULE} non-compliant NetworkApplicationAccessListIngress`,
    `${RULE} non-compliant NetworkApplicationAccessListEgress`,
    `${RULE} non-compliant NetworkDataAccessListIngress1`,
    `${RULE} non-compliant NetworkDataAccessListEgress1`,
    `${RULE} non-compliant Service`,
    `${RULE} non-compliant Database`,
    'completeness failed NetworkVpc',
  ].map((line) => line.replace(/\d$/, ''));
  const once = (lines: readonly string[]): readonly string[] => [
    ...new Set(lines.map((line) => line.replace(/\d$/, ''))),
  ];

  test('8.3/minimal-ports#declared-flows: groups of a workload may open a declared flow', () => {
    expect(flawed(config)).toEqual([]);
  });

  test('8.3/minimal-ports#declared-flows: a flow taken out of the configuration is a finding wherever it is open', () => {
    expect(once(flawed(withFlows(config, []))).toSorted()).toEqual(EVERYWHERE.toSorted());
  });

  test.each([
    ['that has ended', { expires: '2026-11-22' }],
    ['that its owner has not confirmed for 366 days', { confirmed: '2025-11-22' }],
  ])('8.3/minimal-ports#flow-expiry: a flow %s is a finding wherever it is open', (_, terms) => {
    const past = withFlows(
      config,
      config.network.flows.map((flow) => ({ ...flow, ...terms })),
    );

    expect(once(flawed(past)).toSorted()).toEqual(EVERYWHERE.toSorted());
  });

  test('8.3/minimal-ports#declared-flows: a declared flow that no list lets pass is not proved to be open', () => {
    const more = { from: 'ingress', to: 'application', port: 8443, protocol: 'tcp' } as const;
    const [flow] = config.network.flows;
    if (!flow) throw new Error('the quickstart declares no flow');
    const found = against(said(quickstart, withFlows(config, [flow, { ...flow, ...more }])));

    expect(found.map(({ check, outcome }) => `${check} ${outcome}`)).toEqual([
      'completeness failed',
      'completeness failed',
    ]);
    expect(found[0]?.message.en).toContain(
      'tcp/8443 from Network/IngressSubnet1 to Network/ApplicationSubnet1 is declared, and does not pass',
    );
  });
});
