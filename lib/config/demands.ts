import { platformRoles } from '../../constructs/guardrails/platform-roles';
import { ingressFlows } from '../../constructs/ingress-vpc/access-entries';
import { TRANSIT_FLOWS } from '../../constructs/inspection-vpc/access-entries';
import { ownFlows } from '../../constructs/isolated-vpc/flows';
import type { DeclaredFlow, Demands, Spared } from '../../constructs/nag/demands';
import { accountsOfSupplier } from './accounts';
import { isInForce } from './flow-terms';
import type { Flow, LandingZoneConfig } from './schema';

/** The flows that are declared on the day of the configuration: one that has ended, or that nobody confirms, is not. */
export const flowsInForce = ({
  network,
  checkedOn,
}: Pick<LandingZoneConfig, 'network' | 'checkedOn'>): readonly Flow[] =>
  network.flows.filter((flow) => isInForce(flow, checkedOn));

/** What load balancers open for services that are in force, in both regions. */
const ingressInForce = ({ network, checkedOn }: LandingZoneConfig): readonly DeclaredFlow[] => {
  const services = network.hub?.ingress?.services.filter((service) => isInForce(service, checkedOn)) ?? [];
  if (services.length === 0) return [];
  return ingressFlows(
    services.flatMap(({ targets, port }) =>
      [...targets.home, ...targets.recovery].map((address) => ({ address, port })),
    ),
  );
};

/** What a configuration demands of its templates. */
export const demandsOf = (config: LandingZoneConfig): Demands => ({
  leastRetentionDays: config.retention.minimum,
  flows: [
    ...ownFlows(config.network.endpoints),
    ...(config.network.hub ? TRANSIT_FLOWS : []),
    ...flowsInForce(config),
    ...ingressInForce(config),
  ],
  peerAccounts: config.network.peerings.map(({ account }) => account),
  spared: sparedBy(config),
  organizationPolicies:
    config.profile === 'organization' ? config.organization.policyTypes.flatMap((type) => MADE[type] ?? []) : [],
});

/** Kinds of policies that the landing zone makes itself, by their names in the configuration. */
const MADE: Readonly<Record<string, string>> = {
  'service-control': 'SERVICE_CONTROL_POLICY',
  'resource-control': 'RESOURCE_CONTROL_POLICY',
  'declarative-ec2': 'DECLARATIVE_POLICY_EC2',
};

/** As the guardrails are given it. */
function sparedBy(config: LandingZoneConfig): Spared {
  const { partition, regions, identity, suppliers } = config;
  const organization = config.profile === 'organization' ? config.organization : undefined;
  return {
    regions: regions.allowed,
    networks: identity.expectedNetworks,
    accounts: suppliers.flatMap(accountsOfSupplier),
    roles: organization ? platformRoles({ partition, delivery: organization.delivery }) : [],
    organizationId: organization?.id,
  };
}
