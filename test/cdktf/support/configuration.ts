import type { LandingZoneConfig } from '../../../lib/config/schema';

type Azure = NonNullable<LandingZoneConfig['azure']>;

const CHINA: Azure = {
  environment: 'china',
  tenantId: '00000000-0000-4000-8000-000000000001',
  subscriptions: [{ name: 'main', id: '00000000-0000-4000-8000-000000000002', environment: 'production' }],
  regions: { home: 'chinanorth3', recovery: 'chinaeast3' },
  network: '10.64.0.0/16',
};

export const GLOBAL: Partial<Azure> = {
  environment: 'global',
  regions: { home: 'northeurope', recovery: 'westeurope' },
};

/** What Azure reads of a configuration; the rest is AWS's concern. */
type AzureView = Pick<
  LandingZoneConfig,
  'name' | 'owner' | 'lock' | 'tags' | 'retention' | 'dataClasses' | 'network' | 'azure'
>;

/** A configuration with an Azure part, in China unless said otherwise. */
export function configuration(azure: Partial<Azure> = {}, rest: Partial<AzureView> = {}): LandingZoneConfig {
  const view: AzureView = {
    name: 'acme',
    owner: 'platform@example.com',
    lock: 'compliance',
    tags: { 'cost-center': '42' },
    retention: { minimum: 183, logs: 183, recordings: 183, records: 1095 },
    dataClasses: [
      {
        name: 'important',
        level: 'important',
        handling: { retention: 1095, key: 'data', tier: 'tier-2', export: 'denied', regions: [] },
      },
    ],
    network: {
      home: '10.0.0.0/16',
      recovery: '10.1.0.0/16',
      availabilityZones: 2,
      endpoints: 'minimal',
      defaultNetworks: 'remove',
      flows: [flow('ingress', 'application', 8443), flow('application', 'data', 443)],
      peerings: [],
    },
    azure: { ...CHINA, ...azure },
    ...rest,
  };
  return view as LandingZoneConfig;
}

type Flow = LandingZoneConfig['network']['flows'][number];

const flow = (from: Flow['from'], to: Flow['to'], port: number): Flow => ({
  from,
  to,
  port,
  protocol: 'tcp',
  reason: 'a service',
  owner: 'service@example.com',
  confirmed: '2026-10-30',
  expires: '2099-12-31',
});
