import { composeAzure } from '../../../cdktf/stacks';
import { Testing } from '../../../cdktf/terraform';
import type { Resource, Template } from '../../../constructs/nag/template';
import { configuration } from '../support/configuration';
import { templateOf } from '../support/synthesis';

const templates = composeAzure(Testing.app(), configuration()).map(templateOf);

/** The resources that one names anywhere: by reference, or in `depends_on`. */
function dependenciesOf({ properties }: Resource): readonly string[] {
  const text = JSON.stringify(properties);
  const referenced = [...text.matchAll(/\$\{(azurerm_\w+\.[\w-]+)\./g)].map(([, id = '']) => id);
  const { depends_on: waited } = properties as { readonly depends_on?: readonly string[] };
  return [...referenced, ...(waited ?? [])];
}

/** The order in which Terraform can create the resources; those of a cycle are left over. */
function leftOver(template: Template): readonly string[] {
  let waiting = template.resources.map((resource) => ({ id: resource.id, needs: dependenciesOf(resource) }));
  for (let size = -1; size !== waiting.length; ) {
    size = waiting.length;
    const ids = new Set(waiting.map(({ id }) => id));
    waiting = waiting.filter(({ needs }) => needs.some((id) => ids.has(id)));
  }
  return waiting.map(({ id }) => id);
}

/** Everything that must exist before a resource. */
function prerequisitesOf(template: Template, id: string): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (at: string): void => {
    const resource = template.find(at);
    for (const needed of resource ? dependenciesOf(resource) : []) {
      if (found.has(needed)) continue;
      found.add(needed);
      visit(needed);
    }
  };
  visit(id);
  return found;
}

describe('the order of creation', () => {
  test('has no cycle', () => {
    expect(templates.flatMap(leftOver)).toEqual([]);
  });

  test('leads to nothing that is not there', () => {
    const missing = templates.flatMap((template) =>
      template.resources.flatMap((resource) => dependenciesOf(resource).filter((id) => !template.find(id))),
    );

    expect(missing).toEqual([]);
  });

  test.each(['AuditLogs', 'FlowLogs'])(
    '%s: custodian, key, identity and its right to the key come before the account',
    (storage) => {
      const [home] = templates;
      const account = home?.ofType('azurerm_storage_account').find(({ id }) => id.includes(storage));
      const types = [...prerequisitesOf(home as Template, account?.id ?? '')].map((id) => id.split('.')[0]);

      expect(types.filter((type) => type === 'azurerm_role_assignment')).toHaveLength(2);
      expect(types).toEqual(
        expect.arrayContaining([
          'azurerm_role_definition',
          'azurerm_key_vault',
          'azurerm_key_vault_key',
          'azurerm_user_assigned_identity',
        ]),
      );
    },
  );
});
