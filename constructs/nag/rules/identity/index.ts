import type { Rule } from '../../rule';
import { accessAnalyzerOrganization } from './access-analyzer-organization';
import { auditorRoleReadOnly } from './auditor-role-read-only';
import { breakGlassMfaRequired } from './break-glass-mfa-required';
import { breakGlassSessionLimit } from './break-glass-session-limit';
import { externalPrincipalRegistered } from './external-principal-registered';
import { federationSingleProvider } from './federation-single-provider';
import { humanRoleSourceIdentity } from './human-role-source-identity';
import { iamManagedPolicies } from './iam-managed-policies';
import { iamMfaWhereTestable } from './iam-mfa-where-testable';
import { iamNoAccessKeys } from './iam-no-access-keys';
import { iamNoInlineUserPolicies } from './iam-no-inline-user-policies';
import { iamNoUsers } from './iam-no-users';
import { iamNoWildcardGrants } from './iam-no-wildcard-grants';
import { iamPassRoleBounded } from './iam-pass-role-bounded';
import { iamRolePermissionBoundary } from './iam-role-permission-boundary';
import { iamRoleSessionLimit } from './iam-role-session-limit';
import { iamSourceIdentityOwn } from './iam-source-identity-own';
import { iamTrustExact } from './iam-trust-exact';
import { lambdaFunctionUrlAuthorized } from './lambda-function-url-authorized';
import { lambdaPermissionSource } from './lambda-permission-source';
import { permissionSetAssignedToGroups } from './permission-set-assigned-to-groups';
import { permissionSetSessionLimit } from './permission-set-session-limit';
import { privilegedRoleFreshMfa } from './privileged-role-fresh-mfa';
import { resourcePolicyNamedPrincipals } from './resource-policy-named-principals';
import { thirdPartyActionsRecorded } from './third-party-actions-recorded';
import { thirdPartyAdmitsNobody } from './third-party-admits-nobody';
import { thirdPartyResourcesNamed } from './third-party-resources-named';
import { thirdPartyRoleExpiry } from './third-party-role-expiry';
import { thirdPartySourceIdentity } from './third-party-source-identity';

export const identityRules: readonly Rule[] = [
  accessAnalyzerOrganization,
  auditorRoleReadOnly,
  breakGlassMfaRequired,
  breakGlassSessionLimit,
  externalPrincipalRegistered,
  federationSingleProvider,
  humanRoleSourceIdentity,
  iamManagedPolicies,
  iamMfaWhereTestable,
  iamNoAccessKeys,
  iamNoInlineUserPolicies,
  iamNoUsers,
  iamNoWildcardGrants,
  iamPassRoleBounded,
  iamSourceIdentityOwn,
  iamRolePermissionBoundary,
  iamRoleSessionLimit,
  iamTrustExact,
  lambdaFunctionUrlAuthorized,
  lambdaPermissionSource,
  permissionSetAssignedToGroups,
  permissionSetSessionLimit,
  privilegedRoleFreshMfa,
  resourcePolicyNamedPrincipals,
  thirdPartyRoleExpiry,
  thirdPartySourceIdentity,
  thirdPartyActionsRecorded,
  thirdPartyAdmitsNobody,
  thirdPartyResourcesNamed,
];
