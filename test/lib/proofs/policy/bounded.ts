import { boundaryRefusals } from '../../../../constructs/guardrails/boundary-refusals';
import type { Demands } from '../../../../constructs/nag/demands';
import { Template } from '../../../../constructs/nag/template';
import type { PartitionName } from '../../../../constructs/partition';
import { JudgedEstate } from '../../../../lib/evidence/estate';

export const ACCOUNT = '222222222222';

export interface Statement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly [element: string]: unknown;
}

type Resources = Record<string, { readonly Type: string; readonly Properties: Record<string, unknown> }>;

const REGIONS: Readonly<Record<PartitionName, readonly [string, string]>> = {
  aws: ['eu-central-1', 'eu-west-1'],
  'aws-cn': ['cn-northwest-1', 'cn-north-1'],
};

const SERVICES = ['cloudformation', 'cloudwatch', 'dynamodb', 'ec2', 'ecs', 'events', 'kms', 'lambda', 'logs', 'rds'];
const MORE_SERVICES = ['s3', 'secretsmanager', 'sns', 'sqs', 'states'];

/** What a boundary of workloads may be like: some services, roles under one path with the same boundary, and refusals. */
export function boundaryStatements(partition: PartitionName): readonly Statement[] {
  const services = [...SERVICES, ...MORE_SERVICES];
  const own = ['role', 'policy', 'instance-profile'].map((type) => `arn:${partition}:iam::*:${type}/workload/*`);
  return [
    { Sid: 'Services', Effect: 'Allow', Action: services.map((service) => `${service}:*`), Resource: '*' },
    {
      Sid: 'BoundedRoles',
      Effect: 'Allow',
      Action: ['iam:CreateRole', 'iam:PutRolePolicy', 'iam:AttachRolePolicy', 'iam:UpdateAssumeRolePolicy'],
      Resource: own[0],
      Condition: { StringLike: { 'iam:PermissionsBoundary': `arn:${partition}:iam::*:policy/acme-workload-boundary` } },
    },
    { Sid: 'Roles', Effect: 'Allow', Action: ['iam:PassRole', 'iam:CreatePolicy*', 'sts:AssumeRole'], Resource: own },
    { Sid: 'Reading', Effect: 'Allow', Action: ['iam:Get*', 'iam:List*'], Resource: '*' },
    ...boundaryRefusals({ partition, name: 'acme', allowedRegions: REGIONS[partition] }, [
      ...services,
      'iam',
      'sts',
    ]).map((refusal): Statement => ({ ...refusal })),
    {
      Sid: 'LandingZone',
      Effect: 'Deny',
      Action: ['cloudwatch:*', 'events:*', 'lambda:*', 'sns:*'],
      Resource: ['', '*/', '*:'].map((before) => `arn:${partition}:*:*:*:${before}acme-*`),
    },
  ];
}

export const boundary = (statements: readonly Statement[]): Resources => ({
  Boundary: {
    Type: 'AWS::IAM::ManagedPolicy',
    Properties: {
      ManagedPolicyName: 'acme-workload-boundary',
      PolicyDocument: { Version: '2012-10-17', Statement: statements },
    },
  },
});

/** The permission set of workload administrators. */
export const permissionSet = (more: Record<string, unknown> = {}): Resources => ({
  Developer: {
    Type: 'AWS::SSO::PermissionSet',
    Properties: {
      Name: 'acme-developer',
      ManagedPolicies: ['arn:aws:iam::aws:policy/AdministratorAccess'],
      PermissionsBoundary: { CustomerManagedPolicyReference: { Name: 'acme-workload-boundary', Path: '/' } },
      ...more,
    },
  },
});

/** A single account, as its templates make it. */
export function singleAccount(
  resources: Resources,
  partition: PartitionName = 'aws',
  demands: Demands = {},
): JudgedEstate {
  const [region] = REGIONS[partition];
  const estate = new JudgedEstate(demands);
  const template = Template.cloudFormation(
    { Resources: resources },
    { name: 'acme-baseline', environment: { partition, account: ACCOUNT, region }, estate: estate.estate },
  );
  estate.add(template, {
    cloud: 'aws',
    partition,
    account: ACCOUNT,
    region,
    stack: 'acme-baseline',
    locate: () => undefined,
    declarations: [],
  });
  return estate;
}
