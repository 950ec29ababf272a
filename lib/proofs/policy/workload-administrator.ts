import type { Resource } from '../../../constructs/nag/template';
import { boundaryName } from '../../../constructs/workload-boundary/names';
import type { JudgedEstate } from '../../evidence/estate';
import type { AccountPrincipal } from './askers';
import { FULL_ACCESS, identitiesIn } from './estate';
import type { Policy } from './model';
import { opaquePolicy, parsePolicy } from './parse';
import type { Scene } from './scene';

/** The job function of those who administer a workload; the permission set or role is named after it. */
const FUNCTION = 'developer';

/** Who administers a workload, with what the templates grant and how they limit it. */
export interface WorkloadAdministrator {
  readonly resource: Resource;
  readonly principal: AccountPrincipal;
  readonly identity: readonly Policy[];
  readonly boundary?: Policy;
}

/** A managed policy that bounds workloads, and the resource that makes it. */
export interface WorkloadBoundary {
  readonly resource: Resource;
  readonly policy: Policy;
}

/** The landing zone's name, as its boundary has it; undefined where the templates make none. */
export function nameFromBoundary(estate: JudgedEstate): string | undefined {
  const suffix = boundaryName('');
  const names = estate.estate.ofType('AWS::IAM::ManagedPolicy').map((policy) => policy.text('ManagedPolicyName'));
  return names.find((name) => name.endsWith(suffix))?.slice(0, -suffix.length);
}

/** The boundary of workloads, once for each text: every account has it, mostly from the same template. */
export function workloadBoundariesIn(estate: JudgedEstate, scene: Scene): readonly WorkloadBoundary[] {
  const name = boundaryName(scene.name);
  const found = estate.estate
    .ofType('AWS::IAM::ManagedPolicy')
    .filter((policy) => policy.text('ManagedPolicyName') === name)
    .map((resource) => ({ resource, policy: inAccount(resource, 'PolicyDocument', name, scene) }));
  return [...new Map(found.map((boundary) => [JSON.stringify(boundary.policy), boundary])).values()];
}

/** Permission sets of IAM Identity Center, and roles of federation, for those who administer a workload. */
export function workloadAdministratorsIn(estate: JudgedEstate, scene: Scene): readonly WorkloadAdministrator[] {
  return [...permissionSets(estate, scene), ...federatedRoles(estate, scene)];
}

function permissionSets(estate: JudgedEstate, scene: Scene): readonly WorkloadAdministrator[] {
  const sets = estate.estate
    .ofType('AWS::SSO::PermissionSet')
    .filter((set) => set.text('Name') === `${scene.name}-${FUNCTION}`);
  return sets.map((resource) => {
    const boundary = boundaryOfSet(resource, estate, scene);
    return {
      resource,
      principal: reservedRole(resource.text('Name'), estate.originOf(resource.template).region, scene),
      identity: policiesOfSet(resource, estate, scene),
      ...(boundary && { boundary }),
    };
  });
}

/**
 * The role that IAM Identity Center makes of a permission set in an account.
 * @see https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html
 */
function reservedRole(set: string, region: string, { partition, account }: Scene): AccountPrincipal {
  const role = `AWSReservedSSO_${set}_0123456789abcdef`;
  const path = region === 'us-east-1' ? '' : `${region}/`;
  return {
    kind: 'role-session',
    arn: `arn:${partition}:sts::${account}:assumed-role/${role}/person`,
    roleArn: `arn:${partition}:iam::${account}:role/aws-reserved/sso.amazonaws.com/${path}${role}`,
    account,
  };
}

function policiesOfSet(set: Resource, estate: JudgedEstate, scene: Scene): readonly Policy[] {
  const inline = set.has('InlinePolicy') ? [inAccount(set, 'InlinePolicy', `${set.text('Name')} inline`, scene)] : [];
  const ofProvider = elements(set, 'ManagedPolicies').map((path) => providersPolicy(set.text(path)));
  const own = elements(set, 'CustomerManagedPolicyReferences').map((path) =>
    policyNamed(set.text(`${path}.Name`), estate, scene),
  );
  return [...inline, ...ofProvider, ...own];
}

const elements = (resource: Resource, path: string): readonly string[] =>
  resource.has(path) ? resource.list(path).map((_, index) => `${path}.${index}`) : [];

function boundaryOfSet(set: Resource, estate: JudgedEstate, scene: Scene): Policy | undefined {
  const reference = 'PermissionsBoundary.CustomerManagedPolicyReference.Name';
  if (set.has(reference)) return policyNamed(set.text(reference), estate, scene);
  const arn = 'PermissionsBoundary.ManagedPolicyArn';
  return set.has(arn) ? providersPolicy(set.text(arn)) : undefined;
}

/** A policy of the account, which Identity Center knows by name alone. */
function policyNamed(name: string, estate: JudgedEstate, scene: Scene): Policy {
  const [policy] = estate.estate
    .ofType('AWS::IAM::ManagedPolicy')
    .filter((candidate) => candidate.text('ManagedPolicyName') === name);
  return policy ? inAccount(policy, 'PolicyDocument', name, scene) : opaquePolicy(name, '');
}

function providersPolicy(arn: string): Policy {
  const name = arn.slice(arn.lastIndexOf('/') + 1);
  return name === 'AdministratorAccess' ? { ...FULL_ACCESS, name } : opaquePolicy(name, '');
}

function federatedRoles(estate: JudgedEstate, scene: Scene): readonly WorkloadAdministrator[] {
  const name = `${scene.name}-${FUNCTION}`;
  const roles = identitiesIn(estate).filter(({ resource }) => resource.text('RoleName') === name);
  return roles.map(({ resource, identity, boundary }) => {
    const named = boundaryNamed(resource, estate, scene) ?? boundary;
    return {
      resource,
      identity,
      principal: {
        kind: 'role-session',
        arn: `arn:${scene.partition}:sts::${scene.account}:assumed-role/${name}/person`,
        roleArn: `arn:${scene.partition}:iam::${scene.account}:role/${name}`,
        account: scene.account,
      },
      ...(named && { boundary: named }),
    };
  });
}

/** A boundary that a role names by ARN, as it has to where another stack makes it. */
function boundaryNamed(role: Resource, estate: JudgedEstate, scene: Scene): Policy | undefined {
  if (!role.has('PermissionsBoundary') || role.referent('PermissionsBoundary')) return undefined;
  const arn = role.text('PermissionsBoundary');
  return policyNamed(arn.slice(arn.lastIndexOf('/') + 1), estate, scene);
}

/** What is delivered to many accounts is read as the member account of the scene gets it. */
const inAccount = (resource: Resource, path: string, name: string, { partition, account, region }: Scene): Policy =>
  parsePolicy(resource.raw(path), {
    name,
    path,
    environment: { partition, region, ...resource.template.environment, account },
  });
