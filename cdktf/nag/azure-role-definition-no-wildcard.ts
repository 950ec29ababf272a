import { finding } from '../../constructs/nag/findings';
import { type Finding, type Rule, verdictFromEach } from '../../constructs/nag/rule';
import type { Resource } from '../../constructs/nag/template';

/** `*`, `*` with any ending but read, and everything of a provider. */
const TOO_WIDE = /^(\*|\*\/(?!read$).*|[^/]+\/\*)$/;

/**
 * A role of one's own names what it allows: not everything, not everything of a service.
 *
 * @see https://learn.microsoft.com/azure/role-based-access-control/custom-roles
 */
export const azureRoleDefinitionNoWildcard: Rule = {
  id: 'azure-role-definition-no-wildcard',
  demand: {
    en: 'A custom role allows neither everything nor everything of a service.',
    zh: '自定义角色不得授予全部操作或某一服务的全部操作。',
  },
  types: ['azurerm_role_definition'],
  reference:
    'https://github.com/hashicorp/terraform-provider-azurerm/blob/v4.55.0/website/docs/r/role_definition.html.markdown',
  judge: (role) => verdictFromEach(actionsOf(role), (path) => tooWide(role, path)),
};

const actionsOf = (role: Resource): readonly string[] =>
  role
    .list('permissions')
    .flatMap((_, index) =>
      ['actions', 'data_actions'].flatMap((list) =>
        role.list(`permissions.${index}.${list}`).map((_action, nth) => `permissions.${index}.${list}.${nth}`),
      ),
    );

function tooWide(role: Resource, path: string): readonly Finding[] {
  const action = String(role.literal(path));
  return TOO_WIDE.test(action)
    ? [finding(path, `is ${action}: more than any duty needs`, `为 ${action}：超出任何职责所需`)]
    : [];
}
