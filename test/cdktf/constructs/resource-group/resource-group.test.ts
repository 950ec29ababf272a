import { LogWorkspace } from '../../../../cdktf/constructs/log-workspace/log-workspace';
import { ResourceGroup } from '../../../../cdktf/constructs/resource-group/resource-group';
import { Parts } from '../../support/parts';
import { emptyStack, templateOf } from '../../support/synthesis';

describe('ResourceGroup', () => {
  test('is made where it is asked to be', () => {
    const stack = emptyStack();
    new ResourceGroup(stack, 'Logs', { name: 'acme-logs', location: 'chinanorth3' });

    const [group] = templateOf(stack).ofType('azurerm_resource_group');
    expect(group?.properties).toMatchObject({ name: 'acme-logs', location: 'chinanorth3' });
  });

  test('places what is in it by reference, so that the group comes first', () => {
    const stack = emptyStack();
    new LogWorkspace(stack, 'Workspace', { group: new Parts(stack).group(), name: 'acme-log' });

    const [workspace] = templateOf(stack).ofType('azurerm_log_analytics_workspace');
    expect(workspace?.referent('resource_group_name')?.type).toBe('azurerm_resource_group');
    expect(workspace?.text('location')).toBe('northeurope');
  });

  test('throws on a name that Azure would refuse', () => {
    expect(() => new ResourceGroup(emptyStack(), 'Logs', { name: 'logs.', location: 'chinanorth3' })).toThrow(
      'Stack/Logs: "logs." is no name for a resource group. Give 1 to 90 letters',
    );
  });
});
