import type { Resource } from '../../../constructs/nag/template';
import { awsManaged } from '../policy/aws-managed';
import { customerManaged } from '../policy/estate';
import type { Policy } from '../policy/model';
import { opaquePolicy, parsePolicy } from '../policy/parse';
import { listIn, type Place, type Places } from './places';
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
  const distinct = new Map(assigned.map((one) => [`${placeKey(one.set)} ${one.place.account}`, one]));
  return [...distinct.values()].map(({ set, place }) =>
    typeof set === 'string' ? madeElsewhere(set, place) : roleOf(set, place, settled),
  );
}

const placeKey = (set: Resource | string): string => (typeof set === 'string' ? set : `${set.template.name} ${set.id}`);

/** A permission set that no template makes: what it grants is not known. */
function madeElsewhere(arn: string, place: Place): AccessPrincipal {
  const name = arn.slice(arn.lastIndexOf('/') + 1);
  const id = roleArn(name, place, place.region);
  return {
    kind: 'permission-set',
    id,
    name,
    place,
    principal: sessionOf(id, roleName(name), place),
    identity: [opaquePolicy(arn, '')],
  };
}

const roleName = (name: string): string => `AWSReservedSSO_${name}_${SUFFIX}`;

/** Of Virginia the path says nothing. */
const roleArn = (name: string, { partition, account }: Place, home: string): string =>
  `arn:${partition}:iam::${account}:role/aws-reserved/sso.amazonaws.com/${home === 'us-east-1' ? '' : `${home}/`}${roleName(name)}`;

function roleOf(set: Resource, place: Place, settled: SettledEstate): AccessPrincipal {
  const name = set.text('Name') || set.id;
  const id = roleArn(name, place, settled.placeOf(set.template).region);
  const boundary = boundaryOf(set, place, settled);
  return {
    kind: 'permission-set',
    id,
    name,
    place,
    principal: sessionOf(id, roleName(name), place),
    identity: policiesOf(set, place, settled),
    ...(boundary && { boundary }),
    resource: set,
  };
}

function policiesOf(set: Resource, place: Place, settled: SettledEstate): readonly Policy[] {
  const inline = set.has('InlinePolicy') ? [documentIn(set, 'InlinePolicy')] : [];
  const managed = listIn(set, 'ManagedPolicies').map((_, index) => awsManaged(set.text(`ManagedPolicies.${index}`)));
  const references = listIn(set, 'CustomerManagedPolicyReferences').map((_, index) =>
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
const policyNamed = (name: string, { account }: Place, { estate }: SettledEstate): Policy =>
  customerManaged(name, account, estate.estate) ?? opaquePolicy(name, `in account ${account}`);

const documentIn = (resource: Resource, path: string): Policy =>
  parsePolicy(resource.raw(path), {
    name: resource.id,
    path,
    environment: resource.template.environment,
    resource,
  });

interface Assignment {
  /** Its ARN, where no template makes it. */
  readonly set: Resource | string;
  readonly place: Place;
}

/** The resources that assign: CloudFormation's own, one each, and the landing zone's, which assigns by unit. */
function assignmentsIn({ estate }: SettledEstate, places: Places): readonly Assignment[] {
  const single = estate.estate
    .ofType('AWS::SSO::Assignment')
    .flatMap((assignment) => assigned(assignment, '', [places.account(assignment.text('TargetId'))]));
  const byUnit = estate.estate.ofType('Custom::IdentityAssignments').flatMap((resource) =>
    listIn(resource, 'Assignments').flatMap((_, index) => {
      const at = `Assignments.${index}`;
      const units = listIn(resource, `${at}.Units`).flatMap((unit) => placesOf(resource, unit, places));
      const accounts = listIn(resource, `${at}.Accounts`).map((account) => places.account(String(account)));
      return assigned(resource, `${at}.`, [...units, ...accounts]);
    }),
  );
  return [...single, ...byUnit];
}

function assigned(resource: Resource, at: string, places: readonly Place[]): readonly Assignment[] {
  const set = resource.referent(`${at}PermissionSetArn`) ?? resource.text(`${at}PermissionSetArn`);
  return places.map((place) => ({ set, place }));
}

/** Units are named, or referred to as the templates make them; the root is the whole organization. */
function placesOf({ template }: Resource, unit: unknown, places: Places): readonly Place[] {
  const name = template.referent(unit)?.text('Name') ?? String(unit);
  return name.startsWith('r-') ? places.everywhere() : [places.unit(name)];
}
