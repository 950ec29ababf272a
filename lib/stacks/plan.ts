import { HEALTH_METRICS_REGION } from '../../constructs/partition';
import { accountFor, type PlatformRole } from '../config/accounts';
import type { LandingZoneConfig } from '../config/schema';

/** A concern of the landing zone: one stack for each region that it is needed in. */
export type Concern =
  | 'log-archive'
  | 'continuity'
  | 'organization'
  | 'security'
  | 'baseline'
  | 'network'
  | 'member-networks'
  | 'operations'
  | 'failover'
  | 'default-network';

/** `global` where a service's own control plane or metrics decide the region. */
export type RegionRole = 'home' | 'recovery' | 'global';

/** A stack to be deployed. */
export interface PlannedStack {
  /** Stack name: `<name>-<concern>`, with `-recovery` in the recovery region. */
  readonly id: string;
  readonly concern: Concern;
  readonly account: string;
  readonly region: string;
  readonly regionRole: RegionRole;
  /** Stacks that must be deployed before it. */
  readonly after: readonly string[];
}

interface ConcernRow {
  readonly concern: Concern;
  /** The account that holds it in an organization. */
  readonly role: PlatformRole;
  readonly regions: readonly RegionRole[];
  /** Concerns whose stacks come first, in all their regions. */
  readonly after: readonly Concern[];
  readonly wanted: (config: LandingZoneConfig) => boolean;
}

const always = (): boolean => true;

/**
 * In the order of deployment. Recovery comes before home, since what is replicated needs its destination. Members get
 * their baseline from the StackSets of the organization stack; the management account, which StackSets leave out, and a
 * single account get it as a stack.
 */
const CONCERNS: readonly ConcernRow[] = [
  { concern: 'log-archive', role: 'log-archive', regions: ['recovery', 'home'], after: [], wanted: always },
  {
    concern: 'continuity',
    role: 'backup',
    regions: ['recovery', 'home'],
    after: ['log-archive'],
    wanted: isOrganization,
  },
  { concern: 'security', role: 'security', regions: ['home'], after: ['log-archive'], wanted: detectsThreats },
  {
    concern: 'organization',
    role: 'management',
    regions: ['home'],
    after: ['continuity', 'security'],
    wanted: isOrganization,
  },
  {
    concern: 'baseline',
    role: 'management',
    regions: ['recovery', 'home'],
    after: ['log-archive', 'security'],
    wanted: always,
  },
  { concern: 'network', role: 'network', regions: ['recovery', 'home'], after: ['log-archive'], wanted: hasHub },
  {
    concern: 'operations',
    role: 'operations',
    regions: ['recovery', 'home'],
    after: ['log-archive', 'network'],
    wanted: always,
  },
  {
    concern: 'member-networks',
    role: 'management',
    regions: ['recovery', 'home'],
    after: ['log-archive', 'network'],
    wanted: makesMemberNetworks,
  },
  { concern: 'failover', role: 'network', regions: ['global'], after: [], wanted: failsOver },
  // nothing waits for it: where a default network is used its deployment fails, and all else stands
  {
    concern: 'default-network',
    role: 'management',
    regions: ['home'],
    after: ['organization'],
    wanted: removesDefaultNetworks,
  },
];

/** The stacks of a configuration, each with its account, region and predecessors: few, whatever the number of accounts. */
export function stackPlan(config: LandingZoneConfig): readonly PlannedStack[] {
  const rows = CONCERNS.filter(({ wanted }) => wanted(config));
  const idsOf = ({ concern, regions }: ConcernRow): string[] =>
    regions.map((region) => stackId(config, concern, region));
  return rows.flatMap((row) =>
    row.regions.map((regionRole, index) => ({
      id: stackId(config, row.concern, regionRole),
      concern: row.concern,
      account: accountFor(config, row.role),
      region: regionOf(config, regionRole),
      regionRole,
      after: [
        ...rows.filter(({ concern }) => row.after.includes(concern)).flatMap(idsOf),
        ...idsOf(row).slice(0, index),
      ],
    })),
  );
}

function regionOf(config: LandingZoneConfig, role: RegionRole): string {
  if (role !== 'global') return config.regions[role];
  return config.partition === 'aws' ? HEALTH_METRICS_REGION : config.regions.home;
}

const stackId = (config: LandingZoneConfig, concern: Concern, region: RegionRole): string =>
  region === 'recovery' ? `${config.name}-${concern}-recovery` : `${config.name}-${concern}`;

function isOrganization(config: LandingZoneConfig): boolean {
  return config.profile === 'organization';
}

function detectsThreats(config: LandingZoneConfig): boolean {
  return config.threatDetection === 'full';
}

function hasHub(config: LandingZoneConfig): boolean {
  return config.network.hub !== undefined;
}

function makesMemberNetworks(config: LandingZoneConfig): boolean {
  return config.network.members !== undefined;
}

function failsOver(config: LandingZoneConfig): boolean {
  return config.continuity.services.some(({ failover }) => failover !== undefined);
}

function removesDefaultNetworks(config: LandingZoneConfig): boolean {
  return config.network.defaultNetworks === 'remove';
}
