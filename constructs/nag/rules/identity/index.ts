import type { Rule } from '../../rule';
import { accessAnalyzerOrganization } from './access-analyzer-organization';
import { auditorRoleReadOnly } from './auditor-role-read-only';
import { breakGlassMfaRequired } from './break-glass-mfa-required';
import { breakGlassSessionLimit } from './break-glass-session-limit';
import { federationSingleProvider } from './federation-single-provider';
import { humanRoleSourceIdentity } from './human-role-source-identity';
import { iamManagedPolicies } from './iam-managed-policies';
import { iamMfaWhereTestable } from './iam-mfa-where-testable';
import { iamNoAccessKeys } from './iam-no-access-keys';
import { iamNoUsers } from './iam-no-users';
import { iamNoWildcardGrants } from './iam-no-wildcard-grants';
import { iamPassRoleBounded } from './iam-pass-role-bounded';
import { iamRolePermissionBoundary } from './iam-role-permission-boundary';
import { iamTrustExact } from './iam-trust-exact';
import { permissionSetAssignedToGroups } from './permission-set-assigned-to-groups';
import { permissionSetSessionLimit } from './permission-set-session-limit';
import { privilegedRoleFreshMfa } from './privileged-role-fresh-mfa';

export const identityRules: readonly Rule[] = [
  accessAnalyzerOrganization,
  auditorRoleReadOnly,
  breakGlassMfaRequired,
  breakGlassSessionLimit,
  federationSingleProvider,
  humanRoleSourceIdentity,
  iamManagedPolicies,
  iamMfaWhereTestable,
  iamNoAccessKeys,
  iamNoUsers,
  iamNoWildcardGrants,
  iamPassRoleBounded,
  iamRolePermissionBoundary,
  iamTrustExact,
  permissionSetAssignedToGroups,
  permissionSetSessionLimit,
  privilegedRoleFreshMfa,
];
