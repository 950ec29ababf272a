import type { Rule } from '../../rule';
import { accessAnalyzerOrganization } from './access-analyzer-organization';
import { iamManagedPolicies } from './iam-managed-policies';
import { iamNoAccessKeys } from './iam-no-access-keys';
import { iamNoUsers } from './iam-no-users';
import { iamNoWildcardGrants } from './iam-no-wildcard-grants';
import { iamPassRoleBounded } from './iam-pass-role-bounded';
import { iamTrustExact } from './iam-trust-exact';

export const identityRules: readonly Rule[] = [
  accessAnalyzerOrganization,
  iamManagedPolicies,
  iamNoAccessKeys,
  iamNoUsers,
  iamNoWildcardGrants,
  iamPassRoleBounded,
  iamTrustExact,
];
