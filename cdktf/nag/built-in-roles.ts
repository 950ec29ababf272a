import type { Resource } from '../../constructs/nag/template';

/** Built-in roles by name, with the ids under which all of Azure knows them. */
export type BuiltInRoles = Readonly<Record<string, string>>;

/** A built-in role that is assigned, and the property that says so. */
export interface AssignedRole {
  /** Its name, such as `Owner`. */
  readonly name: string;
  /** `role_definition_name` or `role_definition_id`. */
  readonly property: string;
}

/**
 * Which of the roles an assignment gives. A role of the same template is none of them: it is judged where it is defined.
 *
 * @throws Unresolved when the role is known at deployment only.
 */
export function assignedRole(assignment: Resource, roles: BuiltInRoles): AssignedRole | undefined {
  if (assignment.referent('role_definition_id')) return undefined;
  const given = assignment.literal('role_definition_name');
  const id = String(assignment.literal('role_definition_id') ?? '');
  const name = Object.keys(roles).find((role) => role === given || id.endsWith(roles[role] ?? role));
  const property = assignment.has('role_definition_name') ? 'role_definition_name' : 'role_definition_id';
  return name === undefined ? undefined : { name, property };
}
