import { azureStorageImmutability } from '../../../cdktf/nag/azure-storage-immutability';
import { outcomeOf, type Resources, verdictOn } from '../support/judging';

const ACCOUNT = 'azurerm_storage_account';
const CONTAINER = 'azurerm_storage_container';
const POLICY = 'azurerm_storage_container_immutability_policy';
const ID = '${azurerm_storage_account.it.id}';
const LOGS = { tags: { 'isms:holds': 'logs' } };

const container = (name: string): Readonly<Record<string, unknown>> => ({ name, storage_account_id: ID });
const seal = { storage_container_resource_manager_id: '${azurerm_storage_container.c.id}', locked: true };
const sealed = (name: string): Resources => ({ [CONTAINER]: { c: container(name) }, [POLICY]: { p: seal } });

describe('azure-storage-immutability on accounts', () => {
  const locked = { state: 'Locked', period_since_creation_in_days: 183, allow_protected_append_writes: true };

  test.each([
    ['a locked policy of its own', { ...LOGS, immutability_policy: locked }, {}, 'compliant'],
    ['a sealed container', LOGS, sealed('logs'), 'compliant'],
    ['no policy anywhere', LOGS, {}, 'non-compliant: immutability_policy'],
    [
      'containers without a policy',
      LOGS,
      { [CONTAINER]: { c: container('logs') } },
      'non-compliant: immutability_policy',
    ],
    [
      'an unlocked policy',
      { ...LOGS, immutability_policy: { ...locked, state: 'Unlocked' } },
      {},
      'non-compliant: immutability_policy.state',
    ],
    [
      'a policy of 182 days',
      { ...LOGS, immutability_policy: { ...locked, period_since_creation_in_days: 182 } },
      {},
      'non-compliant: immutability_policy.period_since_creation_in_days',
    ],
    ['an account without logs', {}, {}, 'not-applicable'],
    [
      'a state known at deployment only',
      { ...LOGS, immutability_policy: { ...locked, state: '${var.s}' } },
      {},
      'unknown',
    ],
  ])('judges %s', (_, properties, others, outcome) => {
    expect(outcomeOf(verdictOn(azureStorageImmutability, ACCOUNT, properties, others))).toBe(outcome);
  });

  test.each([
    ['a category', { category: 'AuditEvent' }, 'insights-logs-auditevent', 'insights-logs-other'],
    ['the activity log', { category: 'Administrative' }, 'insights-activity-logs', 'insights-logs-administrative'],
  ])('demands the container into which Azure writes %s', (_, log, name, other) => {
    const writer = { azurerm_monitor_diagnostic_setting: { s: { storage_account_id: ID, enabled_log: [log] } } };
    const judge = (containerName: string) =>
      outcomeOf(verdictOn(azureStorageImmutability, ACCOUNT, {}, { ...writer, ...sealed(containerName) }));

    expect(judge(name)).toBe('compliant');
    expect(judge(other)).toBe('non-compliant: immutability_policy');
  });

  test('demands the container into which Network Watcher writes', () => {
    const writer = { azurerm_network_watcher_flow_log: { log: { storage_account_id: ID } } };
    const judge = (name: string) =>
      outcomeOf(verdictOn(azureStorageImmutability, ACCOUNT, {}, { ...writer, ...sealed(name) }));

    expect(judge('insights-logs-flowlogflowevent')).toBe('compliant');
    expect(judge('flows')).toBe('non-compliant: immutability_policy');
  });

  test('does not trust a group of categories, for which Azure may create any container', () => {
    const setting = { storage_account_id: ID, enabled_log: [{ category_group: 'allLogs' }] };
    const others = { azurerm_monitor_diagnostic_setting: { s: setting }, ...sealed('insights-logs-auditevent') };

    expect(outcomeOf(verdictOn(azureStorageImmutability, ACCOUNT, {}, others))).toBe(
      'non-compliant: immutability_policy',
    );
  });
});

describe('azure-storage-immutability on containers', () => {
  const account = (properties: Readonly<Record<string, unknown>>): Resources => ({ [ACCOUNT]: { it: properties } });
  const policy = { [POLICY]: { p: { storage_container_resource_manager_id: '${azurerm_storage_container.it.id}' } } };
  const property = 'storage_container_resource_manager_id';

  test.each([
    ['one with a policy', { ...account(LOGS), ...policy }, 'compliant'],
    ['one under the policy of its account', account({ ...LOGS, immutability_policy: {} }), 'compliant'],
    ['one without', account(LOGS), `non-compliant: ${property}`],
    ['one of an account without logs', account({}), 'not-applicable'],
    ['one whose account is elsewhere', {}, 'unknown'],
  ])('judges %s', (_, others, outcome) => {
    expect(outcomeOf(verdictOn(azureStorageImmutability, CONTAINER, { storage_account_id: ID }, others))).toBe(outcome);
  });
});

describe('azure-storage-immutability on policies', () => {
  test.each([
    ['locked for 183 days', { locked: true, immutability_period_in_days: 183 }, 'compliant'],
    ['unlocked by default', { immutability_period_in_days: 183 }, 'non-compliant: locked'],
    ['unlocked', { locked: false, immutability_period_in_days: 183 }, 'non-compliant: locked'],
    [
      'locked for 30 days',
      { locked: true, immutability_period_in_days: 30 },
      'non-compliant: immutability_period_in_days',
    ],
    ['both', {}, 'non-compliant: locked, immutability_period_in_days'],
    ['a period known at deployment only', { locked: true, immutability_period_in_days: '${var.days}' }, 'unknown'],
  ])('judges %s', (_, properties, outcome) => {
    expect(outcomeOf(verdictOn(azureStorageImmutability, POLICY, properties))).toBe(outcome);
  });
});
