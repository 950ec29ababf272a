import type { Rule } from '../../rule';
import { accessAnalyzerOrganization } from './access-analyzer-organization';
import { externalPrincipalRegistered } from './external-principal-registered';
import { iamManagedPolicies } from './iam-managed-policies';
import { iamNoAccessKeys } from './iam-no-access-keys';
import { iamNoInlineUserPolicies } from './iam-no-inline-user-policies';
import { iamNoUsers } from './iam-no-users';
import { iamNoWildcardGrants } from './iam-no-wildcard-grants';
import { iamPassRoleBounded } from './iam-pass-role-bounded';
import { iamRoleSessionLimit } from './iam-role-session-limit';
import { iamTrustExact } from './iam-trust-exact';
import { lambdaFunctionUrlAuthorized } from './lambda-function-url-authorized';
import { lambdaPermissionSource } from './lambda-permission-source';
import { resourcePolicyNamedPrincipals } from './resource-policy-named-principals';
import { thirdPartyRoleExpiry } from './third-party-role-expiry';
import { thirdPartySourceIdentity } from './third-party-source-identity';

export const identityRules: readonly Rule[] = [
  accessAnalyzerOrganization,
  externalPrincipalRegistered,
  iamManagedPolicies,
  iamNoAccessKeys,
  iamNoInlineUserPolicies,
  iamNoUsers,
  iamNoWildcardGrants,
  iamPassRoleBounded,
  iamRoleSessionLimit,
  iamTrustExact,
  lambdaFunctionUrlAuthorized,
  lambdaPermissionSource,
  resourcePolicyNamedPrincipals,
  thirdPartyRoleExpiry,
  thirdPartySourceIdentity,
];
