import { FLOW_LOG_CONTAINER } from '../../../../cdktf/constructs/diagnostic-settings/log-categories';
import { FlowLog, type FlowLogProps } from '../../../../cdktf/constructs/flow-log/flow-log';
import type { Template } from '../../../../constructs/nag/template';
import { Parts } from '../../support/parts';
import { emptyStack, templateOf } from '../../support/synthesis';

function synthesized(props: Partial<FlowLogProps> = {}): Template {
  const stack = emptyStack();
  const parts = new Parts(stack);
  new FlowLog(stack, 'FlowLog', {
    network: parts.network(),
    name: 'acme-flows',
    location: 'northeurope',
    storage: parts.storage({ containers: [FLOW_LOG_CONTAINER], writer: 'network-watcher' }),
    workspace: parts.workspace(),
    ...props,
  });
  return templateOf(stack);
}

const logOf = (template: Template) => template.ofType('azurerm_network_watcher_flow_log')[0];

describe('FlowLog', () => {
  test('8.6/log-collection#network-flow-logs: records all flows of the network, and has them analysed', () => {
    const log = logOf(synthesized());

    expect(log?.properties).toMatchObject({
      enabled: true,
      version: 2,
      traffic_analytics: { enabled: true, interval_in_minutes: 10 },
    });
    expect(log?.referent('target_resource_id')?.type).toBe('azurerm_virtual_network');
    expect(log?.referent('storage_account_id')?.type).toBe('azurerm_storage_account');
    expect(log?.referent('traffic_analytics.workspace_resource_id')?.type).toBe('azurerm_log_analytics_workspace');
  });

  test('8.6/log-retention#minimum-period: keeps flows for 183 days by default', () => {
    expect(logOf(synthesized())?.properties).toMatchObject({ retention_policy: { enabled: true, days: 183 } });
  });

  test('keeps flows without end where Azure cannot count that far', () => {
    expect(logOf(synthesized({ retentionDays: 1095 }))?.properties).toMatchObject({
      retention_policy: { enabled: false, days: 0 },
    });
  });

  test('writes only once the container is sealed', () => {
    expect(logOf(synthesized())?.list('depends_on')).toEqual([
      expect.stringMatching(/^azurerm_storage_container_immutability_policy\./),
    ]);
  });

  test("uses the location's network watcher, or the one it is given", () => {
    expect(logOf(synthesized())?.properties).toMatchObject({
      network_watcher_name: 'NetworkWatcher_northeurope',
      resource_group_name: 'NetworkWatcherRG',
    });
    const networkWatcher = { name: 'watcher', resourceGroupName: 'network' };
    expect(logOf(synthesized({ networkWatcher }))?.text('network_watcher_name')).toBe('watcher');
  });

  test('throws when the retention is too short', () => {
    expect(() => synthesized({ retentionDays: 30 })).toThrow(
      'Stack/FlowLog: retention of 30 days is shorter than the 183',
    );
  });
});
