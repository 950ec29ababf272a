import { type InspectedFlow, passRules } from '../../../constructs/inspection-vpc/inspected-flows';
import { accountFor } from '../../config/accounts';
import { inspectedFlows, PLACES, type Place, spokesOf } from '../../config/hub-flows';
import { ingressInspected, publishedIn } from '../../config/ingress';
import type { LandingZoneConfig, OrganizationConfig } from '../../config/schema';
import { headerOf, toName } from './passes';

/** What the configuration says of networks, as far as templates have to equal it. */
export interface DeclaredNetwork {
  /** The account of the firewall; undefined where there is no hub. */
  readonly hubAccount: string | undefined;
  /** What the firewall may let through. */
  readonly passes: readonly DeclaredPass[];
  /** Undefined where there is a single account. */
  readonly organizationId: string | undefined;
  /** Accounts to which something of the networks may lead. */
  readonly joined: readonly JoinedAccount[];
}

/** An entry that opens something in the firewall. */
export interface DeclaredPass {
  /** Where it stands: `network.hub.egress.domains: api.example.com`. */
  readonly entry: string;
  /** What it opens, as `passesOf` spells the rules of templates. */
  readonly opens: readonly string[];
  /**
   * The one region where it is to be open.
   * @default - wherever there is a hub
   */
  readonly region?: string;
  readonly reason: string;
  readonly owner: string;
  /** Last day on which it is open. */
  readonly expires: string;
}

/** How networks of two accounts can be joined. */
export type Joint = 'peering' | 'hub';

/** An entry that lets an account in. */
export interface JoinedAccount {
  readonly account: string;
  readonly by: Joint;
  readonly entry: string;
  readonly reason: string;
}

/** Where the configuration declares what the firewall may let through: a row for each key. */
const PASSES: readonly ((config: LandingZoneConfig) => readonly DeclaredPass[])[] = [
  ({ network }) =>
    (network.hub?.egress.domains ?? []).map(({ domain, reason, owner, expires }) => ({
      entry: `network.hub.egress.domains: ${domain}`,
      opens: [toName(domain)],
      reason,
      owner,
      expires,
    })),
  (config) =>
    PLACES.flatMap((place) =>
      opened(inspectedFlows(config, place), config, place, ({ name }) => `network.hub.flows: ${name}`),
    ),
  (config) =>
    PLACES.flatMap((place) => {
      const published = publishedIn(config, place);
      const flows = published ? ingressInspected(published) : [];
      return opened(
        flows,
        config,
        place,
        ({ name }) => `network.hub.ingress.services: ${name.replace(/^ingress to /, '')}`,
      );
    }),
];

/** What rules of flows open in the firewall of a region, as `passesOf` reads them from templates. */
const opened = (
  flows: readonly InspectedFlow[],
  config: LandingZoneConfig,
  place: Place,
  entry: (flow: InspectedFlow) => string,
) =>
  flows.map((flow): DeclaredPass => {
    const { reason, owner, expires } = flow;
    return {
      entry: entry(flow),
      opens: passRules([flow]).map(headerOf),
      region: config.regions[place],
      reason,
      owner,
      expires,
    };
  });

/** Where it declares which accounts networks may lead to: a row for each key. */
const JOINED: readonly ((config: LandingZoneConfig) => readonly JoinedAccount[])[] = [
  ({ network }) =>
    network.peerings.map(({ account, reason }) => ({
      account,
      by: 'peering',
      entry: `network.peerings: ${account}`,
      reason,
    })),
  (config) =>
    hasHub(config)
      ? spokesOf(config).map(({ account, domain }) => ({
          account,
          by: 'hub',
          entry: `organization.accounts: ${account}`,
          reason: `it has a network of the environment ${domain}`,
        }))
      : [],
];

const hasHub = (config: LandingZoneConfig): config is OrganizationConfig =>
  config.profile === 'organization' && config.network.hub !== undefined;

/** All that a configuration declares of it. */
export const declaredNetworkOf = (config: LandingZoneConfig): DeclaredNetwork => ({
  hubAccount: hasHub(config) ? accountFor(config, 'network') : undefined,
  passes: PASSES.flatMap((of) => of(config)),
  organizationId: config.profile === 'organization' ? config.organization.id : undefined,
  joined: JOINED.flatMap((of) => of(config)),
});
