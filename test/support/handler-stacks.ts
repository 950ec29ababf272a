import { App, Stack, Tags } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { AlertTopic } from '../../constructs/alert-topic/alert-topic';
import { ConcurrentUse, type ConcurrentUseProps } from '../../constructs/concurrent-use/concurrent-use';
import { RemoveDefaultNetwork } from '../../constructs/default-network/remove-default-network';
import { EmptyDefaultSecurityGroup } from '../../constructs/default-security-group/empty-default-security-group';
import type { HandlerName } from '../../constructs/handler-function/bundle';
import { HandlerFunction } from '../../constructs/handler-function/handler-function';
import type { Assignment } from '../../constructs/identity-assignments/assignment';
import {
  IdentityAssignments,
  type IdentityAssignmentsProps,
} from '../../constructs/identity-assignments/identity-assignments';
import { ownFlows } from '../../constructs/isolated-vpc/flows';
import { IsolatedVpc } from '../../constructs/isolated-vpc/isolated-vpc';
import {
  LeaverReconciliation,
  type LeaverReconciliationProps,
} from '../../constructs/leaver-reconciliation/leaver-reconciliation';
import { PurposeKey } from '../../constructs/purpose-key/purpose-key';

/** Regions that stand for the two partitions. */
export const REGIONS = ['eu-central-1', 'cn-northwest-1'] as const;

export const INSTANCE = 'arn:aws:sso:::instance/ssoins-1111111111111111';
export const PERMISSION_SET = 'arn:aws:sso:::permissionSet/ssoins-1111111111111111/ps-aaaaaaaaaaaaaaaa';
export const ACCOUNT = '111111111111';

export const ASSIGNMENT: Assignment = {
  PermissionSetArn: PERMISSION_SET,
  PrincipalType: 'GROUP',
  PrincipalId: 'group-developers',
  Units: ['ou-abcd-workloads'],
};

/** A stack with what every handler needs. */
interface Surroundings {
  readonly stack: Stack;
  readonly key: IKey;
  readonly topic: ITopic;
}

export function surroundings(region: string, place?: string): Surroundings {
  const stack = new Stack(new App(), 'Stack', { env: { account: ACCOUNT, region } });
  // as the stacks of a landing zone tag what they hold
  Tags.of(stack).add('isms:data-class', 'important');
  const { key } = new PurposeKey(stack, 'Key', {
    name: 'acme',
    purpose: 'handlers',
    uses: HandlerFunction.keyUses('acme', place),
  });
  const { topic } = new AlertTopic(stack, 'Alerts', { name: 'acme', subject: 'identity', emails: ['a@example.com'] });
  return { stack, key, topic };
}

export function identityAssignmentsIn(region: string, props: Partial<IdentityAssignmentsProps> = {}): Stack {
  const { stack, ...shared } = surroundings(region);
  new IdentityAssignments(stack, 'Assignments', {
    name: 'acme',
    assignments: [ASSIGNMENT],
    instanceArn: INSTANCE,
    organizationId: 'o-abcdefghij',
    managementAccount: ACCOUNT,
    ...shared,
    ...props,
  });
  return stack;
}

export function leaverReconciliationIn(region: string, props: Partial<LeaverReconciliationProps> = {}): Stack {
  const { stack, ...shared } = surroundings(region);
  new LeaverReconciliation(stack, 'Leavers', {
    name: 'acme',
    identityCenter: { instanceArn: INSTANCE, identityStoreId: 'd-1234567890' },
    sessions: [
      { account: ACCOUNT, regions: [region] },
      { account: '222222222222', regions: [region] },
    ],
    ...shared,
    ...props,
  });
  return stack;
}

export function concurrentUseIn(region: string, props: Partial<ConcurrentUseProps> = {}): Stack {
  const { stack, ...shared } = surroundings(region);
  const logGroup = LogGroup.fromLogGroupName(stack, 'Trail', '/acme/trail');
  new ConcurrentUse(stack, 'Twice', { name: 'acme', logGroup, ...shared, ...props });
  return stack;
}

export function emptyDefaultSecurityGroupIn(region: string): Stack {
  const { stack, ...shared } = surroundings(region, region);
  const { vpc } = new IsolatedVpc(stack, 'Network', {
    name: 'acme',
    cidr: '10.20.0.0/16',
    endpoints: 'none',
    flowLogBucketName: `acme-flow-222222222222-${region}`,
  });
  new EmptyDefaultSecurityGroup(stack, 'DefaultGroup', { name: 'acme', vpc, ...shared });
  return stack;
}

export function removeDefaultNetworkIn(region: string): Stack {
  const { stack, ...shared } = surroundings(region, region);
  new RemoveDefaultNetwork(stack, 'DefaultNetwork', { name: 'acme', ...shared });
  return stack;
}

/** What is open in the stacks of handlers: one of them has a network. */
export const DEMANDS = { flows: ownFlows('none') };

/** Each handler, in a stack of its own. */
export const stackOf: Readonly<Record<HandlerName, (region: string) => Stack>> = {
  'concurrent-use': concurrentUseIn,
  'default-network': removeDefaultNetworkIn,
  'default-security-group': emptyDefaultSecurityGroupIn,
  'identity-assignments': identityAssignmentsIn,
  'leaver-reconciliation': leaverReconciliationIn,
};
