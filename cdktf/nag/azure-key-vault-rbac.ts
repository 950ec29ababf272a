import { finding, unlessTrue } from '../../constructs/nag/findings';
import {
  type Finding,
  nonCompliant,
  notApplicable,
  type Rule,
  type Verdict,
  verdictFrom,
} from '../../constructs/nag/rule';
import type { Resource } from '../../constructs/nag/template';
import { assignedRole, type BuiltInRoles } from './built-in-roles';

/** Built-in roles that hold both duties. */
const BOTH_DUTIES: BuiltInRoles = {
  'Key Vault Administrator': '00482a5a-887f-4fb3-b363-3b7fe8e74483',
  'Key Vault Crypto Officer': '14b46e9e-c2b7-41b4-b07b-48a6ebf60603',
};

const KEYS = 'microsoft.keyvault/vaults/keys/';
const ADMINISTRATION = ['create/action', 'update/action', 'delete', 'purge/action', 'rotate/action'].map(
  (name) => KEYS + name,
);
const USE = ['encrypt', 'decrypt', 'wrap', 'unwrap', 'sign'].map((name) => `${KEYS}${name}/action`);

/**
 * Keys are authorized by roles, and no role both administers and uses them. Access policies, the provider's default, give
 * whoever may write the vault every right to its keys.
 *
 * @see https://learn.microsoft.com/azure/key-vault/general/rbac-access-policy
 * @see https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/security
 */
export const azureKeyVaultRbac: Rule = {
  id: 'azure-key-vault-rbac',
  demand: {
    en: 'A key vault authorizes by roles, none of which both administers keys and uses them.',
    zh: '密钥保管库按角色授权，且任何角色不得同时管理和使用密钥。',
  },
  types: ['azurerm_key_vault', 'azurerm_key_vault_access_policy', 'azurerm_role_definition', 'azurerm_role_assignment'],
  reference:
    'https://github.com/hashicorp/terraform-provider-azurerm/blob/v4.55.0/website/docs/r/key_vault.html.markdown',
  judge: (resource) => JUDGES[resource.type]?.(resource) ?? NOT_KEYS,
};

const JUDGES: Readonly<Record<string, (resource: Resource) => Verdict>> = {
  azurerm_key_vault: (vault) => verdictFrom([...notByRoles(vault), ...accessPolicies(vault)]),
  azurerm_key_vault_access_policy: () =>
    nonCompliant(
      finding(
        'key_vault_id',
        'names a vault to be authorized by access policy: whoever may write the vault can give himself its keys',
        '：以访问策略授权，有保管库写入权限者即可为自己授予密钥权限',
      ),
    ),
  azurerm_role_definition: judgeRole,
  azurerm_role_assignment: judgeAssignment,
};

/** `enable_rbac_authorization` is the deprecated name of the property. */
const notByRoles = (vault: Resource): readonly Finding[] =>
  vault.flag('enable_rbac_authorization')
    ? []
    : unlessTrue(
        vault,
        'rbac_authorization_enabled',
        'whoever may write the vault can give himself its keys',
        '有保管库写入权限者即可为自己授予密钥权限',
      );

const accessPolicies = (vault: Resource): readonly Finding[] =>
  vault.list('access_policy').length === 0
    ? []
    : [finding('access_policy', 'is set: it authorizes beside the roles', '已设置：绕过角色授权')];

function judgeRole(role: Resource): Verdict {
  const granted = role.list('permissions').flatMap((_, index) => grantedBy(role, `permissions.${index}.`));
  if (!granted.some(({ keys }) => keys)) return NOT_KEYS;
  const both = granted.filter(({ administers, uses }) => administers && uses);
  return verdictFrom(
    both.map(({ path }) =>
      finding(`${path}data_actions`, 'both administers keys and uses them', '同时具备密钥管理与使用权限'),
    ),
  );
}

function grantedBy(role: Resource, path: string) {
  const texts = (list: string): string[] =>
    role.list(`${path}${list}`).map((_, index) => String(role.literal(`${path}${list}.${index}`)).toLowerCase());
  const [allowed, refused] = [texts('data_actions'), texts('not_data_actions')];
  const grants = (action: string): boolean =>
    allowed.some((pattern) => covers(pattern, action)) && !refused.some((pattern) => covers(pattern, action));
  return {
    path,
    administers: ADMINISTRATION.some(grants),
    uses: USE.some(grants),
    keys: [...ADMINISTRATION, ...USE].some(grants),
  };
}

/** An asterisk stands for any text. */
function covers(pattern: string, action: string): boolean {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\/]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(action);
}

function judgeAssignment(assignment: Resource): Verdict {
  const role = assignedRole(assignment, BOTH_DUTIES);
  if (!role) return NOT_KEYS;
  return nonCompliant(
    finding(
      role.property,
      `is ${role.name}, which both administers keys and uses them`,
      `为 ${role.name}：同时具备密钥管理与使用权限`,
    ),
  );
}

const NOT_KEYS = notApplicable({
  en: 'gives no right to both duties by itself',
  zh: '自身不授予密钥管理与使用双重权限',
});
