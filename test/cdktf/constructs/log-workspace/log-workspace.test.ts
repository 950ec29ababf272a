import { LogWorkspace, type LogWorkspaceProps } from '../../../../cdktf/constructs/log-workspace/log-workspace';
import type { Resource } from '../../../../constructs/nag/template';
import { Parts } from '../../support/parts';
import { emptyStack, templateOf } from '../../support/synthesis';

function synthesized(props: Partial<LogWorkspaceProps> = {}): Resource | undefined {
  const stack = emptyStack();
  new LogWorkspace(stack, 'Workspace', { group: new Parts(stack).group(), name: 'acme-log', ...props });
  return templateOf(stack).ofType('azurerm_log_analytics_workspace')[0];
}

describe('LogWorkspace', () => {
  test('8.6/log-retention#minimum-period: keeps logs for 183 days by default', () => {
    expect(synthesized()?.properties).toMatchObject({
      retention_in_days: 183,
      immediate_data_purge_on_30_days_enabled: false,
    });
  });

  test('keeps at hand no more than Azure offers: the rest is in the log storage', () => {
    expect(synthesized({ retentionDays: 1095 })?.number('retention_in_days')).toBe(730);
  });

  test('8.2/identity#no-long-lived-credentials: takes no shared keys', () => {
    expect(synthesized()?.flag('local_authentication_enabled')).toBe(false);
  });

  test('has no daily cap that would silence the logs', () => {
    expect(synthesized()?.number('daily_quota_gb')).toBe(-1);
  });

  test.each([
    ['public', true],
    ['private', false],
  ] as const)('with %s access, answers the public network: %s', (access, answers) => {
    expect(synthesized({ access })?.properties).toMatchObject({
      internet_ingestion_enabled: answers,
      internet_query_enabled: answers,
    });
  });

  test('throws when the retention is too short', () => {
    expect(() => synthesized({ retentionDays: 90 })).toThrow(
      'Stack/Workspace: retention of 90 days is shorter than the 183',
    );
  });

  test('throws on a name that Azure would refuse', () => {
    expect(() => synthesized({ name: 'log_1' })).toThrow(
      'Stack/Workspace: "log_1" is no name for a log analytics workspace.',
    );
  });
});
