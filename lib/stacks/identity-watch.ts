import type { Stack } from 'aws-cdk-lib';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { ConcurrentUse } from '../../constructs/concurrent-use/concurrent-use';
import { HandlerFunction } from '../../constructs/handler-function/handler-function';
import { IdentityAssignments } from '../../constructs/identity-assignments/identity-assignments';
import { LeaverReconciliation } from '../../constructs/leaver-reconciliation/leaver-reconciliation';
import { PurposeKey } from '../../constructs/purpose-key/purpose-key';
import { accountFor } from '../config/accounts';
import type { LandingZoneConfig } from '../config/schema';
import type { GroupAssignment } from './identity';
import { logRetention } from './log-groups';

/** What identities are watched with. */
interface WatchedIdentities {
  /** What the trail tells. */
  readonly logGroup: ILogGroup;
  readonly topic: ITopic;
  /** Which group holds which permission set where; none where another provider signs people in. */
  readonly assignments: readonly GroupAssignment[];
}

/** Handlers that hold assignments to the configuration, take from leavers what they still have, and see one identity used twice. */
export function watchIdentities(
  stack: Stack,
  config: LandingZoneConfig,
  { logGroup, topic, assignments }: WatchedIdentities,
): void {
  const scope = new Construct(stack, 'IdentityWatch');
  const { name, identity, regions } = config;
  const { key } = new PurposeKey(scope, 'Key', { name, purpose: 'handlers', uses: HandlerFunction.keyUses(name) });
  const common = { name, key, topic, retention: logRetention(config) };
  new ConcurrentUse(scope, 'ConcurrentUse', { ...common, logGroup, expectedEgress: identity.expectedNetworks });
  const directory = directoryOf(config);
  if (directory || identity.operators.length > 0) {
    new LeaverReconciliation(scope, 'Leavers', {
      ...common,
      ...(directory && { identityCenter: directory }),
      ...(identity.operators.length > 0 && { people: identity.operators }),
      sessions: [{ account: accountFor(config, 'operations'), regions: [regions.home, regions.recovery] }],
    });
  }
  if (config.profile !== 'organization' || identity.instanceArn === undefined || assignments.length === 0) return;
  new IdentityAssignments(scope, 'Assignments', {
    ...common,
    assignments,
    instanceArn: identity.instanceArn,
    organizationId: config.organization.id,
    managementAccount: stack.account,
  });
}

/** The directory that says who is still there, where it is one that can be asked. */
function directoryOf({ identity: { source, instanceArn, storeId } }: LandingZoneConfig) {
  if (source !== 'identity-center' || instanceArn === undefined || storeId === undefined) return undefined;
  return { instanceArn, identityStoreId: storeId };
}
