import { NO_ORGANIZATION, OIDC, on, SAML } from '../targets';
import { type Escalation, HACKING_THE_CLOUD } from './escalation';

const ESCALATION = {
  facets: ['8.2/least-privilege#privilege-escalation-denied'],
  exempt: 'platform',
} as const satisfies Partial<Escalation>;

const PROVIDERS = {
  facets: ['8.2/least-privilege#privilege-escalation-denied', '8.2/identity#identity-provider-protection'],
  exempt: 'platform',
} as const satisfies Partial<Escalation>;

const PERMISSION_SET = 'arn:{partition}:sso:::permissionSet/ssoins-0123456789abcdef/ps-0123456789abcdef';
const INSTANCE = 'arn:{partition}:sso:::instance/ssoins-0123456789abcdef';
const ACCOUNT = 'arn:{partition}:sso:::account/{account}';
const GROUP = 'arn:{partition}:identitystore:::group/1a2b3c4d-5e6f-7a8b-9c0d-1e2f3a4b5c6d';
const TRUST_ANCHOR = 'arn:{partition}:rolesanywhere:{region}:{account}:trust-anchor/1a2b3c4d';
const PROFILE = 'arn:{partition}:rolesanywhere:{region}:{account}:profile/1a2b3c4d';
const CONTROL = 'arn:{partition}:organizations::{account}:policy/{organizationId}/service_control_policy/p-ab12cd34';

const onSet = (action: string) => ({ action, resources: [INSTANCE, PERMISSION_SET] });

/** Ways by who signs people in, what permission sets hold, and what the organization refuses. */
export const FEDERATION: readonly Escalation[] = [
  {
    ...PROVIDERS,
    id: 'saml-provider-replaced',
    title: { en: "a SAML provider of one's own", zh: '替换为自有的 SAML 提供方' },
    sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_saml.html', HACKING_THE_CLOUD],
    attempts: [
      on('iam:UpdateSAMLProvider', SAML),
      on('iam:CreateSAMLProvider', SAML),
      on('iam:DeleteSAMLProvider', SAML),
    ],
    harmless: [on('iam:GetSAMLProvider', SAML)],
  },
  {
    ...PROVIDERS,
    id: 'oidc-provider-replaced',
    title: { en: "an OIDC provider of one's own", zh: '替换为自有的 OIDC 提供方' },
    sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc.html', HACKING_THE_CLOUD],
    attempts: [
      on('iam:CreateOpenIDConnectProvider', OIDC),
      on('iam:UpdateOpenIDConnectProviderThumbprint', OIDC),
      on('iam:AddClientIDToOpenIDConnectProvider', OIDC),
      on('iam:DeleteOpenIDConnectProvider', OIDC),
    ],
    harmless: [on('iam:GetOpenIDConnectProvider', OIDC)],
  },
  {
    ...PROVIDERS,
    id: 'trust-anchor-made',
    title: { en: "certificates of one's own for roles", zh: '以自有证书换取角色' },
    techniques: ['aws.persistence.rolesanywhere-create-trust-anchor'],
    sources: ['https://docs.aws.amazon.com/rolesanywhere/latest/userguide/introduction.html'],
    attempts: [
      on('rolesanywhere:CreateTrustAnchor', '*'),
      on('rolesanywhere:CreateProfile', '*'),
      on('rolesanywhere:EnableTrustAnchor', TRUST_ANCHOR),
      on('rolesanywhere:UpdateTrustAnchor', TRUST_ANCHOR),
      on('rolesanywhere:UpdateProfile', PROFILE),
    ],
    harmless: [on('rolesanywhere:ListTrustAnchors', '*')],
  },
  {
    ...PROVIDERS,
    id: 'permission-set-widened',
    title: { en: 'more rights in a permission set', zh: '扩大权限集中的权限' },
    sources: ['https://docs.aws.amazon.com/singlesignon/latest/userguide/permissionsetsconcept.html'],
    attempts: [
      onSet('sso:AttachManagedPolicyToPermissionSet'),
      onSet('sso:AttachCustomerManagedPolicyReferenceToPermissionSet'),
      onSet('sso:PutInlinePolicyToPermissionSet'),
      onSet('sso:PutPermissionsBoundaryToPermissionSet'),
      onSet('sso:DeletePermissionsBoundaryFromPermissionSet'),
      onSet('sso:UpdatePermissionSet'),
    ],
    harmless: [onSet('sso:DescribePermissionSet')],
  },
  {
    ...PROVIDERS,
    id: 'permission-set-assigned',
    title: { en: 'a permission set assigned to oneself', zh: '将权限集分配给自己' },
    sources: ['https://docs.aws.amazon.com/singlesignon/latest/userguide/assignusers.html'],
    attempts: [
      { action: 'sso:CreateAccountAssignment', resources: [ACCOUNT, INSTANCE, PERMISSION_SET] },
      onSet('sso:CreatePermissionSet'),
    ],
    harmless: [onSet('sso:ListAccountAssignments')],
  },
  {
    ...PROVIDERS,
    id: 'directory-group-joined',
    title: { en: 'joining a directory group with more rights', zh: '加入高权限的目录组' },
    sources: [
      'https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_CreateGroupMembership.html',
    ],
    attempts: [on('identitystore:CreateGroupMembership', GROUP)],
    harmless: [on('identitystore:DescribeGroup', GROUP)],
  },
  {
    ...ESCALATION,
    id: 'organization-policy-lifted',
    title: { en: 'lifting the guardrails themselves', zh: '解除护栏策略本身' },
    sources: ['https://docs.aws.amazon.com/organizations/latest/userguide/orgs_delegate_policies.html'],
    organizationOnly: NO_ORGANIZATION,
    attempts: [
      on('organizations:DetachPolicy', CONTROL),
      on('organizations:UpdatePolicy', CONTROL),
      on('organizations:DeletePolicy', CONTROL),
      on('organizations:AttachPolicy', CONTROL),
      on('organizations:DisablePolicyType', 'arn:{partition}:organizations::{account}:root/{organizationId}/r-ab12'),
      on('organizations:MoveAccount', 'arn:{partition}:organizations::{account}:account/{organizationId}/{account}'),
      on(
        'organizations:RegisterDelegatedAdministrator',
        'arn:{partition}:organizations::{account}:account/{organizationId}/{account}',
      ),
      on('organizations:PutResourcePolicy', '*'),
    ],
    harmless: [on('organizations:DescribePolicy', CONTROL)],
  },
];
