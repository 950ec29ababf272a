import type { Construct } from 'constructs';
import { AlertTopic } from '../../constructs/alert-topic/alert-topic';
import { EmptyDefaultSecurityGroup } from '../../constructs/default-security-group/empty-default-security-group';
import { PRIVATE_NETWORKS } from '../../constructs/guardrails/expected-networks';
import { HandlerFunction } from '../../constructs/handler-function/handler-function';
import { InspectionVpc } from '../../constructs/inspection-vpc/inspection-vpc';
import { availabilityZonesOf } from '../../constructs/isolated-vpc/zones';
import { archiveBucketName } from '../../constructs/log-archive/names';
import { KeyUse } from '../../constructs/purpose-key/key-use';
import { PurposeKey } from '../../constructs/purpose-key/purpose-key';
import { type Spoke, TransitHub } from '../../constructs/transit-hub/transit-hub';
import { WebFirewall } from '../../constructs/web-firewall/web-firewall';
import { accountFor } from '../config/accounts';
import { publishedIn } from '../config/ingress';
import type { LandingZoneConfig, OrganizationConfig } from '../config/schema';
import { HubIngress } from './ingress';
import { LandingZoneStack } from './landing-zone-stack';
import { logRetention } from './log-groups';
import { alertEmails } from './people';
import type { PlannedStack } from './plan';

/** The hub of an organization in one region: the transit gateway, and the firewall before the one way to the internet. */
export class NetworkStack extends LandingZoneStack {
  constructor(scope: Construct, config: LandingZoneConfig, planned: PlannedStack) {
    super(scope, { config, planned, description: 'Hub: transit gateway, inspection and the way to the internet' });
    const { name, network } = config;
    const { hub } = network;
    if (hub === undefined || config.profile !== 'organization') throw new Error('network.hub: nothing is to be made');

    const { region } = planned;
    const { key } = new PurposeKey(this, 'Key', {
      name,
      purpose: 'hub',
      uses: [
        ...HandlerFunction.keyUses(name, region),
        KeyUse.publishing('cloudwatch.amazonaws.com'),
        ...(publishedIn(config, planned.regionRole) ? [WebFirewall.keyUse(name)] : []),
      ],
    });
    const { topic } = new AlertTopic(this, 'Alerts', { name, subject: 'hub', emails: alertEmails(config), key });
    const retention = logRetention(config);
    const inspection = new InspectionVpc(this, 'Inspection', {
      name,
      cidr: planned.regionRole === 'home' ? hub.home : hub.recovery,
      availabilityZones: availabilityZonesOf(region, network.availabilityZones),
      networks: rangesOf(config),
      domains: hub.egress.domains,
      logBucketName: archiveBucketName('flow', { name, account: accountFor(config, 'log-archive'), region }),
      topic,
    });
    new EmptyDefaultSecurityGroup(this, 'DefaultGroup', { name, vpc: inspection.vpc, key, topic, retention });
    const spokes = spokesOf(config);
    const transit = new TransitHub(this, 'Transit', {
      name,
      organization: { managementAccount: accountFor(config, 'management'), id: config.organization.id },
      inspection,
      spokes,
      key,
      topic,
      retention,
    });
    new HubIngress(this, 'Ingress', { config, planned, hub: transit, spokes, key, topic, retention });
  }
}

/** The private ranges in which the organization has networks. */
function rangesOf({ network, organization }: OrganizationConfig): readonly string[] {
  const ingress = network.hub?.ingress;
  const networks = [
    network,
    ...(ingress ? [ingress] : []),
    ...organization.accounts.flatMap((account) => account.network ?? []),
  ];
  const addresses = networks.flatMap(({ home, recovery }) => [home, recovery].flatMap((range) => range ?? []));
  return PRIVATE_NETWORKS.filter((block) => addresses.some((range) => block.contains(range))).map(String);
}

/** The accounts that have a network: that of the operations, and those that the configuration gives addresses. */
function spokesOf(config: OrganizationConfig): readonly Spoke[] {
  const { units, accounts } = config.organization;
  return accounts
    .filter(({ role, network }) => role === 'operations' || network !== undefined)
    .flatMap(({ id, unit, role }): readonly Spoke[] => {
      // the network of the operations serves all, whatever unit its account is in
      const environment = role === 'operations' ? 'shared' : units.find(({ name }) => name === unit)?.environment;
      return environment === undefined ? [] : [{ account: id, domain: environment }];
    });
}
