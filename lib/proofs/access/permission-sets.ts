import { isIntrinsic, isObject } from '../../../constructs/nag/intrinsics';
import { type Resource, Unresolved } from '../../../constructs/nag/template';
import { awsManaged } from '../policy/aws-managed';
import type { Policy } from '../policy/model';
import { opaquePolicy, parsePolicy } from '../policy/parse';
import type { Place, Places } from './places';
import { type AccessPrincipal, sessionOf } from './principals';
import type { SettledEstate } from './settled';

/** Stands for the suffix that Identity Center makes for each account. */
const SUFFIX = '0000000000000000';

/**
 * Permission sets as what they become: a role in each account that they are assigned to. What one is assigned to nowhere
 * gives nobody anything.
 * @see https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html
 */
export function permissionSetsIn(settled: SettledEstate, places: Places): readonly AccessPrincipal[] {
  const assigned = assignmentsIn(settled, places);
  return settled.estate.estate.ofType('AWS::SSO::PermissionSet').flatMap((set) => {
    const own = assigned.filter((assignment) => assignment.set === set).map(({ place }) => place);
    const distinct = new Map(own.map((place) => [place.account, place]));
    return [...distinct.values()].map((place) => roleOf(set, place, settled));
  });
}

function roleOf(set: Resource, place: Place, settled: SettledEstate): AccessPrincipal {
  const name = set.text('Name') || set.id;
  const role = `AWSReservedSSO_${name}_${SUFFIX}`;
  const home = settled.placeOf(set.template).region;
  // of Virginia the path says nothing
  const path = `aws-reserved/sso.amazonaws.com/${home === 'us-east-1' ? '' : `${home}/`}`;
  const id = `arn:${place.partition}:iam::${place.account}:role/${path}${role}`;
  const boundary = boundaryOf(set, place, settled);
  return {
    kind: 'permission-set',
    id,
    name,
    place,
    principal: sessionOf(id, role, place),
    identity: policiesOf(set, place, settled),
    ...(boundary && { boundary }),
    resource: set,
  };
}

function policiesOf(set: Resource, place: Place, settled: SettledEstate): readonly Policy[] {
  const inline = set.has('InlinePolicy') ? [documentIn(set, 'InlinePolicy')] : [];
  const managed = listed(set, 'ManagedPolicies').map((_, index) => awsManaged(set.text(`ManagedPolicies.${index}`)));
  const references = listed(set, 'CustomerManagedPolicyReferences').map((_, index) =>
    policyNamed(set.text(`CustomerManagedPolicyReferences.${index}.Name`), place, settled),
  );
  return [...inline, ...managed, ...references];
}

function boundaryOf(set: Resource, place: Place, settled: SettledEstate): Policy | undefined {
  if (!set.has('PermissionsBoundary')) return undefined;
  const own = 'PermissionsBoundary.CustomerManagedPolicyReference.Name';
  if (set.has(own)) return policyNamed(set.text(own), place, settled);
  return awsManaged(set.text('PermissionsBoundary.ManagedPolicyArn'));
}

/** A policy that lies in each account under the same name. Where templates make it for another account only, it is not known here. */
function policyNamed(name: string, { account }: Place, { estate, placeOf }: SettledEstate): Policy {
  const policies = estate.estate
    .ofType('AWS::IAM::ManagedPolicy')
    .filter((one) => one.text('ManagedPolicyName') === name);
  const here = policies.find((policy) => placeOf(policy.template).account === account);
  return here ? documentIn(here, 'PolicyDocument') : opaquePolicy(name, `in account ${account}`);
}

const documentIn = (resource: Resource, path: string): Policy =>
  parsePolicy(resource.raw(path), {
    name: resource.id,
    path,
    environment: resource.template.environment,
    resource,
  });

interface Assignment {
  readonly set: Resource;
  readonly place: Place;
}

/** The resources that assign: CloudFormation's own, one each, and the landing zone's, which assigns by unit. */
function assignmentsIn({ estate }: SettledEstate, places: Places): readonly Assignment[] {
  const single = estate.estate
    .ofType('AWS::SSO::Assignment')
    .flatMap((assignment) => assigned(assignment, '', [places.account(assignment.text('TargetId'))]));
  const byUnit = estate.estate.ofType('Custom::IdentityAssignments').flatMap((resource) =>
    listed(resource, 'Assignments').flatMap((_, index) => {
      const at = `Assignments.${index}`;
      const units = listed(resource, `${at}.Units`).map((unit) => places.unit(unitName(resource, unit)));
      const accounts = listed(resource, `${at}.Accounts`).map((account) => places.account(String(account)));
      return assigned(resource, `${at}.`, [...units, ...accounts]);
    }),
  );
  return [...single, ...byUnit];
}

function assigned(resource: Resource, at: string, places: readonly Place[]): readonly Assignment[] {
  const set = resource.referent(`${at}PermissionSetArn`);
  return set ? places.map((place) => ({ set, place })) : [];
}

/** Units are named, or referred to as the templates make them. */
const unitName = ({ template }: Resource, unit: unknown): string =>
  template.referent(unit)?.text('Name') ?? (isObject(unit) && !isIntrinsic(unit) ? String(unit['Name']) : String(unit));

function listed(resource: Resource, path: string): readonly unknown[] {
  try {
    return resource.list(path);
  } catch (error) {
    if (error instanceof Unresolved) return [];
    throw error;
  }
}
