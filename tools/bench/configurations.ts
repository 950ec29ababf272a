/** What a measured landing zone is like. */
export interface Shape {
  readonly partition: 'aws' | 'aws-cn';
  /** Accounts in all, those of the platform included: at least six. */
  readonly accounts: number;
  /** Whether each account of a workload has a range of addresses in both regions. @default false */
  readonly ranges?: boolean;
}

const ROLES = ['management', 'log-archive', 'security', 'network', 'operations', 'backup'] as const;

const REGIONS = {
  aws: { home: 'eu-central-1', recovery: 'eu-west-1', allowed: ['eu-central-1', 'eu-west-1'] },
  'aws-cn': { home: 'cn-northwest-1', recovery: 'cn-north-1', allowed: ['cn-northwest-1', 'cn-north-1'] },
} as const;

/** A group for each job function that people hold every day. */
const ACCESS = ['platform', 'security', 'audit', 'operations', 'development', 'data-owner'];

const UNITS = ['Security', 'Infrastructure', 'Production', 'NonProduction', 'Sandbox'];

/** A configuration of two regions, five units and as many accounts as asked for, as JSON, which YAML includes. */
export function configurationOf({ partition, accounts, ranges = false }: Shape): string {
  const { home, recovery, allowed } = REGIONS[partition];
  return JSON.stringify(
    {
      version: 1,
      name: 'bench',
      owner: 'platform@example.com',
      profile: 'organization',
      partition,
      regions: { home, recovery, allowed },
      organization: {
        id: 'o-benchmark01',
        rootId: 'r-ab12',
        delivery: partition === 'aws' ? 'service-managed' : 'self-managed',
        units: UNITS.map((name) => ({ name, environment: name === 'Production' ? 'production' : 'non-production' })),
        accounts: Array.from({ length: accounts }, (_, index) => ({
          ...account(index),
          ...(ranges && index >= ROLES.length && { network: rangesOf(index) }),
        })),
      },
      network: {
        home: '10.0.0.0/16',
        recovery: '10.1.0.0/16',
        endpoints: 'full',
        // which attaches fewer networks than there may be ranges
        ...(!ranges && { hub: { home: '10.2.0.0/22', recovery: '10.3.0.0/22' } }),
      },
      contacts: [
        { name: 'first', email: 'first@example.com' },
        { name: 'second', email: 'second@example.com' },
      ],
      onCall: { primary: 'first', deputy: 'second', escalation: 'first' },
      identity: {
        instanceArn: `arn:${partition}:sso:::instance/ssoins-1111111111111111`,
        groups: ACCESS.map((access, index) => ({
          name: access,
          id: `00000000-0000-0000-0000-0000000000${String(index).padStart(2, '0')}`,
          access,
          ...(access === 'development' && { units: UNITS.slice(2) }),
        })),
        operators: ['alice', 'bob'],
      },
    },
    null,
    2,
  );
}

function account(index: number) {
  const role = ROLES[index] ?? 'workload';
  const unit = role === 'workload' ? UNITS[2 + (index % 3)] : UNITS[index % 2];
  return {
    name: `account-${index}`,
    id: String(100_000_000_000 + index),
    email: `account-${index}@example.com`,
    role,
    ...(role !== 'management' && { unit }),
  };
}

/** A /24 in both regions, which nobody else has. */
function rangesOf(index: number) {
  const [home, recovery] = [2 * index, 2 * index + 1].map((nth) => `10.${64 + (nth >> 8)}.${nth & 255}.0/24`);
  return { home, recovery };
}
