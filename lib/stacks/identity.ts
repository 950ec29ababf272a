import type { Construct } from 'constructs';
import type { GrantContext } from '../../constructs/job-functions/grant';
import type { JobFunctionId } from '../../constructs/job-functions/names';
import { PermissionSet } from '../../constructs/permission-set/permission-set';
import { FUNCTION_OF } from '../config/access-levels';
import { accountFor } from '../config/accounts';
import type { Group, LandingZoneConfig, OrganizationConfig, Unit } from '../config/schema';
import { customPermissionSets } from './custom-permission-sets';

/** The job functions that groups of the configuration have in some account: nobody holds the others. */
export function functionsOf({ identity }: LandingZoneConfig, reaches: (group: Group) => boolean): JobFunctionId[] {
  const levels = identity.groups.filter(reaches).flatMap(({ access }) => access ?? []);
  return [...new Set(levels)].map((level) => FUNCTION_OF[level]);
}

/** What grants have to know of the landing zone. */
export const grantContext = (config: LandingZoneConfig): GrantContext => ({
  partition: config.partition,
  name: config.name,
  bastionAccount: accountFor(config, 'operations'),
});

/** Whether a group reaches accounts outside the units, such as the one that manages them. */
export const reachesEverywhere = ({ units }: Group): boolean => units.length === 0;

/** Whether a group reaches some account of a unit, or of one below it. */
export function reachesUnit(unit: string, units: readonly Unit[]): (group: Group) => boolean {
  const below = (name: string): readonly string[] => [
    name,
    ...units.filter(({ parent }) => parent === name).flatMap((child) => below(child.name)),
  ];
  const all = new Set(below(unit));
  return (group) => reachesEverywhere(group) || group.units.some((name) => all.has(name));
}

/**
 * A permission set, and a group that holds it in the accounts of some units: spelt as the properties of
 * `Custom::IdentityAssignments`, which makes assignments of it.
 */
export interface GroupAssignment {
  readonly PermissionSetArn: string;
  readonly PrincipalType: 'GROUP';
  /** Id of the group in the identity store. */
  readonly PrincipalId: string;
  /** Ids of organizational units, or that of the root, which stands for every account. */
  readonly Units: readonly string[];
}

/** What IAM Identity Center offers to whom. */
export interface CentralIdentity {
  readonly functions: ReadonlyMap<JobFunctionId, PermissionSet>;
  /** Those that the configuration defines, by their name there. */
  readonly custom: ReadonlyMap<string, PermissionSet>;
  readonly assignments: readonly GroupAssignment[];
}

/**
 * Permission sets for what groups of the configuration do. Empty where people are signed in by another provider.
 * @param unitId the id of an organizational unit, by its name
 */
export function centralIdentity(
  scope: Construct,
  config: OrganizationConfig,
  unitId: (name: string) => string,
): CentralIdentity {
  const { source, instanceArn, groups, permissionSets } = config.identity;
  if (source !== 'identity-center' || instanceArn === undefined) {
    return { functions: new Map(), custom: new Map(), assignments: [] };
  }
  const context = { ...grantContext(config), instanceArn };
  const functions = new Map(
    functionsOf(config, () => true).map((id) => [id, PermissionSet.forFunction(scope, `Function-${id}`, id, context)]),
  );
  const custom = customPermissionSets(scope, context, permissionSets);
  const assigned = groups.flatMap(({ id, name, access, units }) => {
    const sets = [
      ...(access === undefined ? [] : [functions.get(FUNCTION_OF[access])]),
      ...permissionSets.filter((set) => set.groups.includes(name)).map((set) => custom.get(set.name)),
    ];
    const reached = units.length === 0 ? [config.organization.rootId] : units.map(unitId);
    return sets.flatMap((set) => (set && id ? [assignmentOf(set, id, reached)] : []));
  });
  return { functions, custom, assignments: assigned };
}

const assignmentOf = (set: PermissionSet, groupId: string, units: readonly string[]): GroupAssignment => ({
  PermissionSetArn: set.permissionSetArn,
  PrincipalType: 'GROUP',
  PrincipalId: groupId,
  Units: units,
});
