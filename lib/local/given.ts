import {
  EnablePolicyTypeCommand,
  ListRootsCommand,
  OrganizationsClient,
  type PolicyType,
  type Root,
} from '@aws-sdk/client-organizations';
import { CreateHostedZoneCommand, Route53Client } from '@aws-sdk/client-route-53';
import { accountFor } from '../config/accounts';
import type { LandingZoneConfig } from '../config/schema';
import { clientOf } from './environment';

/**
 * Makes what a landing zone finds when it arrives (hosted zones, the organization), and puts the ids that the emulator
 * gave into the configuration. Nothing else of the configuration changes.
 */
export async function withGiven(config: LandingZoneConfig, port: number): Promise<LandingZoneConfig> {
  const zones = await hostedZones(config, port);
  const services = config.continuity.services.map((service) =>
    service.failover
      ? { ...service, failover: { ...service.failover, zoneId: zones.get(service.failover.zoneId) ?? '' } }
      : service,
  );
  const continuity = { ...config.continuity, services };
  if (config.profile === 'single-account') return { ...config, continuity };
  return { ...config, continuity, organization: { ...config.organization, rootId: await rootOf(config, port) } };
}

/** By id that the emulator gave, the one that the configuration has in its place. */
export function idsGiven(config: LandingZoneConfig, given: LandingZoneConfig): Readonly<Record<string, string>> {
  const [own, emulated] = [config, given].map(idsOf);
  return Object.fromEntries((emulated ?? []).map((id, index) => [id, own?.[index] ?? id]));
}

const idsOf = (config: LandingZoneConfig): readonly string[] => [
  ...config.continuity.services.flatMap(({ failover }) => failover?.zoneId ?? []),
  ...(config.profile === 'single-account' ? [] : [config.organization.rootId]),
];

async function hostedZones(config: LandingZoneConfig, port: number): Promise<ReadonlyMap<string, string>> {
  const client = new Route53Client(clientOf(port, accountFor(config, 'network'), 'us-east-1'));
  const named = new Map(
    config.continuity.services.flatMap(({ failover }) => (failover ? [[failover.zoneId, failover.zoneName]] : [])),
  );
  const made = [...named].map(async ([zoneId, zoneName]): Promise<readonly [string, string]> => {
    // the reference makes it the same zone at every start
    const zone = await client.send(new CreateHostedZoneCommand({ Name: zoneName, CallerReference: zoneId }));
    return [zoneId, zone.HostedZone?.Id?.split('/').at(-1) ?? ''];
  });
  return new Map(await Promise.all(made));
}

/** Types of policies that the stack of the organization attaches: enabled by whoever administers it, never by a stack. */
const POLICY_TYPES: readonly PolicyType[] = [
  'SERVICE_CONTROL_POLICY',
  'RESOURCE_CONTROL_POLICY',
  'DECLARATIVE_POLICY_EC2',
];

async function rootOf(config: LandingZoneConfig, port: number): Promise<string> {
  const client = new OrganizationsClient(clientOf(port, accountFor(config, 'management'), 'us-east-1'));
  // the emulator makes an organization for whoever asks after it
  const { Roots: [root] = [] } = await client.send(new ListRootsCommand({}));
  if (!root) return '';
  for (const PolicyType of missingPolicyTypes(root)) {
    await client.send(new EnablePolicyTypeCommand({ RootId: root.Id, PolicyType }));
  }
  return root.Id ?? '';
}

function missingPolicyTypes({ PolicyTypes = [] }: Root): readonly PolicyType[] {
  const enabled = new Set(PolicyTypes.filter(({ Status }) => Status === 'ENABLED').map(({ Type }) => Type));
  return POLICY_TYPES.filter((type) => !enabled.has(type));
}
