import type { App, Stack } from 'aws-cdk-lib';
import type { LandingZoneConfig } from '../config/schema';
import { BaselineStack } from './baseline';
import { ContinuityStack } from './continuity';
import { DefaultNetworkStack } from './default-network';
import { FailoverStack } from './failover';
import { LogArchiveStack } from './log-archive';
import { MemberNetworksStack } from './member-networks';
import { NetworkStack } from './network';
import { OperationsStack } from './operations';
import { OrganizationStack } from './organization';
import { type Concern, type PlannedStack, stackPlan } from './plan';
import { SecurityStack } from './security';

type StackOf = new (scope: App, config: LandingZoneConfig, planned: PlannedStack) => Stack;

const STACKS: Readonly<Record<Concern, StackOf>> = {
  'log-archive': LogArchiveStack,
  continuity: ContinuityStack,
  security: SecurityStack,
  organization: OrganizationStack,
  baseline: BaselineStack,
  network: NetworkStack,
  'member-networks': MemberNetworksStack,
  operations: OperationsStack,
  failover: FailoverStack,
  'default-network': DefaultNetworkStack,
};

/** Makes the stacks of a configuration, in the order in which they are deployed. */
export function composeLandingZone(app: App, config: LandingZoneConfig): readonly Stack[] {
  const made = new Map<string, Stack>();
  for (const planned of stackPlan(config)) {
    const stack = new STACKS[planned.concern](app, config, planned);
    for (const id of planned.after) {
      const before = made.get(id);
      if (before) stack.addStackDependency(before);
    }
    made.set(planned.id, stack);
  }
  return [...made.values()];
}
