import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../../../lib/config';
import { readCdkAssembly } from '../../../lib/evidence/cloudformation-assembly';
import { JudgedEstate } from '../../../lib/evidence/estate';
import { type Deployment, deploymentOf } from '../../../lib/preflight/deployment';
import { synthesizeAws } from '../../../lib/synthesize';

export const TODAY = '2026-11-23';

const common = {
  version: 1,
  name: 'acme',
  owner: 'platform@example.com',
  contacts: [
    { name: 'First', email: 'first@example.com' },
    { name: 'Second', email: 'second@example.com' },
    { name: 'Last', email: 'last@example.com' },
  ],
  onCall: { primary: 'First', deputy: 'Second', escalation: 'Last' },
  network: { home: '10.0.0.0/16', recovery: '10.1.0.0/16' },
};

const REGIONS = {
  aws: { home: 'eu-central-1', recovery: 'eu-west-1' },
  'aws-cn': { home: 'cn-northwest-1', recovery: 'cn-north-1' },
};

type Partition = keyof typeof REGIONS;

const ROLES = ['management', 'log-archive', 'security', 'network', 'operations', 'backup'];

/** The six accounts of the platform, and as many workloads as are missing. */
const accounts = (count: number) =>
  Array.from({ length: count }, (_, index) => {
    const role = ROLES[index] ?? 'workload';
    const name = role === 'workload' ? `workload ${index}` : role;
    return {
      name,
      id: String(111111111111 + index),
      email: `account-${index}@example.com`,
      role,
      ...(role !== 'management' && { unit: role === 'workload' ? 'Production' : 'Platform' }),
    };
  });

export const singleAccount = (partition: Partition, more: object = {}) => ({
  ...common,
  profile: 'single-account',
  partition,
  regions: REGIONS[partition],
  account: '111111111111',
  ...more,
});

export const organization = (partition: Partition, count = 7, more: object = {}) => ({
  ...common,
  profile: 'organization',
  partition,
  regions: REGIONS[partition],
  organization: {
    id: 'o-exampleorg1',
    rootId: 'r-ab12',
    delivery: partition === 'aws' ? 'service-managed' : 'self-managed',
    units: [
      { name: 'Platform', environment: 'shared' },
      { name: 'Workloads', environment: 'production' },
      { name: 'Production', parent: 'Workloads', environment: 'production' },
    ],
    accounts: accounts(count),
  },
  identity: {
    instanceArn: `arn:${partition}:sso:::instance/ssoins-1111111111111111`,
    groups: [{ name: 'platform', id: '00000000-0000-0000-0000-0000000000c1', access: 'platform' }],
  },
  ...more,
});

export const azure = (environment: 'global' | 'china') => ({
  azure: {
    environment,
    tenantId: '00000000-0000-0000-0000-000000000001',
    subscriptions: [
      { name: 'one', id: '00000000-0000-0000-0000-0000000000a1' },
      { name: 'two', id: '00000000-0000-0000-0000-0000000000a2' },
    ],
    regions:
      environment === 'china'
        ? { home: 'chinanorth3', recovery: 'chinaeast3' }
        : { home: 'northeurope', recovery: 'westeurope' },
    network: '10.64.0.0/14',
  },
});

/** Writes a configuration, which as JSON is YAML too, and returns its file. */
export function configFile(config: object): string {
  const file = join(mkdtempSync(join(tmpdir(), 'preflight-')), 'landing-zone.yaml');
  writeFileSync(file, JSON.stringify(config, null, 1));
  return file;
}

const known = new Map<string, Deployment>();

/** What a configuration comes to, from its real templates; synthesized once for each configuration. */
export function deploymentFor(written: object): Deployment {
  const key = JSON.stringify(written);
  const deployment = known.get(key) ?? synthesized(written);
  known.set(key, deployment);
  return deployment;
}

function synthesized(written: object): Deployment {
  const config = loadConfig(configFile(written), { asOf: TODAY });
  const folder = mkdtempSync(join(tmpdir(), 'preflight-assembly-'));
  try {
    synthesizeAws(config, folder, process.cwd());
    const estate = new JudgedEstate();
    readCdkAssembly(folder, estate);
    return deploymentOf(config, 'landing-zone.yaml', 'out', estate);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
