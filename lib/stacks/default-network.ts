import { RemovalPolicy, type Stack, Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { RemoveDefaultNetwork } from '../../constructs/default-network/remove-default-network';
import { embeddedTemplate } from '../../constructs/member-baseline/embedded-template';
import { MemberStackSet } from '../../constructs/member-baseline/member-stack-set';
import { PurposeKey } from '../../constructs/purpose-key/purpose-key';
import { meets } from '../../constructs/standard';
import type { LandingZoneConfig, OrganizationConfig } from '../config/schema';
import type { Delivered, Delivering } from './delivered';
import { LandingZoneStack, stackTags } from './landing-zone-stack';
import { logRetention } from './log-groups';
import type { PlannedStack } from './plan';

/**
 * Takes default networks away from every account: from its own, and through one StackSet for the whole organization from those of
 * members. Apart from all else, so that an account whose default network is used does without this alone.
 */
export class DefaultNetworkStack extends LandingZoneStack implements Delivering {
  readonly delivered: readonly Delivered[];

  constructor(scope: Construct, config: LandingZoneConfig, planned: PlannedStack) {
    super(scope, { config, planned, description: 'Removal of default networks' });
    removal(this, config);
    this.delivered = config.profile === 'organization' ? [this.toMembers(config)] : [];
  }

  private toMembers(config: OrganizationConfig): Delivered {
    const { name, regions, organization } = config;
    const { rootId, delivery } = organization;
    const accounts = organization.accounts.filter(({ role }) => role !== 'management').map(({ id }) => id);
    const stackSet = new MemberStackSet(this, 'Members', {
      stackSetName: `${name}-default-network`,
      description: `Removal of default networks of the landing zone ${name}`,
      template: embeddedTemplate('MemberDefaultNetwork', (stack) => memberRemoval(stack, config), regions.home),
      unit: { name: rootId, id: rootId },
      // from there its function reaches the others
      regions: [regions.home],
      delivery: delivery === 'service-managed' ? { kind: delivery } : { kind: delivery, accounts },
      onLeaving: 'keep',
    });
    meets(stackSet.stackSet, '8.3/vpc-isolation#no-default-network');
    return { stackSet, target: { ou: rootId, accounts: accounts.length } };
  }
}

function memberRemoval(stack: Stack, config: OrganizationConfig): void {
  removal(stack, config);
  for (const [key, value] of Object.entries(stackTags(config))) Tags.of(stack).add(key, value);
}

function removal(scope: Construct, config: LandingZoneConfig): void {
  const { name, regions } = config;
  const { key } = new PurposeKey(scope, 'Key', {
    name,
    purpose: 'default-network',
    uses: RemoveDefaultNetwork.keyUses(name),
  });
  // where something stands in the network the first attempt fails, and must not leave a key each time
  key.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
  new RemoveDefaultNetwork(scope, 'DefaultNetwork', {
    name,
    regions: regions.allowed,
    key,
    retention: logRetention(config),
  });
}
