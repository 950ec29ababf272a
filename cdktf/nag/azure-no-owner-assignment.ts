import { finding } from '../../constructs/nag/findings';
import { compliant, nonCompliant, type Rule } from '../../constructs/nag/rule';
import { assignedRole, type BuiltInRoles } from './built-in-roles';

/** Built-in roles that may do everything, or give away every right. */
const UNBOUNDED: BuiltInRoles = {
  Owner: '8e3af657-a8ff-443c-a75c-2fe8c4bcb635',
  Contributor: 'b24988ac-6180-42a0-ab88-20f7382dd24c',
  'User Access Administrator': '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9',
  'Role Based Access Control Administrator': 'f58310d9-a9f6-439a-9e8d-f62e7b41a168',
};

/**
 * No template assigns a role that may do everything or give away every right.
 *
 * @see https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/privileged
 */
export const azureNoOwnerAssignment: Rule = {
  id: 'azure-no-owner-assignment',
  demand: {
    en: 'No role assignment gives Owner, Contributor or the right to assign roles.',
    zh: '角色分配不得授予 Owner、Contributor 或角色分配权限。',
  },
  types: ['azurerm_role_assignment'],
  reference: 'https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/privileged',
  judge(assignment) {
    const role = assignedRole(assignment, UNBOUNDED);
    if (!role) return compliant;
    return nonCompliant(finding(role.property, `is ${role.name}: it knows no bounds`, `为 ${role.name}：权限不受限`));
  },
};
