import type { Construct } from 'constructs';
import { AlertTopic } from '../../constructs/alert-topic/alert-topic';
import { CentralEndpoints } from '../../constructs/central-endpoints/central-endpoints';
import { EmptyDefaultSecurityGroup } from '../../constructs/default-security-group/empty-default-security-group';
import { PRIVATE_NETWORKS } from '../../constructs/guardrails/expected-networks';
import { HandlerFunction } from '../../constructs/handler-function/handler-function';
import { InspectionVpc } from '../../constructs/inspection-vpc/inspection-vpc';
import { availabilityZonesOf } from '../../constructs/isolated-vpc/zones';
import { archiveBucketName } from '../../constructs/log-archive/names';
import { KeyUse } from '../../constructs/purpose-key/key-use';
import { PurposeKey } from '../../constructs/purpose-key/purpose-key';
import { TransitHub } from '../../constructs/transit-hub/transit-hub';
import { accountFor } from '../config/accounts';
import type { LandingZoneConfig, OrganizationConfig } from '../config/schema';
import { spokesOf } from '../config/spokes';
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
      uses: [...HandlerFunction.keyUses(name, region), KeyUse.publishing('cloudwatch.amazonaws.com')],
    });
    const { topic } = new AlertTopic(this, 'Alerts', { name, subject: 'hub', emails: alertEmails(config), key });
    const retention = logRetention(config);
    const surroundings = {
      availabilityZones: availabilityZonesOf(region, network.availabilityZones),
      networks: rangesOf(config),
      logBucketName: archiveBucketName('flow', { name, account: accountFor(config, 'log-archive'), region }),
    };
    const inspection = new InspectionVpc(this, 'Inspection', {
      name,
      cidr: planned.regionRole === 'home' ? hub.home : hub.recovery,
      ...surroundings,
      domains: hub.egress.domains,
      topic,
    });
    const organization = { managementAccount: accountFor(config, 'management'), id: config.organization.id };
    const endpoints =
      hub.endpoints &&
      new CentralEndpoints(this, 'Endpoints', {
        name,
        cidr: planned.regionRole === 'home' ? hub.endpoints.home : hub.endpoints.recovery,
        ...surroundings,
        services: hub.endpoints.services,
        organization,
      });
    new EmptyDefaultSecurityGroup(this, 'DefaultGroup', {
      name,
      vpc: inspection.vpc,
      ...(endpoints && { others: [endpoints.vpc] }),
      key,
      topic,
      retention,
    });
    new TransitHub(this, 'Transit', {
      name,
      organization,
      inspection,
      ...(endpoints && { endpoints }),
      spokes: spokesOf(config),
      key,
      topic,
      retention,
    });
  }
}

/** The private ranges in which the organization has networks. */
function rangesOf({ network, organization }: OrganizationConfig): readonly string[] {
  const networks = [network, ...organization.accounts.flatMap((account) => account.network ?? [])];
  const addresses = networks.flatMap(({ home, recovery }) => [home, recovery].flatMap((range) => range ?? []));
  return PRIVATE_NETWORKS.filter((block) => addresses.some((range) => block.contains(range))).map(String);
}
