import { App, Stack, Tags } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { AlertTopic } from '../../constructs/alert-topic/alert-topic';
import { ConcurrentUse, type ConcurrentUseProps } from '../../constructs/concurrent-use/concurrent-use';
import { EmptyDefaultSecurityGroup } from '../../constructs/default-security-group/empty-default-security-group';
import type { HandlerName } from '../../constructs/handler-function/bundle';
import { HandlerFunction } from '../../constructs/handler-function/handler-function';
import type { Assignment } from '../../constructs/identity-assignments/assignment';
import {
  IdentityAssignments,
  type IdentityAssignmentsProps,
} from '../../constructs/identity-assignments/identity-assignments';
import { TRANSIT_FLOWS } from '../../constructs/inspection-vpc/access-entries';
import { InspectionVpc } from '../../constructs/inspection-vpc/inspection-vpc';
import { ownFlows } from '../../constructs/isolated-vpc/flows';
import { IsolatedVpc } from '../../constructs/isolated-vpc/isolated-vpc';
import { availabilityZonesOf } from '../../constructs/isolated-vpc/zones';
import {
  LeaverReconciliation,
  type LeaverReconciliationProps,
} from '../../constructs/leaver-reconciliation/leaver-reconciliation';
import { PurposeKey } from '../../constructs/purpose-key/purpose-key';
import { TransitHub, type TransitHubProps } from '../../constructs/transit-hub/transit-hub';
import { TransitSpoke } from '../../constructs/transit-spoke/transit-spoke';

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

/** The default group of the firewall's network is emptied as every other is. */
export function transitHubIn(region: string, props: Partial<TransitHubProps> = {}): Stack {
  const { stack, ...shared } = surroundings(region, region);
  const inspection = new InspectionVpc(stack, 'Inspection', {
    name: 'acme',
    cidr: '10.30.0.0/22',
    availabilityZones: availabilityZonesOf(region, 2),
    domains: [{ domain: 'api.example.com', reason: 'payments', owner: 'orders@example.com' }],
    logBucketName: `acme-flow-222222222222-${region}`,
    topic: shared.topic,
  });
  new EmptyDefaultSecurityGroup(stack, 'DefaultGroup', { name: 'acme', vpc: inspection.vpc, ...shared });
  new TransitHub(stack, 'Transit', {
    name: 'acme',
    organization: { managementAccount: '999999999999', id: 'o-abcdefghij' },
    inspection,
    spokes: [
      { account: '222222222222', domain: 'shared' },
      { account: '333333333333', domain: 'production' },
      { account: '444444444444', domain: 'non-production' },
    ],
    ...shared,
    ...props,
  });
  return stack;
}

export function transitSpokeIn(region: string): Stack {
  const { stack, ...shared } = surroundings(region, region);
  const network = new IsolatedVpc(stack, 'Network', {
    name: 'acme',
    cidr: '10.20.0.0/16',
    endpoints: 'none',
    flowLogBucketName: `acme-flow-222222222222-${region}`,
  });
  new EmptyDefaultSecurityGroup(stack, 'DefaultGroup', { name: 'acme', vpc: network.vpc, ...shared });
  new TransitSpoke(stack, 'Hub', { name: 'acme', network, hubAccount: '444444444444', ...shared });
  return stack;
}

/** What is open in the stacks of handlers: some of them have a network. */
export const DEMANDS = { flows: [...ownFlows('none'), ...TRANSIT_FLOWS] };

/** Each handler, in a stack of its own. */
export const stackOf: Readonly<Record<HandlerName, (region: string) => Stack>> = {
  'concurrent-use': concurrentUseIn,
  'default-security-group': emptyDefaultSecurityGroupIn,
  'identity-assignments': identityAssignmentsIn,
  'leaver-reconciliation': leaverReconciliationIn,
  'transit-hub': transitHubIn,
  'transit-spoke': transitSpokeIn,
};
