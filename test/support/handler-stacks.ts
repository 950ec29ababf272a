import { App, RemovalPolicy, Stack, Tags } from 'aws-cdk-lib';
import { CfnTable } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { BlockPublicAccess, Bucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { AlertTopic } from '../../constructs/alert-topic/alert-topic';
import { CentralEndpoints } from '../../constructs/central-endpoints/central-endpoints';
import { ConcurrentUse, type ConcurrentUseProps } from '../../constructs/concurrent-use/concurrent-use';
import {
  RemoveDefaultNetwork,
  type RemoveDefaultNetworkProps,
} from '../../constructs/default-network/remove-default-network';
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
import { SigningKey } from '../../constructs/purpose-key/signing-key';
import { denyOutsiders } from '../../constructs/sealed-bucket/guards';
import { SessionIndex, type SessionIndexProps } from '../../constructs/session-index/session-index';
import {
  SessionReconciliation,
  type SessionReconciliationProps,
} from '../../constructs/session-reconciliation/session-reconciliation';
import { TrailValidation, type TrailValidationProps } from '../../constructs/trail-validation/trail-validation';
import { TransitHub, type TransitHubProps } from '../../constructs/transit-hub/transit-hub';
import { TransitSpoke, type TransitSpokeProps } from '../../constructs/transit-spoke/transit-spoke';

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

export function sessionIndexIn(region: string, props: Partial<SessionIndexProps> = {}): Stack {
  const { stack, ...shared } = surroundings(region, region);
  const { partition } = stack;
  const bucketName = `acme-recordings-${ACCOUNT}-${region}`;
  // in a landing zone it is the archive's, locked and replicated
  const recordings = new Bucket(stack, 'Recordings', {
    bucketName,
    encryptionKey: shared.key,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    versioned: true,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  });
  recordings.addToResourcePolicy(denyOutsiders(recordings.bucketArn, { accounts: [ACCOUNT] }));
  new SessionIndex(stack, 'Index', {
    name: 'acme',
    recordings,
    bucketName,
    prefix: 'sessions/',
    signingKeys: [`arn:${partition}:kms:${region}:222222222222:alias/acme/recordings`],
    ...shared,
    ...props,
  });
  return stack;
}

export function sessionReconciliationIn(region: string, props: Partial<SessionReconciliationProps> = {}): Stack {
  const { stack, key, topic } = surroundings(region, region);
  const table = new CfnTable(stack, 'Index', {
    tableName: 'acme-session-index',
    billingMode: 'PAY_PER_REQUEST',
    attributeDefinitions: ['session', 'entry', 'day'].map((attributeName) => ({ attributeName, attributeType: 'S' })),
    keySchema: [
      { attributeName: 'session', keyType: 'HASH' },
      { attributeName: 'entry', keyType: 'RANGE' },
    ],
    globalSecondaryIndexes: [
      {
        indexName: 'by-day',
        keySchema: [{ attributeName: 'day', keyType: 'HASH' }],
        projection: { projectionType: 'ALL' },
      },
    ],
    sseSpecification: { sseEnabled: true, sseType: 'KMS', kmsMasterKeyId: key.keyArn },
    resourcePolicy: {
      policyDocument: {
        Version: '2012-10-17',
        Statement: {
          Effect: 'Deny',
          Principal: '*',
          Action: ['BatchWriteItem', 'DeleteItem', 'PutItem', 'UpdateItem'].map((action) => `dynamodb:${action}`),
          Resource: `arn:${stack.partition}:dynamodb:${region}:${ACCOUNT}:table/acme-session-index`,
          Condition: {
            'ForAnyValue:StringEquals': { 'dynamodb:LeadingKeys': 'acknowledged' },
            ArnNotLike: { 'aws:PrincipalArn': `arn:${stack.partition}:iam::${ACCOUNT}:role/acme-moderator` },
          },
        },
      },
    },
  });
  table.applyRemovalPolicy(RemovalPolicy.RETAIN);
  new SessionReconciliation(stack, 'Sessions', {
    name: 'acme',
    table,
    accounts: [ACCOUNT, '222222222222'],
    document: 'acme-bastion',
    key,
    topic,
    ...props,
  });
  return stack;
}

export function trailValidationIn(region: string, props: Partial<TrailValidationProps> = {}): Stack {
  const { stack, ...shared } = surroundings(region);
  new TrailValidation(stack, 'Trail', {
    name: 'acme',
    trail: {
      name: 'acme-trail',
      region,
      bucketName: `acme-trail-${ACCOUNT}-${region}`,
    },
    accounts: [ACCOUNT],
    ...shared,
    ...props,
  });
  return stack;
}

export function removeDefaultNetworkIn(region: string, props: Partial<RemoveDefaultNetworkProps> = {}): Stack {
  const stack = new Stack(new App(), 'Stack', { env: { account: ACCOUNT, region } });
  Tags.of(stack).add('isms:data-class', 'important');
  const { key } = new PurposeKey(stack, 'Key', {
    name: 'acme',
    purpose: 'handlers',
    uses: RemoveDefaultNetwork.keyUses('acme'),
  });
  new RemoveDefaultNetwork(stack, 'DefaultNetwork', { name: 'acme', key, ...props });
  return stack;
}

export function transitHubIn(
  region: string,
  props: Partial<TransitHubProps> = {},
  beside: (stack: Stack) => Partial<TransitHubProps> = () => ({}),
): Stack {
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
    ...beside(stack),
  });
  return stack;
}

