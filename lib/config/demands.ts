import { ENDPOINT_FLOWS } from '../../constructs/central-endpoints/access';
import { platformRoles } from '../../constructs/guardrails/platform-roles';
import { ingressFlows } from '../../constructs/ingress-vpc/access-entries';
import { crossingFlows, TRANSIT_FLOWS } from '../../constructs/inspection-vpc/access-entries';
import { CLIENT_PORTS, HTTPS, HUB_ZONE, ownFlows, throughHub } from '../../constructs/isolated-vpc/flows';
import type { DeclaredCrossing, DeclaredFlow, Demands, Spared } from '../../constructs/nag/demands';
import { accountFor, accountsOfSupplier } from './accounts';
import { farFlowsOfAll } from './far-flows';
import { isInForce } from './flow-terms';
import { inspectedFlows, networksOf, PLACES, spokesOf } from './hub-flows';
import { ingressInspected, ingressTargets, publishedIn } from './ingress';
import type { HubFlow, IngressService, LandingZoneConfig } from './schema';

/**
 * The flows that are declared on the day of the configuration: one that has ended, or that nobody confirms, is not. With them, what goes
 * on through the hub opens within the zone of its attachment.
 */
export const flowsInForce = (config: LandingZoneConfig): readonly DeclaredFlow[] => [
  ...config.network.flows.filter((flow) => isInForce(flow, config.checkedOn)),
  ...(config.network.hub ? attachmentFlows(config) : []),
];

/** One for HTTPS, which leaves to the internet and to central endpoints, and one for each port of flows to other networks. */
const attachmentFlows = (config: LandingZoneConfig): readonly DeclaredFlow[] =>
  [{ port: HTTPS }, ...hubFlowsInForce(config)].map(({ port, ...flow }) => ({
    from: HUB_ZONE,
    to: HUB_ZONE,
    port,
    inwards: true,
    ...('lastPort' in flow && { lastPort: flow.lastPort }),
    ...('protocol' in flow && { protocol: flow.protocol }),
  }));

/** The same of flows between networks. */
export const hubFlowsInForce = ({
  network,
  checkedOn,
}: Pick<LandingZoneConfig, 'network' | 'checkedOn'>): readonly HubFlow[] =>
  (network.hub?.flows ?? []).filter((flow) => isInForce(flow, checkedOn));

/** What a configuration demands of its templates. */
export const demandsOf = (config: LandingZoneConfig): Demands => ({
  leastRetentionDays: config.retention.minimum,
  flows: [
    ...ownFlows(config.network.endpoints, config.network.hub !== undefined),
    ...flowsOfHub(config),
    ...flowsInForce(config),
  ],
  crossings: PLACES.flatMap((place) => inspectedFlows(config, place, hubFlowsInForce(config))).map(
    ({ ends, from, to }): DeclaredCrossing => ({
      from: { domain: ends.from.domain, ranges: from },
      to: { domain: ends.to.domain, ranges: to },
    }),
  ),
  links: config.network.hub?.hybrid ?? [],
  peerAccounts: config.network.peerings.map(({ account }) => account),
  spared: sparedBy(config),
  sessions: { approval: config.sessions.approval, watcher: config.sessions.watcher },
  organizationPolicies:
    config.profile === 'organization' ? config.organization.policyTypes.flatMap((type) => MADE[type] ?? []) : [],
});

/** What the lists of the inspection network open: HTTPS to the internet, and the ports of flows between networks. */
function flowsOfHub(config: LandingZoneConfig): readonly DeclaredFlow[] {
  if (config.network.hub === undefined) return [];
  const flows = hubFlowsInForce(config);
  return [
    ...TRANSIT_FLOWS,
    ...(config.network.hub.endpoints ? ENDPOINT_FLOWS : []),
    ...crossingFlows(networksOf(config), flows),
    ...atNetworks(config, flows),
    ...flowsOfIngress(config),
  ];
}

/** What load balancers open for services that are in force: at themselves, and at the firewall. */
function flowsOfIngress(config: LandingZoneConfig): readonly DeclaredFlow[] {
  const services = servicesInForce(config);
  return PLACES.flatMap((place) => {
    const published = publishedIn(config, place, services);
    if (published === undefined) return [];
    return [
      ...ingressFlows(ingressTargets(published)),
      ...crossingFlows(networksOf(config), ingressInspected(published)),
    ];
  });
}

/** The same of networks that are made: what they carry to and from others behind the hub. */
function atNetworks(config: LandingZoneConfig, flows: readonly HubFlow[]): readonly DeclaredFlow[] {
  const members = config.network.members === undefined ? [] : spokesOf(config).map(({ account }) => account);
  const accounts = [accountFor(config, 'operations'), ...members];
  const services = servicesInForce(config);
  const far = PLACES.flatMap((place) => farFlowsOfAll(config, accounts, place, { flows, services }));
  return [
    ...(config.network.members ? ownFlows(config.network.members.endpoints, true) : []),
    ...far.flatMap(throughHub).map(({ clientPorts = CLIENT_PORTS[HUB_ZONE], ...flow }) => ({ ...flow, clientPorts })),
  ];
}

const servicesInForce = ({ network, checkedOn }: LandingZoneConfig): readonly IngressService[] =>
  network.hub?.ingress?.services.filter((service) => isInForce(service, checkedOn)) ?? [];

/** Kinds of policies that the landing zone makes itself, by their names in the configuration. */
const MADE: Readonly<Record<string, string>> = {
  'service-control': 'SERVICE_CONTROL_POLICY',
  'resource-control': 'RESOURCE_CONTROL_POLICY',
  'declarative-ec2': 'DECLARATIVE_POLICY_EC2',
};

/** As the guardrails are given it. */
function sparedBy(config: LandingZoneConfig): Spared {
  const { partition, regions, identity, suppliers, network } = config;
  const organization = config.profile === 'organization' ? config.organization : undefined;
  return {
    regions: regions.allowed,
    networks: identity.expectedNetworks,
    endpointNetworks: network.hub?.endpoints?.vpcs ?? [],
    accounts: suppliers.flatMap(accountsOfSupplier),
    roles: organization ? platformRoles({ partition, delivery: organization.delivery }) : [],
    organizationId: organization?.id,
  };
}
