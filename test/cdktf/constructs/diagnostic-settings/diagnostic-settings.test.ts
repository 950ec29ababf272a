import { DiagnosticSettings } from '../../../../cdktf/constructs/diagnostic-settings/diagnostic-settings';
import {
  auditContainers,
  containerOf,
  type LogSource,
  logCategories,
} from '../../../../cdktf/constructs/diagnostic-settings/log-categories';
import { declarationsOf } from '../../../../constructs/standard';
import { Parts } from '../../support/parts';
import { emptyStack, templateOf } from '../../support/synthesis';

function built(source: LogSource, containers: readonly string[] = auditContainers) {
  const stack = emptyStack();
  const parts = new Parts(stack);
  const settings = new DiagnosticSettings(stack, 'Settings', {
    targetId: 'target',
    source,
    workspace: parts.workspace(),
    archive: parts.storage({ containers }),
  });
  return { settings, setting: templateOf(stack).ofType('azurerm_monitor_diagnostic_setting')[0] };
}

describe('DiagnosticSettings', () => {
  test.each(Object.keys(logCategories) as LogSource[])(
    '8.6/log-collection#source-completeness: a %s logs all it can, to both places',
    (source) => {
      const { setting } = built(source);

      expect(setting?.list('enabled_log')).toEqual(logCategories[source].map((category) => ({ category })));
      expect(setting?.referent('log_analytics_workspace_id')?.type).toBe('azurerm_log_analytics_workspace');
      expect(setting?.referent('storage_account_id')?.type).toBe('azurerm_storage_account');
    },
  );

  test('8.2/operation-audit#control-plane-coverage: declares it where it exports the activity log', () => {
    const declared = (source: LogSource) =>
      declarationsOf(built(source).settings).flatMap(({ requirements }) => requirements);

    expect(declared('subscription')).toContain('8.2/operation-audit#control-plane-coverage');
    expect(declared('keyVault')).not.toContain('8.2/operation-audit#control-plane-coverage');
  });

  test('writes only once its containers are sealed', () => {
    expect(built('keyVault').setting?.list('depends_on')).toEqual([
      expect.stringContaining('insights-logs-auditevent-seal'),
      expect.stringContaining('insights-logs-azurepolicyevaluationdetails-seal'),
    ]);
  });

  test('throws when Azure would create a container unsealed', () => {
    expect(() => built('keyVault', ['insights-logs-auditevent'])).toThrow(
      'no container insights-logs-azurepolicyevaluationdetails, so that Azure would create it unsealed',
    );
  });

  test('knows the container of each category', () => {
    expect(containerOf('Administrative')).toBe('insights-activity-logs');
    expect(containerOf('AuditEvent')).toBe('insights-logs-auditevent');
    expect(auditContainers).toHaveLength(14);
  });
});