/** Beside the hub of a stack. */
export const endpointsIn = (stack: Stack): CentralEndpoints =>
  new CentralEndpoints(stack, 'Endpoints', {
    name: 'acme',
    cidr: '10.30.8.0/24',
    availabilityZones: availabilityZonesOf(stack.region, 2),
    services: ['kms'],
    networks: ['10.0.0.0/8'],
    organization: { managementAccount: '999999999999', id: 'o-abcdefghij' },
    logBucketName: `acme-flow-222222222222-${stack.region}`,
  });

export function transitSpokeIn(region: string, props: Partial<TransitSpokeProps> = {}): Stack {
  const { stack, ...shared } = surroundings(region, region);
  const network = new IsolatedVpc(stack, 'Network', {
    name: 'acme',
    cidr: '10.20.0.0/16',
    endpoints: 'none',
    flowLogBucketName: `acme-flow-222222222222-${region}`,
  });
  new EmptyDefaultSecurityGroup(stack, 'DefaultGroup', { name: 'acme', vpc: network.vpc, ...shared });
  new TransitSpoke(stack, 'Hub', {
    name: 'acme',
    network,
    hubAccount: '444444444444',
    endpoints: true,
    ...shared,
    ...props,
  });
  return stack;
}

/** What is open in the stacks of handlers: some of them have a network. */
export const DEMANDS = { flows: [...ownFlows('none'), ...TRANSIT_FLOWS] };

/** Where the hosts are: what is recorded there is signed. */
function signersIn(region: string): Stack {
  const stack = new Stack(new App(), 'Hosts', { env: { account: '222222222222', region } });
  Tags.of(stack).add('isms:data-class', 'important');
  new SigningKey(stack, 'Signing', {
    name: 'acme',
    purpose: 'recordings',
    signers: ['acme-bastion*'],
    verifiers: { accounts: [ACCOUNT] },
  });
  return stack;
}

/** What has to be there beside some handlers, for what they look at to be whole. */
export const besides: Readonly<Partial<Record<HandlerName, (region: string) => readonly Stack[]>>> = {
  'session-index': (region) => [signersIn(region)],
};

/** Each handler, in a stack of its own. */
export const stackOf: Readonly<Record<HandlerName, (region: string) => Stack>> = {
  'concurrent-use': concurrentUseIn,
  'default-network': removeDefaultNetworkIn,
  'default-security-group': emptyDefaultSecurityGroupIn,
  'identity-assignments': identityAssignmentsIn,
  'leaver-reconciliation': leaverReconciliationIn,
  'session-index': sessionIndexIn,
  'session-reconciliation': sessionReconciliationIn,
  'trail-validation': trailValidationIn,
  'transit-hub': transitHubIn,
  'transit-spoke': transitSpokeIn,
};
